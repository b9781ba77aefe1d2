"""The control address: trouble on request for bots that run in another process.

Reachable from this machine only, and not from web pages: whoever gets here can play Telegram.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.errors import ApiError
from bot.playground.faults import fault_from
from bot.playground.json_types import Json, as_integer, as_object, as_text, read_json
from bot.playground.people import Person
from bot.playground.world import World
from bot.service.guard import is_loopback

_MAX_ADVANCE = 10 * 366 * 86400  # seconds; later dates are beyond what Telegram can say

_Answer = Callable[[Json], object]


def control_routes(world: World) -> list[Route]:
    """`/control/faults` (GET, POST, DELETE) and `/control/acts` (POST)."""

    def faults(_: Json) -> object:
        return [fault.to_dict() for fault in world.faults.planned]

    def plan(item: Json) -> object:
        world.faults.plan(fault_from(item))
        return faults(item)

    def clear(item: Json) -> object:
        world.faults.clear()
        return faults(item)

    def act(item: Json) -> object:
        return _act(world, item)

    return [
        Route("/control/faults", _guarded(faults), methods=["GET"]),
        Route("/control/faults", _guarded(plan), methods=["POST"]),
        Route("/control/faults", _guarded(clear), methods=["DELETE"]),
        Route("/control/acts", _guarded(act), methods=["POST"]),
    ]


def _act(world: World, item: Json) -> object:
    """One thing that happens to the bot: `{"act": "block", "person": 101}` and the like."""
    act = as_text(item.get("act"))
    match act:
        case "block" | "unblock":
            person = Person(world, world.users[as_integer(item.get("person"))])
            (person.blocks if act == "block" else person.unblocks)()
        case "migrate":
            group = world.chats[as_integer(item.get("chat"))]
            return {"chat": world.migrate(group, by=group.owner_id).id}
        case "kick":
            group = world.chats[as_integer(item.get("chat"))]
            Person(world, world.users[group.owner_id]).removes_bot(group)
        case "advance":
            seconds = as_integer(item.get("seconds"))
            if not 0 <= seconds <= _MAX_ADVANCE:
                raise ValueError(f"seconds must be between 0 and {_MAX_ADVANCE}")
            world.advance(float(seconds))
        case "flood":
            world.flood.enabled = bool(item.get("enabled"))
        case _:
            raise ValueError("act must be block, unblock, migrate, kick, advance or flood")
    return {}


def _guarded(answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not is_local(request):
            return JSONResponse({"error": "from this machine only"}, status_code=403)
        try:
            body = await request.body()
            return JSONResponse(answer(as_object(read_json(body or b"{}")) or {}))
        except KeyError as error:
            return JSONResponse({"error": f"nobody and nothing is called {error}"}, status_code=404)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        except ApiError as error:
            return JSONResponse({"error": error.description}, status_code=error.code)

    return endpoint


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine, and not from a web page of another one."""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    origin = urlsplit(request.headers.get("origin", "")).hostname
    client = request.client.host if request.client else ""
    return is_loopback(client) and is_loopback(host) and (origin is None or is_loopback(origin))
