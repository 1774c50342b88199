"""Texts and their entities, drawn as Telegram counts them, and never run."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_text_is_never_markup(scene: Scene) -> None:
    page = await scene.opens()
    said = await scene.says("<img src=x onerror=alert(1)> & <b>bold</b>")
    await expect(scene.message(said).locator(".body")).to_contain_text(
        "<img src=x onerror=alert(1)> & <b>bold</b>"
    )
    assert await page.locator(".body img, .body b").count() == 0


async def test_entities_are_counted_in_utf16_units(scene: Scene) -> None:
    await scene.opens()
    said = await scene.says(
        "👋🏽 <b>Hello <i>you</i></b>, <code>x</code> and <tg-spoiler>boo</tg-spoiler>", parse_mode="HTML"
    )
    body = scene.message(said).locator(".body")
    await expect(body.locator("b")).to_have_text("Hello you")
    await expect(body.locator("b i")).to_have_text("you")
    await expect(body.locator("code")).to_have_text("x")
    await body.locator(".spoiler").press("Enter")
    await expect(body.locator(".spoiler")).to_have_class("spoiler open")


RICH = """async ([text, entities]) => {
  const { richText } = await import("/sandbox/page/entities.js");
  const box = document.createElement("div");
  box.append(...richText(text, entities));
  return box.innerHTML;
}"""


def bold(offset: int, length: int, kind: str = "bold") -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length}


async def test_entities_nest_cross_and_end_lines(scene: Scene) -> None:
    page = await scene.opens()
    for text, entities, expected in [
        ("abcdef", [bold(0, 4), bold(2, 4, "italic")], "<b>ab<i>cd</i></b><i>ef</i>"),
        ("abc", [bold(0, 3), bold(0, 3, "italic"), bold(1, 1, "underline")], "<b><i>a<u>b</u>c</i></b>"),
        ("a\nb\nc", [bold(2, 1, "blockquote")], 'a\n<blockquote dir="auto">b</blockquote>c'),
        ("abc", [bold(1, 99)], "a<b>bc</b>"),
        ("abc", [bold(1, 1, "not_invented_yet")], "abc"),
    ]:
        assert await page.evaluate(RICH, [text, entities]) == expected


async def test_a_link_that_is_not_for_the_web_is_no_link(scene: Scene) -> None:
    page = await scene.opens()
    for address in ("javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "tg://user?id=1"):
        link = bold(0, 1, "text_link")
        assert "<a" not in await page.evaluate(RICH, ["x", [link | {"url": address}]])
        assert "<a" in await page.evaluate(RICH, ["x", [link | {"url": "https://example.org"}]])


async def test_a_moment_is_told_in_the_readers_zone(scene: Scene) -> None:
    page = await scene.opens()
    noon = {
        "type": "date_time",
        "offset": 3,
        "length": 4,
        "unix_time": 1_800_014_400,
        "date_time_format": "wt",
    }
    assert ">Friday 13:00</time>" in await page.evaluate(RICH, ["At noon", [noon]])
