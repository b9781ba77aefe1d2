# /forget.

forget-question = <b>Shall I delete everything I keep about you?</b>
forget-ratings = • { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }
forget-watchlist = • { $count ->
        [one] { $count } film on your watchlist
       *[other] { $count } films on your watchlist
    }
forget-marks = • { $count ->
        [one] { $count } film marked as seen, not seen or not for you
       *[other] { $count } films marked as seen, not seen or not for you
    }
forget-imports = • { $count ->
        [one] { $count } imported file
       *[other] { $count } imported files
    }
forget-nights = • { $count ->
        [one] { $count } movie night, with your vote
       *[other] { $count } movie nights, with your votes
    }
forget-rest = • what goes with it: your language, every change of a rating, what I have shown and asked you
forget-warning = There is no way back. /export first gives you a copy to keep.
forget-nothing = I keep nothing about you, so there is nothing to delete.
forget-kept = Nothing was deleted.
forgotten = <b>I have deleted everything I kept about you:</b>
forgotten-begin-again = My next training will know nothing of it. Should you want to begin anew: /start

button-forget = 🗑 Delete everything
button-keep = Keep everything

toast-forgotten = Deleted
toast-forget-changed = That has changed since. Please look again.
