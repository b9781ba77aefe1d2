# The first minute: several films at once to give stars to, or genres to pick.

deck-which = <b>Which of these have you seen?</b> Tap stars for them, skip the rest.
deck-again = The same star again: half a star less. The title: undo.
deck-missing = { $bar } { $count } more and I know you well
deck-known = { $bar } I know you well now
deck-no-guess = One tap is enough for a first pick.
deck-guess = For you so far: { $film } · { $stars }
deck-pick-genres =
    <b>Which genres do you like?</b>
    Pick one or more, and I show you what people like most in them.

button-deck-open = ★ Rate a few films
button-deck-more = More films ▶
button-deck-back = ◀ Back
button-deck-genres = Pick genres
button-show-films = 🎬 Show me films

toast-deck-film = { $film }. Seen it? Tap a star below.
toast-deck-film-genres = { $film }: { $genres }. Seen it? Tap a star below.
toast-deck-end = You have been through all the films I can ask about.

problem-deck-gone = These films are from long ago. I deal new ones at /start.
