"""A patient of the case reports: days go by, answers are given, plans follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.coach import adapt, explain, weekly
from bot.coach.adapt import Course
from bot.coach.model import (
    Difficulty,
    History,
    Leg,
    Level,
    PastSession,
    Performed,
    Profile,
    Reason,
    Session,
    Why,
)
from bot.coach.outcomes import Rating
from bot.coach.plan import plan_day
from bot.coach.screening import Event, Fact, Flag, Standing, state
from tests.coach.library import ANNA, LIBRARY, MONDAY


class Patient:
    """Told as the chat would: a score in the morning, a session, its answers, the next day."""

    def __init__(self, **changes: Any) -> None:
        self.profile: Profile = replace(ANNA, **changes)
        self.history = History()
        self.today: date = MONDAY
        self.facts = [Event(1, Fact.SCREENED)]
        self.session: Session | None = None

    @property
    def standing(self) -> Standing:
        return state(self.facts)

    @property
    def course(self) -> Course:
        return adapt.follow(self.profile, self.history, LIBRARY)

    def level(self, slug: str) -> Level:
        return self.course.levels.get(slug, Level())

    def rung(self, slug: str) -> int:
        return self.level(slug).rung

    def ticks(self, *flags: Flag, kind: Fact = Fact.RESCREENED) -> None:
        self.facts.append(Event(len(self.facts) + 1, kind, frozenset(flags)))

    def wakes(self, score: int | None) -> Session:
        """The morning and the plan that follows it."""
        if score is not None:
            self.history = replace(self.history, mornings=(*self.history.mornings, (self.today, score)))
        past = replace(self.history, levels=self.course.levels)
        self.session = plan_day(self.profile, past, LIBRARY, self.today, self.standing, score)
        return self.session

    def trains(
        self,
        worst: int | None = 2,
        difficulty: Difficulty | None = Difficulty.RIGHT,
        done: float = 1.0,
        leg: Leg = Leg.NONE,
        hurt: str | None = None,
    ) -> None:
        """Today's session, all of it, and the day is over. `hurt`: that exercise was stopped."""
        assert self.session is not None
        did = tuple(
            Performed(i.exercise, i.level, done, hurt=i.exercise == hurt, leg=leg) for i in self.session.items
        )
        before = dict(self.history.mornings).get(self.today)
        past = PastSession(self.today, self.session.kind, did, before, worst, difficulty, self.session.halved)
        self.history = replace(self.history, sessions=(*self.history.sessions, past))
        self.today += timedelta(days=1)

    def lives(self, days: int, score: int | None = 2, every: int = 1, **told: Any) -> None:
        """So many days alike, a session on every so-manieth."""
        for n in range(days):
            self.wakes(score)
            if n % every:
                self.today += timedelta(days=1)
            else:
                self.trains(**told)

    def is_away(self, days: int) -> None:
        self.today += timedelta(days=days)

    def week(self, *ratings: Rating) -> list[Why]:
        """What the weekly summary says."""
        said = weekly.judge(self.profile, self.history, self.course, self.today, ratings)
        return [reason.why for reason in said]

    def explained(self) -> explain.Explanation:
        assert self.session is not None
        past = replace(self.history, levels=self.course.levels)
        return explain.explain(self.session, self.profile, past, LIBRARY, self.standing)


def slugs(session: Session) -> list[str]:
    return [item.exercise for item in session.items]


def whys(session: Session) -> list[Why]:
    return [reason.why for reason in session.reasons]


def last(reasons: tuple[Reason, ...], slug: str) -> Why | None:
    return next((reason.why for reason in reasons if reason.exercise == slug), None)
