"""/privacy, /export and /forget: what becomes of what one has told."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.privacy.presses import Contribute, ForgetMe, KeepMe
from bot.words.texts import Html, Texts, lines


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


def export_in_private(texts: Texts, private_chat: str) -> Reply:
    """Where others read along no files are sent; `private_chat` is a link to where they are."""
    button = Button(texts.plain("button-export-private"), url=private_chat)
    return Reply(texts("export-in-private"), keyboard([button]))


def nothing_to_export(texts: Texts) -> Reply:
    """Nothing was told yet."""
    return Reply(texts("export-nothing"))


def privacy(texts: Texts, owner: int, *, contributing: bool) -> Reply:
    """What is kept and what it is for, and a button to let models learn from it or not."""
    label = texts.plain("button-privacy-out" if contributing else "button-privacy-in")
    return Reply(
        lines(
            texts("privacy-kept"),
            Html(),
            texts("privacy-contributing" if contributing else "privacy-opted-out"),
        ),
        keyboard([Button(label, Contribute(owner, int(not contributing)))]),
    )
