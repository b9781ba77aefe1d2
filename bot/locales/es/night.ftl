# Noche de cine: un grupo encuentra una película.

night-title = 🍿 <b>Noche de cine</b>
night-members = <b>Se apuntan ({ $count }):</b>
night-nobody-in = Todavía no se ha apuntado nadie.
night-people =
    <b>Se apuntan:</b> { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
night-films = <b>Películas:</b>
night-unseen = nuevas para todo el grupo
night-period = <b>Votación:</b> { $period }
night-hint = Pulsa «Me apunto» si la ves con el grupo. Todos ven tu nombre y tu voto; tus notas y lo que espero de ti quedan entre nosotros.
night-hint-more = Puedo dejar fuera lo que alguien del grupo ya ha visto. ¿Y cuánto dura la votación? Para películas parecidas a una, escribe por ejemplo <code>/movienight como heat</code>
night-begun = ▶ La votación está en marcha, aquí abajo.
night-cancelled = ✕ Cancelada.
night-ended = ✓ La votación ha terminado, el resultado está abajo.
night-moved = 🍿 La noche de cine sigue más abajo.
night-voting =
    ▶ La votación está en marcha: { $count ->
        [one] ha votado { $count } persona
       *[other] han votado { $count } personas
    }. Tiempo restante: { $period }

night-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
night-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
night-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }

night-private = La noche de cine es para grupos: añádeme a uno y escribe allí /movienight. Busco películas que os gusten a todos, y votáis.

# Las películas que se votan. Debajo de cada título, separado por puntos: lo que habla a su favor.
night-shortlist =
    🍿 <b>Noche de cine { $id }:</b> películas para { $count ->
        [one] { $count } persona
       *[other] vosotros { $count }
    }
night-unknown =
    { $count ->
        [one] { $count } de vosotros aún no ha valorado nada y cuenta como alguien corriente.
       *[other] { $count } de vosotros aún no han valorado nada y cuentan como gente corriente.
    }
night-at-least = todos deberían darle { $stars } o más
night-safest = la más segura de estas
night-stretch =
    { $count ->
        [one] arriesgada para { $count } de vosotros
       *[other] arriesgada para { $count } de vosotros
    }
night-seen =
    { $count ->
        [one] { $count } ya la ha visto
       *[other] { $count } ya la han visto
    }
night-rule = <b>Votad abajo</b> por todas las que veríais. Gana la que tenga más votos y, si empatan, la que esté más arriba. ✕ descarta una película: una por persona, y nadie ve quién ha sido. Si la mayoría no quiere ninguna, vienen otras cinco. Termina en { $period } o cuando hayan votado todos.

night-poll = 🍿 Noche de cine { $id }: ¿cuáles veríais?
night-poll-again = 🍿 Noche de cine { $id }, ronda { $round }: ¿cuáles veríais?
night-none = Ninguna de estas
night-goes-on = La votación sigue aquí.
night-stranger = Tu voto en esa noche de cine no cuenta: no te has apuntado y Telegram no me dice que estés en el grupo.
night-strangers = Ha votado alguien que no se ha apuntado y que, por lo que me dice Telegram, no está en este grupo. Esos votos no cuentan.
night-nameless = No veo quién vota como administrador anónimo o como canal, así que ese voto no cuenta. Vota con tu propio nombre; si eres administrador, desactiva «Permanecer anónimo».
night-next-none = La mayoría no quiere ninguna de estas. Aquí van otras:
night-next-vetoed = Se han descartado todas. Aquí van otras:

night-decided = 🎬 ¡Hoy toca { $film }!
night-votes =
    { $count ->
        [one] La vería { $votes } de { $count } persona que ha votado.
       *[other] La verían { $votes } de las { $count } personas que han votado.
    }
night-why-votes = Es la que tiene más votos.
night-why-tie = Hubo empate; estaba más arriba en la lista.
night-why-no-votes = No ha votado nadie, así que es la primera de mi lista que nadie ha descartado.
night-why-rounds = Ninguna lista os ha convencido, así que es la mejor de todas las rondas.
night-ruled-out = <b>Descartado:</b>
night-tomorrow = Mañana os preguntaré a cada uno, en privado, qué tal estuvo. Si nunca me has escrito, abre antes un chat conmigo; si no, no puedo.
night-no-film = No me queda ninguna película que no hayáis descartado. Probad con otros deseos: /movienight
night-not-allowed = Aquí no puedo enviar encuestas, así que he cancelado la noche. Dame permiso y empieza otra vez: /movienight

# La mañana siguiente, en privado.
morning = ¿Qué tal estuvo { $film } en la noche de cine?
morning-rated = { $stars } para { $film }. Gracias, cuenta para tus próximas recomendaciones y noches de cine.
morning-skipped = No viste { $film }. No cuenta.

# /movienight history.
night-history = 🍿 <b>Vuestras noches de cine</b>
night-history-empty = Aquí todavía no ha habido ninguna noche de cine: /movienight
night-history-mean =
    { $stars } de media, según { $answers } de { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
night-history-few =
    { $answers } de { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    } me han dicho qué tal estuvo; a partir de tres enseño la media

button-night-join = 🙋 Me apunto
button-night-leave = 👋 Me borro
button-night-rate = ★ Antes, valorar unas cuantas
button-night-period = ⏱ Tiempo
button-night-start = ▶ Votar
button-night-cancel = ✕ Cancelar
button-night-more = Más
button-night-unseen = Nuevas para todos
button-night-unlike = ✕ como { $film }
button-night-done = ✓ Listo
button-night-for-me = 🔮 ¿Qué nota le daría?
button-night-close = ⏹ Terminar
button-night-chat = 💬 Chatear conmigo
button-morning-skip = No la vi
button-morning-change = Cambiar

toast-night-joined = Te has apuntado. El grupo ve tu nombre y tu voto; tus notas y lo que espero de ti quedan entre nosotros.
toast-night-in-already = Ya estás en la lista.
toast-night-left = Te has borrado.
toast-night-out-already = No estás en la lista.
toast-night-cancelled = Cancelada
toast-night-changed = Cambiado
toast-night-for-me =
    Esto solo lo ves tú. Espero que les des:
    { $stars }
toast-night-average =
    Esto solo lo ves tú. Todavía no conozco tus gustos; de media la gente les da:
    { $stars }
toast-night-veto = Descartada: { $film }. Nadie ve que has sido tú. Pulsa otra vez para deshacerlo.
toast-night-unveto = Vuelve a la lista: { $film }
toast-night-closing = Estoy contando los votos.
toast-morning-saved = { $stars } guardado
toast-morning-skipped = Anotado

problem-night-gone = Esta noche de cine ya pasó. Una nueva: /movienight
problem-night-voting = La votación ya está en marcha; eso ya no se puede cambiar.
problem-night-over = Esta votación ya terminó.
problem-night-rights = Eso solo lo puede hacer quien abrió la noche o un administrador del grupo.
problem-night-members = Eso solo lo cambia quien se ha apuntado. Pulsa antes «Me apunto».
problem-night-full = No puedo encontrar una película para más de { $count } personas.
problem-night-empty = Todavía no se ha apuntado nadie. Pulsa antes «Me apunto».
problem-night-too-many = Por hoy ya son bastantes noches de cine. Preguntadme mañana.
problem-night-no-films = No encuentro ninguna película que encaje para todos. Quitad una condición y probad otra vez.
problem-night-like-model = Todavía no sé qué películas se parecen. Inténtalo más tarde, por favor.
problem-veto-used = Tienes un veto por ronda, y está en { $film }. Quítalo primero de ahí.
problem-morning-gone = Ya no recuerdo esa noche.
