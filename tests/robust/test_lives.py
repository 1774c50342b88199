"""Lives as nobody planned them: whatever a person does, and whenever, what has to be true is true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.chat.features import ROUTES
from bot.chat.player import Done, How, Skip, Walked
from bot.chat.presses import HurtHow, Hurts, Play, Reopen, Start, Undo
from bot.chat.yours import Erase
from bot.coach.screening import CARDS, Flag, flags_implied
from bot.content import Pack
from bot.talk import read
from bot.talk.buttons import Choose, Clear, Next, Tick
from bot.talk.wire import Press, decode
from tests.robust.test_fuzz import TEXTS, broken
from tests.support.journey import agrees, sets_up
from tests.support.life import Life, Row
from tests.support.person import Screen
from tests.support.soak import SOAKING, times

LIVES, ACTS = times(8, 2_000), times(40, 80)
EXERCISE = (Start, Play, Reopen, Done, Walked, Skip, How, Hurts, HurtHow)
"""The buttons that are exercise, or lead to it."""
LOOKS = (
    "/help", "/privacy", "/progress", "/why", "/learn", "/exercises", "/questions", "/settings", "/export",
)  # fmt: skip
"""Commands that answer no question."""
OTHERS = ("/start", "/today", "/pain", "/redflags", "/problem", "/delete", "/language", "/nothing")
WORDS = (*TEXTS, "it hurts", "in 30 minutes", "numb", "2, 5", "low back", "keep it all", "not yet", "go on")
TIMES = {
    "a minute": timedelta(minutes=1),
    "half an hour": timedelta(minutes=31),
    "two hours": timedelta(minutes=121),
    "the working day": timedelta(hours=9),
    "the night": timedelta(hours=16),
    "a day": timedelta(days=1),
    "three days": timedelta(days=3),
    "eight days": timedelta(days=8),
    "four weeks": timedelta(days=29),
}
FORWARD = (
    "I agree", "Start today's session", "Start", "Continue", "✓ Done", "Next", "None of these", "No pain now",
    "Only a chair", "As always", "No note", "Nothing more", "That is all", "Every day", "Go on",
    "About 20 min",
)  # fmt: skip
"""The way on through most questions; where there is none of these, any button is."""
PEOPLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "healthy": {},
    "leg": {"sites": ("Low back", "Below the knee", "Next")},
    "busy": {"days": ("Let me choose", "Tuesday", "Next"), "minutes": ("20 minutes",)},
    "own": {
        "activities": ("Walking", "4", "That is all"),
        "conditions": ("Pregnant", "Next", "Month 4 to 6"),
    },
    "west": {"zone": ("New York",), "hour": ("20:00",)},
}
KEPT = {
    "set_done": ("on_date", "nr", "side", "set_nr"),
    "pain": ("on_date", "kind"),
    "screening": ("nr",),
    "lesson": ("lesson",),
}
"""What never vanishes, but for a set that is undone -> its key."""
NOBODY = {
    "somebody is set up without the answers": (
        "SELECT * FROM person JOIN answers ON person = id WHERE set_up_at IS NOT NULL AND "
        "(given NOT LIKE '%\"hour\"%' OR given NOT LIKE '%\"zone\"%' OR given NOT LIKE '%\"days\"%' "
        "OR given NOT LIKE '%\"sites\"%' OR given NOT LIKE '%\"minutes\"%')"
    ),
    "nobody will ever remind them": (
        "SELECT * FROM person WHERE set_up_at IS NOT NULL AND blocked_at IS NULL "
        "AND NOT EXISTS (SELECT * FROM agenda WHERE person = id AND kind = 'reminder')"
    ),
}


ANY = st.integers(0, 10_000)  # one of however many there are


@dataclass(frozen=True)
class Before:
    """How things were before an act."""

    newest: int  # message
    stack: list[Row]
    facts: dict[str, set[tuple[Any, ...]]]
    over: list[str]  # what the next answer has to say about questions whose day is over


@dataclass(frozen=True)
class Did:
    """What the person did."""

    press: Press | None = None
    text: str = ""


def erases(did: Did) -> bool:
    return isinstance(did.press, Erase) or did.text == "Delete everything"


class Lives(RuleBasedStateMachine):
    """One life. The rules are what a person may do; `wrong` is what must not be so afterwards."""

    pack: ClassVar[Pack]

    def __init__(self) -> None:
        super().__init__()
        self.ticked: set[Flag] = set()  # on a card that is still open
        self.looked_back: set[str] = set()  # days whose questions were open once
        self.story: list[str] = []  # what happened, to be read when something is wrong
        self.life: Life

    def teardown(self) -> None:
        self.life.ends()
        assert self.life.world.sandbox.violations == []

    @initialize(who=st.sampled_from([*PEOPLE, "new"]), host=st.booleans())
    def begins(self, who: str, host: bool) -> None:
        self.life = Life(self.pack, host)
        self.story.append(f"{who}, a host: {host}")
        if who == "new":
            self.life.run(agrees(self.life.person))
        else:
            self.life.run(sets_up(self.life.person, **PEOPLE[who]))

    @property
    def away(self) -> bool:
        return bool(self.life.human.blocked)

    @property
    def screen(self) -> Screen:
        return self.life.person.screen

    # What a person does

    @precondition(lambda self: not self.away)
    @rule(nr=ANY)
    def taps(self, nr: int) -> None:
        self.tap(self.screen, nr)

    @precondition(lambda self: not self.away)
    @rule(nr=ANY)
    def taps_twice(self, nr: int) -> None:
        self.tap(self.screen, nr, count=2)

    @precondition(lambda self: not self.away)
    @rule(which=ANY, nr=ANY)
    def taps_an_older_screen(self, which: int, nr: int) -> None:
        shown = {message: sorted(data) for message, data in self.life.human.chat.shown.items() if data}
        if shown:
            message = sorted(shown)[which % len(shown)]
            data = shown[message][nr % len(shown[message])]
            self.story.append(f"taps {data} of an older screen")
            self.press(message, data)

    @precondition(lambda self: not self.away)
    @rule(steps=st.integers(1, 12), nr=ANY)
    def goes_on(self, steps: int, nr: int) -> None:
        """Through whatever is asked, the usual way."""
        for step in range(steps):
            labels = self.screen.labels
            forward = (labels.index(each) for way in FORWARD for each in labels if each.startswith(way))
            self.tap(self.screen, next(forward, nr + step))

    @precondition(lambda self: not self.away)
    @rule(word=st.sampled_from(WORDS))
    def types(self, word: str) -> None:
        self.say(word)

    @precondition(lambda self: not self.away)
    @rule(nr=ANY)
    def types_a_label(self, nr: int) -> None:
        if labels := self.screen.labels:
            self.say(labels[nr % len(labels)])

    @precondition(lambda self: not self.away)
    @rule(command=st.sampled_from((*LOOKS, *OTHERS)))
    def commands(self, command: str) -> None:
        self.say(command)

    @precondition(lambda self: not self.away)
    @rule(steps=st.integers(1, 3), nr=ANY)
    def answers_the_cards(self, steps: int, nr: int) -> None:
        """Some of them; what is ticked stays ticked where there are steps left."""
        self.say("/redflags")
        for step in range(steps):
            if nr % 3 == step:
                self.tick(nr)
            elif "None of these" in self.screen.labels:
                self.tap(self.screen, self.screen.labels.index("None of these"))

    @precondition(lambda self: not self.away)
    @rule(nr=ANY)
    def ticks_a_card(self, nr: int) -> None:
        self.tick(nr)

    @precondition(lambda self: not self.away)
    @rule(nr=ANY, steps=st.integers(1, 4))
    def reports_harm(self, nr: int, steps: int) -> None:
        self.say("/problem")
        for step in range(steps):
            self.tap(self.screen, nr + step)

    @precondition(lambda self: not self.away)
    @rule(how=st.sampled_from(("A little sore", "A sharp", "Pain moves down", "My leg feels numb")))
    def it_hurts(self, how: str) -> None:
        for label in ("It hurts", how):
            self.tap_label(label)

    @precondition(lambda self: not self.away)
    @rule()
    def finishes_the_session(self) -> None:
        """From wherever they are."""
        self.say("/today")
        for label in ("Start", "Continue", "3", *["✓ Done"] * 40, "5", "Just right"):
            self.tap_label(label)

    @precondition(lambda self: not self.away)
    @rule(agrees=st.booleans())
    def was_seen(self, agrees: bool) -> None:
        self.say("/today")
        for label in ("A professional has checked me", "Yes, and" if agrees else "Not yet", "None of these"):
            self.tap_label(label)

    @precondition(lambda self: not self.away)
    @rule(what=st.sampled_from(("sends_sticker", "sends_photo", "throws_dice", "shares_contact")))
    def sends(self, what: str) -> None:
        before = self.look()
        self.story.append(what)
        self.life.run(self.life.person.does(what, getattr(self.life.human, what)))
        self.check(before, Did(text=what))

    @precondition(lambda self: not self.away)
    @rule(latitude=st.sampled_from((48.2, -36.8, 40.7)))
    def shares_where_they_are(self, latitude: float) -> None:
        before = self.look()
        self.life.run(self.life.person.shares_location(latitude, 16.4))
        self.check(before, Did(text="a place"))

    @rule(time=st.sampled_from(sorted(TIMES)))
    def waits(self, time: str) -> None:
        self.pass_time(TIMES[time])

    @rule()
    def stays_up_past_midnight(self) -> None:
        now = self.life.now
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=20)
        self.pass_time(midnight - now)

    @precondition(lambda self: not self.away)
    @rule(city=st.sampled_from(("Auckland", "London", "Los Angeles")))
    def travels(self, city: str) -> None:
        self.say("/settings")
        self.tap_label("Time zone")
        self.say(city)

    @rule()
    def waits_for_what_is_due(self) -> None:
        now = self.life.world.clock.now()
        due = [row["due_at"] - now.timestamp() for row in self.life.rows("SELECT due_at FROM agenda")]
        self.pass_time(timedelta(seconds=max(1, min(due, default=60))))

    @rule()
    def the_process_ends(self) -> None:
        before = self.look()
        self.story.append("the process ends")
        self.life.run(self.life.world.restart())
        self.check(before, None)

    @rule()
    def blocks_or_comes_back(self) -> None:
        before = self.look()
        person = self.life.person
        self.story.append("comes back" if self.away else "blocks")
        self.life.run(person.unblocks() if self.away else person.blocks())
        self.check(before, None)

    # One act

    def tap(self, screen: Screen, nr: int, count: int = 1) -> None:
        if buttons := [button for row in screen.rows for button in row]:
            button = buttons[nr % len(buttons)]
            self.story.append(f"taps [{button['text']}]" + " twice" * (count > 1))
            self.press(screen.message_id, button["callback_data"], count)

    def tap_label(self, label: str) -> None:
        labels = [each for each in self.screen.labels if each.startswith(label)]
        if labels:
            self.tap(self.screen, self.screen.labels.index(labels[0]))

    def tick(self, nr: int) -> None:
        numbers = [label for label in self.screen.labels if label.removeprefix("✓ ").isdigit()]
        if "Safety first" in self.screen.text and numbers:
            self.tap_label(numbers[nr % len(numbers)])

    def press(self, message: int, data: str, count: int = 1) -> None:
        before = self.look()
        self.life.taps(message, data, count)
        self.check(before, Did(decode(data)))

    def say(self, text: str) -> None:
        before = self.look()
        self.story.append(f"says {text[:60]!r}")
        self.life.says(text)
        self.check(before, Did(text=text.strip()))

    def pass_time(self, time: timedelta) -> None:
        before = self.look()
        self.story.append(f"waits {time}")
        self.life.waits(time)
        self.check(before, None)

    # What has to be so

    def look(self) -> Before:
        stack = self.life.stack
        newest = max(self.life.human.chat.messages, default=0)
        return Before(newest, stack, self.facts(), [*self.what_is_over(stack)])

    def facts(self) -> dict[str, set[tuple[Any, ...]]]:
        return {
            table: {tuple(row.values()) for row in self.life.rows(f"SELECT {', '.join(key)} FROM {table}")}
            for table, key in KEPT.items()
        }

    def is_over(self, one: Row) -> bool:
        lasts = ROUTES.flows[one["flow"]].lasts
        return lasts is not None and (self.life.today - date.fromisoformat(one["on"])).days > lasts

    def what_is_over(self, stack: list[Row]) -> Iterator[str]:
        for one in stack:
            if (called := ROUTES.flows[one["flow"]].called) and self.is_over(one):
                day = f"{date.fromisoformat(one['on']):%A}"
                yield self.pack.texts["en"](f"dialog.dropped.{called}", day=day)

    def check(self, before: Before, did: Did | None) -> None:
        """`did`: None when the person did nothing that wants an answer."""
        if did and erases(did) and not self.life.rows("SELECT * FROM person"):
            self.ticked, self.looked_back = set(), set()
            before = replace(before, facts=self.facts(), stack=[])
        self.remember(did)
        found = [*self.broken(), *self.unsafe(), *self.lost(before, did), *self.left_open(did)]
        if did:
            found += [*self.unanswered(before, did), *self.unsaid(before, did)]
        assert not found, "\n".join((*self.story, "", *found, "", str(self.screen)))

    def remember(self, did: Did | None) -> None:
        """What is ticked and was not taken back, and the sessions of other days that were looked back on."""
        asked = {one["on"] for one in self.life.stack if one["flow"] == "after"}
        self.looked_back -= {str(self.life.today)} - asked  # back in the session
        self.looked_back |= asked
        if did and isinstance(did.press, Tick | Clear) and self.card():
            self.ticked = self.ticked - frozenset(self.card()) | self.shown_as_ticked()
        elif did and (did.text or isinstance(did.press, Next | Choose)):  # confirmed on the next screen
            self.ticked &= self.life.standing.ticked

    def shown_as_ticked(self) -> set[Flag]:
        lines = zip(self.card(), self.screen.labels, strict=False)
        known = self.life.standing.referrals | flags_implied(self.life.conditions)  # marked when it opens
        return {flag for flag, label in lines if label.startswith("✓")} - known

    def card(self) -> tuple[Flag, ...]:
        """The lines of the safety card on the screen."""
        nr = re.search(r"Safety first · (\d) of 3", self.screen.text)
        return tuple(CARDS.values())[int(nr[1]) - 1] if nr else ()

    def broken(self) -> Iterator[str]:
        yield from self.life.errors.said
        yield from (f"{what}: {rows}" for what, rows in broken(self.life.database).items())
        yield from (f"{what}: {rows}" for what, q in NOBODY.items() if (rows := self.life.rows(q)))
        flows = [one["flow"] for one in self.life.stack]
        if len(flows) > len(set(flows)):
            yield f"a flow is open twice: {flows}"

    def unsafe(self) -> Iterator[str]:
        """Exercise on the screen while the facts say that there is none, or a tick that is no fact."""
        standing = self.life.standing
        if not (ticked := self.ticked | self.shown_as_ticked()) <= standing.ticked:
            yield f"ticked and no fact: {ticked - standing.ticked}"
        if self.away or not (standing.locked or standing.unanswered):
            return
        shown = [decode(button["callback_data"]) for row in self.screen.rows for button in row]
        yield from (f"{each} while {standing}" for each in shown if isinstance(each, EXERCISE))
        if self.screen.picture and self.screen.picture.kind == "animation":
            yield f"an exercise moves while {standing}"

    def unanswered(self, before: Before, did: Did) -> Iterator[str]:
        answers, updates = self.life.world.sandbox.world.answers, self.life.world.sandbox.world.updates
        yield from (f"a tap has no answer: {query}" for query in self.life.queries if query not in answers)
        yield from (f"not taken: {update}" for update in updates.pending)
        if did.text and self.screen.message_id <= before.newest:
            yield "no answer"
        if not (self.screen.labels or self.life.person.keyboard or "/start" in self.screen.text):
            yield "no way on"

    def lost(self, before: Before, did: Did | None) -> Iterator[str]:
        undone = did and (isinstance(did.press, Undo) or "undo" in did.text.casefold())
        for table, facts in self.facts().items():
            if (gone := before.facts[table] - facts) and not (undone and table == "set_done"):
                yield f"gone from {table}: {gone}"
        if did and did.text in LOOKS:
            wait = [one for one in before.stack if ROUTES.flows[one["flow"]].called and not self.is_over(one)]
            yield from (f"not open any more: {one}" for one in wait if one not in self.life.stack)

    def unsaid(self, before: Before, did: Did) -> Iterator[str]:
        """What was open and is over, and nobody said so."""
        told = "\n".join(screen.text for screen in self.life.person.screens[-2:])
        yield from (f"not said: {each}" for each in before.over if each not in told)

    def left_open(self, did: Did | None) -> Iterator[str]:
        """Sessions of other days that are neither asked about nor closed: at once when they were looked back
        on, else with the next look at today's.
        """
        asked = {one["on"] for one in self.life.stack if one["flow"] == "after"}
        done = {row["on_date"] for row in self.life.rows("SELECT DISTINCT on_date FROM set_done")}
        old = {on for on in done if on < str(self.life.today - timedelta(days=1))}
        wanted = self.looked_back | (old if did and did.text == "/today" else set())
        for row in self.life.rows("SELECT on_date FROM session WHERE finished_at IS NULL"):
            if row["on_date"] in wanted - asked:
                yield f"left open: {row['on_date']}"


@pytest.mark.soak
def test_whatever_a_person_does_nothing_is_broken_unsafe_unanswered_or_lost(pack: Pack) -> None:
    read.warm()  # the cities: seconds that nobody here waits for
    Lives.pack = pack
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=ACTS,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink) if SOAKING else (Phase.generate,),  # the story tells enough
        ),
    )
