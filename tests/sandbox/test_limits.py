"""Every limit of the Bot API, from both sides."""

from typing import Any

import pytest

from bot.sandbox import Human, Kind, Sandbox
from tests.sandbox.conftest import HttpBot, inline, key, kinds, padded, picture

WIDE = "😀"  # two UTF-16 units


@pytest.mark.parametrize(
    ("method", "fits", "exceeds"),
    [
        ("sendMessage", {"text": "a"}, {"text": ""}),
        ("sendMessage", {"text": "x" * 4096}, {"text": "x" * 4097}),
        ("sendMessage", {"text": WIDE * 2048}, {"text": WIDE * 2048 + "x"}),
        (
            "sendMessage",
            {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
            {"text": f"<b>{'x' * 4097}</b>", "parse_mode": "HTML"},
        ),
        (
            "sendMessage",
            {"text": "&amp;" * 4096, "parse_mode": "HTML"},
            {"text": "<b> </b>", "parse_mode": "HTML"},
        ),
        (
            "sendPhoto",
            {"photo": picture(), "caption": "x" * 1024},
            {"photo": picture(), "caption": "x" * 1025},
        ),
        (
            "sendPhoto",
            {"photo": picture(), "caption": WIDE * 512},
            {"photo": picture(), "caption": WIDE * 512 + "x"},
        ),
        ("sendPhoto", {"photo": padded(picture(), 20_000)}, {"photo": padded(picture(), 20_001)}),
        ("sendDocument", {"document": bytes(30_000)}, {"document": bytes(30_001)}),
        ("sendMessage", {"text": "<b>x</b> " * 100, "parse_mode": "HTML"}, None),
        ("sendMessage", None, {"text": "<b>x</b> " * 101, "parse_mode": "HTML"}),
    ],
)
async def test_a_message_fits_or_does_not(
    bot: HttpBot, anna: Human, method: str, fits: dict[str, Any] | None, exceeds: dict[str, Any] | None
) -> None:
    if fits is not None:
        await bot.does(method, chat_id=anna.id, **fits)
    if exceeds is not None:
        await bot.fails(method, chat_id=anna.id, **exceeds)


@pytest.mark.parametrize(
    ("fits", "exceeds"),
    [
        (inline([key(data="d" * 64)]), inline([key(data="d" * 65)])),
        (inline([key(data="é" * 32)]), inline([key(data="é" * 32 + "x")])),
        (inline([key(data="d")]), inline([key(data="")])),
        (inline([key()] * 8), inline([key()] * 9)),
        (inline(*[[key()] * 5] * 20), inline(*[[key()] * 5] * 20, [key()])),
        (inline([key(text="x")]), inline([key(text="")])),
        (inline([key() | {"style": "danger"}]), inline([key() | {"style": "red"}])),
        (inline([{"text": "x", "url": "https://example.org"}]), inline([{"text": "x", "url": "not a link"}])),
        (inline([key()]), inline([key() | {"url": "https://example.org"}])),
        (inline([{"text": "x", "copy_text": {"text": "y"}}]), inline([{"text": "x"}])),
        ({"keyboard": [[{"text": "x"}]]}, {"keyboard": [[{"text": ""}]]}),
        (
            {"keyboard": [[{"text": "x", "request_location": True}]]},
            {"keyboard": [[{"text": "x", "request_location": True, "request_contact": True}]]},
        ),
        ({"keyboard": [[{"text": "x"}] * 12]}, {"keyboard": [[{"text": "x"}] * 13]}),
        ({"remove_keyboard": True}, {"remove_keyboard": False}),
        ({"force_reply": True}, {"inline_keyboard": [["x"]]}),
    ],
)
async def test_a_keyboard_fits_or_does_not(
    bot: HttpBot, anna: Human, sandbox: Sandbox, fits: dict[str, Any], exceeds: dict[str, Any]
) -> None:
    await bot.does("sendMessage", chat_id=anna.id, text="x", reply_markup=fits)
    assert sandbox.violations == []
    assert (await bot.fails("sendMessage", chat_id=anna.id, text="x", reply_markup=exceeds)).startswith("400")
    assert len(sandbox.violations) == 1


@pytest.mark.parametrize(
    ("method", "fits", "exceeds"),
    [
        ("setMyName", {"name": "n" * 64}, {"name": "n" * 65}),
        ("setMyDescription", {"description": "d" * 512}, {"description": "d" * 513}),
        ("setMyShortDescription", {"short_description": "d" * 120}, {"short_description": "d" * 121}),
        ("setMyName", {"name": "n", "language_code": "de"}, {"name": "n", "language_code": "deu"}),
    ],
)
async def test_the_profile_fits_or_does_not(
    bot: HttpBot, method: str, fits: dict[str, Any], exceeds: dict[str, Any]
) -> None:
    await bot.does(method, **fits)
    await bot.fails(method, **exceeds)


@pytest.mark.parametrize(
    ("fits", "exceeds"),
    [
        ([{"command": "c" * 32, "description": "d"}], [{"command": "c" * 33, "description": "d"}]),
        ([{"command": "a_1", "description": "d"}], [{"command": "Start", "description": "d"}]),
        ([{"command": "a", "description": "d" * 256}], [{"command": "a", "description": "d" * 257}]),
        ([{"command": "a", "description": "d"}], [{"command": "a", "description": ""}]),
        (
            [{"command": f"c{n}", "description": "d"} for n in range(100)],
            [{"command": f"c{n}", "description": "d"} for n in range(101)],
        ),
    ],
)
async def test_commands_fit_or_do_not(bot: HttpBot, fits: list[Any], exceeds: list[Any]) -> None:
    await bot.does("setMyCommands", commands=fits)
    await bot.fails("setMyCommands", commands=exceeds)
    assert await bot.does("getMyCommands") == fits


async def test_an_answer_to_a_tap_has_at_most_200_characters(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="x", reply_markup=inline([key()]))
    tap = anna.taps(sent["message_id"], "go")
    await bot.fails("answerCallbackQuery", callback_query_id=tap, text="x" * 201)
    await bot.does("answerCallbackQuery", callback_query_id=tap, text="x" * 200)


async def test_a_tap_can_be_answered_for_150_seconds(
    bot: HttpBot, anna: Human, sandbox: Sandbox, clock: Any
) -> None:
    sent = await bot.does("sendMessage", chat_id=anna.id, text="x", reply_markup=inline([key()]))
    in_time, late = anna.taps(sent["message_id"], "go"), anna.taps(sent["message_id"], "go")
    clock.forward(150)
    await bot.does("answerCallbackQuery", callback_query_id=in_time)
    await bot.does("answerCallbackQuery", callback_query_id=in_time)  # a second answer is tolerated
    clock.forward(1)
    assert "query is too old" in await bot.fails("answerCallbackQuery", callback_query_id=late)
    assert "query is too old" in await bot.fails("answerCallbackQuery", callback_query_id="unknown")
    assert kinds(sandbox) == [Kind.TOO_OLD, Kind.TOO_OLD]


async def test_a_message_can_be_deleted_for_48_hours(bot: HttpBot, anna: Human, clock: Any) -> None:
    first = await bot.does("sendMessage", chat_id=anna.id, text="x")
    clock.forward(48 * 3600)
    second = await bot.does("sendMessage", chat_id=anna.id, text="x")
    clock.forward(1)
    why = await bot.fails("deleteMessage", chat_id=anna.id, message_id=first["message_id"])
    assert why == "400 Bad Request: message can't be deleted for everyone"
    await bot.does("deleteMessage", chat_id=anna.id, message_id=second["message_id"])
    assert "not found" in await bot.fails("deleteMessage", chat_id=anna.id, message_id=second["message_id"])


async def test_an_album_has_2_to_10_pictures(bot: HttpBot, anna: Human) -> None:
    def album(length: int) -> dict[str, Any]:
        return {"media": [{"type": "photo", "media": "attach://one"}] * length, "one": picture()}

    for length in (2, 10):
        assert len(await bot.does("sendMediaGroup", chat_id=anna.id, **album(length))) == length
    for length in (1, 11):
        await bot.fails("sendMediaGroup", chat_id=anna.id, **album(length))


async def test_a_file_can_be_downloaded_up_to_its_limit(bot: HttpBot, anna: Human) -> None:
    fits, exceeds = anna.sends_document("a.bin", bytes(25_000)), anna.sends_document("b.bin", bytes(25_001))
    assert (await bot.does("getFile", file_id=fits["document"]["file_id"]))["file_size"] == 25_000
    assert "too big" in await bot.fails("getFile", file_id=exceeds["document"]["file_id"])
