"""Links that open the private chat with the bot at something: t.me/<bot>?start=<payload>.

A payload is at most 64 of A-Z, a-z, 0-9, _ and -. Links are passed on and printed, so what one
payload means never changes.
"""

import re

DECK = "rate"  # opens the deck of films to rate
EXPORT = "export"  # sends the person's own files
IMPORT = "import"  # says which files to send

_FILM = re.compile(r"film_([0-9]{1,18})", re.ASCII)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def link(username: str, payload: str) -> str:
    """A link that starts the bot called `username` with a payload.

    Raises:
        ValueError: Telegram would not carry such a payload.
    """
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError(f"{payload!r} is no payload of a deep link")
    return f"https://t.me/{username}?start={payload}"


def chat(username: str) -> str:
    """A link to the private chat with the bot, where it is opened or started as they like."""
    return f"https://t.me/{username}"


def film_payload(movie_id: int) -> str:
    """What opens the card of one film."""
    return f"film_{movie_id}"


def film_of(payload: str) -> int | None:
    """The movie id that a payload names, whether or not there is such a film; None: no film."""
    named = _FILM.fullmatch(payload)
    return int(named[1]) if named else None
