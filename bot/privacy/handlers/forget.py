"""/forget: everything about a person is deleted, after a question that says what that is.

The button holds what its question said. So an old button deletes nothing that was told since, and
a press that is delivered again gets the first answer again, though nothing is left to count.
Nothing in here may remember the person after they are forgotten.
"""

from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.movie_night.roster import redraw
from bot.privacy.presses import ForgetMe, KeepMe
from bot.privacy.views import forget_question, forgotten
from storage.people import Holdings


async def on_command(turn: Turn, _text: str) -> None:
    """/forget: the question."""
    owner = turn.person.user_id
    holdings = await turn.services.people.holdings(owner)
    if holdings is None:
        await turn.say(Reply(turn.texts("forget-nothing")))
        return
    await turn.say(forget_question(turn.texts, _button(owner, holdings)))


async def on_forget(turn: Turn, press: ForgetMe) -> None:
    """Delete what the question said; where it is not that any more, ask again."""
    people = turn.services.people
    holdings = await people.holdings(press.owner)
    if holdings is not None and press != (current := _button(press.owner, holdings)):
        await turn.toast(turn.texts.plain("toast-forget-changed"))
        await turn.replace(forget_question(turn.texts, current))
        return
    nights = await turn.services.nights.under_way(press.owner)
    await people.forget(press.owner)
    for night in nights:  # where their name stands
        redraw(turn.services, turn.messenger, night.night_id)
    await turn.toast(turn.texts.plain("toast-forgotten"))
    await turn.replace(forgotten(turn.texts, press))
    await turn.messenger.show_menu(press.owner, None)


async def on_keep(turn: Turn, press: KeepMe) -> None:
    """Delete nothing."""
    del press
    await turn.toast()
    await turn.replace(Reply(turn.texts("forget-kept")))


def _button(owner: int, holdings: Holdings) -> ForgetMe:
    return ForgetMe(
        owner,
        holdings.since,
        n_ratings=holdings.n_ratings,
        n_watchlist=holdings.n_watchlist,
        n_marks=holdings.n_marks,
        n_imports=holdings.n_imports,
        n_nights=holdings.n_nights,
    )
