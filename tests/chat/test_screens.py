"""Every screen within Telegram's limits and readable on a phone."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any

import pytest

from bot.chat import country, hurts, player, safety, settings, today, yours
from bot.chat.features import ROUTES
from bot.chat.steps import steps
from bot.chat.zones import Asking
from bot.coach.model import Dose, Item, Kind, Reason, Session, Why
from bot.coach.screening import CARDS, Event, Fact, state
from bot.content import Pack
from bot.content.numbers import countries
from bot.sandbox.entities import units
from bot.sandbox.html import parse_html
from bot.store.sessions import Day, ItemState, SetDone
from bot.talk.act import Act
from bot.talk.dialog import Dialog, Open
from bot.talk.screen import Moving, Screen
from bot.talk.wire import encode
from tests.conftest import MORNING

CAPTION, TEXT = 1024, 4096  # UTF-16 units after parsing
WIDTH = {1: 34, 2: 17, 3: 11}  # characters of a label that a phone shows, by buttons in the row
MOST_ROWS, MOST_LINES, WIDE = 10, 24, 40  # more is no screen of a phone any more; a line in characters
TODAY = MORNING.date()
SLOW_WORDS = "W" * 60  # the longest name of an activity


def problems(screen: Screen) -> list[str]:
    """What a phone or Telegram would not take."""
    found = []
    shown, _ = parse_html(screen.text)
    limit = CAPTION if screen.picture else TEXT
    if not 0 < units(shown) <= limit:
        found.append(f"{units(shown)} units, {limit} fit")
    if len(screen.rows) > MOST_ROWS:
        found.append(f"{len(screen.rows)} rows of buttons")
    for row in screen.rows:
        for button in row:
            wide = WIDTH.get(len(row), 5)
            if not 0 < len(button.label) <= wide:
                found.append(
                    f"[{button.label}] is {len(button.label)} characters, {wide} fit {len(row)} in a row"
                )
            encode(button.press)
    return found


def day_of(item: Item, done: frozenset[SetDone] = frozenset()) -> Day:
    return Day(Session(TODAY, Kind.PLANNED, (item,)), (ItemState(0, item),), done)


def items(pack: Pack) -> Iterator[Item]:
    """Every exercise at every rung, and three times round as the planner may send it."""
    for slug, exercise in pack.library.items():
        for level, dose in enumerate(exercise.ladder):
            yield Item(slug, level, dose)
            yield Item(slug, level, dataclasses.replace(dose, sets=3))


async def test_every_exercise_at_every_rung(act: Act, pack: Pack) -> None:
    found: dict[str, list[str]] = {}
    for item in items(pack):
        sets = [SetDone(0, side, nr) for side, nr in steps(pack.library[item.exercise], item.dose.sets)]
        day = day_of(item, frozenset(sets[:-1]))
        screens = [player.player_screen(act, day_of(item), sets[0]), player.player_screen(act, day, sets[-1])]
        screens += [player.how_screen(act, day, 0), hurts.hurts_screen(act, day, 0)]
        for screen in screens:
            assert isinstance(screen.picture, Moving) == bool(pack.library[item.exercise].figure)
            if wrong := problems(screen):
                found.setdefault(item.exercise, []).extend(wrong)
    assert found == {}


async def test_the_word_of_what_is_unexpected_fits_above_every_player(act: Act, pack: Pack) -> None:
    longest = max(
        (act.words(f"unexpected.{each}", bot="x" * 32) for each in ("picture", "other", "edited")), key=len
    )
    for item in items(pack):
        screen = player.player_screen(
            act, day_of(item), SetDone(0, steps(pack.library[item.exercise], 1)[0][0], 1)
        )
        assert not problems(dataclasses.replace(screen, text=f"{longest}\n\n{screen.text}"))


async def asked(act: Act, question: str) -> Screen:
    """Its screen, in the first flow that asks it."""
    flow = next(
        name for name, flow in ROUTES.flows.items() if question in (*flow.questions, *UNDER.get(name, ()))
    )
    form = ROUTES.flows[flow].form()
    if isinstance(form, Asking):
        form = dataclasses.replace(form, activity=SLOW_WORDS)
    act.dialog = Dialog((Open(flow, question, TODAY, form),))
    return await act.here()


UNDER = {"start": ("activity-score", "days-pick", "safety-sure")}  # asked by another question


@pytest.mark.parametrize("question", sorted(ROUTES.questions.keys() - {"player"}))
async def test_every_question(act: Act, question: str) -> None:
    screen = await asked(act, question)
    assert problems(screen) == []
    if act.words.has(f"ask.{question}.hint"):
        hint = act.words("ask.not-understood", hint=act.words(f"ask.{question}.hint"))
        assert problems(dataclasses.replace(screen, text=f"{hint}\n\n{screen.text}")) == []


@pytest.mark.parametrize("question", sorted(ROUTES.questions.keys() - {"pain-note", "problem-told"}))
def test_every_question_that_can_be_misunderstood_has_help(pack: Pack, question: str) -> None:
    assert pack.texts["en"].has(f"ask.{question}.hint")


@pytest.mark.parametrize("command", sorted(ROUTES.commands))
async def test_every_command(act: Act, command: str) -> None:
    assert problems(await ROUTES.commands[command](act)) == []


@pytest.mark.parametrize("kind", sorted(CARDS))
async def test_a_card_with_everything_ticked(act: Act, kind: str) -> None:
    act.standing = dataclasses.replace(act.standing, ticked=frozenset(CARDS[kind]))
    screen = await asked(act, f"safety-{kind}")
    assert problems(screen) == []
    shown, _ = parse_html(screen.text)
    assert sum(max(1, len(wrap(line, WIDE))) for line in shown.split("\n")) <= MOST_LINES


@pytest.mark.parametrize("flag", [flag for flags in CARDS.values() for flag in flags])
async def test_every_lock(act: Act, flag: Any) -> None:
    act.standing = state([Event(1, Fact.SCREENED, frozenset({flag}))])
    for screen in (safety.lock_screen(act), safety.gentle_screen(act), safety.seen_screen(act)):
        assert problems(screen) == []


LOCKED = {"emergency": CARDS["emergency"], "urgent": CARDS["same-day"]}


@pytest.mark.parametrize("kind", LOCKED)
async def test_the_numbers_of_every_country(act: Act, pack: Pack, kind: str) -> None:
    act.standing = state([Event(1, Fact.SCREENED, frozenset(LOCKED[kind]))])
    for where in (*pack.numbers, "AQ"):
        act.answers = dataclasses.replace(act.answers, country=where)
        for screen in (safety.lock_screen(act), await yours.help_(act), await settings.settings(act)):
            assert problems(screen) == [], where


def test_the_name_of_every_country_fits_a_button(act: Act) -> None:
    """But for the one of South Georgia: thirty people live there, and their phone shortens it."""
    assert [code for code in countries() if len(country.label(act, code)) > WIDTH[1]] == ["GS"]


@pytest.mark.parametrize("why", list(Why))
async def test_every_reason_under_the_longest_list(act: Act, pack: Pack, why: Why) -> None:
    slug = max(pack.library, key=lambda each: len(act.words.exercise(each).name))
    item = Item(slug, 0, Dose(sets=3, reps=15, hold=10))
    session = Session(date.max, Kind.PLANNED, (item,) * 7, (Reason(why, 28, slug),) * 4)
    for key in ("today.text", "today.rest-day", "today.finished"):
        assert problems(today.session_screen(act, session, (), key)) == []
