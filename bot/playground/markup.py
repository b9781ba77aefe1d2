"""Telegram's HTML: a small language, read strictly and refused with a byte offset.

The tags and the four named character references are those of the Bot API's "HTML style".
"""

from dataclasses import dataclass, replace

from bot.playground.entities import Entity, utf16_length
from bot.playground.errors import ApiError, bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\v\0"
_USER_LINK = "tg://user?id="


@dataclass(frozen=True, slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    argument: str  # href, language, class or emoji id, whichever the tag has
    offset: int  # UTF-16 units of text before it


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a message in HTML style.

    Raises:
        ApiError: "can't parse entities: …", worded and placed as Telegram does.
    """
    return _Parser(markup).run()


class _Parser:
    """One pass over the markup; the text grows, open tags are a stack."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.at = 0
        self.text: list[str] = []
        self.length = 0  # UTF-16 units of text so far
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.markup):
            if self.markup[self.at] == "<":
                if self.markup.startswith("/", self.at + 1):
                    self._end_tag()
                else:
                    self._start_tag()
            else:
                self._character()
        if self.stack:
            tag = self.stack[-1].tag
            raise self._error(f'Can\'t find end tag corresponding to start tag "{tag}"')
        text = "".join(self.text)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise self._error(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        return text, [
            replace(entity, language="") if entity.type == "code" else entity
            for entity in self.entities
        ]

    def _peek(self) -> str:
        return self.markup[self.at] if self.at < len(self.markup) else ""

    def _skip_spaces(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _until(self, stop: str) -> str:
        begin = self.at
        while self._peek() and self._peek() not in stop:
            self.at += 1
        return self.markup[begin : self.at]

    def _character(self) -> None:
        character, self.at = _decode(self.markup, self.at)
        self.text.append(character)
        self.length += utf16_length(character)

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(_SPACE + ">").lower()
        if not self._peek():
            raise self._error("Unclosed start tag", begin)
        if tag not in _TYPES:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        argument = self._attributes(tag, begin)
        self.at += 1  # the ">"
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(_Open(tag, argument, self.length))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                return argument
            name = self._until(_SPACE + "=>/\"'")
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip_spaces()
            value = ""
            if self._peek() == "=":
                self.at += 1
                self._skip_spaces()
                if not self._peek():
                    raise self._error(f'Unclosed start tag "{tag}"', begin)
                value = self._attribute_value(begin)
            elif not self._peek():
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            argument = _argument(tag, name, value) or argument

    def _attribute_value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in "\"'":
            token_begin = self.at
            while self._peek().isascii() and (
                self._peek().isalnum() or self._peek() in tuple(".-")
            ):
                self.at += 1
            if self._peek() and self._peek() not in _SPACE + ">":
                raise self._error("Unexpected end of name token", token_begin)
            value = self.markup[token_begin : self.at].lower()
        else:
            self.at += 1
            pieces = []
            while self._peek() and self._peek() != quote:
                piece, self.at = _decode(self.markup, self.at)
                pieces.append(piece)
            self.at += 1
            value = "".join(pieces)
        if not self._peek():
            raise self._error("Unclosed start tag", begin)
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise self._error("Unexpected end tag", begin)
        self.at += 2
        name = self._until(_SPACE + ">").lower()
        self._skip_spaces()
        if self._peek() != ">":
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            raise self._error(
                f"Unmatched end tag at byte offset {self._byte_offset(begin)},"
                f' expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self._add(opened)

    def _add(self, opened: _Open) -> None:
        entity = Entity(_TYPES[opened.tag], opened.offset, self.length - opened.offset)
        last = self.entities[-1] if self.entities else None
        same_place = last is not None and (last.offset, last.length) == (
            entity.offset,
            entity.length,
        )
        language = (last.language if last else "") or opened.argument
        if last and same_place and language and {last.type, entity.type} == {"code", "pre"}:
            self.entities[-1] = replace(last, type="pre", language=language)
            return
        if opened.tag == "a":
            self._add_link(entity, opened.argument)
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdecimal() or int(opened.argument) == 0:
                raise self._error("Invalid custom emoji identifier specified")
            self.entities.append(replace(entity, custom_emoji_id=opened.argument))
        elif opened.tag == "blockquote" and opened.argument:
            self.entities.append(replace(entity, type="expandable_blockquote"))
        elif opened.tag == "code":  # kept for a <pre> around it, dropped at the end otherwise
            self.entities.append(replace(entity, language=opened.argument))
        else:
            self.entities.append(entity)

    def _add_link(self, entity: Entity, href: str) -> None:
        text = "".join(self.text).encode("utf-16-le")[entity.offset * 2 : entity.end * 2]
        target = href or text.decode("utf-16-le")
        if target.startswith(_USER_LINK) and target.removeprefix(_USER_LINK).isdecimal():
            user_id = int(target.removeprefix(_USER_LINK))
            self.entities.append(replace(entity, type="text_mention", user_id=user_id))
        elif url := checked_url(target):
            self.entities.append(replace(entity, url=url))

    def _byte_offset(self, index: int) -> int:
        return len(self.markup[:index].encode("utf-8", "surrogatepass"))

    def _error(self, sentence: str, index: int | None = None) -> ApiError:
        place = "" if index is None else f" at byte offset {self._byte_offset(index)}"
        return bad_request(f"can't parse entities: {sentence}{place}")


def checked_url(url: str) -> str:
    """The link as Telegram stores it, with a scheme and a path; empty if it is not one."""
    scheme, separator, rest = url.strip().partition("://")
    if not separator:
        scheme, rest = "http", url.strip()
    if scheme.lower() not in {"http", "https", "tg", "ton"} or not rest or " " in rest:
        return ""
    if scheme.lower() in {"tg", "ton"}:
        return f"{scheme.lower()}://{rest}"
    host_end = min((rest.find(c) for c in "/?#" if c in rest), default=len(rest))
    host, path = rest[:host_end].lower(), rest[host_end:]
    if "." not in host.split(":")[0].strip("."):
        return ""
    return f"{scheme.lower()}://{host}{path if path.startswith('/') else '/' + path}"


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "tg-emoji", "emoji-id":
            return value
        case "blockquote", "expandable":
            return "1"
    return ""


def _decode(markup: str, at: int) -> tuple[str, int]:
    """One character of text and the index after it; unknown references stay as written."""
    if markup[at] != "&":
        return markup[at], at + 1
    end = at + 1
    code = 0
    if markup.startswith("#x", end):
        end = _span(markup, end + 2, "0123456789abcdefABCDEF")
        code = int(markup[at + 3 : end] or "0", 16)
    elif markup.startswith("#", end):
        end = _span(markup, end + 1, "0123456789")
        code = int(markup[at + 2 : end] or "0")
    else:
        while end < len(markup) and markup[end].isascii() and markup[end].isalpha():
            end += 1
        code = ord(_NAMED.get(markup[at + 1 : end], "\0"))
    if code == 0 or code >= 0x10FFFF or (markup.startswith("#", at + 1) and end - at >= 10):
        return "&", at + 1
    return chr(code), end + 1 if markup.startswith(";", end) else end


def _span(markup: str, at: int, allowed: str) -> int:
    while at < len(markup) and markup[at] in allowed:
        at += 1
    return at
