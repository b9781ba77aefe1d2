# Die Genres von MovieLens; der Schlüssel ist sein Name dafür.

genre-Action = Action
genre-Adventure = Abenteuer
genre-Animation = Animation
genre-Children = Kinderfilm
genre-Comedy = Komödie
genre-Crime = Krimi
genre-Documentary = Doku
genre-Drama = Drama
genre-Fantasy = Fantasy
genre-Film-Noir = Film noir
genre-Horror = Horror
genre-IMAX = IMAX
genre-Musical = Musical
genre-Mystery = Mystery
genre-Romance = Liebesfilm
genre-Sci-Fi = Science-Fiction
genre-Thriller = Thriller
genre-War = Kriegsfilm
genre-Western = Western
