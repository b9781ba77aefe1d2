"""Stars at the end of a text: every way people write them, and what is left as a title."""

import re
from dataclasses import dataclass

from bot.words.languages import ALL_WORDS, VOCABULARIES
from bot.words.problems import Problem
from bot.words.vocabulary import pattern_of, phrases_of
from core.catalog.ratings import is_star_rating

_GLYPH = "[★⭐🌟]"
_NUMBER = r"(?:\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})"
# Words are those of all languages the bot speaks, whichever of them somebody writes in.
_HALF = rf"(?:\s*½|\s+1/2|\s+(?:{pattern_of(ALL_WORDS.and_a_half)})\b)"
_STARS = rf"(?:{pattern_of(ALL_WORDS.stars)})"
_OUT_OF = rf"(?:/|(?:{pattern_of(ALL_WORDS.out_of)})\b)"
_TITLE = r"^(?P<title>.*?)"
_END = r"[\s!.,;…]*$"
_MARKED = re.compile(
    _TITLE
    + rf"""(?:
        (?<!{_GLYPH})(?P<glyphs>{_GLYPH}+)(?P<glyph_half>{_HALF})?\s*☆*     # ★★★★½, ★★★☆☆
        | (?:^|\s+)(?:
            (?P<asterisks>\*{{2,}})                                          # ****
            | {_GLYPH}\s*(?P<after>{_NUMBER})(?P<after_half>{_HALF})?        # ★4.5
            | (?P<before>{_NUMBER})(?P<before_half>{_HALF})?\s*              # 4.5/5, 4 stars
              (?:{_GLYPH}|\*|-?{_STARS}|{_OUT_OF}\s*(?P<scale>5|10)(?:\s*(?:{_GLYPH}|{_STARS}))?)
        )
    ){_END}""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(
    _TITLE
    + rf"""(?:^|\s+)(?:
        (?P<number>[-+−]?{_NUMBER})(?P<number_half>{_HALF})?                 # 4, 4.5, 3 1/2, 4½
        | \(\s*(?P<enclosed>{_NUMBER})\s*\)                                  # (4)
        | (?P<half>½)
    ){_END}""",
    re.VERBOSE,
)
_COUNT = re.compile(
    rf"\b(?P<count>{pattern_of(ALL_WORDS.counts)})(?=\s+(?:{_STARS}\b|(?:{pattern_of(ALL_WORDS.and_a_half)})"
    rf"\s+{_STARS}\b|(?:{pattern_of(ALL_WORDS.out_of)})\s+(?:5|10)\b))",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?:(?P<glyphs>{_GLYPH}+)|(?P<number>{_NUMBER})(?:/5|\s*(?:{_GLYPH}|{_STARS}\b))?)"
    r"[\s:–-]+(?P<title>\S.*)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:18[7-9]|19\d|20\d|21\d)\d")
_SEPARATORS = " :,;-–—"  # between a title and its stars


@dataclass(frozen=True, slots=True)
class RatingText:
    """The readings of one text."""

    text: str  # all of it, as a title
    title: str  # without the part that may be stars; equals `text` where there is none
    stars: float | None  # 0.5 … 5.0, None where nothing can be stars
    is_marked: bool  # the stars are marked as such: they cannot be part of the title
    is_bad_number: bool  # ends with a number that is neither stars nor a year
    out_of_ten: float | None = None  # what was given on that scale; the stars are half of it
    is_whole: bool = False  # the stars are a bare whole number, which may count a sequel too


def read_rating_text(text: str) -> RatingText:
    """Take a text apart.

    Raises:
        Problem: stars are marked as such, but are not 0.5 to 5 in halves.
    """
    text = " ".join(text.replace("\N{VARIATION SELECTOR-16}", "").split())
    if marked := _MARKED.match(_COUNT.sub(_digits, text)):
        stars, out_of_ten = _marked_stars(marked), None
        if marked["scale"] == "10":
            stars, out_of_ten = stars / 2, stars
        if not is_star_rating(stars):
            raise Problem("problem-star-range")
        return RatingText(
            text,
            _title(marked),
            stars,
            is_marked=True,
            is_bad_number=False,
            out_of_ten=out_of_ten,
        )
    plain = _PLAIN.match(text)
    if plain is None or not _title(plain):
        return RatingText(text, text, None, is_marked=False, is_bad_number=False)
    number = _value(plain["number"] or plain["enclosed"], plain["number_half"] or plain["half"])
    if is_star_rating(number):
        is_whole = (plain["number"] or "").isdecimal() and not plain["number_half"]
        return RatingText(
            text, _title(plain), number, is_marked=False, is_bad_number=False, is_whole=is_whole
        )
    is_bad = not _YEAR.fullmatch(plain["number"] or plain["enclosed"])
    return RatingText(text, text, None, is_marked=False, is_bad_number=is_bad)


def read_leading_stars(text: str) -> RatingText | None:
    """The reading of "4 Heat": the stars come first; None where no such number does."""
    leading = _LEADING.match(" ".join(text.split()))
    if leading is None:
        return None
    stars = float(len(leading["glyphs"])) if leading["glyphs"] else _value(leading["number"], None)
    if not is_star_rating(stars):
        return None
    return RatingText(text, leading["title"], stars, is_marked=False, is_bad_number=False)


def stars_only(text: str) -> float | None:
    """The stars of a text that is nothing else: "4", "★★★★", "4.5/5"; None for any other."""
    try:
        reading = read_rating_text(f"x {text}")
    except Problem:
        return None
    return reading.stars if reading.title == "x" else None


def _digits(count: re.Match[str]) -> str:
    """ "five" in digits, in whichever language."""
    spelt = count["count"].casefold()
    tables = (phrases_of(each.counts) for each in VOCABULARIES.values())
    return str(next(table.index(spelt) for table in tables if spelt in table) + 1)


def _title(found: re.Match[str]) -> str:
    return found["title"].rstrip(_SEPARATORS)


def _marked_stars(marked: re.Match[str]) -> float:
    if marked["asterisks"]:
        return float(len(marked["asterisks"]))
    if marked["glyphs"]:
        return _value(str(len(marked["glyphs"])), marked["glyph_half"])
    return _value(
        marked["after"] or marked["before"], marked["after_half"] or marked["before_half"]
    )


def _value(number: str | None, half: str | None) -> float:
    whole = (number or "0").replace(",", ".").replace("−", "-")
    return float(whole) + (0.5 if half else 0.0)
