"""What is read of a request's body: so much and no more, and not for ever."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.playground.errors import ApiError
from bot.playground.files import MAX_DOCUMENT

MAX_BODY = MAX_DOCUMENT + (10 << 20)  # bytes: the largest file in a form, with fields around it
MAX_PAUSE = 20.0  # seconds between two parts of a body


class Bounded:
    """Raises, for whoever reads the body, `ApiError` 413 or 408 instead of reading on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        n_bytes, ended = 0, False

        async def bounded() -> Message:
            nonlocal n_bytes, ended
            if ended:  # only the end of the connection can come, as late as it likes
                return await receive()
            try:
                async with asyncio.timeout(MAX_PAUSE):
                    message = await receive()
            except TimeoutError:
                raise ApiError(408, "Request Timeout") from None
            n_bytes += len(message.get("body", b""))
            if n_bytes > MAX_BODY:
                raise ApiError(413, "Request Entity Too Large")
            ended = not message.get("more_body", False)
            return message

        await self.app(scope, bounded, send)
