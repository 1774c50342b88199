"""/pain, any time: a score, where, a note; a sharp rise asks the short safety questions."""

from __future__ import annotations

from bot.chat import history, profile, safety
from bot.coach import pain
from bot.coach.day import VERY_SORE
from bot.coach.model import Site
from bot.store import pains, sessions
from bot.store.pains import Pain, PainKind
from bot.talk.act import Act, Feature, Flow, Question
from bot.talk.buttons import Go
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.read import option
from bot.talk.screen import Button, Screen

LONGEST_NOTE = 500  # characters
SHARP_RISE = 3  # points over the usual: as in the flare rule of the next morning (evidence.md §5, Δ)


async def ask(act: Act) -> Screen:
    if act.person.set_up_at is None:
        return await act.here()
    return await act.begin("pain")


async def save_score(act: Act, values: Values) -> None:
    """Stored at once: whoever stops here has still told it."""
    act.dialog.draft["at"] = act.at
    act.dialog.draft["score"] = only(values)
    await store(act, frozenset(), "")


async def save_where(act: Act, values: Values) -> None:
    act.dialog.draft["sites"] = sorted(values)
    await store(act, frozenset(map(Site, values)), "")


async def save_note(act: Act, values: Values) -> None:
    """The button: no note."""


async def read_note(act: Act, text: str) -> Screen | None:
    if "at" not in act.dialog.draft:
        return None
    if option(text, NOTE.labels(act)):
        return await act.onward("pain-note")
    sites = act.dialog.draft.get("sites")
    kept = frozenset(map(Site, sites)) if isinstance(sites, list) else frozenset[Site]()
    await store(act, kept, text.strip()[:LONGEST_NOTE])
    return await act.onward("pain-note")


async def store(act: Act, sites: frozenset[Site], note: str) -> None:
    at, score = int(str(act.dialog.draft["at"])), int(str(act.dialog.draft["score"]))
    await pains.add(act.tx, act.person.id, Pain(at, PainKind.ANY, act.today, score, sites, note))


async def noted(act: Act) -> Screen:
    """A sharp rise: the short cards first. Else what the score means, in a line."""
    score = int(str(act.dialog.draft.get("score", 0)))
    given = await pains.pains(act.tx, act.person.id)
    usual = pain.baseline(history.mornings(given), act.answers.usual_pain or 0, act.today)
    if act.standing.locked:
        await act.ask("")
        return safety.lock_screen(act)
    if score >= VERY_SORE or score - usual >= SHARP_RISE:
        return await act.begin("pain-safety", score=score)
    await act.ask("")
    words = "pain.as-usual" if score <= usual + 1 else "pain.a-bit-more"
    return Screen(act.words(words), ((Button(act.words("button.today"), Go("today"), "primary"),),))


async def sharp_rise(act: Act) -> Screen:
    """Nothing alarming: a plan of today that is still untouched is taken back for a gentler one."""
    score = int(str(act.dialog.draft.get("score", SCORES[-1])))
    await act.ask("")
    if act.standing.locked:
        return safety.lock_screen(act)
    day = await sessions.day(act.tx, act.person.id, act.today)
    if day and not day.done and day.finished_at is None:
        await sessions.drop(act.tx, act.person.id, act.today)
    key = "pain.very-sore" if score >= VERY_SORE else "pain.flare"
    return Screen(act.words(key), ((Button(act.words("button.today"), Go("today"), "primary"),),))


async def left(act: Act) -> Screen:
    await act.ask("")
    return await act.here()


NOTE = Choice("pain-note", values=fixed("none"), save=save_note)
CHOICES = (
    Choice(
        "pain-now", values=fixed(*SCORES), save=save_score, columns=6, label=number_label, typed=typed_score
    ),
    Choice("pain-where", values=profile.words_of(Site), save=save_where, many=True, columns=2),
    NOTE,
)

FEATURE = Feature(
    commands={"pain": ask},
    questions={**asked(CHOICES), "pain-note": Question(NOTE.ask, read_note)},
    flows={
        "pain": Flow(("pain-now", "pain-where", "pain-note"), done=noted, left=left),
        "pain-safety": Flow(safety.SHORT_QUESTIONS, done=sharp_rise, left=left),
    },
)
