"""The page as a thing to look at and to live with: sizes, colours, scrolling, clock, people, breaks."""

import asyncio
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Route, expect

from bot.sandbox import Sandbox
from tests.sandbox.page.scene import (
    BERLIN,
    CAPTION,
    DESK,
    PHONE,
    PLAYER,
    SCORES,
    SMALL,
    HandClock,
    Scene,
    buttons,
    gif,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_the_first_visitor_becomes_somebody(browser: Browser) -> None:
    sandbox = Sandbox(HandClock(datetime(2027, 1, 15, 9, tzinfo=BERLIN)))
    await sandbox.start()
    page = await browser.new_page(locale="de-DE")
    await page.goto(sandbox.url)
    await expect(page.locator("#start")).to_be_visible()
    [person] = sandbox.people.values()
    assert person.user["language_code"] == "de"
    await page.close()
    await sandbox.stop()


async def test_a_whole_exercise_fits_a_phone(scene: Scene) -> None:
    page = await scene.opens(PHONE)
    said = await scene.shows(gif(), CAPTION, PLAYER)
    await expect(scene.message(said).get_by_role("button", name="It hurts")).to_be_in_viewport(ratio=1)
    edges = "e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]"
    (top, bottom), (first, last) = [
        await e.evaluate(edges) for e in (scene.message(said), page.locator("#log"))
    ]
    assert first <= top < bottom <= last


@pytest.mark.parametrize("size", [PHONE, SMALL])
async def test_eleven_scores_fit_two_rows(scene: Scene, size: tuple[int, int]) -> None:
    page = await scene.opens(size)
    said = await scene.says("How sore?", reply_markup=buttons(*SCORES))
    await expect(scene.message(said)).to_be_visible()
    cut = "b => b.scrollWidth > b.clientWidth || b.clientHeight < 40 || b.clientWidth < 40"
    assert await page.eval_on_selector_all("button.inline", f"all => all.filter({cut}).length") == 0
    assert await page.evaluate("document.scrollingElement.scrollWidth") <= size[0]


async def test_a_reader_further_up_is_told_and_left_alone(scene: Scene) -> None:
    for number in range(40):
        scene.anna.says(f"line {number}")
    page = await scene.opens()
    await expect(page.get_by_text("line 39")).to_be_in_viewport()
    await page.locator("#log").hover()
    await page.mouse.wheel(0, -900)
    await expect(page.get_by_text("line 39")).not_to_be_in_viewport()
    before = await page.eval_on_selector("#log", "log => log.scrollTop")
    said = await scene.says("news")
    await expect(page.locator("#down")).to_have_attribute("data-unread", "1")
    assert await page.eval_on_selector("#log", "log => log.scrollTop") == before
    await page.click("#down")
    await expect(scene.message(said)).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_tomorrow_is_the_browsers_tomorrow(scene: Scene, size: tuple[int, int]) -> None:
    page = await scene.opens(size)
    await expect(page.locator("#clock")).to_have_text("Fri 09:00")
    if size == PHONE:
        await page.click("#controls")
    await page.click("#tomorrow")
    await expect(page.locator("#clock")).to_have_text("Sat 08:00")
    assert scene.clock.moment == datetime(2027, 1, 16, 8, tzinfo=BERLIN).astimezone(UTC)
    said = await scene.says("Good morning")
    await expect(scene.message(said).locator(".meta time")).to_have_text("08:00")
    await expect(page.locator(".day").last).to_have_text("Saturday 16 January")


async def test_after_a_break_the_page_catches_up_by_itself(scene: Scene) -> None:
    page = await scene.opens()
    port = int(scene.sandbox.url.rsplit(":", 1)[1])
    await scene.sandbox.stop()
    await expect(page.locator("#status")).to_have_text("connecting")
    missed = scene.anna.says("sent from another phone")
    await scene.sandbox.start(port=port)
    await expect(scene.message(missed["message_id"])).to_be_visible(timeout=15_000)
    await expect(page.locator("#status")).to_have_text("bot")


LINE = (
    "window.EventSource = class extends EventSource { constructor(url) { super(url); window.line = this; } }"
)


async def test_of_two_readings_the_later_counts_and_the_picture_runs_on(scene: Scene) -> None:
    """The line broke again while the page still read what it had missed."""
    await scene.page.add_init_script(LINE)
    page = await scene.opens()
    asked, shown = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        answer = await route.fetch()
        asked.set()
        await shown.wait()
        await route.fulfill(response=answer)

    await page.route("**/chat", slowly, times=1)
    await page.evaluate("void line.onopen()")
    await asked.wait()
    await page.evaluate("void line.onopen()")
    said = await scene.shows(gif(), CAPTION, PLAYER)
    await scene.watches(said)
    async with page.expect_response("**/chat"):
        shown.set()
    await scene.still_watches(said)
    after = await scene.says("and on")
    await expect(scene.message(after)).to_be_visible()
    await scene.still_watches(said)


async def test_a_line_that_is_refused_and_taken_up_again_keeps_the_picture_and_the_draft(
    scene: Scene,
) -> None:
    await scene.page.add_init_script(LINE)
    page = await scene.opens()
    said = await scene.shows(gif(), CAPTION, PLAYER)
    await scene.watches(said)
    await page.fill("#composer", "half a sen")
    await page.evaluate("line.close(); line.onerror();")
    await expect(page.locator("#status")).to_have_text("connecting")
    missed = scene.anna.says("sent from another phone")
    await expect(scene.message(missed["message_id"])).to_be_visible()
    await scene.still_watches(said)
    await expect(page.locator("#composer")).to_have_value("half a sen")


async def test_everyone_has_their_own_chat(scene: Scene) -> None:
    page = await scene.opens(DESK)
    await page.click("text=Add someone")
    await page.fill("#add-person [name=name]", "Ben")
    await page.select_option("#language", "de")
    await page.click("#add-person button")
    await expect(page.locator("#start")).to_be_visible()
    await expect(page.locator(".message")).to_have_count(0)
    assert [human.user["first_name"] for human in scene.sandbox.people.values()] == ["Anna", "Ben"]
    await page.get_by_role("button", name="Anna").click()
    await expect(page.locator("[data-from=me]")).to_contain_text("/start")


async def test_a_person_can_block_the_bot_and_come_back(scene: Scene) -> None:
    page = await scene.opens()
    await page.click("#controls")
    await page.click("#block")
    await expect(page.locator("#composer")).to_be_hidden()
    assert scene.anna.blocked
    await page.click("#unblock")
    await expect(page.locator("#composer")).to_be_visible()
    assert not scene.anna.blocked


CONTRAST = """selectors => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] > 250 ? own : behind(element.parentElement);
  };
  return selectors.flatMap(selector => [...document.querySelectorAll(selector)].map(element => {
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    return [selector, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  }));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_words_can_be_read(scene: Scene, scheme: str) -> None:
    """WCAG 2.2 AA asks for a contrast of 4.5 between text and what is behind it."""
    page = await scene.opens(DESK)
    await page.evaluate("scheme => document.documentElement.dataset.theme = scheme", scheme)
    keys = [
        [{"text": s, "callback_data": s, "style": s} for s in ("primary", "success", "danger")],
        *buttons(["x"])["inline_keyboard"],
    ]
    await scene.says(
        "<b>Hi</b> /today <code>x</code> @friend", parse_mode="HTML", reply_markup={"inline_keyboard": keys}
    )
    await expect(page.locator(".inline")).to_have_count(4)
    words = [
        ".body",
        ".body code",
        ".command",
        ".mention",
        ".meta time",
        ".inline",
        ".day span",
        "#status",
        "#clock",
        "#tomorrow",
    ]
    words += [
        "#hour",
        "#block",
        ".person b",
        ".person small",
        ".hint",
        ".sheet h3",
        "#composer",
        ".segments span",
    ]
    found = await page.evaluate(CONTRAST, words)
    assert {selector for selector, _ in found} == set(words)
    assert [pair for pair in found if pair[1] < 4.5] == []


async def test_a_sandbox_that_forgot_everybody_greets_somebody_new(scene: Scene) -> None:
    page = await scene.opens()
    await scene.sandbox.stop()
    await expect(page.locator("#status")).to_have_text("connecting")
    another = Sandbox(scene.clock)
    await another.start(port=int(scene.sandbox.url.rsplit(":", 1)[1]))
    another.add_person(person_id=42, first_name="Ben")
    await expect(page.locator("#start")).to_be_visible(timeout=15_000)
    await another.stop()
