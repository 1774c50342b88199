"""/why: today's plan explained, what was chosen, and what was left out because of which answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.chat import history, today
from bot.chat.exercise import name_of, reason_text
from bot.coach.explain import Chosen, Left, LeftOut, explain
from bot.talk.act import Act, Feature
from bot.talk.screen import Screen

MOST_NAMES = 4  # of a group that was left out; the rest is counted


async def why(act: Act) -> Screen:
    if screen := await today.not_now(act):
        return screen
    day = await act.once(history.today)
    session = day.session if day else await act.once(today.ahead)
    past, _ = await act.once(history.learnt)
    told = explain(session, act.answers.profile(), past, act.library, act.standing)
    chosen = [chosen_text(act, each) for each in told.chosen]
    groups = groupby(sorted(told.left, key=_order), key=lambda left: left.because)
    left = [left_text(act, because, list(group)) for because, group in groups]
    words = act.words
    text = words(
        "whole-why.text",
        reasons="\n".join(reason_text(act, reason) for reason in told.reasons),
        chosen="\n".join(words("whole-why.line", text=line) for line in chosen),
        left="\n".join(words("whole-why.line", text=line) for line in left),
    )
    return Screen(text, (today.open_row(act),))


def _order(left: Left) -> int:
    return list(LeftOut).index(left.because)


def chosen_text(act: Act, chosen: Chosen) -> str:
    return act.words(
        f"why.chosen.{chosen.because}",
        exercise=name_of(act, chosen.exercise),
        other=name_of(act, chosen.other),
        n=chosen.n or 0,
    )


def left_text(act: Act, because: LeftOut, group: Sequence[Left]) -> str:
    """One line for all that was left out for that reason."""
    names = [name_of(act, slug) for left in group for slug in left.exercises]
    shown = ", ".join(names[:MOST_NAMES])
    if (more := len(names) - MOST_NAMES) > 0:
        shown = act.words("whole-why.more", names=shown, n=more)
    about = [] if because is LeftOut.NOT_YET else [left.about for left in group if left.about]
    what = act.listed(sorted((act.words(f"why.about.{each}") for each in about), key=len), style="or")
    return act.words(f"why.left.{because}", what=what, exercises=shown)


FEATURE = Feature(commands={"why": why})
