"""Whatever is typed is read for alarms first: a card opens with the line marked, one tap from either way."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from bot.chat import numbers, passing, safety
from bot.chat.settings import Edit
from bot.coach.screening import ALARMS, CARDS, ON_CARDS, Fact, Flag, conditions_implied, flags_implied
from bot.talk import understand
from bot.talk.act import Act, Feature, Flow
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.screen import Button, Screen

DESPAIR = "despair"
SHOWN = 160  # characters of what was written that are said back
ORDER = tuple(CARDS)  # the worst first


async def hear(act: Act, text: str) -> Screen | None:
    """What comes before everything else that a text may mean; None without an alarm in it."""
    found = understand.alarms(text, act.intents)
    if DESPAIR in found:
        return despair(act)
    flags = frozenset(map(Flag, found)) - known(act)
    if not flags:
        return None
    if act.person.agreed_at is None:
        return before_consent(act, flags)
    if act.standing.alarms and not act.standing.assessed:
        await act.screened(Fact.NOTED, flags)
        act.close("seen")  # whoever has looked has not looked at this
        return safety.lock_screen(act)
    return await card(act, text, flags)


async def known_already(act: Act, text: str) -> Screen | None:
    """All that was heard is known: said so, and dated when a time was told; None where it is not."""
    flags = frozenset(map(Flag, understand.alarms(text, act.intents) - {DESPAIR}))
    if not flags or flags - known(act):
        return None
    which = act.listed(act.words(f"safety.short.{flag}") for flag in ON_CARDS if flag in flags)
    dated = await passing.dated(act, text, conditions_implied(flags))
    said = act.words("heard.known-dated" if dated else "heard.known", which=which, when=dated)
    on = (Button(act.words("button.go-on"), Go("here"), "primary"),)
    change = (Button(act.words("button.change"), Edit("conditions")),)
    return Screen(said, (on, change) if act.person.set_up_at is not None else (on,))


def known(act: Act) -> frozenset[Flag]:
    """What was told before and needs no card again."""
    return act.standing.referrals | flags_implied(act.answers.conditions or ())


async def card(act: Act, text: str, flags: frozenset[Flag]) -> Screen:
    """The card of the worst line, with what was heard marked: a fact until it is confirmed or undone."""
    name = next(name for name in ORDER if flags & frozenset(CARDS[name]))
    here = flags & frozenset(CARDS[name])
    await act.screened(Fact.TICKED, act.standing.ticked | here)
    key = f"safety-{name}"
    screen = await (act.open(key) if act.question == key else act.begin(f"heard-{name}"))
    said = act.words("heard.you-wrote", text=escape(text.strip()[:SHOWN]))
    return replace(screen, text=f"{said}\n\n{screen.text}")


def before_consent(act: Act, flags: frozenset[Flag]) -> Screen:
    """Help and numbers, or kind words where it can wait; nothing is stored."""
    key = "heard.before-consent" if flags & ALARMS else "heard.before-consent-gentle"
    back = (Button(act.words("button.go-on"), Go("start")),)
    return Screen(act.words(key, **numbers.lines(act)), (back,))


def despair(act: Act) -> Screen:
    """Its own calm words, whatever else is going on; no exercise and no way to hurry on."""
    on = "here" if act.person.agreed_at else "start"
    thanks = (Button(act.words("button.thank-you"), Go(on)),)
    return Screen(act.words("heard.despair", **numbers.lines(act)), (thanks,))


async def done(act: Act, told: Open[Form]) -> Screen:
    """Nothing of it was meant, or somebody should look at it in time."""
    if act.standing.alarms:
        return await safety.lock(act)
    if act.standing.open and told.question == safety.QUESTIONS[-1]:
        return safety.gentle_screen(act)
    act.said.append(act.words("heard.good"))
    return await act.here()


FEATURE = Feature(
    flows={
        f"heard-{name}": Flow((f"safety-{name}",), done=done, left=safety.left, called="safety")
        for name in CARDS
    }
)
