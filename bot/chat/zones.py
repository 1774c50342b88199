"""The question about the time zone: guesses first, a typed city, or a shared location."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from bot.talk import read
from bot.talk.act import Act, Question
from bot.talk.buttons import Go
from bot.talk.dialog import Form
from bot.talk.questions import Choice, Values, only
from bot.talk.screen import Button, Row, Screen


@dataclass(frozen=True, slots=True)
class Asking(Form):
    """What the questions about the person have to remember from one to the next."""

    activity: str = ""  # named, and not scored yet
    zones: tuple[str, ...] = ()  # what a typed city may mean
    countries: tuple[str, ...] = ()  # what a typed country may mean


COMMON = ("Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Kolkata")
OFFERED = 4


def here(act: Act, zone: str) -> dict[str, str]:
    """City and the time there now: the surest way to recognise one's own zone."""
    tz = ZoneInfo(zone)
    city = get_timezone_location(tz, locale=Locale.parse(act.words.lang, sep="-"), return_city=True)
    return {"city": city, "time": act.now.astimezone(tz).strftime("%H:%M")}


def label(act: Act, zone: str) -> str:
    return act.words("ask.zone.option", **here(act, zone))


def values(act: Act) -> tuple[str, ...]:
    """What was found for a typed city, else guesses: the stored one, the app's language, the most common."""
    if found := act.form(Asking).form.zones:
        return found
    guesses = (act.answers.zone, guess(act.app_language), *COMMON)
    return tuple(dict.fromkeys(zone for zone in guesses if zone))[:OFFERED]


def guess(language: str) -> str | None:
    """The biggest zone of the country in "de-AT", or of the likeliest country of "de" (CLDR)."""
    code, _, country = language.partition("-")
    likely = str(get_global("likely_subtags").get(code, ""))
    return read.zone_of_country((country or likely.rpartition("_")[2]).upper())


async def save(act: Act, chosen: Values) -> None:
    await act.save_answers(zone=only(chosen))
    act.fill(replace(act.form(Asking).form, zones=()))


def share_row(act: Act) -> tuple[Row, ...]:
    return ((Button(act.words("button.share-location"), Go("location")),),)


CHOICE = Choice("zone", values=values, save=save, label=label, extra=share_row)


async def typed(act: Act, text: str) -> Screen | None:
    """A city or zone name; several possible places are offered to choose from."""
    offered = read.option(text, CHOICE.labels(act))
    found, exact = ((offered,), True) if offered else read.zones(text, OFFERED)
    if not found:
        return None
    if len(found) == 1 and exact:
        return await CHOICE.settle(act, frozenset(found))
    act.fill(replace(act.form(Asking).form, zones=found))
    return await act.open("zone")


async def located(act: Act, latitude: float, longitude: float) -> Screen | None:
    """A shared location answers the question."""
    zone = read.zone_at(latitude, longitude)
    return await CHOICE.settle(act, frozenset({zone})) if zone else None


async def share(act: Act) -> Screen:
    """Puts the button under the text field: only that one can share a location."""
    if act.question != "zone":
        return await act.here()
    act.keyboard = True
    return Screen(act.words("ask.zone.share"), ask_location=act.words("button.share-location"))


QUESTION = Question(CHOICE.ask, typed)
