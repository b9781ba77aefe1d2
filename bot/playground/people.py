"""People as they act: say, press, vote, join, block. Each act returns a turn to wait on."""

from dataclasses import dataclass, field, replace

from bot.playground import render
from bot.playground.inline import LIFETIME, InlineQuery, InlineResult
from bot.playground.json_types import Json
from bot.playground.keyboards import Button
from bot.playground.media import MediaKind, media_of, store
from bot.playground.model import CallbackQuery, Chat, Message, Service, User
from bot.playground.params import Upload
from bot.playground.polls import Poll
from bot.playground.text import NOTHING, FormattedText, clean, split
from bot.playground.turns import Turn
from bot.playground.world import CALLBACK_LIFETIME, World

ChatLike = Chat | int | None
ButtonLike = Button | str | int | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with Telegram in their hand. Without a chat, they mean their talk with the bot."""

    world: World = field(repr=False)
    user: User

    @property
    def id(self) -> int:
        """The Telegram user id, also the id of the private chat."""
        return self.user.id

    @property
    def private(self) -> Chat:
        """The private chat with the bot."""
        return self.world.chats[self.user.id]

    # Writing

    def says(self, text: str, chat: ChatLike = None, reply_to: Message | None = None) -> Turn:
        """Send a text; applications trim it, and cut it up when it is too long for one message."""
        bodies = [body for part in split(text) if (body := clean(part, [])).text]
        if not bodies:
            raise ValueError("Telegram's applications send no empty messages")
        target = reply_to.id if reply_to is not None else 0
        return self._writes(chat, *(Message(self.id, body, reply_to=target) for body in bodies))

    def sends_photo(self, content: bytes, caption: str = "", chat: ChatLike = None) -> Turn:
        """Send a picture."""
        return self._sends_file("photo", Upload("photo.jpg", content), caption, chat)

    def sends_document(
        self,
        name: str,
        content: bytes,
        caption: str = "",
        chat: ChatLike = None,
        content_type: str = "application/octet-stream",
    ) -> Turn:
        """Send a file."""
        upload = Upload(name, content, content_type)
        return self._sends_file("document", upload, caption, chat)

    def forwards(self, message: Message, chat: ChatLike = None) -> Turn:
        """Send someone's message on."""
        return self._writes(chat, message.forwarded_by(self.id))

    def edits(self, message: Message, text: str) -> Turn:
        """Change one's own message, or the caption of one's own file."""
        if message.sender_id != self.id:
            raise ValueError("people edit only what they wrote")
        turn = self._turn(self.world.chats[message.chat_id])
        edited = replace(message, body=clean(text, []), edit_date=int(self.world.clock.now()))
        return turn.caused(self.world.revise(edited, by_bot=False))

    def deletes(self, message: Message) -> None:
        """Delete a message for everyone."""
        self.world.remove(message, by_bot=False)

    # Pressing, voting, reacting

    def presses(self, message: Message, button: ButtonLike) -> Turn:
        """Press an inline button.

        Args:
            message: as it was when the person looked at it; it may have changed since, as in life.
            button: itself, its text or callback data, its number, or its row and column.

        Raises:
            LookupError: there is no such button, or it does something else than call back.
        """
        pressed = _find_button(message, button)
        if pressed.action != "callback_data":
            raise LookupError(f"{pressed.text!r} is a {pressed.action} button")
        return self.presses_data(message.chat_id, message.id, pressed.value)

    def presses_data(self, chat_id: int, message_id: int, data: str) -> Turn:
        """Press by data alone, also what no button shows any more (an old screen)."""
        world = self.world
        turn = self._turn(world.chats[chat_id])
        query = CallbackQuery(
            id=f"{world.ids.large()}",
            person_id=self.id,
            chat_id=chat_id,
            message_id=message_id,
            data=data,
            expires=world.clock.now() + CALLBACK_LIFETIME,
        )
        world.callbacks[query.id] = query
        world.notify("callback_query", render.callback_query(world, query))
        return replace(turn.caused(None), query_id=query.id)

    def votes(self, message: Message, *options: int | str) -> Turn:
        """Vote in a poll by number or text of the options; none takes the vote back.

        Raises:
            ValueError: applications would not offer that (see `Poll.vote`).
        """
        world = self.world
        turn = self._turn(world.chats[message.chat_id])
        poll = world.polls[message.poll_id]
        poll.vote(self.id, tuple(_option_index(poll, option) for option in options))
        world.poll_changed(poll, by_bot=False)
        if poll.by_bot and not poll.is_anonymous:
            world.notify("poll_answer", render.poll_answer(world, poll, self.id))
        return turn.caused(None)

    def polls(self, question: str, *options: str, chat: ChatLike = None) -> Turn:
        """Send a poll of one's own; the bot sees it but hears no votes."""
        poll = Poll(
            id=f"{self.world.ids.large()}",
            question=FormattedText(question),
            options=tuple(FormattedText(option) for option in options),
            by_bot=False,
        )
        self.world.open_poll(poll)
        return self._writes(chat, Message(self.id, poll_id=poll.id))

    def reacts(self, message: Message, *emoji: str) -> Turn:
        """React to a message; without emoji, take the reaction back."""
        turn = self._turn(self.world.chats[message.chat_id])
        self.world.react(message, self.id, emoji)
        return turn.caused(None)

    # Inline mode

    def types_inline(self, query: str, chat: ChatLike = None, offset: str = "") -> Turn:
        """Type `@moviebot query` into the field of any chat; `Turn.results` waits for offers."""
        world, place = self.world, self._chat(chat)
        turn = self._turn(place)
        asked = InlineQuery(
            id=f"{world.ids.large()}",
            person_id=self.id,
            query=query,
            offset=offset,
            expires=world.clock.now() + LIFETIME,
        )
        world.inline_queries[asked.id] = asked
        kind = "sender" if place is self.private else place.kind
        world.notify("inline_query", render.inline_query(world, asked, kind))
        return replace(turn.caused(None), query_id=asked.id)

    def picks(self, asked: Turn, result: InlineResult) -> Turn:
        """Send an offered result into the chat where the query was typed."""
        world = self.world
        query = world.inline_queries[asked.query_id]
        query.sent.append(result.id)
        inline_id = f"inline-{query.id}-{len(query.sent)}"
        chosen: Json = {
            "result_id": result.id,
            "from": render.user(self.user),
            "query": query.query,
        }
        if result.keyboard:  # only then can the bot do anything with the message
            chosen["inline_message_id"] = inline_id
        world.notify("chosen_inline_result", chosen)
        draft = Message(
            self.id,
            result.body,
            keyboard=result.keyboard,
            media=result.media,
            preview=result.preview,
            inline_id=inline_id,
        )
        return self._writes(asked.chat_id, draft)

    # Private chat

    def blocks(self) -> Turn:
        """Stop the bot."""
        turn = self._turn(self.private)
        self.world.blocked_by.add(self.id)
        self.world.set_status(self.private, self.world.bot.id, "kicked", by=self.id)
        return turn.caused(None)

    def unblocks(self) -> Turn:
        """Let the bot write again."""
        turn = self._turn(self.private)
        self.world.blocked_by.discard(self.id)
        self.world.set_status(self.private, self.world.bot.id, "member", by=self.id)
        return turn.caused(None)

    # Groups

    def creates_group(self, title: str, *others: "Person", supergroup: bool = False) -> Chat:
        """Open a group with the bot and some people in it."""
        group = self.world.add_group(title, self.id, "supergroup" if supergroup else "group")
        for other in others:
            group.members[other.id] = "member"
        self.adds_bot(group)
        return group

    def adds_bot(self, group: Chat) -> Turn:
        """Bring the bot into a group."""
        turn = self._turn(group)
        self.world.set_status(group, self.world.bot.id, "member", by=self.id)
        return self._announces(turn, Service(new_members=(self.world.bot.id,)))

    def removes_bot(self, group: Chat) -> Turn:
        """Throw the bot out of a group."""
        turn = self._announces(self._turn(group), Service(left_member=self.world.bot.id))
        self.world.set_status(group, self.world.bot.id, "kicked", by=self.id)
        return turn.caused(None)

    def promotes_bot(self, group: Chat) -> Turn:
        """Make the bot an administrator."""
        turn = self._turn(group)
        self.world.set_status(group, self.world.bot.id, "administrator", by=self.id)
        return turn.caused(None)

    def joins(self, group: Chat) -> Turn:
        """Enter a group."""
        turn = self._turn(group)
        self.world.set_status(group, self.id, "member", by=self.id)
        return self._announces(turn, Service(new_members=(self.id,)))

    def leaves(self, group: Chat) -> Turn:
        """Leave a group."""
        turn = self._announces(self._turn(group), Service(left_member=self.id))
        self.world.set_status(group, self.id, "left", by=self.id)
        return turn.caused(None)

    def upgrades(self, group: Chat) -> Chat:
        """Turn a group into a supergroup; returns the new chat."""
        return self.world.migrate(group, by=self.id)

    def _sends_file(self, kind: MediaKind, upload: Upload, caption: str, chat: ChatLike) -> Turn:
        media = media_of(kind, store(self.world.files, kind, upload))
        body = clean(caption, []) if caption else NOTHING
        return self._writes(chat, Message(self.id, body, media=media))

    def _writes(self, chat: ChatLike, *drafts: Message) -> Turn:
        place = self._chat(chat)
        turn = self._turn(place)
        if place.kind == "private":  # the first message is what lets the bot write there
            place.members.setdefault(self.world.bot.id, "member")
        messages = [self.world.post(place, draft) for draft in drafts]
        return turn.caused(messages[0])

    def _announces(self, turn: Turn, service: Service) -> Turn:
        group = self.world.chats[turn.chat_id]
        return turn.caused(self.world.post(group, Message(self.id, service=service)))

    def _chat(self, chat: ChatLike) -> Chat:
        if chat is None:
            return self.private
        place = self.world.chats[chat] if isinstance(chat, int) else chat
        if not place.has(self.id):
            raise ValueError(f"{self.user.first_name} is not in {place.title or place.id}")
        return place

    def _turn(self, chat: Chat) -> Turn:
        world = self.world
        return Turn(world, chat.id, len(world.journal.events), world.updates.last_id)


def person(world: World, first_name: str, last_name: str = "", username: str = "") -> Person:
    """Someone new in the world."""
    return Person(world, world.add_person(first_name, last_name, username))


def _option_index(poll: Poll, option: int | str) -> int:
    if isinstance(option, int):
        return option
    return [each.text for each in poll.options].index(option)


def _find_button(message: Message, button: ButtonLike) -> Button:
    if isinstance(button, Button):
        return button
    if isinstance(button, tuple):
        return message.keyboard[button[0]][button[1]]
    if isinstance(button, int):
        return message.buttons[button]
    for candidate in message.buttons:
        if button in {candidate.text, candidate.data}:
            return candidate
    shown = ", ".join(repr(each.text) for each in message.buttons) or "no buttons at all"
    raise LookupError(f"no button {button!r} there, only {shown}")
