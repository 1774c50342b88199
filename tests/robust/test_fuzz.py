"""Twenty people do three thousand odd things at once: everybody is answered and nothing is broken."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.coach import screening
from bot.sandbox import Chat, Human, Kind
from bot.store import screenings
from tests.conftest import World
from tests.support.journey import sets_up
from tests.support.person import Person
from tests.support.soak import times

PEOPLE, ROUNDS, ACTS = 20, 30, 5  # ACTS of each person a round: 3,000 in all
RESTS = 6_000  # looks at whether everything is answered, 5 ms apart
OF_A_BAD_LINE = ("Telegram does not answer", "a reminder could not be sent")
"""Errors that are rightly logged: three polls in a row that fail, a reminder that is lost on the way."""
TEXTS = (
    "7", "0", "10", "11", "-3", "7/10", "seven", "00", "1e3", "٣", "½", "7:30", "7.30 am", "25:00", "0730",
    "none", "next", "yes", "no", "low back and buttock", "mat, chair", "less pain", "10 minutes",
    "that is all", "Berlin", "Springfield", "Europe/Vienna", "Mon Wed Fri", "every day", "today", "progress",
    "done", "undo", "skip", "how", "it hurts", "🙂", "👩‍👩‍👧‍👦🏳️‍🌈", "zażółć gęślą jaźń", "背中が痛い",
    "<b>bold", "</b> & <script>alert(1)</script>", "{name} {0} %s", "'; DROP TABLE person; --",
    "\u202eback to front", "x" * 4096, "Putting on my socks " * 40, "a\x00b", "a\nb\nc",
    "/", "/nothing", "/start now", "/start deep-link", "/today@back_coach_bot",
)  # fmt: skip
COMMANDS = (
    "start", "today", "pain", "progress", "settings", "redflags", "help", "privacy", "export", "delete",
    "language", "seen", "here", "keep", "location",
)  # fmt: skip


@dataclass
class Actor:
    """Somebody who does anything at all, and what they may expect for it."""

    person: Person
    group: Chat
    dice: random.Random
    queries: list[str] = field(default_factory=list)
    unanswered: int | None = None  # their message after which the bot has to say something

    @property
    def human(self) -> Human:
        return self.person.human

    def acts(self) -> None:
        weighted: dict[Callable[[], None], int] = {
            self.taps: 55,
            self.says: 18,
            self.commands: 10,
            self.sends: 8,
            self.edits: 2,
            self.forwards: 2,
            self.in_the_group: 2,
            self.leaves: 1,
            self.clears: 1,
        }
        if self.human.blocked:
            weighted = {self.comes_back: 1, self.stays_away: 2}
        (act,) = self.dice.choices(list(weighted), weights=list(weighted.values()))
        act()

    def taps(self) -> None:
        """Mostly a button of the newest screen, else any that was ever shown."""
        shown = {key: data for key, data in self.human.chat.shown.items() if data}
        if not shown:
            return self.commands()
        message = max(shown) if self.dice.random() < 0.75 else self.dice.choice(sorted(shown))
        self.queries.append(self.human.taps(message, self.dice.choice(sorted(shown[message]))))
        return None

    def says(self) -> None:
        self._expects(self.human.says(self.dice.choice(TEXTS))["message_id"])

    def commands(self) -> None:
        self._expects(self.human.says("/" + self.dice.choice(COMMANDS))["message_id"])

    def sends(self) -> None:
        human = self.human
        things = (
            human.sends_sticker,
            human.sends_photo,
            human.sends_voice,
            human.sends_video_note,
            human.throws_dice,
            lambda: human.sends_document("mine.pdf", b"%PDF-1.4"),
            human.shares_contact,
            lambda: human.sends_poll("Well?", "yes", "no"),
            lambda: human.shares_location(self.dice.uniform(-90, 90), self.dice.uniform(-180, 180)),
        )
        self._expects(self.dice.choice(things)()["message_id"])

    def edits(self) -> None:
        mine = [m for m in self.human.chat.visible if m["from"]["id"] == self.human.id and "text" in m]
        if mine:
            self.human.edits(self.dice.choice(mine)["message_id"], self.dice.choice(("5", "/today", "oh")))

    def forwards(self) -> None:
        self._expects(self.human.says("Try this for your back", forwarded=True)["message_id"])

    def in_the_group(self) -> None:
        self.human.says(self.dice.choice(("/start", "/today", "hello", "@back_coach_bot help")), self.group)

    def leaves(self) -> None:
        self.human.blocks()
        self.unanswered = None

    def comes_back(self) -> None:
        self.human.unblocks()

    def stays_away(self) -> None:
        pass

    def clears(self) -> None:
        self.human.clears_chat()

    def _expects(self, message_id: int) -> None:
        self.unanswered = message_id

    def is_content(self) -> bool:
        """The bot has said something since their last word."""
        since = self.unanswered or 0
        said = (message for message in self.human.chat.messages.values() if message["from"]["is_bot"])
        return self.human.blocked or not since or any(message["message_id"] > since for message in said)


class Crowd:
    """All of them, the clock, and what has to be true whenever everything is at rest."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.dice = world, random.Random(seed)
        group = world.sandbox.add_group("Back pain club")
        self.actors = [
            Actor(
                world.person(f"Person {n}", self.dice.choice(("en-GB", "en", "de-AT", None))),
                group,
                random.Random(f"{seed} {n}"),
            )
            for n in range(PEOPLE)
        ]

    async def lives(self, rounds: int, acts: int) -> None:
        for _ in range(rounds):
            locked = await self.locked()
            pictures = self.pictures()
            await asyncio.gather(*(self.acts(actor, acts) for actor in self.actors))
            await self.rests()
            assert [actor.human.id for actor in self.actors if not actor.is_content()] == []
            for who, standing in (await self.locked()).items():
                if standing == locked.get(who):
                    assert self.pictures().get(who, 0) == pictures.get(who, 0), "a picture while locked"
            await self.time_passes()

    async def acts(self, actor: Actor, acts: int) -> None:
        for _ in range(acts):
            actor.acts()
            await asyncio.sleep(self.dice.uniform(0, 0.02))

    async def rests(self) -> None:
        updates = self.world.sandbox.world.updates
        for _ in range(RESTS):
            await self.world.app.idle()
            if not updates.pending:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"{len(updates.pending)} updates were never taken")

    async def time_passes(self) -> None:
        minutes = self.dice.choice((0, 0, 1, 7, 60, 6 * 60, 24 * 60, 24 * 60, 3 * 24 * 60))
        self.world.clock.jump(self.world.clock.now() + timedelta(minutes=minutes))
        await self.world.app.reminders.beat()
        await self.world.app.reminders.idle()

    async def locked(self) -> dict[int, int]:
        """Who is locked, and how many facts their standing rests on."""
        async with self.world.app.store.transaction() as tx:
            facts = {a.human.id: await screenings.events(tx, a.human.id) for a in self.actors}
        return {who: len(each) for who, each in facts.items() if screening.state(each).locked}

    def pictures(self) -> dict[int, int]:
        """How many moving pictures each person was ever sent."""
        counts: dict[int, int] = {}
        for call in self.world.sandbox.calls:
            moving = call.method == "sendAnimation" or call.method == "editMessageMedia"
            if moving and call.status == 200:
                who = int(call.params["chat_id"])
                counts[who] = counts.get(who, 0) + 1
        return counts

    async def is_well(self) -> None:
        """Nothing hangs, nothing was refused, and everybody can go on."""
        world = self.world
        answered = world.sandbox.world.answers
        assert [q for actor in self.actors for q in actor.queries if q not in answered] == []
        for actor in self.actors:
            if actor.human.blocked:
                actor.human.unblocks()
        await self.rests()
        for actor in self.actors:
            for command in ("/start", "/today"):
                actor.human.says(command)
                await self.rests()
                newest = max(actor.human.chat.messages)
                message = actor.human.chat.messages[newest]
                assert message["from"]["is_bot"], f"{actor.human.id} got nothing for {command}"
                buttons = message.get("reply_markup", {}).get("inline_keyboard")
                assert buttons or actor.human.chat.keyboard, message


INVARIANTS = {
    "an update is left": "SELECT * FROM inbox",
    "a score is no score": "SELECT * FROM pain WHERE score NOT BETWEEN 0 AND 10",
    "a usual score is none": (
        "SELECT * FROM answers WHERE json_extract(given, '$.usual_pain') NOT BETWEEN 0 AND 10"
    ),
    "an activity's score is none": "SELECT * FROM activity WHERE score NOT BETWEEN 0 AND 10",
    "a day has two sessions": "SELECT * FROM session GROUP BY person, on_date HAVING COUNT(*) > 1",
    "a session has no items": (
        "SELECT * FROM session s WHERE NOT EXISTS "
        "(SELECT * FROM item i WHERE i.person = s.person AND i.on_date = s.on_date)"
    ),
    "a set belongs to nothing, or is one too many": (
        "SELECT * FROM set_done d LEFT JOIN item i "
        "ON i.person = d.person AND i.on_date = d.on_date AND i.nr = d.nr "
        "WHERE i.nr IS NULL OR d.set_nr NOT BETWEEN 1 AND i.sets"
    ),
    "a day has two morning scores": (
        "SELECT * FROM pain WHERE kind <> 'any' GROUP BY person, on_date, kind HAVING COUNT(*) > 1"
    ),
    "something is known without consent": (
        "SELECT person.id FROM person JOIN answers ON answers.person = person.id WHERE agreed_at IS NULL"
    ),
    "a plan without answers": "SELECT * FROM session WHERE person NOT IN (SELECT person FROM answers)",
    "a reminder for nobody": ("SELECT * FROM agenda WHERE person NOT IN (SELECT id FROM person)"),
}
"""What would be wrong -> the rows that show it."""


def broken(database: Path) -> dict[str, list[object]]:
    connection = sqlite3.connect(database)
    found = {what: connection.execute(query).fetchall() for what, query in INVARIANTS.items()}
    found["a row points nowhere"] = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return {what: rows for what, rows in found.items() if rows}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 1 + times(1, 20)))
async def test_three_thousand_odd_acts_leave_everybody_answered_and_nothing_broken(
    world: World, tmp_path: Path, seed: int
) -> None:
    crowd = Crowd(world, seed)
    for actor in crowd.actors[::2]:  # half of them have a plan, the others find their way or do not
        await sets_up(actor.person)
    await crowd.lives(ROUNDS, ACTS)
    await crowd.is_well()
    assert broken(tmp_path / "coach.db") == {}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 2 + times(1, 20)))
async def test_a_bad_line_to_telegram_changes_nothing_of_that(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    crowd = Crowd(world, seed)
    for actor in crowd.actors[::2]:
        await sets_up(actor.person)
    faults = world.sandbox.faults
    faults.delay(0.05, times=None, chance=0.05)
    faults.fail(times=None, chance=0.01)
    faults.fail(times=None, chance=0.005, after=True)
    faults.drop(times=None, chance=0.01)
    faults.drop(times=None, chance=0.005, after=True)
    faults.drop("getUpdates", times=None, chance=0.05)
    faults.flood(1, times=None, chance=0.005)
    faults.duplicate(times=None, chance=0.05)
    await crowd.lives(rounds=6, acts=8)
    faults.clear()
    await crowd.is_well()
    assert len(faults.happened) > 100
    logged = caplog.get_records("call")
    logged[:] = [each for each in logged if not each.getMessage().startswith(OF_A_BAD_LINE)]
    # An edit whose answer was lost is sent again, and then nothing is left to change.
    violations = world.sandbox.violations
    violations[:] = [each for each in violations if each.kind is not Kind.NOT_MODIFIED]
    assert broken(tmp_path / "coach.db") == {}
