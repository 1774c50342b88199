"""The past of a person out of the store, in the shape the coach decides from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.chat.steps import steps
from bot.coach import adapt
from bot.coach.adapt import Course
from bot.coach.dose import rung_of, walked
from bot.coach.model import History, Leg, PastSession, Performed
from bot.coach.outcomes import Rating
from bot.store import pains, people, sessions
from bot.store.pains import Pain, PainKind
from bot.store.people import Activity
from bot.store.sessions import Day, ItemState
from bot.talk.act import Act


def mornings(given: Iterable[Pain]) -> tuple[tuple[date, int], ...]:
    """The first score of the resting back each day: on the reminder, or else before a session."""
    first: dict[date, int] = {}
    for each in given:
        if each.kind in (PainKind.MORNING, PainKind.BEFORE):
            first.setdefault(each.on, each.score)
    return tuple(sorted(first.items()))


def performed(act: Act, day: Day, state: ItemState) -> Performed:
    exercise = act.library.get(state.item.exercise)
    wanted = len(steps(exercise, state.item.dose.sets)) if exercise else 1
    did = sum(1 for each in day.done if each.nr == state.nr)
    return Performed(
        exercise=state.item.exercise,
        level=rung_of(exercise, state.item) if exercise else state.item.level,
        done=min(1.0, did / wanted) * (walked(state.item.dose, state.minutes) if state.minutes else 1.0),
        skipped=state.skipped,
        hurt=state.hurt,
        leg=state.leg if state.leg is not Leg.NONE else day.leg,
        minutes=state.minutes,
    )


def past_session(act: Act, day: Day, given: Iterable[Pain]) -> PastSession:
    that_day = [each for each in given if each.on == day.on]
    before = [each.score for each in that_day if each.kind in (PainKind.MORNING, PainKind.BEFORE)]
    worst = [each.score for each in that_day if each.kind is PainKind.WORST]
    return PastSession(
        on=day.on,
        kind=day.session.kind,
        performed=tuple(performed(act, day, state) for state in day.items),
        before=before[-1] if before else None,
        worst=worst[-1] if worst else None,
        difficulty=day.difficulty,
        halved=day.session.halved,
    )


# What is stored, to be read with `act.once`


async def given(act: Act) -> tuple[Pain, ...]:
    """All pain scores, oldest first."""
    return await pains.pains(act.tx, act.person.id)


async def days(act: Act) -> tuple[Day, ...]:
    """Every stored session, oldest first."""
    return await sessions.days(act.tx, act.person.id)


async def activities(act: Act) -> tuple[Activity, ...]:
    """The person's own activities with their scores, oldest first."""
    return await people.activities(act.tx, act.person.id)


async def learnt(act: Act) -> tuple[History, Course]:
    """All the past before today with the levels it led to, and how it got there."""
    scores = await act.once(given)
    past = [day for day in await act.once(days) if day.done and day.on < act.today]
    history = History(
        mornings=mornings(scores),
        sessions=tuple(past_session(act, day, scores) for day in past),
        lighter_until=act.answers.lighter_until,
    )
    course = adapt.follow(act.answers.profile(), history, act.library)
    return replace(history, levels=course.levels), course


async def today(act: Act) -> Day | None:
    """The session stored for today."""
    return await sessions.day(act.tx, act.person.id, act.today)


async def score_of_today(act: Act) -> int | None:
    """The newest score of the resting back given today."""
    kinds = (PainKind.MORNING, PainKind.BEFORE, PainKind.ANY)
    today_s = [each for each in await act.once(given) if each.on == act.today and each.kind in kinds]
    return today_s[-1].score if today_s else None


async def ratings(act: Act) -> tuple[Rating, ...]:
    """The person's own activities, as they were scored."""
    return tuple(Rating(each.on, each.name, each.score) for each in await act.once(activities))


def averages(given: Iterable[Pain]) -> tuple[tuple[date, int], ...]:
    """The answers to "on average this week", oldest first."""
    return tuple((each.on, each.score) for each in given if each.kind is PainKind.WEEK)
