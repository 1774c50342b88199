"""The way of a person through the start, as a healthy one taps it; any answer can be another."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.person import Person

HEALTHY: Mapping[str, tuple[str, ...]] = {
    "safety-emergency": ("None of these",),
    "safety-same-day": ("None of these",),
    "safety-see-first": ("None of these",),
    "sites": ("Low back", "Next"),
    "since": ("Less than 6 weeks",),
    "usual": ("4",),
    "worse": ("None of these",),
    "goal": ("Less pain",),
    "activities": ("That is all",),
    "conditions": ("None of these",),
    "floor": ("Yes",),
    "walk": ("About 20 min",),
    "equipment": ("Only a chair",),
    "minutes": ("10 minutes",),
    "days": ("Every day",),
    "zone": ("London",),
    "hour": ("07:30",),
}
"""Question -> the buttons tapped, in the order of the start."""


async def agrees(person: Person) -> None:
    await person.says("/start")
    await person.taps("I agree")


async def answers(person: Person, until: str | None = None, **other: tuple[str, ...]) -> None:
    """Taps through the questions from the first safety card; `other`: other taps, `_` for `-`."""
    taps = dict(HEALTHY) | {name.replace("_", "-"): labels for name, labels in other.items()}
    for question, labels in taps.items():
        if question == until:
            return
        for label in labels:
            await person.taps(label)


async def sets_up(person: Person, **other: tuple[str, ...]) -> None:
    """From /start to the plan."""
    await agrees(person)
    await answers(person, None, **other)
    person.sees("Your plan is ready")


async def says_who_checked(person: Person) -> None:
    """From a lock to the statement of having been seen; within hours it is asked who it was."""
    await person.taps("A professional has checked me")
    if "Who has checked you" in person.screen.text:
        await person.taps("A doctor")
    person.sees("Has a doctor or physiotherapist checked you")


async def is_checked(person: Person) -> None:
    """A professional has looked, agrees with exercise and named nothing to leave out."""
    await person.says("/today")
    await says_who_checked(person)
    await person.taps("Yes, and they agree")
    person.sees("Did they name something")
    await person.taps("Nothing to leave out")


async def starts(person: Person, before: str = "3") -> None:
    """From the plan into the first exercise."""
    await person.taps("Start today's session")
    await person.taps(before)


def done_button(person: Person) -> str | None:
    """The label of the button that ticks the set on the screen."""
    return next((label for label in person.screen.labels if label.startswith("✓ Done")), None)


async def does_all_sets(person: Person) -> int:
    """Taps Done until the questions after the session; how many sets it was."""
    count = 0
    while label := done_button(person):
        await person.taps(label)
        count += 1
    return count


async def finishes(person: Person, worst: str = "3", difficulty: str = "Just right") -> None:
    """From the player to the end of the session."""
    await does_all_sets(person)
    await person.taps(worst)
    await person.taps(difficulty)
    person.sees("Done.")
