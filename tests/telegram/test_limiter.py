"""What goes out when, at Telegram's own rates, on a clock that does not wait."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.limiter import Gate, Limiter, Rate, Urgency
from bot.telegram.transport import NotSentError
from tests.support.virtual_time import without_waiting

FREE = Rate(per_second=1e9, burst=10**6)


class Telegram:
    """Takes requests, remembers when, and refuses the first ones as told."""

    def __init__(self, limiter: Limiter) -> None:
        self.limiter = limiter
        self.taken: list[tuple[Any, float]] = []
        self.refusals: list[TelegramError] = []

    async def send(
        self, tag: Any, chat: int | None = 1, method: str = "sendMessage", urgency: int | None = None
    ) -> Any:
        async def call(*_: Any, **__: Any) -> Any:
            self.taken.append((tag, round(asyncio.get_running_loop().time(), 3)))
            if self.refusals:
                raise self.refusals.pop(0)
            return tag

        data = {} if chat is None else {"chat_id": chat}
        return await self.limiter.process_request(call, (), {}, method, data, urgency)

    @property
    def tags(self) -> list[Any]:
        return [tag for tag, _ in self.taken]

    @property
    def seconds(self) -> list[float]:
        return [at for _, at in self.taken]


def telegram(**rates: Any) -> Telegram:
    usual: dict[str, Any] = {"send_rate": 1e9, "chat": FREE, "edits": FREE, "pauses": (0, 0)}
    return Telegram(Limiter(**(usual | rates)))


@without_waiting
async def test_a_chat_gets_a_burst_and_then_a_steady_rate() -> None:
    there = telegram(chat=Rate(per_second=1, burst=3))
    await asyncio.gather(*(there.send(nr) for nr in range(7)))
    assert there.taken == [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 3), (6, 4)]


@without_waiting
async def test_a_chat_that_was_quiet_has_its_burst_again() -> None:
    there = telegram(chat=Rate(per_second=1, burst=2))
    await asyncio.gather(*(there.send(nr) for nr in range(3)))
    await asyncio.sleep(10)
    await asyncio.gather(*(there.send(nr) for nr in range(3)))
    assert there.seconds == [0, 0, 1, 11, 11, 12]


@without_waiting
async def test_one_chat_does_not_wait_for_another() -> None:
    there = telegram(chat=Rate(per_second=1, burst=1))
    await asyncio.gather(*(there.send(chat, chat) for chat in range(20)))
    assert set(there.seconds) == {0}


@without_waiting
async def test_all_chats_together_keep_the_bots_rate() -> None:
    there = telegram(send_rate=20)
    await asyncio.gather(*(there.send(chat, chat) for chat in range(105)))
    assert there.seconds.count(0) == 5
    assert there.seconds[-1] == 5


@without_waiting
async def test_edits_have_a_tighter_rate_of_their_own() -> None:
    there = telegram(edits=Rate(per_second=1 / 3, burst=1))
    edits = [there.send("edit", method="editMessageText") for _ in range(3)]
    await asyncio.gather(*edits, *(there.send("new") for _ in range(3)))
    assert there.taken == [("edit", 0), ("new", 0), ("new", 0), ("new", 0), ("edit", 3), ("edit", 6)]


@pytest.mark.parametrize(
    "method", ["answerCallbackQuery", "getMe", "sendChatAction", "setWebhook", "deleteMessage"]
)
@without_waiting
async def test_answers_to_taps_are_never_held_back(method: str) -> None:
    there = telegram(send_rate=1, chat=Rate(per_second=1, burst=1))
    messages = [there.send("message") for _ in range(3)]
    await asyncio.gather(*messages, *(there.send("answer", method=method) for _ in range(5)))
    assert [at for tag, at in there.taken if tag == "answer"] == [0] * 5
    assert [at for tag, at in there.taken if tag == "message"] == [0, 1, 2]


@without_waiting
async def test_replies_go_before_reminders() -> None:
    there = telegram(send_rate=4)
    reminders = [
        asyncio.create_task(there.send("reminder", nr, urgency=Urgency.REMINDER)) for nr in range(40)
    ]
    await asyncio.sleep(2.1)
    await asyncio.gather(*(there.send("reply", chat=99 + nr) for nr in range(3)))
    await asyncio.gather(*reminders)
    assert [at for tag, at in there.taken if tag == "reply"] == [2.25, 2.5, 2.75]
    assert there.seconds[-1] == 42 / 4


@without_waiting
async def test_a_chat_told_to_wait_waits_alone() -> None:
    there = telegram()
    there.refusals = [RetryAfter(7)]
    waiting = asyncio.create_task(there.send("slow", chat=1))
    await asyncio.sleep(1)
    after = asyncio.create_task(there.send("after", chat=1))
    await there.send("other", chat=2)
    assert await waiting == "slow"
    await after
    assert there.taken == [("slow", 0), ("other", 1), ("slow", 7), ("after", 7)]


@without_waiting
async def test_telegram_may_ask_to_wait_only_so_often() -> None:
    there = telegram()
    there.refusals = [RetryAfter(timedelta(seconds=2))] * 9
    with pytest.raises(RetryAfter):
        await there.send("message")
    assert there.seconds == [0, 2, 4]


@without_waiting
async def test_a_very_long_wait_is_not_waited_for() -> None:
    there = telegram()
    there.refusals = [RetryAfter(3600)]
    with pytest.raises(RetryAfter):
        await there.send("message")
    assert asyncio.get_running_loop().time() == 0


@without_waiting
async def test_a_wait_without_a_chat_holds_back_that_request_only() -> None:
    there = telegram()
    there.refusals = [RetryAfter(5)]
    answering = asyncio.create_task(there.send("answer", None, "answerCallbackQuery"))
    await asyncio.sleep(1)
    await there.send("other", None, "answerCallbackQuery")
    assert await answering == "answer"
    assert there.taken == [("answer", 0), ("other", 1), ("answer", 5)]


@pytest.mark.parametrize(
    ("method", "error", "attempts"),
    [
        ("sendMessage", NotSentError("no connection"), 3),
        ("sendMessage", TimedOut(), 1),
        ("sendMessage", NetworkError("Bad Gateway"), 1),
        ("editMessageText", TimedOut(), 3),
        ("editMessageText", NetworkError("Bad Gateway"), 3),
        ("answerCallbackQuery", TimedOut(), 3),
        ("editMessageText", BadRequest("Message is not modified"), 1),
        ("sendMessage", Forbidden("blocked"), 1),
    ],
)
@without_waiting
async def test_only_what_is_safe_to_repeat_is_repeated(
    method: str, error: TelegramError, attempts: int
) -> None:
    there = telegram()
    there.refusals = [error] * 9
    with pytest.raises(type(error)):
        await there.send("it", method=method)
    assert len(there.taken) == attempts


@without_waiting
async def test_what_succeeds_at_the_second_attempt_has_succeeded() -> None:
    there = telegram(pauses=(0.5, 1))
    there.refusals = [NotSentError("no connection")]
    assert await there.send("it") == "it"
    assert there.seconds == [0, 0.5]


@without_waiting
async def test_a_sender_who_gives_up_leaves_no_gap() -> None:
    there = telegram(chat=Rate(per_second=1, burst=1))
    sending = [asyncio.create_task(there.send(nr)) for nr in range(4)]
    await asyncio.sleep(0.5)
    for task in sending[1:3]:
        task.cancel()
    await sending[3]
    assert there.taken == [(0, 0), (3, 1)]


@without_waiting
async def test_a_quiet_chats_gate_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.limiter.KEPT_CHATS", 10)
    there = telegram(chat=Rate(per_second=1, burst=1))
    for chat in range(100):
        await there.send("message", chat)
        await asyncio.sleep(0.5)
    assert len(there.limiter._gates) <= 12


@without_waiting
async def test_a_gate_that_was_shut_opens_without_a_burst() -> None:
    gate = Gate(Rate(per_second=1, burst=5))
    gate.shut(10)
    at = []
    for _ in range(3):
        await gate.enter()
        at.append(round(asyncio.get_running_loop().time(), 3))
    assert at == [10, 11, 12]
