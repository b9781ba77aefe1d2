# /recommend und /similar, und warum kein Modell da ist.

recommend-nothing-left = Du hast mir zu jedem Film etwas gesagt, den ich kenne. Mehr kann ich dir nicht empfehlen!

# Nie trainiert, gerade im Training, oder das Training ist gescheitert.
model-none = Ich habe noch kein Modell vom Filmgeschmack.
model-training = Ich lerne noch aus den Bewertungen anderer; das dauert etwa eine Minute.
model-failed = Mein letztes Training ist gescheitert, darum habe ich gerade kein Modell vom Filmgeschmack.
problem-similar-model-none = { model-none } Frag mich dann bitte noch einmal.
problem-similar-model-training = { model-training } Frag mich dann bitte noch einmal.
problem-similar-model-failed = { model-failed } Frag mich bitte später noch einmal.

similar-which-film = Ähnlich wie welcher Film? Schick mir seinen Titel.
similar-nothing = { $film } hat noch niemand bewertet, darum weiß ich nicht, was ihm ähnelt.
similar-doubt =
    <i>Er wurde nur { $count ->
        [one] einmal
       *[other] { $count }-mal
    } bewertet: nimm das Ähnliche nicht zu genau.</i>
