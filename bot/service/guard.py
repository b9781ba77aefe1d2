"""Who may call: programs of this machine, and pages that came from this very server.

A browser sends along what any website asks of it. Without this, a site open in another tab could
talk to the playground and read the figures: directly (told by `Origin` and `Sec-Fetch-Site`), or
under its own name made to point at this machine (told by `Host`).
"""

import ipaddress
import re

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_WAYS = ("http", "https")
# A name or a number and perhaps a port, as browsers and scrapers write it: nothing before an "@",
# no path, so that no two readers can take different parts of it for the name.
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)(?::[0-9]{1,5})?")


class Guard:
    """Refuses, with 403, what another website has asked the browser to send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or refuse it."""
        complaint = refusal(scope) if scope["type"] == "http" else ""
        if complaint:
            await JSONResponse({"error": complaint}, 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def refusal(scope: Scope) -> str:
    """Why a request is not served; empty when it is."""
    headers = Headers(scope=scope)
    host = ", ".join(headers.getlist("host"))
    if not _is_known_host(scope, host):
        return f"this server does not answer to the name {host!r}"
    own = {f"{way}://{host}".lower() for way in _WAYS}
    for origin in headers.getlist("origin"):
        if origin.lower() not in own:
            return f"requests from {origin!r} are not served"
    came_from = headers.get("sec-fetch-site", "none")
    if came_from not in {"none", "same-origin"} and not _opens_page(scope, headers):
        return f"{came_from} requests are not served"
    return ""


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_known_host(scope: Scope, host: str) -> bool:
    """Whether the name in `Host` cannot have been made up by someone else's name server.

    On loopback that is a loopback name. On other interfaces numbers are beyond suspicion, and so
    are names without a dot, such as a container's: no public name server knows those.
    """
    found = _HOST.fullmatch(host)
    name = found["name"].strip("[]").lower() if found is not None else ""
    if not name or is_loopback(name):
        return bool(name)
    if is_loopback((scope.get("server") or ("", 0))[0]):
        return False
    return _is_number(name) or "." not in name


def _opens_page(scope: Scope, headers: Headers) -> bool:
    return scope["path"] == "/" and headers.get("sec-fetch-mode") == "navigate"


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
