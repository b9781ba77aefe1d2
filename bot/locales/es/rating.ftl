# /rate, los botones de estrellas y deshacer.

rate-which-film = ¿Qué película? Envíame su título, con estrellas si quieres: Heat 4.5
rate-so-far = Hasta ahora: { $stars }
rate-how-many-stars = ¿Cuántas estrellas?

rate-saved =
    { $stars } para { $film }. Tienes { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }.
rate-saved-again =
    { $stars } para { $film } (antes { $previous }). Tienes { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }.
rate-go-on = Valora algunas más y /recommend irá conociéndote.
rate-not-meant = ¿No era esa película? Deshazlo y escribe más del título.

rate-out-of-ten = { $given }/10 son { $stars }.
rate-saved-several =
    { $count ->
        [one] { $count } valoración guardada:
       *[other] { $count } valoraciones guardadas:
    }
rate-lines-unclear = No se ha guardado, porque puede referirse a otra cosa:
rate-undone-several =
    Deshecho. Ahora tienes { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }.
rate-stars-alone = ¿{ $stars } para esta película?

rate-undone = Deshecho: { $film } ya no tiene valoración.
rate-undone-to = Deshecho: { $film } tiene ahora { $stars }.

rate-number = ¿Ese número son estrellas o es parte del título?
rate-number-too = ¿O ese número es parte del título?

# Quizá se trate de una película posterior a los datos.
rate-doubt-sequel = ¿Ese número son estrellas? Puede ser una película que no conozco: las mías llegan hasta { $year }.
rate-doubt-namesake = Con ese nombre solo conozco esta película, poco conocida, y las mías llegan hasta { $year }. ¿Te refieres a ella?
rate-another-meant = No se ha guardado nada. No conozco esa película: las mías llegan hasta { $year }.

button-undo = ↩ Deshacer
button-similar-films = Parecidas
button-rate-it = ★ Valorar
button-stars-for-film = { $stars } para { $film }
button-rate-film = Valorar { $film }
button-mean-another = Otra película

toast-saved = { $stars } guardado
toast-undone = Deshecho
toast-undone-already = Eso ya estaba deshecho
