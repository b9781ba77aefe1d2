# /forget: olvidar a alguien.

forget-question = <b>¿Borro todo lo que guardo sobre ti?</b>
forget-ratings = • { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }
forget-watchlist = • { $count ->
        [one] { $count } película de tu lista
       *[other] { $count } películas de tu lista
    }
forget-marks = • { $count ->
        [one] { $count } película que marcaste como vista, no vista o no para ti
       *[other] { $count } películas que marcaste como vistas, no vistas o no para ti
    }
forget-imports = • { $count ->
        [one] { $count } archivo importado
       *[other] { $count } archivos importados
    }
forget-nights = • { $count ->
        [one] { $count } noche de cine, con tu voto
       *[other] { $count } noches de cine, con tus votos
    }
forget-rest = • lo que va con ello: tu idioma, cada cambio de una valoración, lo que te he enseñado y preguntado
forget-warning = No hay vuelta atrás. Con /export te llevas antes una copia.
forget-nothing = No guardo nada sobre ti, así que no hay nada que borrar.
forget-kept = No se ha borrado nada.
forgotten = <b>He borrado todo lo que guardaba sobre ti:</b>
forgotten-begin-again = Mi próximo entrenamiento no sabrá nada de ello. Si quieres empezar de nuevo: /start

button-forget = 🗑 Borrarlo todo
button-keep = Conservarlo todo

toast-forgotten = Borrado
toast-forget-changed = Eso ha cambiado mientras tanto. Míralo otra vez.
