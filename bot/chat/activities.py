"""Up to three things the back spoils, each with a score: what getting better means to this person."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from bot.chat import history
from bot.chat.zones import Asking
from bot.store import people
from bot.store.people import Activity
from bot.talk import read
from bot.talk.act import Act, Question
from bot.talk.questions import SCORES, Choice, Values, fixed, number_label, only, typed_score
from bot.talk.screen import Screen

SUGGESTED = ("sitting", "standing", "walking", "bending", "lifting", "sleeping", "stairs", "driving")
MOST = 3
LONGEST_NAME = 60  # characters
DONE = "done"
NONE_WORDS = ("typed.activities-done", "typed.nothing-rest")


async def _named_today(act: Act) -> list[str]:
    every = await act.once(history.activities)
    return [each.name for each in every if each.on == act.today]


def _values(act: Act) -> tuple[str, ...]:
    return (*SUGGESTED, DONE)


async def _save(act: Act, values: Values) -> Screen | None:
    value = only(values)
    return None if value == DONE else await _name(act, act.words(f"ask.activities.options.{value}"))


async def _name(act: Act, name: str) -> Screen:
    act.fill(replace(act.form(Asking).form, activity=name))
    return await act.open("activity-score")


CHOICE = Choice("activities", values=_values, save=_save, columns=2)


async def typed(act: Act, text: str) -> Screen | None:
    """One of the suggestions, the way on, or the person's own words."""
    value = read.option(text, CHOICE.labels(act))
    if value is None and read.is_plainly(text, *map(act.words.lines, NONE_WORDS)):
        value = DONE
    if value:
        return await CHOICE.settle(act, frozenset({value}))
    name = " ".join(text.split())
    return await _name(act, name) if 0 < len(name) <= LONGEST_NAME else None


async def _save_score(act: Act, values: Values) -> Screen:
    """The same name again corrects its score; the fourth name replaces the last."""
    name = act.form(Asking).form.activity
    named = await _named_today(act)
    slot = named.index(name) + 1 if name in named else min(len(named) + 1, MOST)
    await act.store(people.save_activity, Activity(slot, act.today, name, int(only(values))))
    if slot == MOST:
        return await act.onward("activities")
    return await act.open("activities")


def _score_text(act: Act, ticked: Values) -> str:
    return act.words("ask.activity-score.text", activity=escape(act.form(Asking).form.activity))


SCORE = Choice(
    "activity-score",
    values=fixed(*SCORES),
    save=_save_score,
    columns=6,
    label=number_label,
    text=_score_text,
    typed=typed_score,
    left=False,
)

QUESTION = Question(CHOICE.ask, typed, free=True, notes=True)
