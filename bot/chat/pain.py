"""/pain, any time: a score, where, a note; a sharp rise asks the short safety questions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.chat import history, profile, safety, today
from bot.coach import pain
from bot.coach.day import VERY_SORE
from bot.coach.model import LEG_SITES, Site
from bot.store import pains
from bot.store.pains import Pain, PainKind
from bot.talk.act import Act, Feature, Flow, Question
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.read import option
from bot.talk.screen import Button, Screen

LONGEST_NOTE = 500  # characters
SHARP_RISE = 3  # points over the usual: as in the flare rule of the next morning (docs/coaching.md)


@dataclass(frozen=True, slots=True)
class Telling(Form):
    """What was told so far. It is stored, too: whoever stops here has still told it."""

    at: int = 0  # UTC seconds
    score: int = 0  # 0 to 10
    sites: frozenset[Site] = frozenset()


@dataclass(frozen=True, slots=True)
class SharpRise(Form):
    """The score, 0 to 10, that led to the safety questions."""

    score: int = 10


async def ask(act: Act) -> Screen:
    if act.person.set_up_at is None:
        return await act.here()
    return await act.begin("pain")


async def save_score(act: Act, values: Values) -> None:
    """A sharp rise wants the short cards, even if the person stops here."""
    told_before = act.form(Telling).form.at  # a score that is corrected takes the place of the first
    act.dialog = act.dialog.changed(on=act.today)
    act.fill(Telling(told_before or act.at, int(only(values))))
    await store(act, "")
    if await rises(act, int(only(values))):
        await safety.want_cards(act)


async def save_where(act: Act, values: Values) -> None:
    sites = frozenset(map(Site, values))
    act.fill(replace(act.form(Telling).form, sites=sites))
    await store(act, "")
    if sites & LEG_SITES and await profile.leg_pain(act):
        act.said.append(act.words("heard.leg-pain"))


async def save_note(act: Act, values: Values) -> None:
    """The button: no note."""


async def read_note(act: Act, text: str) -> Screen | None:
    if not option(text, NOTE.labels(act)):
        await store(act, text.strip()[:LONGEST_NOTE])
    return await act.onward("pain-note")


async def store(act: Act, note: str) -> None:
    told = act.form(Telling)
    score = Pain(told.form.at, PainKind.ANY, told.on, told.form.score, told.form.sites, note)
    await act.store(pains.add, score)


async def usual(act: Act) -> float:
    mornings = history.mornings(await act.once(history.given))
    return pain.baseline(mornings, act.answers.usual_pain or 0, act.today)


async def rises(act: Act, score: int) -> bool:
    return score >= VERY_SORE or score - await usual(act) >= SHARP_RISE


async def noted(act: Act, told: Open[Telling]) -> Screen:
    """A sharp rise: the short cards first. Else what the score means, in a line."""
    score = told.form.score
    if act.standing.locked:
        return safety.lock_screen(act)
    if await rises(act, score):
        return await ask_cards(act, score)
    words = "pain.as-usual" if score <= await usual(act) + 1 else "pain.a-bit-more"
    return Screen(act.words(words), ((Button(act.words("button.today"), Go("today"), "primary"),),))


async def ask_cards(act: Act, score: int) -> Screen:
    """The short cards, before any exercise."""
    await safety.want_cards(act)
    return await act.begin("pain-safety", SharpRise(score))


async def sharp_rise(act: Act, asked: Open[SharpRise]) -> Screen:
    """Nothing alarming: what is left of today's plan becomes gentler at once."""
    if act.standing.locked:
        return await safety.lock(act)
    day = await act.once(history.today)
    if day and day.finished_at is None:
        await today.renew(act, day)
    key = "pain.very-sore" if asked.form.score >= VERY_SORE else "pain.flare"
    return Screen(act.words(key), ((Button(act.words("button.today"), Go("today"), "primary"),),))


async def left(act: Act, told: Open[Telling]) -> Screen:
    return await act.here()


NOTE = Choice("pain-note", values=fixed("none"), save=save_note)
CHOICES = (
    Choice(
        "pain-now",
        values=fixed(*SCORES),
        save=save_score,
        columns=6,
        label=number_label,
        typed=typed_score,
        dated=False,
    ),
    Choice("pain-where", values=profile.words_of(Site), save=save_where, many=True, columns=2),
    NOTE,
)

FEATURE = Feature(
    commands={"pain": ask},
    questions={**asked(CHOICES), "pain-note": Question(NOTE.ask, read_note, free=True, notes=True)},
    flows={
        "pain": Flow(
            ("pain-now", "pain-where", "pain-note"),
            done=noted,
            left=left,
            form=Telling,
            called="pain",
            lasts=1,
        ),
        "pain-safety": Flow(
            safety.SHORT_QUESTIONS,
            done=sharp_rise,
            left=safety.left,
            form=SharpRise,
            called="safety",
            lasts=1,
        ),
    },
)
