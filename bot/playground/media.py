"""Photos and documents as messages hold them."""

from dataclasses import dataclass
from typing import Literal

from bot.playground.errors import ApiError, bad_request
from bot.playground.files import MAX_DOCUMENT, MAX_PHOTO, Files, StoredFile
from bot.playground.images import picture_size
from bot.playground.json_types import Json
from bot.playground.params import Params, Upload

MediaKind = Literal["photo", "document"]
MAX_SIDES = 10_000  # width plus height of a photo, pixels
MAX_RATIO = 20


@dataclass(frozen=True, slots=True)
class Media:
    """What a message shows besides text."""

    kind: MediaKind
    file_id: str
    unique_id: str
    size: int  # bytes
    name: str = ""
    content_type: str = ""
    width: int = 0  # pixels, photos only
    height: int = 0

    def to_dict(self) -> Json:
        """The message's fields: `photo`, a list of sizes, or `document`."""
        file: Json = {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }
        if self.kind == "photo":
            return {"photo": [file | {"width": self.width, "height": self.height}]}
        return {"document": file | {"file_name": self.name, "mime_type": self.content_type}}


def media_of(kind: str, file: StoredFile) -> Media:
    """A stored file as the content of a message.

    Raises:
        ApiError: it is no picture, or none that Telegram takes as a photo.
    """
    if kind == "document":
        return Media(
            "document",
            file.id,
            file.unique_id,
            len(file.content),
            name=file.name,
            content_type=file.content_type,
        )
    size = picture_size(file.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    longer, shorter = max(size.width, size.height), min(size.width, size.height)
    if longer + shorter > MAX_SIDES or not shorter or longer / shorter > MAX_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return Media(
        "photo",
        file.id,
        file.unique_id,
        len(file.content),
        width=size.width,
        height=size.height,
    )


def read_media(files: Files, params: Params, kind: MediaKind, value: str) -> Media:
    """The file that a field means: uploaded with the request, or sent before.

    Args:
        value: "attach://name", the name of an upload, a file id or a URL.
    """
    name = value.removeprefix("attach://") if value.startswith("attach://") else kind
    upload = params.uploads.get(name)
    if upload is not None and (not value or value.startswith("attach://")):
        return media_of(kind, store(files, kind, upload))
    if not value or value.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):  # nothing leaves this machine
        raise bad_request("failed to get HTTP URL content")
    file = files.stored.get(value)
    if file is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if not file.id.startswith(f"playground-{kind}"):
        raise bad_request(f"can't use file of type {file.id.split('-')[1]} as {kind}")
    return media_of(kind, file)


def store(files: Files, kind: MediaKind, upload: Upload) -> StoredFile:
    """Keep an upload within Telegram's limits."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > (MAX_PHOTO if kind == "photo" else MAX_DOCUMENT):
        raise ApiError(413, "Request Entity Too Large")
    return files.add(kind, upload)
