"""/privacy: what becomes of one's ratings."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.privacy.presses import Contribute
from bot.views.parts import lines
from bot.words.texts import Html, Texts


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
