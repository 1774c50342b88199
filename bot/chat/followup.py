"""Somebody is to look at it: the coach asks the next day and then weekly whether somebody could."""

from __future__ import annotations

from datetime import datetime

from bot.chat import agenda, safety
from bot.coach.model import Outcome
from bot.talk.act import Act, Feature, Flow
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.screen import Button, Screen


async def due(act: Act, due_at: datetime) -> Screen | None:
    """None once somebody has looked."""
    if not act.standing.open or act.standing.assessed:
        return None
    return await act.begin("follow-up")


def text(act: Act, ticked: Values) -> str:
    locked = "locked" if act.standing.alarms else "gentle"
    return act.words(f"follow-up.{locked}")


async def save(act: Act, values: Values) -> Screen:
    act.close("follow-up")
    match only(values):
        case "yes":
            return await safety.seen(act)
        case "passed":
            return passed(act)
    return not_yet(act)


def not_yet(act: Act) -> Screen:
    """No reproach: what to do today, and what to ask."""
    kind = {Outcome.EMERGENCY: "emergency", Outcome.URGENT: "urgent"}.get(act.standing.outcome, "gentle")
    ask = Button(act.words("button.doctor"), Go("questions"), "primary")
    return Screen(act.words(f"follow-up.not-yet-{kind}"), ((ask,), (_on(act),)))


def passed(act: Act) -> Screen:
    """An alarm that has passed still wants a look; of the rest the cards know."""
    if act.standing.alarms:
        seen = Button(act.words("button.seen"), Go("seen"))
        return Screen(act.words("follow-up.passed-locked"), ((seen,), (_on(act),)))
    again = Button(act.words("button.screen-again"), Go("redflags"), "primary")
    return Screen(act.words("follow-up.passed-gentle"), ((again,), (_on(act),)))


def _on(act: Act) -> Button:
    return Button(act.words("button.go-on"), Go("here"))


async def left(act: Act, asked: Open[Form]) -> Screen:
    return await act.here()


CHOICES = (Choice("follow-up", values=fixed("yes", "not-yet", "passed"), save=save, text=text, left=False),)

FEATURE = Feature(
    questions=asked(CHOICES),
    flows={"follow-up": Flow(("follow-up",), done=left, left=left, called="follow-up")},
    dues={agenda.FOLLOW_UP: due},
)
