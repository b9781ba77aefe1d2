# Los géneros de MovieLens; la clave es el nombre que les da.

genre-Action = Acción
genre-Adventure = Aventura
genre-Animation = Animación
genre-Children = Infantil
genre-Comedy = Comedia
genre-Crime = Crimen
genre-Documentary = Documental
genre-Drama = Drama
genre-Fantasy = Fantasía
genre-Film-Noir = Cine negro
genre-Horror = Terror
genre-IMAX = IMAX
genre-Musical = Musical
genre-Mystery = Misterio
genre-Romance = Romance
genre-Sci-Fi = Ciencia ficción
genre-Thriller = Thriller
genre-War = Bélico
genre-Western = Western
