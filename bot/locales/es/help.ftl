# /help.

help-begin = Envíame en privado el título de una película y verás su ficha; con estrellas detrás, <code>Heat 4.5</code>, queda valorada al momento. No importa si te equivocas al teclear, y el año distingue las nuevas versiones: <code>King Kong 1933</code>. Abajo hay tres ejemplos para pulsar.
help-inline = En cualquier otro chat, <code>@{ $bot } heat</code> comparte una película.
help-films = Conozco películas, no series, y ninguna posterior a { $year }.
help-data = <i>Películas y valoraciones: MovieLens, GroupLens Research.</i>

# Lo que se escribiría detrás de /recommend: quien pulsa recibe lo que encuentran estas palabras.
example-like = como { $film }
example-kind = comedia años 90
