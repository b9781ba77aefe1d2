# /retrain: cómo va un entrenamiento y qué ha salido de él.

training-title = <b>Entrenamiento { $number }</b> en marcha
training-title-again = <b>Entrenamiento { $number }</b>, empezado de nuevo tras un reinicio
training-joined = Ya estaba en marcha; ahora ves tú también cómo va.
training-collects = Estoy reuniendo las puntuaciones de todos.
training-how-to-cancel = Tarda un rato y mientras tanto atiendo a todos. /retrain cancel lo detiene.
training-step = { $phase }: paso { $step } de { $total }
training-phase-validation = Estrellas, con una parte apartada
training-phase-twin = Listas, con una parte apartada
training-phase-model = Estrellas, con todas las puntuaciones
training-phase-ranking = Listas, con todas las puntuaciones
training-phase-reference = Estrellas, solo con los datos de películas
training-phase-reference-ranking = Listas, solo con los datos de películas
training-phase-judging = Comparación
training-loss = pérdida { $loss }
training-rmse = RMSE en lo apartado { $rmse }
training-seconds-left =
    { $count ->
        [one] queda alrededor de { $count } segundo
       *[other] quedan alrededor de { $count } segundos
    }
training-minutes-left =
    { $count ->
        [one] queda alrededor de { $count } minuto
       *[other] quedan alrededor de { $count } minutos
    }
training-over = El <b>entrenamiento { $number }</b> ha terminado.
training-was-cancelled = El <b>entrenamiento { $number }</b> se canceló.

training-promoted = ✅ <b>Desde ahora sirve el modelo { $model }.</b>
training-rejected = ❌ <b>El modelo { $model } fue rechazado.</b>
training-first = Es el primero para estas películas. RMSE en lo apartado: { $rmse }.
training-nothing-changed = Lo que servía hasta ahora sigue sirviendo.
training-cancelled = El entrenamiento queda cancelado. Lo que servía hasta ahora sigue sirviendo.
training-not-cancelled = No hay ningún entrenamiento en marcha que se pueda cancelar.
training-failed-memory = ⚠️ <b>El entrenamiento { $number } ocupó demasiada memoria</b> y se detuvo. RETRAIN_MEMORY dice cuánta puede ocupar.
training-failed-time = ⚠️ <b>El entrenamiento { $number } tardó demasiado</b> y se detuvo. RETRAIN_TIME dice cuánto puede tardar.
training-failed-data = ⚠️ <b>El entrenamiento { $number } falló:</b> las puntuaciones no se pudieron leer o son muy pocas. El registro dice más.
training-failed-storage = ⚠️ <b>El entrenamiento { $number } falló:</b> no se pudo usar la base de datos. El registro dice más.
training-failed-model = ⚠️ <b>El entrenamiento { $number } falló:</b> su proceso murió o no llegó a ningún modelo. El registro dice más.
training-failed-bug = ⚠️ <b>El entrenamiento { $number } falló</b> por un error mío. El registro dice más.
training-failed-forgotten = ⚠️ <b>Abandoné el entrenamiento { $number }:</b> tres veces seguidas se olvidó a personas de las que había aprendido. El próximo irá sin ellas.
training-failed-cut-off = ⚠️ <b>El entrenamiento { $number } quedó interrumpido</b>, como los anteriores, así que no lo empiezo de nuevo enseguida. Quizá la máquina tenga poca memoria. /retrain empieza uno.
training-ratings =
    Aprendido de { $count ->
        [one] { $count } puntuación
       *[other] { $count } puntuaciones
    }
training-people =
    { $count ->
        [one] entre ellas las de { $count } persona de este bot
       *[other] entre ellas las de { $count } personas de este bot
    }
training-left-out = Quedó fuera: { $what }
training-why-rejected = Por qué:
training-changes = Lo que más cambiaron las puntuaciones nuevas:

left-out-unknown-film =
    { $count ->
        [one] { $count } puntuación de una película que no tengo
       *[other] { $count } puntuaciones de películas que no tengo
    }
left-out-few =
    { $count ->
        [one] { $count } persona con muy pocas puntuaciones
       *[other] { $count } personas con muy pocas puntuaciones
    }
left-out-one-star =
    { $count ->
        [one] { $count } persona que da siempre las mismas estrellas
       *[other] { $count } personas que dan siempre las mismas estrellas
    }
left-out-fast =
    { $count ->
        [one] { $count } persona más rápida que una mano
       *[other] { $count } personas más rápidas que una mano
    }
left-out-copy =
    { $count ->
        [one] { $count } copia de otra persona
       *[other] { $count } copias de otra persona
    }
left-out-person-cap =
    { $count ->
        [one] { $count } puntuación por encima del peso de una persona
       *[other] { $count } puntuaciones por encima del peso de una persona
    }
left-out-film-cap =
    { $count ->
        [one] { $count } puntuación de recién llegados por encima de la parte de una película
       *[other] { $count } puntuaciones de recién llegados por encima de la parte de una película
    }

against-champion = el modelo en servicio
against-reference = solo MovieLens
among-everybody = todos
among-dataset = usuarios de MovieLens
among-people = la gente de este bot
check-rmse = RMSE peor en
check-ndcg = nDCG@10 peor en
check-means = RMSE mejor que las simples medias en
check-popularity = nDCG@10 mejor que la popularidad en
check-coverage = Películas distintas en las listas
check-finite = Predicciones que no son un número
check-sequels = Secuelas cerca una de otra
check-films = Películas de menos o de más
check-size = Archivo
reason-at-most = • { $check } { $value }, como mucho { $limit }
reason-at-least = • { $check } { $value }, como poco { $limit }

picture-model-serves = Sirve el modelo { $number }
picture-model-rejected = El modelo { $number } fue rechazado
picture-curves = El entrenamiento, paso a paso
picture-loss = pérdida
picture-validation = RMSE en lo apartado
picture-duels = El modelo nuevo | el otro
picture-worse = demasiado malo
picture-better = mejor
picture-changes = Lo que cambiaron las puntuaciones más nuevas
picture-would-change = Lo que habrían cambiado las nuevas
picture-new-ratings =
    { $count ->
        [one] { $count } nueva
       *[other] { $count } nuevas
    }
picture-no-changes = Ninguna película tiene puntuaciones nuevas.

problem-admins-only = Lo siento, eso solo lo pueden hacer mis administradores.
problem-retrain-usage = /retrain empieza un entrenamiento, /retrain cancel lo detiene.
problem-retrain-busy = Otro programa está entrenando con mi base de datos. Inténtalo de nuevo cuando termine.
