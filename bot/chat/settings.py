"""/settings: every answer of the start, and how to change it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat import agenda, country, numbers, passing, start
from bot.chat.zones import Asking
from bot.talk.act import Act, Feature, Flow, Stale
from bot.talk.buttons import Go
from bot.talk.dialog import Open
from bot.talk.screen import Button, Screen, rows
from bot.talk.wire import Press, wire


@wire("ed")
@dataclass(frozen=True, slots=True)
class Edit(Press):
    """Asks one question again, from the settings."""

    question: str


PAIN = ("sites", "since", "usual", "worse")
EDITS: dict[str, tuple[str, ...]] = {
    "hour": ("hour",),
    "days": ("days",),
    "away": ("away",),
    "zone": ("zone",),
    "country": ("country",),
    "minutes": ("minutes",),
    "equipment": ("equipment",),
    "goal": ("goal",),
    "floor": ("floor",),
    "fitness": ("walk", "active", "rises"),
    "conditions": ("conditions", *passing.SINCE),
    "pain": PAIN,
    "limits": ("limits",),
    "bad-day": ("bad-day",),
}


async def settings(act: Act) -> Screen:
    if act.person.set_up_at is None:
        return await act.here()
    act.leave_place()
    words = act.words
    buttons = [Button(words(f"settings.edit.{name}"), Edit(name)) for name in EDITS]
    last = [Button(words("button.today"), Go("today"))]
    if len(act.languages) > 1:
        last.append(Button(words("button.language"), Go("language")))
    return Screen(words("settings.text", **summary(act)), (*rows(buttons, 2), tuple(last)))


def summary(act: Act) -> dict[str, str]:
    """Each answer in words."""
    a, words, where = act.answers, act.words, numbers.country_of(act)

    def named(question: str, values: Iterable[str] | None, none: str) -> str:
        every = [words(f"ask.{question}.options.{value}") for value in sorted(values or ())]
        return ", ".join(every) if every else words(none)

    return {
        "hour": start.hour_text(act),
        "days": start.days_text(act),
        "away": away_text(act),
        "zone": (a.zone or "").rsplit("/", 1)[-1].replace("_", " "),
        "country": country.label(act, where) if where else words("settings.not-known"),
        "minutes": str(a.minutes),
        "equipment": named("equipment", a.equipment, "settings.nothing"),
        "goal": words(f"ask.goal.options.{a.goal}"),
        "floor": words(f"ask.floor.options.{'yes' if a.floor else 'no'}"),
        "walk": words("dose.minutes", n=a.walk) if a.walk else words("settings.not-known"),
        "conditions": named("conditions", a.conditions, "settings.nothing"),
        "sites": named("sites", a.sites, "settings.no-pain"),
    }


def away_text(act: Act) -> str:
    """The day of the next reminder for somebody who wants quiet until then."""
    back = act.answers.away_until
    if back is None or back <= act.today:
        return act.words("settings.not-away")
    if back == agenda.UNTIL_TOLD:
        return act.words("settings.until-told")
    return act.words("settings.until", day=act.date_name(back))


async def edit(act: Act, press: Edit) -> Screen:
    if act.person.set_up_at is None or press.question not in EDITS:
        raise Stale
    return await act.begin(f"edit-{press.question}", Asking())


async def saved(act: Act, asked: Open[Asking]) -> Screen:
    """Back to the list; the reminder follows the new answers."""
    await agenda.derive(act)
    return await settings(act)


async def left(act: Act, asked: Open[Asking]) -> Screen:
    return await settings(act)


FEATURE = Feature(
    commands={"settings": settings},
    presses={Edit: edit},
    flows={
        f"edit-{name}": Flow(order, done=saved, left=left, form=Asking, called="settings", lasts=1)
        for name, order in EDITS.items()
    },
)
