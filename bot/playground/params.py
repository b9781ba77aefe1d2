"""One request's fields, read as leniently or as strictly as Telegram reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.playground.errors import bad_request
from bot.playground.json_types import read_json


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Params:
    """Fields by name; everything arrives as text, structures as JSON inside it."""

    values: Mapping[str, str]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    @classmethod
    def of(
        cls, values: Mapping[str, object], uploads: Mapping[str, Upload] | None = None
    ) -> "Params":
        """Fields that are JSON values already, as in a JSON body."""
        texts = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in values.items()
            if value is not None
        }
        return cls(texts, uploads or {})

    def text(self, name: str) -> str:
        """The field, empty when it is absent."""
        return self.values.get(name, "")

    def has(self, name: str) -> bool:
        """Whether the field was sent at all."""
        return name in self.values

    def integer(
        self, name: str, default: int = 0, low: int = -(1 << 31), high: int = (1 << 31) - 1
    ) -> int:
        """A number, pulled into its limits without a complaint, as Telegram does."""
        try:
            value = int(self.text(name))
        except ValueError:
            value = default if not self.text(name) else 0
        return min(max(value, low), high)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A Boolean: true, yes and 1 mean yes, anything else no."""
        return self.text(name).lower() in {"true", "yes", "1"} if self.has(name) else default

    def json(self, name: str, what: str = "") -> object:
        """A structure, `None` when absent or, without `what`, when it is not JSON.

        Raises:
            ApiError: it is not JSON, and `what` names it for the complaint.
        """
        if not self.text(name):
            return None
        try:
            return read_json(self.text(name))
        except ValueError:
            if not what:
                return None
            raise bad_request(f"can't parse {what} JSON object") from None
