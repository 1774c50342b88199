"""Attacks on the safety cards: no path opens exercise while they are not answered in the present state.

A state that keeps exercise back, and whatever a person can do about it: every command, every button that
was ever kept, wishes in words, settings, other days, answers that contradict. Nothing playable comes of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from bot.chat.after import Lighter
from bot.chat.features import ROUTES
from bot.chat.feedback import AllDone, Rated
from bot.chat.player import Done, How, Skip, Walked
from bot.chat.postpone import RemindAt
from bot.chat.presses import HOW_IT_HURTS, Finish, HurtHow, Hurts, Play, Reopen, Start, Undo
from bot.chat.reminder import Later, Morning, NotToday
from bot.chat.safety import Seen
from bot.coach.model import Category, Condition, Difficulty
from bot.coach.shelf import BRACE
from bot.store.sessions import Side
from bot.talk import read
from bot.talk.buttons import Back, Choose, Go, Next, Resume
from bot.talk.wire import Press, encode
from tests.chat.conftest import Arrive, Rows, waits
from tests.chat.test_inline import asked as asks_inline
from tests.conftest import MORNING, World
from tests.support.journey import agrees
from tests.support.person import Person, Screen

TODAY = MORNING.date()
DAY = timedelta(days=1)
QUIET = (Category.MOBILITY, Category.AEROBIC)
OFFERS = ("Start", "Continue", "▶", "✓ Done", "Do the rest", "Next exercise", "A few easy movements")

Step = str | Press | timedelta | Callable[[World, Person], Awaitable[None]]
"""A label on the chat, a command, typed words after "> ", a button kept from earlier, a wait, or an act."""


@pytest.fixture(scope="module", autouse=True)
def cities() -> None:
    """Read before somebody types one: they take seconds on a busy machine."""
    read.warm()


# What is done


async def does(world: World, person: Person, step: Step) -> None:
    match step:
        case Press():
            await keeps_and_taps(person, step)
        case timedelta():
            await waits(world, world.clock.now() + step)
        case str() if step.startswith("> "):
            await person.says(step.removeprefix("> "))
        case str() if step.startswith("/"):
            await person.says(step)
        case str():
            await person.taps(step)
        case _:
            await step(world, person)


async def keeps_and_taps(person: Person, press: Press) -> None:
    """A button of a message from any time: it is still in the chat, and what it asks is sent."""
    message = person.screen.message_id
    person.human.chat.shown.setdefault(message, set()).add(encode(press))
    await person.does(f"tapped {press}", lambda: person.human.taps(message, encode(press)), silently=True)


async def blocks_and_comes_back(world: World, person: Person) -> None:
    await person.blocks()
    await waits(world, world.clock.now() + DAY)
    await person.unblocks()
    await person.says("/start")


async def restarts(world: World, person: Person) -> None:
    await world.restart()


# What must not come of it


def moves(screen: Screen) -> bool:
    return screen.picture is not None and screen.picture.kind == "animation"


def offers(screen: Screen) -> bool:
    """The player, a list with doses, or a way to any of them."""
    listed = "○" in screen.text or "◐" in screen.text
    return listed or any(label.startswith(OFFERS) for label in screen.labels)


@dataclass
class Watch:
    """What was stored of sessions when the state was reached; none of it may become more."""

    rows: Rows
    pictures: bool = False  # may be looked at: of a position to rest in, of an exercise that is looked up
    before: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        self.before = self.stored()

    def stored(self) -> tuple[Any, ...]:
        sets = [tuple(row.values()) for row in self.rows("set_done")]
        return sets, {row["on_date"] for row in self.rows("session")}, self.open()

    def open(self) -> set[str]:
        return {row["on_date"] for row in self.rows("session") if row["finished_at"] is None}

    def holds(self, seen: list[Screen], step: object) -> None:
        for screen in seen:
            assert not offers(screen), f"{step}\n{screen}"
            assert self.pictures or not moves(screen), f"{step}\n{screen}"
        (sets, planned, open_days), now = self.before, self.stored()
        assert now[0] == sets, f"{step}: a set was stored"
        assert now[1] <= planned, f"{step}: a session was planned"
        assert now[2] <= open_days, f"{step}: a session was opened again"


async def attacks(world: World, person: Person, watch: Watch, *steps: Step) -> None:
    for step in steps:
        before = {screen.message_id: screen.message for screen in person.screens}
        await does(world, person, step)
        new = [each for each in person.screens if before.get(each.message_id) != each.message]
        watch.holds(new, step)


# The states


@dataclass(frozen=True)
class State:
    steps: tuple[Step, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)
    paths: tuple[str, ...] = ("commands and words", "kept buttons", "settings and days")
    surgery: bool = False  # nothing is planned; movements may be looked at


CONFIRMED = ("Next", "Yes, that is right")
BEGUN = ("Start", "3", "Done")
EMERGENCY = ("/redflags", "2", *CONFIRMED)
ENDED = (*BEGUN, "Stop here for today", "3", "Just right")
ASSESSED = ("A professional has checked me", "A doctor", "Yes, and they agree", "Nothing to leave out")
FALL = ("/problem", "I fell", "I could not do usual things", "It is still there")
SURGERY = ("/settings", "To respect", "Recent surgery", "Next", "Less than 2 weeks ago")

LIKE = ("kept buttons", "settings and days")  # for a state that is much like another
STATES: dict[str, State] = {
    "emergency": State((*BEGUN, *EMERGENCY)),
    "emergency after a session that was ended early": State((*ENDED, *EMERGENCY), paths=LIKE[:1]),
    "a numb leg in a session": State((*BEGUN, "It hurts", "My leg feels numb or weak"), paths=LIKE),
    "written and confirmed": State(("> I can't feel my leg", *CONFIRMED), paths=LIKE[:1]),
    "assessed, the cards not answered": State((*EMERGENCY, *ASSESSED), paths=LIKE),
    "ticked and not confirmed": State((*BEGUN, "/redflags", "2")),
    "written and not confirmed": State((*BEGUN, "> I have chest pain"), paths=LIKE[:1]),
    "ten of ten after a session": State((*BEGUN, "Stop here for today", "10"), paths=LIKE),
    "a fall reported": State((*BEGUN, *FALL)),
    "very sore at any time": State((*BEGUN, "/pain", "9"), paths=LIKE),
    "very sore before a session": State(("Start", "9")),
    "surgery first": State(SURGERY, surgery=True),
    "an operation, nobody said when": State(
        told={"conditions": frozenset({Condition.SURGERY})}, surgery=True
    ),
    "the baby was due": State(
        told={"conditions": frozenset({Condition.PREGNANT}), "pregnant_until": TODAY - 2 * DAY},
    ),
}

# The paths


def kept(on: date) -> Iterator[Press]:
    """Buttons of every screen there has been on that day, but for answers to the cards."""
    yield from (Start(on), Play(on), Reopen(on), AllDone(on), Undo(on), Lighter(), Resume("player"))
    yield from (Done(on, 0, side, 1) for side in Side)
    yield from (Skip(on, 0), How(on, 0), Hurts(on, 0), Walked(on, 2, 5), Finish(on))
    yield from (HurtHow(on, 0, what) for what in HOW_IT_HURTS if what != "numb")
    yield from (Rated(on, Difficulty.EASY), Resume("before"), Back("before"), Choose("before", "2"))
    yield from (Choose("sos-alarms", "none"), Choose("limits", "bending"), Go("rest"))
    yield from (Choose("healed", "yes"), Choose("recovered", "yes"), Choose("birth-yes", "yes"))
    yield from (Seen(), Go("not-seen"), Go("here"), Go("home"))
    yield from (Later(on, "30"), RemindAt(on, "23:30"), NotToday(on), Morning(on, 2), Start(on), Play(on))


WORDS = (
    "lets go", "done", "more", "start", "continue", "I did it all", "too easy", "i walked 20 minutes",
    "how do I do the bridge", "bridge", "something else", "I feel better now", "it was a mistake", "next",
)  # fmt: skip
COMMANDS = tuple(f"/{command}" for command in ROUTES.commands if command not in ("redflags", "delete"))
SETTINGS: tuple[Step, ...] = (
    *("/settings", "Time zone", "> Auckland", "/today", Start(TODAY + DAY)),
    *("/settings", "Time zone", "> Honolulu", "/today", Start(TODAY - DAY)),
    *("/settings", "Days", "Every day", "/settings", "Time zone", "> London", Start(TODAY), Play(TODAY)),
)
WAITING: tuple[Step, ...] = (
    timedelta(hours=11, minutes=1),  # the evening that was promised
    *("/today", blocks_and_comes_back, restarts, "/today"),
    *(timedelta(days=7), Start(TODAY + 8 * DAY), Morning(TODAY + 8 * DAY, 2), "/today"),
    *(timedelta(days=32), Start(TODAY + 40 * DAY), Morning(TODAY + 40 * DAY, 2), "/today"),
)
PATHS: dict[str, tuple[Step, ...]] = {
    "commands and words": (*COMMANDS, *(f"> {each}" for each in WORDS)),
    "kept buttons": (*kept(TODAY), "/today", Start(TODAY - DAY), Play(TODAY - DAY)),
    "settings and days": (*SETTINGS, *WAITING),
}


async def is_in(world: World, arrives: Arrive, state: State, name: str = "Anna") -> Person:
    person = await arrives(name, **state.told)
    for step in state.steps:
        await does(world, person, step)
    return person


@pytest.mark.parametrize(
    ("state", "path"), [(name, path) for name, state in STATES.items() for path in state.paths]
)
async def test_nothing_opens_exercise(
    world: World, arrives: Arrive, rows: Rows, state: str, path: str
) -> None:
    anna = await is_in(world, arrives, STATES[state])
    await attacks(world, anna, Watch(rows, pictures=STATES[state].surgery), *PATHS[path])


RESTS = ("emergency", "ticked and not confirmed", "a fall reported")


@pytest.mark.parametrize("state", RESTS)
async def test_no_exercise_is_found_from_another_chat(world: World, arrives: Arrive, state: str) -> None:
    anna = await is_in(world, arrives, STATES[state])
    assert await asks_inline(world, anna, "bridge") == []


# One by one: what was answered before is no answer now


@dataclass(frozen=True)
class Attack:
    """`way` leads to where nothing is open; `steps` try to get out of it."""

    way: tuple[Step, ...]
    steps: tuple[Step, ...]
    told: Mapping[str, Any] = field(default_factory=dict)
    surgery: bool = False


def none_of(card: str) -> Press:
    """[None of these] of a card that was kept."""
    return Next(f"safety-{card}")


NONE = "None of these"
CARDS = tuple(map(none_of, ("emergency", "same-day", "see-first")))
HALF_WAY = ("/redflags", NONE)  # the second card waits, the first was answered
THIRD_CARD = ("/redflags", NONE, NONE)
SORE = ("/pain", "9", "As always", "No note")
PREGNANT = ("/settings", "To respect", "Pregnant", "Next")
UNTICKED = ("/settings", "To respect", "✓ Recent surgery", NONE)
AGREED = ("/today", "A professional has checked me", *ASSESSED[2:])
AN_OPERATION_IS_OVER = {"conditions": frozenset({Condition.SURGERY}), "surgery_until": TODAY}

ATTACKS: dict[str, Attack] = {
    "a line ticked on one screen of cards, the other screen answered to its end": Attack(
        (*HALF_WAY, *SORE, "2"), CARDS[1:]
    ),
    "a line ticked on the short cards, all three answered to their end": Attack(
        (*SORE, NONE, *HALF_WAY, *SORE, "2"), CARDS[1:]
    ),
    "an operation ticked on the third card, the short cards answered": Attack(
        (*THIRD_CARD, "4", *SORE, NONE), (NONE,)
    ),
    "an operation ticked while the score was being asked": Attack(
        ("Start", *THIRD_CARD, "4"), (Choose("before", "3"),)
    ),
    "the first card answered before the fall, the others after it": Attack(
        (*HALF_WAY, *FALL, "Nothing more"), ("/today", *CARDS[1:])
    ),
    "the first card answered before the second fall": Attack((*HALF_WAY, *SORE, NONE, *FALL), CARDS[1:]),
    "the first card answered forty days ago": Attack((*HALF_WAY, timedelta(days=40), *SORE), CARDS[1:]),
    "cards half answered under a lock, the rest once somebody has looked": Attack(
        (*EMERGENCY, *FALL, "> on the stairs", CARDS[0], *AGREED[:2], *ASSESSED[1:]), CARDS[1:2]
    ),
    "an alarm written after the question whether somebody has looked": Attack(
        (*EMERGENCY, *ASSESSED[:2], "> I can't feel my leg"), (Seen(), Next("limits"), *CARDS)
    ),
    "the cards answered again and again under a lock": Attack(
        (*THIRD_CARD[:2], "7", *CONFIRMED), ("/redflags", *CARDS, "/redflags", "> none", "> 3", *CARDS)
    ),
    "confirmed twice, from two messages": Attack(
        ("/redflags", "2", "Next", "Yes, that is right"),
        (Choose("safety-sure", "change"), Choose("safety-sure", "yes"), *CARDS),
    ),
    "a lock while an operation waits for a yes": Attack(
        (*SURGERY, *EMERGENCY, *ASSESSED), (NONE, NONE, "Next", "Go on")
    ),
    "a new operation, and the question whether the old one has healed": Attack(
        ("/today", *SURGERY[:2], *SURGERY[3:]), (Choose("healed", "yes"),), AN_OPERATION_IS_OVER
    ),
    "a bad moment, and a line ticked before its answer": Attack(
        ("/sos", "/redflags", "2"), (Choose("sos-alarms", "none"),)
    ),
    "a very bad morning told on the reminder of a session that was planned": Attack(
        ("Start", "3", Morning(TODAY, 10)), ("/today",)
    ),
    "a very bad morning, and another day": Attack(
        ("Start", "10"), (DAY, "/today", Start(TODAY + DAY), Choose("before", "1"))
    ),
    "a very bad morning, and a zone where it is tomorrow": Attack(
        ("Start", "10"), ("/settings", "Time zone", "> Kiritimati", "/today", Choose("before", "1"))
    ),
    "pregnant since the session was begun, and nobody asked since when": Attack(
        (*BEGUN, *PREGNANT), (Play(TODAY), Done(TODAY, 1, Side.BOTH, 1), AllDone(TODAY))
    ),
    "pregnant since the score was asked": Attack(("Start", *PREGNANT), (Choose("before", "3"), Play(TODAY))),
    "surgery, and a bad moment": Attack(SURGERY, ("/sos", NONE, "Just rest for now"), surgery=True),
    "surgery told in the middle of a session": Attack(
        (*BEGUN, *SURGERY), (Play(TODAY), Done(TODAY, 1, Side.BOTH, 1), AllDone(TODAY), Reopen(TODAY))
    ),
    "surgery, unticked in the settings": Attack(SURGERY, UNTICKED),
    "surgery agreed to, unticked, and another one told": Attack(
        (*SURGERY, *AGREED, *UNTICKED, *SURGERY), ("/today",)
    ),
    "everything deleted, and all that was kept": Attack(
        (*BEGUN, *EMERGENCY, "/delete", "Delete everything"), ("/start", *kept(TODAY), "> done", "> lets go")
    ),
    "everything deleted, and agreed again": Attack(
        (*BEGUN, *EMERGENCY, "/delete", "Delete everything", "/start", "I agree"),
        (*kept(TODAY), NONE, "> done", "> lets go", NONE, *kept(TODAY)),
    ),
}
PROBES = ("/today", Start(TODAY), Choose("before", "2"), Play(TODAY), "/today")


@pytest.mark.parametrize("name", ATTACKS)
async def test_what_was_answered_before_is_no_answer_now(
    world: World, arrives: Arrive, rows: Rows, name: str
) -> None:
    attack = ATTACKS[name]
    anna = await is_in(world, arrives, State(attack.way, attack.told))
    await attacks(world, anna, Watch(rows, pictures=attack.surgery), *attack.steps, *PROBES)


# Whoever is to see somebody has the gentle set, and nothing else


GENTLE: dict[str, tuple[Step, ...]] = {
    "pregnant, unticked on the third card before it was told": (
        *(*THIRD_CARD, "3", "✓ 3", *PREGNANT, "Month 4 to 6", none_of("see-first"), "Go on"),
    ),
    "pregnant in the settings, and the third card says none in words": (
        *(*PREGNANT, "Month 4 to 6", *THIRD_CARD, "> none"),
    ),
    "pregnant, unticked in the settings": (
        *(*PREGNANT, "Month 4 to 6", "/settings", "To respect", "✓ Pregnant", NONE),
    ),
    "pregnant in the middle of a session": (*BEGUN, *PREGNANT, "Month 4 to 6"),
    "a new mother whose operation was longer ago": (
        *("/settings", "To respect", "New mother", "Next", "2 to 6 weeks ago", "Caesarean", "Not yet"),
        *("/settings", "To respect", "Next", "Longer ago", "2 to 6 weeks ago", "Vaginal birth", "Not yet"),
    ),
    "a lock and the way out of it": (
        *(
            *THIRD_CARD,
            "2",
            "Next",
            "/redflags",
            "2",
            *CONFIRMED,
            *ASSESSED,
            "None of these",
            "None of these",
        ),
        *("✓ 2 ", "2 ", "Next"),
    ),
    "not improving, and a yes that was kept from a lock": (*THIRD_CARD, "2", "Next", Seen()),
}


@pytest.mark.parametrize("name", GENTLE)
async def test_nothing_but_the_gentle_set_is_played(
    world: World, arrives: Arrive, rows: Rows, name: str
) -> None:
    anna = await is_in(world, arrives, State(GENTLE[name]))
    begun = {row["nr"] for row in rows("set_done")}
    for step in ("/today", Start(TODAY), Choose("before", "2"), Play(TODAY), AllDone(TODAY)):
        await does(world, anna, step)
    library = world.app.pack.library
    done = [library[row["exercise"]] for row in rows("item") if row["nr"] not in begun]
    assert all(each.relief or each.category in QUIET or each.slug == BRACE for each in done)
    assert {row["kind"] for row in rows("session")} <= {"gentle"}


@pytest.mark.parametrize("way", [("/redflags", NONE), ("/redflags", NONE, NONE)], ids=["one", "two"])
async def test_cards_that_were_left_half_answered_for_days_begin_again(
    world: World, arrives: Arrive, way: tuple[str, ...]
) -> None:
    anna = await is_in(world, arrives, State((*way, 2 * DAY, *CARDS[len(way) - 1 :])))
    anna.sees("Some days have passed", "1 of 3")
    for card in CARDS:
        await does(world, anna, card)
    anna.sees("Nothing that stops us today")


async def test_so_do_those_of_the_start(world: World, anna: Person) -> None:
    await agrees(anna)
    later: tuple[Step, ...] = (NONE, NONE, 40 * DAY, CARDS[2])
    for step in later:
        await does(world, anna, step)
    anna.sees("Some days have passed", "1 of 3")


async def test_a_line_heard_beside_another_that_is_ticked_can_be_taken_back(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    """What was ticked on the other card stays to be answered."""
    anna = await is_in(world, arrives, State(("/redflags", "2", "/pain", "> I can't feel my leg")))
    watch = Watch(rows)
    await attacks(world, anna, watch, "Next", "No, change it", "Untick all", NONE, *PROBES)
    assert "✓ 2" in anna.screen.text


async def test_what_one_answers_is_said_by_nobody_else(world: World, arrives: Arrive, rows: Rows) -> None:
    """Two people at once: one may exercise, and the other stays locked."""
    anna = await is_in(world, arrives, STATES["emergency"])
    ben = await is_in(world, arrives, State(("/redflags", NONE, NONE, NONE)), "Ben")
    await asyncio.gather(ben.says("/today"), anna.says("none"))
    assert offers(ben.screen)
    await attacks(world, anna, Watch(rows), *CARDS, "/today", *kept(TODAY))
