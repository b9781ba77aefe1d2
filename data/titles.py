"""How MovieLens writes titles and genres, turned into how people say them.

MovieLens files a film under "City of Lost Children, The (Cité des enfants perdus, La) (1995)":
sorting order, other titles in brackets, the year last.
"""

import re
from dataclasses import dataclass

# Articles that MovieLens moves behind a comma: English, Romance, German, Nordic, Dutch, Hungarian.
_ARTICLES = (
    "The|A|An|Da|"  # "Hip Hop Witch, Da"
    "La|Le|Les|L'|Un|Une|Des|El|Los|Las|Lo|Una|Il|I|Gli|Uno|O|Os|As|Um|Uma|"
    "Der|Die|Das|Ein|Eine|Den|Det|De|En|Ett|Et|Het|Een|Az"
)
_SORTED = re.compile(rf"(?P<rest>.+), (?P<article>{_ARTICLES})(?P<subtitle>: .+)?")
_YEAR = re.compile(
    r"\((?P<first>\d{4})(?P<range>\s*[-–—]\s*(?:\d{4})?)?\s*\)+"  # 25m has one "(1983))"
    r"(?:\s*\(T?V\))?$"  # 100k marks videos and television: "(1995) (V)"
)
_ALSO_KNOWN_AS = re.compile(r"^(?:[Aa]\.[Kk]\.[Aa]\.?|aka) ")
# Brackets that continue the title: "Bon Voyage, Charlie Brown (and Don't Come Back!)",
# "The Human Centipede (First Sequence)", "I Am Curious (Yellow)", "Hotel Chevalier (Part 1 of …)".
_CONTINUES = re.compile(r"(?:[Aa]nd|et) .*|Part \d.*|\w+ Sequence|Yellow|Blue")
_SPELLINGS = {"Children's": "Children"}  # 100k and 1m: newer releases
_NO_GENRE = {"", "(no genres listed)", "unknown"}


@dataclass(frozen=True, slots=True)
class ParsedTitle:
    """A MovieLens title taken apart."""

    title: str  # natural word order, without the year
    year: int | None  # of release; of a series the first
    is_series: bool = False  # it ran over years: "(1975-1979)", "(2007-)"
    alternatives: tuple[str, ...] = ()  # other titles, natural word order, each once


def parse_title(text: str) -> ParsedTitle:
    """Take a title as MovieLens writes it apart; what fits no pattern stays in the title.

    "Matrix, The (1999)" is "The Matrix" of 1999; "Seven (a.k.a. Se7en) (1995)" is "Seven" with
    the alternative "Se7en"; "(500) Days of Summer (2009)" keeps its brackets.
    """
    text = " ".join(text.split())
    match = _YEAR.search(text)
    body = text[: match.start()].rstrip() if match else text
    if not body:
        return ParsedTitle(text, None)
    year = int(match["first"]) if match else None
    head, brackets = _split_brackets(body)
    title, alternatives = natural_order(head), []
    for bracket in brackets:
        if title.lower().endswith(" or") or _CONTINUES.fullmatch(bracket):
            title = f"{title} ({bracket})"
        else:
            alternatives.append(natural_order(_ALSO_KNOWN_AS.sub("", bracket)))
    others = tuple(name for name in dict.fromkeys(alternatives) if name and name != title)
    return ParsedTitle(title, year, bool(match and match["range"]), others)


def natural_order(text: str) -> str:
    """The article back in front: "Auberge espagnole, L'" is "L'Auberge espagnole"."""
    text = text.replace("’", "'")
    match = _SORTED.fullmatch(text)
    if match:
        text = f"{match['article']} {match['rest']}{match['subtitle'] or ''}"
    return re.sub(r"^L' ", "L'", text)


def parse_genres(text: str) -> tuple[str, ...]:
    """Genres joined by "|", each once, in the newer spelling; empty where none are listed."""
    names = (" ".join(name.split()) for name in text.split("|"))
    return tuple(dict.fromkeys(_SPELLINGS.get(n, n) for n in names if n not in _NO_GENRE))


def _split_brackets(text: str) -> tuple[str, list[str]]:
    """The title and the contents of the brackets at its end, which may hold brackets themselves."""
    brackets: list[str] = []
    while text.endswith(")"):
        depth = 0
        for start in range(len(text) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(text[start], 0)
            if depth == 0:
                break
        if depth or start == 0 or text[start - 1] != " ":  # unbalanced, or as in "Frontière(s)"
            break
        brackets.insert(0, text[start + 1 : -1].strip())
        text = text[:start].rstrip()
    return text, brackets
