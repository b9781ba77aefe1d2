# /models and /rollback.

models-title = <b>Models</b>, the newest first
models-none = No model was trained on these films yet. /retrain trains one.
models-serving = in service
models-retired = kept
models-rejected = rejected
models-pruned = file deleted
models-lost = file missing or damaged
models-figures =
    { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }, { $figures }
models-random-split = RMSE { $rmse } on random ratings, which are easier
models-more =
    { $count ->
        [one] and { $count } older one
       *[other] and { $count } older ones
    }
models-back = /rollback goes back to the one before, /rollback { $number } to model { $number }.
rolled-back = ↩ <b>Model { $number }</b> of { $when } serves again.

problem-rollback-none = There is no older model to go back to. /models shows those there are.
problem-rollback-unknown = Model { $number } was rejected, deleted, or never there. /models shows those there are.
problem-rollback-damaged = The file of model { $number } is damaged, so what has served so far goes on serving. /models shows the others.
problem-rollback-usage = Which model? For example: /rollback 3
problem-rollback-training = A training goes on and is compared with the model in service. Wait for it, or end it first: /retrain cancel
