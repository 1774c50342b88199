"""What weeks say: each rule as a case, and the smaller plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.coach.adapt import START
from bot.coach.model import History, Profile, Reason, Why
from bot.coach.weekly import RULES, Weeks, judge, too_big, volume
from tests.coach.library import MONDAY
from tests.coach.people import histories, profiles

QUIET = Weeks(number=5, rising=False, too_big=None, better=False, running=0, still=None)
CASES: list[tuple[str, Weeks]] = [
    ("W1", replace(QUIET, rising=True)),
    ("W2", replace(QUIET, number=6)),
    ("W2", replace(QUIET, number=10)),
    ("W3", replace(QUIET, too_big=5)),
    ("W4", replace(QUIET, running=6)),
    ("W5", replace(QUIET, still=Reason(Why.HOLD_UNKNOWN))),
]


@pytest.mark.parametrize(("rule", "weeks"), CASES)
def test_the_weeks_follow_the_table(rule: str, weeks: Weeks) -> None:
    """Each row by name, and only that row."""
    assert [r.name for r in RULES if r.when(weeks)] == [rule]


def test_every_rule_of_the_week_has_a_case() -> None:
    """A new rule needs a new case."""
    assert {case[0] for case in CASES} == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    "weeks",
    [
        QUIET,
        replace(QUIET, number=7),
        replace(QUIET, number=6, better=True),
        replace(QUIET, running=5),
        replace(QUIET, running=7),
    ],
)
def test_most_weeks_need_no_word(weeks: Weeks) -> None:
    """Not yet, not again so soon, or better."""
    assert [r.name for r in RULES if r.when(weeks)] == []


@given(profiles, histories())
def test_weeks_never_make_a_plan_bigger(profile: Profile, history: History) -> None:
    """And say so when they make it smaller."""
    week = volume(profile, history, MONDAY)
    assert week.profile.minutes <= profile.minutes
    assert (week.profile.minutes < profile.minutes) == any(r.why is Why.PLAN_SHRUNK for r in week.reasons)
    assert week.profile == profile or too_big(profile, history, MONDAY)
    judge(profile, history, START, MONDAY)
