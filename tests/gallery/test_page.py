"""The page is whole: every question and command is on it, every link leads somewhere, a browser shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.chat.features import ROUTES
from bot.content import Pack
from bot.gallery.page import page, write
from bot.gallery.scenes import Played
from tests.support.chromium import chromium

MOST = 15_000_000  # bytes
CUT_OFF = "keys => keys.filter(key => key.scrollWidth > key.clientWidth + 1).map(key => key.textContent)"


@pytest.fixture(scope="session")
def html(whole: Played, pack: Pack) -> str:
    return page(whole, pack, pack.texts["en"])


def test_every_question_flow_and_command_is_on_it(html: str) -> None:
    for flow, each in ROUTES.flows.items():
        assert f'id="way-{flow}"' in html
        assert all(f"<code>{flow}/{question}</code>" in html for question in each.questions)
    assert all(f">{question}</a>" in html for question in ROUTES.questions)
    assert all(f'<dt id="typed-{command}">/{command}</dt><dd><a' in html for command in ROUTES.commands)


def test_every_exercise_and_lesson_is_on_it(html: str, pack: Pack) -> None:
    for slug in pack.library:
        assert html.count(f'data-picture="{slug}"') >= 6
        assert f'"{slug}": "data:image/webp;base64,' in html
    assert all(f'id="learn-{slug}"' in html for slug in pack.lessons)


def test_every_link_leads_somewhere_on_it_but_for_those_that_a_screen_has(html: str, whole: Played) -> None:
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'\bhref="([^"]+)"', html))
    away = {link for link in links if link.removeprefix("#") not in ids}
    assert all(any(f'href="{link}"' in scene.screen.text for scene in whole.scenes) for link in away)


def test_it_is_one_file(html: str) -> None:
    """Nothing is fetched from anywhere."""
    assert not re.search(r"<link|\bsrc=|@import|url\(['\"]?http", html)


def test_every_button_is_a_link(html: str) -> None:
    assert '<span class="key"' not in html


def test_it_is_small(html: str) -> None:
    assert len(html.encode()) < MOST


async def test_a_browser_shows_it(html: str, tmp_path: Path) -> None:
    path = tmp_path / "gallery.html"
    write(html, path)
    async with chromium() as browser:
        tab = await browser.new_page(viewport={"width": 1500, "height": 1000})
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        await tab.goto(path.as_uri())
        first = tab.locator("#start-sites")
        await first.locator("a.key", has_text="Low back").first.click()
        assert "#start-sites" in tab.url
        boxes = [await each.bounding_box() for each in await first.locator(".phone").all()]
        assert [box["width"] for box in boxes if box] == [390, 390]
        assert await tab.locator(".key").evaluate_all(CUT_OFF) == []
        assert wrong == []
