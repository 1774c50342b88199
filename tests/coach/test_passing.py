"""Until when an operation, a pregnancy and a birth are respected, and when to ask whether one is over."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model import Condition
from bot.coach.passing import AGAIN_DAYS, PASSING, again, arrived, healed, over, unknown

TODAY = date(2026, 11, 18)
NOBODY_KNOWS = dict.fromkeys(PASSING)


def test_an_operation_is_over_twelve_weeks_after_it() -> None:
    assert healed(TODAY, 0) == TODAY + timedelta(weeks=12)
    assert healed(TODAY, 10) == TODAY + timedelta(weeks=2)


def test_a_baby_may_take_its_time() -> None:
    assert arrived(TODAY, 40) == TODAY + timedelta(weeks=1)
    assert arrived(TODAY, 4) == TODAY + timedelta(weeks=37)


def test_what_nobody_told_the_time_of_is_asked_and_nothing_else() -> None:
    assert unknown({Condition.PREGNANT, Condition.KNEE}, NOBODY_KNOWS) == (Condition.PREGNANT,)
    assert unknown({Condition.KNEE}, NOBODY_KNOWS) == ()


def test_not_over_yet_is_asked_about_again_in_four_weeks_and_about_a_baby_in_one() -> None:
    weeks = [(again(each, TODAY) - TODAY) / timedelta(weeks=1) for each in PASSING]
    assert weeks == [4, 1, 4]


@given(days=st.integers(-400, 400), condition=st.sampled_from(PASSING))
def test_it_is_over_on_its_day_and_never_before(days: int, condition: Condition) -> None:
    until = NOBODY_KNOWS | {condition: TODAY + timedelta(days=days)}
    assert over({condition}, until, TODAY) == ((condition,) if days <= 0 else ())
    assert over(set(), until, TODAY) == ()


@given(condition=st.sampled_from(PASSING))
def test_not_yet_is_asked_again_later(condition: Condition) -> None:
    until = NOBODY_KNOWS | {condition: again(condition, TODAY)}
    assert over({condition}, until, TODAY) == ()
    assert over({condition}, until, TODAY + timedelta(days=AGAIN_DAYS[condition])) == (condition,)
