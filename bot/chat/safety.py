"""The safety screen: three cards, what follows from them, and the way back to exercise."""

from __future__ import annotations

from dataclasses import dataclass

from bot.coach.model import Outcome
from bot.coach.screening import CARDS, SHORT, Fact, Flag
from bot.talk.act import Act, Feature, Flow, Question, Stale
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.read import exact
from bot.talk.screen import Button, Screen
from bot.talk.wire import Press, wire


@wire("cl")
@dataclass(frozen=True, slots=True)
class Seen(Press):
    """A clinician has assessed me."""


QUESTIONS = tuple(f"safety-{card}" for card in CARDS)
SURE = "safety-sure"  # a line that locks was ticked: is that right?
SHORT_QUESTIONS = tuple(f"safety-{card}" for card in SHORT)


def lock_screen(act: Act) -> Screen:
    """Says where to go. The only buttons lead to the statement of having been seen, or to words."""
    kind = "emergency" if act.standing.outcome is Outcome.EMERGENCY else "urgent"
    if act.standing.assessed:
        again = Button(act.words("button.screen-again"), Go("redflags"), "primary")
        return Screen(act.words("safety.assessed"), ((again,),))
    seen = Button(act.words("button.seen"), Go("seen"))
    return Screen(
        act.words(f"safety.{kind}"), ((seen,), (Button(act.words("button.doctor"), Go("questions")),))
    )


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
    await act.drop_all()
    return lock_screen(act)


async def seen(act: Act) -> Screen:
    if not (act.standing.locked or act.standing.outcome is Outcome.SEE_SOMEONE):
        return await act.here()
    return await act.begin("seen")


async def ask_seen(act: Act) -> Screen:
    return seen_screen(act)


async def read_seen(act: Act, text: str) -> Press | None:
    said = exact(text, {"yes": act.words("button.seen-yes"), "no": act.words("button.seen-no")})
    return {"yes": Seen(), "no": Go("not-seen")}[said] if said else None


async def not_seen(act: Act) -> Screen:
    act.close("seen")
    return await act.here()


async def assessed(act: Act, press: Seen) -> Screen:
    """A clinician's word: gentle becomes normal at once; a lock still wants the cards again.

    Only from the question itself: a button of an earlier lock says nothing about this one.
    """
    if act.question != "seen":
        raise Stale
    act.close("seen")
    if act.standing.asked_at is None or act.standing.outcome is Outcome.CLEAR:
        raise Stale
    locked = act.standing.locked
    if not act.standing.assessed:
        await act.screened(Fact.ASSESSED, seen_for(act))
    return await redflags(act) if locked else await act.here()


def seen_for(act: Act) -> frozenset[Flag]:
    """What somebody is to look at: what locks, else what only the gentle set is offered for."""
    return act.standing.alarms or act.standing.referrals - act.standing.agreed


async def redflags(act: Act) -> Screen:
    """The cards, any time. While locked and not yet seen they could not unlock anything."""
    if act.standing.alarms and not act.standing.assessed:
        return lock_screen(act)
    first = act.person.set_up_at is None and act.dialog.find("start") is None
    return await act.begin("start" if first else "redflags")


async def answer_first(act: Act) -> Screen:
    """The cards that have to be answered before any exercise: those that are open, else all three."""
    flows = (each.flow for each in act.dialog.stack if each.question in (*QUESTIONS, SURE))
    return await act.resume(*flows) or await act.begin("redflags")


async def screened(act: Act, asked: Open[Form]) -> Screen:
    """After the cards of /redflags."""
    if act.standing.locked:
        return await lock(act)
    if act.standing.outcome is Outcome.SEE_SOMEONE:
        return gentle_screen(act)
    on = Button(act.words("button.go-on"), Go("here"), "primary")
    return Screen(act.words("safety.nothing-ticked"), ((on,),))


async def left(act: Act, asked: Open[Form]) -> Screen:
    """Back on the first card. What has to be answered before any exercise stays to be answered."""
    if act.standing.unanswered:
        on = Button(act.words("button.screen-again"), Go("today"), "primary")
        return Screen(act.words("safety.answer-first"), ((on,),))
    return await act.here()


FEATURE = Feature(
    commands={"redflags": redflags},
    places={"seen": seen, "not-seen": not_seen},
    presses={Seen: assessed},
    questions={"seen": Question(ask_seen, read_seen)},
    flows={
        "redflags": Flow(QUESTIONS, done=screened, left=left, called="safety"),
        "seen": Flow(("seen",), done=left, left=left, called="seen", lasts=0),
    },
)
