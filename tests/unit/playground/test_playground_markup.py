"""Telegram's HTML, read as Telegram reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import Entity
from bot.playground.errors import ApiError
from bot.playground.markup import checked_url, parse_html


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("", "", []),
        ("&lt;&gt;&amp;&quot;&nbsp;&copy", '<>&"&nbsp;&copy', []),
        ("&#65;&#x42;&#67 &#0;&#99999999;", "ABC &#0;&#99999999;", []),
        ("a<b></b>", "a", []),
        ("🎬<b>é🎬</b>", "🎬é🎬", [Entity("bold", 2, 3)]),
        ("<STRONG>a</strong ><em>b</>", "ab", [Entity("bold", 0, 1), Entity("italic", 1, 1)]),
        ("<b data-x = 'y' z>a</b>", "a", [Entity("bold", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [Entity("spoiler", 0, 1)]),
        ("<span class='tg-spoiler'>a</span>", "a", [Entity("spoiler", 0, 1)]),
        (
            "<a href='x.org?a=&quot;'>a</a>",
            "a",
            [Entity("text_link", 0, 1, url='http://x.org/?a="')],
        ),
        ("<a>x.org</a>", "x.org", [Entity("text_link", 0, 5, url="http://x.org/")]),
        ("<a href='nonsense'>a</a>", "a", []),
        ("<a href='tg://user?id=7'>a</a>", "a", [Entity("text_mention", 0, 1, user_id=7)]),
        ("<pre>a</pre>", "a", [Entity("pre", 0, 1)]),
        ("<code class='language-py'>a</code>", "a", [Entity("code", 0, 1)]),
        (
            "<pre><code class='language-py'>a</code></pre>",
            "a",
            [Entity("pre", 0, 1, language="py")],
        ),
        (
            "<code class='language-py'><pre>a</pre></code>",
            "a",
            [Entity("pre", 0, 1, language="py")],
        ),
        ("<blockquote>a</blockquote>", "a", [Entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [Entity("expandable_blockquote", 0, 1)]),
        (
            "<tg-emoji emoji-id='5'>🎬</tg-emoji>",
            "🎬",
            [Entity("custom_emoji", 0, 2, custom_emoji_id="5")],
        ),
    ],
)
def test_markup_becomes_text_and_entities(markup: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(markup) == (text, entities)


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ("🎬&lt;<abc", "Unclosed start tag at byte offset 8"),
        ("🎬<abc def>", 'Unsupported start tag "abc" at byte offset 4'),
        ("<b =a>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
        ("<b a =", 'Unclosed start tag "b" at byte offset 0'),
        ("<b a=x,>", "Unexpected end of name token at byte offset 5"),
        ("<b a='x>", "Unclosed start tag at byte offset 0"),
        ("<i>a</i  ", "Unclosed end tag at byte offset 4"),
        ("<i>a</em >", 'Unmatched end tag at byte offset 4, expected "</i>", found "</em>"'),
        ("<b><i>a</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<tg-emoji emoji-id='x'>🎬</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xD83C;",
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units",
        ),
    ],
)
def test_refusals_name_the_byte(markup: str, sentence: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(markup)
    assert refusal.value.description == f"Bad Request: can't parse entities: {sentence}"


@given(st.text("<>/&;=b'\"# aé🎬\n\0"))
def test_any_text_is_parsed_or_refused(markup: str) -> None:
    try:
        text, entities = parse_html(markup)
    except ApiError:
        return
    units = len(text.encode("utf-16-le")) // 2
    assert all(0 <= entity.offset < entity.end <= units for entity in entities)


@pytest.mark.parametrize(
    ("given_url", "url"),
    [
        ("telegram.org", "http://telegram.org/"),
        ("HTTPS://Example.org/A?b#c", "https://example.org/A?b#c"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("javascript://x.org", ""),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_links_are_stored_with_scheme_and_path(given_url: str, url: str) -> None:
    assert checked_url(given_url) == url
