"""/profile: a picture of one's own taste, with the same in words."""

import asyncio

from telegram import Update
from telegram.constants import ChatAction, ChatType

from bot import deep_links
from bot.attachments import respond_with_photo, showing
from bot.card_films import why_no_model
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import respond, sender
from bot.language import texts_of
from bot.pictures.painter import PictureError
from bot.views.profile import no_profile, no_profile_in_group, profile_labels, profile_words
from core.portrait import portrait


async def on_command(update: Update, context: Context) -> None:
    """/profile.

    Raises:
        PictureError: no picture came about; the words have been sent without it.
    """
    owner, services, chat = sender(update).id, context.services, update.effective_chat
    texts = await texts_of(update, context)
    ratings = {each.movie_id: each.stars for each in await services.ratings.profile(owner)}
    if not ratings:
        if chat is not None and chat.type == ChatType.PRIVATE:
            await respond(update, no_profile(texts, owner))
        else:
            private_chat = deep_links.link(context.bot.username, deep_links.DECK)
            await respond(update, no_profile_in_group(texts, private_chat))
        return
    recommender, why = services.recommending.current, why_no_model(services)
    async with showing(update, ChatAction.UPLOAD_PHOTO):
        seen = await asyncio.to_thread(portrait, recommender.model, recommender.catalog, ratings)
        words = profile_words(texts, seen, without_model=why)
        labels = profile_labels(texts, seen, without_model=why)
        try:
            picture = await services.painter.profile(seen, labels)
        except PictureError:
            await respond(update, Reply(words))
            raise
    await respond_with_photo(update, picture, words)
