"""Pain scores are read the way evidence.md §5 says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.pain import (
    Band,
    Change,
    Morning,
    Scores,
    band,
    baseline,
    cap,
    change,
    creeping_up,
    mean,
    morning,
    rise,
    soreness,
    trend,
)

TODAY = date(2027, 6, 30)
score = st.integers(0, 10)


def mornings(*scores: int, until: date = TODAY - timedelta(days=1)) -> Scores:
    """Daily scores, the last one on `until`."""
    return [(until - timedelta(days=n), s) for n, s in reversed(list(enumerate(reversed(scores))))]


@pytest.mark.parametrize(
    ("told", "scores", "expected"),
    [
        (6, (), 6),
        (6, (2, 2), 6),
        (6, (2, 3, 2, 2), 6),
        (6, (2, 3, 2, 2, 3), 2),
        (6, (9, 9, 9, 1, 2, 3, 4, 5, 6, 7), 4),
        (0, (2, 3, 4, 5, 5, 6), 4),
        (6, (9, 1, 1, 1, 5, 9, 9), 5),
        (6, (1, 9, 1, 1, 1, 5, 9, 9), 5),
    ],
)
def test_the_baseline_is_the_median_of_seven_mornings(
    told: int, scores: tuple[int, ...], expected: int
) -> None:
    """Or the usual pain told at the start, while there are too few."""
    assert baseline(mornings(*scores), told, TODAY) == expected


def test_the_baseline_forgets_mornings_before_a_break_and_ignores_today() -> None:
    """After two weeks away old scores say nothing; today's is what is being compared."""
    assert baseline(mornings(1, 1, 1, 1, 1, until=TODAY - timedelta(days=15)), 5, TODAY) == 5
    assert baseline(mornings(1, 1, 1, 1, 1, until=TODAY - timedelta(days=10)), 5, TODAY) == 1
    assert baseline(mornings(1, 1, 1, 1, 1, until=TODAY - timedelta(days=11)), 5, TODAY) == 5
    assert baseline(mornings(1, 1, 1, 1, 1, 9, until=TODAY), 5, TODAY) == 1


def test_the_first_five_mornings_say_what_is_usual() -> None:
    """Told two, and mornings of four: sore for five days, and then that is what is usual."""
    sore = [soreness(mornings(*[4] * n), 2, TODAY, 4) for n in range(45)]
    assert sore[:5] == [(n + 1, 2) for n in range(5)]
    assert set(sore[5:]) == {(0, 0)}


def test_a_flare_that_began_before_anything_was_known_is_still_one_when_it_gets_worse() -> None:
    """Two points above the first five."""
    assert soreness(mornings(4, 4, 4, 4, 4, 6), 2, TODAY, 6) == (2, 2)


@pytest.mark.parametrize(("usual", "allowed"), [(0, 5), (3, 5), (4, 6), (5, 7), (9, 7)])
def test_the_cap_follows_the_usual_pain(usual: int, allowed: int) -> None:
    """Two above usual, never under 5 nor over 7."""
    assert cap(usual) == allowed


@pytest.mark.parametrize(
    ("before", "worst", "usual", "expected"),
    [
        (2, 3, 2, Band.GREEN),
        (0, 3, 0, Band.GREEN),
        (4, 5, 3, Band.GREEN),
        (3, 5, 3, Band.AMBER),
        (5, 6, 5, Band.AMBER),
        (3, 6, 5, Band.RED),
        (2, 6, 2, Band.RED),
        (7, 8, 7, Band.RED),
        (6, 7, 6, Band.AMBER),
        (0, 4, 0, Band.AMBER),
        (2, 4, 2, Band.AMBER),
        (2, 5, 5, Band.AMBER),
        (4, 6, 5, Band.AMBER),
        (6, 6, 6, Band.AMBER),
    ],
)
def test_the_band_of_a_session(before: int, worst: int, usual: int, expected: Band) -> None:
    """P0, P1 and B decide the traffic light."""
    assert band(before, worst, usual) is expected


ORDER = (Band.GREEN, Band.AMBER, Band.RED)


@given(score, score, score)
def test_more_pain_is_never_a_better_band(before: int, worst: int, usual: int) -> None:
    """The band is monotone in the worst pain."""
    if worst < 10:
        assert ORDER.index(band(before, worst + 1, usual)) >= ORDER.index(band(before, worst, usual))


@pytest.mark.parametrize(
    ("before", "p24", "usual", "points", "expected"),
    [
        (2, 3, 2, 1, Morning.SETTLED),
        (2, 4, 2, 2, Morning.RAISED),
        (2, 5, 2, 3, Morning.FLARE),
        (4, 5, 2, 1, Morning.SETTLED),
        (None, 5, 3, 2, Morning.RAISED),
        (None, 2, 0, 2, Morning.RAISED),
        (2, None, 2, None, Morning.UNKNOWN),
    ],
)
def test_the_next_morning(
    before: int | None, p24: int | None, usual: int, points: int | None, expected: Morning
) -> None:
    """Compared with the worse of usual and before."""
    assert rise(before, p24, usual) == points
    assert morning(points) is expected


@pytest.mark.parametrize(
    ("scores", "today", "expected"),
    [
        ((2,) * 5, 3, (0, 0)),
        ((2,) * 5, 4, (1, 2)),
        ((3,) * 5, 4, (0, 0)),
        ((3,) * 5, 5, (1, 2)),
        ((0,) * 5, 3, (0, 0)),
        ((0,) * 5, 4, (1, 4)),
        ((2, 2, 2, 5, 5, 5, 5, 5), 5, (6, 3)),
        ((2, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5), 6, (9, 4)),
        ((2, 2, 2, 5, 2, 2), 5, (1, 3)),
        ((2, 2, 2, *[5] * 42), 5, (43, 3)),
        ((2, 2, 2, *[5] * 43), 5, (43, 3)),
        ((2, 2, 2, *[5] * 60), 5, (0, 0)),
    ],
)
@pytest.mark.parametrize("told", [2, 8])
def test_a_long_flare_does_not_become_usual_while_it_lasts(
    scores: tuple[int, ...], today: int, expected: tuple[int, int], told: int
) -> None:
    """Days are counted against the usual pain from before it began, whatever was told; six weeks at most."""
    assert soreness(mornings(*scores), told, TODAY, today) == expected


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (6, 4, Change.BETTER),
        (6, 5, Change.SAME),
        (3, 2, Change.BETTER),
        (4, 3, Change.SAME),
        (5, 7, Change.WORSE),
        (0, 1, Change.WORSE),
        (0, 0, Change.SAME),
        (8, 6, Change.BETTER),
        (8, 6.5, Change.SAME),
        (5, 3.5, Change.BETTER),
        (5, 3.6, Change.SAME),
    ],
)
def test_a_change_is_meaningful_from_two_points_or_thirty_percent(
    then: float, now: float, expected: Change
) -> None:
    """Ostelo 2008."""
    assert change(then, now) is expected


def test_a_slow_rise_over_a_month_is_noticed() -> None:
    """The rolling baseline would hide it."""
    assert creeping_up(mornings(*[2] * 10, *[3] * 20, *[4] * 7, until=TODAY), TODAY)
    assert not creeping_up(mornings(*[2] * 10, *[3] * 27, until=TODAY), TODAY)
    assert not creeping_up(mornings(*[9] * 7, until=TODAY), TODAY)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ([1] * 7, [3] * 7, True),
        ([1] * 7, [2, 3, 3, 3, 3, 3, 2], False),
        ([2, 1, 1, 1, 1, 1, 2], [3] * 7, False),
        ([0] * 7, [2] * 7, True),
        ([1] * 3, [3] * 7, True),
        ([1] * 2, [3] * 7, False),
        ([1] * 7, [3] * 3, True),
        ([1] * 7, [3] * 2, False),
    ],
)
def test_a_week_is_compared_with_that_of_four_weeks_before(
    then: list[int], now: list[int], expected: bool
) -> None:
    """Two points of the mean, three scores in either; the sore days around them count for nothing."""
    weeks = [
        *mornings(9, 9, 9, until=TODAY - timedelta(days=35)),
        *mornings(*then, until=TODAY - timedelta(days=28)),
        *mornings(*[9] * 21, until=TODAY - timedelta(days=7)),
        *mornings(*now, until=TODAY),
        *mornings(9, 9, 9, until=TODAY + timedelta(days=3)),
    ]
    assert creeping_up(weeks, TODAY) is expected


def test_the_mean_of_some_days_needs_scores() -> None:
    """Of those days only, and enough of them."""
    three = mornings(1, 2, 3)
    assert mean(three, TODAY - timedelta(days=2), 7) == 2.5
    assert mean(three, TODAY - timedelta(days=3), 2) == 1.5
    assert mean(three, TODAY - timedelta(days=1), 7) == 3
    assert mean(three, TODAY - timedelta(days=3), 7, least=3) == 2
    assert mean(three, TODAY - timedelta(days=3), 7, least=4) is None
    assert mean([], TODAY, 7) is None


def test_the_trend_follows_the_days_and_shrugs_off_one_bad_one() -> None:
    """A falling line stays a falling line with an outlier."""
    line = trend(mornings(8, 7, 6, 10, 4, 3, 2))
    assert line is not None
    (start, high), (end, low) = line
    assert (end - start).days == 6
    assert (round(high), round(low)) == (8, 2)
    assert trend(mornings(5, 5)) is None


@pytest.mark.parametrize(
    ("scores", "ends"),
    [
        ((2, 6, 10), (2, 10)),
        ((0, 5, 10, 10, 10), (2.5, 10)),
        ((10, 10, 10, 5, 0), (10, 2.5)),
        ((10, 5, 0, 0, 0), (7.5, 0)),
        ((0, 0, 0, 5, 10), (0, 7.5)),
    ],
)
def test_the_line_ends_at_the_scale(scores: tuple[int, ...], ends: tuple[float, float]) -> None:
    """Steep ones would leave it."""
    days = [TODAY - timedelta(days=len(scores)), TODAY - timedelta(days=1)]
    assert trend(mornings(*scores)) == tuple(zip(days, ends, strict=True))


@given(st.lists(score, min_size=3, max_size=60))
def test_the_trend_stays_on_the_scale(scores: list[int]) -> None:
    """Both ends lie between 0 and 10."""
    line = trend(mornings(*scores))
    assert line is not None
    assert all(0 <= y <= 10 for _, y in line)
