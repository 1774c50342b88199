"""/questions: what to ask a professional; own ones are kept; reachable while exercises are paused."""

from tests.conftest import World
from tests.support.journey import agrees, sets_up
from tests.support.person import Person


async def test_own_questions_are_kept_and_taken_away(world: World, anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/questions")
    anna.sees("Should I do back exercises", "Write your own")
    await anna.says("May I lift <my> dog & cat?")
    anna.sees("1. May I lift <my> dog & cat?")
    await world.restart()
    await anna.says("And the bike?")
    anna.sees("2. And the bike?")
    await anna.taps("✕ 1")
    anna.sees("And the bike?")
    assert "my> dog" not in anna.screen.text
    await anna.taps("Go on")
    anna.sees("Today")


async def test_too_long_a_question_or_too_many_are_refused_kindly(anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/questions")
    await anna.says("why " * 100)
    anna.sees("up to 200 letters")
    for number in range(8):
        await anna.says(f"Question {number}?")
    await anna.says("One more?")
    anna.sees("up to eight")


async def test_they_are_there_while_exercises_are_paused_and_lead_back_to_the_lock(anna: Person) -> None:
    await agrees(anna)
    await anna.taps("2")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    await anna.taps("What to ask them")
    anna.sees("Questions you can take along")
    await anna.taps("Go on")
    anna.sees("Please get help now")
