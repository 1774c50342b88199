"""Directional preference: what is tried, what the answers decide, and when it stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from bot.coach import direction
from bot.coach.direction import Answer, Direction, Told, Verdict, candidates, preference, verdict
from bot.coach.model import History, Kind, Leg, PastSession, Performed, Profile, Since, Site, WorseWith
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
    ],
)
def test_what_a_session_answers(past: PastSession, next_morning: int | None, expected: Answer | None) -> None:
    """Leg first, then pain during and the morning after."""
    mornings = () if next_morning is None else ((MONDAY, next_morning),)
    found = direction.answers(BACK, History(mornings, (past,)), LEG, LIBRARY, MONDAY)
    assert [t.answer for t in found] == ([] if expected is None else [expected])
    assert direction.answers(FORWARD, History(mornings, (past,)), LEG, LIBRARY, MONDAY) == []


@given(profiles, histories())
def test_nothing_is_preferred_that_makes_it_worse(profile: Profile, history: History) -> None:
    """Nor is a direction preferred and tried, or preferred and left, at a time."""
    found = preference(profile, history, LIBRARY, MONDAY)
    assert not (found.preferred and found.testing)
    assert found.leads not in found.off
    assert found.spreading <= found.off
    assert found.leads is None or WorseWith(found.leads.value) not in profile.worse_with
