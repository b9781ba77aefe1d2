# /watchlist: die Filme, die jemand sehen will.

watchlist-title = <b>Deine Merkliste: { $count ->
        [one] { $count } Film
       *[other] { $count } Filme
    }</b>, die neuesten zuerst
watchlist-predicted = Die Sterne sind die, die ich von dir erwarte.
watchlist-average = Die Sterne sind die, die andere im Schnitt geben.
watchlist-buttons = ▸ öffnen · ✓ gesehen · ✕ herunter
watchlist-empty = Deine Merkliste ist leer. „+ Merkliste“ unter einem Film setzt ihn darauf: Schick mir einen Titel, oder lass dir welche zeigen.
watchlist-seen = ✓ { $film }: gesehen.
watchlist-rated = ✓ { $stars } für { $film }.
watchlist-removed = ✕ { $film } ist von deiner Merkliste herunter.

button-without-stars = Ohne Sterne

toast-watchlist-removed = Von der Merkliste genommen
toast-watchlist-removed-already = War schon nicht mehr auf der Merkliste
