"""Files that were sent: kept in memory, named by ids, downloadable after getFile."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.playground.ids import Ids
from bot.playground.json_types import Json
from bot.playground.params import Upload

MAX_DOWNLOAD = 20 * 1024 * 1024  # bytes a bot can fetch
MAX_PHOTO = 10 * 1024 * 1024  # bytes
MAX_DOCUMENT = 50 * 1024 * 1024  # bytes a bot can send


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file under the id that bots know it by."""

    id: str
    unique_id: str
    path: str  # where getFile says it can be downloaded
    name: str
    content: bytes
    content_type: str

    def to_dict(self) -> Json:
        """The File object, still without a path."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


@dataclass(slots=True)
class Files:
    """All files of a world."""

    ids: Ids
    stored: dict[str, StoredFile] = field(default_factory=dict)  # by id
    opened: set[str] = field(default_factory=set)  # paths that getFile has given away

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file; `kind` is "photo" or "document"."""
        number = self.ids.large()
        suffix = PurePosixPath(upload.name).suffix or (".jpg" if kind == "photo" else "")
        file = StoredFile(
            id=f"playground-{kind}-{number}",
            unique_id=f"unique{number}",
            path=f"{kind}s/file_{number}{suffix}",
            name=PurePosixPath(upload.name).name,
            content=upload.content,
            content_type=upload.content_type,
        )
        self.stored[file.id] = file
        return file

    def open(self, file: StoredFile) -> str:
        """Make a file downloadable and say where."""
        self.opened.add(file.path)
        return file.path

    def at(self, path: str) -> StoredFile | None:
        """The file behind a path that was given away."""
        if path not in self.opened:
            return None
        return next(file for file in self.stored.values() if file.path == path)
