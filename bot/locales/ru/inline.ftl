# Встроенный режим: что предлагается, пока кто-то пишет имя бота в любом чате, и что отправляется.

inline-predicted = { $stars } для тебя
inline-given = твоя оценка: { $stars }
inline-average =
    { $stars } в среднем: { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }

button-inline-open = Посмотреть и оценить
button-inline-begin = Фильмы на мой вкус
button-inline-rate = Оцени несколько фильмов, и я подберу для тебя
