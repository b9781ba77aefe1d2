"""Nothing is rated that nobody has rated: titles that the embedded films, up to 2016, do not have.

A text stores a rating at once exactly where `rates` says so; everything else is asked about, opens
a card or is not known.
"""

import pytest

from bot.words.problems import Problem
from bot.words.rating_text import understand
from core.titles.search import TitleIndex
from data.filters import Filters
from data.prepare import load_dataset


@pytest.fixture(scope="module")
def titles() -> TitleIndex:
    return TitleIndex(load_dataset(None, Filters()).catalog)


def rates(titles: TitleIndex, text: str) -> bool:
    try:
        request = understand(titles, text)
    except Problem:
        return False
    certain = request.also is None and request.doubt is None
    return request.meant.film is not None and request.stars is not None and certain


def of(lines: str) -> list[str]:
    return [title.strip() for title in " ".join(lines.split()).split(",")]


FILMS = of("""
    Avatar, Zootopia, Up, Heat, Inception, Titanic, Gladiator, Top Gun, Beetlejuice,
    Finding Nemo, The Incredibles, Ratatouille, Big Hero 6, Inside Out, Wreck-It Ralph,
    Interstellar, Gravity, The Martian, Gone Girl, Whiplash, Moana, The Sixth Sense,
    Forrest Gump, Pulp Fiction, Fargo, Casino, Goodfellas, Unforgiven, Braveheart,
    Jumanji, Clueless, Mean Girls, Juno, Superbad, Elf, Enchanted, Hancock, Constantine,
    Watchmen, Eragon, Wanted, Signs, Unbreakable, Pleasantville, Labyrinth, The Goonies,
    Big, Splash, Twister, Space Jam, Cloverfield, Deadpool, Ant-Man, Frozen, Tangled,
    Brave, Coraline, Sully, Passengers, Suicide Squad, The Accountant, Nightcrawler,
    Snatch
""")
SERIES = {  # and the number of the first film of it that is not here
    "Toy Story": 4, "Despicable Me": 3, "John Wick": 2, "The Matrix": 4, "Die Hard": 5,
    "Evil Dead": 3, "Alien": 5, "Shrek": 5, "The Godfather": 4, "Jaws": 5, "Iron Man": 4,
    "Thor": 3, "Captain America": 4, "Back to the Future": 4, "Jurassic Park": 4, "Bad Boys": 3,
    "Rush Hour": 4, "Men in Black": 4, "Kung Fu Panda": 4, "Cars": 3, "Madagascar": 4,
    "Taken": 4, "Sin City": 3, "Ghostbusters": 3, "Gremlins": 3, "Predator": 3, "Kick-Ass": 3,
    "Hellboy": 3, "The Mummy": 4, "Austin Powers": 4, "Home Alone": 5, "Beverly Hills Cop": 4,
    "Lethal Weapon": 5, "The Hangover": 4, "Pitch Perfect": 3, "Paddington": 2, "Legally Blonde": 3,
    "Zoolander": 3, "Anchorman": 3, "Sinister": 3, "The Conjuring": 3, "The Purge": 4,
    "The Maze Runner": 3, "Divergent": 4, "Insidious": 4, "Magic Mike": 3, "Ted": 3,
}  # fmt: skip
LATER = of("""
    Parasite, Joker, Doctor Strange, Wonder Woman, Get Out, Us, Coco, Soul, Luca,
    Moonlight, Dune, Barbie, Oppenheimer, Tenet, Nope, Roma, Arrival, La La Land, Knives
    Out, Glass, Split, Mother!, Elvis, Tár, Past Lives, Wicked, Conclave, Anora, The
    Batman, Eternals, Free Guy, Encanto, Turning Red, Elemental, Wish, Climax, Burning,
    Border, Cold War, The Favourite, Midsommar, Hereditary, The Menu, The Whale,
    Babylon, Everything Everywhere All at Once, Suspiria, Candyman, Child's Play,
    Overboard, Death Wish, Road House, Black Widow, Venom, Ad Astra, Sinners, Weapons,
    Speak No Evil, Pet Sematary, The Invisible Man, Rebecca, Nosferatu, It, Halloween,
    Little Women, All Quiet on the Western Front, Baby Driver, Dunkirk, The Shape of
    Water, Lady Bird, Logan, Blade Runner 2049, Thor: Ragnarok, Black Panther, Green
    Book, A Star Is Born, First Man, Uncut Gems, Marriage Story, The Irishman, The
    Lighthouse, Jojo Rabbit, Ford v Ferrari, Mank, Nomadland, Minari, The Father, CODA,
    Belfast, King Richard, Licorice Pizza, Drive My Car, Aftersun, Pearl, X, Smile,
    M3GAN, Maestro, Saltburn, Poor Things, Anatomy of a Fall, The Zone of Interest,
    Challengers, Civil War, Twisters, Longlegs, The Substance, Flow, Superman 2025
""")
TRANSLATED = of("""
    Der Pate, El padrino, Матрица, 千と千尋の神隠し, Zurück in die Zukunft, Stirb langsam, Der
    Herr der Ringe, Das Schweigen der Lämmer, Die Verurteilten, Krieg der Sterne, Der
    König der Löwen, Der Soldat James Ryan, Ziemlich beste Freunde, El silencio de los
    corderos, La guerra de las galaxias, El señor de los anillos, Cadena perpetua,
    Regreso al futuro, El club de la lucha, La jungla de cristal, Los cazafantasmas,
    Tiburón, Origen, Le parrain, Начало, Крёстный отец, Побег из Шоушенка, Форрест Гамп,
    Зелёная миля, Леон, Титаник, Король Лев, Звёздные войны, Властелин колец, Назад в
    будущее, Бойцовский клуб, Криминальное чтиво
""")
ON_TELEVISION = of("""
    Breaking Bad, Friends, Game of Thrones, The Wire, The Sopranos, Mad Men, Lost,
    Stranger Things, The Office, The Crown, Black Mirror, Sherlock, Narcos, Dark,
    Chernobyl, Succession, Fleabag, Better Call Saul, The Mandalorian, Squid Game,
    Severance, The Last of Us, Ted Lasso, The Bear, House of the Dragon, Westworld, True
    Detective, Seinfeld, The Simpsons, South Park, Money Heist, La casa de papel, Élite,
    Babylon Berlin, Peaky Blinders, Downton Abbey, Homeland, Dexter, Scrubs, How I Met
    Your Mother, The Big Bang Theory, Grey's Anatomy, Wednesday, Bridgerton, The Witcher
""")
SAID = of("""
    hi, hello, hey, good morning, good evening, thanks, thank you, thx, ok, okay, yes,
    no, next, more, stop, bye, goodbye, help, recommend, I'm bored, what now, how are
    you, cool, great, lol, hallo, guten Morgen, guten Abend, danke, danke schön,
    tschüss, hilfe, weiter, nächster, mir ist langweilig, ja, nein, super, moin, servus,
    hola, buenos días, buenas tardes, gracias, muchas gracias, adiós, ayuda, siguiente,
    estoy aburrido, sí, vale, qué tal, привет, здравствуйте, доброе утро, спасибо,
    большое спасибо, пока, помощь, дальше, ещё, мне скучно, да, нет, хорошо, как дела
""")
TEXTS = [
    *(f"{title} {number}" for title in FILMS for number in (2, 3)),
    *(f"{title} {number}" for title, first in SERIES.items() for number in (first, first + 1)),
    *(f"{title} {number}" for title in LATER for number in (4, 5)),
    *(f"{title} 5" for title in TRANSLATED),
    *(f"{title} {number}" for title in ON_TELEVISION for number in (3, 5)),
    *SAID,
    *(f"{said} 5" for said in SAID),
]


def test_titles_that_are_not_here_rate_nothing(titles: TitleIndex) -> None:
    assert len(TEXTS) > 500
    assert [text for text in TEXTS if rates(titles, text)] == []


def test_nor_do_they_behind_a_command_without_its_slash(titles: TitleIndex) -> None:
    texts = [f"rate {text}" for text in TEXTS[::5]]
    assert [text for text in texts if rates(titles, text)] == []
