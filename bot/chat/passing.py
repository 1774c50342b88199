"""An operation, a pregnancy, a birth: when it was, and whether it is over; asked before the next exercise."""

from __future__ import annotations

from collections.abc import Callable

from bot.coach import passing
from bot.coach.model import Condition
from bot.coach.passing import Birth
from bot.coach.screening import Fact, Flag, flags_implied
from bot.store.people import UNTIL
from bot.talk import read
from bot.talk.act import Act, Feature, Flow
from bot.talk.amounts import numbers
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.screen import Button, Screen

WEEKS_AGO = {"days": 0, "weeks": 2, "months": 6}  # at least so many: nothing ends too soon
LONGER = "longer"
AGO = (*WEEKS_AGO, LONGER)
WEEKS_ON = {"first": 4, "second": 14, "third": 28}  # of the pregnancy, at least
PREGNANT_WEEKS = range(1, 43)
OVER = ("healed", "arrived", "recovered")
SINCE = ("which", "operated", "due", "born", "birth", "birth-yes")


def told(act: Act) -> frozenset[Condition]:
    return act.answers.conditions or frozenset()


async def keep(act: Act, conditions: frozenset[Condition]) -> None:
    """These hold from now on; of what is over nothing is kept."""
    gone = told(act) - conditions
    forgotten = {UNTIL[each]: None for each in gone if each in UNTIL}
    if Condition.GAVE_BIRTH in gone:
        forgotten["birth"] = None
    await act.save_answers(conditions=conditions, **forgotten)


async def over(act: Act, condition: Condition) -> None:
    """It has passed, and with it what somebody was to look at."""
    await keep(act, told(act) - {condition})
    await act.screened(Fact.OVER, flags_implied({condition}))


async def not_yet(act: Act, condition: Condition) -> None:
    await act.save_answers(**{UNTIL[condition]: passing.again(condition, act.today)})


# Pregnant and a new mother: both?


def asks_which(act: Act) -> bool:
    """Where it is told, or before an exercise while the time of one of them is not known."""
    tells = act.dialog.top is not None and "conditions" in act.flow.questions
    open_ones = {Condition.PREGNANT, Condition.GAVE_BIRTH} & {
        *passing.unknown(told(act), act.answers.until())
    }
    return {Condition.PREGNANT, Condition.GAVE_BIRTH} <= told(act) and (tells or bool(open_ones))


async def save_which(act: Act, values: Values) -> None:
    """Both are respected until one is said to be none."""
    not_so = {"pregnant": Condition.GAVE_BIRTH, "gave-birth": Condition.PREGNANT}.get(only(values))
    if not_so:
        await over(act, not_so)


# When it was


def asks(condition: Condition) -> Callable[[Act], bool]:
    """Where conditions are told, always: it may be corrected. Else only what nobody knows yet."""

    def applies(act: Act) -> bool:
        tells = act.dialog.top is not None and "conditions" in act.flow.questions
        return condition in (told(act) if tells else passing.unknown(told(act), act.answers.until()))

    return applies


async def save_operated(act: Act, values: Values) -> None:
    await _save_ago(act, Condition.SURGERY, only(values))


async def save_born(act: Act, values: Values) -> None:
    """Until somebody has said yes, gentle is what a new mother is offered."""
    await _save_ago(act, Condition.GAVE_BIRTH, only(values))
    if Condition.GAVE_BIRTH in told(act) and Flag.BIRTH not in act.standing.referrals:
        await act.screened(Fact.NOTED, frozenset({Flag.BIRTH}))


async def _save_ago(act: Act, condition: Condition, ago: str) -> None:
    if ago == LONGER:
        await over(act, condition)
    else:
        weeks = WEEKS_AGO[ago] if ago in WEEKS_AGO else int(ago)
        await act.save_answers(**{UNTIL[condition]: passing.healed(act.today, weeks)})


async def save_due(act: Act, values: Values) -> None:
    told = only(values)
    weeks = WEEKS_ON[told] if told in WEEKS_ON else int(told)
    await act.save_answers(pregnant_until=passing.arrived(act.today, weeks))


def how(act: Act) -> bool:
    tells = "conditions" in act.flow.questions
    return Condition.GAVE_BIRTH in told(act) and (tells or act.answers.birth is None)


async def save_birth(act: Act, values: Values) -> None:
    """A caesarean is an operation of that day."""
    birth = Birth(only(values))
    await act.save_answers(birth=birth)
    if birth is Birth.CAESAREAN:
        await keep(act, told(act) | {Condition.SURGERY})
        await act.save_answers(surgery_until=act.answers.birth_until)
        await act.screened(Fact.NOTED, frozenset({Flag.SURGERY}))


def waits_for_a_yes(act: Act) -> bool:
    return Condition.GAVE_BIRTH in told(act) and Flag.BIRTH in act.standing.open


async def save_birth_yes(act: Act, values: Values) -> None:
    """Somebody's yes is about the birth, a caesarean included."""
    if only(values) == "yes":
        operation = {Flag.SURGERY} if act.answers.birth is Birth.CAESAREAN else set()
        await act.screened(Fact.ASSESSED, frozenset({Flag.BIRTH, *operation}))


def typed_ago(act: Act, text: str) -> Values | None:
    """ "3 weeks ago"."""
    days = numbers(text, act.intents.amounts, act.intents.spelled).days
    if days is None:
        return None
    return frozenset({LONGER if days > passing.HEALING_DAYS else str(days // 7)})


def typed_weeks(act: Act, text: str) -> Values | None:
    """ "24 weeks" or "month 9" of the pregnancy; "3 weeks ago" is about something else."""
    if read.mentioned(text, {"ago": act.words.lines("typed.ago")}):
        return None
    days = numbers(text, act.intents.amounts, act.intents.spelled).days
    month = read.number_after(text, act.words.lines("typed.month"))
    weeks = days // 7 if days is not None else None if month is None else month * PREGNANT_WEEKS.stop // 10
    return frozenset({str(weeks)}) if weeks in PREGNANT_WEEKS else None


def in_weeks(act: Act, value: str) -> str:
    return act.words("passing.weeks", n=int(value))


async def dated(act: Act, text: str, conditions: frozenset[Condition]) -> str:
    """Dates what is known by a time told in a sentence; that time in words. Nothing is over by a sentence."""
    if Condition.PREGNANT in conditions and (weeks := typed_weeks(act, text)):
        await save_due(act, weeks)
        return in_weeks(act, only(weeks))
    ago = typed_ago(act, text) if Condition.SURGERY in conditions else None
    if ago is None or only(ago) == LONGER:
        return ""
    before = act.answers.surgery_until
    await save_operated(act, ago)
    if before and act.answers.surgery_until and act.answers.surgery_until > before:  # another one
        await act.screened(Fact.NOTED, frozenset({Flag.SURGERY}))
    return in_weeks(act, only(ago))


# Whether it is over


def is_over(condition: Condition) -> Callable[[Act], bool]:
    return lambda act: condition in passing.over(told(act), act.answers.until(), act.today)


async def save_healed(act: Act, values: Values) -> None:
    await (over if only(values) == "yes" else not_yet)(act, Condition.SURGERY)


async def save_recovered(act: Act, values: Values) -> None:
    await (over if only(values) == "yes" else not_yet)(act, Condition.GAVE_BIRTH)


async def save_arrived(act: Act, values: Values) -> None:
    """The baby is there, not yet, or there is no pregnancy any more: no question about that."""
    answer = only(values)
    if answer == "not-yet":
        return await not_yet(act, Condition.PREGNANT)
    await over(act, Condition.PREGNANT)
    if answer == "yes":
        await keep(act, told(act) | {Condition.GAVE_BIRTH})
        await act.save_answers(birth_until=None, birth=None)
        await act.screened(Fact.NOTED, frozenset({Flag.BIRTH}))
    else:
        act.said.append(act.words("passing.no-longer"))
    return None


# Before the next exercise


def to_ask(act: Act) -> bool:
    """Something has to be known before an exercise: since when it is, or whether it is over."""
    until = act.answers.until()
    return bool(passing.over(told(act), until, act.today) or passing.unknown(told(act), until))


async def first(act: Act) -> Screen | None:
    """The questions that come before an exercise; None when all is known and nothing is over."""
    if passing.over(told(act), act.answers.until(), act.today):
        return await act.begin("over")
    return await act.begin("since") if passing.unknown(told(act), act.answers.until()) else None


async def done(act: Act, told: Open[Form]) -> Screen:
    return await act.here()


async def left(act: Act, told: Open[Form]) -> Screen:
    """Back: it stays to be answered before any exercise, and everything else is open."""
    on = Button(act.words("button.answer"), Go("today"), "primary")
    return Screen(act.words("passing.first"), ((on,),))


YES_OR_NOT_YET = fixed("yes", "not-yet")
CHOICES = (
    Choice("healed", values=YES_OR_NOT_YET, save=save_healed, applies=is_over(Condition.SURGERY)),
    Choice(
        "arrived",
        values=fixed("yes", "not-yet", "no-longer"),
        save=save_arrived,
        applies=is_over(Condition.PREGNANT),
    ),
    Choice("recovered", values=YES_OR_NOT_YET, save=save_recovered, applies=is_over(Condition.GAVE_BIRTH)),
    Choice("which", values=fixed("both", "pregnant", "gave-birth"), save=save_which, applies=asks_which),
    Choice(
        "operated",
        values=fixed(*AGO),
        save=save_operated,
        typed=typed_ago,
        unlisted=in_weeks,
        applies=asks(Condition.SURGERY),
    ),
    Choice(
        "due",
        values=fixed(*WEEKS_ON),
        save=save_due,
        typed=typed_weeks,
        unlisted=in_weeks,
        applies=asks(Condition.PREGNANT),
    ),
    Choice(
        "born",
        values=fixed(*AGO),
        save=save_born,
        typed=typed_ago,
        unlisted=in_weeks,
        applies=asks(Condition.GAVE_BIRTH),
    ),
    Choice("birth", values=fixed(*map(str, Birth)), save=save_birth, applies=how),
    Choice("birth-yes", values=YES_OR_NOT_YET, save=save_birth_yes, applies=waits_for_a_yes),
)

FEATURE = Feature(
    questions=asked(CHOICES),
    flows={
        "over": Flow(OVER, done=done, left=left, called="passing"),
        "since": Flow(SINCE, done=done, left=left, called="passing"),
    },
)
