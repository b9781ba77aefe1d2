"""Which function answers which method; names are compared without regard to case."""

from collections.abc import Awaitable, Callable

from bot.playground.params import Params
from bot.playground.world import World

Answer = object  # whatever JSON can hold
Handler = Callable[[World, Params], Awaitable[Answer]]
METHODS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Answer these methods with the decorated function."""

    def register(handler: Handler) -> Handler:
        for name in names:
            METHODS[name.lower()] = handler
        return handler

    return register
