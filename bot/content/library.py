"""What has to hold between the rungs of a ladder and between exercises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise

from bot.coach.model import Dose, Exercise, Library
from bot.content.mistakes import Mistake, did_you_mean


def ladder_mistakes(file: str, ladder: Sequence[Dose]) -> Iterator[Mistake]:
    """Each rung asks for more than the one below in exactly one way, so that a reaction has one cause."""
    for number, (below, rung) in enumerate(pairwise(ladder), start=2):
        before, after = asdict(below), asdict(rung)
        changed = [name for name in before if before[name] != after[name]]
        if len(changed) != 1 or after[changed[0]] < before[changed[0]]:
            wrong = f"changes {' and '.join(changed) or 'nothing'} from the rung before"
            yield Mistake(file, f"ladder[{number}]", wrong, "one number that rises (reps 5, then reps 8)")


def link_mistakes(
    library: Library, slugs: Collection[str], file_of: Callable[[str], str]
) -> Iterator[Mistake]:
    """`slugs` are all folders: a link to an exercise that has mistakes of its own is not one more."""
    for exercise in library.values():
        if exercise.easier is not None and exercise.easier not in slugs:
            wrong = f"there is no exercise {exercise.easier!r}{did_you_mean(exercise.easier, slugs)}"
            expected = 'the name of a folder beside it (easier = "bridge")'
            yield Mistake(file_of(exercise.slug), "easier", wrong, expected)
    yield from _cycles(library, file_of)


def _cycles(library: Library, file_of: Callable[[str], str]) -> Iterator[Mistake]:
    for exercise in library.values():
        way = [step.slug for step in _ever_easier(exercise, library)]
        closed = library[way[-1]].easier == exercise.slug
        if closed and exercise.slug == min(way):  # else each member of the circle would report it
            wrong = f"goes in a circle: {' > '.join([*way, exercise.slug])}"
            yield Mistake(file_of(exercise.slug), "easier", wrong, "an end (leave easier out)")


def _ever_easier(exercise: Exercise, library: Library) -> Iterator[Exercise]:
    """The exercise and its easier variants, each once."""
    seen: set[str] = set()
    step: Exercise | None = exercise
    while step and step.slug not in seen:
        seen.add(step.slug)
        yield step
        step = library.get(step.easier or "")
