"""An ASGI application on a port of this process, next to what else its event loop does."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serve_application(
    application: ASGIApp, host: str = LOOPBACK, port: int = 0
) -> AsyncIterator[str]:
    """Serve while the block runs.

    Args:
        application: answers requests; without a lifespan of its own.
        host: where to listen; anything but loopback lets strangers in.
        port: 0 picks a free one.

    Yields:
        The address, without a slash at the end: `http://127.0.0.1:40404`.

    Raises:
        OSError: the port is taken.
    """
    listening = socket.create_server((host, port), family=_family(host))
    # Inherited by every connection. asyncio sets it only where the socket says "TCP", which one
    # from create_server does not; without it each answer waits 40 ms for a delayed ACK.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = _Server(
        uvicorn.Config(
            application,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await server.up.wait()
        name = f"[{host}]" if ":" in host else host
        yield f"http://{name}:{listening.getsockname()[1]}"
    finally:
        server.down.set()
        await running
        listening.close()


class _Server(uvicorn.Server):
    """uvicorn that says when it is up, stops when told, and leaves Ctrl-C to its host."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self.down = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    async def main_loop(self) -> None:
        await self.down.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
