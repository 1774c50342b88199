"""The webhook: pushed by the sandbox, and poked at directly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram.ext import ExtBot

from bot.sandbox import Sandbox
from bot.store import Store
from bot.telegram.webhook import SECRET_HEADER, Webhook, secret_of
from tests.support.inboxes import Counting, left
from tests.support.poison import POISON, WORDS
from tests.support.ports import free_port
from tests.telegram.test_polling import Box

SECRET = "a-secret"


class Served:
    """A started webhook and its address."""

    def __init__(self, bot: ExtBot[None], accept: Any, **more: Any) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.webhook = Webhook(
            bot,
            accept,
            url=self.url,
            secret=SECRET,
            allowed_updates=["message", "callback_query"],
            port=port,
            host="127.0.0.1",
            **more,
        )

    @property
    def address(self) -> str:
        return self.url + self.webhook._path

    async def posts(self, body: bytes | str, secret: str | None = SECRET, address: str | None = None) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(address or self.address, data=body, headers=headers) as response,
        ):
            return response.status

    async def gets(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as response:
            return response.status, await response.text()


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
async def served(bot: ExtBot[None], box: Box) -> AsyncIterator[Served]:
    made = Served(bot, box.accept)
    await made.webhook.start()
    yield made
    await made.webhook.stop()


async def test_what_waited_and_what_comes_is_accepted(bot: ExtBot[None], sandbox: Sandbox, box: Box) -> None:
    """Nothing that waits at Telegram is dropped at the start."""
    anna = sandbox.add_person()
    anna.says("before")
    served = Served(bot, box.accept)
    await served.webhook.start()
    await box.texts(1)
    anna.says("after")
    assert await box.texts(2) == ["before", "after"]
    await served.webhook.stop()
    assert sandbox.violations == []


async def test_telegram_sends_again_what_was_not_stored(sandbox: Sandbox, box: Box, served: Served) -> None:
    box.refuse = 2
    sandbox.add_person().says("hello")
    assert await box.texts(1) == ["hello"]


@pytest.mark.parametrize("secret", [None, "", "a-secreT", "ä", "a-secret "])
async def test_a_wrong_secret_is_refused(served: Served, box: Box, secret: str | None) -> None:
    # A header's outer blanks are not part of it.
    expected = 200 if secret == "a-secret " else 403
    assert await served.posts('{"update_id": 1}', secret) == expected
    assert len(box.taken) == (expected == 200)


@pytest.mark.parametrize("body", ["", "{", b"\xff\xfe", "[" * 100_000])
async def test_what_is_no_json_is_refused(served: Served, box: Box, body: str | bytes) -> None:
    assert await served.posts(body) == 400
    assert box.taken == []


@pytest.mark.parametrize("update", POISON.values(), ids=POISON.keys())
async def test_what_can_never_be_stored_is_not_asked_for_again(
    store: Store, bot: ExtBot[None], caplog: pytest.LogCaptureFixture, update: Any
) -> None:
    counting = Counting(store)
    served = Served(bot, counting.inbox.accept)
    await served.webhook.start()
    assert await served.posts(json.dumps(update)) == 200
    assert await left(store) == []
    assert await served.posts('{"update_id": 5, "message": {"from": {"id": 1}, "text": "\\ud800"}}') == 200
    await counting.until(1)
    await counting.inbox.close()
    await served.webhook.stop()
    assert counting.shown == [5]
    assert [record.levelname for record in caplog.records if record.name.startswith("bot.")] == ["WARNING"]
    assert WORDS not in caplog.text


async def test_a_database_that_is_away_makes_telegram_ask_again(store: Store, bot: ExtBot[None]) -> None:
    counting = Counting(store)
    served = Served(bot, counting.inbox.accept)
    await served.webhook.start()
    async with store.transaction() as tx:
        await tx.execute("ALTER TABLE inbox RENAME TO away")
    assert await served.posts('{"update_id": 5, "message": {"from": {"id": 1}}}') == 503
    async with store.transaction() as tx:
        await tx.execute("ALTER TABLE away RENAME TO inbox")
    assert await served.posts('{"update_id": 5, "message": {"from": {"id": 1}}}') == 200
    await counting.until(1)
    await counting.inbox.close()
    await served.webhook.stop()
    assert counting.shown == [5]


async def test_a_huge_body_is_refused(served: Served, box: Box) -> None:
    assert await served.posts(json.dumps({"update_id": 1, "text": "x" * 2_000_000})) == 413
    assert box.taken == []


async def test_the_address_cannot_be_guessed(served: Served) -> None:
    assert await served.posts('{"update_id": 1}', address=served.url + "/webhook") == 404
    assert await served.posts('{"update_id": 1}', address=served.url + "/") == 404
    assert SECRET not in served.address


async def test_health_is_what_it_is_told(bot: ExtBot[None], box: Box) -> None:
    health = [True]
    served = Served(bot, box.accept, healthy=lambda: health[0], gauges=lambda: {"inbox_waiting": 3})
    await served.webhook.start()
    assert await served.gets("/healthz") == (200, "ok")
    health[0] = False
    assert (await served.gets("/healthz"))[0] == 503
    await served.webhook.stop()


async def test_metrics_count_and_name_nobody(bot: ExtBot[None], box: Box) -> None:
    served = Served(bot, box.accept, gauges=lambda: {"inbox_waiting": 3})
    await served.webhook.start()
    await served.posts('{"update_id": 77, "message": {"from": {"id": 4242}}}')
    await served.posts('{"update_id": 78}', secret="wrong")
    status, text = await served.gets("/metrics")
    assert status == 200
    assert 'coach_updates_total{outcome="accepted"} 1\n' in text
    assert 'coach_updates_total{outcome="refused"} 1\n' in text
    assert "coach_inbox_waiting 3\n" in text
    assert "4242" not in text
    await served.webhook.stop()


async def test_an_update_is_in_the_database_before_the_200(store: Store, bot: ExtBot[None]) -> None:
    never = asyncio.Event()
    counting = Counting(store)

    async def hang(reply: int) -> None:
        await never.wait()

    inbox = counting.make(show=hang)
    served = Served(bot, inbox.accept)
    await served.webhook.start()
    assert await served.posts('{"update_id": 5, "message": {"from": {"id": 1}}}') == 200
    async with store.transaction() as tx:
        assert [row["update_id"] for row in await tx.all("inbox_left")] == [5]
    never.set()
    await inbox.idle()
    await served.webhook.stop()


async def test_many_people_at_once_lose_nothing_and_stay_in_order(
    store: Store, bot: ExtBot[None], sandbox: Sandbox
) -> None:
    counting = Counting(store)
    sandbox.faults.duplicate(times=10, chance=0.3)
    served = Served(bot, counting.inbox.accept)
    await served.webhook.start()
    people = [sandbox.add_person() for _ in range(5)]
    of_person: dict[int, list[int]] = {each.id: [] for each in people}
    for nr in range(40):
        person = people[nr % 5]
        person.says(f"hello {nr}")
        assert person.last_update is not None
        of_person[person.id].append(person.last_update)
    await counting.until(40)
    await counting.inbox.idle()
    for mine in of_person.values():
        assert [number for number in counting.shown if number in mine] == mine
    assert len(counting.applied) == 40
    await served.webhook.stop()
    await counting.inbox.close()


def test_a_secret_made_from_the_token_is_stable_legal_and_tells_nothing() -> None:
    token = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz012345678"
    assert secret_of(token) == secret_of(token) != secret_of(token + "9")
    assert secret_of(token).isalnum()
    assert len(secret_of(token)) == 64
