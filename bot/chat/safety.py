"""The safety screen: three cards, what follows from them, and the way back to exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat import numbers
from bot.coach.model import Outcome
from bot.coach.screening import CARDS, SHORT, Fact, Flag, conditions_implied
from bot.talk.act import Act, Feature, Flow, Question, Stale
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import Choice, Values, asked
from bot.talk.read import exact, score
from bot.talk.screen import Button, Screen
from bot.talk.wire import Press, wire


@wire("cl")
@dataclass(frozen=True, slots=True)
class Seen(Press):
    """A clinician has assessed me."""


QUESTIONS = tuple(f"safety-{card}" for card in CARDS)
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
        await act.screened(Fact.ASSESSED)
    return await redflags(act) if locked else await act.here()


async def redflags(act: Act) -> Screen:
    """The cards, any time. While locked and not yet seen they could not unlock anything."""
    if act.standing.alarms and not act.standing.assessed:
        return lock_screen(act)
    first = act.person.set_up_at is None and act.dialog.find("start") is None
    return await act.begin("start" if first else "redflags")


async def answer_first(act: Act) -> Screen:
    """The cards that have to be answered before any exercise: those that are open, else all three."""
    flows = (each.flow for each in act.dialog.stack if each.question in QUESTIONS)
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


def _card(name: str) -> Choice:
    """A card: numbered lines to read, a number to tick each."""
    key = f"safety-{name}"
    flags = CARDS[name]

    def label(act: Act, value: str) -> str:
        return str([*flags].index(Flag(value)) + 1)

    def text(act: Act, ticked: Values) -> str:
        return act.words(f"ask.{key}.text", lines=_lines(act, flags, ticked))

    def typed(act: Act, words: str) -> Values | None:
        number = score(words, act.words.lines("numbers"), act.words.lines("typed.out-of"))
        return frozenset({str(flags[number - 1])}) if number and number <= len(flags) else None

    async def touched(act: Act, ticked: Values) -> None:
        await act.screened(Fact.TICKED, frozenset(map(Flag, ticked)))

    return Choice(
        key=key,
        values=lambda act: tuple(str(flag) for flag in flags),
        save=lambda act, values: _answered(act, name, frozenset(map(Flag, values))),
        touched=touched,
        current=lambda act: frozenset(map(str, act.standing.ticked & frozenset(flags))),
        many=True,
        columns=len(flags),
        label=label,
        text=text,
        typed=typed,
    )


async def _answered(act: Act, name: str, ticked: frozenset[Flag]) -> Screen | None:
    """A card is answered: an alarm locks at once; the last card ends the screen."""
    key = f"safety-{name}"
    if name == "see-first" and conditions_implied(ticked):
        told = act.answers.conditions or frozenset()
        await act.save_answers(conditions=told | conditions_implied(ticked))
    alarm = bool(ticked) and name in SHORT
    if alarm or key == _last(act):
        await act.screened(Fact.SCREENED if _last(act) == QUESTIONS[-1] else Fact.RESCREENED, ticked)
    if alarm:
        return await lock(act)
    if ticked and act.flow is act.routes.flows["start"]:
        await act.onward(key)  # [Go on] then shows the next question
        return gentle_screen(act)
    return None


def _lines(act: Act, flags: Iterable[Flag], ticked: Values) -> str:
    """The lines of a card with their numbers, the ticked ones set off."""
    return "\n".join(
        act.words(
            "safety.line-ticked" if flag in ticked else "safety.line",
            number=number,
            text=act.words(f"safety.flags.{flag}"),
        )
        for number, flag in enumerate(flags, start=1)
    )


def _last(act: Act) -> str:
    """The card that ends the flow of the open question."""
    return [question for question in act.flow.questions if question in QUESTIONS][-1]


CHOICES = tuple(_card(name) for name in CARDS)

FEATURE = Feature(
    commands={"redflags": redflags},
    places={"seen": seen, "not-seen": not_seen},
    presses={Seen: assessed},
    questions={**asked(CHOICES), "seen": Question(ask_seen, read_seen)},
    flows={
        "redflags": Flow(QUESTIONS, done=screened, left=left, called="safety"),
        "seen": Flow(("seen",), done=left, left=left, called="seen", lasts=0),
    },
)
