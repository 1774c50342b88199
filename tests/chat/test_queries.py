"""What an act costs: few queries, in one transaction, before the tap is confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.coach import plan
from bot.store import Tx
from tests.chat.conftest import Arrive, waits
from tests.chat.test_reminder import DUE
from tests.conftest import World
from tests.support.journey import done_button

MOST = 8  # queries of an act, those of the inbox and of the dialog included
Asked = list[tuple[Tx, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every query with its transaction, in order."""
    found: Asked = []
    real = Tx._query

    def query(self: Tx, method: str, name: str, params: Any) -> Any:
        found.append((self, name))
        return real(self, method, name, params)

    monkeypatch.setattr(Tx, "_query", query)
    return found


def of_the_act(asked: Asked) -> list[str]:
    """The queries of the one transaction that applied the update: none came between its storing and that."""
    names = [name for _, name in asked]
    applied = names.index("inbox_apply")
    assert set(names[:applied]) <= {"inbox_see", "inbox_add", "agenda_claim"}  # the tick is somebody else
    return [name for tx, name in asked if tx is asked[applied][0]]


async def test_today_before_the_score(arrives: Arrive, asked: Asked) -> None:
    anna = await arrives()
    asked.clear()
    await anna.says("/today")
    anna.sees_button("Start")
    assert len(of_the_act(asked)) <= MOST, asked


async def test_today_in_a_session(arrives: Arrive, asked: Asked) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    asked.clear()
    await anna.says("/today")
    anna.sees_button("Start")
    assert len(of_the_act(asked)) <= MOST, asked


async def test_done(arrives: Arrive, asked: Asked) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    while label := done_button(anna):
        asked.clear()
        await anna.taps(label)
        assert len(of_the_act(asked)) <= MOST, asked
    anna.sees("at its worst")


async def test_the_morning_score(arrives: Arrive, world: World, asked: Asked) -> None:
    anna = await arrives()
    await waits(world, DUE)
    asked.clear()
    await anna.taps("3")
    anna.sees("Today · about")
    assert len(of_the_act(asked)) <= MOST, asked


async def test_words_that_mean_nothing_plan_the_day_once(
    arrives: Arrive, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await arrives()
    plans: list[date] = []
    real = plan.plan_day

    def counted(*args: Any) -> Any:
        plans.append(args[3])
        return real(*args)

    monkeypatch.setattr(plan, "plan_day", counted)
    asked.clear()
    await anna.says("qwxz")
    anna.sees("Sorry", "Today · about")
    assert len(plans) == 1
    assert len(of_the_act(asked)) <= MOST, asked
