"""Directional preference: what is tried, what the answers decide, and when it stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from bot.coach import direction
from bot.coach.direction import (
    Answer,
    Direction,
    Preference,
    Told,
    Verdict,
    candidates,
    news,
    preference,
    verdict,
    weighed,
)
from bot.coach.model import (
    Avoid,
    History,
    Kind,
    Leg,
    PastSession,
    Performed,
    Profile,
    Reason,
    Since,
    Site,
    Why,
    WorseWith,
)
from tests.coach.library import ANNA, LIBRARY, MONDAY
from tests.coach.people import histories, profiles

BACK, FORWARD = Direction.BACKWARD, Direction.FORWARD
LEG = replace(ANNA, sites=frozenset({Site.LOWER_LEG}))
E, R, S, W, X = Answer.EASES, Answer.RETREATS, Answer.SAME, Answer.WORSE, Answer.SPREADS


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (ANNA, ()),
        (LEG, (BACK, FORWARD)),
        (replace(LEG, since=Since.NO_PAIN), ()),
        (replace(ANNA, worse_with=frozenset({WorseWith.BENDING})), (BACK,)),
        (replace(LEG, worse_with=frozenset({WorseWith.ARCHING})), (FORWARD,)),
        (replace(LEG, worse_with=frozenset({WorseWith.ARCHING, WorseWith.BENDING})), ()),
    ],
)
def test_what_is_tried(profile: Profile, expected: tuple[Direction, ...]) -> None:
    """Away from what makes it worse; with leg pain and no answer backward first."""
    assert candidates(profile) == expected


def told(*answers: Answer, ago: int = 1) -> list[Told]:
    """One answer a day, the last one `ago` days before Monday."""
    days = range(len(answers) - 1 + ago, ago - 1, -1)
    return [Told(MONDAY - timedelta(days=n), a) for n, a in zip(days, answers, strict=True)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (told(), Verdict.OPEN),
        (told(E), Verdict.OPEN),
        (told(R, R), Verdict.HELPS),
        (told(E, S, E), Verdict.HELPS),
        (told(E, E, W), Verdict.OPEN),
        (told(E, E, W, W, W), Verdict.NOTHING),
        (told(S, S, W), Verdict.NOTHING),
        (told(R, R, X), Verdict.STOPPED),
        (told(R, R, X, ago=8), Verdict.OPEN),
        (told(X, S, X), Verdict.SPREADS),
        (told(S, S, S, ago=43), Verdict.OPEN),
        ([*told(S, S, S, ago=50), *told(S)], Verdict.OPEN),
        ([*told(S, S, ago=30), *told(S)], Verdict.NOTHING),
        (told(S, S), Verdict.OPEN),
        ([*told(S, ago=60), *told(S, S)], Verdict.OPEN),
        ([*told(S, ago=60), *told(S, S, S)], Verdict.NOTHING),
        (told(S, E, S), Verdict.OPEN),
        (told(R, R, W), Verdict.OPEN),
        (told(R, R, X, ago=6), Verdict.STOPPED),
        (told(R, R, X, ago=7), Verdict.OPEN),
        (told(S, S, S, ago=42), Verdict.NOTHING),
        ([*told(S, S, ago=44), *told(S, ago=2)], Verdict.NOTHING),
        ([*told(S, S, ago=45), *told(S, ago=2)], Verdict.OPEN),
        ([*told(X, ago=42), *told(S, ago=20), *told(X, ago=8)], Verdict.SPREADS),
        ([*told(X, ago=43), *told(S, ago=20), *told(X, ago=8)], Verdict.NOTHING),
    ],
)
def test_what_answers_decide(answers: list[Told], expected: Verdict) -> None:
    """Two of the last three eased: it helps. Spread: stopped. Spread twice: out. After six weeks: anew."""
    assert verdict(answers, MONDAY) is expected


def session(ago: int, leg: Leg = Leg.NONE, worst: int | None = 3, hurt: bool = False) -> PastSession:
    did = (Performed("prone-lying", 0, 1.0, hurt=hurt, leg=leg), Performed("brace", 0, 1.0, leg=leg))
    return PastSession(MONDAY - timedelta(days=ago), Kind.PLANNED, did, 3, worst)


@pytest.mark.parametrize(
    ("past", "next_morning", "expected"),
    [
        (session(1, Leg.PERIPHERAL), 1, X),
        (session(1, Leg.NUMB_WEAK), 1, X),
        (session(1, Leg.CENTRAL), 3, R),
        (session(1, Leg.CENTRAL), 5, W),
        (session(1, worst=5), 3, W),
        (session(1, hurt=True), 3, W),
        (session(1), 2, E),
        (session(1), 3, S),
        (session(1, worst=None), None, None),
        (session(1, worst=None), 3, S),
        (session(1, worst=None), 2, E),
        (session(1), None, S),
        (session(1, worst=2), None, E),
        (session(1, worst=4), 4, S),
        (session(1), 5, W),
        (session(70), 2, E),
        (session(71), 2, None),
        (session(0), 2, None),
        (replace(session(1, worst=4), before=None), None, S),
        (replace(session(1, worst=5), before=None), None, W),
    ],
)
def test_what_a_session_answers(past: PastSession, next_morning: int | None, expected: Answer | None) -> None:
    """Leg first, then pain during and the morning after; ten weeks back, and not today's."""
    mornings = () if next_morning is None else ((past.on + timedelta(days=1), next_morning),)
    found = direction.answers(BACK, History(mornings, (past,)), LEG, LIBRARY, MONDAY)
    assert [t.answer for t in found] == ([] if expected is None else [expected])
    assert direction.answers(FORWARD, History(mornings, (past,)), LEG, LIBRARY, MONDAY) == []


@pytest.mark.parametrize(
    ("did", "expected"),
    [
        ((Performed("prone-lying", 0, 1.0), Performed("prone-elbows", 0, 1.0, leg=Leg.PERIPHERAL)), X),
        ((Performed("prone-lying", 0, 1.0), Performed("prone-elbows", 0, 1.0, leg=Leg.CENTRAL)), R),
        ((Performed("prone-lying", 0, 1.0), Performed("prone-elbows", 0, 1.0, hurt=True)), W),
        ((Performed("prone-lying", 0, 0.0, hurt=True),), W),
        ((Performed("prone-lying", 0, 0.2),), S),
        ((Performed("prone-lying", 0, 0.0),), None),
        ((Performed("rest-90-90", 0, 1.0),), None),
    ],
)
def test_one_of_several_positions_answers_for_the_day(
    did: tuple[Performed, ...], expected: Answer | None
) -> None:
    """The one that hurt or that the leg felt; what was not done says nothing."""
    history = History(sessions=(replace(session(1), performed=did),))
    found = direction.answers(BACK, history, LEG, LIBRARY, MONDAY)
    assert [t.answer for t in found] == ([] if expected is None else [expected])


def test_answers_are_told_in_their_order() -> None:
    """One a session, oldest first."""
    history = History(sessions=(session(5, worst=2), session(3), session(1, worst=9)))
    assert [t.answer for t in direction.answers(BACK, history, LEG, LIBRARY, MONDAY)] == [E, S, W]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, Preference()),
        ({BACK: [], FORWARD: []}, Preference(testing=BACK)),
        ({BACK: told(S), FORWARD: told(S, S)}, Preference(testing=FORWARD)),
        ({BACK: told(R, R)}, Preference(preferred=BACK, again=4)),
        ({BACK: told(R, E)}, Preference(preferred=BACK, again=1)),
        ({BACK: told(S, S), FORWARD: told(E, R)}, Preference(preferred=FORWARD, again=4)),
        ({BACK: told(S, S, S), FORWARD: []}, Preference(testing=FORWARD, off=frozenset({BACK}))),
        ({BACK: told(X, S, X)}, Preference(off=frozenset({BACK}), spreading=frozenset({BACK}))),
        ({BACK: told(R, X)}, Preference()),
    ],
)
def test_what_the_answers_to_both_ways_come_to(
    answers: dict[Direction, list[Told]], expected: Preference
) -> None:
    """What helps; else the one tried most often; up to four times a day while the leg retreats."""
    assert weighed(answers, MONDAY) == replace(expected, told=answers)


@pytest.mark.parametrize(
    ("answers", "planned", "expected"),
    [
        ({}, None, None),
        ({BACK: []}, None, Why.DIRECTION_TEST),
        ({BACK: told(S, S, S)}, None, None),
        ({BACK: told(S)}, 1, None),
        ({BACK: told(R, R)}, 1, Why.DIRECTION_HELPS),
        ({BACK: told(R, R, R)}, 1, None),
        ({BACK: told(S, S, S), FORWARD: []}, 1, Why.DIRECTION_OFF),
        ({BACK: told(S, S, S, S), FORWARD: []}, 1, None),
        ({BACK: told(X), FORWARD: []}, 1, Why.DIRECTION_TEST),
        ({BACK: told(X)}, 1, None),
    ],
)
def test_only_what_the_last_session_changed_is_news(
    answers: dict[Direction, list[Told]], planned: int | None, expected: Why | None
) -> None:
    """Found, left, or tried for the first time."""
    found = news(weighed(answers, MONDAY), None if planned is None else MONDAY - timedelta(days=planned))
    assert found == (expected and Reason(expected))


def test_a_direction_rules_out_its_opposite_once_it_is_found_and_itself_once_it_spreads() -> None:
    """While it is only tried, nothing."""
    assert Preference(testing=BACK).avoid == set()
    assert Preference(preferred=BACK).avoid == {Avoid.BENDING}
    assert Preference(spreading=frozenset({BACK})).avoid == {Avoid.ARCHING}
    assert Preference().allows(LIBRARY["prone-lying"])
    assert not Preference(off=frozenset({BACK})).allows(LIBRARY["prone-lying"])
    assert Preference(off=frozenset({BACK})).allows(LIBRARY["rest-90-90"])


@given(profiles, histories())
def test_nothing_is_preferred_that_makes_it_worse(profile: Profile, history: History) -> None:
    """Nor is a direction preferred and tried, or preferred and left, at a time."""
    found = preference(profile, history, LIBRARY, MONDAY)
    assert not (found.preferred and found.testing)
    assert found.leads not in found.off
    assert found.spreading <= found.off
    assert found.leads is None or WorseWith(found.leads.value) not in profile.worse_with
