# /stats.

stats-title = <b>Cómo me va</b>, { $up } después de arrancar
stats-people = Personas: { $people } · en las últimas 24 horas { $active } · con puntuaciones { $raters }
stats-ratings = Puntuaciones: { $ratings } · aún sin aprender { $new }
stats-days = Cada 24 horas, las últimas al final: { $days }
stats-replies = Respuesta en ms: mediana { $median } · 95 % { $p95 } · 99 % { $p99 } · peor { $worst }
stats-no-replies = Respuesta en ms: todavía ninguna
stats-queue = Mensajes en espera: { $queue } · atendidos { $updates } · fallidos { $failures }
stats-unreadable = Apartados por no poder leerse: { $updates }
stats-memory = Memoria: { $memory } MB
stats-model = Modelo { $number }: de hace { $age }, { $figures }
stats-no-model = Modelo: ninguno, sirve la popularidad
stats-training = Entrenamiento { $number }: { $percent } % hecho

span-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
span-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
span-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
