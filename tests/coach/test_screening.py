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
    RESCREEN_SECONDS,
    SEE_SOMEONE,
    URGENT,
    Event,
    Fact,
    Flag,
    Standing,
    conditions_implied,
    flags_implied,
    outcome,
    rescreen_due,
    state,
)


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


def test_the_short_screen_comes_weekly_and_when_something_happened() -> None:
    """Due after a week, after a trigger, after an assessment; pointless while locked before one."""
    asked = state([Event(1_000, SCREENED)])
    assert not rescreen_due(asked, 1_000 + RESCREEN_SECONDS - 1)
    assert rescreen_due(asked, 1_000 + RESCREEN_SECONDS)
    assert rescreen_due(asked, 2_000, triggered_at=1_500)
    assert not rescreen_due(asked, 2_000, triggered_at=900)
    assert not rescreen_due(state([Event(1_000, SCREENED), Event(1_001, Fact.ASSESSED)]), 2_000)
    assert rescreen_due(Standing(), 0)
    locked = [Event(1_000, SCREENED, frozenset({Flag.LUMP}))]
    assert not rescreen_due(state(locked), 10**9)
    assert rescreen_due(state([*locked, Event(1_001, Fact.ASSESSED)]), 1_002)
