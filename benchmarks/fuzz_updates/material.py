"""What people write, press and send: texts, titles, names, files."""

import csv
import io
import random
import zipfile

CANARY_WORD = "zq4711xz"  # what some write, and no log may have
TITLES = (
    *("Heat", "Inception", "Toy Story", "King Kong", "Alien", "The Matrix", "Amélie", "Se7en"),
    *("12 Angry Men", "2001: A Space Odyssey", "Les Misérables", "M", "300", "It", "WALL·E", "9"),
    *("¡Three Amigos!", "lotr", "godfather", "Léon: The Professional", "zzzz no such film"),
)
BEHIND = ("", "", " 5", " 4.5", " ★★★", " 10", " 3/5", " -1", "!!", "?", " 1999", " (1995)", " ½")
WISHES = (
    *("comedy", "90s", "-horror", "like heat", "hidden gems", "surprise me", "before 1980", "0s"),
    *("or", "not", "drama sci-fi", "Komödie", "años 80", "ужасы", "unseen", "like " * 5, "3000"),
)
ODD = (
    *(
        "\u202e\u202ertl\u202c",
        "\u200b\u200c\u200d\u2060",
        "\ufeff",
        "a" + "\u0301" * 200,
        "👨‍👩‍👧‍👦" * 30,
    ),
    *("<b>bold</b><script>alert(1)</script>", "&amp;&lt;&#x41;", "'\"`;--", "${7*7}{{7*7}}%s%n{0}"),
    *(
        "../../etc/passwd",
        "\\u0000",
        "\t\v\f\r\n",
        "العربية مرحبا",
        "שלום",
        "中文电影",
        "ｆｕｌｌ ５",
    ),
    *("١٢٣", "★" * 30, "⭐" * 50, "1e308", "-1", "Ⅷ", "ß", "İ", "\u2028\u2029", "\U0010ffff"),
    *(
        "a" * 4096,
        "☆" * 1000,
        "{ $said }",
        "\\",
        "/",
        "//",
        "@moviebot",
        "like",
        "-",
        "NaN",
        "null",
    ),
    *("👩‍🚀" * 16, "word " * 800, "\n" * 500, "<" * 4096, "&" * 2000, "🎬" * 2048, "0", " "),
)
COMMANDS = (
    *("start", "help", "cancel", "ratings", "watchlist", "export", "forget", "import", "recommend"),
    *("similar", "movienight", "language", "privacy", "retrain", "models", "rollback", "stats"),
    *("rate", "rate", "rate", "recommend", "movienight", "unknown", "settings", "START", "profile"),
)
PAYLOADS = (
    *("cancel", "history", "film_1", "film_999999999999999999", "rate", "export", "film_-1"),
    *("film_１", "a" * 64, "x " * 500),
)
NAMES = (
    *("Ann", "Ben", "\u202eevil", "<b>x</b>", "Z" * 64, "\u200b", "&", "Ёж", "محمد", "👩‍🚀" * 8),
    *("a\nb", "O'Neil", "{ $said }", "", "\u0301" * 64, CANARY_WORD),
)
LANGUAGES = ("en", "de", "es", "ru", "xx", "pt-br", "zh-hans", "", "e" * 50, "de_AT", "-")
OFFSETS = ("", "10", "20", "990", "-1", "99999", "x", "٣", "²", "1e3", "\0", " 10")
NUMBERS = (0, 1, 2, 3, 5, 9, 10, 35, 36, 296, 858, 7153, 2**31, 2**53, 2**62, 2**63 - 1, 2**63)
FORGED = ("-1", "-zz", "zzzzz", "z" * 14, "1y2p0ij32e8e8", "_1", "1_1", "0x1", "٣", "+1", " 1", "")
DATA = ("", "1", "1.", "..", "1a", "1a.", "\0", "🎬", "noop", "{}", "z" * 64, "2wg.1.1", "z" * 5000)


class Material:
    """Chosen by chance."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def text(self) -> str:
        """What somebody writes, often a film or a wish, sometimes a secret."""
        return self._text() if self._rng.random() < 0.9 else f"{CANARY_WORD} {self._text()}"[:4096]

    def _text(self) -> str:
        rng, kind = self._rng, self._rng.random()
        if kind < 0.3:
            return rng.choice(TITLES) + rng.choice(BEHIND)
        if kind < 0.5:
            return rng.choice(ODD)
        if kind < 0.6:
            parts = [rng.choice(ODD + TITLES + WISHES) for _ in range(rng.randint(1, 12))]
            return " ".join(parts)[:4096]
        if kind < 0.75:
            return " ".join(rng.choice(WISHES) for _ in range(rng.randint(1, 20)))
        if kind < 0.9:
            return "".join(self._character() for _ in range(rng.choice((1, 3, 20, 200, 4096))))
        return "".join(rng.choice("1234567890.,/½★*-+ ") for _ in range(rng.choice((1, 5, 500))))

    def command(self) -> str:
        """A command with something behind it."""
        rng = self._rng
        to = rng.choice(("", "", "", "", "@moviebot", "@MOVIEBOT", "@otherbot", "@"))
        behind = rng.choice(("", "", self.text()[:4000], rng.choice(PAYLOADS)))
        return f"/{rng.choice(COMMANDS)}{to} {behind}".rstrip()[:4096]

    def _character(self) -> str:
        rng = self._rng
        ranges = ((32, 126), (0x80, 0x2FFF), (0x4E00, 0x9FFF), (0x1F300, 0x1FAFF), (1, 31))
        return chr(rng.randint(*rng.choice(ranges)))


def files() -> list[tuple[str, bytes]]:
    """What may be sent to `/import`."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["Date", "Name", "Year", "Letterboxd URI", "Rating"])
    writer.writerows(["2020-01-01", title, "", "", "4.5"] for title in (*TITLES, *ODD[:20]))
    ratings = table.getvalue().encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("ratings.csv", ratings)
        zipped.writestr("watchlist.csv", "Date,Name,Year,Letterboxd URI\n2020-01-01,Heat,1995,\n")
    whole = archive.getvalue()
    return [
        ("ratings.csv", ratings),
        ("export.zip", whole),
        ("cut.zip", whole[:-40]),
        ("empty.csv", b"\n"),
        ("odd.csv", bytes(range(256)) * 8),
        ("quotes.csv", b'"' * 100_001),
    ]
