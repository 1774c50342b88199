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
    assert not average_due([(MONDAY, 4)], MONDAY - WEEK, MONDAY + timedelta(days=6))
    assert not average_due([(MONDAY - WEEK, 5), (MONDAY, 4)], MONDAY - WEEK, MONDAY + timedelta(days=6))
    assert average_due([(MONDAY - WEEK, 5), (MONDAY, 4)], MONDAY - WEEK, MONDAY + WEEK)
    ratings = [Rating(MONDAY, "sitting", 3), Rating(MONDAY + WEEK, "stairs", None)]
    assert activities_due(ratings, MONDAY + 4 * WEEK - timedelta(days=1)) == ()
    assert activities_due(ratings, MONDAY + 4 * WEEK) == ("sitting",)
    assert activities_due([Rating(MONDAY + WEEK, "sitting", 3), *ratings], MONDAY + 4 * WEEK) == ()
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


def told(activity: str, *scores: int | None) -> list[Rating]:
    return [Rating(MONDAY + 4 * n * WEEK, activity, score) for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("ratings", "change"),
    [
        (told("sitting", 3, 6), Change.BETTER),
        (told("sitting", 3, 5), Change.SAME),
        (told("sitting", 6, 3), Change.WORSE),
        (told("sitting", 6, 4), Change.SAME),
        (told("sitting", 3, 9, None, 5), Change.SAME),
        (told("sitting", None, 3, 6, None), Change.BETTER),
        ([*told("sitting", 3, 5), *told("stairs", 5, 7)], Change.BETTER),
        ([*told("sitting", 3, 5), *told("stairs", 5, 6)], Change.SAME),
        ([*told("sitting", 5, 3), *told("stairs", 7, 5)], Change.WORSE),
        ([*told("sitting", 3, 6), *told("stairs", 5)], Change.BETTER),
    ],
)
def test_activities_change_from_their_first_to_their_last_score(
    ratings: list[Rating], change: Change
) -> None:
    """Their mean by two points; one alone, or with others that have one score only, by three."""
    found = activities_outcome(ratings)
    assert found is not None
    assert found.change is change


def test_the_mean_of_the_activities_is_that_of_those_with_two_scores() -> None:
    found = activities_outcome([*told("sitting", 3, 6), *told("stairs", 6, 7), *told("lifting", 0)])
    assert found is not None
    assert (found.then, found.now, found.points) == (4.5, 6.5, 2)


@pytest.mark.parametrize(
    ("what", "severity", "then", "rescreen"),
    [
        (What.MORE_PAIN, None, None, False),
        (What.MORE_PAIN, Severity.MODERATE, Then.PASSED, False),
        (What.MORE_PAIN, Severity.SEVERE, Then.PASSED, True),
        (What.MORE_PAIN, Severity.MILD, Then.STILL, True),
        (What.MORE_PAIN, Severity.MILD, Then.HOSPITAL, True),
        (What.MORE_PAIN, Severity.MILD, Then.SAW_SOMEONE, False),
        (What.FALL, Severity.MILD, Then.PASSED, True),
    ],
)
def test_what_was_severe_or_lasts_asks_the_short_screen(
    what: What, severity: Severity | None, then: Then | None, rescreen: bool
) -> None:
    """So does every fall."""
    assert AdverseEvent(MONDAY, what, severity, then).rescreen is rescreen


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
