"""What kind of day it is: rules G1 to G11 of the fact base ("before session"), first match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.coach import pain
from bot.coach.model import (
    Category,
    History,
    Kind,
    Level,
    Library,
    Outcome,
    PastSession,
    Profile,
    Reason,
    Why,
)
from bot.coach.screening import Standing

VERY_SORE = 8  # G4, G5 [J]
RUNNING_DAYS = 3  # [J] "two days running" for people who are not asked daily: the last score this near
SORE_WEEK = 7  # G6, days
BREAKS: tuple[tuple[int, int | None, Why], ...] = (  # more than these days away: rungs down, None = all
    (28, None, Why.BACK_AFTER_MONTH),  # G8; strength is roughly kept 2–4 weeks [43], cuts are tolerance [J]
    (14, 2, Why.BACK_AFTER_WEEKS),  # G9
    (7, 1, Why.BACK_AFTER_WEEK),  # G10
)
FULL_DOSE = frozenset({Kind.PLANNED, Kind.EASY})  # easier days say nothing about a rung
LEFT_OUT_WHEN_SORE = frozenset({Category.STABILISATION, Category.STRENGTH})  # they had a break all the same
RESCREEN = frozenset(
    {Why.VERY_SORE, Why.VERY_SORE_AGAIN, Why.SORE_FOR_A_WEEK, Why.BACK_AFTER_MONTH, Why.CREEPING_UP}
)
"""Reasons of a day that ask for the short safety screen."""
ADVISE_CARE = frozenset(
    {
        Why.GENTLE_UNTIL_SEEN,
        Why.SURGERY_FIRST,
        Why.VERY_SORE_AGAIN,
        Why.SORE_FOR_A_WEEK,
        Why.LEG_SPREAD_AGAIN,
        Why.NO_CHANGE_YET,
    }
)
"""Reasons that come with the advice to see someone."""


@dataclass(frozen=True, slots=True)
class Day:
    """What the rules look at. Scores are 0 to 10, -1 when nobody was asked."""

    gentle: bool  # someone has to look first
    score: int  # P0
    previous: int  # the last score of the days before
    sore_days: int  # running, today included
    above: int  # points above usual
    hard: bool  # red, or a flare, after the last session
    away: int | None  # M, days; None before the first session
    easy: int  # days since the last session at full dose; 0 before the first one


class Rule(NamedTuple):
    name: str
    when: Callable[[Day], bool]
    kind: Kind
    why: Why
    n: Callable[[Day], int | None] = lambda _: None


RULES: tuple[Rule, ...] = (  # the first that matches; G1 and G2 raise Locked before
    Rule("G3 very sore", lambda d: d.gentle and d.score >= VERY_SORE, Kind.RELIEF, Why.GENTLE_UNTIL_SEEN),
    Rule("G3", lambda d: d.gentle, Kind.GENTLE, Why.GENTLE_UNTIL_SEEN),
    Rule(
        "G4",
        lambda d: d.score >= VERY_SORE and d.previous >= VERY_SORE,
        Kind.RELIEF,
        Why.VERY_SORE_AGAIN,
        lambda d: d.score,
    ),
    Rule("G5", lambda d: d.score >= VERY_SORE, Kind.RELIEF, Why.VERY_SORE, lambda d: d.score),
    Rule("G6", lambda d: d.sore_days >= SORE_WEEK, Kind.FLARE, Why.SORE_FOR_A_WEEK, lambda d: d.sore_days),
    Rule("G7", lambda d: d.sore_days > 0, Kind.FLARE, Why.SORER_THAN_USUAL, lambda d: d.above),
    Rule("A4 day after", lambda d: d.hard, Kind.EASY, Why.AFTER_A_HARD_DAY),
    Rule("G8", lambda d: (d.away or 0) > 28, Kind.PLANNED, Why.BACK_AFTER_MONTH, lambda d: d.away),
    Rule("G9", lambda d: (d.away or 0) > 14, Kind.PLANNED, Why.BACK_AFTER_WEEKS, lambda d: d.away),
    Rule("G10", lambda d: (d.away or 0) > 7, Kind.PLANNED, Why.BACK_AFTER_WEEK, lambda d: d.away),
    Rule("G10 way back", lambda d: d.easy > 7, Kind.PLANNED, Why.BACK_AFTER_EASY, lambda d: d.easy),
    Rule("G11 first", lambda d: d.away is None, Kind.PLANNED, Why.FIRST_SESSION),
    Rule("G11", lambda d: True, Kind.PLANNED, Why.AS_PLANNED),
)


def levels_after_break(levels: Mapping[str, Level], days: int) -> tuple[Mapping[str, Level], Reason | None]:
    """Levels after `days` without a session, and why they were cut (None: they were not)."""
    for limit, rungs, why in BREAKS:
        if days > limit:
            cut = {slug: _lower(level, rungs) for slug, level in levels.items()}
            return cut, Reason(why, n=days)
    return levels, None


def levels_after_easy_days(
    levels: Mapping[str, Level], days: int, library: Library
) -> tuple[Mapping[str, Level], Reason | None]:
    """The way back from a flare: what easier days left out had a break of `days`, sessions or not."""
    cut, reason = levels_after_break(levels, days)
    if reason is None:
        return levels, None
    kept = {
        slug: level
        for slug, level in levels.items()
        if slug not in library or library[slug].category not in LEFT_OUT_WHEN_SORE
    }
    return {**cut, **kept}, Reason(Why.BACK_AFTER_EASY, n=days)


def _lower(level: Level, rungs: int | None) -> Level:
    rung = 0 if rungs is None else max(0, level.rung - rungs)
    return Level(rung=rung, rested_until=level.rested_until)


def days_away(sessions: Iterable[PastSession], today: date) -> int | None:
    """M: days since the last session; None before the first."""
    last = max((session.on for session in sessions), default=None)
    return None if last is None else max(0, (today - last).days)


def easy_days(sessions: Sequence[PastSession], today: date) -> int:
    """Days since the last session at full dose; 0 before the first one."""
    full = next((past.on for past in reversed(sessions) if past.kind in FULL_DOSE and past.on < today), today)
    return (today - full).days


def day_of(profile: Profile, history: History, today: date, standing: Standing, before: int | None) -> Day:
    """The facts of a day; `before` is P0, else today's morning score counts."""
    scores = dict(
        pain.between(history.mornings, today - timedelta(days=RUNNING_DAYS), today + timedelta(days=1))
    )
    for past in history.sessions[-RUNNING_DAYS * 2 :]:
        if past.before is not None and past.on < today and (today - past.on).days <= RUNNING_DAYS:
            scores[past.on] = max(past.before, scores.get(past.on, 0))
    score = scores.get(today, -1) if before is None else before
    earlier = [on for on in scores if on < today]
    sore_days, above = pain.soreness(history.mornings, profile.usual_pain, today, score)
    return Day(
        gentle=standing.outcome is not Outcome.CLEAR,
        score=score,
        previous=scores[max(earlier)] if earlier else -1,
        sore_days=sore_days,
        above=above,
        hard=any(_was_hard(past, profile, history, today, score) for past in history.sessions[-2:]),
        away=days_away(history.sessions[-2:], today),
        easy=easy_days(history.sessions, today),
    )


def _was_hard(past: PastSession, profile: Profile, history: History, today: date, score: int) -> bool:
    if abs((today - past.on).days) > 1:
        return False
    usual = pain.baseline(history.mornings, profile.usual_pain, past.on)
    if band_of(past, usual) is pain.Band.RED:
        return True
    next_morning = score if past.on < today and score >= 0 else None
    return pain.morning(pain.rise(past.before, next_morning, usual)) is pain.Morning.FLARE


def band_of(past: PastSession, usual: int) -> pain.Band | None:
    """The traffic light of a session; None when the worst pain was not told.

    Pain that was there before an easier day's session and did not rise is not held against it [J]:
    else a flare would take away, one after another, the very exercises that ease it.
    """
    if past.worst is None:
        return None
    before = usual if past.before is None else past.before
    if past.kind not in FULL_DOSE and past.worst <= before:
        return pain.Band.GREEN
    if past.kind not in FULL_DOSE and past.worst - before < pain.RED_RISE:
        return pain.Band.AMBER
    return pain.band(before, past.worst, usual)
