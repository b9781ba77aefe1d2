# /start, /cancel y lo que se responde a todo lo que no es un comando.

start-welcome = ¡Hola, { $name }! Pon estrellas a unas cuantas películas que conozcas y te encuentro otras que te gustarán.
start-again =
    ¡Hola de nuevo, { $name }! Conozco { $count ->
        [one] { $count } valoración tuya
       *[other] { $count } valoraciones tuyas
    }. ¿Buscamos algo que ver o valoras algunas más?
start-group = ¡Hola, { $name }! Encuentro películas a partir de las estrellas que la gente pone. Conozcámonos en privado; aquí /movienight busca una película para todo el grupo, y respondo a /recommend y /rate.

button-start-begin = ★ Empezamos
button-start-go-on = ★ Valorar más películas
button-start-private = Abrir el chat privado

cancelled = Cancelado.
cancelled-nothing = No hay nada que cancelar.
unknown-command = No conozco ese comando. En /help ves lo que sé hacer.
forwarded-command = Un comando reenviado no hace nada: puede que no sea tuyo. Envíalo tú, por favor.
only-text = Solo leo texto. Envíame el título de una película o /help.

said-thanks = ¡De nada! Con /recommend te busco una película.
said-stop = De acuerdo. Cuando quieras: el título de una película o /recommend.
