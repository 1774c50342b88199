"""/progress: the pain line and the sessions, as a picture and in words."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from bot.chat import history
from bot.coach import outcomes, pain, weekly
from bot.coach.model import History
from bot.coach.pain import Scores
from bot.store.pains import PainKind
from bot.talk.act import Act, Feature
from bot.talk.buttons import Go
from bot.talk.screen import Button, Chart, Screen

SHOWN_DAYS = 42


async def progress(act: Act) -> Screen:
    given = await act.once(history.given)
    done = tuple(day.on for day in await act.once(history.days) if day.done)
    back = (Button(act.words("button.today"), Go("today")),)
    by_day = history.mornings(given)
    if not by_day and not done:
        return Screen(act.words("progress.empty"), (back,))
    worst = tuple((each.on, each.score) for each in given if each.kind is PainKind.WORST)
    past, _ = await act.once(history.learnt)
    changes = await changed(act, past, history.averages(given))
    return Screen(in_words(act, by_day, done, changes), (back,), chart(act.today, by_day, worst, done))


def chart(
    today: date,
    by_day: tuple[tuple[date, int], ...],
    worst: tuple[tuple[date, int], ...],
    done: tuple[date, ...],
) -> Chart:
    """From the first fact on, but two weeks at least and six at most."""
    facts = [on for on, _ in by_day] + [on for on, _ in worst] + list(done)
    first = max(min(facts), today - timedelta(days=SHOWN_DAYS - 1))
    first = min(first, today - timedelta(days=13))
    days = tuple(first + timedelta(days=n) for n in range((today - first).days + 1))
    return Chart(
        days=days,
        morning=tuple(each for each in by_day if each[0] >= first),
        worst=tuple(each for each in worst if each[0] >= first),
        sessions=tuple(on for on in done if on >= first),
        trend=pain.trend([each for each in by_day if each[0] >= first]) or (),
    )


def in_words(
    act: Act, by_day: tuple[tuple[date, int], ...], done: tuple[date, ...], changes: list[str]
) -> str:
    """The same for people who cannot see the picture."""
    words = act.words
    monday = act.today - timedelta(days=act.today.weekday())
    week = sum(1 for on in done if on >= monday)
    lines = [
        words("progress.sessions", n=len(done)),
        words("progress.week", n=week, target=len(act.answers.days or ())),
    ]
    if by_day:
        lines.append(words("progress.last", score=by_day[-1][1]))
    lines += [words("progress.line", text=line) for line in changes]
    return words("progress.text", lines="\n".join(lines))


async def changed(act: Act, past: History, averages: Scores) -> list[str]:
    """What changed since the start, pain over a week and each own activity, and whether that is real."""
    words = act.words
    lines = []
    if pain_now := outcomes.pain_outcome(averages or weekly.weekly_means(past, act.today)):
        lines.append(words(f"progress.pain.{pain_now.change}", **_numbers(pain_now)))
    for name, each in outcomes.activity_outcomes(await history.ratings(act)).items():
        lines.append(words(f"progress.activity.{each.change}", activity=escape(name), **_numbers(each)))
    return lines


def _numbers(outcome: outcomes.Outcome) -> dict[str, str]:
    return {"then": f"{outcome.then:.3g}", "now": f"{outcome.now:.3g}"}


FEATURE = Feature(commands={"progress": progress})
