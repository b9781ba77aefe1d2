# El primer minuto: varias películas a la vez para ponerles estrellas, o géneros para elegir.

deck-which = <b>¿Cuáles de estas has visto?</b> Ponles estrellas y salta el resto.
deck-again = La misma estrella otra vez: media menos. El título: deshacer.
deck-missing = { $bar } { $count } más y te conozco bien
deck-known = { $bar } Ya te conozco bien
deck-no-guess = Basta un toque para la primera propuesta.
deck-guess = Para ti por ahora: { $film } · { $stars }
deck-pick-genres =
    <b>¿Qué géneros te gustan?</b>
    Elige uno o varios y te enseño lo que más gusta en ellos.

button-deck-open = ★ Valorar unas películas
button-deck-more = Más películas ▶
button-deck-back = ◀ Atrás
button-deck-genres = Elegir géneros
button-show-films = 🎬 Recomiéndame

toast-deck-film = { $film }. ¿La has visto? Toca una estrella debajo.
toast-deck-film-genres = { $film }: { $genres }. ¿La has visto? Toca una estrella debajo.
toast-deck-end = Ya has visto todas las películas por las que puedo preguntarte.

problem-deck-gone = Estas películas son de hace mucho. Con /start te saco otras.
