"""Pictures and files: uploaded once, reusable, downloadable, refused when they are not what they claim."""

from typing import Any

import pytest

from bot.sandbox import Human, Kind, Sandbox
from tests.sandbox.conftest import HttpBot, kinds, picture


async def test_a_photo_has_a_small_and_a_full_version(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendPhoto", chat_id=anna.id, photo=picture(size=(640, 480)))
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(320, 240), (640, 480)]
    assert len({size["file_id"] for size in sent["photo"]}) == 2


async def test_a_file_is_sent_again_by_its_id(bot: HttpBot, anna: Human) -> None:
    first = await bot.does("sendPhoto", chat_id=anna.id, photo=picture())
    again = await bot.does("sendPhoto", chat_id=anna.id, photo=first["photo"][0]["file_id"])
    assert again["photo"] == first["photo"]


@pytest.mark.parametrize("method", ["sendAnimation", "sendDocument"])
async def test_a_photo_is_nothing_else(bot: HttpBot, anna: Human, method: str) -> None:
    photo = (await bot.does("sendPhoto", chat_id=anna.id, photo=picture()))["photo"][0]["file_id"]
    part = method.removeprefix("send").lower()
    assert "can't use file of type Photo" in await bot.fails(method, chat_id=anna.id, **{part: photo})


@pytest.mark.parametrize("source", ["an unknown id", "https://example.org/a.png"])
async def test_a_foreign_file_is_refused(bot: HttpBot, anna: Human, sandbox: Sandbox, source: str) -> None:
    why = await bot.fails("sendPhoto", chat_id=anna.id, photo=source)
    assert why == "400 Bad Request: wrong file identifier/HTTP URL specified"
    assert kinds(sandbox) == [Kind.FILE]


@pytest.mark.parametrize(
    "params",
    [
        {"photo": b"no picture"},
        {"photo": picture(size=(410, 20))},
        {"photo": "attach://nothing"},
        {},
    ],
)
async def test_what_is_no_photo_is_refused(bot: HttpBot, anna: Human, params: dict[str, Any]) -> None:
    await bot.fails("sendPhoto", chat_id=anna.id, **params)


async def test_an_animation_that_does_not_move_is_a_document(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendAnimation", chat_id=anna.id, animation=picture("PNG"))
    assert "animation" not in sent
    assert sent["document"]["mime_type"] == "image/png"


async def test_the_bot_downloads_what_a_person_sent(bot: HttpBot, anna: Human) -> None:
    document = anna.sends_document("back.csv", b"date,pain\n")["document"]
    assert (document["file_name"], document["mime_type"]) == ("back.csv", "text/csv")
    path = (await bot.does("getFile", file_id=document["file_id"]))["file_path"]
    async with bot.session.get(f"{bot.url}/file/bot{bot.token}/{path}") as response:
        assert await response.read() == b"date,pain\n"
    async with bot.session.get(f"{bot.url}/file/bot2:other/{path}") as response:
        assert response.status == 404


async def test_thumbnails_and_albums_are_attached(bot: HttpBot, anna: Human) -> None:
    thumbnail = {"thumbnail": "attach://small", "small": picture("JPEG")}
    await bot.does("sendAnimation", chat_id=anna.id, animation=picture("GIF"), **thumbnail)
    media = [{"type": "photo", "media": f"attach://{name}", "caption": name} for name in ("one", "two")]
    album = await bot.does("sendMediaGroup", chat_id=anna.id, media=media, one=picture(), two=picture())
    assert [message["caption"] for message in album] == ["one", "two"]
    assert len({message["media_group_id"] for message in album}) == 1
