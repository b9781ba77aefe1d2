"""Photos, documents and albums: sending them, changing them, fetching what people sent."""

from dataclasses import replace

from bot.playground import render
from bot.playground.errors import bad_request
from bot.playground.files import MAX_DOWNLOAD
from bot.playground.json_types import as_list, as_object, as_text
from bot.playground.keyboards import inline_markup
from bot.playground.media import Media, read_media
from bot.playground.methods.access import writable_chat
from bot.playground.methods.messages import count_flood, editable, reply_target, revise, send
from bot.playground.methods.registry import Answer, method
from bot.playground.model import Message
from bot.playground.params import Params
from bot.playground.text import FormattedText, caption
from bot.playground.world import World

MAX_ALBUM = 10


@method("sendPhoto")
async def send_photo(world: World, params: Params) -> Answer:
    """sendPhoto."""
    media = read_media(world.files, params, "photo", params.text("photo"))
    draft = Message(world.bot.id, caption(params), media=media)
    return render.message(world, send(world, params, draft))


@method("sendDocument")
async def send_document(world: World, params: Params) -> Answer:
    """sendDocument."""
    media = read_media(world.files, params, "document", params.text("document"))
    draft = Message(world.bot.id, caption(params), media=media)
    return render.message(world, send(world, params, draft))


@method("sendMediaGroup")
async def send_media_group(world: World, params: Params) -> Answer:
    """sendMediaGroup: an album of photos, or of documents."""
    items = as_list(params.json("media", "media"))
    if items is None:
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    parts = [_input_media(world, params, item) for item in items]
    if len({media.kind for media, _ in parts}) > 1:
        raise bad_request("document can't be mixed with other media types")
    chat = writable_chat(world, params)
    target = reply_target(world, chat, params)
    count_flood(world, chat, len(parts))
    album = f"{world.ids.large()}"
    drafts = [
        Message(world.bot.id, text, media=media, reply_to=target, album=album)
        for media, text in parts
    ]
    return [render.message(world, world.post(chat, draft)) for draft in drafts]


@method("editMessageCaption")
async def edit_message_caption(world: World, params: Params) -> Answer:
    """editMessageCaption."""
    keyboard = inline_markup(params)
    body = caption(params)
    message = editable(world, params)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    return revise(world, params, message, replace(message, body=body), keyboard)


@method("editMessageMedia")
async def edit_message_media(world: World, params: Params) -> Answer:
    """editMessageMedia: another file and caption, also where only text was."""
    keyboard = inline_markup(params)
    media, body = _input_media(world, params, params.json("media", "media"))
    message = editable(world, params)
    if message.poll_id:
        raise bad_request("message can't be edited")
    if message.album and message.media is not None and message.media.kind != media.kind:
        raise bad_request("message content type can't be changed")
    new = replace(message, media=media, body=body, preview="")
    return revise(world, params, message, new, keyboard)


@method("getFile")
async def get_file(world: World, params: Params) -> Answer:
    """getFile: where a file can be downloaded."""
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    file = world.files.stored.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file.to_dict() | {"file_path": world.files.open(file)}


def _input_media(world: World, params: Params, value: object) -> tuple[Media, FormattedText]:
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse InputMedia: expected an Object")
    kind, source = as_text(item.get("type")), as_text(item.get("media"))
    if not source:
        raise bad_request("can't parse InputMedia: media not found")
    text = caption(Params.of(item))
    if kind == "photo":
        return read_media(world.files, params, "photo", source), text
    if kind == "document":
        return read_media(world.files, params, "document", source), text
    raise bad_request(f'can\'t parse InputMedia: type must be photo or document, not "{kind}"')
