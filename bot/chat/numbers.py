"""Whom to call where the person is: in an emergency, for advice today, and when life is too much."""

from __future__ import annotations

from html import escape

from bot.content import Crisis, Numbers
from bot.content.numbers import ANYWHERE, countries
from bot.talk import read
from bot.talk.act import Act


def country_of(act: Act) -> str | None:
    """Where they said they are, else where their zone is. Before there is one, their app may name it."""
    answers = act.answers
    if answers.country or answers.zone:
        return answers.country or read.country_of_zone(answers.zone or "")
    named = act.app_language.rpartition("-")[2].upper()
    return named if "-" in act.app_language and named in countries() else None


def numbers_for(act: Act) -> Numbers:
    """Those of the country, with a crisis line in any case; where it is not known, those for anywhere."""
    anywhere = act.numbers[ANYWHERE]
    own = act.numbers.get(country_of(act) or ANYWHERE, anywhere)
    return own if own.crisis else own.model_copy(update={"crisis": anywhere.crisis})


def lines(act: Act) -> dict[str, str]:
    """What to do in words, for the placeholders of a text: emergency, urgent, crisis."""
    numbers = numbers_for(act)
    known = country_of(act) in act.numbers
    bold = act.listed((_bold(act, each) for each in numbers.emergency.call), style="or")
    urgent = numbers.urgent
    return {
        "emergency": act.words("call.emergency" if known else "call.emergency-anywhere", numbers=bold),
        "urgent": act.words("call.urgent", number=_bold(act, urgent.call), name=escape(urgent.name))
        if urgent
        else act.words("call.urgent-anywhere"),
        "crisis": _crisis(act, numbers.crisis) if numbers.crisis else "",
    }


def _crisis(act: Act, line: Crisis) -> str:
    name = escape(line.name)
    if line.call is None:
        return act.words("call.crisis-link", name=name, link=escape(line.link or ""))
    how = f"{'text' if line.text else 'call'}{'-always' if line.always else ''}"
    return act.words(f"call.crisis-{how}", name=name, number=_bold(act, line.call))


def _bold(act: Act, number: str) -> str:
    return act.words("call.number", number=escape(number))
