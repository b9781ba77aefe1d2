"""Where a bot wants its updates posted, and which addresses the playground posts to."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.playground.errors import bad_request
from bot.playground.json_types import Json
from bot.service.guard import is_loopback

MAX_SECRET = 256


@dataclass(slots=True)
class Webhook:
    """Where updates are posted, and how that went last; no address means getUpdates."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0  # Unix seconds
    last_error: str = ""

    def to_dict(self, pending: int, allowed: list[str] | None) -> Json:
        """The WebhookInfo object."""
        known: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            known |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error:
            known["last_error_date"] = self.last_error_date
            known["last_error_message"] = self.last_error
        if allowed is not None:
            known["allowed_updates"] = allowed
        return known


def check_url(url: str) -> None:
    """Refuse addresses that the playground will not post to: all but this machine's own.

    Plain http is fine here, unlike with Telegram's own servers: a self-hosted Bot API server
    allows it too.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if not is_loopback(parts.hostname):
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
