"""/privacy: what becomes of one's ratings, and whether models may learn from them."""

from bot.conversation.turn import Turn
from bot.privacy.presses import Contribute
from bot.privacy.views import privacy


async def on_command(turn: Turn, _text: str) -> None:
    """/privacy: how it stands, and a button to change it."""
    owner = turn.person.user_id
    person = await turn.services.people.find(owner)
    contributing = person is None or person.opted_out_at is None
    await turn.say(privacy(turn.texts, owner, contributing=contributing))


async def on_contribute(turn: Turn, press: Contribute) -> None:
    """Learn from their ratings from the next training on, or leave them out."""
    contributing = bool(press.contributing)
    await turn.services.people.set_contributing(press.owner, contributing)
    toast = turn.texts.plain("toast-privacy-in" if contributing else "toast-privacy-out")
    await turn.toast(toast)
    await turn.replace(privacy(turn.texts, press.owner, contributing=contributing))
