# /import и файлы, которые присылают.

import-how =
    Пришли мне файл со своими фильмами, и я всё перенесу: оценки, просмотренное, список «хочу посмотреть». Сначала увидишь, что изменится, и только потом решишь.

    • <b>Letterboxd</b>: letterboxd.com/settings/data, «Export your data». Пришли zip как есть или один csv-файл из него.
    • <b>IMDb</b>: imdb.com, «Your ratings», «Export»; со списком просмотра и другими списками так же.
    • <b>MovieLens</b>: movielens.org, в «import / export» — csv с оценками или со списком желаний.
    • <b>Trakt, Simkl, Movary, TMDB</b>: csv с оценками, просмотренным или желаемым.
    • <b>От меня</b>: то, что прислал тебе /export.

    Один csv-файл или несколько в zip, до { $megabytes } МБ и { $rows } строк.
import-waits = Один твой файл ждёт решения.
import-private = Пришли файл мне в личку: там будет видно, что он изменит.
import-reading = Читаю { $name } …
import-queued = Сначала файлы других людей, потом читаю { $name } …
import-broken-off = Не получилось дочитать { $name }.
import-unnamed = твой файл
import-own = от меня
import-other = неизвестно откуда
import-untitled = фильм без названия
import-which-kind = В { $name } не сказано, что с этими фильмами. Они уже просмотрены или только в планах?
import-which-scale = Это фильмы? Не знаю, откуда { $name }. Если да: какая там высшая возможная оценка, 5 или 10?
import-films-or-not = Это фильмы? Не знаю, откуда { $name }; оценки там до { $top }.

# Предпросмотр. По строке, одна под другой.
import-title = <b>{ $name }</b> · { $source }
import-recognized =
    { $count ->
        [one] Узнаю { $found } из { $count } фильма.
        [few] Узнаю { $found } из { $count } фильмов.
       *[many] Узнаю { $found } из { $count } фильмов.
    }
import-none-known =
    { $count ->
        [one] Из { $count } фильма не узнаю ни одного.
        [few] Из { $count } фильмов не узнаю ни одного.
       *[many] Из { $count } фильмов не узнаю ни одного.
    }
import-added =
    { $count ->
        [one] ★ { $count } новая оценка
        [few] ★ { $count } новые оценки
       *[many] ★ { $count } новых оценок
    }
import-updated =
    { $count ->
        [one] ↻ { $count } оценка, которая в прежнем файле была другой
        [few] ↻ { $count } оценки, которые в прежнем файле были другими
       *[many] ↻ { $count } оценок, которые в прежнем файле были другими
    }
import-seen =
    { $count ->
        [one] 👁 { $count } фильм с пометкой «просмотрено»
        [few] 👁 { $count } фильма с пометкой «просмотрено»
       *[many] 👁 { $count } фильмов с пометкой «просмотрено»
    }
import-wanted =
    { $count ->
        [one] 🔖 { $count } фильм в списке «хочу посмотреть»
        [few] 🔖 { $count } фильма в списке «хочу посмотреть»
       *[many] 🔖 { $count } фильмов в списке «хочу посмотреть»
    }
import-kept =
    { $count ->
        [one] ✋ { $count } фильм остаётся, как сказано мне прямо здесь
        [few] ✋ { $count } фильма остаются, как сказано мне прямо здесь
       *[many] ✋ { $count } фильмов остаются, как сказано мне прямо здесь
    }
import-unchanged =
    { $count ->
        [one] ✓ { $count } фильм у меня уже такой же
        [few] ✓ { $count } фильма у меня уже такие же
       *[many] ✓ { $count } фильмов у меня уже такие же
    }
import-nothing-new = Ничего нового для меня там нет.
import-likely =
    { $count ->
        [one] ≈ { $count } фильм узнаю только по похожему названию; возьму, если скажешь:
        [few] ≈ { $count } фильма узнаю только по похожему названию; возьму, если скажешь:
       *[many] ≈ { $count } фильмов узнаю только по похожему названию; возьму, если скажешь:
    }
import-unsure =
    { $count ->
        [one] ❓ { $count } фильм, который может оказаться одним из нескольких
        [few] ❓ { $count } фильма, каждый может оказаться одним из нескольких
       *[many] ❓ { $count } фильмов, каждый может оказаться одним из нескольких
    }
import-unknown =
    { $count ->
        [one] ✕ { $count } фильм, которого у меня нет
        [few] ✕ { $count } фильма, которых у меня нет
       *[many] ✕ { $count } фильмов, которых у меня нет
    }
import-refused =
    { $count ->
        [one] − { $count } фильм, к которому не подошёл ни один из моих вариантов
        [few] − { $count } фильма, к которым не подошёл ни один из моих вариантов
       *[many] − { $count } фильмов, к которым не подошёл ни один из моих вариантов
    }
import-left-out =
    { $count ->
        [one] Пропускаю { $count } строку:
        [few] Пропускаю { $count } строки:
       *[many] Пропускаю { $count } строк:
    }
import-in-part =
    { $count ->
        [one] Только частично учитываю { $count } строку:
        [few] Только частично учитываю { $count } строки:
       *[many] Только частично учитываю { $count } строк:
    }
import-fault-series = сериалы, эпизоды или игры
import-fault-no-film = ни названия, ни номера
import-fault-stars = оценка не читается
import-fault-status = ни оценки, ни пометки «просмотрено» или «хочу посмотреть»
import-fault-fields = строка повреждена, полей мало или много
import-fault-year = год не читается
import-fault-date = дата не читается
import-lines =
    { $count ->
        [one] строка { $lines }
        [few] строки { $lines }
       *[many] строки { $lines }
    }
import-scale = Читаю оценки по шкале до { $top }: { $top } — это ★5, { $half } — это ★2.5.
import-unread =
    { $count ->
        [one] { $count } файл в zip прочитать не удалось: { $names }
        [few] { $count } файла в zip прочитать не удалось: { $names }
       *[many] { $count } файлов в zip прочитать не удалось: { $names }
    }
import-guessed-letters = В файле не сказано, как записаны буквы; читаю его как Windows-1252. Буквы со значками могут быть неверными.
import-replaces = Файл, присланный до этого, больше не ждёт. Несколько сразу — вместе в одном zip.

# Фильмы под вопросом.
import-doubt = { $place } из { $total }: в твоём файле { $film } · { $said }
import-doubt-which = Какой это фильм?
import-doubt-right = Это тот фильм?
import-said-seen = просмотрено
import-said-wanted = хочу посмотреть

# Потом.
import-done = Готово, перенесено:
import-already = Именно этот файл уже перенесён:
import-cancelled = Отменено. Ничего не перенесено.
import-undone = Вернул как было:
import-undone-ratings =
    { $count ->
        [one] { $count } оценка снова как раньше.
        [few] { $count } оценки снова как раньше.
       *[many] { $count } оценок снова как раньше.
    }
import-undone-marks =
    { $count ->
        [one] { $count } фильм теперь без пометки из этого файла.
        [few] { $count } фильма теперь без пометки из этого файла.
       *[many] { $count } фильмов теперь без пометки из этого файла.
    }
import-undone-kept =
    { $count ->
        [one] { $count } оценка, изменённая с тех пор, остаётся.
        [few] { $count } оценки, изменённые с тех пор, остаются.
       *[many] { $count } оценок, изменённых с тех пор, остаются.
    }
import-undone-nothing = Возвращать было нечего.

button-import-show = Показать
button-import-private = В личный чат
button-import-seen = Уже просмотрены
button-import-wanted = Хочу посмотреть
button-import-rated = Фильмы, оценки до { $top }
button-import-apply =
    { $count ->
        [one] Перенести { $count } фильм
        [few] Перенести { $count } фильма
       *[many] Перенести { $count } фильмов
    }
button-import-likely =
    { $count ->
        [one] Взять и { $count } похожий
        [few] Взять и { $count } похожих
       *[many] Взять и { $count } похожих
    }
button-import-check =
    { $count ->
        [one] Проверить { $count } сомнительный фильм
        [few] Проверить { $count } сомнительных фильма
       *[many] Проверить { $count } сомнительных фильмов
    }
button-import-unknown =
    { $count ->
        [one] Посмотреть { $count } ненайденный фильм
        [few] Посмотреть { $count } ненайденных фильма
       *[many] Посмотреть { $count } ненайденных фильмов
    }
button-import-none = Ничего из этого
button-import-overview = К итогам
button-import-cancel = Отменить
button-import-undo = Вернуть всё как было

problem-import-gone = Этот файл больше не ждёт. Пришли его, пожалуйста, ещё раз.
problem-import-lost = Этого файла больше не видно. Пришли его, пожалуйста, ещё раз.
problem-import-download = Telegram не отдал мне этот файл. Пришли его, пожалуйста, ещё раз.
problem-import-empty = Этот файл пуст.
problem-import-too-large = Этот файл больше { $megabytes } МБ, для меня это слишком много.
problem-import-too-many-rows = В этом файле больше { $rows } строк, для меня это слишком много.
problem-import-too-often = За сутки уже перенесено файлов: { $count }. Больше принять не могу. Приходи со следующим завтра.
problem-import-too-many-wait = Сейчас слишком много файлов ждут решения, места для ещё одного нет. Попробуй, пожалуйста, завтра.
problem-import-not-text = Это не текстовый файл. Я читаю csv-файлы или zip с ними: /import
problem-import-unknown = Такого списка я не знаю. Какие я читаю: /import
problem-import-no-films = Похоже на список книг, музыки или игр. Я беру только фильмы: /import
problem-import-several-people = В этом файле оценки нескольких человек, а мне нужны оценки одного.
problem-import-nothing-left =
    { $n ->
        [one] Из этого файла ничего не взять: в { $n } строке нет ни одного фильма с оценкой.
        [few] Из этого файла ничего не взять: в { $n } строках нет ни одного фильма с оценкой.
       *[many] Из этого файла ничего не взять: в { $n } строках нет ни одного фильма с оценкой.
    }
problem-import-broken-lines = Этот файл повреждён: кавычки в нём не сходятся, впервые в строке { $line }.
problem-import-zip-damaged = Этот zip повреждён. Создай его, пожалуйста, заново.
problem-import-zip-encrypted = На этом zip стоит пароль. Пришли его, пожалуйста, без пароля.
problem-import-zip-too-large = Этот zip после распаковки больше { $megabytes } МБ или упакован не так, как бывает при экспорте.
