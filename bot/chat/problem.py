"""/problem: something went wrong. What, how bad, what happened; kept for the operator without a name."""

from __future__ import annotations

from bot.chat import profile, safety
from bot.coach.outcomes import AdverseEvent, Severity, Then, What
from bot.coach.screening import Event, Fact
from bot.store import incidents
from bot.talk.act import Act, Feature, Flow, Question
from bot.talk.buttons import Go
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.read import option
from bot.talk.screen import Button, Screen

LONGEST = 1000  # characters of what is told


async def problem(act: Act) -> Screen:
    if act.person.set_up_at is None:
        return await act.here()
    return await act.begin("problem")


async def save_what(act: Act, values: Values) -> Screen | None:
    """What may be an emergency locks at once: the rest of the report can wait."""
    act.dialog.draft["what"] = only(values)
    flags = AdverseEvent(act.today, What(only(values)), Severity.SEVERE, Then.STILL).flags
    if flags:
        await act.screened(Event(act.at, Fact.NOTED, flags))
        await store(act, Severity.SEVERE, Then.STILL, "")
        await act.ask("")
        return safety.lock_screen(act)
    return None


async def save_severity(act: Act, values: Values) -> None:
    act.dialog.draft["severity"] = only(values)


async def save_then(act: Act, values: Values) -> None:
    act.dialog.draft["then"] = only(values)


async def save_nothing(act: Act, values: Values) -> None:
    """The button: nothing more to tell."""
    await told(act, "")


async def told(act: Act, text: str) -> AdverseEvent:
    draft = act.dialog.draft
    return await store(act, Severity(str(draft["severity"])), Then(str(draft["then"])), text)


async def store(act: Act, severity: Severity, then: Then, text: str) -> AdverseEvent:
    event = AdverseEvent(act.today, What(str(act.dialog.draft["what"])), severity, then)
    await incidents.add(act.tx, event, text)
    return event


async def read_told(act: Act, text: str) -> Screen | None:
    words = "" if option(text, TOLD.labels(act)) else text.strip()[:LONGEST]
    await told(act, words)
    return await act.onward("problem-told")


async def reported(act: Act) -> Screen:
    """Thanks; and the short safety screen when it was bad or is not over."""
    draft = act.dialog.draft
    event = AdverseEvent(
        act.today, What(str(draft["what"])), Severity(str(draft["severity"])), Then(str(draft["then"]))
    )
    if event.rescreen:
        return await act.begin("problem-safety")
    return await thanks(act)


async def thanks(act: Act) -> Screen:
    await act.ask("")
    if act.standing.locked:
        return safety.lock_screen(act)
    return Screen(act.words("problem.thanks"), ((Button(act.words("button.go-on"), Go("here"), "primary"),),))


async def left(act: Act) -> Screen:
    await act.ask("")
    return await act.here()


TOLD = Choice("problem-told", values=fixed("none"), save=save_nothing)
CHOICES = (
    Choice("problem-what", values=profile.words_of(What), save=save_what, columns=2),
    Choice("problem-severity", values=profile.words_of(Severity), save=save_severity),
    Choice("problem-then", values=profile.words_of(Then), save=save_then),
    TOLD,
)

FEATURE = Feature(
    commands={"problem": problem},
    questions={**asked(CHOICES), "problem-told": Question(TOLD.ask, read_told)},
    flows={
        "problem": Flow(
            ("problem-what", "problem-severity", "problem-then", "problem-told"), done=reported, left=left
        ),
        "problem-safety": Flow(safety.SHORT_QUESTIONS, done=thanks, left=left),
    },
)
