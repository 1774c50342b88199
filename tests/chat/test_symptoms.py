"""What is felt in a session and after it is heard, and somebody is named who should look."""

from __future__ import annotations

from datetime import timedelta

from bot.coach.model import Site
from tests.chat.conftest import Arrive, Rows, waits
from tests.chat.test_reminder import DAY, DUE
from tests.conftest import World
from tests.support.journey import does_all_sets, is_checked
from tests.support.person import Person

LEG = frozenset({Site.LOW_BACK, Site.LOWER_LEG})


async def in_the_player(person: Person) -> None:
    await person.taps("Start")
    await person.taps("3")


async def hurts(person: Person, how: str) -> None:
    await person.taps("It hurts")
    await person.taps(how)


async def test_a_numb_leg_is_kept_with_its_exercise_which_does_not_come_back_today(
    arrives: Arrive, rows: Rows
) -> None:
    anna = await arrives()
    await in_the_player(anna)
    first = rows("item", nr=0)[0]["exercise"]
    await hurts(anna, "My leg feels numb or weak")
    anna.sees("Please talk to a doctor today")
    assert [(row["leg"], row["skipped"]) for row in rows("item", nr=0)] == [("numb-weak", 1)]
    await is_checked(anna)
    for _ in range(3):
        await anna.taps("None of these")
    await anna.taps("Go on")
    await anna.taps("Do the rest")
    assert first not in [row["exercise"] for row in rows("item") if not row["skipped"]]


async def test_pain_down_the_leg_twice_in_a_week_says_at_once_to_see_someone(
    arrives: Arrive, world: World
) -> None:
    anna = await arrives(sites=LEG)
    await in_the_player(anna)
    await hurts(anna, "Pain moves down my leg")
    assert "twice in a week" not in anna.screen.text
    await anna.taps("Next exercise")
    await hurts(anna, "Pain moves down my leg")
    anna.sees("twice in a week", "doctor or physiotherapist")


async def test_the_second_sharp_pain_ends_the_session_kindly(arrives: Arrive) -> None:
    anna = await arrives()
    await in_the_player(anna)
    await hurts(anna, "A sharp or strong pain")
    await anna.taps("Next exercise")
    await hurts(anna, "A sharp or strong pain")
    anna.sees("Enough for today")
    assert "Do the rest, too" not in anna.screen.labels


async def test_the_worst_there_can_be_asks_the_cards(arrives: Arrive) -> None:
    anna = await arrives()
    await in_the_player(anna)
    await does_all_sets(anna)
    await anna.taps("10")
    await anna.taps("Hard")
    anna.sees("1 of 3")
    await anna.taps("None of these")
    await anna.taps("None of these")
    anna.sees("That was a lot of pain")


async def test_a_fall_asks_the_cards(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/problem")
    for label in ("I fell", "I noticed it", "It passed", "Nothing more"):
        await anna.taps(label)
    anna.sees("1 of 3")


async def test_seven_on_a_calm_persons_rest_day_is_not_wished_a_good_rest(
    arrives: Arrive, world: World
) -> None:
    anna = await arrives(usual_pain=2, days=frozenset({0, 2, 4}))  # Wednesday is one of them
    await in_the_player(anna)
    await does_all_sets(anna)
    await anna.taps("2")
    await anna.taps("Just right")
    await waits(world, DUE + DAY)
    anna.sees("rest day")
    await anna.taps("7")
    anna.sees("1 of 3")
    for _ in range(2):
        await anna.taps("None of these")
    anna.sees("sorer than usual")


async def test_a_calm_rest_day_stays_one(arrives: Arrive, world: World) -> None:
    anna = await arrives(usual_pain=2, days=frozenset({0, 2, 4}))
    await in_the_player(anna)
    await does_all_sets(anna)
    await anna.taps("2")
    await anna.taps("Just right")
    await waits(world, DUE + timedelta(days=1))
    await anna.taps("2")
    anna.sees("Enjoy your rest day")
