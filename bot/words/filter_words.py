"""The words in which people ask for films, in English, Spanish, German and Russian, as tables.

Phrases are divided by commas. How they are written does not matter: case, accents, and hyphens or
spaces between words are alike to `bot/words/filter_text.py`, which also forgives a slip in longer
words. All languages are read together, because people mix them.
"""

# MovieLens's genres. A phrase for several of them stands under each.
GENRES = {
    "Action": """
        action, actions, actioner, action film, action films, action movie,
        acción, películas de acción, actionfilm, actionfilme, aktion,
        боевик, боевики, боевиков, боевика, экшн, экшен, экшены""",
    "Adventure": """
        adventure, adventures, adventurous, aventura, aventuras,
        abenteuer, abenteuerfilm, abenteuerfilme,
        приключение, приключения, приключений, приключенческий, приключенческие""",
    "Animation": """
        animation, animations, animated, anime, cartoon, cartoons,
        animación, animada, animadas, dibujos, dibujos animados,
        trickfilm, trickfilme, zeichentrick, zeichentrickfilm, zeichentrickfilme, animationsfilm,
        animationsfilme, animiert,
        мультфильм, мультфильмы, мультфильмов, мультик, мультики, мультиков, анимация, анимации,
        анимационный, анимационные, аниме""",
    "Children": """
        children, childrens, children's, child, kid, kids, for kids, for children, family, families,
        family friendly, infantil, infantiles, niños, para niños, familiar, familiares, familia,
        kinder, kinderfilm, kinderfilme, für kinder, familienfilm, familienfilme, familie,
        детский, детские, детское, детских, для детей, семейный, семейные, семейное, семейных""",
    "Comedy": """
        comedy, comedies, comedic, funny, comic, humor, humour, romcom, romcoms, rom com, rom coms,
        romantic comedy, romantic comedies,
        comedia, comedias, cómica, cómicas, divertida, divertidas, comedia romántica,
        comedias románticas,
        komödie, komödien, komoedie, komoedien, comedys, lustig, lustige, lustiges, lustigen,
        witzig, witzige, liebeskomödie, liebeskomödien, romantische komödie, romantische komödien,
        комедия, комедии, комедию, комедий, комедийный, комедийные, смешной, смешные, смешное,
        смешных, ромком, ромкомы, романтическая комедия, романтические комедии,
        романтическую комедию""",
    "Crime": """
        crime, crimes, gangster, gangsters, mafia, heist, crimen, crímenes, criminal, criminales,
        policiaca, policiacas, policíaca, policíacas, policial, policiales,
        krimi, krimis, kriminalfilm, kriminalfilme, verbrechen, gangsterfilm, gangsterfilme,
        криминал, криминала, криминальный, криминальные, криминальное, гангстерский,
        гангстерские, про мафию""",
    "Documentary": """
        documentary, documentaries, docu, docus, doc, docs, documental, documentales,
        doku, dokus, dokumentarfilm, dokumentarfilme, dokumentation, dokumentationen,
        документальный, документальные, документальное, документальных, документалка,
        документалки, документалку""",
    "Drama": """
        drama, dramas, dramatic, dramático, dramática, dramáticas, dramen, dramatisch,
        драма, драмы, драму, драм, драматический, драматические""",
    "Fantasy": """
        fantasy, fantasies, fantasía, fantástica, fantásticas, fantasyfilm, fantasyfilme,
        фэнтези, фентези, фэнтези фильм""",
    "Film-Noir": """
        film noir, films noirs, films noir, noir, cine negro, negra, schwarze serie,
        нуар, нуары, нуаров, фильм нуар""",
    "Horror": """
        horror, horrors, horror film, horror films, scary, slasher, slashers, terror,
        películas de terror, miedo, de miedo, horrorfilm, horrorfilme, gruselfilm, gruselfilme,
        grusel, gruselig,
        ужасы, ужас, ужасов, ужастик, ужастики, ужастиков, хоррор, хорроры, хорроров, страшный,
        страшные, страшное""",
    "IMAX": "imax, аймакс",
    "Musical": """
        musical, musicals, musicales, musicalfilm, musicalfilme,
        мюзикл, мюзиклы, мюзиклов, музыкальный, музыкальные""",
    "Mystery": """
        mystery, mysteries, whodunit, whodunnit, detective, detectives, misterio, misterios,
        intriga, rätsel, detektivfilm, detektivfilme, detektiv,
        детектив, детективы, детективов, детективный, детективные""",
    "Romance": """
        romance, romances, romantic, love, love story, love stories, romcom, romcoms, rom com,
        rom coms, romantic comedy, romantic comedies,
        romántica, romántico, románticas, amor, de amor, comedia romántica, comedias románticas,
        liebe, liebesfilm, liebesfilme, romantik, romantisch, romantische, romanze, romanzen,
        liebeskomödie, liebeskomödien, romantische komödie, romantische komödien,
        мелодрама, мелодрамы, мелодраму, мелодрам, романтика, романтический, романтические,
        про любовь, о любви, ромком, ромкомы, романтическая комедия, романтические комедии,
        романтическую комедию""",
    "Sci-Fi": """
        sci-fi, scifi, sf, science fiction, sciencefiction, science fiction film,
        ciencia ficción, cienciaficción, science-fiction-film, science-fiction-filme,
        фантастика, фантастику, фантастики, фантастический, фантастические, научная фантастика,
        научную фантастику, сай-фай""",
    "Thriller": """
        thriller, thrillers, suspense, suspenseful, thrillern, psychothriller, spannend, spannende,
        триллер, триллеры, триллеров, триллера""",
    "War": """
        war, wars, war film, war films, guerra, guerras, bélica, bélicas, bélico, de guerra,
        krieg, kriegsfilm, kriegsfilme, kriegsfilmen,
        военный, военные, военное, военных, война, войны, войну, про войну, о войне""",
    "Western": """
        western, westerns, cowboy, cowboys, del oeste, oeste, vaqueros, wildwest,
        вестерн, вестерны, вестернов""",
}

# Without what follows. A hyphen in front of a word says the same.
NOT = """
    no, not, without, except, but no, but not, and no, minus, none of, nothing with,
    sin, excepto, menos, nada de, pero no,
    ohne, kein, keine, keinen, keiner, nicht, außer, aber kein, aber keine, aber nicht,
    без, не, кроме, только не, но без, но не"""

# Films that are like one whose title follows.
LIKE = """
    like, similar to, same as, in the style of, alike to,
    como, parecida a, parecidas a, parecido a, similar a, similares a, al estilo de,
    wie, ähnlich wie, so wie, so was wie, sowas wie, etwas wie, im stil von,
    как, похожий на, похожие на, похожее на, похожую на, похож на, вроде, типа, в духе"""

GEMS = """
    hidden gem, hidden gems, gem, gems, hidden treasure, hidden treasures, sleeper, sleepers,
    joya oculta, joyas ocultas, joya escondida, joyas escondidas, joyas, tesoros ocultos,
    geheimtipp, geheimtipps, verborgene perlen, verborgene schätze, perlen, filmperlen,
    скрытые жемчужины, скрытая жемчужина, жемчужина, жемчужины, жемчужин, незаслуженно забытые"""

SURPRISE = """
    surprise, surprise me, surprises, surprising, random, anything, whatever,
    sorpresa, sorpréndeme, sorprendeme, sorpresas, al azar, cualquiera,
    überrasche mich, überrasch mich, überraschung, überraschend, zufall, zufällig, irgendwas,
    удиви, удиви меня, сюрприз, сюрпризы, случайный, случайное, что угодно, что-нибудь необычное"""

# Steps of how well known films are, from 1 to 5.
POPULARITY = {
    5: """
        blockbuster, blockbusters, everybody knows, everyone knows, very popular, most popular,
        very well known, most famous, very famous, hits, hit,
        superproducción, superproducciones, muy conocida, muy conocidas, muy popular,
        muy populares, muy famosa, muy famosas,
        sehr bekannt, sehr bekannte, sehr beliebt, kassenschlager, blockbustern,
        блокбастер, блокбастеры, блокбастеров, очень известные, очень популярные, хит, хиты""",
    4: """
        popular, well known, known, famous, mainstream,
        conocida, conocidas, conocido, populares, famosa, famosas,
        bekannt, bekannte, bekannter, bekannten, beliebt, beliebte, populär, populäre, berühmt,
        berühmte,
        популярный, популярные, популярное, популярных, известный, известные, известное,
        известных, знаменитый, знаменитые""",
    2: """
        less known, lesser known, less well known, not so well known, not so known, underrated,
        menos conocida, menos conocidas, menos populares, poco popular, poco populares,
        weniger bekannt, weniger bekannte, nicht so bekannt, nicht so bekannte, unterschätzt,
        менее известные, не очень известные, не очень популярные, недооцененные,
        недооценённый""",
    1: """
        little known, unknown, obscure, not well known, not known, not popular, not famous,
        never heard of, poco conocida, poco conocidas, desconocida, desconocidas, no conocida,
        no conocidas, no popular, no populares,
        unbekannt, unbekannte, unbekannter, unbekannten, kaum bekannt, kaum bekannte,
        nicht bekannt, nicht bekannte, nicht populär,
        малоизвестный, малоизвестные, малоизвестное, малоизвестных, неизвестный, неизвестные,
        неизвестное, не известные, не популярные, непопулярные""",
}

# The first year of a decade; two-digit ones ("90s") are read by their ending, see below.
DECADES = {
    1920: "twenties, años veinte, los veinte, zwanziger, двадцатые, двадцатых",
    1930: "thirties, años treinta, los treinta, dreißiger, тридцатые, тридцатых",
    1940: "forties, años cuarenta, los cuarenta, vierziger, сороковые, сороковых",
    1950: "fifties, años cincuenta, los cincuenta, fünfziger, пятидесятые, пятидесятых",
    1960: "sixties, años sesenta, los sesenta, sechziger, шестидесятые, шестидесятых",
    1970: "seventies, años setenta, los setenta, siebziger, семидесятые, семидесятых",
    1980: "eighties, años ochenta, los ochenta, achtziger, восьмидесятые, восьмидесятых",
    1990: "nineties, años noventa, los noventa, neunziger, девяностые, девяностых",
    2000: "noughties, two thousands, años dos mil, zweitausender, двухтысячные, нулевые",
}

# What may follow the digits of a decade: "90s", "1990's", "90er", "90-е", "90-х".
DECADE_ENDINGS = "s, 's, er, ern, ers, е, х, ые, ых, ies, th"
# What may stand before them where nothing follows: "años 90".
DECADE_MARKS = "años, los años, de los, los, jahre, années, anos, годы, годов"

AFTER = "after, newer than, later than, después de, despues de, posterior a, nach, после, позже"
SINCE = "since, starting, desde, a partir de, seit, ab, начиная с, с"
BEFORE = "before, older than, earlier than, antes de, anterior a, vor, до, раньше"
UNTIL = "until, till, up to, through, hasta, bis, по"
TO = "to, and, till, until, a, y, al, hasta, bis, und, до, по, и"  # between two years
ON = "on, onwards, onward, and later, or later, en adelante, und später, и позже, и новее"

RECENT = """
    new, newer, recent, latest, modern, nueva, nuevas, nuevo, reciente, recientes, moderna,
    modernas, neu, neue, neuer, neues, neueren, aktuell, aktuelle, modern, moderne,
    новый, новые, новое, новых, современный, современные, свежий, свежие, свежее"""
OLD = """
    old, older, classic, classics, vieja, viejas, antigua, antiguas, clásico, clásicos, clásica,
    clásicas, alt, alte, alter, altes, alten, ältere, klassiker, klassisch, klassische,
    старый, старые, старое, старых, классика, классику, классический, классические"""

# Says nothing about the film.
FILLER = """
    a, an, the, some, any, something, film, films, movie, movies, flick, flicks, one, ones, me, my,
    i, want, would, to, see, watch, show, give, find, recommend, please, pls, good, great, best,
    nice, really, very, with, and, or, but, in, from, of, for, about, set, made, by, is, are, that,
    it, set in, s, year, years, time, tonight, only, just, more, lots, kind, style, era, released,
    un, una, unas, unos, el, la, los, las, lo, algo, alguna, algunas, algún, película, películas,
    peli, pelis, cine, buena, buenas, buen, bueno, mejor, mejores, de, del, en, con, y, e, o, u,
    pero, por favor, que, sea, sean, para, mí, quiero, ver, año, años, más, solo, entre, estilo,
    ein, eine, einen, einer, eines, der, die, das, den, dem, etwas, was, filme, filmen, gute,
    guten, guter, gutes, gut, beste, besten, bester, bitte, mir, ich, will, möchte, sehen,
    schauen, zeig, aus, von, mit, im, und, oder, aber, jahr, jahre, jahren, jahrzehnt, nur, mehr,
    für, zwischen, between,
    фильм, фильмы, фильмов, фильма, кино, кинофильм, что-то, что-нибудь, чтонибудь, какой-нибудь,
    какое-нибудь, какие-нибудь, нечто, хороший, хорошее, хорошие, хороших, лучший, лучшие,
    лучшее, пожалуйста, мне, хочу, посмотреть, покажи, посоветуй, найди, из, в, во, с, со, и, или,
    но, для, про, о, об, год, года, году, годы, годов, лет, меня, между, только, больше, стиль"""

# Between two genres one of which is enough.
OR = "or, o, u, oder, или"
