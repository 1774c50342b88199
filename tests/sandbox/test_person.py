"""The person of the test kit, in front of a small bot made with a real library."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.sandbox import Sandbox
from tests.sandbox.conftest import picture
from tests.support import person
from tests.support.person import Person

Context = ContextTypes.DEFAULT_TYPE
KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Done: set 2", callback_data="done"),
            InlineKeyboardButton("Done", callback_data="all"),
        ],
        [InlineKeyboardButton("Site", url="https://example.org")],
    ]
)


async def start(update: Update, context: Context) -> None:
    assert update.message
    if context.args == ["keys"]:
        keyboard = ReplyKeyboardMarkup([[KeyboardButton("Berlin"), KeyboardButton("Bonn")]])
        await update.message.reply_text("Where?", reply_markup=keyboard)
    else:
        await update.message.reply_html("How is your <b>back</b>?", reply_markup=KEYS)


async def tapped(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query
    await query.answer(f"pressed {query.data}")
    if query.data == "done":
        media = InputMediaAnimation(picture("GIF"), caption="Bird dog", filename="a.gif")
        await query.edit_message_media(media, reply_markup=InlineKeyboardMarkup([]))


async def answered(update: Update, context: Context) -> None:
    assert update.message
    if update.message.text == "silence":
        return
    await update.message.reply_text("one")
    await update.message.reply_text(f"two {update.message.text or 'something'}")


@pytest.fixture
async def anna(sandbox: Sandbox) -> AsyncIterator[Person]:
    app: Any = Application.builder().token("1:demo").base_url(f"{sandbox.url}/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tapped, pattern="done|all"))
    app.add_handler(MessageHandler(filters.ALL, answered))
    async with app:
        await app.start()
        await app.updater.start_polling(poll_interval=0)
        yield Person(sandbox, "Anna")
        await app.updater.stop()
        await app.stop()


async def test_a_conversation_reads_like_one(anna: Person) -> None:
    await anna.says("/start")
    anna.sees("how is", "back?")
    assert anna.screen.html == "How is your <b>back</b>?"
    assert anna.screen.buttons == [["Done: set 2", "Done"], ["Site"]]
    assert anna.screen.picture is None
    await anna.taps("Done: set")
    assert anna.toast == "pressed done"
    anna.sees("Bird dog")
    assert anna.screen.picture
    assert (anna.screen.picture.kind, anna.screen.picture.data) == ("animation", picture("GIF"))
    assert len(anna.messages) == 2


async def test_a_label_is_matched_exactly_before_its_beginning(anna: Person) -> None:
    await anna.says("/start")
    await anna.taps("done")
    assert anna.toast == "pressed all"
    with pytest.raises(AssertionError, match="several buttons"):
        await anna.taps("do")


async def test_a_stale_button_can_be_tapped_on_the_screen_that_showed_it(anna: Person) -> None:
    await anna.says("/start")
    old = anna.screen
    await anna.taps("set 2")
    with pytest.raises(AssertionError, match="none"):
        await anna.taps("Done")
    await anna.taps("Done", on=old)
    assert anna.toast == "pressed all"


async def test_a_person_waits_until_the_bot_has_said_all(anna: Person) -> None:
    await anna.says("hello")
    anna.sees("two hello")
    await anna.shares_location(1, 2)
    anna.sees("two something")
    await anna.does("sent a sticker", anna.human.sends_sticker)
    assert len(anna.screens) == 6


async def test_keys_under_the_text_field_are_pressed(anna: Person) -> None:
    await anna.says("/start keys")
    await anna.presses("berl")
    anna.sees("two Berlin")
    with pytest.raises(AssertionError, match="Bonn"):
        await anna.presses("b")


async def test_failures_say_what_was_there(anna: Person) -> None:
    await anna.says("/start")
    with pytest.raises(AssertionError, match=r"(?s)no single button \[Undo\].*Done: set 2"):
        await anna.taps("Undo")
    with pytest.raises(AssertionError, match="leads elsewhere"):
        await anna.taps("Site")
    with pytest.raises(AssertionError, match=r"no 'neck' on this screen:\nHow is your back"):
        anna.sees("neck")


async def test_silence_is_a_failure_unless_it_is_expected(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.says("silence", silently=True)
    monkeypatch.setattr(person, "PATIENCE", 0.2)
    with pytest.raises(AssertionError, match="Anna sent a text, and the bot did not react"):
        await anna.says("silence")
