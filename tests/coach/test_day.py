"""What kind of day it is: every threshold from both sides, and the facts it is told by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.coach.day import (
    RULES,
    Day,
    band_of,
    day_of,
    days_away,
    easy_days,
    levels_after_break,
    levels_after_easy_days,
)
from bot.coach.model import History, Kind, Level, PastSession, Reason, Why
from bot.coach.pain import Band
from tests.coach.library import ANNA, CLEAR, DAY, LIBRARY, MONDAY, SEE_SOMEONE
from tests.coach.planning import mornings, session_ago

QUIET = Day(gentle=False, score=2, previous=2, sore_days=0, above=0, hard=False, away=2, easy=0)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"gentle": True, "score": 7}, "G3"),
        ({"gentle": True, "score": 8}, "G3 very sore"),
        ({"score": 7, "previous": 8}, "G11"),
        ({"score": 8, "previous": 7}, "G5"),
        ({"score": 8, "previous": 8}, "G4"),
        ({"sore_days": 1}, "G7"),
        ({"sore_days": 6}, "G7"),
        ({"sore_days": 7}, "G6"),
        ({"away": 7}, "G11"),
        ({"away": 8}, "G10"),
        ({"away": 14}, "G10"),
        ({"away": 15}, "G9"),
        ({"away": 28}, "G9"),
        ({"away": 29}, "G8"),
        ({"easy": 7}, "G11"),
        ({"easy": 8}, "G10 way back"),
        ({"away": 0}, "G11"),
        ({"away": None}, "G11 first"),
    ],
)
def test_a_day_falls_under_the_first_rule_that_its_facts_reach(told: dict[str, Any], rule: str) -> None:
    assert next(r.name for r in RULES if r.when(replace(QUIET, **told))) == rule


def test_a_break_of_two_or_four_weeks_is_the_longer_one_from_the_next_day_on() -> None:
    """A rung after a week, two after two weeks, all after four; the first rung stays the first."""
    levels = {"bridge": Level(3), "brace": Level(0)}
    rungs = [[level.rung for level in levels_after_break(levels, days)[0].values()] for days in (14, 28, 29)]
    assert rungs == [[2, 0], [1, 0], [0, 0]]


def test_after_easy_days_only_what_they_leave_out_is_lowered() -> None:
    """Stabilisation and strength; mobility and walks went on, and what left the library is as it was."""
    levels = {slug: Level(3) for slug in ("bridge", "brace", "pelvic-tilt", "walk", "prone-lying", "gone")}
    assert levels_after_easy_days(levels, 7, LIBRARY) == (levels, None)
    cut, reason = levels_after_easy_days(levels, 8, LIBRARY)
    assert {slug for slug, level in cut.items() if level.rung == 2} == {"bridge", "brace"}
    assert {slug for slug, level in cut.items() if level.rung == 3} == set(levels) - {"bridge", "brace"}
    assert reason == Reason(Why.BACK_AFTER_EASY, 8)


def test_days_are_counted_from_the_last_session_even_one_dated_tomorrow() -> None:
    """As after a flight westwards; today's does not end the easy days before it."""
    assert days_away([], MONDAY) is None
    assert [days_away([session_ago(n)], MONDAY) for n in (3, 1, 0, -1)] == [3, 1, 0, 0]
    assert easy_days([session_ago(9), replace(session_ago(3), kind=Kind.FLARE), session_ago(0)], MONDAY) == 9
    assert easy_days([session_ago(9), replace(session_ago(3), kind=Kind.EASY)], MONDAY) == 3
    assert easy_days([session_ago(0)], MONDAY) == 0


def day(*sessions: PastSession, history: History | None = None, before: int | None = 2) -> Day:
    return day_of(ANNA, replace(history or History(), sessions=sessions), MONDAY, CLEAR, before)


@pytest.mark.parametrize(
    ("sessions", "history", "previous"),
    [
        ((), History(), -1),
        ((), mornings(9, ago=3), 9),
        ((), mornings(9, ago=4), -1),
        ((), mornings(9, 4, ago=1), 4),
        ((), mornings(9, ago=0), -1),
        ((session_ago(3, before=9),), History(), 9),
        ((session_ago(4, before=9),), History(), -1),
        ((session_ago(0, before=9),), History(), -1),
        ((session_ago(1, before=0),), History(), 0),
        ((session_ago(1, before=9),), mornings(3), 9),
        ((session_ago(1, before=3),), mornings(9), 9),
        ((replace(session_ago(1), before=None),), mornings(3), 3),
        ((session_ago(1, before=9), *[session_ago(1)] * 5), History(), 9),
    ],
)
def test_the_score_before_is_the_worse_of_the_last_day_told_within_three(
    sessions: tuple[PastSession, ...], history: History, previous: int
) -> None:
    """In the morning or before a session, not today's; -1: nobody was asked."""
    assert day(*sessions, history=history).previous == previous


@pytest.mark.parametrize(
    ("before", "history", "score"),
    [
        (None, History(), -1),
        (None, mornings(6, ago=0), 6),
        (0, mornings(6, ago=0), 0),
        (3, History(), 3),
    ],
)
def test_the_score_of_the_day_is_the_last_one_told(before: int | None, history: History, score: int) -> None:
    """Before the session, else in the morning; not before an earlier session of that day."""
    assert day(history=history, before=before).score == score
    assert day(session_ago(0, before=9), history=history, before=before).score == score


@pytest.mark.parametrize(
    ("sessions", "before", "hard"),
    [
        ((session_ago(1, worst=8),), 2, True),
        ((session_ago(2, worst=8),), 2, False),
        ((session_ago(0, worst=8),), 2, True),
        ((session_ago(-1, worst=8),), 2, True),
        ((session_ago(-2, worst=8),), 2, False),
        ((session_ago(1),), 5, False),
        ((session_ago(1),), 6, True),
        ((session_ago(1),), None, False),
        ((session_ago(0),), 6, False),
        ((session_ago(1, worst=8), session_ago(1)), 2, True),
        ((session_ago(1), session_ago(1, worst=8)), 2, True),
    ],
)
def test_the_day_after_a_red_session_or_a_flare_is_hard(
    sessions: tuple[PastSession, ...], before: int | None, hard: bool
) -> None:
    """Three points above the usual three; today's score says nothing about today's session."""
    assert day(*sessions, before=before).hard is hard


def test_what_the_day_is_told_by() -> None:
    """Somebody has to look first; sore for a day, two points above the usual; two days without a session."""
    found = day_of(ANNA, History(sessions=(session_ago(2),)), MONDAY, SEE_SOMEONE, 5)
    assert found == Day(True, 5, 2, sore_days=1, above=2, hard=False, away=2, easy=2)
    assert not day().gentle
    assert day_of(ANNA, History(), MONDAY + DAY, CLEAR, None).easy == 0


@pytest.mark.parametrize(
    ("kind", "before", "worst", "band"),
    [
        (Kind.FLARE, 7, 7, Band.GREEN),
        (Kind.FLARE, 7, 8, Band.AMBER),
        (Kind.FLARE, 6, 8, Band.AMBER),
        (Kind.FLARE, 5, 8, Band.RED),
        (Kind.FLARE, None, 3, Band.GREEN),
        (Kind.FLARE, None, 5, Band.AMBER),
        (Kind.FLARE, None, 6, Band.RED),
        (Kind.PLANNED, 7, 7, Band.RED),
        (Kind.EASY, 7, 7, Band.RED),
        (Kind.PLANNED, 0, 5, Band.AMBER),
        (Kind.PLANNED, 2, None, None),
    ],
)
def test_pain_that_was_there_is_not_held_against_an_easier_day(
    kind: Kind, before: int | None, worst: int | None, band: Band | None
) -> None:
    """Nor a rise of under three points; a full session is judged as always, by the usual three at first."""
    assert band_of(PastSession(MONDAY, kind, (), before, worst), usual=3) is band
