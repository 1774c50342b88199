"""What suits a person: contraindications, the floor and the equipment, before any day is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.coach.model import (
    ALWAYS_AT_HAND,
    Avoid,
    Category,
    Condition,
    Exercise,
    Library,
    Limit,
    Profile,
    WorseWith,
)

# docs/coaching.md (avoid tags); [J] = design judgement
CONDITION_AVOIDS: dict[Condition, frozenset[Avoid]] = {
    Condition.OSTEOPOROSIS: frozenset({Avoid.OSTEOPOROSIS}),  # theros.org.uk, bending forward [13]
    Condition.PREGNANT: frozenset({Avoid.PREGNANT}),  # ACOG-derived, conservative [14]
    Condition.GAVE_BIRTH: frozenset({Avoid.GAVE_BIRTH}),
    # [J] under 12 weeks a clinician decides; even then nothing bends, arches, twists or strains
    Condition.SURGERY: frozenset(
        {Avoid.BENDING, Avoid.ARCHING, Avoid.TWISTING, Avoid.OSTEOPOROSIS, Avoid.HEART}
    ),
    Condition.HEART: frozenset({Avoid.HEART}),
    Condition.BALANCE: frozenset({Avoid.BALANCE}),
    Condition.SHOULDER: frozenset({Avoid.SHOULDER}),
    Condition.KNEE: frozenset({Avoid.KNEE}),
    Condition.HIP: frozenset({Avoid.HIP}),
    Condition.NECK: frozenset({Avoid.NECK}),
}
DIRECTION_AVOIDS: dict[WorseWith, frozenset[Avoid]] = {
    WorseWith.BENDING: frozenset({Avoid.BENDING}),
    WorseWith.ARCHING: frozenset({Avoid.ARCHING}),  # flexion-based work is usual practice [12]
    WorseWith.TWISTING: frozenset({Avoid.TWISTING}),
    WorseWith.NOTHING: frozenset(),
}
LIMIT_AVOIDS: dict[Limit, frozenset[Avoid]] = {
    Limit.BENDING: frozenset({Avoid.BENDING}),
    Limit.ARCHING: frozenset({Avoid.ARCHING}),
    Limit.TWISTING: frozenset({Avoid.TWISTING}),
}


def answers(profile: Profile, also: Iterable[Condition] = ()) -> dict[Avoid, str]:
    """Every tag that rules an exercise out, and the answer behind it: a Condition, a WorseWith or "leg-pain".

    `also` adds conditions known from the safety screen.
    """
    found = {tag: str(c) for c in sorted({*profile.conditions, *also}) for tag in CONDITION_AVOIDS[c]}
    found |= {tag: str(limit) for limit in profile.limits for tag in LIMIT_AVOIDS.get(limit, ())}
    found |= {tag: str(worse) for worse in profile.worse_with for tag in DIRECTION_AVOIDS[worse]}
    return found | ({Avoid.LEG_PAIN: str(Avoid.LEG_PAIN)} if profile.leg else {})


def avoids(profile: Profile, also: Iterable[Condition] = ()) -> frozenset[Avoid]:
    """Every tag that rules an exercise out."""
    return frozenset(answers(profile, also))


def suits(exercise: Exercise, profile: Profile, avoided: frozenset[Avoid]) -> bool:
    """Not contraindicated, not refused, possible in this room and with this equipment."""
    return (
        not exercise.avoid & avoided
        and exercise.equipment <= profile.equipment | ALWAYS_AT_HAND
        and (profile.floor or not exercise.floor)
        and not limited(exercise, profile)
        and exercise.slug not in profile.never
    )


def limited(exercise: Exercise, profile: Profile) -> bool:
    """A clinician said to leave its kind out for now; what bends, arches or twists has its tags."""
    floor = exercise.floor and Limit.FLOOR in profile.limits
    return floor or (exercise.category is Category.STRENGTH and Limit.STRAIN in profile.limits)


def harder_variants(among: Iterable[Exercise]) -> Mapping[str, tuple[Exercise, ...]]:
    """By slug, all that name it as their easier one and can take its place: those of its own category."""
    found: dict[str, tuple[Exercise, ...]] = {}
    exercises = {e.slug: e for e in among}
    for e in exercises.values():
        easier = exercises.get(e.easier or "")
        if easier is not None and easier.category is e.category:
            found[easier.slug] = (*found.get(easier.slug, ()), e)
    return found


def suitable(
    profile: Profile,
    library: Library,
    also: Iterable[Condition] = (),
    off: frozenset[Avoid] = frozenset(),
) -> tuple[Exercise, ...]:
    """All that suits, by slug; `off` adds tags, such as a direction that was tried and left."""
    avoided = avoids(profile, also) | off
    return tuple(e for _, e in sorted(library.items()) if suits(e, profile, avoided))
