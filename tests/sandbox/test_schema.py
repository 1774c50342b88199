"""Calls are held to the schema of the Bot API."""

from contextlib import suppress
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Human, Kind, Sandbox
from bot.sandbox.methods import METHODS
from bot.sandbox.params import SCHEMAS, Params, check
from bot.sandbox.refusals import RefusedError
from tests.sandbox.conftest import HttpBot, inline, key, kinds, picture


@pytest.mark.parametrize(
    ("method", "params", "named"),
    [
        ("sendMessage", {"chat_id": 11, "text": "x", "colour": "red"}, "colour"),
        ("sendMessage", {"chat_id": 11}, "text"),
        ("sendMessage", {"text": "x"}, "chat_id"),
        ("editMessageText", {"chat_id": 11, "message_id": "first", "text": "x"}, "message_id"),
        (
            "sendMessage",
            {"chat_id": 11, "text": "x", "disable_notification": "perhaps"},
            "disable_notification",
        ),
        (
            "sendMessage",
            {"chat_id": 11, "text": "x", "reply_markup": inline([key() | {"colour": "red"}])},
            "colour",
        ),
        ("sendMessage", {"chat_id": 11, "text": "x", "reply_markup": "a string"}, "reply_markup"),
        ("sendMessage", {"chat_id": 11, "text": "x", "picture": picture()}, "picture"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "commands"),
        ("sendChatAction", {"chat_id": 11, "action": "dancing"}, "action"),
    ],
)
async def test_a_wrong_parameter_is_refused_and_named(
    bot: HttpBot, anna: Human, sandbox: Sandbox, method: str, params: dict[str, Any], named: str
) -> None:
    assert named in await bot.fails(method, **params)
    assert sandbox.violations[0].method == method
    assert sandbox.violations[0].parameters == tuple(sorted(params))


async def test_a_violation_holds_no_values(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    await bot.fails("sendMessage", chat_id=anna.id, text="my secret ache", colour="red")
    assert "ache" not in str(sandbox.violations)


async def test_an_unknown_method_is_not_found(bot: HttpBot, sandbox: Sandbox) -> None:
    assert await bot.fails("sendHug") == "404 Not Found: method not found"
    assert kinds(sandbox) == [Kind.METHOD]


async def test_a_method_the_sandbox_cannot_do_says_so(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    assert (await bot.fails("sendDice", chat_id=anna.id)).startswith("501")
    assert (await bot.fails("sendMessage", chat_id=anna.id, text="*x*", parse_mode="MarkdownV2")).startswith(
        "501"
    )
    assert kinds(sandbox) == [Kind.NOT_EMULATED, Kind.NOT_EMULATED]


async def test_a_wrong_token_is_unauthorized(bot: HttpBot, sandbox: Sandbox) -> None:
    bot.token = "2:other"
    assert await bot.fails("getMe") == "401 Unauthorized"
    assert kinds(sandbox) == [Kind.TOKEN]


async def test_methods_are_spelled_in_any_case(bot: HttpBot, sandbox: Sandbox) -> None:
    me = await bot.does("GETME")
    assert (me["id"], me["is_bot"], me["username"]) == (1, True, "back_coach_bot")
    assert sandbox.calls[0].method == "getMe"


async def test_json_and_query_are_read_as_well_as_forms(
    bot: HttpBot, anna: Human, session: aiohttp.ClientSession
) -> None:
    body = {"chat_id": anna.id, "text": "x", "reply_markup": inline([key()]), "entities": None}
    async with session.post(f"{bot.url}/bot{bot.token}/sendMessage", json=body) as response:
        assert (await response.json())["result"]["reply_markup"] == inline([key()])
    async with session.get(f"{bot.url}/bot{bot.token}/sendMessage?chat_id=11&text=12") as response:
        assert (await response.json())["result"]["text"] == "12"


async def test_half_a_character_is_refused(bot: HttpBot, anna: Human, session: aiohttp.ClientSession) -> None:
    body = {"chat_id": anna.id, "text": "\ud83d"}
    async with session.post(f"{bot.url}/bot{bot.token}/sendMessage", json=body) as response:
        assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_a_body_that_is_no_object_is_refused(bot: HttpBot, session: aiohttp.ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{bot.url}/bot{bot.token}/sendMessage", data="[1]", headers=headers) as response:
        assert response.status == 400


async def test_calls_are_remembered_with_their_parameters_and_outcome(
    bot: HttpBot, anna: Human, sandbox: Sandbox
) -> None:
    await bot.does("sendMessage", chat_id=anna.id, text="x")
    await bot.fails("sendMessage", chat_id=12, text="x")
    seen = [(call.method, call.params["chat_id"], call.status) for call in sandbox.calls]
    assert seen == [("sendMessage", 11, 200), ("sendMessage", 12, 400)]


@pytest.mark.parametrize("method", sorted(METHODS))
def test_no_call_breaks_the_sandbox(anna: Human, sandbox: Sandbox, method: str) -> None:
    """Whatever the parameters, the only error is Telegram's no."""
    names = SCHEMAS[method.lower()].model_fields
    there = {name: value for name, value in {"chat_id": "11", "message_id": "1"}.items() if name in names}
    for odd in ("", "0", "[]", "{}", "[[]]", "[{}]", '{"type": "photo", "media": "x"}', "true", "-1"):
        calls = [dict.fromkeys(names, odd), *(there | {name: odd} for name in names)]
        for values in calls:
            with suppress(RefusedError):
                METHODS[method](sandbox.world, check(Params(method, values, {})))
