"""A real library talks to the sandbox, understands every answer, and causes no violation."""

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaPhoto,
)
from telegram.constants import ParseMode

from bot.sandbox import Human, Sandbox
from tests.sandbox.conftest import picture

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go", style="primary")]])


@pytest.fixture
async def library(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    files = f"{sandbox.url}/file/bot"
    async with telegram.Bot("1:demo", base_url=f"{sandbox.url}/bot", base_file_url=files) as bot:
        yield bot
    assert sandbox.violations == []


async def test_texts_go_out_and_are_edited(library: telegram.Bot, anna: Human) -> None:
    sent = await library.send_message(
        11, "<b>a</b> & b😀 <i>c</i>".replace("&", "&amp;"), parse_mode=ParseMode.HTML
    )
    assert (sent.text_html, sent.chat.id, sent.from_user and sent.from_user.is_bot) == (
        "<b>a</b> &amp; b😀 <i>c</i>",
        11,
        True,
    )
    edited = await sent.edit_text("new", reply_markup=BUTTONS)
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup == BUTTONS
    assert await edited.delete()


async def test_pictures_go_out_and_replace_each_other(library: telegram.Bot, anna: Human) -> None:
    sent = await library.send_message(11, "text", reply_markup=BUTTONS)
    animation = InputMediaAnimation(picture("GIF"), caption="<b>c</b>", parse_mode="HTML", filename="a.gif")
    moved = await sent.edit_media(animation, reply_markup=BUTTONS)
    assert isinstance(moved, telegram.Message)
    assert moved.animation
    assert (moved.animation.width, moved.caption_html) == (40, "<b>c</b>")
    photo = await moved.edit_media(InputMediaPhoto(picture()))
    assert isinstance(photo, telegram.Message)
    assert photo.photo[-1].height == 30
    again = await library.send_photo(11, photo.photo[-1].file_id, caption="same")
    assert again.photo == photo.photo
    captioned = await again.edit_caption("other")
    assert isinstance(captioned, telegram.Message)
    assert captioned.caption == "other"


async def test_files_go_both_ways(library: telegram.Bot, anna: Human) -> None:
    sent = await library.send_document(11, b"a,b", filename="a.csv", caption="c")
    assert sent.document
    assert sent.document.file_name == "a.csv"
    theirs = anna.sends_document("mine.zip", b"PK\x03\x04zip")
    file = await library.get_file(theirs["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"PK\x03\x04zip"
    album = await library.send_media_group(11, [InputMediaPhoto(picture()), InputMediaPhoto(picture())])
    assert len(album) == 2


async def test_every_act_of_a_person_is_an_update_the_library_understands(
    library: telegram.Bot, anna: Human, sandbox: Sandbox
) -> None:
    sent = await library.send_message(11, "x", reply_markup=BUTTONS)
    mine = anna.says("/start now", reply_to=sent.message_id)
    anna.edits(mine["message_id"], "/help")
    anna.taps(sent.message_id, "go")
    anna.sends_poll("?", "a", "b")
    for act in (
        anna.sends_sticker,
        anna.sends_photo,
        anna.sends_voice,
        anna.sends_video_note,
        anna.throws_dice,
    ):
        act()
    anna.shares_location(1, 2)
    anna.shares_contact()
    anna.blocks()
    anna.unblocks()
    anna.asks_inline("q")
    sandbox.channel_post(sandbox.add_channel(), "post")
    got = await library.get_updates()
    assert len(got) == 15
    assert not [update for update in got if update.api_kwargs or update.effective_message is None][3:]
    assert got[0].message
    assert got[0].message.parse_entities() != {}
    assert got[2].callback_query
    assert await got[2].callback_query.answer("ok")
    assert all(not message.api_kwargs for update in got if (message := update.effective_message))


async def test_errors_are_the_librarys_own(library: telegram.Bot, anna: Human, sandbox: Sandbox) -> None:
    sent = await library.send_message(11, "x")
    with pytest.raises(telegram.error.BadRequest, match="not modified"):
        await sent.edit_text("x")
    anna.blocks()
    with pytest.raises(telegram.error.Forbidden, match="blocked by the user"):
        await library.send_message(11, "x")
    sandbox.faults.flood(3)
    with pytest.raises(telegram.error.RetryAfter):
        await library.get_me()
    sandbox.violations.clear()


async def test_the_profile_is_set_in_several_languages(library: telegram.Bot) -> None:
    assert await library.set_my_commands([BotCommand("today", "Heute")], language_code="de")
    assert await library.get_my_commands(language_code="de") == (BotCommand("today", "Heute"),)
    assert await library.set_my_name("Coach")
    assert (await library.get_my_name()).name == "Coach"
    assert await library.set_my_description("d")
    assert await library.set_my_short_description("s", language_code="de")
    assert (await library.get_my_short_description("de")).short_description == "s"
    assert (await library.get_webhook_info()).url == ""


async def test_chats_are_described(library: telegram.Bot, anna: Human) -> None:
    chat = await library.get_chat(11)
    assert (chat.first_name, chat.type) == ("Anna", "private")
    assert await library.send_chat_action(11, "typing")
