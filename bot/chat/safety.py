"""The safety screen: three cards, what follows from them, and the way back to exercise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat import numbers
from bot.coach.model import Limit, Outcome
from bot.coach.screening import CARDS, SHORT, TOO_SOON_SECONDS, Fact
from bot.talk.act import Act, Feature, Flow, Question, Stale
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.read import exact
from bot.talk.screen import Button, Screen
from bot.talk.wire import Press, wire


@wire("cl")
@dataclass(frozen=True, slots=True)
class Seen(Press):
    """A clinician has assessed me."""


QUESTIONS = tuple(f"safety-{card}" for card in CARDS)
WHO = ("emergency", "doctor", "physio", "nobody")
SURE = "safety-sure"  # a line that locks was ticked: is that right?
SHORT_QUESTIONS = tuple(f"safety-{card}" for card in SHORT)


def lock_screen(act: Act) -> Screen:
    """Says where to go. The only buttons lead to the statement of having been seen, or to words."""
    kind = "emergency" if act.standing.outcome is Outcome.EMERGENCY else "urgent"
    if act.standing.assessed:
        again = Button(act.words("button.screen-again"), Go("redflags"), "primary")
        return Screen(act.words("safety.assessed"), ((again,),))
    seen = Button(act.words("button.seen"), Go("seen"))
    text = act.words(f"safety.{kind}", **numbers.lines(act))
    return Screen(text, ((seen,), (Button(act.words("button.doctor"), Go("questions")),)))


def seen_screen(act: Act) -> Screen:
    """Asks to state it, in so many words."""
    return Screen(
        act.words("safety.seen"),
        (
            (Button(act.words("button.seen-yes"), Seen(), "success"),),
            (Button(act.words("button.seen-no"), Go("not-seen")),),
        ),
    )


def gentle_screen(act: Act) -> Screen:
    """After the third card: who to see, and that gentle movement goes on."""
    return Screen(
        act.words("safety.see-someone"),
        (
            (Button(act.words("button.go-on"), Go("here"), "primary"),),
            (Button(act.words("button.seen"), Go("seen")),),
        ),
    )


async def lock(act: Act) -> Screen:
    """Exercise is locked: what was open is over, and the screen says where to go."""
    await act.drop(*(each.flow for each in act.dialog.stack))
    return lock_screen(act)


async def seen(act: Act) -> Screen:
    if not act.standing.open:
        return await act.here()
    return await act.begin("seen")


def too_soon(act: Act) -> bool:
    """An emergency of the last hours: who can have looked at it already?"""
    since = act.standing.since
    emergency = act.standing.outcome is Outcome.EMERGENCY
    return emergency and since is not None and act.at - since < TOO_SOON_SECONDS


def who_text(act: Act, ticked: Values) -> str:
    ago = timedelta(seconds=max(60, act.at - (act.standing.since or act.at)))
    return act.words("ask.seen-who.text", ago=act.lasting(ago))


async def save_who(act: Act, values: Values) -> Screen | None:
    """Nobody yet: the lock stays, with what to do."""
    return await not_seen(act) if only(values) == "nobody" else None


async def ask_seen(act: Act) -> Screen:
    return seen_screen(act)


async def read_seen(act: Act, text: str) -> Press | None:
    said = exact(text, {"yes": act.words("button.seen-yes"), "no": act.words("button.seen-no")})
    return {"yes": Seen(), "no": Go("not-seen")}[said] if said else None


async def not_seen(act: Act) -> Screen:
    act.close("seen")
    return lock_screen(act) if act.standing.alarms else await act.here()


async def assessed(act: Act, press: Seen) -> Screen:
    """A clinician's word: gentle becomes normal at once; a lock still wants the cards again.

    Only from the question itself: a button of an earlier lock says nothing about this one.
    """
    if act.question != "seen":
        raise Stale
    if not act.standing.open:
        act.close("seen")
        raise Stale
    if not act.standing.assessed:
        await act.screened(Fact.ASSESSED, act.standing.open)
    return await act.onward("seen")


async def save_limits(act: Act, values: Values) -> None:
    """What they said to leave out; the plan keeps to it."""
    await act.save_answers(limits=frozenset(map(Limit, values)))


async def after_seen(act: Act, told: Open[Form]) -> Screen:
    return await redflags(act) if act.standing.locked else await act.here()


async def redflags(act: Act) -> Screen:
    """The cards, any time. While locked and not yet seen they could not unlock anything."""
    if act.standing.alarms and not act.standing.assessed:
        return lock_screen(act)
    first = act.person.set_up_at is None and act.dialog.find("start") is None
    return await act.begin("start" if first else "redflags")


async def want_cards(act: Act) -> None:
    """Something happened: the cards come before any exercise, from the first one on.

    A card that was answered before it happened says nothing about now.
    """
    if not act.standing.due:
        await act.screened(Fact.DUE)
    firsts = {each.flow: on_cards(act, each)[0] for each in act.dialog.stack if is_card(each)}
    anew = (
        replace(each, question=firsts[each.flow], ticked=None) if each.flow in firsts else each
        for each in act.dialog.stack
    )
    act.dialog = replace(act.dialog, stack=tuple(anew))


def mark_known(act: Act) -> None:
    """Something was told beside an open card: what was unticked there before is marked again."""
    anew = (replace(each, ticked=None) if is_card(each) else each for each in act.dialog.stack)
    act.dialog = replace(act.dialog, stack=tuple(anew))


def is_card(one: Open[Form]) -> bool:
    return one.question in (*QUESTIONS, SURE)


def on_cards(act: Act, one: Open[Form]) -> tuple[str, ...]:
    """The cards of that flow."""
    return tuple(each for each in act.routes.flows[one.flow].questions if each in QUESTIONS)


async def answer_first(act: Act) -> Screen:
    """The cards that have to be answered before any exercise: those that are open, else all three."""
    flows = (each.flow for each in act.dialog.stack if is_card(each))
    return await act.resume(*flows) or await act.begin("redflags")


async def stays(act: Act, told: Open[Form]) -> Screen:
    """Back on the first question about a professional."""
    return lock_screen(act) if act.standing.alarms else await act.here()


async def screened(act: Act, told: Open[Form]) -> Screen:
    """After the cards of /redflags."""
    if act.standing.locked:
        return await lock(act)
    if act.standing.outcome is Outcome.SEE_SOMEONE:
        return gentle_screen(act)
    on = Button(act.words("button.go-on"), Go("here"), "primary")
    return Screen(act.words("safety.nothing-ticked"), ((on,),))


async def left(act: Act, told: Open[Form]) -> Screen:
    """Back on the first card. What has to be answered before any exercise stays to be answered."""
    if act.standing.unanswered:
        on = Button(act.words("button.screen-again"), Go("today"), "primary")
        return Screen(act.words("safety.answer-first"), ((on,),))
    return await act.here()


CHOICES = (
    Choice("seen-who", values=fixed(*WHO), save=save_who, text=who_text, applies=too_soon),
    Choice(
        "limits",
        values=fixed(*map(str, Limit)),
        save=save_limits,
        current=lambda act: frozenset(map(str, act.answers.limits or ())),
        many=True,
    ),
)

FEATURE = Feature(
    commands={"redflags": redflags},
    places={"seen": seen, "not-seen": not_seen},
    presses={Seen: assessed},
    questions={**asked(CHOICES), "seen": Question(ask_seen, read_seen)},
    flows={
        "redflags": Flow((*QUESTIONS, "operated", "due"), done=screened, left=left, called="safety"),
        "seen": Flow(("seen-who", "seen", "limits"), done=after_seen, left=stays, called="seen", lasts=0),
    },
)
