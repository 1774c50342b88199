"""/learn: one-minute lessons, each with a question; one a week is offered after a session."""

from bot.content import Pack
from tests.conftest import World
from tests.support.journey import finishes, sets_up, starts
from tests.support.person import Person


async def test_a_lesson_is_read_its_question_answered_and_ticked(anna: Person, pack: Pack) -> None:
    await sets_up(anna)
    first = next(iter(pack.lessons))
    told = pack.texts["en"].lesson(first)
    await anna.says("/learn")
    anna.sees("0 of ")
    await anna.taps(told.title)
    anna.sees(told.title, told.question)
    wrong = next(nr for nr in range(len(told.answers)) if nr != told.right)
    await anna.taps(told.answers[wrong])
    anna.sees("Not quite", told.explanations[wrong])
    await anna.taps("Read again")
    await anna.taps(told.answers[told.right])
    anna.sees("Yes:", told.explanations[told.right])
    await anna.taps("All lessons")
    anna.sees("1 of ")
    anna.sees_button(f"✓ {told.title}")


async def test_all_lessons_can_be_read_one_after_another(anna: Person, pack: Pack) -> None:
    await sets_up(anna)
    titles = [pack.texts["en"].lesson(slug).title for slug in pack.lessons]
    await anna.says("/learn")
    await anna.taps(titles[0])
    for title in titles[1:]:
        await anna.taps(anna.screen.labels[0])
        await anna.taps("Next lesson")
        anna.sees(title)


async def test_a_lesson_is_offered_after_a_session_once_a_week(
    world: World, anna: Person, pack: Pack
) -> None:
    await sets_up(anna)
    await starts(anna)
    await finishes(anna)
    await anna.taps("💡")
    anna.sees(pack.texts["en"].lesson(next(iter(pack.lessons))).title)
    await anna.says("/today")
    assert not any(label.startswith("💡") for label in anna.screen.labels)
