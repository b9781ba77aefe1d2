"""German words."""

from bot.words.vocabulary import Vocabulary

WORDS = Vocabulary(
    filler="""
        ein, eine, einen, einer, eines, der, die, das, den, dem, etwas, was, film, filme, filmen,
        gute, guten, guter, gutes, gut, beste, besten, bester, bitte, mir, ich, will, möchte, sehen,
        schauen, zeig, aus, von, mit, im, in, und, oder, aber, jahr, jahre, jahren, jahrzehnt, nur,
        mehr, für, zwischen""",
    either="oder",
    recent="neu, neue, neuer, neues, neueren, aktuell, aktuelle, modern, moderne",
    old="alt, alte, alter, altes, alten, ältere, klassiker, klassisch, klassische",
    surprise="""
        überrasche mich, überrasch mich, überraschung, überraschend, zufall, zufällig,
        irgendwas""",
    gems="geheimtipp, geheimtipps, verborgene perlen, verborgene schätze, perlen, filmperlen",
    without="ohne, kein, keine, keinen, keiner, nicht, außer, aber kein, aber keine, aber nicht",
    like="wie, ähnlich wie, so wie, so was wie, sowas wie, etwas wie, im stil von",
    popularity={
        5: """
            sehr bekannt, sehr bekannte, sehr beliebt, kassenschlager, blockbuster,
            blockbustern""",
        4: """
            bekannt, bekannte, bekannter, bekannten, beliebt, beliebte, populär, populäre, berühmt,
            berühmte""",
        2: "weniger bekannt, weniger bekannte, nicht so bekannt, nicht so bekannte, unterschätzt",
        1: """
            unbekannt, unbekannte, unbekannter, unbekannten, kaum bekannt, kaum bekannte,
            nicht bekannt, nicht bekannte, nicht populär""",
    },
    genres={
        "Action": "action, actionfilm, actionfilme, aktion",
        "Adventure": "abenteuer, abenteuerfilm, abenteuerfilme",
        "Animation": """
            trickfilm, trickfilme, zeichentrick, zeichentrickfilm, zeichentrickfilme,
            animationsfilm, animationsfilme, animiert, animation, anime""",
        "Children": """
            kinder, kinderfilm, kinderfilme, für kinder, familienfilm, familienfilme, familie""",
        "Comedy": """
            komödie, komödien, komoedie, komoedien, comedy, comedys, lustig, lustige, lustiges,
            lustigen, witzig, witzige, liebeskomödie, liebeskomödien, romantische komödie,
            romantische komödien""",
        "Crime": """
            krimi, krimis, kriminalfilm, kriminalfilme, verbrechen, gangsterfilm, gangsterfilme,
            mafia""",
        "Documentary": """
            doku, dokus, dokumentarfilm, dokumentarfilme, dokumentation, dokumentationen""",
        "Drama": "drama, dramen, dramatisch",
        "Fantasy": "fantasy, fantasyfilm, fantasyfilme",
        "Film-Noir": "film noir, schwarze serie",
        "Horror": "horror, horrorfilm, horrorfilme, gruselfilm, gruselfilme, grusel, gruselig",
        "IMAX": "imax",
        "Musical": "musical, musicals, musicalfilm, musicalfilme",
        "Mystery": "mystery, rätsel, detektivfilm, detektivfilme, detektiv",
        "Romance": """
            liebe, liebesfilm, liebesfilme, romantik, romantisch, romantische, romanze, romanzen,
            liebeskomödie, liebeskomödien, romantische komödie, romantische komödien""",
        "Sci-Fi": "sci-fi, science-fiction, science-fiction-film, science-fiction-filme",
        "Thriller": "thriller, thrillern, psychothriller, spannend, spannende",
        "War": "krieg, kriegsfilm, kriegsfilme, kriegsfilmen",
        "Western": "western, wildwest",
    },
    decades={
        1920: "zwanziger",
        1930: "dreißiger",
        1940: "vierziger",
        1950: "fünfziger",
        1960: "sechziger",
        1970: "siebziger",
        1980: "achtziger",
        1990: "neunziger",
        2000: "zweitausender",
    },
    decade_endings="er, ern, ers",
    decade_marks="jahre",
    after="nach",
    since="seit, ab",
    before="vor",
    until="bis",
    to="bis, und",
    on="und später",
    stars="stern, sterne, sternen",
    and_a_half="",  # "viereinhalb" is one word
    out_of="von",
    counts="ein, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn",
    verdict="""
        ich liebe, ich liebte, ich mag, ich mochte, ich hasse, ich habe gesehen, ich
        gebe, ich bewerte, bewerte, gerade gesehen""",
    hello="""
        hallo, hallo bot, hallöchen, hi du, guten morgen, guten tag, guten abend, moin, moin moin,
        servus, grüezi, grüß gott, grüß dich, tach, na, wie geht's, wie gehts, wie geht es dir""",
    thanks="""
        danke, danke schön, dankeschön, danke sehr, danke dir, vielen dank, besten dank, merci,
        super, prima, toll, klasse, alles klar, gut""",
    further="""
        weiter, nächster, nächste, nächstes, nächster film, den nächsten, noch einer, noch einen,
        noch ein film, noch einen film, mehr, mehr filme, ein anderer, einen anderen,
        was anderes, etwas anderes""",
    suggest="""
        empfehlung, empfehlungen, empfiehl mir was, empfiehl mir etwas, empfiehl mir einen film,
        empfiehl was, empfiehl etwas, schlag was vor, schlag etwas vor, schlag mir was vor,
        schlag mir einen film vor, mir ist langweilig, langweilig, ich langweile mich, was nun,
        was soll ich schauen, was soll ich gucken, was kann ich schauen, was schauen wir""",
    stop="""
        stopp, halt, aufhören, hör auf, abbrechen, abbruch, ende, genug, vergiss es, egal, tschüss,
        tschüs, ciao, auf wiedersehen, gute nacht, bis bald, bis später""",
    help="""
        hilfe, hilf mir, was kannst du, was kann ich tun, wie geht das, wer bist du, befehle""",
    history="verlauf",
)
