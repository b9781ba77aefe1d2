# /watchlist: las películas que alguien quiere ver.

watchlist-title = <b>Tu lista: { $count ->
        [one] { $count } película
       *[other] { $count } películas
    }</b>, primero lo más reciente
watchlist-predicted = Las estrellas son las que creo que les darás.
watchlist-average = Las estrellas son las que les da la gente de media.
watchlist-buttons = ▸ abrir · ✓ vista · ✕ quitar
watchlist-empty = Tu lista está vacía. Con «+ Mi lista», debajo de una película, la pones aquí: envíame un título o deja que te enseñe algunas.
watchlist-seen = ✓ { $film }: vista.
watchlist-rated = ✓ { $stars } para { $film }.
watchlist-removed = ✕ { $film } ya no está en tu lista.

button-without-stars = Sin estrellas

toast-watchlist-removed = Quitada de tu lista
toast-watchlist-removed-already = Ya no estaba en tu lista
