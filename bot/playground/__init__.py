"""A local Telegram: a strict Bot API over loopback HTTP, with people to talk to the bot.

    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address:
        ...  # run a bot against f"{address}/bot" with world.token
        reply = await ada.says("/start").reply()
        await ada.presses(reply, "★★★★★").settled()

The server knows nothing of python-telegram-bot; the bot cannot tell it from Telegram.
"""

from bot.playground.faults import Fault
from bot.playground.journal import Event
from bot.playground.keyboards import Button
from bot.playground.model import Chat, Message, User
from bot.playground.people import Person, person
from bot.playground.server import serve
from bot.playground.state import Clock
from bot.playground.turns import Turn
from bot.playground.world import World

__all__ = [
    "Button",
    "Chat",
    "Clock",
    "Event",
    "Fault",
    "Message",
    "Person",
    "Turn",
    "User",
    "World",
    "person",
    "serve",
]
