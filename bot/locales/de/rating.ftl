# /rate, die Sterneknöpfe und das Rückgängigmachen.

rate-which-film = Welcher Film? Schick mir seinen Titel, gern gleich mit Sternen: Heat 4.5
rate-so-far = Bisher: { $stars }
rate-how-many-stars = Wie viele Sterne?

rate-saved =
    { $stars } für { $film }. Du hast { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }.
rate-saved-again =
    { $stars } für { $film } (vorher { $previous }). Du hast { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }.
rate-go-on = Bewerte noch ein paar, dann lernt /recommend dich kennen.
rate-not-meant = Nicht der Film, den du meinst? Mach es rückgängig und schreib mehr vom Titel.

rate-out-of-ten = { $given }/10 sind { $stars }.
rate-saved-several =
    { $count ->
        [one] { $count } Bewertung gespeichert:
       *[other] { $count } Bewertungen gespeichert:
    }
rate-lines-unclear = Nicht gespeichert, weil auch etwas anderes gemeint sein kann:
rate-undone-several =
    Rückgängig gemacht. Du hast jetzt { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }.
rate-stars-alone = { $stars } für diesen Film?

rate-undone = Rückgängig gemacht: { $film } ist nicht mehr bewertet.
rate-undone-to = Rückgängig gemacht: { $film } hat jetzt { $stars }.

rate-number = Sind mit der Zahl Sterne gemeint, oder gehört sie zum Titel?
rate-number-too = Oder gehört die Zahl zum Titel?

# Vielleicht ist ein Film gemeint, der neuer ist als die Daten.
rate-doubt-sequel = Sind mit der Zahl Sterne gemeint? Es kann auch ein Film sein, den ich nicht kenne: Meine Filme enden { $year }.
rate-doubt-namesake = Ich kenne nur diesen wenig bekannten Film mit dem Namen, und meine Filme enden { $year }. Meinst du ihn?
rate-another-meant = Nichts gespeichert. Diesen Film kenne ich nicht: Meine Filme enden { $year }.

button-undo = ↩ Rückgängig
button-similar-films = Ähnliche Filme
button-rate-it = ★ Bewerten
button-stars-for-film = { $stars } für { $film }
button-rate-film = { $film } bewerten
button-mean-another = Ein anderer Film

toast-saved = { $stars } gespeichert
toast-undone = Rückgängig gemacht
toast-undone-already = Das war schon rückgängig gemacht
