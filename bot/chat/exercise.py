"""An exercise in words and as a picture: what the player, the lists and the library show alike."""

from __future__ import annotations

from bot.coach.model import Dose, Exercise, Reason
from bot.content import Texts
from bot.talk.act import Act
from bot.talk.screen import Moving


def moving(act: Act, slug: str, dose: Dose) -> Moving | None:
    """Its animation; None for one that has no figure (yet)."""
    exercise = act.library.get(slug)
    return Moving(slug, dose) if exercise and exercise.figure else None


def dose_text(words: Texts, exercise: Exercise, dose: Dose) -> str:
    """All of it: "2 × 8 times a side"."""
    text = once_text(words, dose)
    if exercise.sides:
        text = words("dose.each-side", dose=text)
    return words("dose.sets", n=dose.sets, dose=text) if dose.sets > 1 else text


def once_text(words: Texts, dose: Dose) -> str:
    """One set on one side."""
    if dose.seconds >= 60 and dose.seconds % 60 == 0:
        return words("dose.minutes", n=dose.seconds // 60)
    if dose.seconds:
        return words("dose.seconds", n=dose.seconds)
    return words("dose.holds" if dose.hold else "dose.reps", n=dose.reps, hold=dose.hold)


def how_text(act: Act, slug: str) -> str:
    """The steps, the breath, the mistakes, and when to leave it out."""
    texts = act.words.exercise(slug)
    steps = (
        act.words("player.how-step", nr=number, text=text) for number, text in enumerate(texts.steps, start=1)
    )
    return act.words(
        "player.how",
        name=texts.name,
        steps="\n".join(steps),
        breathing=texts.breathing,
        mistakes=" ".join(texts.mistakes),
        not_when=texts.not_when,
    )


def name_of(act: Act, slug: str | None) -> str:
    """Its name; empty for one that left the library."""
    return act.words.exercise(slug).name if slug and slug in act.library else ""


def reason_text(act: Act, reason: Reason) -> str:
    """A reason in words."""
    return act.words(f"why.{reason.why}", n=reason.n or 0, exercise=name_of(act, reason.exercise))
