# Die Karte: ein Film nach dem anderen.

card-predicted = erwartet: { $stars } ± { $deviation }★
card-average = im Schnitt { $stars }; deinen Geschmack kenne ich noch nicht
card-average-model-none = im Schnitt { $stars }. { model-none }
card-average-model-training = im Schnitt { $stars }. { model-training }
card-average-model-failed = im Schnitt { $stars }. { model-failed }

# Warum er kommt: „wegen deiner Sterne für Heat ★4.5 und Alien ★5“.
card-because-rated = wegen deiner Sterne für { $films }
card-because-seen = weil du { $films } gesehen hast
card-because-wanted = wegen { $films } auf deiner Merkliste
card-two-films = { $first } und { $second }

card-rated = Du hast ihm { $stars } gegeben.
card-marked-seen = ✓ Du hast ihn gesehen.
card-marked-refused = ✕ Nichts für dich: ich lasse ihn weg.
card-marked-wanted = + Er steht auf deiner Merkliste.

# Über dem nächsten Film.
card-done-seen = ✓ { $film }: gesehen, kommt nicht mehr.
card-done-refused = ✕ { $film }: nichts für dich, kommt nicht mehr.

button-rate = ★ Bewerten
button-mark-seen = ✓ Gesehen
button-mark-refused = ✕ Nichts für mich
button-mark-wanted = + Merkliste
button-unmark-seen = ✓ Doch nicht gesehen
button-unmark-refused = ✕ Doch was für mich
button-unmark-wanted = − Merkliste
button-similar = ≈ Ähnliche
button-filter = ⚙ Filtern
button-next = Weiter ▶
button-back = ◀ Zurück
button-remove-rating = ✕ Keine Sterne

toast-seen = Gesehen
toast-refused = Nichts für dich
toast-wanted = Auf deiner Merkliste

problem-card-old = Ich weiß nicht mehr, was ich dir hier gezeigt habe. Bitte frag mich noch einmal: /recommend
