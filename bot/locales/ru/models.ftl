# /models и /rollback.

models-title = <b>Модели</b>, сначала новые
models-none = На этих фильмах ещё не обучено ни одной модели. /retrain обучит.
models-serving = работает
models-retired = сохранена
models-rejected = отклонена
models-pruned = файл удалён
models-lost = файл пропал или повреждён
models-figures =
    { $count ->
        [one] { $count } оценка
        [few] { $count } оценки
       *[many] { $count } оценок
    }, { $figures }
models-random-split = RMSE { $rmse } на случайных оценках, они легче
models-more =
    { $count ->
        [one] и ещё { $count } постарше
        [few] и ещё { $count } постарше
       *[many] и ещё { $count } постарше
    }
models-back = /rollback вернёт предыдущую, /rollback { $number } вернёт модель { $number }.
rolled-back = ↩ <b>Модель { $number }</b> от { $when } снова работает.

problem-rollback-none = Нет модели постарше, к которой можно вернуться. /models покажет, какие есть.
problem-rollback-unknown = Модель { $number } отклонена, удалена, или её не было. /models покажет, какие есть.
problem-rollback-damaged = Файл модели { $number } повреждён, поэтому работает та же, что и раньше. /models покажет остальные.
problem-rollback-usage = Какая модель? Например: /rollback 3
problem-rollback-training = Идёт обучение, его модель сравнят с работающей. Подожди или сначала прерви его: /retrain cancel
