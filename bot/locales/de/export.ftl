# /export: mitnehmen, was man gesagt hat.

export-ratings =
    <b>{ $count ->
        [one] Der Film, den du bewertet oder gesehen hast.
       *[other] Die { $count } Filme, die du bewertet oder gesehen hast.
    }</b> Letterboxd liest die Datei auf letterboxd.com/import und hakt jeden Film darin als gesehen ab. Ich lese sie auch: Schick sie mir einfach.
export-watchlist =
    <b>{ $count ->
        [one] Der Film auf deiner Merkliste.
       *[other] Die { $count } Filme auf deiner Merkliste.
    }</b> Letterboxd importiert die Datei auf der Seite deiner Watchlist dort. Ich lese sie auch: Schick sie mir einfach.
export-nothing = Du hast mir noch nichts gesagt, das sich mitnehmen ließe. Bewerte einen Film, zum Beispiel: /rate Heat 4.5
export-in-private = Deine Filme gehen sonst niemanden etwas an: Ich schicke dir die Dateien privat.

button-export-private = Dateien privat bekommen
