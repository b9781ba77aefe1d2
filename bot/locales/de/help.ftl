# /help.

help-begin = Schick mir privat einen Filmtitel, und du siehst seine Karte; mit Sternen dahinter, <code>Heat 4.5</code>, ist er gleich bewertet. Tippfehler machen nichts, und eine Jahreszahl hält Neuverfilmungen auseinander: <code>King Kong 1933</code>. Unten stehen drei Beispiele zum Antippen.
help-inline = In jedem anderen Chat teilt <code>@{ $bot } heat</code> einen Film.
help-films = Ich kenne Filme, keine Serien, und keinen Film nach { $year }.
help-data = <i>Filme und Bewertungen: MovieLens, GroupLens Research.</i>

# Was man hinter /recommend schreiben könnte: Wer tippt, bekommt, was diese Worte finden.
example-like = wie { $film }
example-kind = Komödie 90er
