"""Who is on the stage: a stranger, somebody in the middle of the start, somebody with weeks behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from bot.chat import sos
from bot.chat.player import Done
from bot.chat.presses import Play, Start
from bot.chat.profile import ASKED_EQUIPMENT
from bot.chat.start import PRIVACY_TEXT
from bot.coach import passing
from bot.coach.model import Active, Condition, Goal, Since, Site, WorseWith
from bot.coach.screening import Event, Fact
from bot.gallery.stage import ME, NOW, TODAY, Shown, Stage
from bot.store import pains, people, screenings
from bot.store.pains import Pain, PainKind
from bot.store.people import Activity, Answers, Person
from bot.talk.buttons import Choose, Next
from bot.talk.wire import Press

LONG, SOCKS = "W" * 60, "Putting on socks"  # the longest name of an activity, and a usual one
USUAL = Answers(
    agreed_text=PRIVACY_TEXT,
    sites=frozenset({Site.LOW_BACK, Site.UPPER_LEG}),
    since=Since.DAYS,
    usual_pain=4,
    worse_with=frozenset(),
    goal=Goal.LESS_PAIN,
    conditions=frozenset(),
    floor=True,
    walk=20,
    active=Active.SOME,
    rises=True,
    equipment=frozenset(),
    minutes=10,
    days=frozenset(range(7)),
    zone="Europe/London",
    hour=time(7, 30),
)
EVERYTHING: Mapping[str, Any] = {
    "sites": frozenset(Site),
    "worse_with": frozenset(WorseWith) - {WorseWith.NOTHING},
    "conditions": frozenset(Condition),
    "equipment": frozenset(ASKED_EQUIPMENT),
    "days": frozenset(range(6)),
    "zone": "America/Argentina/Buenos_Aires",
    "floor": False,
    "bad_day": frozenset(sos.PLAN),
}
ANSWERED = {"before": "3", "worst": "3", "difficulty": "easy", "leg": "none", "week": "3", "rate": "9"}
WEEKS = 6
MORNINGS = (2, 1, 2, 2, 1)
LONGEST_DAY = 60  # taps


async def newcomer(stage: Stage, told: Answers | None = None) -> None:
    """Has agreed, and is not through the start yet."""
    await people.meet(stage.tx, ME, stage.words.lang)
    await people.save(stage.tx, Person(ME, stage.words.lang, agreed_at=1))
    await people.save_answers(stage.tx, ME, told or Answers(agreed_text=PRIVACY_TEXT))


async def regular(stage: Stage, days_ago: int = 40, **other: Any) -> None:
    """Went through the start some time ago, answered the safety questions today, and did nothing since."""
    at = int(NOW.timestamp())
    await people.meet(stage.tx, ME, stage.words.lang)
    since = at - days_ago * 86_400
    await people.save(stage.tx, Person(ME, stage.words.lang, agreed_at=since, set_up_at=since))
    await people.save_answers(stage.tx, ME, replace(USUAL, **other))
    await screened(stage)


async def since_when(stage: Stage) -> None:
    await regular(stage, conditions=frozenset(passing.PASSING))


async def time_is_over(stage: Stage) -> None:
    told, birth = frozenset(passing.PASSING), passing.Birth.VAGINAL
    until = dict.fromkeys(("surgery_until", "pregnant_until", "birth_until"), TODAY)
    await regular(stage, 40, conditions=told, birth=birth, **until)


async def screened(stage: Stage, kind: Fact = Fact.SCREENED, *flags: Any) -> None:
    await screenings.add(stage.tx, ME, Event(int(stage.now.timestamp()), kind, frozenset(flags)))


async def scores(stage: Stage, then: int, now: int, activity: str = SOCKS) -> None:
    """The average of the week and an own activity, in the first week and in the last."""
    for days, score in ((35, then), (7, now)):
        on = TODAY - timedelta(days=days)
        at = int((NOW - timedelta(days=days)).timestamp())
        await pains.add(stage.tx, ME, Pain(at, PainKind.WEEK, on, score))
        await pains.add(stage.tx, ME, Pain(at + 1, PainKind.MORNING, on, score))
        await people.save_activity(stage.tx, ME, Activity(1, on, activity, 10 - score))


async def weeks_behind(stage: Stage) -> None:
    """The past, as a keen person would tap it: a score each morning, a session every day."""
    for days in range(7 * WEEKS, 0, -1):
        stage.now = NOW - timedelta(days=days)
        score = MORNINGS[days % len(MORNINGS)] + 2 * days // (7 * WEEKS)
        at = int(stage.now.timestamp())
        await pains.add_first(stage.tx, ME, Pain(at, PainKind.MORNING, stage.now.date(), score))
        await whole_day(stage)
    stage.now = NOW


async def whole_day(stage: Stage) -> Shown:
    """From the start of the session to what is said after it."""
    return await goes_on(stage, await stage.taps(Start(stage.now.date())))


async def goes_on(stage: Stage, shown: Shown) -> Shown:
    """Taps the way on from screen to screen until there is none any more; the last screen."""
    for _ in range(LONGEST_DAY):
        press = way_on(shown)
        if press is None:
            break
        shown = await stage.taps(press)
    return shown


def way_on(shown: Shown) -> Press | None:
    """What somebody would tap who has nothing to complain about."""
    buttons = [button.press for row in shown.screen.rows for button in row]
    return next((each for each in buttons if _leads_on(each)), None)


def _leads_on(press: Press) -> bool:
    if isinstance(press, Choose):
        return ANSWERED.get(press.question) == press.value
    return isinstance(press, Done | Play | Next)
