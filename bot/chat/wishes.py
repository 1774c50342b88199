"""What is wished in words of one's own that answer nothing that was asked: one place for each meaning."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.chat import (
    feedback,
    history,
    learn,
    library,
    numbers,
    postpone,
    progress,
    safety,
    slip,
    sos,
    start,
    today,
    yours,
)
from bot.chat.player import How
from bot.chat.reminder import NotToday, not_today
from bot.chat.settings import Edit
from bot.chat.steps import next_step
from bot.coach.day import VERY_SORE
from bot.talk import understand
from bot.talk.act import Act, Handler
from bot.talk.buttons import Go
from bot.talk.screen import Button, Row, Screen
from bot.talk.understand import Meaning

Grant = Callable[[Act, Meaning], Awaitable[Screen | None]]  # None: a sentence is all there is to it


class When(Enum):
    """Who may be granted it: anybody, whoever agreed, whoever has a plan, whoever may exercise now."""

    ANYBODY = auto()
    AGREED = auto()
    SET_UP = auto()
    FREE = auto()


class Says(Enum):
    """Before wherever it leads, only where it leads nowhere, by the screen itself, or not at all."""

    FIRST = auto()
    ELSE = auto()
    ITSELF = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """`grant`: where it leads, None: it stays where it is; `says`: when `wish.<name>` is said."""

    grant: Grant | None = None
    says: Says = Says.FIRST
    when: When = When.FREE


async def grant(act: Act, text: str) -> Screen | None:
    """The answer to what is wished; None when that is not clear, or has to wait for what is asked now."""
    meant = understand.understand(text, act.intents)
    if meant.intent is None and (meant.score or 0) >= VERY_SORE:  # whatever else it says
        meant = replace(meant, intent="pain-score")
    wish = WISHES.get(meant.intent or "")
    if wish is None or not _is_ready(act, wish.when):
        return None
    if wish.when is When.FREE and (screen := await today.not_now(act)):
        return screen
    screen = await wish.grant(act, meant) if wish.grant else None
    if screen is None:
        return _said(act, meant, await act.here() if act.person.agreed_at else start.welcome(act))
    return _said(act, meant, screen) if wish.says is Says.FIRST else screen


def worried(act: Act) -> Screen:
    """Not clear, and it sounds hard: no exercise, and a way for each of what it may be."""
    ways = (("hurts-now", "sos"), ("tell-pain", "pain"), ("warning-signs", "redflags"), ("go-on", "here"))
    return Screen(
        act.words("unexpected.worried"),
        tuple((Button(act.words(f"button.{name}"), Go(place)),) for name, place in ways),
    )


def _is_ready(act: Act, when: When) -> bool:
    if when is When.ANYBODY:
        return True
    return act.person.agreed_at is not None if when is When.AGREED else act.person.set_up_at is not None


def _said(act: Act, meant: Meaning, screen: Screen) -> Screen:
    return replace(screen, text=f"{act.words(f'wish.{meant.intent}')}\n\n{screen.text}")


async def low_hope(act: Act, meant: Meaning) -> Screen | None:
    """Heard, and the question again; at rest a way for each of what it may be, and no exercise."""
    if act.waiting or act.standing.locked or act.standing.unanswered:
        return None
    return replace(worried(act), text=act.words("wish.low-hope"))


def is_aside(act: Act, text: str) -> bool:
    """Said to the coach, where any words are an answer: a slip; and what is no name of an exercise."""
    meant = understand.understand(text, act.intents).intent
    return meant == "slip" or (
        act.question == "exercises" and meant is not None and not library.names_one(act, text)
    )


def to(handler: Handler) -> Grant:
    """A place where everybody may go by button, too."""

    async def go(act: Act, meant: Meaning) -> Screen:
        return await handler(act)

    return go


def beside(*topics: str, more: Callable[[Act], Row] | None = None) -> Grant:
    """The sentence alone, with a lesson that fits it and a way on."""

    async def show(act: Act, meant: Meaning) -> Screen:
        lessons = [row for topic in topics if (row := learn.lesson_row(act, topic))]
        below = [more(act)] if more else []
        on = (Button(act.words("button.go-on"), Go("here")),)
        return Screen(act.words(f"wish.{meant.intent}"), (*lessons, *below, on))

    return show


def _check(act: Act) -> Row:
    return (Button(act.words("button.warning-signs"), Go("redflags")),)


async def no_time(act: Act, meant: Meaning) -> Screen:
    """Less, later or not at all: each is fine."""
    less, later = (
        Button(act.words("button.just-one"), Go("today")),
        Button(act.words("button.later"), Go("later")),
    )
    no = Button(act.words("button.not-today"), NotToday(act.today))
    return Screen(act.words("wish.no-time"), ((less,), (later, no)))


async def not_now(act: Act, meant: Meaning) -> Screen:
    return await not_today(act, NotToday(act.today))


async def more(act: Act, meant: Meaning) -> Screen:
    longer = (
        Button(act.words("button.longer"), Edit("minutes")),
        Button(act.words("button.exercises"), Go("exercises")),
    )
    return Screen(act.words("wish.more"), (longer, today.open_row(act)))


async def how_to(act: Act, meant: Meaning) -> Screen | None:
    """The exercise that is named, else the one that is being done, else all of them."""
    if found := await library.named_in(act, meant.text):
        return found
    if act.question == "player" and (screen := await _how_now(act)):
        return screen
    return await library.exercises(act)


async def _how_now(act: Act) -> Screen | None:
    day = await act.once(history.today)
    step = next_step(act, day) if day else None
    return await act.routes.presses[How](act, How(act.today, step.nr)) if step else None


async def fear(act: Act, meant: Meaning) -> Screen:
    """Calm, what would be a sign, whom to ask; nothing is marked by a question."""
    on = (Button(act.words("button.go-on"), Go("here")),)
    return Screen(
        act.words("wish.fear", **numbers.lines(act)), (learn.lesson_row(act, "fear"), _check(act), on)
    )


async def where_to_go(act: Act, meant: Meaning) -> Screen:
    """What a lock says is the answer; without one, when to call whom."""
    if act.standing.alarms:
        return safety.lock_screen(act)
    on = Button(act.words("button.go-on"), Go("here"))
    return Screen(act.words("wish.where-to-go", **numbers.lines(act)), (_check(act), (on,)))


WISHES: Mapping[str, Wish] = {
    "pain-worse": Wish(feedback.score),
    "pain-better": Wish(feedback.score),
    "pain-same": Wish(feedback.score),
    "pain-score": Wish(feedback.score, says=Says.NOT),
    "bad-now": Wish(to(sos.sos), says=Says.NOT, when=When.SET_UP),
    "no-time": Wish(no_time, says=Says.ITSELF),
    "later": Wish(postpone.later, says=Says.NOT),
    "remind-at": Wish(postpone.later, says=Says.NOT),
    "change-hour": Wish(postpone.change_hour, says=Says.NOT, when=When.SET_UP),
    "holiday": Wish(postpone.away, when=When.SET_UP),
    "ill": Wish(postpone.away, when=When.SET_UP),
    "stop": Wish(postpone.away, when=When.SET_UP),
    "not-today": Wish(not_now, says=Says.NOT),
    "too-easy": Wish(feedback.too_easy, says=Says.ELSE),
    "too-hard": Wish(feedback.too_hard, says=Says.ELSE),
    "something-else": Wish(to(library.exercises)),
    "more": Wish(more, says=Says.ITSELF),
    "done": Wish(feedback.done, says=Says.ELSE),
    "did-yesterday": Wish(),
    "walked": Wish(feedback.walked, says=Says.ELSE),
    "broke": Wish(beside("fear", more=_check), says=Says.ITSELF, when=When.AGREED),
    "fear": Wish(fear, says=Says.ITSELF, when=When.AGREED),
    "slip": Wish(slip.slip, says=Says.ITSELF, when=When.AGREED),
    "low-hope": Wish(low_hope, says=Says.ELSE, when=When.AGREED),
    "back-again": Wish(postpone.back, when=When.AGREED),
    "normal": Wish(beside("fear", more=_check), says=Says.ITSELF, when=When.AGREED),
    "sleep": Wish(beside("sleep"), says=Says.ITSELF, when=When.AGREED),
    "got-equipment": Wish(feedback.got, says=Says.NOT, when=When.SET_UP),
    "lost-equipment": Wish(feedback.lost, says=Says.NOT, when=When.SET_UP),
    "who-sees": Wish(to(yours.privacy), says=Says.NOT, when=When.ANYBODY),
    "language": Wish(to(start.language), says=Says.NOT, when=When.ANYBODY),
    "thanks": Wish(when=When.ANYBODY),
    "greeting": Wish(when=When.ANYBODY),
    "help": Wish(to(yours.help_), says=Says.NOT, when=When.ANYBODY),
    "how-to": Wish(how_to, says=Says.NOT),
    "go": Wish(to(today.today), says=Says.NOT),
    "progress": Wish(to(progress.progress), says=Says.NOT, when=When.SET_UP),
    "delete": Wish(to(yours.delete), says=Says.NOT, when=When.ANYBODY),
    "who-are-you": Wish(when=When.ANYBODY),
    "where-to-go": Wish(where_to_go, says=Says.NOT, when=When.AGREED),
}
SAID = tuple(name for name, each in WISHES.items() if each.says is not Says.NOT)
"""The meanings that have a sentence of their own."""
