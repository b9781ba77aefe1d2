# /export: llevarse lo dicho.

export-ratings =
    <b>{ $count ->
        [one] La película que has valorado o visto.
       *[other] Las { $count } películas que has valorado o visto.
    }</b> Letterboxd lee este archivo en letterboxd.com/import y marca como vista cada película que contiene. Yo también lo leo: envíamelo sin más.
export-watchlist =
    <b>{ $count ->
        [one] La película de tu lista.
       *[other] Las { $count } películas de tu lista.
    }</b> Letterboxd importa este archivo en la página de tu lista de allí. Yo también lo leo: envíamelo sin más.
export-nothing = Todavía no me has dicho nada que se pueda exportar. Valora una película, por ejemplo: /rate Heat 4.5
export-in-private = Tus películas no le importan a nadie más: te envío los archivos en privado.

button-export-private = Recibir los archivos en privado
