"""Spanish words."""

from bot.words.vocabulary import Vocabulary

WORDS = Vocabulary(
    filler="""
        un, una, unas, unos, el, la, los, las, lo, algo, alguna, algunas, algún, película,
        películas, peli, pelis, cine, buena, buenas, buen, bueno, mejor, mejores, de, del, en, con,
        y, e, o, u, pero, por favor, que, sea, sean, para, mí, quiero, ver, año, años, más, solo,
        entre, estilo""",
    either="o, u",
    recent="nueva, nuevas, nuevo, reciente, recientes, moderna, modernas",
    old="vieja, viejas, antigua, antiguas, clásico, clásicos, clásica, clásicas",
    surprise="sorpresa, sorpréndeme, sorpresas, al azar, cualquiera",
    gems="joya oculta, joyas ocultas, joya escondida, joyas escondidas, joyas, tesoros ocultos",
    without="sin, excepto, menos, nada de, pero no, no",
    like="como, parecida a, parecidas a, parecido a, similar a, similares a, al estilo de",
    popularity={
        5: """
            superproducción, superproducciones, muy conocida, muy conocidas, muy popular,
            muy populares, muy famosa, muy famosas""",
        4: "conocida, conocidas, conocido, popular, populares, famosa, famosas",
        2: "menos conocida, menos conocidas, menos populares, poco popular, poco populares",
        1: """
            poco conocida, poco conocidas, desconocida, desconocidas, no conocida, no conocidas,
            no popular, no populares""",
    },
    genres={
        "Action": "acción, películas de acción",
        "Adventure": "aventura, aventuras",
        "Animation": "animación, animada, animadas, dibujos, dibujos animados, anime",
        "Children": "infantil, infantiles, niños, para niños, familiar, familiares, familia",
        "Comedy": """
            comedia, comedias, cómica, cómicas, divertida, divertidas, comedia romántica,
            comedias románticas""",
        "Crime": """
            crimen, crímenes, criminal, criminales, policiaca, policiacas, policial, policiales,
            mafia""",
        "Documentary": "documental, documentales",
        "Drama": "drama, dramas, dramático, dramática, dramáticas",
        "Fantasy": "fantasía, fantástica, fantásticas",
        "Film-Noir": "cine negro, negra",
        "Horror": "terror, películas de terror, miedo, de miedo",
        "IMAX": "imax",
        "Musical": "musical, musicales",
        "Mystery": "misterio, misterios, intriga",
        "Romance": """
            romántica, romántico, románticas, amor, de amor, comedia romántica,
            comedias románticas""",
        "Sci-Fi": "ciencia ficción, cienciaficción",
        "Thriller": "thriller, thrillers, suspense",
        "War": "guerra, guerras, bélica, bélicas, bélico, de guerra",
        "Western": "western, del oeste, oeste, vaqueros",
    },
    decades={
        1920: "años veinte, los veinte",
        1930: "años treinta, los treinta",
        1940: "años cuarenta, los cuarenta",
        1950: "años cincuenta, los cincuenta",
        1960: "años sesenta, los sesenta",
        1970: "años setenta, los setenta",
        1980: "años ochenta, los ochenta",
        1990: "años noventa, los noventa",
        2000: "años dos mil",
    },
    decade_endings="s",
    decade_marks="años, los años, de los, los, années",  # the last is French, which has no file
    after="después de, posterior a",
    since="desde, a partir de",
    before="antes de, anterior a",
    until="hasta",
    to="a, y, al, hasta",
    on="en adelante",
    stars="estrella, estrellas",
    and_a_half="y media",
    out_of="de",
    counts="una, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez",
    verdict="""
        me encantó, me encanta, me gustó, me gusta, he visto, acabo de ver, vi, odio,
        odié, le doy a, doy a, valora, califica, puntúa""",
    hello="""
        hola, hola bot, buenas, buenos días, buen día, buenas tardes, buenas noches, qué tal,
        cómo estás, saludos""",
    thanks="""
        gracias, muchas gracias, mil gracias, muchísimas gracias, genial, perfecto, estupendo, vale,
        bien, muy bien, de acuerdo""",
    further="""
        siguiente, la siguiente, siguiente película, otra, otra más, otra película, más,
        más películas, sigue, continuar, continúa, algo más, otra cosa""",
    suggest="""
        recomienda, recomiéndame, recomiéndame algo, recomienda algo, recomiéndame una película,
        recomendación, recomendaciones, sugiéreme algo, estoy aburrido, estoy aburrida, me aburro,
        qué aburrimiento, y ahora qué, qué puedo ver, qué veo, qué ver""",
    stop="""
        para, detente, basta, parar, salir, cancelar, cancela, déjalo, olvídalo, adiós, chao, chau,
        hasta luego, hasta pronto, fin""",
    help="""
        ayuda, ayúdame, qué puedes hacer, qué sabes hacer, cómo funciona, quién eres,
        comandos""",
    history="historial",
)
