"""The chat page: its files, the live stream, and what people do there, all on one address.

    GET  /                     the page            GET  /static/<file>    its parts
    GET  /api/events           the stream          GET  /api/files/<id>   a photo or document
    POST /api/<act>            see `page_acts.py`  POST /api/upload       send a file
    POST /api/people           somebody new        POST /api/reset        start over

`Guard` in front of it keeps other websites out.
"""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.playground.cast import add_somebody, people_in, start_over
from bot.playground.errors import ApiError
from bot.playground.files import MAX_DOCUMENT, StoredFile
from bot.playground.images import picture_size
from bot.playground.json_types import as_object, read_json
from bot.playground.page_acts import ACTS, Act
from bot.playground.page_stream import Stream
from bot.playground.world import World

_STATIC = files("bot.playground") / "static"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
_PICTURES = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"\xff\xd8": "image/jpeg"}


def page_routes(world: World) -> Sequence[BaseRoute]:
    """Everything the browser asks for."""
    page = _Page(world)
    return [
        Route("/", page.index),
        Route("/static/{name}", page.static),
        Route("/api/events", page.events),
        Route("/api/files/{file_id}", page.file),
        Route("/api/people", page.add_person, methods=["POST"]),
        Route("/api/upload", page.upload, methods=["POST"]),
        Route("/api/reset", page.reset, methods=["POST"]),
        Route("/api/{act}", page.act, methods=["POST"]),
    ]


class _Page:
    """The handlers, and what they remember: the stream, and who was added here."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stream = Stream(world)
        self.added: set[int] = set()

    async def index(self, _: Request) -> Response:
        return _part("index.html")

    async def static(self, request: Request) -> Response:
        return _part(request.path_params["name"])

    async def events(self, request: Request) -> Response:
        position = request.headers.get("last-event-id") or request.query_params.get("from", "")
        return StreamingResponse(
            self.stream.listen(position), media_type="text/event-stream", headers=_HEADERS
        )

    async def file(self, request: Request) -> Response:
        stored = self.world.files.stored.get(request.path_params["file_id"])
        return as_download(stored) if stored is not None else _complain("no such file", 404)

    async def act(self, request: Request) -> Response:
        act = ACTS.get(request.path_params["act"])
        if act is None:
            return _complain("no such act", 404)
        try:
            fields = as_object(read_json(await request.body()))
        except ValueError:
            fields = None
        except ApiError as error:  # too long, or it never ends
            return _complain(error.description, error.code)
        if fields is None:
            return _complain("a JSON object was expected", 400)
        try:
            return _answer(act(Act(self.world, fields)))
        except LookupError as error:
            return _complain(str(error).strip("'"), 404)
        except (ValueError, ApiError) as error:
            return _complain(str(error), 400)

    async def upload(self, request: Request) -> Response:
        """The body is the file; the query says who sends it where, and under which name."""
        query = request.query_params
        act = Act(self.world, dict(query))
        try:
            content = await request.body()
        except ApiError as error:  # far too long, or it never ends
            return _complain(error.description, error.code)
        if len(content) > MAX_DOCUMENT:
            return _complain("Telegram takes files up to 50 MB", 413)
        try:
            if query.get("as") == "photo":
                act.person.sends_photo(content, query.get("caption", ""), act.chat)
            else:
                act.person.sends_document(
                    PurePosixPath(query.get("name") or "file").name,
                    content,
                    query.get("caption", ""),
                    act.chat,
                    request.headers.get("content-type") or "application/octet-stream",
                )
        except LookupError as error:
            return _complain(str(error).strip("'"), 404)
        except (ValueError, ApiError) as error:
            return _complain(str(error), 400)
        return _answer({})

    async def add_person(self, _: Request) -> Response:
        person = add_somebody(self.world)
        self.added.add(person.id)
        self.world.note("chat", person.id, by_bot=False)
        return _answer({"person": person.id})

    async def reset(self, _: Request) -> Response:
        """Back to the people of the start, with empty chats and no groups.

        Where the bot runs in this process, it has met nobody either.
        """
        people = people_in(self.world)
        start_over(self.world, self.added)
        if self.world.forget is not None:
            for person in people:
                await self.world.forget(person.id)
        self.added.clear()
        self.stream.begin_again()
        return _answer({})


def _part(name: str) -> Response:
    media_type = _TYPES.get(PurePosixPath(name).suffix)
    part = _STATIC / PurePosixPath(name).name
    if media_type is None or not part.is_file():
        return _complain("not found", 404)
    return Response(part.read_bytes(), media_type=media_type, headers=_HEADERS)


def as_download(stored: StoredFile) -> Response:
    """A picture to look at, or anything else to keep: a browser never runs what was sent."""
    picture = _picture_type(stored.content)
    if picture:
        return Response(stored.content, media_type=picture, headers=_HEADERS)
    keep = f"attachment; filename*=UTF-8''{quote(stored.name or 'file', safe='')}"
    headers = _HEADERS | {"Content-Disposition": keep}
    return Response(stored.content, media_type="application/octet-stream", headers=headers)


def _picture_type(content: bytes) -> str:
    if picture_size(content) is None:
        return ""
    known = [kind for start, kind in _PICTURES.items() if content.startswith(start)]
    return known[0] if known else "image/webp"


def _answer(content: object) -> Response:
    return JSONResponse(content, headers=_HEADERS)


def _complain(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status, headers=_HEADERS)
