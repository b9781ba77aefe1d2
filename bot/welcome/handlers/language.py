"""/language: the language the bot speaks with one person, wherever they meet."""

from bot.conversation.turn import Turn
from bot.welcome.presses import ChooseLanguage
from bot.welcome.views.language import choose_language
from bot.words.texts import texts_for


async def on_command(turn: Turn, _text: str) -> None:
    """/language: the choice."""
    owner = turn.person.user_id
    person = await turn.services.people.find(owner)
    chosen = person.language if person is not None else None
    await turn.say(choose_language(turn.texts, owner, chosen))


async def on_choose(turn: Turn, press: ChooseLanguage) -> None:
    """A language: everything from this answer on is said in it."""
    owner, chosen = turn.person, press.language
    await turn.services.people.set_language(owner.user_id, chosen)
    texts = texts_for(chosen or owner.language_code)
    await turn.toast(texts.plain("toast-language"))
    await turn.replace(choose_language(texts, owner.user_id, chosen))
    await turn.messenger.show_menu(owner.user_id, texts if chosen is not None else None)
