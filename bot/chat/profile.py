"""The questions about the person: pain, goal, body and room, rhythm. Asked at the start and in /settings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time
from enum import StrEnum

from babel import Locale
from babel.dates import get_day_names

from bot.chat import activities, country, passing, safety, zones
from bot.coach.model import Active, Condition, Equipment, Goal, Since, Site, WorseWith
from bot.coach.screening import Fact, flags_implied
from bot.talk import read
from bot.talk.act import Act, Feature, Question
from bot.talk.amounts import asked_number, asked_time, numbers
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.screen import Screen
from bot.talk.wire import Press

ASKED_EQUIPMENT = (
    Equipment.BAND,
    Equipment.ANCHOR,
    Equipment.DUMBBELLS,
    Equipment.BALL,
    Equipment.BIKE,
    Equipment.STEP,
    Equipment.ELLIPTICAL,
    Equipment.POOL,
)
DAYS = {"every": range(7), "weekdays": range(5), "three": (0, 2, 4)}
HOURS = ("06:00", "06:30", "07:00", "07:30", "08:00", "09:00", "12:00", "18:00", "20:00")
DAY_WORDS = ("typed.and", "typed.to")  # in the order in which they are read
HOUR_WORDS = ("typed.at", "typed.o-clock", "typed.am", "typed.pm")
MINUTES = ("5", "10", "15", "20")
WALKS = ("4", "10", "20", "30")  # minutes without trouble
LONGEST_WALK = 120

Save = Callable[[Act, Values], Awaitable[Screen | None]]


def in_pain(act: Act) -> bool:
    """The questions about pain make sense: some place hurts."""
    return bool(act.answers.sites)


def stored(field: str, convert: Callable[[Values], object]) -> Save:
    """Saves the chosen values as that answer."""

    async def save(act: Act, values: Values) -> None:
        await act.save_answers(**{field: convert(values)})

    return save


def told(field: str) -> Callable[[Act], Values]:
    """What that answer holds already."""

    def current(act: Act) -> Values:
        return frozenset(map(str, getattr(act.answers, field) or ()))

    return current


def words_of(kind: type[StrEnum]) -> Callable[[Act], tuple[str, ...]]:
    return fixed(*map(str, kind))


def all_of(kind: type[StrEnum]) -> Callable[[Values], object]:
    return lambda values: frozenset(map(kind, values))


async def save_sites(act: Act, values: Values) -> None:
    """No pain anywhere answers the other questions about pain, too."""
    await act.save_answers(sites=frozenset(map(Site, values)))
    if not values:
        await act.save_answers(since=Since.NO_PAIN, usual_pain=0, worse_with=frozenset())


async def leg_pain(act: Act) -> bool:
    """Pain in a leg was told, wherever: from now on what strains it is left out, and the leg is asked about.

    False when that is known.
    """
    if act.person.set_up_at is None or act.answers.profile().leg:
        return False
    await act.save_answers(sites=(act.answers.sites or frozenset()) | {Site.UPPER_LEG})
    return True


async def save_conditions(act: Act, values: Values) -> None:
    """Some conditions want a professional's look first; that is the safety screen's to know."""
    conditions = frozenset(map(Condition, values))
    anew = flags_implied(conditions - passing.told(act))  # nobody has agreed to the next operation
    await passing.keep(act, conditions)
    if flags := anew | (flags_implied(conditions) - act.standing.referrals):
        await act.screened(Fact.NOTED, flags)
        safety.mark_known(act)


async def save_days(act: Act, values: Values) -> Screen | None:
    if values == {"choose"}:
        return await act.open("days-pick")
    await act.save_answers(days=frozenset(DAYS[only(values)]))
    return None


async def save_picked_days(act: Act, values: Values) -> Screen:
    await act.save_answers(days=frozenset(map(int, values)))
    return await act.onward("days")


async def back_to_days(act: Act, text: str) -> Screen | Press | None:
    """Any days by name, for either question about days."""
    if screen := await DAYS_CHOICE.read(act, text):
        return screen
    days = read.weekdays(text, day_names(act).values(), *map(act.words.lines, DAY_WORDS))
    return await save_picked_days(act, frozenset(map(str, days))) if days else None


def day_names(act: Act) -> dict[int, str]:
    """0 Monday to 6 Sunday in the person's language."""
    return dict(sorted(get_day_names("wide", locale=Locale.parse(act.words.lang, sep="-")).items()))


def typed_since(act: Act, text: str) -> Values | None:
    """ "about 3 months"."""
    days = numbers(text, act.intents.amounts, act.intents.spelled).days
    if days is None:
        return None
    return frozenset({"days" if days < 6 * 7 else "weeks" if days < 12 * 7 else "months"})


def typed_minutes(act: Act, text: str) -> Values | None:
    """The choice that is nearest and not longer: "12 minutes"."""
    words = act.intents.amounts, act.intents.spelled
    told = numbers(text, *words).minutes or asked_number(text, *words)
    fits = [each for each in MINUTES if told is not None and int(each) <= told]
    return frozenset({fits[-1]}) if fits else None


def typed_walk(act: Act, text: str) -> Values | None:
    """So many minutes without trouble."""
    words = act.intents.amounts, act.intents.spelled
    minutes = numbers(text, *words).minutes or asked_number(text, *words)
    return frozenset({str(min(minutes, LONGEST_WALK))}) if minutes else None


def is_asked_for(question: str) -> Callable[[Act], bool]:
    """After a session one such question at most; in the settings all of them."""

    def asks(act: Act) -> bool:
        form = act.dialog.top.form if act.dialog.top else None
        return bool(getattr(form, "fitness", question) == question)

    return asks


def fitness_due(act: Act, days: int) -> str:
    """What is to be asked about how fit they are, one question a session, and none on the very first day."""
    open_ones = [name for name in ("active", "rises") if getattr(act.answers, name) is None]
    return open_ones[0] if open_ones and days > 0 else ""


def typed_hour(act: Act, text: str) -> Values | None:
    at = read.hour(text, *map(act.words.lines, HOUR_WORDS))
    at = at or asked_time(text, act.intents.amounts, act.intents.spelled)
    return None if at is None else frozenset({at.strftime("%H:%M")})


DAYS_CHOICE = Choice("days", values=fixed(*DAYS, "choose"), save=save_days)

CHOICES = (
    Choice("sites", values=words_of(Site), save=save_sites, current=told("sites"), many=True, columns=2),
    Choice(
        "since",
        values=fixed("days", "weeks", "months"),
        save=stored("since", lambda values: Since(only(values))),
        typed=typed_since,
        applies=in_pain,
    ),
    Choice(
        "usual",
        values=fixed(*SCORES),
        save=stored("usual_pain", lambda values: int(only(values))),
        columns=6,
        label=number_label,
        typed=typed_score,
        applies=in_pain,
    ),
    Choice(
        "worse",
        values=fixed("bending", "arching", "twisting"),
        save=stored("worse_with", all_of(WorseWith)),
        current=told("worse_with"),
        many=True,
        applies=in_pain,
    ),
    Choice("goal", values=words_of(Goal), save=stored("goal", lambda values: Goal(only(values)))),
    activities.CHOICE,
    activities.SCORE,
    Choice(
        "conditions",
        values=words_of(Condition),
        save=save_conditions,
        current=told("conditions"),
        many=True,
        columns=2,
    ),
    Choice(
        "floor", values=fixed("yes", "no"), save=stored("floor", lambda values: values == {"yes"}), columns=2
    ),
    Choice(
        "walk",
        values=fixed(*WALKS),
        save=stored("walk", lambda values: int(only(values))),
        typed=typed_walk,
        unlisted=lambda act, value: act.words("dose.minutes", n=int(value)),
        columns=2,
    ),
    Choice(
        "active",
        values=words_of(Active),
        save=stored("active", lambda values: Active(only(values))),
        applies=is_asked_for("active"),
    ),
    Choice(
        "rises",
        values=fixed("yes", "no"),
        save=stored("rises", lambda values: values == {"yes"}),
        columns=2,
        applies=is_asked_for("rises"),
    ),
    Choice(
        "equipment",
        values=fixed(*map(str, ASKED_EQUIPMENT)),
        save=stored("equipment", all_of(Equipment)),
        current=told("equipment"),
        many=True,
        columns=2,
    ),
    Choice(
        "minutes",
        values=fixed(*MINUTES),
        save=stored("minutes", lambda values: int(only(values))),
        typed=typed_minutes,
        columns=2,
    ),
    DAYS_CHOICE,
    Choice(
        "days-pick",
        values=fixed(*map(str, range(7))),
        save=save_picked_days,
        current=told("days"),
        many=True,
        empty=False,
        columns=2,
        label=lambda act, value: day_names(act)[int(value)],
        left=False,
    ),
    zones.CHOICE,
    country.CHOICE,
    Choice(
        "hour",
        values=fixed(*HOURS),
        save=stored("hour", lambda values: time.fromisoformat(only(values))),
        columns=3,
        label=number_label,
        text=lambda act, ticked: act.words("ask.hour.text", **zones.here(act, act.answers.zone or "UTC")),
        typed=typed_hour,
    ),
)

ORDER = (
    "sites",
    "since",
    "usual",
    "worse",
    "goal",
    "activities",
    "conditions",
    *passing.SINCE,
    "floor",
    "walk",
    "equipment",
    "minutes",
    "days",
    "zone",
    "hour",
)

FIELDS = {question: question for question in ORDER if question not in ("activities", *passing.SINCE)} | {
    "usual": "usual_pain",
    "worse": "worse_with",
}
"""Question -> the answer it fills."""

_by_choice = asked(CHOICES)
FEATURE = Feature(
    places={"location": zones.share},
    questions={
        **_by_choice,
        "activities": activities.QUESTION,
        "days": Question(DAYS_CHOICE.ask, back_to_days),
        "days-pick": Question(_by_choice["days-pick"].ask, back_to_days),
        "zone": zones.QUESTION,
        "country": country.QUESTION,
    },
)
