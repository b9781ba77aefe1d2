"""The HTTP edge: the Bot API on loopback, as python-telegram-bot and curl expect it."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.playground.bodies import Bounded
from bot.playground.control import control_routes
from bot.playground.delivery import deliver
from bot.playground.errors import ApiError
from bot.playground.faults import LostConnectionError
from bot.playground.json_types import Json, as_object, read_json
from bot.playground.methods import METHODS
from bot.playground.page import as_download, page_routes
from bot.playground.params import Params, Upload
from bot.playground.world import World
from bot.service.guard import Guard
from bot.service.serving import LOOPBACK, serve_application

_LOG = logging.getLogger(__name__)
_MAX_PARTS = 1000  # fields and files of one request


def application(world: World) -> Starlette:
    """The ASGI application around a world."""

    async def call(request: Request) -> Response:
        try:
            world.check_token(request.path_params["token"])
            return _ok(await _answer(world, request.path_params["method"].lower(), request))
        except ApiError as error:
            return _refusal(error)
        except LostConnectionError:
            return _Lost()
        except HTTPException as error:  # a form that is none
            return _refusal(ApiError(error.status_code, f"Bad Request: {error.detail}"))
        except ClientDisconnect:
            return Response()  # to nobody: whoever asked was stopped in the middle of the question
        except Exception:  # noqa: BLE001 - a bug here must not look like silence of the bot
            _LOG.exception("playground failed in %s", request.path_params["method"])
            return _refusal(ApiError(500, "Internal Server Error"))

    async def download(request: Request) -> Response:
        file = world.files.at(request.path_params["path"])
        if request.path_params["token"] != world.token or file is None:
            return _refusal(ApiError(404, "Not Found"))
        return as_download(file)

    async def elsewhere(_: Request, __: Exception) -> Response:
        return _refusal(ApiError(404, "Not Found"))

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", download),
            *control_routes(world),
            *page_routes(world),
        ],
        middleware=[Middleware(Guard), Middleware(Bounded)],
        exception_handlers={404: elsewhere, 405: elsewhere},
    )


@asynccontextmanager
async def serve(world: World, host: str = LOOPBACK, port: int = 0) -> AsyncIterator[str]:
    """Serve a world while the block runs.

    Args:
        host: where to listen; anything but loopback lets strangers act in this world.
        port: 0 picks a free one.

    Yields:
        The address, without a slash at the end: `http://127.0.0.1:40404`.

    Raises:
        OSError: the port is taken.
    """
    async with serve_application(application(world), host, port) as address:
        world.updates.reopen()
        posting = asyncio.create_task(deliver(world, partial(_call, world)))
        try:
            yield address
        finally:
            posting.cancel()
            world.updates.close()  # long polls end, which the server would wait for
            with contextlib.suppress(asyncio.CancelledError):
                await posting


class _Lost(Response):
    """The beginning of an answer and then nothing: the server closes such a connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _answer(world: World, name: str, request: Request) -> object:
    """One request from the bot; a long poll ends when its reader is gone."""
    params = await _params(request)
    if name == "getupdates":
        return await _while_connected(request, _troubled(world, name, params))
    world.in_flight += 1
    try:
        return await _troubled(world, name, params)
    finally:
        world.in_flight -= 1


async def _troubled(world: World, name: str, params: Params) -> object:
    """The result of a call, unless trouble is planned for it."""
    fault = world.faults.take(name) if name in METHODS else None
    if fault is None:
        return await _call(world, name, params)
    fault.refuse()
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    result = await _call(world, name, params)
    if fault.kind == "late_answer":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "lost_answer":
        raise LostConnectionError
    return result


async def _call(world: World, name: str, params: Params) -> object:
    handler = METHODS.get(name.lower())
    if handler is None:
        raise ApiError(404, "Not Found: method not found")
    world.tick()
    return await handler(world, params)


async def _while_connected(request: Request, answer: Awaitable[object]) -> object:
    """Wait for a long poll, but not for a reader who has hung up."""
    polling = asyncio.ensure_future(answer)
    leaving = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({polling, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await polling if polling.done() else []
    finally:
        for task in (polling, leaving):
            task.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _params(request: Request) -> Params:
    """All fields of a request: query string first, then the body in any of its three forms."""
    values: dict[str, str] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return Params.of(values | _json_fields(await request.body()))
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return Params(values)
    uploads = {}
    async with request.form(max_files=_MAX_PARTS, max_fields=_MAX_PARTS) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = Upload(
                    value.filename or name,
                    await value.read(),
                    value.content_type or "application/octet-stream",
                )
            else:
                values[name] = value
    return Params(values, uploads)


def _json_fields(body: bytes) -> Json:
    try:
        fields = as_object(read_json(body)) if body else {}
    except ValueError:
        fields = None
    if fields is None:
        raise ApiError(400, "Bad Request: can't parse JSON encoded request")
    return fields


def _ok(result: object) -> Response:
    # In ASCII, which has a way to write everything that a text can hold.
    return Response(json.dumps({"ok": True, "result": result}), media_type="application/json")


def _refusal(error: ApiError) -> Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return JSONResponse(body, status_code=error.code)
