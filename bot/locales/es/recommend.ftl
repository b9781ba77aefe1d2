# /recommend y /similar, y por qué no hay modelo.

recommend-nothing-left = Ya me has hablado de todas las películas que conozco. ¡No me queda nada que recomendarte!

# Nunca se ha entrenado, se está entrenando o el entrenamiento falló.
model-none = Todavía no tengo un modelo de gustos.
model-training = Todavía estoy aprendiendo de las valoraciones de otras personas; tardo más o menos un minuto.
model-failed = Mi último entrenamiento falló, así que por ahora no tengo un modelo de gustos.
problem-similar-model-none = { model-none } Vuelve a preguntarme entonces.
problem-similar-model-training = { model-training } Vuelve a preguntarme entonces.
problem-similar-model-failed = { model-failed } Vuelve a preguntarme más tarde.

similar-which-film = ¿Parecidas a qué película? Envíame su título.
similar-nothing = Nadie ha valorado { $film } todavía, así que no sé decir qué se le parece.
similar-doubt =
    <i>Se ha valorado solo { $count ->
        [one] { $count } vez
       *[other] { $count } veces
    }: no te fíes demasiado de lo que se le parece.</i>
