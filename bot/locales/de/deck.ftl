# Die erste Minute: mehrere Filme auf einmal, um ihnen Sterne zu geben, oder Genres zur Auswahl.

deck-which = <b>Welche davon hast du gesehen?</b> Gib ihnen Sterne, lass den Rest leer.
deck-again = Derselbe Stern noch einmal: ein halber weniger. Der Titel: rückgängig.
deck-missing = { $bar } Noch { $count }, und ich kenne dich gut
deck-known = { $bar } Jetzt kenne ich dich gut
deck-no-guess = Einmal tippen reicht für den ersten Vorschlag.
deck-guess = Für dich bisher: { $film } · { $stars }
deck-pick-genres =
    <b>Welche Genres magst du?</b>
    Wähl eines oder mehrere, und ich zeige dir, was darin am besten ankommt.

button-deck-open = ★ Ein paar Filme bewerten
button-deck-more = Mehr Filme ▶
button-deck-back = ◀ Zurück
button-deck-genres = Genres wählen
button-show-films = 🎬 Zeig mir Filme

toast-deck-film = { $film }. Gesehen? Tipp auf einen Stern darunter.
toast-deck-film-genres = { $film }: { $genres }. Gesehen? Tipp auf einen Stern darunter.
toast-deck-end = Du bist alle Filme durch, nach denen ich fragen kann.

problem-deck-gone = Diese Filme sind von vor langer Zeit. Neue gibt es mit /start.
