"""Every person and past the coach may meet, as hypothesis strategies."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.coach.model import (
    Condition,
    Difficulty,
    Equipment,
    Goal,
    History,
    Kind,
    Leg,
    Level,
    Library,
    PastSession,
    Performed,
    Profile,
    Since,
    Site,
    WorseWith,
)
from bot.coach.screening import Event, Fact, Flag, state
from tests.coach.library import LIBRARY, MONDAY

score = st.integers(0, 10)
maybe_score = st.none() | score
days = st.integers(0, 6).map(lambda n: MONDAY + timedelta(days=n))

profiles = st.builds(
    Profile,
    sites=st.frozensets(st.sampled_from(Site), max_size=3),
    since=st.sampled_from(Since),
    usual_pain=score,
    worse_with=st.frozensets(st.sampled_from(WorseWith), max_size=2),
    goal=st.sampled_from(Goal),
    conditions=st.frozensets(st.sampled_from(Condition), max_size=3),
    floor=st.booleans(),
    equipment=st.frozensets(st.sampled_from(Equipment), max_size=8),
    minutes=st.sampled_from((5, 10, 15, 20)),
    days=st.frozensets(st.integers(0, 6)),
    never=st.frozensets(st.sampled_from(sorted(LIBRARY)), max_size=4),
    favourites=st.frozensets(st.sampled_from(sorted(LIBRARY)), max_size=3),
)

facts = st.builds(
    Event,
    at=st.just(1),
    kind=st.sampled_from(Fact),
    flags=st.frozensets(st.sampled_from(Flag), max_size=2),
)
standings = st.lists(facts, max_size=4).map(state)
free_standings = st.sampled_from(
    [
        state([Event(1, Fact.SCREENED)]),
        state([Event(1, Fact.SCREENED, frozenset({Flag.NOT_IMPROVING}))]),
        state([Event(1, Fact.SCREENED, frozenset({Flag.PREGNANT})), Event(2, Fact.ASSESSED)]),
    ]
)


def performances(library: Library) -> st.SearchStrategy[Performed]:
    """What became of one exercise."""
    return st.builds(
        Performed,
        exercise=st.sampled_from(sorted(library)),
        level=st.integers(0, 4),
        done=st.sampled_from((0.0, 0.5, 1.0)),
        skipped=st.booleans(),
        hurt=st.booleans(),
        leg=st.sampled_from(Leg),
    )


def past_sessions(library: Library = LIBRARY) -> st.SearchStrategy[PastSession]:
    """One finished session, up to seven weeks ago."""
    return st.builds(
        PastSession,
        on=st.integers(0, 50).map(lambda ago: MONDAY - timedelta(days=ago)),
        kind=st.sampled_from(Kind),
        performed=st.lists(performances(library), max_size=5, unique_by=lambda p: p.exercise).map(tuple),
        before=maybe_score,
        worst=maybe_score,
        difficulty=st.none() | st.sampled_from(Difficulty),
        halved=st.booleans(),
    )


def _history(
    scores: list[int | None], sessions: list[PastSession], levels: dict[str, Level], today: date
) -> History:
    mornings = ((today - timedelta(days=ago), s) for ago, s in enumerate(scores))
    return History(
        mornings=tuple(sorted((on, s) for on, s in mornings if s is not None)),
        sessions=tuple(sorted(sessions, key=lambda past: past.on)),
        levels=levels,
    )


def histories(library: Library = LIBRARY, today: date = MONDAY) -> st.SearchStrategy[History]:
    """Scores of up to six weeks, up to eight sessions, any levels."""
    levels = st.builds(
        Level,
        rung=st.integers(0, 8),
        clean=st.integers(0, 4),
        rested_until=st.none() | st.integers(-3, 7).map(lambda n: today + timedelta(days=n)),
    )
    return st.builds(
        _history,
        scores=st.lists(maybe_score, max_size=42),
        sessions=st.lists(past_sessions(library), max_size=8, unique_by=lambda past: past.on),
        levels=st.dictionaries(st.sampled_from(sorted(library)), levels, max_size=8),
        today=st.just(today),
    )
