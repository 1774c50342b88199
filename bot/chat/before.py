"""Before a session: how the back is now, the short safety cards when they are due, the plan of the day."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import history, player, safety, sos, today
from bot.chat.presses import Start
from bot.coach import screening
from bot.coach.day import RESCREEN as RESCREEN_REASONS
from bot.coach.day import VERY_SORE
from bot.coach.model import Kind, Session
from bot.store import pains, sessions
from bot.store.pains import Pain, PainKind
from bot.talk.act import Act, Feature, Flow, Stale
from bot.talk.dialog import Form, Open
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.screen import Screen

RESCREEN = "rescreen"
JUST_ASKED = 30 * 60  # seconds; a very sore person who answered the cards is not asked again at once [J]
RESCREEN_PAUSE = 3 * 86_400  # seconds; a reason that lasts for weeks is not asked about every day [J]


@dataclass(frozen=True, slots=True)
class Rescreen(Form):
    """The score, 0 to 10, that the plan of the day waits with."""

    score: int = 10


async def start(act: Act, press: Start) -> Screen:
    """The score first: it decides what today is."""
    if screen := await today.not_now(act):
        return screen
    if press.on != act.today:
        raise Stale("stale.other-day")
    if await today.stored(act):
        return await today.today(act)
    score = await history.score_of_today(act)
    return await act.begin("before") if score is None else await settle(act, score)


async def save_before(act: Act, values: Values) -> Screen:
    score = int(only(values))
    await act.store(pains.replace_day, Pain(act.at, PainKind.BEFORE, act.today, score))
    act.close("before", "morning")
    if screen := await today.not_now(act):  # told since the score was asked
        return screen
    return await settle(act, score, straight=True)


async def settle(act: Act, score: int, straight: bool = False) -> Screen:
    """The score of the day is known: the short safety screen when it is due, then the plan of the day.

    `straight`: an ordinary day goes right on to the first exercise; any other shows its reason first.
    """
    just_asked = act.at - (act.standing.asked_at or 0) < JUST_ASKED
    very_sore = act.at if score >= VERY_SORE and not just_asked else None
    if screening.rescreen_due(act.standing, act.at, very_sore):
        if very_sore:  # another day does not answer it
            await safety.want_cards(act)
        return await act.begin(RESCREEN, Rescreen(score))
    return await store_plan(act, score, straight)


async def store_plan(act: Act, score: int, straight: bool, screened: bool = False) -> Screen:
    session = await today.planned(act, score)
    if not screened and asks_again(act, session):
        return await act.begin(RESCREEN, Rescreen(score))
    if not session.items:  # a day of rest stays open: what it waits for may come today
        return await today.today(act)
    day = await act.store(sessions.plan, session)
    if day.session.kind in today.BAD_DAYS:
        act.said.append(await sos.bad_day(act))
    if straight and day.session.kind is Kind.PLANNED:
        return await player.show(act, day)
    return today.stored_screen(act, day)


def asks_again(act: Act, session: Session) -> bool:
    """A reason of the day that wants the short safety screen, unless it was answered a moment ago."""
    asked = any(reason.why in RESCREEN_REASONS for reason in session.reasons)
    return asked and act.at - (act.standing.asked_at or 0) >= RESCREEN_PAUSE


async def rescreened(act: Act, asked: Open[Rescreen]) -> Screen:
    if act.standing.locked:
        return await safety.lock(act)
    if screen := await today.not_now(act):  # told since the cards were asked
        return screen
    return await store_plan(act, asked.form.score, straight=False, screened=True)


CHOICES = (
    Choice(
        "before", values=fixed(*SCORES), save=save_before, columns=6, label=number_label, typed=typed_score
    ),
)


async def left(act: Act, asked: Open[Form]) -> Screen:
    return await today.today(act)


FEATURE = Feature(
    presses={Start: start},
    questions=asked(CHOICES),
    flows={
        "before": Flow(("before",), done=left, left=left, called="before", lasts=0),
        RESCREEN: Flow(
            safety.SHORT_QUESTIONS,
            done=rescreened,
            left=safety.left,
            form=Rescreen,
            called="safety",
            lasts=0,
        ),
    },
)
