"""English words."""

from bot.words.vocabulary import Vocabulary

WORDS = Vocabulary(
    filler="""
        a, an, the, some, any, something, film, films, movie, movies, flick, flicks, one, ones, me,
        my, i, want, would, to, see, watch, show, give, find, recommend, please, pls, good, great,
        best, nice, really, very, with, and, or, but, in, from, of, for, about, set, made, by, is,
        are, that, it, set in, s, year, years, time, tonight, only, just, more, lots, kind, style,
        era, released, between""",
    either="or",
    recent="new, newer, recent, latest, modern",
    old="old, older, classic, classics",
    surprise="surprise, surprise me, surprises, surprising, random, anything, whatever",
    gems="""
        hidden gem, hidden gems, gem, gems, hidden treasure, hidden treasures, sleeper, sleepers""",
    without="no, not, without, except, but no, but not, and no, minus, none of, nothing with",
    like="like, similar to, same as, in the style of, alike to",
    popularity={
        5: """
            blockbuster, blockbusters, everybody knows, everyone knows, very popular, most popular,
            very well known, most famous, very famous, hits, hit""",
        4: "popular, well known, known, famous, mainstream",
        2: "less known, lesser known, less well known, not so well known, not so known, underrated",
        1: """
            little known, unknown, obscure, not well known, not known, not popular, not famous,
            never heard of""",
    },
    genres={
        "Action": "action, actions, actioner, action film, action films, action movie",
        "Adventure": "adventure, adventures, adventurous",
        "Animation": "animation, animations, animated, anime, cartoon, cartoons",
        "Children": """
            children, childrens, children's, child, kid, kids, for kids, for children, family,
            families, family friendly""",
        "Comedy": """
            comedy, comedies, comedic, funny, comic, humor, humour, romcom, romcoms, rom com,
            rom coms, romantic comedy, romantic comedies""",
        "Crime": "crime, crimes, gangster, gangsters, mafia, heist",
        "Documentary": "documentary, documentaries, docu, docus, doc, docs",
        "Drama": "drama, dramas, dramatic",
        "Fantasy": "fantasy, fantasies",
        "Film-Noir": "film noir, films noirs, films noir, noir",
        "Horror": "horror, horrors, horror film, horror films, scary, slasher, slashers",
        "IMAX": "imax",
        "Musical": "musical, musicals",
        "Mystery": "mystery, mysteries, whodunit, whodunnit, detective, detectives",
        "Romance": """
            romance, romances, romantic, love, love story, love stories, romcom, romcoms, rom com,
            rom coms, romantic comedy, romantic comedies""",
        "Sci-Fi": "sci-fi, scifi, sf, science fiction, sciencefiction, science fiction film",
        "Thriller": "thriller, thrillers, suspense, suspenseful",
        "War": "war, wars, war film, war films",
        "Western": "western, westerns, cowboy, cowboys",
    },
    decades={
        1920: "twenties",
        1930: "thirties",
        1940: "forties",
        1950: "fifties",
        1960: "sixties",
        1970: "seventies",
        1980: "eighties",
        1990: "nineties",
        2000: "noughties, two thousands",
    },
    decade_endings="s, 's, ies, th",
    decade_marks="",
    after="after, newer than, later than",
    since="since, starting",
    before="before, older than, earlier than",
    until="until, till, up to, through",
    to="to, and, till, until",
    on="on, onwards, onward, and later, or later",
    stars="star, stars",
    and_a_half="and a half",
    out_of="out of",
    counts="one, two, three, four, five, six, seven, eight, nine, ten",
    verdict="""
        i really loved, i loved, i love, i really liked, i liked, i like, i enjoyed, i
        hated, i just watched, i watched, i just saw, i saw, just watched, just saw, i
        have seen, i've seen, i rate, i rated, i give, i gave, i'd give, i would give""",
    hello="""
        hi, hi there, hi bot, hello, hello there, hello bot, hey, hey there, heya, hiya, howdy, yo,
        good morning, morning, good afternoon, good evening, good day, greetings, what's up,
        whats up, sup, how are you, how is it going""",
    thanks="""
        thanks, thank you, thank you very much, thanks a lot, many thanks, thx, ty, cheers, great,
        cool, perfect, awesome, ok, okay, nice, good, good one""",
    further="""
        next, next one, next film, next movie, next please, another, another one, another film,
        another movie, more, more films, more movies, show more, show me more, go on, continue,
        something else, skip""",
    suggest="""
        recommend, recommend me, recommend something, recommend me something, recommend a film,
        recommend a movie, recommend me a film, recommend me a movie, suggest, suggest something,
        suggest a film, suggest a movie, i'm bored, im bored, i am bored, bored, what now,
        what should i watch, what shall i watch, what to watch, what can i watch,
        i don't know what to watch, any ideas, show me a film, show me a movie,
        show me something""",
    stop="""
        stop, stop it, quit, exit, cancel, never mind, nevermind, forget it, enough, bye, bye bye,
        goodbye, good bye, good night, see you, later""",
    help="""
        help, help me, what can you do, how does this work, what is this, who are you, menu,
        commands, start""",
    history="history",
)
