# /profile: el pie de foto, que dice lo que muestra la imagen, y las palabras de la imagen.

profile-none = Todavía no sé nada de tus gustos. Valora algunas películas y te los dibujo.
profile-ratings =
    <b>Tus gustos de cine</b>, según { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }, { $stars } de media.
profile-generous = A una misma película le das { $stars } más que la persona media.
profile-strict = A una misma película le das { $stars } menos que la persona media.
profile-likes = Te gusta más que a los demás: { $genres }.
profile-dislikes = Te gusta menos que a los demás: { $genres }.
profile-no-genres = Valora algunas películas más y aquí verás tus géneros.
profile-nearest = Lo más cercano a ti en el mapa del cine: { $films }.
profile-known = Conozco el { $percent } % de tus gustos: tus notas suelen quedar a { $deviation } o menos de lo que espero.

picture-title = Tus gustos de cine
picture-ratings = { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }
picture-known = Conozco el { $percent } % de tus gustos
picture-histogram = Las estrellas que das
picture-you = tú
picture-average = la persona media
picture-genres = Géneros, en comparación con los demás
picture-less = menos
picture-more = más
picture-map = Tú en el mapa del cine

problem-picture = Ahora mismo no he podido dibujar la imagen. Inténtalo más tarde, por favor.
