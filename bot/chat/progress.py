"""/progress: the pain line and the sessions, as a picture and in words."""

from __future__ import annotations

from datetime import date, timedelta

from bot.chat import history
from bot.chat.act import Act, Feature
from bot.chat.buttons import Go
from bot.chat.screen import Button, Chart, Screen
from bot.coach import pain
from bot.store import pains, sessions
from bot.store.pains import PainKind

SHOWN_DAYS = 42


async def progress(act: Act) -> Screen:
    given = await pains.pains(act.tx, act.person.id)
    done = tuple(day.on for day in await sessions.days(act.tx, act.person.id) if day.done)
    back = (Button(act.words("button.today"), Go("today")),)
    by_day = history.mornings(given)
    if not by_day and not done:
        return Screen(act.words("progress.empty"), (back,))
    worst = tuple((each.on, each.score) for each in given if each.kind is PainKind.WORST)
    return Screen(in_words(act, by_day, done), (back,), chart(act.today, by_day, worst, done))


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


def in_words(act: Act, by_day: tuple[tuple[date, int], ...], done: tuple[date, ...]) -> str:
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
    first, last = _mean(by_day[:7]), _mean(by_day[-7:])
    if len(by_day) >= 10 and first is not None and last is not None:
        direction = "better" if last <= first - 1 else "worse" if last >= first + 1 else "same"
        lines.append(words(f"progress.{direction}", first=f"{first:.1f}", last=f"{last:.1f}"))
    return words("progress.text", lines="\n".join(lines))


def _mean(scores: tuple[tuple[date, int], ...]) -> float | None:
    return sum(score for _, score in scores) / len(scores) if scores else None


FEATURE = Feature(commands={"progress": progress})
