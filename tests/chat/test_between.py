"""What comes in between: every question of every flow is there again, or a sentence says why not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.chat.features import ROUTES
from bot.coach.model import Condition, Site
from bot.coach.passing import Birth
from bot.coach.screening import Event, Fact, Flag
from bot.store import agenda, people, screenings
from bot.store.people import Activity
from bot.talk import read
from tests.chat.conftest import Arrive, Rows, waits
from tests.conftest import MORNING, World
from tests.support.copies import Copies
from tests.support.journey import HEALTHY
from tests.support.person import Person, Screen

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DUE = MORNING.replace(hour=7, minute=30)
THAT_DAY = "Wednesday"
NOW = "How is your back now?\n0 is no pain, 10 is the worst you can imagine."  # whenever it is answered
MOST_TAPS = 2  # back to the question


@pytest.fixture(scope="module", autouse=True)
def cities() -> None:
    """Read before somebody types one: they take seconds on a busy machine."""
    read.warm()


# How to get to a question


@dataclass(frozen=True)
class Way:
    """How a person comes to a question, with something answered that is not confirmed yet where there can be.

    `steps`: a button's label, a command, or typed words after "> ". `told`, `before`: what `arrives` takes,
    and what was stored before them; None: nobody has met this person.
    """

    steps: tuple[str, ...]
    told: Mapping[str, Any] = field(default_factory=dict)
    before: Callable[[World, Person], Awaitable[None]] | None = None
    new: bool = False


async def reminded(world: World, person: Person) -> None:
    await waits(world, DUE)


async def asked_whether_seen(world: World, person: Person) -> None:
    """A line was marked yesterday, and the coach asks what became of it."""
    async with world.app.store.transaction() as tx:
        marked = Event(int((MORNING - DAY).timestamp()), Fact.SCREENED, frozenset({Flag.CANCER}))
        await screenings.add(tx, person.id, marked)
        await agenda.put(tx, person.id, "follow-up", int(DUE.timestamp()))
    await waits(world, DUE)


async def screened_long_ago(world: World, person: Person) -> None:
    async with world.app.store.transaction() as tx:
        at = int((MORNING - 8 * DAY).timestamp())
        await screenings.add(tx, person.id, Event(at, Fact.SCREENED))


async def a_day_in(world: World, person: Person) -> None:
    """Since yesterday: one question more after a session."""
    at = int((MORNING - DAY).timestamp())
    async with world.app.store.transaction() as tx:
        await people.save(tx, people.Person(person.id, "en", agreed_at=at, set_up_at=at))


async def four_weeks_in(world: World, person: Person) -> None:
    """The average of the week is due, and both own activities."""
    started = MORNING - timedelta(weeks=4)
    async with world.app.store.transaction() as tx:
        at = int(started.timestamp())
        await people.save(tx, people.Person(person.id, "en", agreed_at=at, set_up_at=at))
        for slot, name in enumerate(("Walking", "Driving"), start=1):
            await people.save_activity(tx, person.id, Activity(slot, started.date(), name, 4))


LEG = {"sites": frozenset({Site.LOW_BACK, Site.LOWER_LEG})}
HALF = {
    "safety-emergency": ("3",),
    "safety-same-day": ("2", "7"),
    "safety-see-first": ("6",),
    "sites": ("Low back", "Buttock"),
    "worse": ("Twisting",),
    "activities": ("Walking", "4"),
    "conditions": ("Knee", "Neck"),
    "equipment": ("Elastic band", "Exercise ball"),
    "zone": ("> Springfield",),
    "pain-where": ("Buttock", "Upper back"),
    "limits": ("Twisting",),
    "bad-day": ("Warmth", "A short walk"),
}
"""What is answered of a question, and not confirmed, before something comes in between."""
AFTER = ("Start", "3", "Done", "Stop here for today")
SORE = ("/pain", "9", "As always", "No note")
HARM = ("/problem", "I fell", "I could not do usual things", "It is still there")
EDIT = {
    "edit-hour": "Hour",
    "edit-days": "Days",
    "edit-zone": "Time zone",
    "edit-minutes": "Minutes",
    "edit-equipment": "Equipment",
    "edit-goal": "Goal",
    "edit-floor": "Floor",
    "edit-fitness": "Fitness",
    "edit-conditions": "To respect",
    "edit-pain": "Pain",
    "edit-country": "Country",
    "edit-limits": "To leave out",
    "edit-bad-day": "On a bad day",
    "edit-away": "Pause",
}


CONDITIONS = {
    "which": ("Pregnant", "New mother", "Next"),
    "operated": ("Recent surgery", "Next"),
    "due": ("Pregnant", "Next"),
    "born": ("New mother", "Next"),
    "birth": ("New mother", "Next", "2 to 6 weeks ago"),
    "birth-yes": ("New mother", "Next", "2 to 6 weeks ago", "Vaginal birth"),
}
"""What is told of somebody's health, and then the question about when and how it was."""
PASSED = {
    "healed": {"conditions": frozenset({Condition.SURGERY}), "surgery_until": MORNING.date()},
    "arrived": {"conditions": frozenset({Condition.PREGNANT}), "pregnant_until": MORNING.date()},
    "recovered": {
        "conditions": frozenset({Condition.GAVE_BIRTH}),
        "birth_until": MORNING.date(),
        "birth": Birth.VAGINAL,
    },
}
NEW_MOTHER = {"conditions": frozenset({Condition.GAVE_BIRTH})}
LOCKED = ("/redflags", "2", "Next", "Yes, that is right", "A professional has checked me")


def up_to(question: str) -> tuple[str, ...]:
    """The taps of the start before a question."""
    before = list(HEALTHY)[: list(HEALTHY).index(question)]
    return ("/start", "I agree", *(label for each in before for label in HEALTHY[each]))


def of_the_start() -> Iterator[tuple[str, Way]]:
    for question in HEALTHY:
        yield question, Way((*up_to(question), *HALF.get(question, ())), new=True)
    for question, steps in CONDITIONS.items():
        yield question, Way((*up_to("conditions"), *steps), new=True)
    yield "activity-score", Way((*up_to("activities"), "Walking", "6", "> putting on socks"), new=True)
    yield "days-pick", Way((*up_to("days"), "Let me choose", "Tuesday", "Sunday"), new=True)


def cards(flow: str, *to: str, short: bool = True, **more: Any) -> dict[tuple[str, str], Way]:
    """The safety cards of a flow, each with a line ticked."""
    questions = list(HEALTHY)[: 2 if short else 3]
    return {
        (flow, question): Way((*to, *["None of these"] * nr, *HALF[question]), **more)
        for nr, question in enumerate(questions)
    }


def edit(flow: str, question: str, *to: str) -> dict[tuple[str, str], Way]:
    return {(flow, question): Way(("/settings", EDIT[flow], *to, *HALF.get(question, ())))}


WAYS: dict[tuple[str, str], Way] = {
    **{("start", question): way for question, way in of_the_start()},
    **cards("redflags", "/redflags", short=False),
    ("redflags", "safety-sure"): Way(("/redflags", "2", "Next")),
    ("redflags", "operated"): Way(("/redflags", *["None of these"] * 2, "4", "Next")),
    ("redflags", "due"): Way(("/redflags", *["None of these"] * 2, "3", "Next")),
    **{("edit-conditions", each): Way(("/settings", "To respect", *way)) for each, way in CONDITIONS.items()},
    **{("over", question): Way(("/today",), told=told) for question, told in PASSED.items()},
    ("since", "which"): Way(
        ("/today",), told={"conditions": frozenset({Condition.PREGNANT, Condition.GAVE_BIRTH})}
    ),
    ("since", "operated"): Way(("/today",), told={"conditions": frozenset({Condition.SURGERY})}),
    ("since", "due"): Way(("/today",), told={"conditions": frozenset({Condition.PREGNANT})}),
    ("since", "born"): Way(("/today",), told=NEW_MOTHER),
    ("since", "birth"): Way(("/today", "2 to 6 weeks ago"), told=NEW_MOTHER),
    ("since", "birth-yes"): Way(("/today", "2 to 6 weeks ago", "Vaginal birth"), told=NEW_MOTHER),
    ("seen", "seen-who"): Way(LOCKED),
    ("seen", "seen"): Way((*LOCKED, "A doctor")),
    ("seen", "limits"): Way((*LOCKED, "A doctor", "Yes, and they agree", "Twisting")),
    ("follow-up", "follow-up"): Way((), before=asked_whether_seen),
    ("morning", "morning"): Way((), before=reminded),
    ("before", "before"): Way(("Start",)),
    **cards("rescreen", "Start", "3", before=screened_long_ago),
    ("player", "player"): Way(("Start", "3", "Done")),
    ("after", "worst"): Way(AFTER),
    ("after", "difficulty"): Way((*AFTER, "5")),
    ("after", "leg"): Way((*AFTER, "5", "Hard"), told=LEG),
    ("after", "week"): Way((*AFTER, "5", "Hard"), before=four_weeks_in),
    ("after", "rate"): Way((*AFTER, "5", "Hard", "4", "7"), before=four_weeks_in),
    ("after", "active"): Way((*AFTER, "5", "Hard"), told={"active": None}, before=a_day_in),
    ("after", "rises"): Way((*AFTER, "5", "Hard"), told={"rises": None}, before=a_day_in),
    **cards("after-safety", *AFTER, "10", "Hard"),
    ("pain", "pain-now"): Way(("/pain",)),
    ("pain", "pain-where"): Way(("/pain", "6", *HALF["pain-where"])),
    ("pain", "pain-note"): Way(("/pain", "6", *HALF["pain-where"], "Next")),
    **cards("pain-safety", *SORE),
    ("problem", "problem-what"): Way(("/problem",)),
    ("problem", "problem-severity"): Way(HARM[:2]),
    ("problem", "problem-then"): Way(HARM[:3]),
    ("problem", "problem-told"): Way(HARM),
    **cards("problem-safety", *HARM, "> it was on the mat"),
    ("exercises", "exercises"): Way(("/exercises",)),
    ("questions", "questions"): Way(("/questions", "> May I swim?")),
    **edit("edit-hour", "hour"),
    **edit("edit-days", "days"),
    **edit("edit-days", "days-pick", "Let me choose", "Monday", "Sunday"),
    **edit("edit-zone", "zone"),
    **edit("edit-minutes", "minutes"),
    **edit("edit-equipment", "equipment"),
    **edit("edit-goal", "goal"),
    **edit("edit-floor", "floor"),
    **edit("edit-fitness", "walk"),
    **edit("edit-fitness", "active", "About 20 min"),
    **edit("edit-fitness", "rises", "About 20 min", "Hardly at all"),
    **edit("edit-conditions", "conditions"),
    **edit("edit-pain", "sites"),
    **edit("edit-pain", "since", "Next"),
    **edit("edit-pain", "usual", "Next", "6 to 12 weeks"),
    **edit("edit-pain", "worse", "Next", "6 to 12 weeks", "7"),
    **edit("edit-country", "country"),
    **edit("edit-limits", "limits"),
    **edit("edit-bad-day", "bad-day"),
    **edit("edit-away", "away"),
    ("heard-emergency", "safety-emergency"): Way(("> I have chest pain",)),
    ("heard-same-day", "safety-same-day"): Way(("> I can't feel my leg",)),
    ("heard-see-first", "safety-see-first"): Way(("> I am pregnant",)),
    ("sos", "sos-alarms"): Way(("/sos",)),
    ("delete", "delete"): Way(("/delete",)),
}


def test_every_question_of_every_flow_has_a_way_to_it() -> None:
    asked = {(name, question) for name, flow in ROUTES.flows.items() for question in flow.questions}
    assert asked - WAYS.keys() == set()
    assert set(ROUTES.questions) - {question for _, question in WAYS} == set()


async def goes(person: Person, *steps: str) -> None:
    for step in steps:
        if step.startswith("> "):
            await person.says(step.removeprefix("> "))
        elif step.startswith("/"):
            await person.says(step)
        else:
            await person.taps(step)


# What comes in between


async def keeps_it_all(person: Person) -> None:
    await goes(person, "/delete", "Keep it all")


async def looks_at_today(person: Person) -> None:
    await person.says("/today")


async def answers_the_cards(person: Person) -> None:
    """All three with none, also what was ticked before."""
    await person.says("/redflags")
    for _ in range(3):
        for number in [label for label in person.screen.labels if label.startswith("✓")]:
            await person.taps(number)
        if "None of these" in person.screen.labels:
            await person.taps("None of these")
    if "Go on" in person.screen.labels:
        await person.taps("Go on")


async def asks_for_help(person: Person) -> None:
    await goes(person, "/help", "Go on")


async def tells_half_of_a_pain(person: Person) -> None:
    await person.says("/pain")
    if "How is your back now?" in person.screen.text:
        await person.taps("4")


async def reports_half_of_a_problem(person: Person) -> None:
    await person.says("/problem")
    if "What went wrong?" in person.screen.text:
        await person.taps("Dizzy")


async def takes_the_data_along(person: Person) -> None:
    await goes(person, "/export", "Go on")


async def looks_for_an_exercise(person: Person) -> None:
    await person.says("/exercises")


async def looks_at_the_settings(person: Person) -> None:
    await person.says("/settings")


AT_ONCE: dict[str, Callable[[Person], Awaitable[None]]] = {
    "/delete and Keep": keeps_it_all,
    "/today": looks_at_today,
    "/redflags": answers_the_cards,
    "/help": asks_for_help,
    "/pain half told": tells_half_of_a_pain,
    "/settings": looks_at_the_settings,
    "/problem half told": reports_half_of_a_problem,
    "/export": takes_the_data_along,
    "/exercises": looks_for_an_exercise,
}
A_RESTART, THE_REMINDER, A_DAY, EIGHT_DAYS = "a restart", "the reminder", "a day", "eight days"
BACK = ("Go on", "Keep it all", "Not today", "Not yet", "‹ Back", "Continue", "Today's session")
"""Buttons that lead back, where there is no [↩ …]."""
ANSWERED = {
    ("delete", "/delete and Keep"),  # that was the answer
    ("redflags", "/redflags"),  # all of them are answered
    ("pain", "/pain half told"),  # the newer telling takes the place of the one before, which is stored
    ("problem", "/problem half told"),  # the same report goes on
}
SAID_OTHERWISE = {"which", "operated", "due", "healed", "arrived"}  # by "none of these" on the third card
PLACES = {
    "exercises": {"/today", "/settings", THE_REMINDER},
    "questions": {"/today", "/settings", "/exercises", THE_REMINDER},
}
"""Left without a word, on purpose: nothing there is half answered."""


@dataclass(frozen=True)
class Copy:
    """Somebody who was asked, and what came in between."""

    person: Person
    what: str

    @property
    def seen(self) -> str:
        return self.person.screen.text


def plain(screen: Screen) -> tuple[str, ...]:
    """The same for the same question, whatever the time is and on whichever day it is asked."""
    text = re.sub(r"^(This is about \w+\.|You wrote: .+\?)\s+", "", screen.text)
    labels = [label.replace("Leave that out", "‹ Back") for label in screen.labels]
    return tuple(re.sub(r"\d\d:\d\d (in .* )?now", "now", each) for each in (text, *labels))


@dataclass
class Matrix:
    """One question of a flow, and all that comes in between, each to a copy of the one who was asked."""

    world: World
    flow: str
    asks: str
    original: Person

    def __post_init__(self) -> None:
        self.question = plain(self.original.screen)
        self.copies = Copies(self.world, self.original)
        self.findings: list[str] = []

    async def asked(self, what: str) -> Copy:
        """A copy that has just opened the chat."""
        copy = Copy(await self.copies.make(what), what)
        await copy.person.says("/start")
        return copy

    async def something_else_happens(self) -> None:
        copies = [await self.asked(what) for what in AT_ONCE]
        for copy in copies:
            self.expect(copy, plain(copy.person.screen) == self.question, "the question looks otherwise")
        await asyncio.gather(*(AT_ONCE[copy.what](copy.person) for copy in copies))
        for copy in copies:
            await self.ends(copy)

    async def the_process_ends(self) -> None:
        copy = await self.asked(A_RESTART)
        await self.world.restart()
        await copy.person.says("/start")
        await self.ends(copy)

    async def the_reminder_fires(self) -> None:
        """That of today, or where there is none any more, that of tomorrow."""
        copy = await self.asked(THE_REMINDER)
        asked = copy.person.screen
        for day in range(2):
            await waits(self.world, DUE + day * DAY)
            if copy.person.screen.message_id != asked.message_id:
                return await self.ends(copy, day)
        await copy.person.says("/start")
        return await self.ends(copy, 1)

    async def days_pass(self, what: str, days: int) -> None:
        """Nobody says a word, and no reminder is in time."""
        await waits(self.world, MORNING + days * DAY)
        await self.ends(await self.asked(what), days)

    async def ends(self, copy: Copy, days: int = 0) -> None:
        """What became of the question, so many days after its own."""
        if copy.what == "/redflags" and self.asks in SAID_OTHERWISE:
            self.expect(copy, plain(copy.person.screen) != self.question, "it is still asked")
            return
        flow = ROUTES.flows[self.flow]
        over = flow.lasts is not None and days > flow.lasts
        if over:
            self.is_dropped(copy)
        elif (self.flow, copy.what) not in ANSWERED and copy.what not in PLACES.get(self.flow, ()):
            self.expect(copy, await self.comes_back(copy), "the question is not there again")
            about = f"This is about {THAT_DAY}." in copy.seen
            dated = flow.lasts is not None and self.question[0] != NOW
            self.expect(copy, about == (days > 0 and dated), "which day is it about?")
        lost = self.copies.lost(copy.person)
        self.expect(copy, not lost, f"not stored any more: {lost}")

    async def comes_back(self, copy: Copy) -> bool:
        person = copy.person
        called = ROUTES.flows[self.flow].called
        back = [self.world.app.pack.texts["en"](f"dialog.back.{called}")] if called else []
        for _ in range(MOST_TAPS):
            way = next((each for each in (*back, *BACK) if each in person.screen.labels), None)
            if self.is_there(copy) or way is None:
                break
            await person.taps(way)
        return self.is_there(copy)

    def is_there(self, copy: Copy) -> bool:
        shown = plain(copy.person.screen)
        if copy.what == "/redflags" and "Safety first" in self.question[0]:  # none of it was ticked there
            return shown[0].splitlines()[0] == self.question[0].splitlines()[0]
        return shown == self.question

    def is_dropped(self, copy: Copy) -> None:
        """A place is left without a word."""
        self.expect(copy, plain(copy.person.screen) != self.question, "it is still asked")
        if called := ROUTES.flows[self.flow].called:
            said = self.world.app.pack.texts["en"](f"dialog.dropped.{called}", day=THAT_DAY)
            self.expect(copy, said in copy.seen, f"it does not say: {said}")

    def expect(self, copy: Copy, right: bool, wrong: str) -> None:
        if not right:
            self.findings.append(f"{copy.what}: {wrong}\n{copy.person.screen}\n")


async def is_asked(world: World, arrives: Arrive, way: Way) -> Person:
    anna = world.person() if way.new else await arrives(**way.told)
    if way.before:
        await way.before(world, anna)
    await goes(anna, *way.steps)
    world.clock.jump(world.clock.now() + MINUTE)
    return anna


@pytest.mark.parametrize(("flow", "question"), WAYS, ids=map("-".join, WAYS))
async def test_whatever_comes_in_between_the_question_is_there_again_or_a_sentence_says_why_not(
    world: World, arrives: Arrive, flow: str, question: str
) -> None:
    matrix = Matrix(world, flow, question, await is_asked(world, arrives, WAYS[flow, question]))
    await matrix.something_else_happens()
    await matrix.the_process_ends()
    await matrix.the_reminder_fires()
    await matrix.days_pass(A_DAY, 1)
    await matrix.days_pass(EIGHT_DAYS, 8)
    assert not matrix.findings, "\n".join(matrix.findings)


# The session of yesterday


async def answers_what_is_asked(anna: Person) -> None:
    for _ in range(6):
        for label in ("7", "Just right", "Nothing in the leg", "Hardly at all", "Yes"):
            if label in anna.screen.labels and f"This is about {THAT_DAY}." in anna.screen.text:
                await anna.taps(label)
    anna.sees(f"That completes {THAT_DAY}.", "Today · about")


async def leaves_it_out(anna: Person) -> None:
    while "‹ Back" in anna.screen.labels:
        await anna.taps("‹ Back")
    await anna.taps("Leave that out")
    anna.sees("Today · about")


async def says_nothing_for_a_week(anna: Person) -> None:
    anna.sees(f"I closed the session of {THAT_DAY}")


AFTER_QUESTIONS = ROUTES.flows["after"].questions
LATER: dict[Callable[[Person], Awaitable[None]], timedelta] = {
    answers_what_is_asked: DAY,
    leaves_it_out: DAY,
    says_nothing_for_a_week: 7 * DAY,
}


@pytest.mark.parametrize("question", AFTER_QUESTIONS)
async def test_the_session_of_yesterday_is_closed_one_way_or_the_other(
    world: World, arrives: Arrive, rows: Rows, question: str
) -> None:
    copies = Copies(world, await is_asked(world, arrives, WAYS["after", question]))
    for ends, wait in LATER.items():
        copy = await copies.make(ends.__name__)
        await waits(world, MORNING + wait)
        await copy.says("/today")
        await ends(copy)
        (session,) = rows("session", person=copy.id)
        assert session["on_date"] == str(MORNING.date())
        assert session["finished_at"], ends.__name__


async def test_the_worst_of_yesterday_that_is_told_this_morning_is_yesterdays(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await is_asked(world, arrives, WAYS["after", "worst"])
    await waits(world, DUE + DAY)
    await anna.taps("2")  # on the reminder
    anna.sees(f"This is about {THAT_DAY}.", "at its worst")
    await answers_what_is_asked(anna)
    told = {(row["kind"], row["on_date"]): row["score"] for row in rows("pain")}
    thursday = str((MORNING + DAY).date())
    assert told == {
        ("before", "2026-11-18"): 3,
        ("worst", "2026-11-18"): 7,
        ("morning", thursday): 2,
    }


# One above the other


async def test_all_that_came_in_between_is_unwound_one_by_one(world: World, arrives: Arrive) -> None:
    anna = await arrives()
    await goes(anna, "/settings", "Equipment", *HALF["equipment"])
    first = anna.screen
    await goes(anna, "/problem", "Dizzy")
    second = anna.screen
    await goes(anna, "/pain", "6", *HALF["pain-where"])
    third = anna.screen
    await goes(anna, "/delete")
    await waits(world, DUE)
    anna.sees("How is your back?")
    await anna.taps("Not today")
    anna.sees_button("↩ Delete everything?")
    await goes(anna, "↩", "Keep it all")
    assert plain(anna.screen) == plain(third)
    await goes(anna, "Next", "No note")
    await anna.taps("↩ Go on with your report")
    assert plain(anna.screen) == plain(second)
    await goes(anna, "It changed my day", "It passed", "Nothing more", "Go on")
    assert plain(anna.screen) == plain(first)
    await anna.taps("Next")
    anna.sees("Equipment: Exercise ball, Elastic band")
    assert not [label for label in anna.screen.labels if label.startswith("↩")]
