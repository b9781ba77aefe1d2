"""/forget: what would be deleted, and what was."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.privacy.presses import ForgetMe, KeepMe
from bot.views.parts import lines
from bot.words.texts import Html, Texts


def forget_question(texts: Texts, press: ForgetMe) -> Reply:
    """What the button would delete, and the button."""
    return Reply(
        lines(
            texts("forget-question"),
            Html(),
            *_kept(texts, press),
            texts("forget-rest"),
            Html(),
            texts("forget-warning"),
        ),
        keyboard(
            [Button(texts.plain("button-forget"), press)],
            [Button(texts.plain("button-keep"), KeepMe(press.owner))],
        ),
    )


def forgotten(texts: Texts, press: ForgetMe) -> Reply:
    """It was deleted."""
    return Reply(
        lines(
            texts("forgotten"),
            Html(),
            *_kept(texts, press),
            texts("forget-rest"),
            Html(),
            texts("forgotten-begin-again"),
        )
    )


def _kept(texts: Texts, press: ForgetMe) -> list[Html]:
    """A line for each kind of thing that there is any of."""
    counts = {
        "forget-ratings": press.n_ratings,
        "forget-watchlist": press.n_watchlist,
        "forget-marks": press.n_marks,
        "forget-imports": press.n_imports,
        "forget-nights": press.n_nights,
    }
    return [texts(key, count=count) for key, count in counts.items() if count]
