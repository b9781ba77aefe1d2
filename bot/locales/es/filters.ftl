# Qué tipo de películas: con palabras y con botones.

filter-without = sin { $genre }
filter-since = desde { $year }
filter-until = hasta { $year }
filter-decade = años { $year }
filter-popularity-1 = poco conocidas
filter-popularity-2 = menos conocidas
filter-popularity-3 = algo conocidas
filter-popularity-4 = conocidas
filter-popularity-5 = las conoce todo el mundo
filter-gems = joyas ocultas
filter-like = como { $film }
filter-surprise = una sorpresa

filter-title = <b>¿Qué tipo de película?</b>
filter-anything = Cualquiera
filter-count =
    { $count ->
        [one] Encaja { $count } película
       *[other] Encajan { $count } películas
    }
filter-hint-genres = Pulsa un género una vez para verlo, dos veces para quitarlo.
filter-hint-years = Pulsa una década, o dos para todo lo que hay entre ellas.
filter-hint-popularity = ¿Cómo de conocida? Izquierda: poco; derecha: la conoce todo el mundo.
filter-hint-popularity-chosen = ¿Cómo de conocida? <b>{ $step }</b>. Púlsalo otra vez si te da igual.

filter-none = Ninguna película que pueda enseñarte cumple todo esto:
filter-no-more = Esas eran todas las que tengo para ti que cumplen todo esto:
filter-films-end = Mis películas llegan hasta { $year }.
filter-drop-one = ¿Quitamos una de estas condiciones?

filter-unknown = No conozco «{ $words }» como tipo de película. Prueba así: <code>/recommend comedia años 90 -terror</code>
filter-left-out = No he entendido «{ $words }» y lo he dejado fuera; en ⚙ Filtro ves lo que sé buscar.
problem-years-never = Ningún año cumple todo eso. Escribe los años así: 1990-1999

button-filter-genres = Géneros
button-filter-years = Años
button-filter-popularity = Fama
button-filter-clear = Borrar
button-filter-done = ✓ Ver
button-filter-drop =
    Sin «{ $condition }» ({ $count ->
        [one] { $count } película
       *[other] { $count } películas
    })
button-like-film = ≈ Como { $film }
