"""What may become of a message, and what not."""

from typing import Any

import pytest

from bot.sandbox import Human, Kind, Sandbox
from tests.sandbox.conftest import HttpBot, inline, key, kinds, picture


def where(message: dict[str, Any]) -> dict[str, Any]:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


@pytest.fixture
async def text(bot: HttpBot, anna: Human) -> dict[str, Any]:
    markup = inline([key()])
    return dict(
        await bot.does(
            "sendMessage", chat_id=anna.id, text="<b>x</b>", parse_mode="HTML", reply_markup=markup
        )
    )


@pytest.fixture
async def photo(bot: HttpBot, anna: Human) -> dict[str, Any]:
    return dict(await bot.does("sendPhoto", chat_id=anna.id, photo=picture(), caption="x"))


async def test_an_edit_keeps_the_place_and_date_of_a_message(
    bot: HttpBot, text: dict[str, Any], clock: Any
) -> None:
    clock.forward(60)
    edited = await bot.does("editMessageText", **where(text), text="y")
    assert {name: edited[name] for name in ("message_id", "date", "text")} == {
        "message_id": text["message_id"],
        "date": text["date"],
        "text": "y",
    }
    assert edited["edit_date"] == text["date"] + 60
    assert "reply_markup" not in edited, "an edit without a keyboard removes it"


@pytest.mark.parametrize(
    ("change", "modified"),
    [
        ({"text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": inline([key()])}, False),
        ({"text": "x", "reply_markup": inline([key()])}, True),
        ({"text": "<b>x</b>", "parse_mode": "HTML"}, True),
        ({"text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": inline([key("Other")])}, True),
    ],
)
async def test_an_edit_must_change_something(
    bot: HttpBot, text: dict[str, Any], sandbox: Sandbox, change: dict[str, Any], modified: bool
) -> None:
    _, answer = await bot.raw("editMessageText", **where(text), **change)
    assert answer["ok"] is modified
    if not modified:
        assert answer["description"].startswith("Bad Request: message is not modified: ")
        assert kinds(sandbox) == [Kind.NOT_MODIFIED]


async def test_the_same_keyboard_or_caption_is_not_modified(
    bot: HttpBot, text: dict[str, Any], photo: dict[str, Any]
) -> None:
    assert "not modified" in await bot.fails(
        "editMessageReplyMarkup", **where(text), reply_markup=inline([key()])
    )
    await bot.does("editMessageReplyMarkup", **where(text))
    assert "not modified" in await bot.fails("editMessageReplyMarkup", **where(text))
    assert "not modified" in await bot.fails("editMessageCaption", **where(photo), caption="x")
    same = {"type": "photo", "media": photo["photo"][-1]["file_id"], "caption": "x"}
    assert "not modified" in await bot.fails("editMessageMedia", **where(photo), media=same)
    await bot.does("editMessageMedia", **where(photo), media=same | {"caption": "y"})


async def test_a_text_becomes_a_picture_but_never_a_text_again(
    bot: HttpBot, text: dict[str, Any], sandbox: Sandbox
) -> None:
    assert "no caption in the message" in await bot.fails("editMessageCaption", **where(text), caption="y")
    media = {"type": "animation", "media": "attach://moving", "caption": "<i>y</i>", "parse_mode": "HTML"}
    edited = await bot.does("editMessageMedia", **where(text), media=media, moving=picture("GIF"))
    assert "text" not in edited
    assert (edited["caption"], edited["animation"]["width"], edited["animation"]["height"]) == ("y", 40, 30)
    assert edited["document"]["file_id"] == edited["animation"]["file_id"]
    why = await bot.fails("editMessageText", **where(text), text="z")
    assert why == "400 Bad Request: there is no text in the message to edit"
    assert kinds(sandbox) == [Kind.CANNOT_EDIT, Kind.CANNOT_EDIT]


async def test_only_what_is_there_can_be_edited(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    why = await bot.fails("editMessageText", chat_id=anna.id, message_id=999, text="y")
    assert why == "400 Bad Request: message to edit not found"
    assert kinds(sandbox) == [Kind.NOT_FOUND]


async def test_a_message_the_person_deleted_is_gone_but_that_is_no_mistake(
    bot: HttpBot, anna: Human, text: dict[str, Any], sandbox: Sandbox
) -> None:
    anna.deletes(text["message_id"], for_bot=True)
    assert "message to edit not found" in await bot.fails("editMessageText", **where(text), text="y")
    assert sandbox.violations == []


async def test_a_message_the_person_deleted_for_themselves_can_still_be_edited(
    bot: HttpBot, anna: Human, text: dict[str, Any]
) -> None:
    anna.clears_chat()
    await bot.does("editMessageText", **where(text), text="y")
    assert anna.chat.visible == []


async def test_what_others_wrote_cannot_be_edited(bot: HttpBot, anna: Human) -> None:
    theirs = anna.says("hello")
    why = await bot.fails("editMessageText", **where(theirs), text="y")
    assert why == "400 Bad Request: message can't be edited"


@pytest.mark.parametrize(
    "markup", [{"keyboard": [[{"text": "x"}]]}, {"remove_keyboard": True}, {"force_reply": True}]
)
async def test_a_message_sent_with_a_reply_keyboard_cannot_be_edited(
    bot: HttpBot, anna: Human, markup: dict[str, Any]
) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert "message can't be edited" in await bot.fails("editMessageText", **where(sent), text="y")


async def test_an_edit_cannot_bring_a_reply_keyboard(bot: HttpBot, text: dict[str, Any]) -> None:
    markup = {"keyboard": [[{"text": "x"}]]}
    await bot.fails("editMessageText", **where(text), text="y", reply_markup=markup)
