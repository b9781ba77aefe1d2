"""/profile: a picture of one's own taste, with the same in words."""

import asyncio

from bot.conversation import deep_links
from bot.conversation.messenger import Action
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.mine.views.profile import no_profile, no_profile_in_group, profile_labels, profile_words
from bot.pictures.painter import PictureError
from core.recommend.portrait import portrait


async def on_command(turn: Turn, _text: str) -> None:
    """/profile.

    Raises:
        PictureError: no picture came about; the words have been sent without it.
    """
    owner, services = turn.person.user_id, turn.services
    ratings = {each.movie_id: each.stars for each in await services.ratings.profile(owner)}
    if not ratings:
        if turn.is_private:
            await turn.say(no_profile(turn.texts, owner))
        else:
            private_chat = deep_links.link(turn.messenger.username, deep_links.DECK)
            await turn.say(no_profile_in_group(turn.texts, private_chat))
        return
    recommender, why = turn.recommender, services.recommending.why_no_model
    async with turn.showing(Action.PHOTO):
        seen = await asyncio.to_thread(portrait, recommender.model, recommender.catalog, ratings)
        words = profile_words(turn.texts, seen, without_model=why)
        labels = profile_labels(turn.texts, seen, without_model=why)
        try:
            picture = await services.painter.profile(seen, labels)
        except PictureError:
            await turn.say(Reply(words))
            raise
    await turn.send_picture(picture, words)
