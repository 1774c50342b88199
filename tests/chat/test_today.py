"""Today's session: planned once for its day, from how the back is, and never changing under the hands."""

from datetime import date, time, timedelta

import pytest

from bot.coach.model import Since
from bot.store import pains
from bot.store.pains import Pain, PainKind
from tests.chat.conftest import Arrive, Rows, waits
from tests.conftest import MORNING, World
from tests.support.journey import done_button, finishes
from tests.support.person import Person

DAY = timedelta(days=1)


def plan(rows: Rows) -> list[tuple[object, ...]]:
    return [(row["on_date"], row["nr"], row["exercise"], row["sets"], row["reps"]) for row in rows("item")]


def categories(world: World, rows: Rows) -> set[str]:
    return {str(world.app.pack.library[row["exercise"]].category) for row in rows("item")}


async def begins(person: Person, score: str = "3") -> None:
    await person.taps("Start")
    await person.taps(score)


async def told(world: World, person: Person, *scores: int) -> None:
    """Morning scores of the days up to yesterday."""
    async with world.app.store.transaction() as tx:
        for ago, score in enumerate(reversed(scores), start=1):
            at = MORNING - ago * DAY
            one = Pain(int(at.timestamp()), PainKind.MORNING, at.date(), score)
            await pains.add(tx, person.id, one)


async def test_a_promise_first_and_a_plan_with_the_score(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    anna.sees("Today · about", "○")
    assert anna.screen.labels == ["Start"]
    assert rows("session") == []
    await begins(anna)
    anna.sees("1 of ")
    assert [(row["kind"], row["score"]) for row in rows("pain")] == [("before", 3)]
    assert [row["kind"] for row in rows("session")] == ["planned"]


@pytest.mark.parametrize("words", ["3", "3/10", "three"])
async def test_the_score_may_be_typed(arrives: Arrive, rows: Rows, words: str) -> None:
    anna = await arrives()
    await anna.says("start")
    await anna.says(words)
    anna.sees("1 of ")
    assert rows("pain")[0]["score"] == 3


async def test_back_from_the_score_is_the_list_again(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("‹ Back")
    anna.sees("Today · about")
    assert rows("session") == rows("pain") == []


async def test_the_plan_of_the_day_stays(arrives: Arrive, world: World, rows: Rows) -> None:
    """Settings, restarts, other scores and taps the same day change nothing."""
    anna = await arrives(minutes=15)
    first = anna.screen
    await begins(anna)
    before, score = plan(rows), anna.screen
    await anna.says("/settings")
    for labels in (
        ("Minutes", "5 minutes"),
        ("Goal", "A stronger back"),
        ("Floor", "No"),
        ("Equipment", "Next"),
    ):
        for label in labels:
            if label == "Next":
                await anna.taps("Elastic band")
            await anna.taps(label)
    await anna.taps("Start", on=first)
    await world.restart()
    await anna.taps("Done", on=score)
    await anna.taps("Undo")
    await anna.says("/pain")
    for label in ("5", "As always", "No note"):
        await anna.taps(label)
    world.clock.jump(MORNING + timedelta(hours=12))
    await anna.says("/today")
    assert plan(rows) == before
    await anna.taps("Start", on=anna.screen)
    anna.sees("1 of ")
    assert plan(rows) == before


async def test_settings_of_today_shape_tomorrow(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives(minutes=15)
    await begins(anna)
    today = len(rows("item"))
    await anna.says("/settings")
    await anna.taps("Minutes")
    await anna.taps("5 minutes")
    await waits(world, MORNING + DAY)
    await anna.says("/today")
    await begins(anna)
    assert len(rows("item", on_date="2026-11-19")) < today


async def test_a_second_today_after_the_session_says_done(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await begins(anna)
    await finishes(anna)
    for command in ("/today", "/start", "/today"):
        await anna.says(command)
        anna.sees("Done for today", "●")
        assert anna.screen.labels == ["Progress"]
    assert len(rows("session")) == 1


async def test_the_next_day_has_a_session_of_its_own(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await begins(anna)
    await finishes(anna)
    await waits(world, MORNING + DAY)
    await anna.says("/today")
    anna.sees("Today · about")
    await begins(anna, "2")
    assert [row["on_date"] for row in rows("session")] == ["2026-11-18", "2026-11-19"]
    anna.sees("1 of ")


async def test_ticks_in_the_list(arrives: Arrive) -> None:
    anna = await arrives(minutes=10)
    await begins(anna)
    await anna.taps("Skip")
    await anna.taps("Done")
    await anna.says("/today")
    anna.sees("–", "○")
    assert "●" in anna.screen.text or "◐" in anna.screen.text
    assert anna.screen.labels == ["Continue", "↶ Undo", "Stop here for today"]


async def test_very_sore_gets_the_cards_and_then_relief(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await begins(anna, "8")
    anna.sees("Safety", "1 of 3")
    assert rows("session") == []
    await anna.taps("None of these")
    await anna.taps("None of these")
    anna.sees("You gave it 8 of 10", "easing only")
    for row in rows("item"):
        exercise = world.app.pack.library[row["exercise"]]
        assert exercise.relief or exercise.slug == "walk", exercise.slug
    assert rows("item", exercise="walk")[0]["seconds"] <= 600
    await anna.taps("Start", on=anna.screen)
    anna.sees("1 of ")


async def test_leaving_the_cards_of_a_very_sore_day_starts_nothing(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await begins(anna, "9")
    await anna.taps("‹ Back")
    anna.sees("safety questions come first")
    await anna.says("/today")
    anna.sees("1 of 3")  # the score is known, the cards are not answered
    assert rows("session") == []


@pytest.mark.parametrize(
    ("score", "kind"), [("4", "planned"), ("5", "planned"), ("6", "flare"), ("7", "flare")]
)
async def test_sorer_than_usual_has_no_strength(
    arrives: Arrive, world: World, rows: Rows, score: str, kind: str
) -> None:
    anna = await arrives(minutes=20, since=Since.MONTHS)
    await begins(anna, score)
    assert rows("session")[0]["kind"] == kind
    assert ("strength" in categories(world, rows)) == (kind == "planned")
    if kind == "flare":
        anna.sees("sorer than usual", "no strength")


async def test_usual_is_what_the_last_mornings_said(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives(usual_pain=4)
    await told(world, anna, 2, 1, 2, 2, 3)
    await anna.says("/today")
    await begins(anna, "4")
    assert rows("session")[0]["kind"] == "flare"


async def test_a_rest_day_says_so_and_may_be_used(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(days=frozenset({0}))  # it is Wednesday
    anna.sees("rest day", "If you feel like moving")
    await begins(anna)
    anna.sees("1 of ")
    assert len(rows("session")) == 1


async def test_yesterdays_buttons_say_so_and_show_today(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    seen = [anna.screen]
    await anna.taps("Start")
    await anna.taps("3")
    seen.append(anna.screen)
    await anna.taps("Done")
    seen.append(anna.screen)
    await anna.taps("It hurts")
    seen.append(anna.screen)
    before = rows("set_done"), rows("item")
    world.clock.jump(MORNING + DAY - timedelta(hours=1))
    await anna.says("/today")
    for screen in seen:
        for label in screen.labels:
            await anna.taps(label, on=screen)
            assert anna.toast == "That was for another day. Here is today.", label
            anna.sees("Today · about")
    assert before == (rows("set_done"), rows("item"))


async def test_midnight_in_the_middle_of_a_session(arrives: Arrive, world: World, rows: Rows) -> None:
    """The player of yesterday is over; the questions about yesterday may still be answered."""
    anna = await arrives(hour=time(8))
    await begins(anna)
    world.clock.jump(MORNING.replace(hour=23, minute=59))
    while label := done_button(anna):
        await anna.taps(label)
    world.clock.jump(MORNING.replace(hour=0, minute=1) + DAY)
    await anna.taps("3")
    await anna.taps("Just right")
    anna.sees("Done.")
    assert [row["on_date"] for row in rows("pain", kind="worst")] == ["2026-11-18"]
    assert rows("session")[0]["difficulty"] == "right"
    await anna.says("/today")
    anna.sees("Today · about")


async def test_what_moved_since_is_said(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await begins(anna)
    await finishes(anna, worst="8", difficulty="I could not do it")
    anna.sees("next time is easier")
    await waits(world, MORNING + DAY)
    await anna.says("/today")
    await begins(anna, "3")
    anna.sees("Last time was hard on your back")


async def test_dates_are_the_persons_own(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives(zone="Pacific/Auckland")  # 20:00 there
    await begins(anna)
    assert rows("session")[0]["on_date"] == "2026-11-18"
    world.clock.jump(MORNING + timedelta(hours=5))  # 01:00 of the 19th there
    await anna.says("/today")
    await begins(anna)
    assert [row["on_date"] for row in rows("session")] == [str(date(2026, 11, day)) for day in (18, 19)]
