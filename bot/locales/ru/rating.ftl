# /rate, кнопки со звёздами и отмена.

rate-which-film = Какой фильм? Пришли его название, можно сразу со звёздами: Heat 4.5
rate-so-far = Пока: { $stars }
rate-how-many-stars = Сколько звёзд?

rate-saved =
    { $stars } — { $film }. У тебя { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }.
rate-saved-again =
    { $stars } — { $film } (было { $previous }). У тебя { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }.
rate-go-on = Оцени ещё несколько, и /recommend узнает тебя получше.
rate-not-meant = Не тот фильм? Отмени и напиши название подробнее.

rate-out-of-ten = { $given }/10 — это { $stars }.
rate-saved-several =
    { $count ->
        [one] Сохранена { $count } оценка:
        [few] Сохранены { $count } оценки:
       *[many] Сохранено { $count } оценок:
    }
rate-lines-unclear = Не сохранено: возможно, имеется в виду другое:
rate-undone-several =
    Отменено. Теперь у тебя { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }.
rate-stars-alone = { $stars } — этому фильму?

rate-undone = Отменено: { $film } больше без оценки.
rate-undone-to = Отменено: у { $film } теперь { $stars }.

rate-number = Это число — звёзды или часть названия?
rate-number-too = Или это число — часть названия?

# Возможно, имеется в виду фильм новее данных.
rate-doubt-sequel = Это число — звёзды? Или это фильм, которого я не знаю: мои фильмы заканчиваются { $year } годом.
rate-doubt-namesake = С таким названием я знаю только этот малоизвестный фильм, а мои фильмы заканчиваются { $year } годом. Это он?
rate-another-meant = Ничего не сохранено. Этого фильма я не знаю: мои фильмы заканчиваются { $year } годом.

button-undo = ↩ Отменить
button-similar-films = Похожие фильмы
button-rate-it = ★ Оценить
button-stars-for-film = { $stars } — { $film }
button-rate-film = Оценить { $film }
button-mean-another = Другой фильм

toast-saved = { $stars } — сохранено
toast-undone = Отменено
toast-undone-already = Это уже отменено
