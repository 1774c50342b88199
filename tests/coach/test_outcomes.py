"""Outcomes: when they are asked, what counts as a change, and reports of harm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coach.model import Outcome
from bot.coach.outcomes import (
    AdverseEvent,
    Rating,
    Severity,
    Then,
    What,
    activities_due,
    activities_outcome,
    activity_outcomes,
    average_due,
    pain_outcome,
)
from bot.coach.pain import Change
from bot.coach.screening import outcome
from tests.coach.library import MONDAY

WEEK = timedelta(weeks=1)


def test_the_average_is_asked_weekly_and_activities_every_four_weeks() -> None:
    """Each activity from its own last score, skipped ones too."""
    assert not average_due([], MONDAY, MONDAY + timedelta(days=6))
    assert average_due([], MONDAY, MONDAY + WEEK)
    assert not average_due([(MONDAY + WEEK, 4)], MONDAY, MONDAY + WEEK)
    ratings = [Rating(MONDAY, "sitting", 3), Rating(MONDAY + WEEK, "stairs", None)]
    assert activities_due(ratings, MONDAY + 4 * WEEK) == ("sitting",)
    assert activities_due(ratings, MONDAY + 5 * WEEK) == ("sitting", "stairs")


@pytest.mark.parametrize(
    ("then", "now", "change", "percent"),
    [
        (6, 4, Change.BETTER, 33),
        (3, 2, Change.BETTER, 33),
        (8, 6.5, Change.SAME, 19),
        (2, 4, Change.WORSE, 100),
        (0, 1, Change.WORSE, 0),
    ],
)
def test_a_change_of_pain_is_two_points_or_thirty_percent(
    then: float, now: float, change: Change, percent: int
) -> None:
    """First against last average."""
    found = pain_outcome([(MONDAY, then), (MONDAY + WEEK, now)])
    assert found is not None
    assert (found.change, found.percent) == (change, percent)


def test_an_activity_needs_three_points_alone_and_two_together() -> None:
    """First against last score of each."""
    one = [Rating(MONDAY, "sitting", 3), Rating(MONDAY + 4 * WEEK, "sitting", 5)]
    assert activity_outcomes(one)["sitting"].change is Change.SAME
    both = [*one, Rating(MONDAY, "stairs", 4), Rating(MONDAY + 4 * WEEK, "stairs", 6)]
    together = activities_outcome(both)
    assert together is not None
    assert together.change is Change.BETTER
    assert activities_outcome(one[:1]) is None
    assert pain_outcome([(MONDAY, 5)]) is None


def test_a_report_of_harm_reaches_the_screen() -> None:
    """Chest pain is an emergency, a weak leg urgent; what lasts asks the short screen."""
    chest = AdverseEvent(MONDAY, What.CHEST, Severity.MILD, Then.PASSED)
    leg = AdverseEvent(MONDAY, What.LEG_WEAK, Severity.MILD, Then.PASSED)
    strain = AdverseEvent(MONDAY, What.STRAIN, Severity.MILD, Then.STILL, "bridge")
    assert [outcome(each.flags) for each in (chest, leg, strain)] == [
        Outcome.EMERGENCY,
        Outcome.URGENT,
        Outcome.CLEAR,
    ]
    assert strain.rescreen
