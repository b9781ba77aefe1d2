# /stats.

stats-title = <b>Как у меня дела</b>, { $up } после запуска
stats-people = Людей: { $people } · за последние 24 часа { $active } · с оценками { $raters }
stats-ratings = Оценок: { $ratings } · ещё не выучено { $new }
stats-days = За каждые 24 часа, последние в конце: { $days }
stats-replies = Ответ в мс: медиана { $median } · 95 % { $p95 } · 99 % { $p99 } · худший { $worst }
stats-no-replies = Ответ в мс: пока ни одного
stats-queue = Сообщений ждёт: { $queue } · обработано { $updates } · с ошибкой { $failures }
stats-unreadable = Отложено, так как не читается: { $updates }
stats-memory = Память: { $memory } МБ
stats-model = Модель { $number }: возраст { $age }, { $figures }
stats-no-model = Модели нет, советую по популярности
stats-training = Обучение { $number }: готово { $percent } %

span-minutes =
    { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[many] { $count } минут
    }
span-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
span-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
