"""The safety screen decides, locks and unlocks as a careful person would."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model import Condition, Outcome
from bot.coach.screening import (
    CARDS,
    EMERGENCY,
    SEE_SOMEONE,
    URGENT,
    Event,
    Fact,
    Flag,
    Standing,
    conditions_implied,
    flags_implied,
    follow_up_day,
    outcome,
    rescreen_due,
    state,
)
from tests.coach.library import DAY, MONDAY


def story(*facts: tuple[Fact, set[Flag]]) -> Standing:
    return state(
        Event(at, kind, frozenset(flags)) for at, (kind, flags) in zip(count(1), facts, strict=False)
    )


SCREENED, RESCREENED, NOTED = Fact.SCREENED, Fact.RESCREENED, Fact.NOTED
ASSESSED: tuple[Fact, set[Flag]] = (Fact.ASSESSED, set())
NONE: set[Flag] = set()
CLEAR = Outcome.CLEAR


def test_every_flag_is_on_exactly_one_card_and_every_card_fits_a_phone() -> None:
    """No question is lost, none is asked twice."""
    assert sorted(flag for card in CARDS.values() for flag in card) == sorted(set(Flag) - {Flag.BIRTH})
    assert all(len(card) <= 7 for card in CARDS.values())


@given(st.frozensets(st.sampled_from(Flag)))
def test_any_single_flag_is_enough_and_the_worst_wins(flags: frozenset[Flag]) -> None:
    """One tick of a worse card is never outvoted."""
    worst = next((result for card, result in RESULTS if flags & frozenset(card)), CLEAR)
    assert outcome(flags) is worst


RESULTS = (
    (EMERGENCY, Outcome.EMERGENCY),
    (URGENT, Outcome.URGENT),
    ((*SEE_SOMEONE, Flag.BIRTH), Outcome.SEE_SOMEONE),
)


def test_ticked_conditions_reach_the_plan_and_back() -> None:
    """Pregnancy told on a card is respected by the plan; told in the settings it asks for a look first."""
    flags = frozenset({Flag.PREGNANT, Flag.HEART, Flag.NOT_IMPROVING})
    assert conditions_implied(flags) == {Condition.PREGNANT, Condition.HEART}
    assert flags_implied(set(Condition)) == {
        Flag.PREGNANT,
        Flag.SURGERY,
        Flag.OSTEOPOROSIS,
        Flag.HEART,
        Flag.BIRTH,
    }


def test_nobody_exercises_before_the_screen() -> None:
    """No answer is not a good answer."""
    assert state([]).locked
    assert story((NOTED, {Flag.HEART})).locked
    assert (state([]).assessed, state([]).unanswered) == (False, False)


CASES: list[tuple[str, Outcome, list[tuple[Fact, set[Flag]]]]] = [
    ("nothing ticked", CLEAR, [(SCREENED, NONE)]),
    ("emergency", Outcome.EMERGENCY, [(SCREENED, {Flag.SADDLE_NUMB})]),
    ("a later clear screen alone", Outcome.EMERGENCY, [(SCREENED, {Flag.SADDLE_NUMB}), (SCREENED, NONE)]),
    ("assessed alone", Outcome.URGENT, [(SCREENED, {Flag.CANCER}), ASSESSED]),
    ("assessed, then clear", CLEAR, [(SCREENED, {Flag.CANCER}), ASSESSED, (RESCREENED, NONE)]),
    ("clear, then assessed", Outcome.URGENT, [(SCREENED, {Flag.LUMP}), (SCREENED, NONE), ASSESSED]),
    (
        "assessed, but flagged again",
        Outcome.URGENT,
        [(SCREENED, {Flag.LUMP}), ASSESSED, (RESCREENED, {Flag.LUMP}), (RESCREENED, NONE)],
    ),
    ("assessed before the alarm", Outcome.URGENT, [ASSESSED, (SCREENED, {Flag.LUMP}), (SCREENED, NONE)]),
    (
        "an old assessment does not excuse a new alarm",
        Outcome.URGENT,
        [
            (SCREENED, {Flag.LUMP}),
            ASSESSED,
            (SCREENED, NONE),
            (NOTED, {Flag.ONE_LEG_WEAK}),
            (RESCREENED, NONE),
        ],
    ),
    (
        "emergency is not softened by a later urgent",
        Outcome.EMERGENCY,
        [(SCREENED, {Flag.ACCIDENT}), (RESCREENED, {Flag.LUMP})],
    ),
    ("a numb leg in a session", Outcome.URGENT, [(SCREENED, NONE), (NOTED, {Flag.ONE_LEG_WEAK})]),
    ("a note does not unlock", Outcome.URGENT, [(SCREENED, {Flag.LUMP}), ASSESSED, (NOTED, {Flag.HEART})]),
    ("pregnant", Outcome.SEE_SOMEONE, [(SCREENED, {Flag.PREGNANT})]),
    ("pregnant, agreed", CLEAR, [(SCREENED, {Flag.PREGNANT}), ASSESSED]),
    ("the weekly screen keeps it", Outcome.SEE_SOMEONE, [(SCREENED, {Flag.PREGNANT}), (RESCREENED, NONE)]),
    ("still agreed", CLEAR, [(SCREENED, {Flag.PREGNANT}), ASSESSED, (SCREENED, {Flag.PREGNANT})]),
    ("no longer", CLEAR, [(SCREENED, {Flag.NOT_IMPROVING}), (SCREENED, NONE)]),
    (
        "the next surgery is a new one",
        Outcome.SEE_SOMEONE,
        [(SCREENED, {Flag.SURGERY}), ASSESSED, (SCREENED, NONE), (SCREENED, {Flag.SURGERY})],
    ),
    (
        "agreed to one thing only",
        Outcome.SEE_SOMEONE,
        [(SCREENED, {Flag.PREGNANT}), ASSESSED, (NOTED, {Flag.HEART})],
    ),
    (
        "an alarm ends the cards before the third, which then says nothing",
        Outcome.SEE_SOMEONE,
        [
            (SCREENED, {Flag.SURGERY}),
            (SCREENED, {Flag.LUMP}),
            (Fact.ASSESSED, {Flag.LUMP}),
            (RESCREENED, NONE),
        ],
    ),
    (
        "unlocked, but someone has to look at the heart",
        Outcome.SEE_SOMEONE,
        [(SCREENED, {Flag.LUMP}), ASSESSED, (SCREENED, {Flag.HEART})],
    ),
]


@pytest.mark.parametrize(("expected", "facts"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_standing_follows_the_story(expected: Outcome, facts: list[tuple[Fact, set[Flag]]]) -> None:
    """Each case is one person's story, oldest fact first."""
    standing = story(*facts)
    assert standing.outcome is expected
    assert standing.locked is (expected in (Outcome.EMERGENCY, Outcome.URGENT))


def test_the_short_cards_do_not_answer_a_line_of_the_third() -> None:
    ticked = (Fact.TICKED, {Flag.SURGERY, Flag.LUMP})
    assert story(ticked, (RESCREENED, NONE)).ticked == {Flag.SURGERY}
    assert story(ticked, (SCREENED, NONE)).ticked == NONE


FACTS = st.builds(
    Event,
    at=st.integers(0, 10**9),
    kind=st.sampled_from(Fact),
    flags=st.frozensets(st.sampled_from(Flag), max_size=2),
)


@given(st.lists(FACTS, max_size=6), st.sampled_from(EMERGENCY + URGENT), st.lists(FACTS, max_size=6))
def test_an_alarm_is_only_ever_lifted_by_an_assessment_and_then_a_screen(
    past: list[Event], alarm: Flag, later: list[Event]
) -> None:
    """Whatever else happens before, between and after."""
    kinds = [fact.kind for fact in later]
    first = kinds.index(Fact.ASSESSED) if Fact.ASSESSED in kinds else len(kinds)
    could_unlock = any(kind in (Fact.SCREENED, Fact.RESCREENED) for kind in kinds[first:])
    standing = state([*past, Event(0, Fact.SCREENED, frozenset({alarm})), *later])
    assert could_unlock or (standing.locked and standing.outcome in (Outcome.EMERGENCY, Outcome.URGENT))


@pytest.mark.parametrize(
    ("today", "asked"), [(0, 1), (1, 1), (2, 8), (7, 8), (8, 8), (9, 15), (15, 15), (16, 22), (-3, 1)]
)
def test_whether_somebody_has_looked_is_asked_the_day_after_and_then_weekly(today: int, asked: int) -> None:
    """The first such day that is not over."""
    day = follow_up_day(MONDAY, MONDAY + today * DAY)
    assert (day - MONDAY).days == asked


def test_somebody_is_to_look_since_the_first_flag_that_is_open() -> None:
    """More of it counts anew, less does not; nobody is to look once nothing is open."""
    heart, lump = (NOTED, {Flag.HEART}), (NOTED, {Flag.LUMP})
    since = [story((SCREENED, NONE), *facts).since for facts in ((), (heart,), (heart, heart), (heart, lump))]
    assert since == [None, 2, 2, 3]
    assert story((SCREENED, {Flag.HEART, Flag.PREGNANT}), (SCREENED, {Flag.HEART})).since == 1
    assert story((SCREENED, {Flag.HEART}), ASSESSED).since is None


def test_what_is_over_is_no_longer_asked_about_nor_agreed_to() -> None:
    """Another time it is new."""
    agreed = ((SCREENED, {Flag.SURGERY, Flag.HEART}), ASSESSED)
    over = story(*agreed, (Fact.OVER, {Flag.SURGERY}))
    assert over.referrals == {Flag.HEART}
    assert over.agreed == {Flag.HEART}
    assert story(*agreed, (NOTED, {Flag.SURGERY})).agreed == {Flag.HEART}


def test_what_happened_wants_the_short_screen_before_any_exercise() -> None:
    """So does a line that is ticked and not confirmed; a note leaves both open."""
    due, ticked = (Fact.DUE, NONE), (Fact.TICKED, {Flag.LUMP})
    assert not story((SCREENED, NONE)).unanswered
    for told in (due, ticked):
        assert story((SCREENED, NONE), told).unanswered
        assert story((SCREENED, NONE), told, (NOTED, {Flag.HEART})).unanswered
        assert not story((SCREENED, NONE), told, (RESCREENED, NONE)).unanswered
        assert rescreen_due(story((SCREENED, NONE), told), 2)


def test_somebody_who_looked_at_one_thing_has_not_looked_at_the_alarm() -> None:
    """Only at what they were seen for."""
    both = (SCREENED, {Flag.LUMP, Flag.HEART})
    assert not story(both, (Fact.ASSESSED, {Flag.HEART})).assessed
    assert story(both, (Fact.ASSESSED, {Flag.LUMP})).agreed == NONE
    assert story(both, (Fact.ASSESSED, {Flag.LUMP}), (NOTED, {Flag.PREGNANT})).assessed


def test_the_short_screen_comes_weekly_and_when_something_happened() -> None:
    """Due after a week, after a trigger, after an assessment; pointless while locked before one."""
    asked = state([Event(1_000, SCREENED)])
    week = 7 * 24 * 60 * 60
    assert not rescreen_due(asked, 1_000 + week - 1)
    assert rescreen_due(asked, 1_000 + week)
    assert rescreen_due(asked, 2_000, triggered_at=1_500)
    assert not rescreen_due(asked, 2_000, triggered_at=900)
    assert not rescreen_due(asked, 2_000, triggered_at=1_000)
    assert not rescreen_due(asked, 2_000)
    assert not rescreen_due(state([Event(1_000, SCREENED), Event(1_001, Fact.ASSESSED)]), 2_000)
    assert rescreen_due(Standing(), 0)
    locked = [Event(1_000, SCREENED, frozenset({Flag.LUMP}))]
    assert not rescreen_due(state(locked), 10**9)
    assessed = [*locked, Event(1_001, Fact.ASSESSED)]
    assert rescreen_due(state(assessed), 1_002)
    assert not rescreen_due(state([*assessed, Event(1_003, RESCREENED)]), 1_004)
