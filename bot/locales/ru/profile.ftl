# /profile: подпись, которая говорит, что на картинке, и слова на самой картинке.

profile-none = О твоём вкусе я пока ничего не знаю. Оцени несколько фильмов, и я его нарисую.
profile-ratings =
    <b>Твой вкус в кино</b>: { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }, в среднем { $stars }.
profile-generous = Одному и тому же фильму ты ставишь на { $stars } больше, чем в среднем другие.
profile-strict = Одному и тому же фильму ты ставишь на { $stars } меньше, чем в среднем другие.
profile-likes = Больше, чем другим, тебе нравится: { $genres }.
profile-dislikes = Меньше, чем другим, тебе нравится: { $genres }.
profile-no-genres = Оцени ещё несколько фильмов, и здесь появятся твои жанры.
profile-nearest = Ближе всего к тебе на карте кино: { $films }.
profile-known = Я знаю твой вкус на { $percent } %: чаще всего твоя оценка не дальше { $deviation } от моего прогноза.

picture-title = Твой вкус в кино
picture-ratings = { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }
picture-known = Я знаю твой вкус на { $percent } %
picture-histogram = Твои оценки
picture-you = ты
picture-average = в среднем у всех
picture-genres = Жанры в сравнении с другими
picture-less = меньше
picture-more = больше
picture-map = Ты на карте кино

problem-picture = Картинку сейчас нарисовать не получилось. Попробуй, пожалуйста, позже.
