"""The figures of a model beside another's, and why one was rejected, as one reads them."""

from bot.words.texts import Html, Texts
from core.training.verdict import Check, Duel, VerdictReason

FIGURES = {Check.RMSE: "RMSE", Check.NDCG: "nDCG@10"}  # called so in every language

_AT_MOST = frozenset({Check.RMSE, Check.NDCG, Check.FINITE, Check.FILMS, Check.SIZE})
_SHARES = frozenset({Check.MEANS, Check.COVERAGE, Check.SEQUELS})
_COUNTS = frozenset({Check.FINITE, Check.FILMS})
_MEGABYTE = 1_000_000


def duel_line(texts: Texts, duel: Duel) -> Html:
    """Both figures, ours first."""
    opponent = texts.plain(f"against-{duel.against}")
    return Html(f"{FIGURES[duel.check]} {duel.ours:.4f}, {opponent} {duel.theirs:.4f}")


def reason_line(texts: Texts, reason: VerdictReason) -> Html:
    """What was found, what is allowed, and in which comparison."""
    limit = "reason-at-most" if reason.check in _AT_MOST else "reason-at-least"
    where = [
        *([texts.plain(f"against-{reason.against}")] if reason.against else []),
        *([texts.plain(f"among-{reason.among}")] if reason.among else []),
    ]
    said = texts(
        limit,
        check=texts.plain(f"check-{reason.check}"),
        value=_value(reason.check, reason.value),
        limit=_value(reason.check, reason.limit),
    )
    return Html(f"{said} ({', '.join(where)})") if where else said


def _value(check: Check, value: float) -> str:
    if check in _SHARES:
        return f"{value:.1%}"
    if check in _COUNTS:
        return f"{value:.0f}"
    if check is Check.SIZE:
        return f"{value / _MEGABYTE:.1f} MB"
    return f"{value:.4f}"
