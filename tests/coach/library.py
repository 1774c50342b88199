"""A small library for the coach's tests: real facts, cut down, and people to plan for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.coach.model import (
    Avoid,
    Category,
    Dose,
    Equipment,
    Exercise,
    Goal,
    Muscle,
    Performed,
    Position,
    Profile,
    Since,
    Site,
    Source,
)
from bot.coach.screening import Event, Fact, Flag, Standing, state

A, C, E, M, P = Avoid, Category, Equipment, Muscle, Position


def reps(*counts: int, hold: int = 0, sets: int = 1) -> tuple[Dose, ...]:
    """A ladder of repetitions, then up to `sets` sets of the last."""
    ladder = [Dose(1, count, hold) for count in counts]
    return (*ladder, *(Dose(n, counts[-1], hold) for n in range(2, sets + 1)))


def steady(*seconds: int) -> tuple[Dose, ...]:
    """A ladder of steady positions or activities."""
    return tuple(Dose(seconds=s) for s in seconds)


def exercise(
    slug: str,
    category: Category,
    position: Position,
    muscle: Muscle,
    ladder: tuple[Dose, ...],
    *avoid: Avoid,
    kit: tuple[Equipment, ...] = (),
    sides: bool = False,
    relief: bool = False,
    easier: str | None = None,
    leg: bool = False,
) -> Exercise:
    """One entry; the rest is as the catalogue has it."""
    return Exercise(
        slug=slug,
        category=category,
        position=position,
        muscles=(muscle,),
        ladder=ladder,
        sources=(Source("J", "tests"),),
        equipment=frozenset(kit),
        sides=sides,
        avoid=frozenset(avoid),
        easier=easier,
        relief=relief,
        stops_if_leg_spreads=leg,
    )


ENTRIES = (
    exercise("warm-up", C.WARM_UP, P.STANDING, M.HEART_AND_LUNGS, steady(60, 90, 120, 180, 300), A.BALANCE,
             easier="warm-up-seated"),
    exercise("warm-up-seated", C.WARM_UP, P.SEATED, M.HEART_AND_LUNGS, steady(60, 90, 120, 180, 300),
             kit=(E.CHAIR,)),
    exercise("prone-lying", C.DIRECTIONAL, P.PRONE, M.ERECTOR_SPINAE, steady(120, 180, 300),
             A.ARCHING, A.PREGNANT, relief=True, leg=True),
    exercise("prone-elbows", C.DIRECTIONAL, P.PRONE, M.ERECTOR_SPINAE, steady(30, 60, 120, 180),
             A.ARCHING, A.PREGNANT, A.SHOULDER, relief=True, easier="prone-lying", leg=True),
    exercise("rest-90-90", C.DIRECTIONAL, P.SUPINE, M.ERECTOR_SPINAE, steady(300, 600), A.PREGNANT,
             relief=True, kit=(E.CHAIR,)),
    exercise("seated-forward-fold", C.DIRECTIONAL, P.SEATED, M.ERECTOR_SPINAE, reps(5, 8, 10),
             A.BENDING, A.OSTEOPOROSIS, kit=(E.CHAIR,), leg=True),
    exercise("single-knee-to-chest", C.MOBILITY, P.SUPINE, M.GLUTEALS, reps(2, 3, 4, hold=10),
             A.BENDING, A.OSTEOPOROSIS, A.PREGNANT, A.HIP, sides=True),
    exercise("knee-hugs", C.MOBILITY, P.SUPINE, M.ERECTOR_SPINAE, reps(3, 4, 5, hold=10),
             A.BENDING, A.OSTEOPOROSIS, A.PREGNANT, A.HIP, easier="single-knee-to-chest"),
    exercise("low-back-rotation", C.MOBILITY, P.SUPINE, M.OBLIQUES, reps(3, 5, 8, 10, hold=5),
             A.TWISTING, A.OSTEOPOROSIS, A.PREGNANT, A.HIP, sides=True),
    exercise("pelvic-tilt", C.MOBILITY, P.SUPINE, M.ABDOMINALS, reps(8, 10, 15), A.PREGNANT, relief=True),
    exercise("seated-tilt", C.MOBILITY, P.SEATED, M.DEEP_ABDOMINALS, reps(6, 8, 10), relief=True,
             kit=(E.CHAIR,)),
    exercise("seated-twist", C.MOBILITY, P.SEATED, M.OBLIQUES, reps(5, 8, 10, hold=5), A.TWISTING,
             A.OSTEOPOROSIS, sides=True, kit=(E.CHAIR,)),
    exercise("brace", C.STABILISATION, P.SEATED, M.DEEP_ABDOMINALS, reps(6, 8, 10, hold=5), A.HEART,
             kit=(E.CHAIR,)),
    exercise("heel-slide", C.STABILISATION, P.SUPINE, M.DEEP_ABDOMINALS, reps(6, 8, 10, 12, sets=3),
             A.PREGNANT, sides=True, easier="brace"),
    exercise("dead-bug", C.STABILISATION, P.SUPINE, M.DEEP_ABDOMINALS, reps(5, 8, 10, sets=3),
             A.PREGNANT, A.GAVE_BIRTH, sides=True, easier="heel-slide"),
    exercise("bird-dog", C.STABILISATION, P.QUADRUPED, M.MULTIFIDUS, reps(4, 6, 8, hold=3, sets=3),
             A.KNEE, A.SHOULDER, sides=True, easier="standing-bird-dog"),
    exercise("standing-bird-dog", C.STABILISATION, P.STANDING, M.MULTIFIDUS, reps(5, 8, hold=3),
             A.BALANCE, sides=True, kit=(E.COUNTER,)),
    exercise("bridge", C.STRENGTH, P.SUPINE, M.GLUTEALS, reps(5, 8, 10, 15, hold=2, sets=3),
             A.PREGNANT, A.ARCHING, easier="pelvic-tilt"),
    exercise("lying-leg-raise", C.STRENGTH, P.SIDE_LYING, M.GLUTEALS, reps(8, 10, hold=2),
             A.HIP, sides=True),
    exercise("sit-to-stand", C.STRENGTH, P.SEATED, M.QUADRICEPS, reps(6, 8, 10, 12, sets=3), A.KNEE,
             A.BALANCE, kit=(E.CHAIR,)),
    exercise("shoulder-blade-squeeze", C.STRENGTH, P.SEATED, M.RHOMBOIDS, reps(6, 8, 10, hold=5),
             kit=(E.CHAIR,)),
    exercise("band-row", C.STRENGTH, P.SEATED, M.RHOMBOIDS, reps(8, 10, 12, sets=3), A.SHOULDER,
             kit=(E.CHAIR, E.BAND), easier="shoulder-blade-squeeze"),
    exercise("lat-pulldown", C.STRENGTH, P.SEATED, M.LATISSIMUS_DORSI, reps(6, 8, 10, 12, hold=3, sets=3),
             A.SHOULDER, kit=(E.BAND, E.ANCHOR, E.CHAIR)),
    exercise("walk", C.AEROBIC, P.STANDING, M.HEART_AND_LUNGS, steady(600, 720, 900, 1200, 1800),
             A.BALANCE, A.ARCHING),
    exercise("bike", C.AEROBIC, P.SEATED, M.HEART_AND_LUNGS, steady(480, 600, 900, 1800), A.KNEE, A.BENDING,
             kit=(E.BIKE,)),
    exercise("seated-march", C.AEROBIC, P.SEATED, M.HIP_FLEXORS, steady(20, 60, 120, 180), A.HIP,
             kit=(E.CHAIR,)),
)  # fmt: skip
LIBRARY: Mapping[str, Exercise] = {e.slug: e for e in ENTRIES}

MONDAY = date(2027, 6, 7)
DAY = timedelta(days=1)

CLEAR: Standing = state([Event(1, Fact.SCREENED)])
SEE_SOMEONE: Standing = state([Event(1, Fact.SCREENED, frozenset({Flag.NOT_IMPROVING}))])
URGENT: Standing = state([Event(1, Fact.SCREENED, frozenset({Flag.LUMP}))])
EMERGENCY: Standing = state([Event(1, Fact.SCREENED, frozenset({Flag.SADDLE_NUMB}))])

ANNA = Profile(
    sites=frozenset({Site.LOW_BACK}),
    since=Since.MONTHS,
    usual_pain=3,
    worse_with=frozenset(),
    goal=Goal.LESS_PAIN,
    conditions=frozenset(),
    floor=True,
    equipment=frozenset({E.CHAIR}),
    minutes=10,
    days=frozenset(range(7)),
)


def performed(*slugs: str, level: int = 0, done: float = 1.0) -> tuple[Performed, ...]:
    """Exercises of a finished session."""
    return tuple(Performed(slug, level, done) for slug in slugs)
