"""What weeks say: each rule as a case, and the smaller plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from bot.coach.adapt import START, Course
from bot.coach.model import History, Profile, Reason, Why
from bot.coach.outcomes import Rating
from bot.coach.weekly import RULES, Weeks, judge, rising, too_big, volume, weekly_means, weeks_of
from tests.coach.library import ANNA, DAY, MONDAY
from tests.coach.people import histories, profiles
from tests.coach.planning import mornings, session_ago

QUIET = Weeks(number=5, rising=False, too_big=None, better=False, running=0, still=None)
CASES: list[tuple[str, Weeks]] = [
    ("W1", replace(QUIET, rising=True)),
    ("W2", replace(QUIET, number=6)),
    ("W2", replace(QUIET, number=10)),
    ("W3", replace(QUIET, too_big=5)),
    ("W4", replace(QUIET, running=6)),
    ("W4", replace(QUIET, running=12)),
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
        replace(QUIET, number=2),
        replace(QUIET, number=7),
        replace(QUIET, number=8),
        replace(QUIET, number=9),
        replace(QUIET, number=6, better=True),
        replace(QUIET, running=5),
        replace(QUIET, running=7),
        replace(QUIET, running=11),
    ],
)
def test_most_weeks_need_no_word(weeks: Weeks) -> None:
    """Not yet, not again so soon, or better."""
    assert [r.name for r in RULES if r.when(weeks)] == []


def test_a_lighter_week_is_not_offered_while_pain_rises() -> None:
    assert [r.name for r in RULES if r.when(replace(QUIET, running=6, rising=True))] == ["W1"]


def scores(*told: tuple[int, int]) -> History:
    """Each with how many days ago it was, oldest first."""
    return History(tuple((MONDAY - ago * DAY, score) for ago, score in told))


def flat(*told: tuple[range, int]) -> History:
    return scores(*((ago, score) for agos, score in told for ago in reversed(agos)))


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (flat((range(28, 35), 1), (range(7), 3)), True),
        (flat((range(28, 35), 2), (range(7), 3)), False),
        (scores((40, 1), (39, 1), (38, 1), (12, 9), (11, 1), (10, 1)), True),
        (scores((41, 1), (40, 1), (39, 1), (13, 9), (12, 1), (11, 1)), False),
        (scores((41, 0), (40, 2), (39, 2), (13, 3), (12, 4), (11, 4)), False),
        (scores((40, 0), (39, 3), (38, 3), (12, 4), (11, 4), (10, 4)), True),
        (scores((30, 3), (29, 3), (28, 0), (2, 4), (1, 4), (0, 4)), True),
        (scores((30, 1), (29, 1), (28, 1), (2, 1), (1, 1), (0, 9)), True),
        (scores((30, 1), (29, 1), (28, 1), (2, 1), (1, 1)), False),
        (scores((30, 1), (29, 1), (28, 1)), False),
        (scores((2, 1), (1, 1), (0, 9)), False),
        (History(), False),
    ],
)
def test_pain_rises_from_four_weeks_before_to_any_week_that_ended_in_the_last_seven_days(
    history: History, expected: bool
) -> None:
    """The edges of both weeks count, the days beyond do not."""
    assert rising(history, MONDAY) is expected


def did(*agos: int) -> History:
    return History(sessions=tuple(session_ago(ago) for ago in agos))


@pytest.mark.parametrize(
    ("agos", "today", "expected"),
    [
        ((), MONDAY, False),
        ((14, 12, 10, 7, 5, 3), MONDAY, True),
        ((14, 12, 10, 8, 7, 5, 3), MONDAY, False),
        ((14, 12, 10, 7, 5, 3, 1), MONDAY, False),
        ((14, 12, 10, 7, 5, 3, 0), MONDAY, True),
        ((14, 12, 10, 7, 5, 3, 0), MONDAY + 6 * DAY, True),
        ((14, 12, 10, 7, 5, 3, 0), MONDAY + 7 * DAY, True),
        ((14, 12, 10, 7, 5, 3, 0), MONDAY + 8 * DAY, False),
        ((8, 5, 3), MONDAY, True),
        ((7, 5, 3), MONDAY, False),
        ((14, 12, 7), MONDAY, True),
        ((14, 12, 8), MONDAY, False),
    ],
)
def test_a_plan_is_too_big_after_two_full_weeks_of_under_half_of_it(
    agos: tuple[int, ...], today: date, expected: bool
) -> None:
    """Three of seven days in each, none before the first session, and no longer away than a week."""
    assert too_big(ANNA, did(*agos), today) is expected


LITTLE = did(14, 12, 7)


@pytest.mark.parametrize(("minutes", "smaller"), [(20, 15), (15, 10), (10, 5), (5, 5)])
def test_a_plan_that_is_too_big_shrinks_by_a_size(minutes: int, smaller: int) -> None:
    """Down to five minutes; the summary says it also to those who have five."""
    profile = replace(ANNA, minutes=minutes)
    week = volume(profile, LITTLE, MONDAY)
    shrunk = () if minutes == smaller else (Reason(Why.PLAN_SHRUNK, smaller),)
    assert (week.profile.minutes, week.halved, week.reasons) == (smaller, False, shrunk)
    assert judge(profile, LITTLE, START, MONDAY) == (Reason(Why.PLAN_SHRUNK, smaller),)


@pytest.mark.parametrize(("last_day", "lighter"), [(-1, False), (0, True), (1, True)])
def test_a_lighter_week_lasts_to_its_last_day(last_day: int, lighter: bool) -> None:
    """And a rise is told rather than it."""
    history = History(lighter_until=MONDAY + last_day * DAY)
    assert volume(ANNA, history, MONDAY).reasons == ((Reason(Why.LIGHTER_WEEK),) if lighter else ())
    assert volume(ANNA, history, MONDAY).halved is lighter
    risen = replace(flat((range(28, 35), 1), (range(7), 3)), lighter_until=MONDAY)
    assert volume(ANNA, risen, MONDAY).reasons == (Reason(Why.CREEPING_UP),)


@pytest.mark.parametrize(("days", "number"), [(0, 0), (6, 0), (7, 1), (41, 5), (42, 6)])
def test_weeks_are_full_ones_since_the_start(days: int, number: int) -> None:
    """Of the first score or the first session, whichever came first."""
    assert weeks_of(ANNA, mornings(3, ago=days), START, MONDAY).number == number
    assert weeks_of(ANNA, did(days, 0), START, MONDAY).number == number
    for history in (
        replace(did(days), mornings=((MONDAY, 3),)),
        replace(did(0), mornings=((MONDAY - days * DAY, 3),)),
    ):
        assert weeks_of(ANNA, history, START, MONDAY).number == number


@pytest.mark.parametrize(
    ("averages", "activity", "better"),
    [
        ((), (), True),
        ((5, 5), (), False),
        ((5, 3), (), True),
        ((1, 1), (), True),
        ((2, 2), (), False),
        ((5, 5), (3, 5), False),
        ((5, 5), (3, 6), True),
        ((), (3, 5), False),
        ((), (6, 3), False),
    ],
)
def test_it_is_better_when_pain_or_activities_are_or_hardly_any_pain_is_left(
    averages: tuple[int, ...], activity: tuple[int, ...], better: bool
) -> None:
    """Nothing told is not a reason to worry."""
    told = [(MONDAY + n * DAY, score) for n, score in enumerate(averages)]
    ratings = [Rating(MONDAY + n * DAY, "sitting", score) for n, score in enumerate(activity)]
    assert weeks_of(ANNA, History(), START, MONDAY, ratings, told).better is better


def test_the_first_and_the_last_week_are_compared_once_they_do_not_overlap() -> None:
    """Two whole weeks of mornings; a week without a score has no mean."""
    assert weekly_means(mornings(*[1] * 7, *[4] * 7, ago=0), MONDAY) == (
        (MONDAY - 13 * DAY, 1),
        (MONDAY - 6 * DAY, 4),
    )
    assert weekly_means(mornings(*[1] * 6, 8, *[4] * 6, 11, ago=0), MONDAY) == (
        (MONDAY - 13 * DAY, 2),
        (MONDAY - 6 * DAY, 5),
    )
    assert weekly_means(mornings(*[1] * 6, *[4] * 7, ago=0), MONDAY) == ()
    assert weekly_means(mornings(1, ago=30), MONDAY) == ((MONDAY - 30 * DAY, 1),)
    assert weekly_means(History(), MONDAY) == ()


UP, HELD = Reason(Why.STEP_UP, exercise="bridge"), Reason(Why.HOLD_PAIN, exercise="bridge")


def course(*agos: int, reason: Reason = UP) -> Course:
    return Course(log=tuple((MONDAY - ago * DAY, (HELD, reason)) for ago in agos))


@pytest.mark.parametrize(
    ("agos", "lighter", "running"),
    [
        ((), None, 0),
        ((7,), None, 0),
        ((6,), None, 1),
        ((20, 7, 6), None, 3),
        ((14, 13, 0), None, 3),
        ((21, 13, 0), None, 2),
        ((14, 7, 0), 14, 2),
        ((14, 7, 0), 15, 3),
        ((14, 7, 0), 8, 2),
        ((14, 7, 0), 7, 1),
        ((14, 7, 0), 0, 0),
    ],
)
def test_weeks_with_a_step_up_are_counted_back_to_the_last_lighter_one(
    agos: tuple[int, ...], lighter: int | None, running: int
) -> None:
    """From today, without a gap."""
    history = History(lighter_until=None if lighter is None else MONDAY - lighter * DAY)
    assert weeks_of(ANNA, history, course(*agos), MONDAY).running == running


@pytest.mark.parametrize(
    ("agos", "expected"),
    [
        ((27, 18, 9, 0), True),
        ((28, 18, 9, 0), False),
        ((27, 18, 9, -1), False),
        ((27, 18, 9), False),
        ((30, 27, 18, 9, 1), True),
    ],
)
def test_standing_still_takes_four_sessions_in_four_weeks(agos: tuple[int, ...], expected: bool) -> None:
    """And none of them a step up; what held is told."""
    still = course(*agos, reason=HELD)
    said = (Reason(Why.STANDING_STILL, 4), HELD) if expected else ()
    assert judge(ANNA, History(), still, MONDAY) == said
    risen = flat((range(28, 35), 1), (range(7), 3))
    assert judge(ANNA, risen, still, MONDAY) == (Reason(Why.CREEPING_UP), *said)
    stepped = Course(log=(*still.log, (MONDAY, (UP,))))
    assert weeks_of(ANNA, History(), stepped, MONDAY).still is None


def test_what_held_most_is_told_as_it_was_the_last_time() -> None:
    """Two times sorer, three points the second time; once too hard."""
    sorer = [Reason(Why.HOLD_SORER, n, "bridge") for n in (2, 3)]
    hard = Reason(Why.HOLD_HARD, exercise="bridge")
    log = tuple((MONDAY - n * DAY, (each,)) for n, each in zip((4, 3, 2), (*sorer, hard), strict=True))
    found = weeks_of(ANNA, History(), Course(log=(*log, (MONDAY, ()))), MONDAY).still
    assert found == sorer[1]


@given(profiles, histories())
def test_weeks_never_make_a_plan_bigger(profile: Profile, history: History) -> None:
    """And say so when they make it smaller."""
    week = volume(profile, history, MONDAY)
    assert week.profile.minutes <= profile.minutes
    assert (week.profile.minutes < profile.minutes) == any(r.why is Why.PLAN_SHRUNK for r in week.reasons)
    assert week.profile == profile or too_big(profile, history, MONDAY)
    judge(profile, history, START, MONDAY)
