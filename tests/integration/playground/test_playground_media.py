"""Photos, documents, albums, copies: what they are and what Telegram refuses."""

import struct
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.playground import Person, World, person
from bot.playground.images import Size, picture_size

Bot = ExtBot[None]
Refused = Callable[[type[TelegramError], str], AbstractContextManager[None]]


def png(width: int = 200, height: int = 300) -> bytes:
    """As much of a picture as anyone here looks at."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x06\0\0\0"


async def test_photo_travels_both_ways(bot: Bot, ada: Person) -> None:
    message = await bot.send_photo(ada.id, png(), caption="<b>Heat</b>", parse_mode="HTML")
    photo = message.photo[-1]
    assert (photo.width, photo.height, photo.file_size) == (200, 300, len(png()))
    assert message.caption_html == "<b>Heat</b>"
    file = await photo.get_file()
    assert await file.download_as_bytearray() == png()
    again = await bot.send_photo(ada.id, photo.file_id)
    assert again.photo[-1].file_unique_id == photo.file_unique_id


async def test_document_from_a_person_can_be_downloaded(bot: Bot, ada: Person) -> None:
    ada.sends_document("ratings.csv", b"title,stars\n", "my films", content_type="text/csv")
    (update,) = await bot.get_updates()
    assert update.message is not None
    document = update.message.document
    assert document is not None
    assert (document.file_name, document.mime_type) == ("ratings.csv", "text/csv")
    assert update.message.caption == "my films"
    assert await (await document.get_file()).download_as_bytearray() == b"title,stars\n"


async def test_photo_from_a_person(bot: Bot, ada: Person) -> None:
    ada.sends_photo(png(10, 20))
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.photo[-1].width == 10


async def test_files_are_only_where_get_file_says(
    bot: Bot, world: World, ada: Person, address: str, refused: Refused
) -> None:
    message = await bot.send_document(ada.id, b"x", filename="a.txt")
    assert message.document is not None
    (stored,) = world.files.stored.values()
    url = f"{address}/file/bot{bot.token}"
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{url}/{stored.path}")).status_code == 404
        path = (await message.document.get_file()).file_path
        assert path == f"{url}/{stored.path}"
        assert (await client.get(path)).content == b"x"
        assert (await client.get(f"{address}/file/bot1:x/{stored.path}")).is_error
    with refused(BadRequest, "Invalid file_id"):
        await bot.get_file("nothing")


async def test_large_documents_from_people_cannot_be_fetched(
    bot: Bot, ada: Person, refused: Refused
) -> None:
    ada.sends_document("big.zip", bytes(20 * 1024 * 1024 + 1))
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    with refused(BadRequest, "File is too big"):
        await update.message.document.get_file()


async def test_what_is_no_photo(bot: Bot, ada: Person, refused: Refused) -> None:
    with refused(BadRequest, "Image_process_failed"):
        await bot.send_photo(ada.id, b"not a picture")
    with refused(BadRequest, "Photo_invalid_dimensions"):
        await bot.send_photo(ada.id, png(9000, 1001))
    with refused(BadRequest, "Photo_invalid_dimensions"):
        await bot.send_photo(ada.id, png(2100, 100))
    with refused(BadRequest, "File must be non-empty"):
        await bot.send_document(ada.id, b"", filename="empty.txt")
    with refused(BadRequest, "There is no photo in the request"):
        await bot.send_photo(ada.id, "")
    with refused(BadRequest, "Failed to get HTTP URL content"):
        await bot.send_photo(ada.id, "https://example.org/poster.jpg")
    with refused(BadRequest, "Wrong remote file identifier specified: Wrong string length"):
        await bot.send_photo(ada.id, "AgADBAAD")
    with refused(BadRequest, "Message caption is too long"):
        await bot.send_photo(ada.id, png(), caption="x" * 1025)
    document = await bot.send_document(ada.id, b"x", filename="a.txt")
    assert document.document is not None
    with refused(BadRequest, "Can't use file of type document as photo"):
        await bot.send_photo(ada.id, document.document.file_id)
    with pytest.raises(NetworkError, match="Too Large"):
        await bot.send_photo(ada.id, png() + bytes(10 * 1024 * 1024))


async def test_albums(bot: Bot, ada: Person, refused: Refused) -> None:
    album = await bot.send_media_group(
        ada.id, [InputMediaPhoto(png(), caption="one"), InputMediaPhoto(png(5, 5))]
    )
    assert album[0].media_group_id == album[1].media_group_id
    assert [message.caption for message in album] == ["one", None]
    file_id = album[0].photo[-1].file_id
    with refused(BadRequest, "Too many messages to send as an album"):
        await bot.send_media_group(ada.id, [InputMediaPhoto(file_id)] * 11)
    with refused(BadRequest, "Document can't be mixed with other media types"):
        await bot.send_media_group(
            ada.id, [InputMediaPhoto(file_id), InputMediaDocument(b"x", filename="a.txt")]
        )


async def test_captions_and_media_can_be_edited(bot: Bot, ada: Person, refused: Refused) -> None:
    message = await bot.send_photo(ada.id, png(), caption="one")
    edited = await message.edit_caption("two")
    assert not isinstance(edited, bool)
    assert edited.caption == "two"
    with refused(
        BadRequest,
        "Message is not modified: specified new message content and reply markup are exactly the"
        " same as a current content and reply markup of the message",
    ):
        await message.edit_caption("two")
    with refused(BadRequest, "There is no text in the message to edit"):
        await message.edit_text("three")
    changed = await message.edit_media(InputMediaPhoto(png(7, 7), caption="four"))
    assert not isinstance(changed, bool)
    assert (changed.photo[-1].width, changed.caption) == (7, "four")
    text = await bot.send_message(ada.id, "x")
    with refused(BadRequest, "There is no caption in the message to edit"):
        await text.edit_caption("y")


async def test_forwards_name_the_origin_and_copies_do_not(
    bot: Bot, ada: Person, world: World, refused: Refused
) -> None:
    bob = person(world, "Bob")
    bob.says("/start")
    said = ada.says("listen /all").message
    assert said is not None
    forwarded = await bot.forward_message(bob.id, ada.id, said.id)
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.to_dict()["sender_user"]["first_name"] == "Ada"
    assert forwarded.text == "listen /all"
    copied = await bot.copy_message(bob.id, ada.id, said.id)
    copy = world.find(bob.id, copied.message_id)
    assert copy is not None
    assert (copy.text, copy.forward) == ("listen /all", None)
    photo = await bot.send_photo(ada.id, png(), caption="one")
    again = await bot.copy_message(bob.id, ada.id, photo.id, caption="two")
    recaptioned = world.find(bob.id, again.message_id)
    assert recaptioned is not None
    assert recaptioned.text == "two"
    ids = await bot.copy_messages(bob.id, ada.id, [said.id, 999, photo.id])
    assert len(ids) == 2
    with refused(BadRequest, "Message to forward not found"):
        await bot.forward_message(bob.id, ada.id, 999)
    with refused(BadRequest, "Message to copy not found"):
        await bot.copy_message(bob.id, ada.id, 999)
    with refused(BadRequest, "Message can't be edited"):
        await forwarded.edit_text("mine")


async def test_deleting_several(bot: Bot, ada: Person, world: World) -> None:
    ids = [(await bot.send_message(ada.id, text)).id for text in "ab"]
    assert await bot.delete_messages(ada.id, [*ids, 999])
    assert all(world.find(ada.id, message_id) is None for message_id in ids)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(3, 4), Size(3, 4)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), Size(3, 4)),
        (
            b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08" + struct.pack(">HH", 4, 3) + b"\x03",
            Size(3, 4),
        ),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x02\0\0\x03\0\0", Size(3, 4)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 2 | 3 << 14), Size(3, 4)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 3, 4), Size(3, 4)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8", None),
        (b"hello", None),
    ],
)
def test_picture_sizes(content: bytes, size: Size | None) -> None:
    assert picture_size(content) == size
