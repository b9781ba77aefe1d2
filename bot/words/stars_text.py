"""Stars at the end of a text: every way people write them, and what is left as a title."""

import re
from dataclasses import dataclass

from bot.words.languages import ALL_WORDS
from bot.words.problems import Problem
from bot.words.vocabulary import pattern_of
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
    is_whole: bool = False  # the stars are a bare whole number, which may count a sequel too


def read_rating_text(text: str) -> RatingText:
    """Take a text apart.

    Raises:
        Problem: stars are marked as such, but are not 0.5 to 5 in halves.
    """
    text = " ".join(text.replace("\N{VARIATION SELECTOR-16}", "").split())
    if marked := _MARKED.match(text):
        stars = _marked_stars(marked)
        if not is_star_rating(stars) or marked["scale"] == "10":
            raise Problem("problem-star-range")
        return RatingText(text, _title(marked), stars, is_marked=True, is_bad_number=False)
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
