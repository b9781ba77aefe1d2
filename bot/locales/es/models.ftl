# /models y /rollback.

models-title = <b>Modelos</b>, primero el más nuevo
models-none = Todavía no se ha entrenado ningún modelo con estas películas. /retrain entrena uno.
models-serving = en servicio
models-retired = guardado
models-rejected = rechazado
models-pruned = archivo borrado
models-lost = archivo perdido o dañado
models-figures =
    { $count ->
        [one] { $count } puntuación
       *[other] { $count } puntuaciones
    }, { $figures }
models-random-split = RMSE { $rmse } en puntuaciones al azar, que son más fáciles
models-more =
    { $count ->
        [one] y { $count } más antiguo
       *[other] y { $count } más antiguos
    }
models-back = /rollback vuelve al anterior, /rollback { $number } al modelo { $number }.
rolled-back = ↩ El <b>modelo { $number }</b>, de { $when }, vuelve a servir.

problem-rollback-none = No hay ningún modelo más antiguo al que volver. /models muestra los que hay.
problem-rollback-unknown = El modelo { $number } fue rechazado, borrado o nunca existió. /models muestra los que hay.
problem-rollback-damaged = El archivo del modelo { $number } está dañado, así que sigue sirviendo lo de antes. /models muestra los demás.
problem-rollback-usage = ¿Qué modelo? Por ejemplo: /rollback 3
problem-rollback-training = Hay un entrenamiento en marcha que se compara con el modelo en servicio. Espera a que acabe o detenlo antes: /retrain cancel
