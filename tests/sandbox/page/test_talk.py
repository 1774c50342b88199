"""What a person and a bot can do to each other on the page."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.sandbox.page.scene import CAPTION, PLAYER, SCORES, Scene, buttons, gif

pytestmark = pytest.mark.asyncio(loop_scope="package")

LATE = """window.EventSource = class extends EventSource {
  set onmessage(hear) { super.onmessage = event => setTimeout(() => hear(event), %d); }
}"""


async def test_an_empty_chat_says_what_the_bot_can_do_and_offers_start(scene: Scene) -> None:
    await scene.bot("setMyDescription", description="One short session a day.")
    scene.anna.clears_chat()
    page = await scene.opens()
    await expect(page.locator("#intro")).to_contain_text("One short session a day.")
    await expect(page.locator("#composer")).to_be_hidden()
    await page.click("#start")
    await expect(page.locator("[data-from=me]")).to_contain_text("/start")
    await expect(page.locator("#composer")).to_be_visible()
    assert (await scene.hears("message"))["text"] == "/start"


async def test_what_is_typed_is_sent_and_what_the_bot_says_appears(scene: Scene) -> None:
    page = await scene.opens()
    await page.fill("#composer", "my back hurts")
    await page.press("#composer", "Enter")
    await expect(page.locator("[data-from=me]").last).to_contain_text("my back hurts")
    await expect(page.locator("#composer")).to_have_value("")
    await scene.hears("message")
    assert (await scene.hears("message"))["text"] == "my back hurts"
    said = await scene.says("Since when?")
    await expect(scene.message(said)).to_have_attribute("data-from", "bot")
    await expect(scene.message(said).locator(".meta time")).to_have_text("09:00")


async def test_a_press_waits_for_its_answer_which_is_a_toast(scene: Scene) -> None:
    page = await scene.opens()
    said = await scene.says("How sore?", reply_markup=buttons(*SCORES))
    button = scene.message(said).get_by_role("button", name="3", exact=True)
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    query = await scene.hears("callback_query")
    assert query["data"] == "c:3"
    await scene.bot("answerCallbackQuery", callback_query_id=query["id"], text="Noted: 3")
    await expect(page.locator("#toast")).to_have_text("Noted: 3")
    await expect(page.locator("#toast")).to_be_visible()
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_waits_for_ok(scene: Scene) -> None:
    page = await scene.opens()
    said = await scene.says("Sure?", reply_markup=buttons(["Yes"]))
    await scene.message(said).get_by_role("button").click()
    query = await scene.hears("callback_query")
    await scene.bot(
        "answerCallbackQuery", callback_query_id=query["id"], text="Please see someone.", show_alert=True
    )
    await expect(page.locator("#alert")).to_contain_text("Please see someone.")
    await page.keyboard.press("Enter")
    await expect(page.locator("#alert")).to_be_hidden()


@pytest.mark.parametrize("late", [0, 300])
async def test_an_edit_keeps_the_running_picture_and_the_focus(scene: Scene, late: int) -> None:
    """However many milliseconds later than the bot's own answer the page hears of it."""
    await scene.page.add_init_script(LATE % late)
    await scene.opens()
    said = await scene.shows(gif(), CAPTION, PLAYER)
    await scene.watches(said)
    await scene.message(said).get_by_role("button", name="Done: set 2").focus()
    await scene.bot(
        "editMessageCaption",
        chat_id=scene.anna.id,
        message_id=said,
        caption="set 3",
        reply_markup=buttons(["Done: set 3"]),
    )
    await expect(scene.message(said).locator(".body")).to_contain_text("set 3")
    await scene.still_watches(said)
    await expect(scene.message(said).get_by_role("button", name="Done: set 3")).to_be_focused()
    await expect(scene.message(said).get_by_text("edited")).to_have_count(0)


async def test_a_deleted_message_goes(scene: Scene) -> None:
    await scene.opens()
    said = await scene.says("oops")
    await expect(scene.message(said)).to_be_visible()
    await scene.bot("deleteMessage", chat_id=scene.anna.id, message_id=said)
    await expect(scene.message(said)).to_have_count(0)


async def test_a_place_is_sent_from_the_bots_keyboard(scene: Scene) -> None:
    page = await scene.opens()
    rows = [[{"text": "Share my location", "request_location": True}], [{"text": "Type a city"}]]
    await scene.says("Where?", reply_markup={"keyboard": rows, "one_time_keyboard": True})
    await page.click("text=Share my location")
    await page.click("text=Nairobi")
    await expect(page.locator("[data-kind=location]")).to_be_visible()
    await expect(page.locator("#keyboard")).to_be_hidden()
    await scene.hears("message")
    assert (await scene.hears("message"))["location"]["latitude"] == pytest.approx(-1.2864)
    await scene.says("Thanks", reply_markup={"remove_keyboard": True})
    await expect(page.locator("#keyboard-toggle")).to_be_hidden()


async def test_commands_are_found_by_typing_and_sent_by_keyboard(scene: Scene) -> None:
    commands = [{"command": name, "description": f"About {name}"} for name in ("today", "pain", "progress")]
    await scene.bot("setMyCommands", commands=commands)
    page = await scene.opens()
    await page.click("#menu")
    await expect(page.locator("#commands button")).to_have_count(3)
    await page.keyboard.press("Escape")
    await page.fill("#composer", "/p")
    await expect(page.locator("#commands button")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-from=me]").last).to_contain_text("/progress")


async def test_the_last_text_can_be_corrected(scene: Scene) -> None:
    sent = scene.anna.says("Brelin")
    page = await scene.opens()
    await page.press("#composer", "ArrowUp")
    await expect(page.locator("#composer")).to_have_value("Brelin")
    await page.fill("#composer", "Berlin")
    await page.click("#send")
    await expect(scene.message(sent["message_id"]).locator(".body")).to_contain_text("Berlin")
    await expect(scene.message(sent["message_id"]).locator(".meta")).to_contain_text("edited")
    assert (await scene.hears("edited_message"))["text"] == "Berlin"


async def test_a_file_a_photo_and_the_rest_can_be_attached(scene: Scene, tmp_path: Path) -> None:
    page = await scene.opens()
    note = tmp_path / "note.txt"
    note.write_text("hello")
    for kind in ("Photo", "Voice message", "Sticker"):
        await page.click("#attach")
        await page.get_by_role("menuitem", name=kind).click()
    await page.set_input_files("#file", note)
    for kind in ("photo", "voice", "sticker", "document"):
        await expect(page.locator(f"[data-from=me][data-kind={kind}]")).to_be_visible()
    await expect(page.locator(".file b")).to_have_text("note.txt")


async def test_a_button_can_copy(scene: Scene) -> None:
    page = await scene.opens()
    await scene.says(
        "Code", reply_markup={"inline_keyboard": [[{"text": "Copy", "copy_text": {"text": "A1"}}]]}
    )
    await page.get_by_role("button", name="Copy").click()
    await expect(page.locator("#toast")).to_have_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == "A1"


async def test_a_bot_at_work_is_seen_typing(scene: Scene) -> None:
    page = await scene.opens()
    await scene.bot("sendChatAction", chat_id=scene.anna.id, action="typing")
    await expect(page.locator("#status")).to_have_text("typing")
    await scene.says("done")
    await expect(page.locator("#status")).to_have_text("bot")


async def test_an_animation_that_is_a_film_plays_silently_in_a_loop(scene: Scene) -> None:
    page = await scene.opens()
    film = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
    await scene.shows({"name": "move.mp4", "mimeType": "video/mp4", "buffer": film})
    video = page.locator(".frame video")
    await expect(video).to_have_count(1)
    assert await video.evaluate("video => video.muted && video.loop && video.autoplay && video.playsInline")


async def test_what_could_not_be_sent_is_not_lost(scene: Scene) -> None:
    page = await scene.opens()
    await scene.sandbox.stop()
    await page.fill("#composer", "a long story")
    await page.click("#send")
    await expect(page.locator("#toast")).to_have_text("The sandbox does not answer")
    await expect(page.locator("#composer")).to_have_value("a long story")
