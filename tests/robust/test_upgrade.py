"""Every earlier schema upgrades with its data, and the whole journey runs on each kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.coach.model import Goal, Since, Site
from bot.config import Settings
from bot.store import Store, agenda, sessions
from bot.store.known import known
from bot.store.migrate import migrations
from bot.store.people import Answers
from tests.conftest import World
from tests.support.journey import finishes, sets_up, starts
from tests.support.stores import postgres_url, store_url

__all__ = ["postgres_url", "store_url"]

NEWEST = len(migrations())
ROWS: dict[int, tuple[tuple[str, str], ...]] = {
    1: (
        ("inbox", "(update_id, person, payload, received_at) VALUES (1, 7, '{\"update_id\": 1}', 100)"),
        ("seen", "(update_id, at) VALUES (1, 100)"),
        ("reminder", "(person, due_at, kind) VALUES (7, 4000000000, 'reminder')"),
        ("delivery", "(person, kind, on_date, state, at) VALUES (7, 'reminder', '2026-11-18', 'sent', 100)"),
        ("file", "(digest, bot_id, kind, file_id) VALUES ('d', 42, 'animation', 'f')"),
    ),
    2: (
        ("person", "(id, lang, agreed_at, set_up_at) VALUES (7, 'en', 100, 200)"),
        (
            "profile",
            "(person, sites, since, usual_pain, worse_with, goal, conditions, floor, equipment, minutes, "
            "days, zone, hour) VALUES (7, 'buttock,low-back', 'days', 4, '', 'less-pain', '', 1, '', 10, "
            "'0,1,2,3,4,5,6', 'Europe/London', '07:30')",
        ),
        ("activity", "(person, slot, on_date, name, score) VALUES (7, 1, '2026-11-18', 'socks', 3)"),
        ("dialog", "(person, question, draft) VALUES (7, '', '{}')"),
        ("screening", "(person, nr, at, kind, flags) VALUES (7, 1, 100, 'screened', '')"),
        (
            "pain",
            "(person, at, kind, on_date, score, sites, note) VALUES (7, 100, 'any', '2026-11-18', 4, '', '')",
        ),
        (
            "session",
            "(person, on_date, kind, reasons) VALUES (7, '2026-11-18', 'planned', '[]')",
        ),
        (
            "item",
            "(person, on_date, nr, exercise, level, sets, reps, hold, seconds, skipped, hurt, leg) "
            "VALUES (7, '2026-11-18', 0, 'bird-dog', 1, 2, 8, 0, 0, 0, 0, 'none')",
        ),
        (
            "set_done",
            "(person, on_date, nr, side, set_nr, at) VALUES (7, '2026-11-18', 0, 'left', 1, 100)",
        ),
    ),
    3: (
        (
            "taste",
            "(person, exercise, liking) VALUES (7, 'bridge', 'never'), (7, 'cobra', 'never'), "
            "(7, 'bird-dog', 'favourite'), (7, 'clam', 'never')",
        ),
        ("lesson", "(person, lesson, at) VALUES (7, 'why-move', 100)"),
        ("question", "(person, nr, at, text) VALUES (7, 1, 100, 'May I swim?')"),
    ),
    4: (
        (
            "incident",
            "(nr, on_date, what, severity, afterwards, told) "
            "VALUES (1, '2026-11-18', 'fall', 'mild', 'passed', '')",
        ),
    ),
}
"""What people had stored under a schema -> rows of the tables it brought, as that schema had them."""


ANSWERED = Answers(
    sites=frozenset({Site.BUTTOCK, Site.LOW_BACK}),
    since=Since.DAYS,
    usual_pain=4,
    worse_with=frozenset(),
    goal=Goal.LESS_PAIN,
    conditions=frozenset(),
    floor=True,
    equipment=frozenset(),
    minutes=10,
    days=frozenset(range(7)),
    zone="Europe/London",
    hour=time(7, 30),
)


def test_every_schema_but_the_newest_has_rows_to_upgrade() -> None:
    assert set(ROWS) == set(range(1, NEWEST))


@pytest.mark.parametrize("schema", range(1, NEWEST))
async def test_an_upgrade_keeps_every_row_of_an_earlier_schema(store_url: str, schema: int) -> None:
    tables = [row for version in range(1, schema + 1) for row in ROWS.get(version, ())]
    old = await Store.open(store_url, upto=schema)
    async with old.transaction() as tx:
        for table, values in tables:
            await tx.execute(f"INSERT INTO {table} {values}")
    await old.close()
    new = await Store.open(store_url)
    async with new.transaction() as tx:
        assert await tx.value("schema_version") == NEWEST
        assert [row["update_id"] for row in await tx.all("inbox_left")] == [1]
        assert await agenda.due_at(tx, 7, "reminder") == 4_000_000_000
        assert await tx.value("delivery_count", person=7, kind="reminder", on_date="2026-11-18") == 1
        assert await tx.value("file_get", digest="d", bot_id=42, kind="animation") == "f"
        if schema >= 2:
            await holds_the_coach(tx)
        if schema >= 3:
            for query in ("lessons_of", "questions_of"):
                assert len(await tx.all(query, person=7)) == 1, query
            who = await known(tx, 7)
            assert who is not None
            assert who.answers.never == frozenset({"bridge", "clam", "cobra"})
            assert who.answers.favourites == frozenset({"bird-dog"})
    await new.close()


async def holds_the_coach(tx: Any) -> None:
    for query in ("activities_of", "screenings_of", "pains_of"):
        assert len(await tx.all(query, person=7)) == 1, query
    ((day,), who) = (await sessions.days(tx, 7), await known(tx, 7))
    assert (len(day.items), len(day.done)) == (1, 1)
    assert who is not None
    assert who.answers == replace(ANSWERED, never=who.answers.never, favourites=who.answers.favourites)


@pytest.fixture(params=["postgresql", "encrypted"])
def settings(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Settings:
    if request.param == "encrypted":
        return replace(settings, database_key="a long sentence that only you know")
    return replace(settings, database_url=request.getfixturevalue("postgres_url"))


async def test_the_whole_journey_runs_on_each_kind_of_database(world: World) -> None:
    anna = world.person("Anna")
    await sets_up(anna)
    await starts(anna)
    await finishes(anna)
    await world.restart()
    for second in (0, 15):  # the first beat finds that yesterday's is too late, the second sends today's
        await world.wait_until(datetime(2026, 11, 19, 7, 31, second, tzinfo=UTC))
    anna.sees("how is your back")
    await anna.taps("3")
    await anna.says("/today")
    await anna.taps("Start")
    assert anna.screen.picture is not None
    for command in ("/progress", "/pain", "/settings", "/export", "/today"):
        await anna.says(command)
    await anna.says("/delete")
    await anna.taps("Delete everything")
    async with world.app.store.transaction() as tx:
        assert await known(tx, anna.id) is None


@pytest.mark.parametrize("settings", ["encrypted"], indirect=True)
async def test_an_encrypted_file_holds_no_word_that_can_be_read(world: World, tmp_path: Path) -> None:
    await sets_up(world.person("Anna"))
    raw = bytes_of(tmp_path)
    assert len(raw) > 10_000
    for word in (b"SQLite format", b"low-back", b"Europe/London", b"person"):
        assert word not in raw


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("coach.db*"))
