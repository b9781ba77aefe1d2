# /rate, the star buttons, and undo.

rate-which-film = Which film? Send me its title, with stars if you like: Heat 4.5
rate-so-far = So far: { $stars }
rate-how-many-stars = How many stars?

rate-saved =
    { $stars } for { $film }. You have { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }.
rate-saved-again =
    { $stars } for { $film } (was { $previous }). You have { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }.
rate-go-on = Rate a few more, and /recommend gets to know you.
rate-not-meant = Not the film you meant? Undo it, and write more of the title.

rate-out-of-ten = { $given }/10 is { $stars }.
rate-saved-several =
    { $count ->
        [one] { $count } rating saved:
       *[other] { $count } ratings saved:
    }
rate-lines-unclear = Not saved, because it may mean something else:
rate-undone-several =
    Undone. You have { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    } now.
rate-stars-alone = { $stars } for this film?

rate-undone = Undone: { $film } is not rated any more.
rate-undone-to = Undone: { $film } has { $stars } now.

rate-number = Is that number stars, or part of the title?
rate-number-too = Or is that number part of the title?

# A film from after the data may be meant.
rate-doubt-sequel = Is that number stars? It may be a film I do not know: my films end in { $year }.
rate-doubt-namesake = I know only this film of that name, a little-known one, and my films end in { $year }. Do you mean it?
rate-another-meant = Nothing was saved. I do not know that film: my films end in { $year }.

button-undo = ↩ Undo
button-similar-films = Similar films
button-rate-it = ★ Rate it
button-stars-for-film = { $stars } for { $film }
button-rate-film = Rate { $film }
button-mean-another = Another film

toast-saved = { $stars } saved
toast-undone = Undone
toast-undone-already = That was undone already
