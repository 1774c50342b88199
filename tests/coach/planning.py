"""Short words for planning in tests."""

from __future__ import annotations

from datetime import timedelta

from bot.coach.model import (
    Category,
    Difficulty,
    History,
    Kind,
    Library,
    PastSession,
    Profile,
    Session,
)
from bot.coach.plan import (
    plan_day,
)
from bot.coach.screening import Standing
from tests.coach.library import (
    ANNA,
    CLEAR,
    LIBRARY,
    MONDAY,
    performed,
)


def plan(
    profile: Profile = ANNA,
    history: History | None = None,
    before: int | None = None,
    standing: Standing = CLEAR,
    library: Library = LIBRARY,
) -> Session:
    return plan_day(profile, history or History(), library, MONDAY, standing, before)


def slugs(session: Session) -> list[str]:
    return [item.exercise for item in session.items]


def categories(session: Session) -> list[Category]:
    return [LIBRARY[item.exercise].category for item in session.items]


def mornings(*scores: int, ago: int = 1) -> History:
    """Daily scores, the last one `ago` days before Monday."""
    days = range(len(scores) - 1 + ago, ago - 1, -1)
    return History(mornings=tuple((MONDAY - timedelta(days=n), s) for n, s in zip(days, scores, strict=True)))


def session_ago(days: int, *slugs: str, before: int = 2, worst: int = 2) -> PastSession:
    done = performed(*(slugs or ("bridge",)))
    return PastSession(MONDAY - timedelta(days=days), Kind.PLANNED, done, before, worst, Difficulty.RIGHT)
