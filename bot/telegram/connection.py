"""How Telegram is reached: through the proxy that the environment names for it, or directly.

httpx would read these variables itself, but it sends the bot's own playground through a proxy too,
and ends where NO_PROXY has an entry that it cannot take apart. A bot talks to one address only, so
it is enough to find out once which way leads there.
"""

import ipaddress
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from telegram.request import HTTPXRequest

from bot.telegram.pacing import PacedRequest
from core.errors import RecommenderError

# What Telegram is slow to answer is done all the same, so giving up early says "failed" too often.
_PATIENCE = 30.0  # seconds
_CONNECTIONS = 512  # at once: more than handlers, as what waits for its turn is no handler


class ConnectionSettingsError(RecommenderError):
    """The proxy or the certificates of the environment cannot be used; the message says which."""


def open_requests(api_url: str) -> tuple[HTTPXRequest, PacedRequest]:
    """For a bot that talks to `api_url`: what updates are fetched with, and all the rest.

    Raises:
        ConnectionSettingsError: the environment names a proxy of a kind that is not supported, or
            certificates that are not there.
    """
    variable, proxy = _proxy_for(api_url)
    try:
        options = {"trust_env": False, "verify": httpx.create_ssl_context()}
    except OSError as exc:
        raise ConnectionSettingsError(
            f"the certificates of SSL_CERT_FILE or SSL_CERT_DIR cannot be read: {exc}"
        ) from exc
    try:
        return (
            HTTPXRequest(connection_pool_size=1, proxy=proxy, httpx_kwargs=options),
            PacedRequest(
                connection_pool_size=_CONNECTIONS,
                read_timeout=_PATIENCE,
                write_timeout=_PATIENCE,
                pool_timeout=_PATIENCE,
                proxy=proxy,
                httpx_kwargs=options,
            ),
        )
    # An unknown scheme is a ValueError, SOCKS without its library a RuntimeError.
    except (ValueError, RuntimeError, httpx.InvalidURL) as exc:
        kind = (proxy or "").partition("://")[0]  # not more of it: it may hold a password
        raise ConnectionSettingsError(
            f"the proxy of {variable} cannot be used: {kind}:// — expected an address such as "
            "http://proxy.example:3128"
        ) from exc


def _proxy_for(address: str) -> tuple[str, str | None]:
    """The variable that says so, and the proxy; None where none is to be used."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if _is_loopback(host) or proxy_bypass(f"{host}:{parts.port}" if parts.port else host):
        return "", None
    proxies = getproxies()
    for kind in (parts.scheme, "all"):
        if proxy := proxies.get(kind, "").strip():
            return f"{kind.upper()}_PROXY", proxy if "://" in proxy else f"http://{proxy}"
    return "", None


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine, which no proxy leads to."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
