# /retrain: how a training goes, and what came of it.

training-title = <b>Training { $number }</b> goes on
training-title-again = <b>Training { $number }</b>, begun again after a restart
training-joined = It had begun already; you see how it goes too.
training-collects = I collect everybody's ratings.
training-how-to-cancel = It takes a while, and everybody is served meanwhile. /retrain cancel ends it.
training-step = { $phase }: step { $step } of { $total }
training-phase-validation = Stars, with a part held out
training-phase-twin = Lists, with a part held out
training-phase-model = Stars, from all ratings
training-phase-ranking = Lists, from all ratings
training-phase-reference = Stars, from the film data alone
training-phase-reference-ranking = Lists, from the film data alone
training-phase-judging = Comparing
training-loss = loss { $loss }
training-rmse = RMSE on what was held out { $rmse }
training-seconds-left =
    about { $count ->
        [one] { $count } second left
       *[other] { $count } seconds left
    }
training-minutes-left =
    about { $count ->
        [one] { $count } minute left
       *[other] { $count } minutes left
    }
training-over = <b>Training { $number }</b> has ended.
training-was-cancelled = <b>Training { $number }</b> was cancelled.

training-promoted = ✅ <b>Model { $model } serves from now on.</b>
training-rejected = ❌ <b>Model { $model } was rejected.</b>
training-first = It is the first on these films. RMSE on what was held out: { $rmse }.
training-nothing-changed = What has served so far goes on serving.
training-cancelled = The training is cancelled. What has served so far goes on serving.
training-not-cancelled = No training goes on that could be cancelled.
training-failed-memory = ⚠️ <b>Training { $number } took too much memory</b> and was ended. RETRAIN_MEMORY says how much it may take.
training-failed-time = ⚠️ <b>Training { $number } took too long</b> and was ended. RETRAIN_TIME says how long it may take.
training-failed-data = ⚠️ <b>Training { $number } failed:</b> the ratings could not be read, or are too few. The log says more.
training-failed-storage = ⚠️ <b>Training { $number } failed:</b> the database could not be used. The log says more.
training-failed-model = ⚠️ <b>Training { $number } failed:</b> its process died or came to no model. The log says more.
training-failed-bug = ⚠️ <b>Training { $number } failed</b> by a mistake of mine. The log says more.
training-failed-forgotten = ⚠️ <b>Training { $number } was given up:</b> people it had learned from were forgotten, three times in a row. The next one is without them.
training-failed-cut-off = ⚠️ <b>Training { $number } was cut off</b>, as were those before it, so I do not begin it again at once. Perhaps the machine has too little memory. /retrain begins one.
training-ratings =
    Learned from { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }
training-people =
    { $count ->
        [one] { $count } person of this bot among them
       *[other] { $count } people of this bot among them
    }
training-left-out = Left out: { $what }
training-why-rejected = Why:
training-changes = New ratings changed most:

left-out-unknown-film =
    { $count ->
        [one] { $count } rating of a film I do not have
       *[other] { $count } ratings of films I do not have
    }
left-out-few =
    { $count ->
        [one] { $count } person with too few ratings
       *[other] { $count } people with too few ratings
    }
left-out-one-star =
    { $count ->
        [one] { $count } person who always gives the same stars
       *[other] { $count } people who always give the same stars
    }
left-out-fast =
    { $count ->
        [one] { $count } person faster than a hand
       *[other] { $count } people faster than a hand
    }
left-out-copy =
    { $count ->
        [one] { $count } copy of somebody else
       *[other] { $count } copies of somebody else
    }
left-out-person-cap =
    { $count ->
        [one] { $count } rating beyond what one person may weigh
       *[other] { $count } ratings beyond what one person may weigh
    }
left-out-film-cap =
    { $count ->
        [one] { $count } rating by newcomers beyond a film's share
       *[other] { $count } ratings by newcomers beyond a film's share
    }

against-champion = the model in service
against-reference = MovieLens alone
among-everybody = everybody
among-dataset = MovieLens users
among-people = this bot's people
check-rmse = RMSE worse by
check-ndcg = nDCG@10 worse by
check-means = RMSE better than mere means by
check-popularity = nDCG@10 better than popularity by
check-coverage = Different films in lists
check-finite = Predictions that are no number
check-sequels = Sequels near each other
check-films = Films missing or too many
check-size = File
reason-at-most = • { $check } { $value }, at most { $limit }
reason-at-least = • { $check } { $value }, at least { $limit }

picture-model-serves = Model { $number } serves
picture-model-rejected = Model { $number } was rejected
picture-curves = The training, step by step
picture-loss = loss
picture-validation = RMSE on what was held out
picture-duels = The new model | the other
picture-worse = too much worse
picture-better = better
picture-changes = What the newest ratings changed
picture-would-change = What the newest ratings would have changed
picture-new-ratings = { $count } new
picture-no-changes = No film has new ratings.

problem-admins-only = Sorry, only my admins may do that.
problem-retrain-usage = /retrain begins a training, /retrain cancel ends it.
problem-retrain-busy = Another program is training on my database. Please try again when it is done.
