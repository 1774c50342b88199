"""What weeks say rather than days: the weekly rules of the fact base, as a table.

Two of them change the plan by themselves (half the volume, a smaller plan), and the plan of the day
tells so; the others are said with the weekly summary. Thresholds are design judgement [J], docs/coaching.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from bot.coach import outcomes, pain, progress
from bot.coach.adapt import Course
from bot.coach.model import History, Profile, Reason, Why
from bot.coach.outcomes import Rating
from bot.coach.slots import CALM_SCORE, started

HALF_DAYS = 7  # a rise of 2 points halves the volume for a week
SIZES = (5, 10, 15, 20)  # minutes
PROGRESSING_WEEKS = 6  # then a lighter week is offered; no evidence for backs [K]
CARE_WEEKS = 6  # without a meaningful change by then: suggest a physiotherapist or doctor
CARE_EVERY = 4  # weeks between two advices to see someone, from week six on
STILL_WEEKS = 4  # without a step up: the reason is said
STILL_SESSIONS = 4  # [J] with fewer there is nothing to stand still in
BACK_DAYS = 7  # a longer break is a break (G10), not too big a plan
MOST_SESSIONS = 28  # enough for three weeks, however many sessions a day


@dataclass(frozen=True, slots=True)
class Volume:
    """What the weeks change about a day's plan."""

    profile: Profile  # with the minutes of the smaller plan, if it shrank
    halved: bool
    reasons: tuple[Reason, ...]


def volume(profile: Profile, history: History, today: date) -> Volume:
    """W1, W3 and an accepted lighter week, for the plan of a day."""
    reasons = []
    if rising(history, today):
        reasons.append(Reason(Why.CREEPING_UP))
    elif history.lighter_until is not None and today <= history.lighter_until:
        reasons.append(Reason(Why.LIGHTER_WEEK))
    halved = bool(reasons)
    if too_big(profile, history, today) and profile.minutes > SIZES[0]:
        profile = replace(profile, minutes=_size_down(profile.minutes))
        reasons.append(Reason(Why.PLAN_SHRUNK, n=profile.minutes))
    return Volume(profile, halved, tuple(reasons))


def rising(history: History, today: date) -> bool:
    """W1: the seven-day mean was two points above that of four weeks before, today or in the week before."""
    days = timedelta(days=1)
    now = pain.between(history.mornings, today - 12 * days, today + days)
    then = pain.between(history.mornings, today - 40 * days, today - 27 * days)
    if not now or not then or max(s for _, s in now) - min(s for _, s in then) < pain.CREEP_POINTS:
        return False  # as it is on most days; the rest only makes sure
    return any(pain.creeping_up(history.mornings, today - n * days) for n in range(HALF_DAYS))


def too_big(profile: Profile, history: History, today: date) -> bool:
    """W3: under half of the plan in each of the last two full weeks since the first session.

    Someone who stayed away for longer than a week is not overwhelmed but back: G8 to G10 are for them.
    """
    monday = progress.week_start(today)
    two_weeks = timedelta(weeks=2)
    if not history.sessions or monday - two_weeks < progress.week_start(history.sessions[0].on):
        return False
    if (today - history.sessions[-1].on).days > BACK_DAYS:
        return False
    recent = [past for past in history.sessions[-MOST_SESSIONS:] if past.on >= monday - two_weeks]
    last_week = {past.on for past in recent if monday - timedelta(weeks=1) <= past.on < monday}
    if len(last_week) >= progress.TOO_LITTLE * len(profile.days):
        return False  # as in most weeks; absences only lower the plan
    past = History(sessions=tuple(recent))
    return progress.plan_too_big(progress.weeks(profile, past, monday - timedelta(days=1), 2))


def _size_down(minutes: int) -> int:
    return max(size for size in SIZES if size < minutes)


@dataclass(frozen=True, slots=True)
class Weeks:
    """What the rules look at, on the day of the weekly summary."""

    number: int  # full weeks since the start
    rising: bool
    too_big: int | None  # the minutes it shrank to, or had already
    better: bool  # pain or own activities, meaningfully; or hardly any pain; or nothing was told
    running: int  # weeks running with a step up, the last one first
    still: Reason | None  # what held most, when nothing stepped up for weeks


class Rule(NamedTuple):
    name: str
    when: Callable[[Weeks], bool]
    why: Why
    n: Callable[[Weeks], int | None] = lambda _: None


RULES: tuple[Rule, ...] = (  # all that match, unlike the rules of a day
    Rule("W1", lambda w: w.rising, Why.CREEPING_UP),
    Rule(
        "W2",
        lambda w: w.number >= CARE_WEEKS and not w.better and (w.number - CARE_WEEKS) % CARE_EVERY == 0,
        Why.NO_CHANGE_YET,
        lambda w: w.number,
    ),
    Rule("W3", lambda w: w.too_big is not None, Why.PLAN_SHRUNK, lambda w: w.too_big),
    Rule(
        "W4",
        lambda w: w.running > 0 and w.running % PROGRESSING_WEEKS == 0 and not w.rising,
        Why.OFFER_LIGHTER,
        lambda w: w.running,
    ),
    Rule("W5", lambda w: w.still is not None, Why.STANDING_STILL, lambda w: STILL_WEEKS),
)


def judge(
    profile: Profile,
    history: History,
    course: Course,
    today: date,
    ratings: Sequence[Rating] = (),
    averages: pain.Scores = (),
) -> tuple[Reason, ...]:
    """What to say with the weekly summary of `today`, beside the numbers.

    `ratings` are the person's own activities, `averages` the answers to "on average this week"; without
    the latter the mean of the morning scores is compared. After STANDING_STILL comes the reason that
    held most.
    """
    weeks = weeks_of(profile, history, course, today, ratings, averages)
    said: list[Reason] = []
    for rule in RULES:
        if rule.when(weeks):
            said.append(Reason(rule.why, n=rule.n(weeks)))
            if rule.why is Why.STANDING_STILL and weeks.still is not None:
                said.append(weeks.still)
    return tuple(said)


def weeks_of(
    profile: Profile,
    history: History,
    course: Course,
    today: date,
    ratings: Sequence[Rating] = (),
    averages: pain.Scores = (),
) -> Weeks:
    """The facts of the weeks up to `today`."""
    shrunk = too_big(profile, history, today)
    pain_now = outcomes.pain_outcome(averages or weekly_means(history, today))
    activities = outcomes.activities_outcome(ratings)
    told = [each for each in (pain_now, activities) if each is not None]
    calm = pain_now is not None and pain_now.now <= CALM_SCORE
    return Weeks(
        number=(today - started(history, today)).days // 7,
        rising=rising(history, today),
        too_big=max(SIZES[0], _size_down(max(profile.minutes, SIZES[1]))) if shrunk else None,
        better=calm or not told or any(each.change is pain.Change.BETTER for each in told),
        running=_progressing(course, history, today),
        still=_holding(course, today),
    )


def weekly_means(history: History, today: date) -> tuple[tuple[date, float], ...]:
    """The first and the last week's mean of the morning scores, when they do not overlap."""
    if not history.mornings:
        return ()
    first, last = history.mornings[0][0], today - timedelta(days=6)
    means = [(on, pain.mean(history.mornings, on, 7)) for on in (first, last)]
    apart = first + timedelta(days=7) <= last
    return tuple((on, mean) for on, mean in means if mean is not None) if apart else ()


def _progressing(course: Course, history: History, today: date) -> int:
    """Weeks running with a step up, ending today, since the last lighter week."""
    steps = {(today - on).days // 7 for on, reasons in course.log if _stepped(reasons)}
    if history.lighter_until is not None:
        steps = {week for week in steps if today - timedelta(days=7 * week) > history.lighter_until}
    return next(week for week in range(len(steps) + 1) if week not in steps)


def _stepped(reasons: Sequence[Reason]) -> bool:
    return any(reason.why is Why.STEP_UP for reason in reasons)


def _holding(course: Course, today: date) -> Reason | None:
    """The most frequent reason of the last weeks, when none of them was a step up."""
    recent = [reasons for on, reasons in course.log if 0 <= (today - on).days < 7 * STILL_WEEKS]
    if len(recent) < STILL_SESSIONS or any(_stepped(reasons) for reasons in recent):
        return None
    held = Counter(reason.why for reasons in recent for reason in reasons)
    if not held:
        return None
    most = max(held, key=lambda why: (held[why], why))
    return next(r for reasons in reversed(recent) for r in reasons if r.why is most)
