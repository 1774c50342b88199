"""A week worth following, from the real library: parts, minutes, order, rest between strength."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from bot import content
from bot.coach import adapt
from bot.coach.dose import fitted, half, session_seconds, walked, walks_a_week
from bot.coach.model import (
    Area,
    Category,
    Condition,
    Difficulty,
    Dose,
    Equipment,
    Exercise,
    Goal,
    History,
    Item,
    Kind,
    PastSession,
    Performed,
    Profile,
    Session,
    Since,
)
from bot.coach.plan import POSTURES, plan_day
from bot.coach.slots import (
    EASE,
    Stage,
    Trained,
    between_places,
    cycle,
    next_in,
    others,
    stage_of,
    strong_days,
    strong_today,
    work_places,
)
from tests.coach.library import ANNA, CLEAR, DAY, LIBRARY, MONDAY

ASIDE = (Category.WARM_UP, Category.AEROBIC)


@cache
def library() -> Mapping[str, Exercise]:
    return content.load(Path("content")).library


def fortnight(profile: Profile) -> list[Session]:
    """Two weeks of settled sessions on the chosen days."""
    history, sessions = History(), []
    for today in (MONDAY + n * DAY for n in range(14)):
        if today.weekday() not in profile.days:
            continue
        history = replace(history, mornings=(*history.mornings, (today, 2)))
        history = replace(history, levels=adapt.replay(profile, history, library())[0])
        session = plan_day(profile, history, library(), today, CLEAR)
        did = tuple(Performed(item.exercise, item.level, 1.0) for item in session.items)
        past = PastSession(today, session.kind, did, 2, 2, Difficulty.RIGHT)
        history = replace(history, sessions=(*history.sessions, past))
        sessions.append(session)
    return sessions


def categories(session: Session) -> list[Category]:
    return [library()[item.exercise].category for item in session.items]


EVERYONE = [
    replace(ANNA, goal=goal, minutes=minutes, floor=floor, days=days, since=since)
    for (goal, minutes), floor, (days, since) in product(
        product(Goal, (5, 10, 15, 20)),
        (True, False),
        ((frozenset(range(7)), Since.MONTHS), (frozenset({0, 2, 4}), Since.WEEKS)),
    )
]


@pytest.mark.parametrize(
    "profile", EVERYONE, ids=lambda p: f"{p.goal}-{p.minutes}-{len(p.days)}-{'floor' if p.floor else 'chair'}"
)
def test_a_fortnight_has_every_part_in_the_minutes_promised(profile: Profile) -> None:
    """Mobility or relief, strength and walks, stabilisation on the days between; order; 48 hours."""
    sessions = fortnight(profile)
    seen = {category for session in sessions for category in categories(session)}
    assert {Category.WARM_UP, Category.MOBILITY, Category.STRENGTH, Category.AEROBIC} <= seen
    assert Category.STABILISATION in seen or len(profile.days) <= 3 or not between_places(profile)
    for session in sessions:
        main = [c for c in categories(session) if c not in ASIDE]
        assert 1 <= len(main) <= 6
        assert 0.8 <= session_seconds(session, library()) / 60 / profile.minutes <= 1.2
        assert categories(session) == sorted(categories(session), key=list(Category).index)
        heights = [
            (c, height(item.exercise)) for c, item in zip(categories(session), session.items, strict=True)
        ]
        for category in main:
            of_it = [h for c, h in heights if c is category]
            assert of_it == sorted(of_it)
    strong = [(s.on, i.exercise) for s in sessions for i in s.items if is_strong(i.exercise)]
    assert not {(on + DAY, slug) for on, slug in strong} & set(strong)
    if len(profile.days) == 7:
        days = {on for on, _ in strong}
        assert not {on + DAY for on in days} & days


def height(slug: str) -> int:
    return POSTURES.index(library()[slug].position)


def is_strong(slug: str) -> bool:
    return library()[slug].category is Category.STRENGTH


def test_six_exercises_are_rare() -> None:
    """Only where five would fall short of the minutes: twenty of them, in the first weeks."""
    every = [s for profile in EVERYONE for s in fortnight(profile)[:4]]
    six = [s for s in every if len([c for c in categories(s) if c not in ASIDE]) > 5]
    assert len(six) < 0.08 * len(every)


@pytest.mark.parametrize("condition", Condition)
@pytest.mark.parametrize("kit", [frozenset[Equipment](), frozenset(Equipment)])
def test_every_condition_has_a_whole_session(condition: Condition, kit: frozenset[Equipment]) -> None:
    """With nothing but a chair, too; no session of a week is empty."""
    profile = replace(ANNA, conditions=frozenset({condition}), equipment=kit, floor=bool(kit))
    for session in fortnight(profile)[:7]:
        assert len(session.items) >= 3
        assert 0.8 <= session_seconds(session, library()) / 60 / profile.minutes <= 1.2


def test_never_again_for_everything_is_a_reason_and_not_an_empty_plan() -> None:
    """The person refused all there is."""
    session = plan_day(replace(ANNA, never=frozenset(library())), History(), library(), MONDAY, CLEAR)
    assert (session.items, session.reasons[-1].why) == ((), "nothing-suits")


@pytest.mark.parametrize(
    ("since", "weeks", "score", "stage"),
    [
        (Since.DAYS, 0, 5, Stage.NEW),
        (Since.DAYS, 6, 5, Stage.SETTLING),
        (Since.DAYS, 12, 5, Stage.PERSISTENT),
        (Since.WEEKS, 0, 5, Stage.SETTLING),
        (Since.MONTHS, 0, 5, Stage.PERSISTENT),
        (Since.MONTHS, 3, 1, Stage.CALM),
        (Since.NO_PAIN, 0, 0, Stage.CALM),
        (Since.NO_PAIN, 3, 4, Stage.SETTLING),
    ],
)
def test_the_stage_follows_the_weeks_and_the_scores(
    since: Since, weeks: int, score: int, stage: Stage
) -> None:
    """What was told at the start, and what the mornings say since."""
    start: date = MONDAY - timedelta(weeks=weeks)
    mornings = tuple((start + n * DAY, score) for n in range(7 * weeks))
    assert stage_of(replace(ANNA, since=since), History(mornings), MONDAY) is stage


def test_the_stage_shapes_the_places() -> None:
    """Relief first and one strength exercise when new, two while settling, no relief when calm."""
    strong = replace(ANNA, goal=Goal.STRONGER, minutes=20)
    assert [work_places(strong, stage) for stage in Stage] == [1, 2, 4, 4]
    assert others(Goal.STRONGER, Stage.NEW)[0] is EASE
    assert EASE not in others(Goal.LESS_PAIN, Stage.CALM)


ALL = tuple(Area)
H, B, L, T = Area


@pytest.mark.parametrize(
    ("areas", "places", "days", "turns"),
    [
        (ALL, 4, 3, [(H, B, L, T)]),
        (ALL, 2, 3, [(H, B), (L, T)] * 3),
        (ALL, 1, 2, [(H,), (B,), (L,), (T,)]),
        (ALL, 1, 3, [(H,), (B,), (L,), (T,), (H,), (B,)]),
        (ALL, 3, 2, [(H, B, L), (T, H, B), (L, T, H), (B, L, T)]),
        ((B,), 3, 3, [(B,)]),
        ((), 3, 3, []),
        (ALL, 0, 3, []),
    ],
)
def test_a_fortnight_shares_the_work_out(
    areas: tuple[Area, ...], places: int, days: int, turns: list[tuple[Area, ...]]
) -> None:
    """Round and round, and every fortnight alike."""
    assert list(cycle(areas, places, days)) == turns


@pytest.mark.parametrize("places", [1, 2, 3, 4])
@pytest.mark.parametrize("days", [1, 2, 3])
def test_the_turns_go_round(places: int, days: int) -> None:
    """Each after the last, with nothing but the days before to go by."""
    turns = cycle(ALL, places, days)
    trained: list[Trained] = []
    for n in range(3 * len(turns)):
        turn = next_in(turns, trained, frozenset(ALL))
        assert turn == turns[n % len(turns)]
        trained.insert(0, (MONDAY + n * DAY, frozenset(turn)))


def test_a_turn_that_nothing_is_ready_for_is_passed_over() -> None:
    """The trunk waits for the neutral spine: legs, and then from the start."""
    turns = cycle(ALL, 1, 2)
    ready = frozenset({H, B, L})
    assert next_in(turns, [(MONDAY, frozenset({L}))], ready) == (H,)
    assert next_in(turns, [], frozenset()) == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [(range(7), 3), (range(5), 3), ((0, 1, 3, 4), 2), ((5, 6), 2), ((2,), 1), ((), 3), (range(6), 3)],
)
def test_strength_days_a_week(days: Iterable[int], expected: int) -> None:
    """Two or three, apart; of few chosen days each."""
    assert strong_days(frozenset(days)) == expected


@pytest.mark.parametrize(
    ("days", "ago", "areas"),
    [
        (range(7), [], (H, B)),
        (range(7), [1], ()),
        (range(7), [2], (H, B)),
        (range(7), [2, 4, 6], ()),
        (range(7), [2, 4, 7], (H, B)),
        ((5, 6), [1], (B,)),
        ((0, 5, 6), [1], (B,)),
        ((0, 1, 5, 6), [1], ()),
        ((5, 6), [2], (H, B)),
    ],
)
def test_strength_is_three_days_a_week_and_rests_two(
    days: Iterable[int], ago: list[int], areas: tuple[Area, ...]
) -> None:
    """Legs and hips worked: with few days a week the back may follow the day after."""
    trained = [(MONDAY - n * DAY, frozenset({H, L})) for n in ago]
    assert strong_today(replace(ANNA, days=frozenset(days)), trained, (H, B), MONDAY) == areas


def told(*scores: int, until: int = 0) -> History:
    """Daily mornings, the last one so many days ago."""
    agos = range(len(scores) - 1 + until, until - 1, -1)
    return History(tuple((MONDAY - ago * DAY, score) for ago, score in zip(agos, scores, strict=True)))


@pytest.mark.parametrize(
    ("since", "history", "stage"),
    [
        (Since.DAYS, told(5, until=41), Stage.NEW),
        (Since.DAYS, told(5, until=42), Stage.SETTLING),
        (Since.DAYS, told(5, until=83), Stage.SETTLING),
        (Since.DAYS, told(5, until=84), Stage.PERSISTENT),
        (Since.WEEKS, told(5, until=41), Stage.SETTLING),
        (Since.WEEKS, told(5, until=42), Stage.PERSISTENT),
        (Since.DAYS, History(sessions=(PastSession(MONDAY - 42 * DAY, Kind.PLANNED, ()),)), Stage.SETTLING),
        (Since.MONTHS, told(1, 1, 1, 1, 1), Stage.CALM),
        (Since.MONTHS, told(1, 1, 1, 1), Stage.PERSISTENT),
        (Since.MONTHS, told(1, 1, 1, 1, 2), Stage.PERSISTENT),
        (Since.MONTHS, told(0, 0, 0, 0, 5), Stage.CALM),
        (Since.MONTHS, told(1, 1, 1, 1, 1, until=10), Stage.CALM),
        (Since.MONTHS, told(1, 1, 1, 1, 1, until=11), Stage.PERSISTENT),
        (Since.NO_PAIN, told(2, 2, 2, 2), Stage.CALM),
        (Since.NO_PAIN, told(2, 2, 2, 2, 2), Stage.SETTLING),
    ],
)
def test_a_stage_begins_on_its_day(since: Since, history: History, stage: Stage) -> None:
    """Six and twelve weeks; calm by the mean of five scores of two weeks, today's included."""
    assert stage_of(replace(ANNA, since=since), history, MONDAY) is stage


@pytest.mark.parametrize(
    ("dose", "halved"),
    [
        (Dose(3, 8, 5), Dose(3, 4, 5)),
        (Dose(1, 5), Dose(1, 3)),
        (Dose(1, 1), Dose(1, 1)),
        (Dose(seconds=61), Dose(seconds=31)),
    ],
)
def test_half_a_dose_is_rounded_up(dose: Dose, halved: Dose) -> None:
    assert half(dose) == halved


BRACED, TILTED = Item("brace", 0, Dose(1, 6, 5)), Item("pelvic-tilt", 0, Dose(1, 8))  # 69 and 47 seconds

SEATED = Item("seated-tilt", 0, Dose(1, 6))


def sets(item: Item, count: int) -> Item:
    return replace(item, dose=replace(item.dose, sets=count))


@pytest.mark.parametrize(
    ("items", "target", "expected"),
    [
        ([BRACED], 69, [BRACED]),
        ([BRACED], 129, [BRACED]),
        ([BRACED], 130, [sets(BRACED, 2)]),
        ([BRACED], 1000, [sets(BRACED, 3)]),
        ([BRACED], 10, [BRACED]),
        ([sets(BRACED, 3)], 10, [BRACED]),
        ([BRACED, TILTED], 106, [BRACED, TILTED]),
        ([BRACED, TILTED], 105, [BRACED]),
        ([BRACED, TILTED, SEATED], 69, [BRACED]),
        ([sets(BRACED, 2), TILTED], 106, [BRACED, TILTED]),
        ([sets(BRACED, 2), sets(TILTED, 3)], 200, [BRACED, sets(TILTED, 3)]),
        ([BRACED, TILTED], 170, [BRACED, sets(TILTED, 2)]),
    ],
)
def test_sets_go_round_until_the_minutes_are_met(
    items: list[Item], target: int, expected: list[Item]
) -> None:
    """Up to a tenth more, three times; what is too long: the longest goes round less, the last is dropped."""
    assert fitted(items, LIBRARY, target) == expected


def test_nothing_is_added_where_less_is_wanted() -> None:
    assert fitted([BRACED, TILTED], LIBRARY, 1000, fill=False) == [BRACED, TILTED]
    assert fitted([sets(BRACED, 3)], LIBRARY, 10, fill=False) == [BRACED]


def test_minutes_of_a_walk_are_logged_as_told() -> None:
    """Fifteen of a planned ten are all of it."""
    ten = Dose(seconds=600)
    assert (walked(ten, 15), walked(ten, 10), walked(ten, 5)) == (1.0, 1.0, 0.5)
    assert walked(Dose(1, 8), 5) == 1.0
    seconds = (0, 600, 1199, 1200, 1799, 1800)
    assert [walks_a_week(Dose(seconds=each)) for each in seconds] == [3, 3, 3, 4, 4, 5]
