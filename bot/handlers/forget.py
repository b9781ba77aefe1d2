"""/forget: everything about a person is deleted, after a question that says what that is.

The button holds what its question said. So an old button deletes nothing that was told since, and
a press that is delivered again gets the first answer again, though nothing is left to count.
Nothing in here may remember the person after they are forgotten.
"""

from telegram import Update

from bot.callbacks import ForgetMe, KeepMe
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import acknowledge, respond, rewrite, sender
from bot.introduction import show_menu
from bot.language import texts_of
from bot.movie_night.roster import redraw
from bot.views.forget import forget_question, forgotten
from storage.people import Holdings


async def on_command(update: Update, context: Context) -> None:
    """/forget: the question."""
    owner = sender(update).id
    texts = await texts_of(update, context)
    holdings = await context.services.people.holdings(owner)
    if holdings is None:
        await respond(update, Reply(texts("forget-nothing")))
        return
    await respond(update, forget_question(texts, _button(owner, holdings)))


async def on_forget(update: Update, context: Context, press: ForgetMe) -> None:
    """Delete what the question said; where it is not that any more, ask again."""
    people = context.services.people
    texts = await texts_of(update, context)  # before their choice of a language is gone too
    holdings = await people.holdings(press.owner)
    if holdings is not None and press != (current := _button(press.owner, holdings)):
        await acknowledge(update, texts.plain("toast-forget-changed"))
        await rewrite(update, forget_question(texts, current))
        return
    nights = await context.services.nights.under_way(press.owner)
    await people.forget(press.owner)
    for night in nights:  # where their name stands
        redraw(context, night.night_id)
    await acknowledge(update, texts.plain("toast-forgotten"))
    await rewrite(update, forgotten(texts, press))
    await show_menu(context.bot, press.owner, None)


async def on_keep(update: Update, context: Context, press: KeepMe) -> None:
    """Delete nothing."""
    del press
    texts = await texts_of(update, context)
    await acknowledge(update)
    await rewrite(update, Reply(texts("forget-kept")))


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
