# /retrain: как идёт обучение и что из него вышло.

training-title = <b>Обучение { $number }</b> идёт
training-title-again = <b>Обучение { $number }</b>, начато заново после перезапуска
training-joined = Оно уже шло; теперь и ты видишь, как идут дела.
training-collects = Собираю оценки всех людей.
training-how-to-cancel = Это займёт время, а пока я отвечаю всем как обычно. /retrain cancel прервёт его.
training-step = { $phase }: шаг { $step } из { $total }
training-phase-validation = Звёзды, часть отложена
training-phase-twin = Списки, часть отложена
training-phase-model = Звёзды, по всем оценкам
training-phase-ranking = Списки, по всем оценкам
training-phase-reference = Звёзды, только по данным о фильмах
training-phase-reference-ranking = Списки, только по данным о фильмах
training-phase-judging = Сравнение
training-loss = потери { $loss }
training-rmse = RMSE на отложенном { $rmse }
training-seconds-left =
    осталось примерно { $count ->
        [one] { $count } секунда
        [few] { $count } секунды
       *[many] { $count } секунд
    }
training-minutes-left =
    осталось примерно { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[many] { $count } минут
    }
training-over = <b>Обучение { $number }</b> закончилось.
training-was-cancelled = <b>Обучение { $number }</b> прервано.

training-promoted = ✅ <b>Теперь работает модель { $model }.</b>
training-rejected = ❌ <b>Модель { $model } отклонена.</b>
training-first = Она первая для этих фильмов. RMSE на отложенном: { $rmse }.
training-nothing-changed = Работает то же, что и раньше.
training-cancelled = Обучение прервано. Работает то же, что и раньше.
training-not-cancelled = Сейчас не идёт обучение, которое можно прервать.
training-failed-memory = ⚠️ <b>Обучению { $number } понадобилось слишком много памяти</b>, и оно прервано. Сколько можно, говорит RETRAIN_MEMORY.
training-failed-time = ⚠️ <b>Обучение { $number } длилось слишком долго</b>, и оно прервано. Сколько можно, говорит RETRAIN_TIME.
training-failed-data = ⚠️ <b>Обучение { $number } не удалось:</b> оценки не прочитались, или их слишком мало. Подробности в журнале.
training-failed-storage = ⚠️ <b>Обучение { $number } не удалось:</b> база данных недоступна. Подробности в журнале.
training-failed-model = ⚠️ <b>Обучение { $number } не удалось:</b> его процесс умер или не пришёл к модели. Подробности в журнале.
training-failed-bug = ⚠️ <b>Обучение { $number } не удалось</b> по моей ошибке. Подробности в журнале.
training-failed-forgotten = ⚠️ <b>Обучение { $number } прекращено:</b> трижды подряд пришлось забыть людей, на чьих оценках оно училось. Следующее будет без них.
training-failed-cut-off = ⚠️ <b>Обучение { $number } оборвалось</b>, как и предыдущие, поэтому сразу заново я его не начну. Возможно, машине не хватает памяти. /retrain начнёт новое.
training-ratings =
    Выучено: { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }
training-people =
    { $count ->
        [one] среди них оценки { $count } человека из этого бота
        [few] среди них оценки { $count } человек из этого бота
       *[many] среди них оценки { $count } человек из этого бота
    }
training-left-out = Не учтено: { $what }
training-why-rejected = Почему:
training-changes = Новые оценки больше всего изменили:

left-out-unknown-film =
    { $count ->
        [one] { $count } оценка фильма, которого у меня нет
        [few] { $count } оценки фильмов, которых у меня нет
       *[many] { $count } оценок фильмов, которых у меня нет
    }
left-out-few =
    { $count ->
        [one] { $count } человек, у кого мало оценок
        [few] { $count } человека, у кого мало оценок
       *[many] { $count } человек, у кого мало оценок
    }
left-out-one-star =
    { $count ->
        [one] { $count } человек, кто всем ставит одно и то же
        [few] { $count } человека, кто всем ставит одно и то же
       *[many] { $count } человек, кто всем ставит одно и то же
    }
left-out-fast =
    { $count ->
        [one] { $count } человек быстрее любой руки
        [few] { $count } человека быстрее любой руки
       *[many] { $count } человек быстрее любой руки
    }
left-out-copy =
    { $count ->
        [one] { $count } копия кого-то другого
        [few] { $count } копии кого-то другого
       *[many] { $count } копий кого-то другого
    }
left-out-person-cap =
    { $count ->
        [one] { $count } оценка сверх веса одного человека
        [few] { $count } оценки сверх веса одного человека
       *[many] { $count } оценок сверх веса одного человека
    }
left-out-film-cap =
    { $count ->
        [one] { $count } оценка новичков сверх доли фильма
        [few] { $count } оценки новичков сверх доли фильма
       *[many] { $count } оценок новичков сверх доли фильма
    }

against-champion = работающая модель
against-reference = только MovieLens
among-everybody = все
among-dataset = люди из MovieLens
among-people = люди этого бота
check-rmse = RMSE хуже на
check-ndcg = nDCG@10 хуже на
check-means = RMSE лучше простых средних на
check-popularity = nDCG@10 лучше популярности на
check-coverage = Разных фильмов в списках
check-finite = Предсказаний, которые не числа
check-sequels = Продолжений рядом друг с другом
check-films = Недостающих или лишних фильмов
check-size = Файл
reason-at-most = • { $check } { $value }, не больше { $limit }
reason-at-least = • { $check } { $value }, не меньше { $limit }

picture-model-serves = Работает модель { $number }
picture-model-rejected = Модель { $number } отклонена
picture-curves = Обучение, шаг за шагом
picture-loss = потери
picture-validation = RMSE на отложенном
picture-duels = Новая модель | другая
picture-worse = слишком плохо
picture-better = лучше
picture-changes = Что изменили последние оценки
picture-would-change = Что изменили бы последние оценки
picture-new-ratings =
    { $count ->
        [one] { $count } новая
        [few] { $count } новые
       *[many] { $count } новых
    }
picture-no-changes = Ни у одного фильма нет новых оценок.

problem-admins-only = Извини, это могут только мои администраторы.
problem-retrain-usage = /retrain начинает обучение, /retrain cancel прерывает его.
problem-retrain-busy = С моей базой данных сейчас обучает другая программа. Попробуй, пожалуйста, когда она закончит.
