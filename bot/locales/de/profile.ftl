# /profile: die Bildunterschrift, die sagt, was das Bild zeigt, und die Wörter im Bild.

profile-none = Von deinem Geschmack weiß ich noch nichts. Bewerte ein paar Filme, und ich zeichne ihn dir.
profile-ratings =
    <b>Dein Filmgeschmack</b> aus { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }, im Schnitt { $stars }.
profile-generous = Demselben Film gibst du { $stars } mehr als andere im Schnitt.
profile-strict = Demselben Film gibst du { $stars } weniger als andere im Schnitt.
profile-likes = Lieber als andere magst du: { $genres }.
profile-dislikes = Weniger als andere magst du: { $genres }.
profile-no-genres = Bewerte noch ein paar Filme, dann zeigen sich hier deine Genres.
profile-nearest = Am nächsten bei dir auf der Filmkarte: { $films }.
profile-known = Ich kenne deinen Geschmack zu { $percent } %: meist liegst du höchstens { $deviation } neben dem, was ich erwarte.

picture-title = Dein Filmgeschmack
picture-ratings = { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }
picture-known = Ich kenne deinen Geschmack zu { $percent } %
picture-histogram = So bewertest du
picture-you = du
picture-average = der Durchschnitt
picture-genres = Genres, verglichen mit anderen
picture-less = weniger
picture-more = lieber
picture-map = Du auf der Filmkarte

problem-picture = Das Bild dazu konnte ich gerade nicht zeichnen. Bitte versuch es später noch einmal.
