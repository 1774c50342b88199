"""A slip told in words: the last thing said may be changed. Nothing is unlocked by it."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import safety
from bot.coach.screening import CARDS
from bot.talk.act import Act
from bot.talk.buttons import Choose, Go
from bot.talk.screen import Button, Screen
from bot.talk.understand import Meaning

PARTS = {"activity-score": "activities", "days-pick": "days", "country": "zone"}  # of the question before
WAYS = {"tell-pain": "pain", "settings": "settings", "screen-again": "redflags", "go-on": "here"}


async def slip(act: Act, meant: Meaning) -> Screen:
    """The question before, the card with its ticks, [Undo]; at rest, what there is to change."""
    screen = await _again(act)
    if screen is None and act.standing.alarms:
        screen = safety.lock_screen(act)
        key = "wish.slip" if act.standing.assessed else "wish.slip-locked"
    else:
        key = "wish.slip"
    if screen is None:
        ways = ((Button(act.words(f"button.{name}"), Go(place)),) for name, place in WAYS.items())
        screen = Screen(act.words("wish.slip-what"), tuple(ways))
    return replace(screen, text=f"{act.words(key)}\n\n{screen.text}")


async def _again(act: Act) -> Screen | None:
    """What they answered last, asked once more; None when nothing is asked."""
    question = act.question
    if question == "player":
        return await act.here()
    if act.waiting is None or act.dialog.top is not act.waiting:
        return None
    if question == safety.SURE:
        return await act.routes.presses[Choose](act, Choose(question, "change"))
    if question in PARTS:
        return await act.open(PARTS[question])
    return await (act.back(question) if _has_one_before(act) and not _is_marked(act) else act.here())


def _is_marked(act: Act) -> bool:
    """A line of the card that is open is ticked: that is what they mean."""
    flags = frozenset(CARDS.get(act.question.removeprefix("safety-"), ()))
    return bool(act.standing.ticked & flags)


def _has_one_before(act: Act) -> bool:
    order = act.flow.questions
    before = order[: order.index(act.question)] if act.question in order else ()
    return any(act.routes.questions[each].applies(act) for each in before)
