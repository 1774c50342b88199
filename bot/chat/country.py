"""The question about the country, which says whom to call: the likely ones first, or a typed name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from babel import Locale

from bot.chat import numbers
from bot.chat.zones import Asking
from bot.content.numbers import countries
from bot.talk import read
from bot.talk.act import Act, Question
from bot.talk.questions import Choice, Values, only
from bot.talk.screen import Screen

COMMON = ("GB", "US", "IN", "DE")
OFFERED = 4
NICKNAMED = ("ae", "ci", "cz", "gb", "nl", "tr", "us")  # known by names that CLDR has not: typed.country-…


def label(act: Act, code: str) -> str:
    """ "Austria", in the person's language."""
    return str(_territories(act.words.lang).get(code, code))


def values(act: Act) -> tuple[str, ...]:
    """What was found for a typed name, else guesses: the present one, the zone's, the most common."""
    if found := act.form(Asking).form.countries:
        return found
    guesses = (numbers.country_of(act), read.country_of_zone(act.answers.zone or ""), *COMMON)
    return tuple(dict.fromkeys(code for code in guesses if code))[:OFFERED]


async def save(act: Act, chosen: Values) -> None:
    """The zone's own country is nothing to remember: whoever moves then has the new one's numbers."""
    code = only(chosen)
    follows = code == read.country_of_zone(act.answers.zone or "")
    await act.save_answers(country=None if follows else code)
    act.fill(replace(act.form(Asking).form, countries=()))


CHOICE = Choice("country", values=values, save=save, label=label)


async def typed(act: Act, text: str) -> Screen | None:
    """A name is taken. One that only resembles some is offered to choose from: wrong numbers help nobody."""
    found, exact = read.named(text, _names(act), OFFERED)
    if not found:
        return None
    if exact:
        return await CHOICE.settle(act, frozenset(found))
    act.fill(replace(act.form(Asking).form, countries=found))
    return await act.open("country")


def _names(act: Act) -> dict[str, tuple[str, ...]]:
    """What each country is called: in the person's language, in English, and in everyday words."""
    local, english = _territories(act.words.lang), _territories("en")
    also = {code.upper(): act.words.lines(f"typed.country-{code}") for code in NICKNAMED}
    return {
        code: tuple(name for name in (local.get(code), english.get(code), *also.get(code, ())) if name)
        for code in sorted(countries())
    }


def _territories(lang: str) -> Mapping[str, str]:
    names: Mapping[str, str] = Locale.parse(lang, sep="-").territories
    return names


QUESTION = Question(CHOICE.ask, typed)
