"""/why: today's plan explained, what was chosen, and what was left out because of which answer."""

from __future__ import annotations

from bot.chat import history, today
from bot.chat.act import Act, Feature
from bot.chat.exercise import name_of, reason_text
from bot.chat.screen import Screen
from bot.coach.explain import Chosen, Left, LeftOut, explain
from bot.store import sessions

MOST_NAMES = 4  # of a group that was left out; the rest is counted


async def why(act: Act) -> Screen:
    if screen := await today.not_now(act):
        return screen
    day = await sessions.day(act.tx, act.person.id, act.today)
    session = day.session if day else await today.planned(act, None)
    past, _ = await history.learnt(act)
    told = explain(session, await history.profile(act), past, act.library, act.standing)
    chosen = [chosen_text(act, each) for each in told.chosen]
    left = [left_text(act, each) for each in told.left]
    words = act.words
    text = words(
        "whole-why.text",
        reasons="\n".join(reason_text(act, reason) for reason in told.reasons),
        chosen="\n".join(words("whole-why.line", text=line) for line in chosen),
        left="\n".join(words("whole-why.line", text=line) for line in left),
    )
    return Screen(text, (today.open_row(act),))


def chosen_text(act: Act, chosen: Chosen) -> str:
    return act.words(
        f"why.chosen.{chosen.because}",
        exercise=name_of(act, chosen.exercise),
        other=name_of(act, chosen.other),
        n=chosen.n or 0,
    )


def left_text(act: Act, left: Left) -> str:
    names = [name_of(act, slug) for slug in left.exercises]
    shown = ", ".join(names[:MOST_NAMES])
    if more := len(names) - MOST_NAMES:
        shown = act.words("whole-why.more", names=shown, n=more) if more > 0 else shown
    what = ""
    if left.about:
        by_slug = left.because is LeftOut.NOT_YET
        what = name_of(act, left.about) if by_slug else act.words(f"why.about.{left.about}")
    return act.words(f"why.left.{left.because}", what=what, exercises=shown)


FEATURE = Feature(commands={"why": why})
