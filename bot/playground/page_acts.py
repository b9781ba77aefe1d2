"""What the page lets people do: each act is one POST, as JSON, to `/api/<name>`.

Every act names its `person`, most name a `chat` or a `message` in it. The answer says what the
page must know at once; everything else arrives over the stream.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.json_types import Json, as_integer, as_list, as_text
from bot.playground.model import Chat, Message
from bot.playground.people import Person
from bot.playground.turns import Turn
from bot.playground.world import World

MAX_TITLE = 128  # characters of a group's title, as in Telegram's applications
_BOT_STEPS: dict[str, Callable[[Person, Chat], object]] = {
    "add": Person.adds_bot,
    "remove": Person.removes_bot,
    "promote": Person.promotes_bot,
    "block": lambda person, _: person.blocks(),
    "unblock": lambda person, _: person.unblocks(),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One request of the page, read carefully: a wrong field is the page's mistake.

    Reading raises `LookupError` where something named is not there, and `ValueError` where a
    person may not do it.
    """

    world: World
    fields: Json

    @property
    def person(self) -> Person:
        """Who acts."""
        return self.somebody(as_integer(self.fields.get("person")))

    @property
    def chat(self) -> Chat:
        """Where; the person is in it."""
        chat = self.group_or_private
        if not chat.has(self.person.id):
            raise ValueError(f"{self.person.user.first_name} is not in this chat")
        return chat

    @property
    def group_or_private(self) -> Chat:
        """The chat, whether or not the person is in it."""
        try:
            return self.world.chats[as_integer(self.fields.get("chat"))]
        except KeyError:
            raise LookupError("this chat does not exist any more") from None

    @property
    def message(self) -> Message:
        """A message of the chat."""
        found = self.world.find(self.chat.id, as_integer(self.fields.get("message")))
        if found is None:
            raise LookupError("this message does not exist any more")
        return found

    @property
    def reply_to(self) -> Message | None:
        """The message that is replied to, if any and if it is still there."""
        return self.world.find(self.chat.id, as_integer(self.fields.get("reply_to")))

    def text(self, name: str) -> str:
        """A field of text."""
        return as_text(self.fields.get(name))

    def numbers(self, name: str) -> list[int]:
        """A field with a list of numbers."""
        return [as_integer(each, -1) for each in as_list(self.fields.get(name)) or []]

    def somebody(self, user_id: int) -> Person:
        """A person by id."""
        if user_id not in self.world.chats or user_id not in self.world.users:
            raise LookupError("this person does not exist any more")
        return Person(self.world, self.world.users[user_id])


def _say(act: Act) -> Json:
    turn = act.person.says(act.text("text"), act.chat, act.reply_to)
    return {"message": turn.message.id if turn.message else 0}


def _edit(act: Act) -> Json:
    act.person.edits(act.message, act.text("text"))
    return {}


def _delete(act: Act) -> Json:
    if act.chat.kind != "private" and act.message.sender_id != act.person.id:
        raise ValueError("in groups, people delete only what they wrote")
    act.person.deletes(act.message)
    return {}


def _forward(act: Act) -> Json:
    act.person.forwards(act.message, as_integer(act.fields.get("to")))
    return {}


def _press(act: Act) -> Json:
    """A press counts even where the message has changed since, as on a slow phone."""
    place = as_integer(act.fields.get("message"))
    return {"query": act.person.presses_data(act.chat.id, place, act.text("data")).query_id}


def _vote(act: Act) -> Json:
    act.person.votes(act.message, *act.numbers("options"))
    return {}


def _poll(act: Act) -> Json:
    options = [as_text(option).strip() for option in as_list(act.fields.get("options")) or []]
    options = [option for option in options if option]
    if not act.text("question").strip() or len(options) < 2:
        raise ValueError("a poll needs a question and two options")
    act.person.polls(act.text("question").strip(), *options, chat=act.chat)
    return {}


def _react(act: Act) -> Json:
    act.person.reacts(act.message, *filter(None, [act.text("emoji")]))
    return {}


def _inline(act: Act) -> Json:
    turn = act.person.types_inline(act.text("query"), act.chat, act.text("offset"))
    return {"query": turn.query_id}


def _pick(act: Act) -> Json:
    query = act.world.inline_queries.get(act.text("query"))
    results = {result.id: result for result in query.results} if query else {}
    if query is None or act.text("result") not in results:
        raise LookupError("this is not on offer any more")
    asked = Turn(act.world, act.chat.id, len(act.world.journal.events), query_id=query.id)
    act.person.picks(asked, results[act.text("result")])
    return {}


def _group(act: Act) -> Json:
    title = act.text("title").strip()[:MAX_TITLE]
    if not title:
        raise ValueError("a group needs a name")
    others = [act.somebody(user_id) for user_id in act.numbers("people")]
    others = [other for other in others if other.id != act.person.id]
    return {"chat": act.person.creates_group(title, *others).id}


def _join(act: Act) -> Json:
    group = act.group_or_private
    if group.kind == "private" or group.migrated_to:
        raise ValueError("only groups can be joined")
    if not group.has(act.person.id):
        act.person.joins(group)
    return {}


def _leave(act: Act) -> Json:
    if act.chat.kind == "private":
        raise ValueError("only groups can be left")
    act.person.leaves(act.chat)
    return {}


def _bot(act: Act) -> Json:
    chat, step = act.chat, act.text("step")
    in_private = step in {"block", "unblock"}
    if step not in _BOT_STEPS or in_private != (chat.kind == "private"):
        raise ValueError("that cannot be done here")
    _BOT_STEPS[step](act.person, chat)
    return {}


def _upgrade(act: Act) -> Json:
    if act.chat.kind != "group":
        raise ValueError("only a group can become a supergroup")
    return {"chat": act.person.upgrades(act.chat).id}


ACTS: dict[str, Callable[[Act], Json]] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "forward": _forward,
    "press": _press,
    "vote": _vote,
    "poll": _poll,
    "react": _react,
    "inline": _inline,
    "pick": _pick,
    "group": _group,
    "join": _join,
    "leave": _leave,
    "bot": _bot,
    "upgrade": _upgrade,
}
