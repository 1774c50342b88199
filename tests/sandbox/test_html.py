"""The HTML parse mode and the entities Telegram finds by itself."""

from typing import Any

import pytest

from bot.sandbox import Human
from bot.sandbox.entities import cut, detect, units
from bot.sandbox.html import parse_html
from bot.sandbox.refusals import RefusedError
from tests.sandbox.conftest import HttpBot


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>", "a", [("bold", "a")]),
        ("😀<i>b</i>", "😀b", [("italic", "b")]),
        ("<b>a<i>b</i></b>c", "abc", [("italic", "b"), ("bold", "ab")]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", None),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39;", 'a <b> & "c" \'', []),
        ("&nbsp; &copy;", "&nbsp; &copy;", []),
        ("1 & 2", "1 & 2", []),
        ("a > b", "a > b", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", "x")]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", "x")]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", "x")]),
        ("<B >a</b >", "a", [("bold", "a")]),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [("bold", "a")]),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, entities: list[Any] | None) -> None:
    plain, found = parse_html(source)
    assert plain == text
    if entities is not None:
        assert [(one["type"], cut(plain, one)) for one in found] == entities


@pytest.mark.parametrize(
    ("source", "extra"),
    [
        ("<a href='https://example.org/?a=1&amp;b=2'>x</a>", {"url": "https://example.org/?a=1&b=2"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<pre>x</pre>", {"type": "pre"}),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            {"custom_emoji_id": "5368324170671202286"},
        ),
        ('<tg-time unix="1647531900" format="wDT">x</tg-time>', {"unix_time": 1647531900}),
    ],
)
def test_a_tag_says_more(source: str, extra: dict[str, Any]) -> None:
    _, found = parse_html(source)
    assert len(found) == 1
    assert extra.items() <= found[0].items()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ä<c>x</c>", 'Unsupported start tag "c" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>y</a>', 'Unclosed start tag "a" at byte offset 0'),
        (
            "<b hidden>x</b>",
            'Expected equal sign in declaration of an attribute of the tag "b" at byte offset 0',
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<!-- note -->", 'Unsupported start tag "!--" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(source: str, why: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


def test_length_is_counted_in_utf16_units() -> None:
    assert [units(text) for text in ("", "a", "é", "😀", "👩‍⚕️")] == [0, 1, 1, 2, 5]


def test_commands_links_and_mentions_are_found_by_themselves() -> None:
    text = "/start@back_coach_bot see https://example.org/a, ask @somebody #back 1/2"
    found = [(one["type"], cut(text, one)) for one in detect(text, [])]
    assert found == [
        ("bot_command", "/start@back_coach_bot"),
        ("url", "https://example.org/a"),
        ("mention", "@somebody"),
        ("hashtag", "#back"),
    ]


def test_nothing_is_found_inside_code_and_links() -> None:
    text, marked = parse_html('<code>/start</code> <a href="https://example.org">/help</a> <b>/today</b>')
    assert [cut(text, one) for one in detect(text, marked) if one["type"] == "bot_command"] == ["/today"]


async def test_space_around_a_text_is_dropped_and_entities_move_along(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="\n  a <b>b </b>\n", parse_mode="html")
    assert (sent["text"], sent["entities"]) == ("a b", [{"type": "bold", "offset": 2, "length": 1}])


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "bold", "offset": -1, "length": 2},
        {"type": "bold", "offset": 0, "length": 0},
        {"type": "loud", "offset": 0, "length": 1},
        {"type": "text_link", "offset": 0, "length": 1},
    ],
)
async def test_entities_given_by_the_bot_are_checked(
    bot: HttpBot, anna: Human, entity: dict[str, Any]
) -> None:
    good = {"type": "bold", "offset": 0, "length": 3}
    assert (await bot.does("sendMessage", chat_id=anna.id, text="😀x", entities=[good]))["entities"] == [good]
    await bot.fails("sendMessage", chat_id=anna.id, text="😀x", entities=[entity])
