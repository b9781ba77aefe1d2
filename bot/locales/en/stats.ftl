# /stats.

stats-title = <b>How I am doing</b>, { $up } after my start
stats-people = People: { $people } · in the last 24 hours { $active } · with ratings { $raters }
stats-ratings = Ratings: { $ratings } · not yet trained on { $new }
stats-days = Per 24 hours, the latest last: { $days }
stats-replies = Reply in ms: median { $median } · 95% { $p95 } · 99% { $p99 } · worst { $worst }
stats-no-replies = Reply in ms: none given yet
stats-queue = Messages waiting: { $queue } · dealt with { $updates } · failed { $failures }
stats-unreadable = Put aside because they cannot be read: { $updates }
stats-memory = Memory: { $memory } MB
stats-model = Model { $number }: { $age } old, { $figures }
stats-no-model = Model: none, popularity serves
stats-training = Training { $number }: { $percent }% done

span-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
span-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
span-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
