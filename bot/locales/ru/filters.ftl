# Какие фильмы: словами и кнопками.

filter-without = без: { $genre }
filter-since = с { $year } года
filter-until = по { $year } год
filter-decade = { $year }-е
filter-popularity-1 = малоизвестные
filter-popularity-2 = менее известные
filter-popularity-3 = в меру известные
filter-popularity-4 = известные
filter-popularity-5 = знают все
filter-gems = скрытые жемчужины
filter-like = как { $film }
filter-surprise = сюрприз

filter-title = <b>Какой фильм?</b>
filter-anything = Любой
filter-count =
    { $count ->
        [one] Подходит { $count } фильм
        [few] Подходят { $count } фильма
       *[many] Подходят { $count } фильмов
    }
filter-hint-genres = Нажми жанр один раз — фильмы с ним, два раза — без него.
filter-hint-years = Нажми десятилетие или два — будет всё, что между ними.
filter-hint-popularity = Насколько известный? Слева — малоизвестные, справа — те, что знают все.
filter-hint-popularity-chosen = Насколько известный? <b>{ $step }</b>. Нажми ещё раз, если всё равно.

filter-none = Среди фильмов, которые можно показать, нет такого, чтобы всё это сразу:
filter-no-more = Это были все фильмы для тебя, в которых есть всё это:
filter-films-end = Мои фильмы заканчиваются { $year } годом.
filter-drop-one = Откажемся от чего-нибудь одного?

filter-unknown = «{ $words }» — такого рода фильмов я не знаю. Попробуй так: <code>/recommend комедия 90-е -ужасы</code>
filter-left-out = «{ $words }» я не понимаю, поэтому ищу без этого; в ⚙ Фильтр видно, что я умею искать.
problem-years-never = Ни один год под всё это не подходит. Напиши годы так: 1990-1999

button-filter-genres = Жанры
button-filter-years = Годы
button-filter-popularity = Слава
button-filter-clear = Сбросить
button-filter-done = ✓ Показать
button-filter-drop =
    Без «{ $condition }» ({ $count ->
        [one] { $count } фильм
        [few] { $count } фильма
       *[many] { $count } фильмов
    })
button-like-film = ≈ Похожие на { $film }
