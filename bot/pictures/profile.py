"""The profile picture: how sure the bot is, what was given, which genres, where on the map."""

from bot.pictures.genres import draw_genres
from bot.pictures.histogram import draw_histogram, draw_legend
from bot.pictures.labels import ProfileLabels
from bot.pictures.landscape import draw_map
from bot.pictures.sheet import (
    FAINT_INK,
    HEADING,
    HEIGHT,
    LESS,
    MORE,
    NEITHER,
    PADDING,
    SMALL,
    TITLE,
    WIDTH,
    Area,
    Sheet,
)
from core.recommend.portrait import Impression, Portrait

_EDGE, _GAP = 32, 22  # px around and between the cards
_HEAD = Area(44, 34, WIDTH - 88, 150)
_RATINGS = 0.42  # of the line below the title; the rest is for what is known
_HISTOGRAM = Area(_EDGE, 212, 440, 476)
_GENRES = Area(_EDGE + 440 + _GAP, 212, WIDTH - 2 * _EDGE - 440 - _GAP, 476)
_MAP = Area(_EDGE, 710, WIDTH - 2 * _EDGE, HEIGHT - 710 - _EDGE)
# Where no model serves:
_HISTOGRAM_ALONE = Area(_EDGE, 180, WIDTH - 2 * _EDGE, 940)
_EXCUSE = Area(_EDGE, 1120 + _GAP, WIDTH - 2 * _EDGE, HEIGHT - 1120 - _GAP - _EDGE)
_MAP_LEGEND = 440  # px beside the map's heading


def draw_profile(portrait: Portrait, labels: ProfileLabels) -> bytes:
    """A PNG of `WIDTH` × `HEIGHT` pixels; the same values give the same bytes."""
    sheet = Sheet()
    impression = portrait.impression
    _draw_titles(sheet, labels, None if impression is None else labels.known)
    if impression is None:
        _draw_ratings(sheet, _HISTOGRAM_ALONE, portrait, labels)
        _draw_excuse(sheet, labels)
    else:
        _draw_known(sheet, impression.known)
        _draw_ratings(sheet, _HISTOGRAM, portrait, labels)
        _draw_genres(sheet, impression, labels)
        _draw_map(sheet, impression, labels)
    return sheet.png()


def _draw_titles(sheet: Sheet, labels: ProfileLabels, known: str | None) -> None:
    sheet.write(_HEAD.left, _HEAD.top, labels.title, width=_HEAD.width, size=TITLE, weight="bold")
    top = _HEAD.top + 78
    left_part = _HEAD.width if known is None else _RATINGS * _HEAD.width
    sheet.write(
        _HEAD.left, top, labels.ratings, width=left_part - 10, size=HEADING, colour=FAINT_INK
    )
    if known is not None:
        sheet.write(
            _HEAD.right,
            top,
            known,
            width=_HEAD.width - left_part - 10,
            size=HEADING,
            colour=FAINT_INK,
            align="right",
        )


def _draw_known(sheet: Sheet, share: float) -> None:
    bar = Area(_HEAD.left, _HEAD.bottom - 14, _HEAD.width, 14)
    sheet.box(bar, NEITHER, bar.height / 2)
    if share > 0:
        filled = max(share * bar.width, bar.height)  # both ends round at least
        sheet.box(Area(bar.left, bar.top, filled, bar.height), MORE, bar.height / 2)


def _draw_ratings(sheet: Sheet, card: Area, portrait: Portrait, labels: ProfileLabels) -> None:
    sheet.card(card)
    inside = card.inside(PADDING)
    heading = _write_heading(sheet, inside, labels.histogram, lines=2)
    average = None if portrait.impression is None else labels.average
    bottom = draw_legend(sheet, inside.below(heading.bottom + 12), labels.you, average)
    draw_histogram(sheet, inside.below(bottom + 8), portrait)


def _draw_genres(sheet: Sheet, impression: Impression, labels: ProfileLabels) -> None:
    sheet.card(_GENRES)
    inside = _GENRES.inside(PADDING)
    heading = _write_heading(sheet, inside, labels.genres, lines=2)
    draw_genres(sheet, inside.below(heading.bottom + 14), impression.likes, labels)


def _draw_map(sheet: Sheet, impression: Impression, labels: ProfileLabels) -> None:
    card, inside = sheet.card(_MAP), _MAP.inside(PADDING)
    room = Area(inside.left, inside.top, inside.width - _MAP_LEGEND - 16, inside.height)
    heading = _write_heading(sheet, room, labels.film_map, lines=1)
    right = inside.right
    for text, colour in ((labels.more, MORE), (labels.less, LESS)):
        written = sheet.write(
            right,
            inside.top + 6,
            f"● {text}",
            width=_MAP_LEGEND / 2 - 24,
            size=SMALL,
            colour=colour,
            align="right",
        )
        right = written.left - 24
    draw_map(sheet, inside.below(heading.bottom + 6), card, impression.film_map, labels.you)


def _draw_excuse(sheet: Sheet, labels: ProfileLabels) -> None:
    sheet.card(_EXCUSE)
    inside = _EXCUSE.inside(PADDING)
    sheet.write(
        inside.left, inside.top, labels.no_model, width=inside.width, lines=4, colour=FAINT_INK
    )


def _write_heading(sheet: Sheet, area: Area, text: str, *, lines: int) -> Area:
    return sheet.write(
        area.left, area.top, text, width=area.width, size=HEADING, lines=lines, weight="bold"
    )
