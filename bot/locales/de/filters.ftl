# Welche Art von Filmen: in Worten und mit Knöpfen.

filter-without = kein { $genre }
filter-since = ab { $year }
filter-until = bis { $year }
filter-decade = { $year }er
filter-popularity-1 = kaum bekannt
filter-popularity-2 = weniger bekannt
filter-popularity-3 = einigermaßen bekannt
filter-popularity-4 = bekannt
filter-popularity-5 = kennt jeder
filter-gems = Geheimtipps
filter-like = wie { $film }
filter-surprise = eine Überraschung

filter-title = <b>Was für ein Film?</b>
filter-anything = Irgendeiner
filter-count =
    { $count ->
        [one] { $count } Film passt
       *[other] { $count } Filme passen
    }
filter-hint-genres = Drück einmal auf ein Genre für Filme damit, zweimal für Filme ohne.
filter-hint-years = Drück auf ein Jahrzehnt, oder auf zwei für alles dazwischen.
filter-hint-popularity = Wie bekannt? Links: kaum, rechts: kennt jeder.
filter-hint-popularity-chosen = Wie bekannt? <b>{ $step }</b>. Noch einmal drücken, wenn es egal ist.

filter-none = Keiner der Filme, die ich dir zeigen kann, ist all das:
filter-no-more = Das waren alle, die ich für dich habe und die all das sind:
filter-films-end = Meine Filme enden { $year }.
filter-drop-one = Auf eins davon verzichten?

filter-unknown = „{ $words }“ kenne ich nicht als Art von Film. Versuch es so: <code>/recommend Komödie 90er -Horror</code>
filter-left-out = „{ $words }“ habe ich nicht verstanden und weggelassen; ⚙ Filtern zeigt, wonach ich suchen kann.
problem-years-never = Kein Jahr passt zu alldem. Bitte schreib die Jahre so: 1990-1999

button-filter-genres = Genre
button-filter-years = Jahre
button-filter-popularity = Bekannt
button-filter-clear = Leeren
button-filter-done = ✓ Zeigen
button-filter-drop =
    Ohne „{ $condition }“ ({ $count ->
        [one] { $count } Film
       *[other] { $count } Filme
    })
button-like-film = ≈ Filme wie { $film }
