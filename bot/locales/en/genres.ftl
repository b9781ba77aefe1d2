# MovieLens' genres; the key is its name for them.

genre-Action = Action
genre-Adventure = Adventure
genre-Animation = Animation
genre-Children = Children
genre-Comedy = Comedy
genre-Crime = Crime
genre-Documentary = Documentary
genre-Drama = Drama
genre-Fantasy = Fantasy
genre-Film-Noir = Film-Noir
genre-Horror = Horror
genre-IMAX = IMAX
genre-Musical = Musical
genre-Mystery = Mystery
genre-Romance = Romance
genre-Sci-Fi = Sci-Fi
genre-Thriller = Thriller
genre-War = War
genre-Western = Western
