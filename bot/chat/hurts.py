"""It hurts: what kind of hurt, and what follows; never a reason to push through."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import after, history, player, profile, safety
from bot.chat.exercise import moving
from bot.chat.presses import HOW_IT_HURTS, Finish, HurtHow, Hurts, Play
from bot.chat.steps import ENOUGH_SHARP, sharp
from bot.coach.adapt import LEG_AGAIN_DAYS
from bot.coach.model import Leg
from bot.coach.screening import Fact, Flag
from bot.store.sessions import Day
from bot.talk.act import Act, Feature, Stale
from bot.talk.screen import Button, Screen


def hurts_screen(act: Act, day: Day, nr: int) -> Screen:
    item = day.state(nr).item
    kinds = tuple(
        (Button(act.words(f"hurts.options.{what}"), HurtHow(day.on, nr, what)),) for what in HOW_IT_HURTS
    )
    back = (Button(act.words("button.back-to-exercise"), Play(day.on)),)
    text = act.words("hurts.text", name=act.words.exercise(item.exercise).name)
    return Screen(text, (*kinds, back), moving(act, item.exercise, item.dose))


async def hurts(act: Act, press: Hurts) -> Screen:
    day = await player.current_item(act, press)
    return hurts_screen(act, day, press.nr)


async def hurt_how(act: Act, press: HurtHow) -> Screen:
    """Sore goes on gently; sharp or spreading leaves the exercise; numb or weak locks."""
    day = await player.current_item(act, press)
    if press.what not in HOW_IT_HURTS:
        raise Stale
    if press.what == "sore":
        return await player.show(act, day, toast=act.words("hurts.sore"))
    if press.what == "numb":  # it does not come back today, whoever has checked
        await player.leave(act, day, press.nr, hurt=True, leg=Leg.NUMB_WEAK)
        await profile.leg_pain(act)
        await act.screened(Fact.NOTED, frozenset({Flag.ONE_LEG_WEAK}))
        return await safety.lock(act)
    leg = Leg.PERIPHERAL if press.what == "down" else Leg.NONE
    again = leg is Leg.PERIPHERAL and await spread_before(act)
    await player.leave(act, day, press.nr, hurt=True, leg=leg)
    if press.what == "sharp" and sharp(day) + 1 >= ENOUGH_SHARP:
        act.said.append(act.words("hurts.enough"))
        return await after.begin(act, day)
    if leg is Leg.PERIPHERAL and await profile.leg_pain(act):
        act.said.append(act.words("heard.leg-pain"))
    on = Button(act.words("button.next-exercise"), Play(day.on), "primary")
    stop = Button(act.words("button.finish"), Finish(day.on))
    picture = moving(act, day.state(press.nr).item.exercise, day.state(press.nr).item.dose)
    text = act.words("hurts.down-again" if again else f"hurts.{press.what}")
    return Screen(text, ((on,), (stop,)), picture)


async def spread_before(act: Act) -> bool:
    """Pain went further down the leg in the days before, or earlier today: then somebody should look (A2)."""
    since = act.today - timedelta(days=LEG_AGAIN_DAYS)
    near = (day for day in await act.once(history.days) if day.on > since)
    return any(state.leg is Leg.PERIPHERAL for day in near for state in day.items)


FEATURE = Feature(presses={Hurts: hurts, HurtHow: hurt_how})
