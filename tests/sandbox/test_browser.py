"""What the chat page is told, and whom it is kept from."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Human, Sandbox
from tests.sandbox.conftest import HttpBot, inline, key, picture


@pytest.fixture
def page(bot: HttpBot, session: aiohttp.ClientSession) -> Any:
    async def ask(path: str, body: Any = None, status: int = 200) -> Any:
        method = "GET" if body is None else "POST"
        async with session.request(method, f"{bot.url}{path}", json=body) as response:
            assert response.status == status, await response.text()
            return await response.json() if "json" in response.content_type else await response.text()

    return ask


async def test_the_state_shows_the_bot_the_people_and_the_time(page: Any, bot: HttpBot, anna: Human) -> None:
    await bot.does("setMyCommands", commands=[{"command": "today", "description": "Today"}])
    await bot.does("setMyShortDescription", short_description="short")
    state = await page("/sandbox/state")
    assert state["bot"] == {
        "name": "Back coach",
        "username": "back_coach_bot",
        "description": "",
        "short_description": "short",
        "commands": [{"command": "today", "description": "Today"}],
    }
    assert state["people"] == [{"id": 11, "first_name": "Anna", "language_code": "en", "blocked": False}]
    assert state["clock"] == {"now": 1803888000}


async def test_a_new_person_acts_through_the_page(page: Any, bot: HttpBot) -> None:
    ben = await page("/sandbox/people", {"first_name": "Ben", "language_code": "de"})
    mine = f"/sandbox/people/{ben['id']}"
    said = await page(f"{mine}/text", {"text": "/start"})
    sent = await bot.does("sendMessage", chat_id=ben["id"], text="x", reply_markup=inline([key()]))
    tap = await page(f"{mine}/tap", {"message_id": sent["message_id"], "data": "go"})
    await bot.does("answerCallbackQuery", callback_query_id=tap["callback_query_id"])
    await page(f"{mine}/location", {"latitude": 52.5, "longitude": 13.4})
    for kind in ("sticker", "photo", "voice", "contact"):
        await page(f"{mine}/{kind}", {})
    await page(f"{mine}/edit", {"message_id": said["message_id"], "text": "/help"})
    chat = await page(f"{mine}/chat")
    assert [message["from"]["first_name"] for message in chat["messages"]] == [
        "Ben",
        "Back coach",
        *["Ben"] * 5,
    ]
    assert chat["messages"][0]["text"] == "/help"
    assert (chat["keyboard"], chat["typing"]) == (None, False)
    assert (await page(f"{mine}/block", {"blocked": True}))["blocked"] is True
    assert len(await bot.does("getUpdates")) == 9


async def test_what_a_client_could_not_do_is_refused(page: Any, anna: Human) -> None:
    await page("/sandbox/people/11/tap", {"message_id": 1, "data": "go"}, status=409)
    await page("/sandbox/people/11/text", {"text": " "}, status=409)
    await page("/sandbox/people/11/text", {"words": "x"}, status=400)
    await page("/sandbox/people/12/text", {"text": "x"}, status=404)


async def test_a_document_is_uploaded_and_files_are_shown(
    page: Any, bot: HttpBot, anna: Human, session: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("document", b"a,b", filename="Rücken.csv")
    async with session.post(f"{bot.url}/sandbox/people/11/document", data=form) as response:
        document = (await response.json())["document"]
    async with session.get(f"{bot.url}/sandbox/files/{document['file_id']}") as response:
        assert await response.read() == b"a,b"
        assert "R%C3%BCcken.csv" in response.headers["Content-Disposition"]
    sent = await bot.does("sendPhoto", chat_id=11, photo=picture())
    async with session.get(f"{bot.url}/sandbox/files/{sent['photo'][0]['file_id']}") as response:
        assert (response.content_type, await response.read()) == ("image/png", picture())
    await page("/sandbox/files/unknown", status=404)


async def test_events_tell_what_happens_as_it_happens(
    page: Any, bot: HttpBot, anna: Human, session: aiohttp.ClientSession
) -> None:
    stream = await session.get(f"{bot.url}/sandbox/people/11/events")
    assert stream.content_type == "text/event-stream"

    async def event() -> dict[str, Any]:
        async with asyncio.timeout(2):
            while not (line := await stream.content.readline()).startswith(b"data: "):
                pass
        return dict(json.loads(line.removeprefix(b"data: ")))

    await stream.content.readline()
    sent = await bot.does("sendMessage", chat_id=11, text="x", reply_markup=inline([key()]))
    assert await event() == {"type": "message", "message": sent}
    tap = anna.taps(sent["message_id"], "go")
    await bot.does("answerCallbackQuery", callback_query_id=tap, text="ok", show_alert=True)
    answer = {"callback_query_id": tap, "message_id": sent["message_id"], "text": "ok", "show_alert": True}
    assert await event() == {"type": "answer", **answer}
    edited = await bot.does("editMessageText", chat_id=11, message_id=sent["message_id"], text="y")
    assert await event() == {"type": "edit", "message": edited}
    await bot.does("deleteMessage", chat_id=11, message_id=sent["message_id"])
    assert await event() == {"type": "delete", "message_id": sent["message_id"]}
    await bot.does("sendChatAction", chat_id=11, action="upload_photo")
    assert await event() == {"type": "typing", "action": "upload_photo"}
    await bot.does("sendMessage", chat_id=11, text="x", reply_markup={"keyboard": [["a"]]})
    assert (await event())["type"] == "message"
    assert await event() == {"type": "keyboard", "keyboard": {"keyboard": [[{"text": "a"}]]}}
    await page("/sandbox/clock", {"to": 1803888000 + 86400})
    assert await event() == {"type": "clock", "now": 1803888000 + 86400}
    await bot.does("setMyName", name="Coach")
    assert (await event())["bot"]["name"] == "Coach"
    stream.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Host": "localhost:1"}, 200),
        ({"Origin": "http://localhost:1"}, 200),
    ],
)
async def test_other_sites_are_kept_out(
    bot: HttpBot, anna: Human, session: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    asked = {"Content-Type": "application/json"} | headers
    path = f"{bot.url}/sandbox/people/11/text"
    async with session.post(path, data='{"text": "x"}', headers=asked) as response:
        assert response.status == status


async def test_only_the_page_itself_is_served(bot: HttpBot, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{bot.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    for path in ("/sandbox/page/nothing.js", "/sandbox/page/..%2Fapi.py", "/sandbox/page/%2Fetc%2Fpasswd"):
        async with session.get(bot.url + path) as response:
            assert response.status == 404


async def test_stopping_does_not_wait_for_open_pages(
    sandbox: Sandbox, anna: Human, session: aiohttp.ClientSession
) -> None:
    stream = await session.get(f"{sandbox.url}/sandbox/people/11/events")
    async with asyncio.timeout(0.9):
        await sandbox.stop()
    stream.close()
