# /import y los archivos que alguien envía.

import-how =
    Envíame un archivo con tus películas y las incorporo: valoraciones, películas vistas, tu lista de pendientes. Ves lo que cambiaría antes de que cambie nada.

    • <b>Letterboxd</b>: letterboxd.com/settings/data, «Export your data». Envíame el zip tal cual, o uno de sus archivos csv.
    • <b>IMDb</b>: imdb.com, «Tus valoraciones», «Exportar»; con tu lista de seguimiento y tus listas es igual.
    • <b>MovieLens</b>: movielens.org, en «import / export», el csv de tus valoraciones o de tu lista de deseos.
    • <b>Trakt, Simkl, Movary, TMDB</b>: un csv de tus valoraciones, de lo que has visto o quieres ver.
    • <b>De mí</b>: lo que te haya dado /export.

    Un archivo csv o varios en un zip, hasta { $megabytes } MB y { $rows } líneas.
import-waits = Un archivo tuyo espera tu decisión.
import-private = Envíame el archivo en privado; allí ves lo que cambiaría.
import-reading = Estoy leyendo { $name } …
import-queued = Primero van los archivos de otros; después leo { $name } …
import-broken-off = No he podido terminar de leer { $name }.
import-unnamed = tu archivo
import-own = de mí
import-other = de origen desconocido
import-untitled = una película sin título
import-which-kind = { $name } no dice qué pasa con sus películas. ¿Las has visto o quieres verlas?
import-which-scale = ¿Son películas? No sé de dónde viene { $name }. Si lo son, ¿cuál es la nota más alta posible, 5 o 10?
import-films-or-not = ¿Son películas? No sé de dónde viene { $name }; sus notas llegan hasta { $top }.

# La vista previa. Una línea debajo de otra.
import-title = <b>{ $name }</b> · { $source }
import-recognized =
    { $count ->
        [one] He reconocido { $found } de { $count } película.
       *[other] He reconocido { $found } de { $count } películas.
    }
import-none-known =
    { $count ->
        [one] No conozco la { $count } película que trae.
       *[other] No conozco ninguna de las { $count } películas que trae.
    }
import-added =
    { $count ->
        [one] ★ { $count } valoración nueva
       *[other] ★ { $count } valoraciones nuevas
    }
import-updated =
    { $count ->
        [one] ↻ { $count } valoración que era otra en un archivo anterior
       *[other] ↻ { $count } valoraciones que eran otras en un archivo anterior
    }
import-seen =
    { $count ->
        [one] 👁 { $count } película marcada como vista
       *[other] 👁 { $count } películas marcadas como vistas
    }
import-wanted =
    { $count ->
        [one] 🔖 { $count } película en tu lista de pendientes
       *[other] 🔖 { $count } películas en tu lista de pendientes
    }
import-kept =
    { $count ->
        [one] ✋ { $count } película se queda como me has dicho tú
       *[other] ✋ { $count } películas se quedan como me has dicho tú
    }
import-unchanged =
    { $count ->
        [one] ✓ { $count } película ya la tengo así
       *[other] ✓ { $count } películas ya las tengo así
    }
import-nothing-new = No trae nada nuevo para mí.
import-likely =
    { $count ->
        [one] ≈ { $count } película reconocida solo por un título parecido; la importo si tú lo dices:
       *[other] ≈ { $count } películas reconocidas solo por un título parecido; las importo si tú lo dices:
    }
import-unsure =
    { $count ->
        [one] ❓ { $count } película que puede ser una de varias
       *[other] ❓ { $count } películas que pueden ser, cada una, una de varias
    }
import-unknown =
    { $count ->
        [one] ✕ { $count } película que no tengo
       *[other] ✕ { $count } películas que no tengo
    }
import-refused =
    { $count ->
        [one] − { $count } película que no es ninguna de las que te propuse
       *[other] − { $count } películas que no son ninguna de las que te propuse
    }
import-left-out =
    { $count ->
        [one] { $count } línea se queda fuera:
       *[other] { $count } líneas se quedan fuera:
    }
import-in-part =
    { $count ->
        [one] { $count } línea cuenta solo en parte:
       *[other] { $count } líneas cuentan solo en parte:
    }
import-fault-series = series, episodios o juegos
import-fault-no-film = ni título ni identificador
import-fault-stars = sin valoración legible
import-fault-status = ni valorada, ni vista, ni pendiente
import-fault-fields = rota, con campos de menos o de más
import-fault-year = sin año legible
import-fault-date = sin fecha legible
import-lines =
    { $count ->
        [one] línea { $lines }
       *[other] líneas { $lines }
    }
import-scale = Leo sus notas en una escala hasta { $top }: { $top } pasa a ser ★5 y { $half }, ★2.5.
import-unread =
    { $count ->
        [one] { $count } archivo del zip que no he podido leer: { $names }
       *[other] { $count } archivos del zip que no he podido leer: { $names }
    }
import-guessed-letters = El archivo no dice cómo están escritas sus letras; he supuesto Windows-1252. Los acentos pueden estar mal.
import-replaces = El archivo que enviaste antes ya no espera. Varios a la vez van juntos en un zip.

# Las películas dudosas.
import-doubt = { $place } de { $total }: en tu archivo { $film } · { $said }
import-doubt-which = ¿Qué película es?
import-doubt-right = ¿Es esta película?
import-said-seen = vista
import-said-wanted = pendiente

# Después.
import-done = Hecho, incorporado:
import-already = Este mismo archivo ya lo habías importado:
import-cancelled = Descartado. No se ha importado nada.
import-undone = Deshecho:
import-undone-ratings =
    { $count ->
        [one] { $count } valoración vuelve a estar como antes.
       *[other] { $count } valoraciones vuelven a estar como antes.
    }
import-undone-marks =
    { $count ->
        [one] { $count } película deja de estar marcada por ello como vista o pendiente.
       *[other] { $count } películas dejan de estar marcadas por ello como vistas o pendientes.
    }
import-undone-kept =
    { $count ->
        [one] { $count } valoración que has cambiado después se queda.
       *[other] { $count } valoraciones que has cambiado después se quedan.
    }
import-undone-nothing = No había nada que deshacer.

button-import-show = Mostrarlo
button-import-private = A nuestro chat privado
button-import-seen = Las he visto
button-import-wanted = Quiero verlas
button-import-rated = Películas, con notas hasta { $top }
button-import-apply =
    { $count ->
        [one] Importar { $count } película
       *[other] Importar { $count } películas
    }
button-import-likely =
    { $count ->
        [one] Importar también { $count } parecida
       *[other] Importar también { $count } parecidas
    }
button-import-check =
    { $count ->
        [one] Revisar { $count } película dudosa
       *[other] Revisar { $count } películas dudosas
    }
button-import-unknown =
    { $count ->
        [one] Ver { $count } película que no tengo
       *[other] Ver { $count } películas que no tengo
    }
button-import-none = Ninguna de estas
button-import-overview = Resumen
button-import-cancel = Cancelar
button-import-undo = Deshacer la importación

problem-import-gone = Ese archivo ya no espera. Envíalo otra vez, por favor.
problem-import-lost = Ya no encuentro ese archivo. Envíalo otra vez, por favor.
problem-import-download = Telegram no me ha dado ese archivo. Envíalo otra vez, por favor.
problem-import-empty = Este archivo está vacío.
problem-import-too-large = Este archivo pasa de { $megabytes } MB, más de lo que puedo leer.
problem-import-too-many-rows = Este archivo tiene más de { $rows } líneas, más de lo que puedo leer.
problem-import-too-often = Ya has incorporado { $count } archivos en un día; no puedo aceptar más. Trae el siguiente mañana, por favor.
problem-import-too-many-wait = Hay tantos archivos esperando a que alguien los incorpore que no cabe otro. Inténtalo de nuevo mañana, por favor.
problem-import-not-text = Este archivo no es texto. Leo archivos csv, o un zip con ellos: /import
problem-import-unknown = No conozco este tipo de lista. Las que leo: /import
problem-import-no-films = Esto parece una lista de libros, música o juegos. Solo acepto películas: /import
problem-import-several-people = Este archivo tiene valoraciones de varias personas; necesito las de una sola.
problem-import-nothing-left =
    { $n ->
        [one] Este archivo no me sirve: su única línea no da ninguna película con valoración.
       *[other] Este archivo no me sirve: ninguna de sus { $n } líneas da una película con valoración.
    }
problem-import-broken-lines = Este archivo está dañado: sus comillas no cuadran, por primera vez en la línea { $line }.
problem-import-zip-damaged = Este zip está dañado. Vuelve a crearlo, por favor.
problem-import-zip-encrypted = Este zip tiene contraseña. Envíalo sin ella, por favor.
problem-import-zip-too-large = Este zip ocupa descomprimido más de { $megabytes } MB, o no está comprimido como lo está una exportación.
