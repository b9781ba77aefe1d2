# /watchlist: the films somebody wants to see.

watchlist-title = <b>Your watchlist: { $count ->
        [one] { $count } film
       *[other] { $count } films
    }</b>, newest first
watchlist-predicted = The stars are what I expect you to give.
watchlist-average = The stars are what people give on average.
watchlist-buttons = ▸ open · ✓ seen · ✕ off the list
watchlist-empty = Your watchlist is empty. “+ Watchlist” below a film puts it here: send me a title, or let me show you some.
watchlist-seen = ✓ { $film }: seen.
watchlist-rated = ✓ { $stars } for { $film }.
watchlist-removed = ✕ { $film } is off your watchlist.

button-without-stars = Without stars

toast-watchlist-removed = Off your watchlist
toast-watchlist-removed-already = It was off your watchlist
