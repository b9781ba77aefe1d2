# Жанры MovieLens; ключ — их название там.

genre-Action = Боевик
genre-Adventure = Приключения
genre-Animation = Мультфильм
genre-Children = Детский
genre-Comedy = Комедия
genre-Crime = Криминал
genre-Documentary = Документальный
genre-Drama = Драма
genre-Fantasy = Фэнтези
genre-Film-Noir = Нуар
genre-Horror = Ужасы
genre-IMAX = IMAX
genre-Musical = Мюзикл
genre-Mystery = Детектив
genre-Romance = Мелодрама
genre-Sci-Fi = Фантастика
genre-Thriller = Триллер
genre-War = Военный
genre-Western = Вестерн
