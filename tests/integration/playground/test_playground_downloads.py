"""What people and bots have sent is looked at or kept: a browser never runs it."""

import struct
import zlib

import httpx
import pytest
from telegram.ext import ExtBot

from bot.playground import Person, World
from bot.playground.files import StoredFile


def png() -> bytes:
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", b""),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


SCRIPT = b"<script>alert(1)</script>"
SENT = {
    "page.html": ("text/html", SCRIPT),
    "page.xhtml": ("application/xhtml+xml", SCRIPT),
    "picture.svg": ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
    "feed.xml": ("text/xml", b"<?xml-stylesheet href='x'?><a/>"),
    "code.js": ("text/javascript", b"alert(1)"),
    "sheet.css": ("text/css", b"* {}"),
    "paper.pdf": ("application/pdf", b"%PDF-1.4"),
    "ratings.csv": ("text/csv", b"Name,Rating\n" + SCRIPT),
    "mail.mht": ("multipart/related", SCRIPT),
    "no type": ("", SCRIPT),
    "evil\r\nSet-Cookie: a=b.html": ("text/html", SCRIPT),
    'quote".html': ("text/html; charset=utf-7", SCRIPT),
    "фильм — 🎬.html": ("text/html", SCRIPT),
    "almost.png": ("image/png", b"\x89PNG" + SCRIPT),
}


async def download(bot: ExtBot[None], stored: StoredFile) -> httpx.Response:
    """By the way of bots, which is on the same address as the page."""
    file = await bot.get_file(stored.id)
    assert file.file_path is not None
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(file.file_path)


@pytest.mark.parametrize("name", SENT)
async def test_files_are_downloads(
    bot: ExtBot[None], world: World, ada: Person, address: str, name: str
) -> None:
    kind, content = SENT[name]
    ada.sends_document(name, content, content_type=kind)
    (stored,) = world.files.stored.values()
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        on_page = await client.get(f"/api/files/{stored.id}")
    for answer in (await download(bot, stored), on_page):
        assert answer.status_code == 200
        assert answer.content == content
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers


async def test_pictures_are_looked_at_as_what_they_are(
    bot: ExtBot[None], world: World, ada: Person
) -> None:
    ada.sends_document("really a picture.html", png() + SCRIPT, content_type="text/html")
    ada.sends_photo(png())
    for stored in world.files.stored.values():
        answer = await download(bot, stored)
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-disposition" not in answer.headers
