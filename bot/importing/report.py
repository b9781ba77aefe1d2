"""What is to be told of a file besides its rows, as it is kept with the import: JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.foreign_faults import Fault, FaultyLines

_NAME_LENGTH = 60  # characters
_N_UNREAD = 5  # files of a zip, by name


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How a file was read."""

    name: str  # of the file; "" where it has none
    faults: tuple[FaultyLines, ...] = ()  # each fault once, of a zip with the lines of one file
    guessed_encoding: bool = False  # letters beyond English may be wrong
    top: int | None = None  # the best rating, where a column has said that it is not ★5
    unread: tuple[str, ...] = ()  # the first files of a zip that could not be read
    n_unread: int = 0

    @classmethod
    def of(
        cls,
        name: str,
        faults: Iterable[FaultyLines],
        *,
        guessed_encoding: bool,
        top: int | None = None,
        unread: Sequence[str] = (),
    ) -> "ImportReport":
        """Put together what a zip's files have in common, as it may hold thousands."""
        by_fault: dict[Fault, FaultyLines] = {}
        for each in faults:
            known = by_fault.get(each.fault)
            by_fault[each.fault] = (
                replace(each, file=each.file[:_NAME_LENGTH])
                if known is None
                else replace(known, n=known.n + each.n)
            )
        named = tuple(each[:_NAME_LENGTH] for each in unread[:_N_UNREAD])
        return cls(
            name[:_NAME_LENGTH],
            tuple(by_fault.values()),
            guessed_encoding,
            top,
            named,
            len(unread),
        )

    def encode(self) -> str:
        """As `ImportStore` keeps it."""
        faults = [[each.fault, each.file, each.n, each.lines] for each in self.faults]
        said = {"name": self.name, "faults": faults, "guessed": self.guessed_encoding}
        if self.top is not None:
            said["top"] = self.top
        if self.unread:
            said |= {"unread": self.unread, "n_unread": self.n_unread}
        return json.dumps(said)

    @classmethod
    def decode(cls, text: str | None) -> "ImportReport":
        """What `encode` wrote; faults that only another bot knows are passed over."""
        said: dict[str, Any] = json.loads(text or "{}")
        faults = tuple(
            FaultyLines(Fault(fault), file, n, tuple(lines))
            for fault, file, n, lines in said.get("faults", ())
            if fault in set(Fault)
        )
        return cls(
            said.get("name", ""),
            faults,
            bool(said.get("guessed")),
            said.get("top"),
            tuple(said.get("unread", ())),
            said.get("n_unread", 0),
        )
