"""/exercises: browse by what matters, search by a word, keep favourites, never see one again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.chat import today
from bot.chat.exercise import dose_text, how_text, moving
from bot.coach.model import Category, Equipment, Exercise, Library, Muscle, Position
from bot.coach.screening import conditions_implied
from bot.coach.suit import avoids
from bot.content import Texts
from bot.talk.act import Act, Feature, Question, Stale, place
from bot.talk.buttons import Go
from bot.talk.read import plain
from bot.talk.reply import Shared
from bot.talk.screen import Button, Moving, Row, Screen, rows
from bot.talk.search import find
from bot.talk.wire import Press, wire


@wire("xs")
@dataclass(frozen=True, slots=True)
class Shelf(Press):
    """A list of exercises: `by` a way to sort them and the `value` wanted; pages from 0."""

    page: int
    by: str
    value: str


@wire("xc")
@dataclass(frozen=True, slots=True)
class Card(Press):
    exercise: str


@wire("xd")
@dataclass(frozen=True, slots=True)
class Details(Press):
    """The steps of an exercise in the library."""

    exercise: str


@wire("xl")
@dataclass(frozen=True, slots=True)
class Like(Press):
    """`favourite`, `never`, or `none` to take it back."""

    exercise: str
    liking: str


class Liking(StrEnum):
    FAVOURITE = "favourite"
    NEVER = "never"


PAGE = 8  # a list fits a phone
FOUND = 6  # results of a search
NAMED = 80  # of 100: so near, a word is a name, whatever else it may mean
MOST_SHARED = 20  # answers to an inline query

BODY: Mapping[str, frozenset[Muscle]] = {
    "low-back": frozenset({Muscle.ERECTOR_SPINAE, Muscle.MULTIFIDUS, Muscle.QUADRATUS_LUMBORUM}),
    "belly": frozenset({Muscle.ABDOMINALS, Muscle.DEEP_ABDOMINALS, Muscle.OBLIQUES}),
    "seat": frozenset({Muscle.GLUTEALS, Muscle.DEEP_HIP_ROTATORS, Muscle.HIP_FLEXORS}),
    "upper-back": frozenset(
        {Muscle.LATISSIMUS_DORSI, Muscle.TRAPEZIUS, Muscle.RHOMBOIDS, Muscle.SHOULDERS, Muscle.CHEST}
    ),
    "legs": frozenset({Muscle.HAMSTRINGS, Muscle.QUADRICEPS, Muscle.CALVES}),
    "heart": frozenset({Muscle.HEART_AND_LUNGS}),
}
LYING = frozenset({Position.SUPINE, Position.PRONE, Position.SIDE_LYING})
PLACES: Mapping[str, frozenset[Position]] = {
    "lying": LYING,
    "kneeling": frozenset({Position.QUADRUPED, Position.KNEELING}),
    "seated": frozenset({Position.SEATED}),
    "standing": frozenset({Position.STANDING}),
    "water": frozenset({Position.WATER}),
}

Fits = Callable[[Exercise], bool]


def trains(muscles: frozenset[Muscle]) -> Fits:
    return lambda e: bool(muscles & set(e.muscles))


def is_done(positions: frozenset[Position]) -> Fits:
    return lambda e: e.position in positions


def uses(one: Equipment) -> Fits:
    return lambda e: one in e.equipment


def is_for(category: Category) -> Fits:
    return lambda e: e.category is category


# Way to sort -> value -> whether an exercise belongs there.
SHELVES: Mapping[str, Mapping[str, Fits]] = {
    "body": {name: trains(muscles) for name, muscles in BODY.items()},
    "place": {name: is_done(positions) for name, positions in PLACES.items()},
    "with": {"nothing": lambda e: not e.equipment, **{str(each): uses(each) for each in Equipment}},
    "goal": {str(each): is_for(each) for each in Category},
}


def filled(act: Act, by: str) -> list[str]:
    """The values of a shelf that have an exercise: an empty shelf is not offered."""
    return [value for value, fits in SHELVES[by].items() if any(map(fits, act.library.values()))]


async def exercises(act: Act) -> Screen:
    """The entrance: ways to browse, and a word may be typed."""
    if screen := await not_now(act):
        return screen
    act.enter("exercises")
    return await act.here()


async def not_now(act: Act) -> Screen | None:
    """No exercise is shown while a lock is on, nor before the safety questions."""
    if act.person.set_up_at is None or act.standing.locked or act.standing.unanswered:
        return await today.today(act)
    return None


def liked(act: Act) -> dict[str, Liking]:
    """By slug."""
    favourites = dict.fromkeys(act.answers.favourites or (), Liking.FAVOURITE)
    return favourites | dict.fromkeys(act.answers.never or (), Liking.NEVER)


async def entrance(act: Act) -> Screen:
    words = act.words
    ways = [Button(words(f"library.by.{by}"), Shelf(0, by, "")) for by in SHELVES]
    own = [
        Button(words(f"library.by.{liking}"), Shelf(0, "liked", liking))
        for liking in set(liked(act).values())
    ]
    last = (Button(words("button.today"), Go("today")),)
    return Screen(words("library.text", n=len(act.library)), (*rows([*ways, *sorted(own, key=str)], 2), last))


async def shelf(act: Act, press: Shelf) -> Screen:
    """The values of a way to sort, or the exercises under one of them."""
    if screen := await not_now(act):
        return screen
    act.enter("exercises")
    words = act.words
    if press.by in SHELVES and not press.value:
        buttons = [
            Button(words(f"library.{press.by}.{v}"), Shelf(0, press.by, v)) for v in filled(act, press.by)
        ]
        return Screen(words(f"library.choose.{press.by}"), (*rows(buttons, 2), _up(act, "")))
    slugs = await on_shelf(act, press)
    if not slugs:
        raise Stale
    title = words(f"library.by.{press.value}" if press.by == "liked" else f"library.{press.by}.{press.value}")
    return list_screen(act, press, slugs, words("library.list", title=title, n=len(slugs)))


async def on_shelf(act: Act, press: Shelf) -> list[str]:
    """Slugs by name."""
    if press.by == "liked":
        chosen = [
            slug for slug, liking in liked(act).items() if liking == press.value and slug in act.library
        ]
    else:
        fits = SHELVES.get(press.by, {}).get(press.value)
        chosen = [e.slug for e in act.library.values() if fits and fits(e)]
    return sorted(chosen, key=lambda slug: act.words.exercise(slug).name)


def list_screen(act: Act, press: Shelf, slugs: list[str], text: str) -> Screen:
    page = min(max(press.page, 0), (len(slugs) - 1) // PAGE)
    shown = slugs[page * PAGE : (page + 1) * PAGE]
    turn = [
        Button(act.words(f"button.{name}"), Shelf(other, press.by, press.value))
        for name, other in (("earlier", page - 1), ("more", page + 1))
        if 0 <= other * PAGE < len(slugs)
    ]
    return Screen(text, (*rows(cards(act, shown), 1), *rows(turn, 2), _up(act, press.by)))


def cards(act: Act, slugs: Iterable[str]) -> list[Button]:
    return [Button(act.words.exercise(slug).name, Card(slug)) for slug in slugs]


def _up(act: Act, by: str) -> Row:
    back = Shelf(0, by, "") if by in SHELVES else Go("exercises")
    return (Button(act.words("button.back"), back),)


# One exercise


async def card(act: Act, press: Card) -> Screen:
    """The picture, what it is good for, the dose to start with."""
    if screen := await not_now(act):
        return screen
    if press.exercise not in act.library:
        raise Stale("stale.unknown")
    act.enter("exercises")
    exercise, words = act.library[press.exercise], act.words
    liking = liked(act).get(exercise.slug)
    how = Button(words("button.how"), Details(exercise.slug), "primary")
    text = card_text(words, exercise)
    against = exercise.avoid & avoids(act.answers.profile(), conditions_implied(act.standing.referrals))
    if against:
        reasons = " ".join(words(f"avoid.{tag}") for tag in sorted(against))
        text = words("library.not-for-you", card=text, reasons=reasons)
    return Screen(
        text,
        ((how,), tuple(_likings(act, exercise.slug, liking)), _up(act, "")),
        moving(act, exercise.slug, exercise.ladder[0]),
    )


def card_text(words: Texts, exercise: Exercise) -> str:
    """Name, why, dose, and what it needs: nothing about anybody."""
    texts = words.exercise(exercise.slug)
    dose = dose_text(words, exercise, exercise.ladder[0])
    needs = ", ".join(words(f"library.with.{each}") for each in sorted(exercise.equipment))
    key = "library.card-needs" if needs else "library.card"
    return words(key, name=texts.name, why=texts.why, dose=dose, needs=needs)


def _likings(act: Act, slug: str, liking: Liking | None) -> Iterable[Button]:
    for each in Liking:
        if liking is each:
            yield Button(act.words(f"library.is-{each}"), Like(slug, "none"), "primary")
        else:
            yield Button(act.words(f"library.make-{each}"), Like(slug, str(each)))


async def details(act: Act, press: Details) -> Screen:
    if screen := await not_now(act):
        return screen
    if press.exercise not in act.library:
        raise Stale("stale.unknown")
    back = (Button(act.words("button.back"), Card(press.exercise)),)
    dose = act.library[press.exercise].ladder[0]
    return Screen(how_text(act, press.exercise), (back,), moving(act, press.exercise, dose))


async def like(act: Act, press: Like) -> Screen:
    """A favourite comes more often, a never not at all; the plan of today stays as it is."""
    if press.liking not in ("none", *Liking) or press.exercise not in act.library:
        raise Stale("stale.unknown")
    one = frozenset({press.exercise})
    favourites, never = ((told or frozenset()) - one for told in (act.answers.favourites, act.answers.never))
    if press.liking == Liking.FAVOURITE:
        favourites |= one
    elif press.liking == Liking.NEVER:
        never |= one
    await act.save_answers(favourites=favourites, never=never)
    return await card(act, Card(press.exercise))


# Words


def names(words: Texts) -> dict[str, tuple[str, ...]]:
    """What each exercise is called."""
    return {slug: (each.name, *each.also) for slug, each in words.words.items()}


async def read(act: Act, text: str) -> Screen | None:
    """A word typed in the library: one clear match is opened, several are listed."""
    found = [slug for slug in find(text, names(act.words)) if slug in act.library][:FOUND]
    if not found:
        return None
    if len(found) == 1:
        return await card(act, Card(found[0]))
    return Screen(act.words("library.found", n=len(found)), (*rows(cards(act, found), 1), _up(act, "")))


def names_one(act: Act, text: str) -> bool:
    """Whether it is close to a name, or a word of one."""
    return bool(find(text, names(act.words), near=NAMED))


async def named_in(act: Act, text: str) -> Screen | None:
    """The steps of an exercise whose whole name is in a sentence."""
    said = f" {plain(text)} "
    found = [
        slug
        for slug, every in names(act.words).items()
        if slug in act.library and any(f" {plain(name)} " in said for name in every)
    ]
    return await details(act, Details(found[0])) if found else None


# Inline: @bot bridge, in any chat


def shared(library: Library, words: Texts, query: str) -> list[str]:
    """Slugs for an inline query, the nearest first; without a word the beginning of the alphabet."""
    if not query.strip():
        return sorted(library, key=lambda slug: words.exercise(slug).name)[:MOST_SHARED]
    return [slug for slug in find(query, names(words)) if slug in library][:MOST_SHARED]


def share(exercise: Exercise, words: Texts) -> Shared:
    """Its card with the steps, for people who do not know this bot."""
    texts = words.exercise(exercise.slug)
    steps = "\n".join(
        words("player.how-step", nr=nr, text=text) for nr, text in enumerate(texts.steps, start=1)
    )
    text = words("library.shared", card=card_text(words, exercise), steps=steps, not_when=texts.not_when)
    picture = Moving(exercise.slug, exercise.ladder[0]) if exercise.figure else None
    return Shared(exercise.slug, texts.name, texts.why, text, picture)


FEATURE = Feature(
    commands={"exercises": exercises},
    presses={Shelf: shelf, Card: card, Details: details, Like: like},
    questions={"exercises": Question(entrance, read, free=True)},
    flows=place("exercises"),
)
