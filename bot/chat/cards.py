"""The cards of the safety screen: lines to read and mark, and what was marked said back before it locks."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat import passing, profile
from bot.chat.safety import QUESTIONS, SURE, gentle_screen, lock
from bot.coach.model import Outcome
from bot.coach.screening import ALARMS, CARDS, SHORT, Fact, Flag, conditions_implied, flags_implied, outcome
from bot.talk import read
from bot.talk.act import Act, Feature
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.screen import Screen

STALE_DAYS = 1  # for so long the cards of one screen belong together, as those of the other flows


def card(name: str) -> Choice:
    """A card: the lines in full, and a button with the first words of each, for who cannot see the screen."""
    key = f"safety-{name}"
    flags = CARDS[name]
    return Choice(
        key=key,
        values=fixed(*map(str, flags)),
        save=lambda act, values: settle(act, name, frozenset(map(Flag, values))),
        touched=lambda act, ticked: touched(act, flags, ticked),
        current=lambda act: frozenset(map(str, known(act) & frozenset(flags))),
        facts=lambda act: frozenset(map(str, act.standing.ticked & frozenset(flags))),
        many=True,
        marks=True,
        columns=2,
        label=lambda act, value: label(act, flags.index(Flag(value)) + 1, Flag(value)),
        text=lambda act, ticked: act.words(f"ask.{key}.text", lines=lines(act, flags, ticked)),
        typed=lambda act, text: typed(act, flags, text),
    )


def label(act: Act, nr: int, flag: Flag) -> str:
    return act.words("safety.button", number=nr, text=act.words(f"safety.short.{flag}"))


def lines(act: Act, flags: Iterable[Flag], ticked: Values) -> str:
    """The lines of a card with their numbers, the ticked ones set off."""
    return "\n".join(
        act.words(
            "safety.line-ticked" if flag in ticked else "safety.line",
            number=number,
            text=act.words(f"safety.flags.{flag}"),
        )
        for number, flag in enumerate(flags, start=1)
    )


def known(act: Act) -> frozenset[Flag]:
    """What is marked when a card opens: what was ticked on it before, and what the settings say already."""
    said_before = act.standing.referrals | flags_implied(act.answers.conditions or ())
    return act.standing.ticked | said_before


def typed(act: Act, flags: tuple[Flag, ...], text: str) -> Values | None:
    """Bare numbers mark lines, and so do a line's own words; a plain no in many forms means none."""
    words = act.words
    if read.is_none(text, *map(words.lines, ("nothing", "typed.none-of", "typed.none-rest"))):
        return frozenset()
    fillers = [*words.lines("typed.and"), *words.lines("typed.number")]
    numbers = read.numbers(text, words.lines("numbers"), fillers)
    if numbers:
        fits = max(numbers) <= len(flags) and min(numbers) > 0
        return frozenset(str(flags[nr - 1]) for nr in numbers) if fits else None
    in_short = {str(flag): words(f"safety.short.{flag}") for flag in flags}
    in_full = {str(flag): words(f"safety.flags.{flag}") for flag in flags}
    said = read.option(text, in_short) or read.option(text, in_full)
    return frozenset({said}) if said else None


async def touched(act: Act, flags: Iterable[Flag], ticked: Values) -> None:
    """A tick is a fact at once, beside those of the other cards; what it leads to waits for Next."""
    others = act.standing.ticked - frozenset(flags)
    await act.screened(Fact.TICKED, others | frozenset(map(Flag, ticked)))


async def settle(act: Act, name: str, ticked: frozenset[Flag]) -> Screen | None:
    """A card is answered. What would lock is said back first; the last card ends the screen."""
    if ticked and name in SHORT:
        if not ticked <= act.standing.ticked:
            await act.screened(Fact.TICKED, act.standing.ticked | ticked)
        return await act.open(SURE)
    return await unsaid(act, f"safety-{name}") or await answered(act, f"safety-{name}", ticked)


async def unsaid(act: Act, key: str) -> Screen | None:
    """What keeps the last card from ending the screen: a line ticked elsewhere, a first card of days ago."""
    cards = [question for question in act.flow.questions if question in QUESTIONS]
    if len(cards) == 1 or key != cards[-1]:
        return None
    if act.standing.ticked & ALARMS:
        return await act.open(SURE)
    if act.dialog.top and (act.today - act.dialog.top.on).days > STALE_DAYS:
        act.dialog = act.dialog.changed(on=act.today)
        act.said.append(act.words("safety.again"))
        return await act.open(cards[0])
    return None


async def answered(act: Act, key: str, ticked: frozenset[Flag]) -> Screen | None:
    if key == QUESTIONS[-1]:
        await keep_conditions(act, ticked)
    alarm = bool(ticked) and key != QUESTIONS[-1]
    if Flag.ONE_LEG_WEAK in ticked:
        await profile.leg_pain(act)
    if len(act.flow.questions) == 1:  # heard in what they wrote: one card is no screen
        await act.screened(Fact.TICKED, act.standing.ticked - frozenset(CARDS[key.removeprefix("safety-")]))
        await act.screened(Fact.NOTED, ticked)
    elif alarm or key == _last(act):
        await act.screened(Fact.SCREENED if _last(act) == QUESTIONS[-1] else Fact.RESCREENED, ticked)
    if alarm:
        return await lock(act)
    if ticked and act.flow is act.routes.flows["start"]:
        await act.onward(key)  # [Go on] then shows the next question
        return gentle_screen(act)
    return None


async def keep_conditions(act: Act, ticked: frozenset[Flag]) -> None:
    """The third card and the settings say the same: what is unticked on it is over."""
    told = act.answers.conditions or frozenset()
    asked_about = conditions_implied(CARDS["see-first"])
    now = (told - asked_about) | conditions_implied(ticked)
    if now != told:
        await passing.keep(act, now)


def _last(act: Act) -> str:
    """The card that ends the flow of the open question."""
    return [question for question in act.flow.questions if question in QUESTIONS][-1]


# Is that right?


def sure_text(act: Act, ticked: Values) -> str:
    """What was marked, in its own words; and what to do if it is so."""
    marked = act.standing.ticked
    kind = "emergency" if outcome(marked) is Outcome.EMERGENCY else "urgent"
    told = (act.words(f"safety.flags.{flag}") for flag in Flag if flag in marked)
    bullets = "\n".join(act.words("safety.sure-line", text=text) for text in told)
    return act.words(f"safety.sure-{kind}", lines=bullets)


async def save_sure(act: Act, values: Values) -> Screen | None:
    marked = act.standing.ticked
    here = [name for name in SHORT if f"safety-{name}" in act.flow.questions]
    name = next((name for name in here if marked & frozenset(CARDS[name])), here[0])
    if only(values) == "change" or not marked & ALARMS:
        return await act.open(f"safety-{name}")
    return await answered(act, f"safety-{name}", marked)


CHOICES = (
    *(card(name) for name in CARDS),
    Choice(SURE, values=fixed("yes", "change"), save=save_sure, text=sure_text, left=False),
)

FEATURE = Feature(questions=asked(CHOICES))
