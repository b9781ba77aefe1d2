"""A little bot that does everything a page must be able to show."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from telegram import (
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ChatAction
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.playground import World

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Message], Awaitable[object]]
T = TypeVar("T")

EVIL = '<img src=x onerror="window.pwned=1">'
FORMATS = (
    "🎬 <b>bold</b> and <i>italic <u>underlined</u></i>, <s>struck</s>, "
    "<code>a &lt;b&gt; c</code>\n"
    '<tg-spoiler>he was dead</tg-spoiler> <a href="https://example.com/film">linked</a>\n'
    "<blockquote>quoted</blockquote>\n"
    '<pre><code class="language-python">print("★")</code></pre>'
)
COMMANDS = [
    ("rate", "give a film stars"),
    ("recommend", "films you have not seen"),
    ("reset", "forget everything"),
]
FILMS = ("Heat (1995)", "Heathers (1988)", "Fargo (1996)")


def picture(width: int = 60, height: int = 40) -> bytes:
    """A PNG of one colour."""
    rows = (b"\0" + b"\x2f\x6f\xde" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


class HouseBot:
    """What the bot says, and a gate that holds back its answers to presses."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.heard: list[str] = []

    def handlers(self) -> dict[str, Handler]:
        """One command each."""
        return {
            "start": lambda message: message.reply_text("Welcome!"),
            "formats": lambda message: message.reply_html(FORMATS),
            "evil": self._evil,
            "links": self._links,
            "rate": self._ask_stars,
            "alert": lambda message: message.reply_text("Hm", reply_markup=_keys(Tell="alert")),
            "vanish": lambda message: message.reply_text(
                "Soon gone", reply_markup=_keys(Go="gone")
            ),
            "keyboard": self._keyboard,
            "away": lambda message: message.reply_text("Away", reply_markup=ReplyKeyboardRemove()),
            "ask": lambda message: message.reply_text("Which film?", reply_markup=ForceReply()),
            "type": lambda message: message.chat.send_action(ChatAction.TYPING),
            "photo": lambda message: message.reply_photo(picture(), caption="One colour"),
            "file": lambda message: message.reply_document(b"title,stars\n", filename="all.csv"),
            "poll": lambda message: message.reply_poll("Tonight?", FILMS, is_anonymous=False),
            "several": lambda message: message.reply_poll(
                "Which?", FILMS, is_anonymous=False, allows_multiple_answers=True
            ),
            "pin": self._pin,
            "quote": lambda message: message.reply_text("As you said", do_quote=True),
        }

    async def on_text(self, update: Update, context: Context) -> None:  # noqa: ARG002
        message = _given(update.effective_message)
        self.heard.append(message.text or "")
        again = "" if update.message is not None else " again"
        await message.reply_text(f"Heard{again}: {message.text}")

    async def on_document(self, update: Update, context: Context) -> None:  # noqa: ARG002
        message = _given(update.effective_message)
        document = _given(message.document)
        content = await (await document.get_file()).download_as_bytearray()
        await message.reply_text(f"{document.file_name}: {bytes(content)!r}")

    async def on_press(self, update: Update, context: Context) -> None:  # noqa: ARG002
        query = _given(update.callback_query)
        await self.gate.wait()
        if query.data == "alert":
            await query.answer(f"Listen: {EVIL}", show_alert=True)
        elif query.data == "gone":
            await query.answer()
            await query.delete_message()
        else:
            await self._rated(query)

    async def on_inline(self, update: Update, context: Context) -> None:  # noqa: ARG002
        query = _given(update.inline_query)
        results = [
            InlineQueryResultArticle(film, film, InputTextMessageContent(film), description="★★★★")
            for film in FILMS
            if query.query.lower() in film.lower()
        ]
        await query.answer(
            results, button=InlineQueryResultsButton("Rate first", start_parameter="rate")
        )

    async def _links(self, message: Message) -> None:
        """Ways to the bot: a button each by what follows its address, and one in the text."""
        address = f"https://t.me/{message.get_bot().username}"
        buttons = {
            "Start": f"{address}?start=heat_1995",
            "Open": address,
            "Odd": f"{address}?start=a+b%26c",
            "Other": "https://t.me/otherbot?start=x",
            "Group": f"{address}?startgroup=night",
            "Inner": f"tg://resolve?domain={message.get_bot().username}&start=inner",
        }
        rows = [[InlineKeyboardButton(text, url=url)] for text, url in buttons.items()]
        text = f'<a href="{address.replace("moviebot", "MovieBot")}?start=text">begin</a>'
        await message.reply_html(text, reply_markup=InlineKeyboardMarkup(rows))

    async def _ask_stars(self, message: Message) -> None:
        await message.reply_html("<b>Heat</b> (1995)", reply_markup=_stars())

    async def _rated(self, query: CallbackQuery) -> None:
        stars = _given(query.data)
        await query.answer(f"Saved {stars}")
        await query.edit_message_text(f"Heat: {stars}", reply_markup=_stars())

    async def _evil(self, message: Message) -> None:
        await message.reply_text(EVIL, reply_markup=InlineKeyboardMarkup.from_button(_button(EVIL)))
        await message.reply_document(b"-", filename=EVIL, caption=EVIL)
        await message.reply_poll(EVIL, [EVIL, "no"], is_anonymous=False)

    async def _keyboard(self, message: Message) -> None:
        rows = [["Comedy", "Drama"], [EVIL]]
        markup = ReplyKeyboardMarkup(rows, input_field_placeholder="A genre")
        await message.reply_text("Pick one", reply_markup=markup)

    async def _pin(self, message: Message) -> None:
        await (await message.reply_text("Friday at eight")).pin()


@asynccontextmanager
async def at_work(house: HouseBot, world: World, address: str) -> AsyncIterator[None]:
    """Run the bot with the real python-telegram-bot."""
    builder = Application.builder().token(world.token).base_url(f"{address}/bot")
    application: Application[Any, Any, Any, Any, Any, Any] = builder.base_file_url(
        f"{address}/file/bot"
    ).build()
    for name, answer in house.handlers().items():
        application.add_handler(CommandHandler(name, _answering(answer)))
    application.add_handler(CallbackQueryHandler(house.on_press, block=False))
    application.add_handler(InlineQueryHandler(house.on_inline))
    application.add_handler(MessageHandler(filters.Document.ALL, house.on_document))
    application.add_handler(MessageHandler(filters.TEXT, house.on_text))
    async with application:
        await application.bot.set_my_commands(COMMANDS)
        await application.bot.set_my_description("I know a film you will like.")
        await application.start()
        updater = _given(application.updater)
        await updater.start_polling(allowed_updates=Update.ALL_TYPES)
        yield
        house.gate.set()
        await updater.stop()
        await application.stop()


def _answering(answer: Handler) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    async def handle(update: Update, context: Context) -> None:  # noqa: ARG001
        await answer(_given(update.effective_message))

    return handle


def _stars() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button("★" * count) for count in range(1, 6)]])


def _keys(**data_by_text: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button(text, data) for text, data in data_by_text.items()]])


def _button(text: str, data: str = "") -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=data or text)


def _given(value: T | None) -> T:
    assert value is not None
    return value
