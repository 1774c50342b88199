"""The session of a day, told as cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.coach.aerobic import aerobic_days
from bot.coach.day import RULES, day_of
from bot.coach.dose import items_seconds
from bot.coach.model import (
    Category,
    Condition,
    Difficulty,
    Dose,
    Equipment,
    Goal,
    History,
    Item,
    Kind,
    Level,
    Limit,
    PastSession,
    Performed,
    Profile,
    Reason,
    Session,
    Since,
    Site,
    Why,
    WorseWith,
)
from bot.coach.plan import (
    levels_after_break,
    plan_day,
    seconds,
    session_seconds,
    still_fits,
)
from bot.coach.screening import Event, Fact, Flag, Standing, state
from bot.coach.shelf import shelf_of
from tests.coach.library import (
    ANNA,
    CLEAR,
    DAY,
    LIBRARY,
    MONDAY,
    SEE_SOMEONE,
    performed,
)
from tests.coach.planning import categories, mornings, plan, session_ago, slugs

TUESDAY = MONDAY + DAY
LONGER = replace(ANNA, minutes=15)  # room for every part
KNEE = frozenset({Condition.KNEE})
SURGERY = state([Event(1, Fact.SCREENED, frozenset({Flag.SURGERY}))])
PREGNANT = state([Event(1, Fact.SCREENED, frozenset({Flag.PREGNANT}))])


def test_annas_first_session() -> None:
    """Ten minutes against pain: warm-up, something that eases, two areas' strength, and on Monday a walk."""
    assert plan() == Session(
        MONDAY,
        Kind.PLANNED,
        (
            Item("warm-up", 2, Dose(seconds=120)),
            Item("prone-lying", 0, Dose(seconds=120)),
            Item("pelvic-tilt", 0, Dose(2, 8)),
            Item("shoulder-blade-squeeze", 0, Dose(2, 6, 5)),
            Item("bridge", 0, Dose(2, 5, 2)),
            Item("walk", 0, Dose(seconds=600)),
        ),
        (Reason(Why.FIRST_SESSION),),
    )


def test_a_week_of_annas_sessions() -> None:
    """Strength on three days, each area in turn; limbs move once the brace is found; three walks."""
    history, week = History(), []
    for n in range(7):
        session = plan_day(ANNA, history, LIBRARY, MONDAY + n * DAY, CLEAR)
        week.append(slugs(session)[1:])
        done = PastSession(session.on, session.kind, performed(*slugs(session)), 2, 2, Difficulty.RIGHT)
        history = replace(history, sessions=(*history.sessions, done))
    assert week == [
        ["prone-lying", "pelvic-tilt", "shoulder-blade-squeeze", "bridge", "walk"],
        ["seated-forward-fold", "seated-tilt", "single-knee-to-chest", "brace"],
        ["pelvic-tilt", "sit-to-stand", "lying-leg-raise", "walk"],
        ["prone-lying", "seated-tilt", "brace"],
        ["seated-forward-fold", "pelvic-tilt", "shoulder-blade-squeeze", "sit-to-stand", "walk"],
        ["prone-lying", "seated-tilt", "standing-bird-dog"],
        ["seated-forward-fold", "pelvic-tilt", "brace"],
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"floor": False},
            [
                "warm-up",
                "seated-forward-fold",
                "seated-tilt",
                "shoulder-blade-squeeze",
                "sit-to-stand",
                "walk",
            ],
        ),
        (
            {"conditions": frozenset({Condition.BALANCE, Condition.PREGNANT}), "floor": False},
            [
                "warm-up-seated",
                "seated-forward-fold",
                "seated-tilt",
                "seated-twist",
                "shoulder-blade-squeeze",
                "seated-march",
            ],
        ),
        ({"worse_with": frozenset({WorseWith.ARCHING})}, None),
        (
            {"equipment": frozenset()},
            ["warm-up", "prone-lying", "pelvic-tilt", "shoulder-blade-squeeze", "bridge", "walk"],
        ),
    ],
)
def test_the_plan_respects_body_and_room(changed: dict[str, Any], expected: list[str] | None) -> None:
    """No floor, no balance, no equipment: a whole session all the same."""
    session = plan(replace(ANNA, **changed))
    if expected is None:
        assert "bridge" not in slugs(session)
        assert "seated-march" in slugs(session)
    else:
        assert slugs(session) == expected


def test_someone_who_is_worse_arching_cycles_when_there_is_a_bike() -> None:
    """Walking is not for them; a bike is."""
    worse = replace(ANNA, worse_with=frozenset({WorseWith.ARCHING}), equipment=frozenset({Equipment.BIKE}))
    assert slugs(plan(worse))[-1] == "bike"


def test_a_new_episode_starts_with_relief_whatever_the_goal() -> None:
    """Under six weeks the back is calmed first, with one strength exercise."""
    acute = replace(ANNA, since=Since.DAYS, goal=Goal.STRONGER)
    session = plan(acute)
    assert slugs(session) == [
        "warm-up",
        "seated-forward-fold",
        "prone-lying",
        "pelvic-tilt",
        "bridge",
        "walk",
    ]
    assert categories(session).count(Category.STRENGTH) == 1


G_CASES: list[tuple[str, History, int | None, Standing, Kind, Reason]] = [
    ("G3", mornings(2), None, SEE_SOMEONE, Kind.GENTLE, Reason(Why.GENTLE_UNTIL_SEEN)),
    ("G3 very sore", mornings(2), 9, SEE_SOMEONE, Kind.RELIEF, Reason(Why.GENTLE_UNTIL_SEEN)),
    ("G4", mornings(3, 8), 8, CLEAR, Kind.RELIEF, Reason(Why.VERY_SORE_AGAIN, 8)),
    ("G5", mornings(3, 3), 8, CLEAR, Kind.RELIEF, Reason(Why.VERY_SORE, 8)),
    ("G5", mornings(8, ago=4), 8, CLEAR, Kind.RELIEF, Reason(Why.VERY_SORE, 8)),
    ("G6", mornings(3, 3, 3, *[5] * 6), 6, CLEAR, Kind.FLARE, Reason(Why.SORE_FOR_A_WEEK, 7)),
    ("G7", mornings(3, 3, 3), 5, CLEAR, Kind.FLARE, Reason(Why.SORER_THAN_USUAL, 2)),
    ("G7", mornings(3, 3, 3, *[5] * 5), 6, CLEAR, Kind.FLARE, Reason(Why.SORER_THAN_USUAL, 3)),
    (
        "A4 day after",
        History(sessions=(session_ago(1, worst=8),)),
        None,
        CLEAR,
        Kind.EASY,
        Reason(Why.AFTER_A_HARD_DAY),
    ),
    (
        "A4 day after",
        History(mornings=mornings(0, 0, 0, 0, 0, 0).mornings, sessions=(session_ago(1, before=0, worst=0),)),
        3,
        CLEAR,
        Kind.EASY,
        Reason(Why.AFTER_A_HARD_DAY),
    ),
    ("G8", History(sessions=(session_ago(29),)), 2, CLEAR, Kind.PLANNED, Reason(Why.BACK_AFTER_MONTH, 29)),
    ("G9", History(sessions=(session_ago(28),)), 2, CLEAR, Kind.PLANNED, Reason(Why.BACK_AFTER_WEEKS, 28)),
    ("G9", History(sessions=(session_ago(15),)), 2, CLEAR, Kind.PLANNED, Reason(Why.BACK_AFTER_WEEKS, 15)),
    ("G10", History(sessions=(session_ago(14),)), 2, CLEAR, Kind.PLANNED, Reason(Why.BACK_AFTER_WEEK, 14)),
    ("G10", History(sessions=(session_ago(8),)), 2, CLEAR, Kind.PLANNED, Reason(Why.BACK_AFTER_WEEK, 8)),
    (
        "G10 way back",
        History(sessions=(*map(session_ago, range(13, 8, -1)), replace(session_ago(3), kind=Kind.FLARE))),
        2,
        CLEAR,
        Kind.PLANNED,
        Reason(Why.BACK_AFTER_EASY, 9),
    ),
    ("G11", History(sessions=(session_ago(7),)), 2, CLEAR, Kind.PLANNED, Reason(Why.AS_PLANNED)),
    ("G11 first", mornings(3), 4, CLEAR, Kind.PLANNED, Reason(Why.FIRST_SESSION)),
]


@pytest.mark.parametrize(("rule", "history", "before", "standing", "kind", "reason"), G_CASES)
def test_the_day_follows_the_table(
    rule: str, history: History, before: int | None, standing: Standing, kind: Kind, reason: Reason
) -> None:
    """Each row of the fact base's table, by name."""
    day = day_of(ANNA, history, MONDAY, standing, before)
    assert next(r.name for r in RULES if r.when(day)) == rule
    session = plan(history=history, before=before, standing=standing)
    assert (session.kind, session.reasons) == (kind, (reason,))


def test_every_rule_of_the_day_has_a_case() -> None:
    """A new rule needs a new case."""
    assert {case[0] for case in G_CASES} == {rule.name for rule in RULES}


def test_a_very_sore_day_is_relief_and_five_minutes_of_walking() -> None:
    """Positions that ease, on the first rung, and half of the shortest walk."""
    history = History(levels={"prone-lying": Level(rung=2), "walk": Level(rung=4)})
    assert plan(history=history, before=8).items == (
        Item("prone-lying", 0, Dose(seconds=120)),
        Item("seated-tilt", 0, Dose(1, 6)),
        Item("pelvic-tilt", 0, Dose(1, 8)),
        Item("walk", 0, Dose(seconds=300)),
    )


def test_a_flare_is_mobility_and_a_walk_at_half_dose() -> None:
    """The rung stays, the volume halves, no strength."""
    history = replace(mornings(3, 3, 3), levels={"walk": Level(rung=2), "pelvic-tilt": Level(rung=1)})
    session = plan(history=history, before=6)
    assert Item("walk", 2, Dose(seconds=450)) in session.items
    assert Item("pelvic-tilt", 1, Dose(1, 5)) in session.items
    assert set(categories(session)) == {Category.DIRECTIONAL, Category.MOBILITY, Category.AEROBIC}


def test_the_gentle_set_stays_on_the_first_rung() -> None:
    """Until someone has looked."""
    history = History(levels={slug: Level(rung=3) for slug in LIBRARY})
    session = plan(replace(ANNA, minutes=20), history, standing=SEE_SOMEONE)
    assert all(item.level == 0 and item.dose == LIBRARY[item.exercise].ladder[0] for item in session.items)
    assert Category.STRENGTH not in categories(session)
    assert "brace" in slugs(session)


def test_a_ticked_pregnancy_is_respected_even_if_the_profile_forgot_it() -> None:
    """The screen's condition reaches the plan."""
    ticked = state([Event(1, Fact.SCREENED, frozenset({Flag.PREGNANT}))])
    assert not {"prone-lying", "pelvic-tilt"} & set(slugs(plan(standing=ticked)))


@pytest.mark.parametrize(
    ("days", "rung", "why"),
    [
        (7, 3, None),
        (8, 2, Why.BACK_AFTER_WEEK),
        (15, 1, Why.BACK_AFTER_WEEKS),
        (29, 0, Why.BACK_AFTER_MONTH),
    ],
)
def test_levels_after_a_break(days: int, rung: int, why: Why | None) -> None:
    """Cut for tolerance, with the reason; the plan uses the cut levels, the store keeps its own."""
    levels = {"bridge": Level(rung=3, clean=2)}
    cut, reason = levels_after_break(levels, days)
    assert cut["bridge"].rung == rung
    assert reason == (Reason(why, days) if why else None)
    history = History(levels=levels, sessions=(session_ago(days, "bridge", "lying-leg-raise"),))
    assert [i.level for i in plan(history=history, before=2).items if i.exercise == "bridge"] == [rung]


def test_a_rested_exercise_gives_way_to_its_easier_variant() -> None:
    """Heel slides rest until Tuesday: on Monday the brace stands in, on Tuesday they are back."""
    known = (session_ago(6, "heel-slide"), session_ago(3, "brace"), session_ago(1, "bridge", "bird-dog"))
    levels = {"heel-slide": Level(rung=0, rested_until=TUESDAY)}
    history = History(sessions=known, levels=levels)
    assert "brace" in slugs(plan(LONGER, history=history))
    assert "heel-slide" not in slugs(plan(LONGER, history=history))
    busy = History(sessions=(*known, session_ago(0, "bridge")), levels=levels)
    assert "heel-slide" in slugs(plan_day(LONGER, busy, LIBRARY, TUESDAY, CLEAR))


def test_the_harder_variant_takes_over_from_an_outgrown_exercise() -> None:
    """Settled on the last rung of the brace: heel slides; before half the ladder: not yet."""
    top = Level(rung=2, clean=2)
    sessions = (session_ago(3, "brace"), session_ago(1, "bridge", "bird-dog"))
    assert "heel-slide" in slugs(plan(LONGER, history=History(sessions=sessions, levels={"brace": top})))
    assert "heel-slide" not in slugs(plan(LONGER, history=History(sessions=sessions)))


def test_all_harder_variants_of_an_outgrown_exercise_are_next() -> None:
    """With the band at home both, without it the one that needs none; of another category is no successor."""
    squeeze, row = LIBRARY["shoulder-blade-squeeze"], LIBRARY["band-row"]
    bare = replace(row, slug="prone-w", equipment=frozenset())
    other = replace(row, slug="breathing", category=Category.MOBILITY, equipment=frozenset())
    library = {**LIBRARY, "prone-w": bare, "breathing": other}
    top = History(levels={squeeze.slug: Level(rung=len(squeeze.ladder) - 1, clean=2)})
    for kit, following in (({Equipment.BAND}, {"band-row", "prone-w"}), (set(), {"prone-w"})):
        shelf = shelf_of(replace(ANNA, equipment=frozenset(kit)), top, library, MONDAY, CLEAR, Kind.PLANNED)
        assert shelf.outgrown == {squeeze.slug}
        assert shelf.next_up == following
    resting = replace(top, levels={**top.levels, "prone-w": Level(rested_until=TUESDAY)})
    assert not shelf_of(ANNA, resting, library, MONDAY, CLEAR, Kind.PLANNED).outgrown


@pytest.mark.parametrize(
    ("kind", "left", "profile", "standing", "expected"),
    [
        (Kind.PLANNED, ["bridge"], ANNA, CLEAR, True),
        (Kind.PLANNED, ["bridge"], ANNA, SEE_SOMEONE, False),
        (Kind.GENTLE, ["brace"], ANNA, SEE_SOMEONE, True),
        (Kind.PLANNED, [], ANNA, SEE_SOMEONE, True),
        (Kind.GENTLE, ["brace"], ANNA, SURGERY, False),
        (Kind.GENTLE, [], ANNA, SURGERY, True),
        (Kind.GENTLE, ["brace", "pelvic-tilt"], ANNA, PREGNANT, False),
        (Kind.GENTLE, ["brace"], ANNA, PREGNANT, True),
        (Kind.PLANNED, ["brace", "bridge"], replace(ANNA, limits=frozenset({Limit.FLOOR})), CLEAR, False),
        (Kind.PLANNED, ["sit-to-stand"], replace(ANNA, conditions=KNEE), CLEAR, False),
        (Kind.PLANNED, ["brace"], replace(ANNA, conditions=KNEE), CLEAR, True),
    ],
)
def test_what_is_left_of_a_session_follows_what_was_told_since(
    kind: Kind, left: list[str], profile: Profile, standing: Standing, expected: bool
) -> None:
    """One exercise that no longer suits is enough; nothing left asks for nothing."""
    assert still_fits(kind, [LIBRARY[slug] for slug in left], profile, standing) is expected


RIDER = replace(ANNA, equipment=frozenset({Equipment.CHAIR, Equipment.BIKE}))


@pytest.mark.parametrize(
    ("profile", "history", "before", "slug"),
    [
        (RIDER, History(), None, "walk"),
        (replace(RIDER, favourites=frozenset({"bike"})), History(), None, "bike"),
        (replace(RIDER, favourites=frozenset({"bike"})), History(), 8, "walk"),
        (RIDER, History(sessions=(session_ago(3, "walk"), session_ago(2, "bike"))), None, "walk"),
        (RIDER, History(sessions=(session_ago(3, "walk"),)), None, "bike"),
        (RIDER, History(sessions=(session_ago(1, "walk"),)), None, "walk"),
        (replace(RIDER, never=frozenset({"walk"})), History(), None, "bike"),
        (replace(RIDER, never=frozenset({"walk"})), History(), 8, "seated-march"),
    ],
)
def test_the_walk_is_what_the_person_likes_and_in_between_what_they_own(
    profile: Profile, history: History, before: int | None, slug: str
) -> None:
    """Else what needs no equipment; on easier days nothing but a chair."""
    found = plan(profile, history, before)
    assert [s for s in slugs(found) if LIBRARY[s].category is Category.AEROBIC] == [slug]


def test_neutral_is_found_after_three_times_in_full_without_pain() -> None:
    """Then limbs may move; half of it, or with pain, does not count."""
    for times, done, hurt, found in ((3, 1.0, False, True), (2, 1.0, False, False), (3, 0.9, False, False),
                                     (3, 1.0, True, False)):  # fmt: skip
        did = (Performed("brace", 0, done, hurt=hurt),)
        sessions = tuple(replace(session_ago(ago), performed=did) for ago in range(2 * times, 0, -2))
        sessions = (*sessions, session_ago(1, "bridge"))
        limbs = {"heel-slide", "standing-bird-dog", "bird-dog", "dead-bug"}
        plans = [plan(replace(LONGER, goal=goal), History(sessions=sessions)) for goal in Goal]
        assert any(limbs & set(slugs(each)) for each in plans) is found


def test_a_slow_rise_over_a_month_halves_the_week() -> None:
    """So that the rolling baseline cannot hide it."""
    history = mornings(*[1] * 12, *[3] * 18, *[3] * 6)
    session = plan(history=replace(history, sessions=(session_ago(1, "sit-to-stand"),)), before=None)
    assert session.reasons == (Reason(Why.AS_PLANNED), Reason(Why.CREEPING_UP))
    assert items_seconds(session.items, LIBRARY) < items_seconds(plan().items, LIBRARY) * 0.6


def test_strength_comes_back_after_a_day_between() -> None:
    """Everything strong was done yesterday: none today; the day before: some."""
    strong = [slug for slug, e in LIBRARY.items() if e.category is Category.STRENGTH]
    for days, comes in ((1, False), (2, True)):
        session = plan(replace(ANNA, goal=Goal.STRONGER), History(sessions=(session_ago(days, *strong),)))
        assert (Category.STRENGTH in categories(session)) is comes


def test_walks_fall_on_three_spread_days() -> None:
    """Of the chosen ones, however short the sessions are."""
    assert aerobic_days(ANNA) == {0, 2, 4}
    assert aerobic_days(replace(ANNA, days=frozenset({1, 5}))) == {1, 5}
    assert "walk" in slugs(plan(replace(ANNA, minutes=5)))
    assert aerobic_days(replace(ANNA, days=frozenset()), 5) == {0, 1, 2, 4, 5}


def test_when_nothing_else_suits_the_warm_up_remains() -> None:
    """A minute or two of marching is better than nothing."""
    only = {slug: LIBRARY[slug] for slug in ("warm-up", "bridge", "lying-leg-raise")}
    assert slugs(plan(replace(ANNA, floor=False), library=only)) == ["warm-up"]


def test_nothing_safe_is_said_and_not_hidden() -> None:
    """An empty plan has a reason."""
    only_bridge = {"bridge": LIBRARY["bridge"]}
    session = plan(replace(ANNA, floor=False), library=only_bridge)
    assert session.items == ()
    assert session.reasons[-1] == Reason(Why.NOTHING_SUITS)


@pytest.mark.parametrize(
    ("slug", "dose", "expected"),
    [
        ("bridge", Dose(1, 5, 2), 30),
        ("bridge", Dose(3, 5, 2), 3 * 30 + 2 * 20),
        ("lying-leg-raise", Dose(2, 8, 2), 2 * 2 * 8 * 6 + 20),
        ("walk", Dose(seconds=600), 600),
    ],
)
def test_the_time_model(slug: str, dose: Dose, expected: int) -> None:
    """Work, holds, both sides, rests."""
    assert seconds(LIBRARY[slug], dose) == expected


def test_a_session_counts_change_overs_and_not_the_walk() -> None:
    """The walk has minutes of its own."""
    items = (Item("bridge", 0, Dose(1, 5, 2)), Item("walk", 0, Dose(seconds=600)))
    assert session_seconds(Session(MONDAY, Kind.PLANNED, items), LIBRARY) == 45


def test_sites_steer_what_is_new() -> None:
    """An upper back gets its shoulder blades first."""
    upper = replace(ANNA, sites=frozenset({Site.UPPER_BACK}), goal=Goal.STRONGER)
    assert "shoulder-blade-squeeze" in slugs(plan(upper))
