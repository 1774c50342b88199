"""The past of a person out of the store, in the shape the coach decides from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.coach import adapt
from bot.coach.adapt import Course
from bot.coach.dose import walked
from bot.coach.model import Exercise, History, Leg, PastSession, Performed, Profile
from bot.coach.outcomes import Rating
from bot.store import pains, people, sessions, tastes
from bot.store.pains import Pain, PainKind
from bot.store.sessions import Day, ItemState, Side
from bot.store.tastes import Liking
from bot.talk.act import Act


def steps(exercise: Exercise, sets: int) -> list[tuple[Side, int]]:
    """The taps one item takes: each set, each side in turn."""
    sides = (Side.LEFT, Side.RIGHT) if exercise.sides else (Side.BOTH,)
    return [(side, nr) for nr in range(1, sets + 1) for side in sides]


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
        level=state.item.level,
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


async def profile(act: Act) -> Profile:
    """The answers, with what the person likes and never wants again."""
    liked = await tastes.tastes(act.tx, act.person.id)
    return replace(
        act.answers.profile(),
        favourites=frozenset(slug for slug, liking in liked.items() if liking is Liking.FAVOURITE),
        never=frozenset(slug for slug, liking in liked.items() if liking is Liking.NEVER),
    )


async def learnt(act: Act) -> tuple[History, Course]:
    """All the past before today with the levels it led to, and how it got there."""
    given = await pains.pains(act.tx, act.person.id)
    days = [day for day in await sessions.days(act.tx, act.person.id) if day.done and day.on < act.today]
    history = History(
        mornings=mornings(given),
        sessions=tuple(past_session(act, day, given) for day in days),
        lighter_until=await people.lighter_until(act.tx, act.person.id),
    )
    course = adapt.follow(await profile(act), history, act.library)
    return replace(history, levels=course.levels), course


async def ratings(act: Act) -> tuple[Rating, ...]:
    """The person's own activities, as they were scored."""
    every = await people.activities(act.tx, act.person.id)
    return tuple(Rating(each.on, each.name, each.score) for each in every)


def averages(given: Iterable[Pain]) -> tuple[tuple[date, int], ...]:
    """The answers to "on average this week", oldest first."""
    return tuple((each.on, each.score) for each in given if each.kind is PainKind.WEEK)
