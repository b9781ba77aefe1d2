# Lo que no se ha podido hacer. Se muestra como mensaje o, tras pulsar un botón, como aviso: sin HTML.

problem-nobody = Aquí no puedo saber quién eres. Escríbeme con tu propio nombre o en privado.
problem-button-old = Este botón ya no vale. Vuelve a preguntarme, por favor.
toast-button-of-another = Estos botones son para otra persona. Pregúntame tú: /recommend
problem-star-range = Las estrellas van de ★0.5 a ★5, con medias, por ejemplo: /rate Heat 4.5
problem-stars-without-film = ¿Estrellas para qué película? Por ejemplo: /rate Heat 4.5
problem-film-gone = Ya no tengo esa película.
problem-rating-gone = Ya no conozco esa valoración.
problem-rating-changed = Has cambiado esta valoración después; deshaz primero ese cambio.
problem-film-rated = Has valorado esta película después.
problem-film-not-rated = No has valorado esa película.

# Fallos del bot.
problem-bug = Algo ha fallado por mi parte. Inténtalo otra vez, por favor.
problem-data = Ahora mismo no puedo leer mis datos de películas. Inténtalo más tarde, por favor.
problem-model = Ahora mismo no puedo usar mi modelo de gustos. Inténtalo más tarde, por favor.
problem-storage = No he podido guardarlo ahora mismo; no se ha cambiado nada. Inténtalo otra vez dentro de un momento.
problem-uncertain = Puede que mi respuesta no te haya llegado: la conexión se cortó mientras la enviaba. Si no la ves, vuelve a preguntarme, por favor.
saved-later = ⏳ Se guardará enseguida: la base de datos está ocupada. No se pierde nada y no hace falta que lo repitas.
problem-input = Eso no lo entiendo. En /help ves lo que sé hacer.
