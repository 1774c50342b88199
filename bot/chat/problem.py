"""/problem: something went wrong. What, how bad, what happened; kept for the operator without a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat import agenda, profile, safety
from bot.coach.outcomes import AdverseEvent, Severity, Then, What
from bot.coach.screening import Fact
from bot.store import incidents
from bot.talk.act import Act, Feature, Flow, Question
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.read import option
from bot.talk.screen import Button, Screen

LONGEST = 1000  # characters of what is told


@dataclass(frozen=True, slots=True)
class Report(Form):
    """A report as far as it is told. It is stored with every tap; `nr` is its number until it is finished."""

    nr: int | None = None
    what: What = What.OTHER
    severity: Severity | None = None
    then: Then | None = None


async def problem(act: Act) -> Screen:
    """/problem; one that is half told goes on."""
    if act.person.set_up_at is None:
        return await act.here()
    return await act.resume("problem") or await act.begin("problem")


async def save_what(act: Act, values: Values) -> Screen | None:
    """What may be an emergency locks at once: the rest of the report can wait."""
    report = replace(act.form(Report).form, what=What(only(values)))
    flags = event_of(act, report).flags
    if flags:
        report = replace(report, severity=Severity.SEVERE, then=Then.STILL)
    await store(act, report)
    if not flags:
        return None
    await act.screened(Fact.NOTED, flags)
    return await safety.lock(act)


async def save_severity(act: Act, values: Values) -> None:
    await store(act, replace(act.form(Report).form, severity=Severity(only(values))))


async def save_then(act: Act, values: Values) -> None:
    await store(act, replace(act.form(Report).form, then=Then(only(values))))


async def save_nothing(act: Act, values: Values) -> None:
    """The button: nothing more to tell."""


def event_of(act: Act, report: Report) -> AdverseEvent:
    return AdverseEvent(act.form(Report).on, report.what, report.severity, report.then)


async def store(act: Act, report: Report, told: str = "") -> None:
    """What is known by now. Bad, or not over: the cards are due before any exercise."""
    event = event_of(act, report)
    if report.nr is None:
        report = replace(report, nr=await incidents.add(act.tx, event))
    assert report.nr is not None
    await incidents.tell(act.tx, report.nr, event, told)
    if event.rescreen:
        await safety.want_cards(act)
    if report.severity is Severity.SEVERE and act.form(Report).form.severity is None:
        await agenda.tell_hosts(act, report.nr)
    act.fill(report)


async def read_told(act: Act, text: str) -> Screen | None:
    if not option(text, TOLD.labels(act)):
        await store(act, act.form(Report).form, text.strip()[:LONGEST])
    return await act.onward("problem-told")


async def reported(act: Act, told: Open[Report]) -> Screen:
    """Thanks; and the short safety screen when it was bad or is not over. Under a lock it unlocks nothing."""
    event = AdverseEvent(told.on, told.form.what, told.form.severity, told.form.then)
    asks = event.rescreen and not act.standing.locked
    return await act.begin("problem-safety") if asks else await thanks(act, told)


async def thanks(act: Act, told: Open[Form]) -> Screen:
    if act.standing.locked:
        return await safety.lock(act)
    return Screen(act.words("problem.thanks"), ((Button(act.words("button.go-on"), Go("here"), "primary"),),))


async def left(act: Act, told: Open[Report]) -> Screen:
    return await act.here()


async def for_the_host(act: Act, due_at: datetime) -> Screen:
    """Somebody reported severe harm."""
    return Screen(
        act.words("problem.for-the-host"), ((Button(act.words("button.go-on"), Go("here"), "primary"),),)
    )


TOLD = Choice("problem-told", values=fixed("none"), save=save_nothing)
CHOICES = (
    Choice("problem-what", values=profile.words_of(What), save=save_what, columns=2),
    Choice("problem-severity", values=profile.words_of(Severity), save=save_severity),
    Choice("problem-then", values=profile.words_of(Then), save=save_then),
    TOLD,
)

FEATURE = Feature(
    commands={"problem": problem},
    questions={**asked(CHOICES), "problem-told": Question(TOLD.ask, read_told, free=True)},
    flows={
        "problem": Flow(
            ("problem-what", "problem-severity", "problem-then", "problem-told"),
            done=reported,
            left=left,
            form=Report,
            called="problem",
            lasts=7,
        ),
        "problem-safety": Flow(
            safety.SHORT_QUESTIONS, done=thanks, left=safety.left, called="safety", lasts=1
        ),
    },
    dues={agenda.HARM: for_the_host},
)
