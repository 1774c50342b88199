"""What locks exercise, what unlocks it, and that nothing else does."""

from datetime import timedelta

import pytest

from bot.coach.model import Category, Condition, Site
from bot.coach.screening import CARDS, EMERGENCY, SEE_SOMEONE, URGENT
from bot.content import Pack
from tests.chat.conftest import Arrive, Rows, waits
from tests.conftest import MORNING, World
from tests.support.journey import HEALTHY, agrees, answers, is_checked, says_who_checked
from tests.support.person import Person, Screen

LOCKS = {"emergency": "Please get help now", "same-day": "Please talk to a doctor today"}
COMMANDS = (
    "start",
    "today",
    "pain",
    "progress",
    "settings",
    "redflags",
    "help",
    "privacy",
    "export",
    "delete",
)
FLAGS = [(card, nr, flag) for card, flags in CARDS.items() for nr, flag in enumerate(flags, start=1)]


def shows_exercise(screen: Screen) -> bool:
    """A picture of a movement, or a list with doses."""
    moving = screen.picture is not None and screen.picture.kind == "animation"
    return moving or "○" in screen.text or "◐" in screen.text or any("Done" in each for each in screen.labels)


async def ticks(person: Person, card: str, nr: int) -> None:
    """Answers the cards up to that one with nothing, and ticks one line there."""
    for name in CARDS:
        if name == card:
            break
        await person.taps("None of these")
    await person.taps(str(nr), on=person.screen)
    await person.taps("Next")
    if card in LOCKS:
        person.sees("You marked", "Is that right?")
        await person.taps("Yes, that is right")


async def passes_cards(person: Person, cards: int = 3) -> None:
    for _ in range(cards):
        await person.taps("None of these")


async def tries_everything(person: Person, seen: list[Screen]) -> None:
    """Every command, every old button, and words: none shows an exercise."""
    for command in COMMANDS:
        await person.says(f"/{command}")
        assert not shows_exercise(person.screen), (command, str(person.screen))
    for screen in seen:
        for label in screen.labels:
            await person.taps(label, on=screen)
            assert not shows_exercise(person.screen), (label, str(person.screen))
    for words in ("start", "today", "continue", "done", "next", "3", "none", "none of these", "skip"):
        await person.says(words)
        assert not shows_exercise(person.screen), (words, str(person.screen))


@pytest.mark.parametrize(("card", "nr", "flag"), FLAGS, ids=[flag for *_, flag in FLAGS])
async def test_each_line_alone_leads_to_its_screen(anna: Person, card: str, nr: int, flag: str) -> None:
    await agrees(anna)
    await ticks(anna, card, nr)
    if card in LOCKS:
        anna.sees(LOCKS[card], "paused all exercises")
        await anna.says("/today")
        anna.sees(LOCKS[card])
    else:
        anna.sees("Please show this to a doctor or physiotherapist", "no emergency")
        await anna.taps("Go on")
        anna.sees("Where does it hurt")


def test_the_inflammatory_line_is_counted_as_the_guideline_does(pack: Pack) -> None:
    """NG65: under 45, over 3 months, and four of nine; or three of them and HLA-B27."""
    head, *extras = pack.texts["en"]("safety.flags.inflammatory").split("\n")
    for each in (
        "before 45",
        "over 3 months",
        "four or more of these",
        "three, if a blood test found HLA-B27",
    ):
        assert each in head
    counted = [
        "before 35",
        "second half of the night",
        "buttock",
        "move",
        "2 days",
        "parent, sibling or child",
    ]
    counted += [f"ever had {each}" for each in ("arthritis", "sore tendon ends (enthesitis)", "psoriasis")]
    assert len(extras) == len(counted) == 9
    assert all(line.startswith("• ") and each in line for line, each in zip(extras, counted, strict=True))


def test_there_are_nineteen_lines() -> None:
    assert len({flag for *_, flag in FLAGS}) == len(EMERGENCY + URGENT + SEE_SOMEONE) == 19


@pytest.mark.parametrize("words", ["none", "None of these.", "no", "nothing"])
async def test_none_may_be_typed(anna: Person, words: str) -> None:
    await agrees(anna)
    await anna.says(words)
    anna.sees("2 of 3")


@pytest.mark.parametrize(
    "words",
    ["some of these", "these", "of these", "not none", "yes", "not sure", "noe", "0", "7"],
)
async def test_what_only_resembles_none_is_asked_again(anna: Person, words: str) -> None:
    await agrees(anna)
    await anna.says(words)
    anna.sees("Sorry, I did not get that", "1 of 3")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("1", "1"), ("number 1", "1"), ("one", "1"), ("saddle numb", "1"), ("1 and 3", "13"),
        ("chest pain", "5"), ("1, 2", "12"), ("1 2 and 6", "126"), ("feverr ill", "6"),
    ],
)  # fmt: skip
async def test_typed_lines_are_marked_and_wait(anna: Person, rows: Rows, words: str, lines: str) -> None:
    await agrees(anna)
    await anna.says(words)
    marked = [label[2] for label in anna.screen.labels if label.startswith("✓ ")]
    assert "".join(marked) == lines
    assert rows("screening", kind="screened") == []
    await anna.taps("Next")
    anna.sees("You marked", "Is that right?")
    await anna.taps("No, change it")
    await anna.taps("Untick all")
    await anna.taps("None of these")
    anna.sees("2 of 3")


@pytest.mark.parametrize(
    "words",
    [
        "my back has hurt for 3 days",
        "2 kids",
        "since 2019",
        "ask me at 1",
        "one of these",
        "1 of 3",
        "7",
        "0",
    ],
)
async def test_numbers_that_are_no_answers_mark_nothing(anna: Person, words: str) -> None:
    await agrees(anna)
    question = anna.screen
    await anna.says(words)
    anna.sees("Sorry, I did not get that", "1 of 3")
    assert anna.screen.labels == question.labels


@pytest.mark.parametrize(
    "words",
    [
        "none of the six",
        "None of those, thanks",
        "nope",
        "No, nothing like that",
        "none of them apply to me",
        "not any of these",
    ],
)
async def test_a_plain_no_in_many_forms_means_none(anna: Person, words: str) -> None:
    await agrees(anna)
    await anna.says(words)
    anna.sees("2 of 3")


async def test_none_and_next_keep_apart_under_a_moving_thumb(anna: Person) -> None:
    await agrees(anna)
    before = anna.screen.buttons
    await anna.taps("1")
    after = anna.screen.buttons
    place = next(nr for nr, row in enumerate(before) if "None of these" in row)
    assert after[place] == ["Untick all", "‹ Back"]
    assert after[place + 1] == ["Next"]


@pytest.mark.parametrize("card", list(CARDS))
async def test_a_lines_button_says_what_it_is(anna: Person, card: str) -> None:
    await agrees(anna)
    await passes_cards(anna, list(CARDS).index(card))
    labels = anna.screen.labels[: len(CARDS[card])]
    assert all(len(label) > len("1 Heart") - 1 for label in labels)


@pytest.fixture
async def journey(arrives: Arrive, world: World) -> tuple[Person, list[Screen]]:
    """A person in the middle of a second session, with every screen seen on two days."""
    seen: list[Screen] = []
    anna = await arrives("Anna", sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG}))

    async def looks(*labels: str) -> None:
        for label in labels:
            seen.append(anna.screen)
            await anna.taps(label, on=anna.screen)
        seen.append(anna.screen)

    await looks("Start", "3", "How to", "Back to the exercise", "It hurts", "A little sore")
    while done := next((label for label in anna.screen.labels if "Done" in label), None):
        await looks(done)
    await looks("2", "Just right", "Nothing in the leg", "Settings", "Hour", "08:00")
    await anna.says("/pain")
    await looks("4", "As always", "No note")
    await waits(world, MORNING + timedelta(days=1, hours=1, minutes=5))
    await looks("2", "Start")
    assert shows_exercise(anna.screen)
    return anna, seen


async def test_nothing_gets_around_a_lock(
    journey: tuple[Person, list[Screen]], world: World, rows: Rows
) -> None:
    """Numb leg in the middle of a session; then all that was ever offered is tried, for days."""
    anna, seen = journey
    await anna.taps("It hurts", on=anna.screen)
    await anna.taps("My leg feels numb or weak")
    anna.sees(LOCKS["same-day"])
    before = rows("set_done"), rows("session"), rows("screening")
    await tries_everything(anna, seen)
    await world.restart()
    await anna.says("/today")
    anna.sees(LOCKS["same-day"])
    count = len(anna.screens)
    for days in (2, 3, 10):
        await waits(world, MORNING + timedelta(days=days, hours=1, minutes=5))
        assert not any(map(shows_exercise, anna.screens[count:])), "a reminder in spite of the lock"
    await anna.says("/today")
    anna.sees(LOCKS["same-day"])
    assert before == (rows("set_done"), rows("session"), rows("screening"))


async def test_the_way_out_of_a_lock(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "emergency", 2)
    await anna.taps("What to ask them")
    anna.sees("Questions you can take along")
    await anna.taps("Go on")
    anna.sees(LOCKS["emergency"])
    await says_who_checked(anna)
    await anna.taps("Not yet")
    anna.sees(LOCKS["emergency"])
    await is_checked(anna)
    anna.sees("1 of 3")
    await anna.says("/today")
    assert not shows_exercise(anna.screen), "said to be checked is not enough"
    anna.sees("answer the safety questions once more")
    await anna.taps("Answer the safety questions")
    await passes_cards(anna)
    anna.sees("Nothing that stops us today")
    await anna.taps("Go on")
    assert shows_exercise(anna.screen)


async def test_ticking_again_on_the_way_out_locks_again(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "emergency", 2)
    await is_checked(anna)
    await ticks(anna, "same-day", 1)
    anna.sees(LOCKS["emergency"])  # the first one is still open
    await anna.says("/redflags")
    anna.sees(LOCKS["emergency"])


async def test_cards_without_a_professional_never_unlock(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    cards = [anna.screen]
    await anna.taps("None of these")
    cards.append(anna.screen)
    await anna.taps("1", on=anna.screen)
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    for card in cards:
        await anna.taps("None of these", on=card)
        anna.sees(LOCKS["same-day"])
    for _ in range(3):
        await anna.says("/redflags")
        await anna.says("none")
        anna.sees(LOCKS["same-day"])


async def test_the_statement_of_an_earlier_lock_says_nothing_about_a_new_one(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "emergency", 1)
    await says_who_checked(anna)
    statement = anna.screen
    await anna.taps("Yes, and they agree")
    await anna.taps("Nothing to leave out")
    await passes_cards(anna)
    await anna.says("/redflags")
    await ticks(anna, "emergency", 1)
    await anna.taps("Yes, and they agree", on=statement)
    anna.sees(LOCKS["emergency"])
    await anna.says("/redflags")
    anna.sees(LOCKS["emergency"])


@pytest.mark.parametrize(
    "words", ["Yes, and they disagree with exercise", "they agree", "yess", "agree", "maybe"]
)
async def test_the_statement_is_never_guessed(arrives: Arrive, words: str) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "emergency", 1)
    await says_who_checked(anna)
    await anna.says(words)
    anna.sees("Sorry, I did not get that", "Has a doctor or physiotherapist checked you")
    await anna.says("not yet")
    anna.sees(LOCKS["emergency"])


async def test_see_someone_keeps_to_the_gentle_set_until_they_agreed(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(minutes=15)
    await anna.says("/redflags")
    await ticks(anna, "see-first", 2)
    anna.sees("small, gentle set")
    await anna.taps("Go on")
    anna.sees("A gentle set, until a professional has looked")
    gentle = anna.screen.text
    await says_who_checked(anna)
    await anna.taps("Not yet")
    assert anna.screen.text == gentle
    await is_checked(anna)
    assert "gentle set" not in anna.screen.text
    await anna.taps("Start", on=anna.screen)
    await anna.taps("3")
    assert rows("session")[0]["kind"] == "planned"


async def test_see_someone_in_the_start_goes_on_there(anna: Person) -> None:
    await agrees(anna)
    await ticks(anna, "see-first", 3)  # pregnant
    await says_who_checked(anna)
    await anna.taps("Not yet")
    anna.sees("Where does it hurt")
    await answers_after_cards(anna)
    anna.sees("Your plan is ready", "do not suit you are left out")
    await anna.taps("Start today's session")
    await anna.taps("3")
    await anna.says("/today")
    anna.sees("A gentle set, until a professional has looked")


async def answers_after_cards(person: Person) -> None:
    for question, labels in HEALTHY.items():
        for label in labels:
            if question == "conditions":
                label = "Next"  # "Pregnant" is ticked from the card
            if not question.startswith("safety"):
                await person.taps(label)
        if question == "conditions":
            await person.taps("Month 4 to 6")


async def test_a_condition_told_in_the_settings_asks_for_a_professional_too(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("To respect")
    await anna.taps("Recent surgery")
    await anna.taps("Next")
    await anna.taps("6 to 12 weeks ago")
    await anna.says("/today")
    anna.sees("No exercises today", "ask your surgeon")


async def test_a_tick_in_the_middle_of_the_start_locks(anna: Person) -> None:
    await agrees(anna)
    await answers(anna, until="minutes")
    old = anna.screen
    await anna.says("/redflags")
    anna.sees("1 of 3")
    await ticks(anna, "emergency", 4)
    anna.sees(LOCKS["emergency"])
    await anna.taps("10 minutes", on=old)
    anna.sees(LOCKS["emergency"])
    await tries_everything(anna, [old])
    await is_checked(anna)
    await passes_cards(anna)
    anna.sees("Where does it hurt")


async def test_a_tick_in_the_middle_of_a_session_locks(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    player = anna.screen
    await anna.says("/redflags")
    await ticks(anna, "same-day", 7)
    anna.sees(LOCKS["same-day"])
    await tries_everything(anna, [player])


async def test_a_very_sore_score_asks_the_short_cards_first(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("8")
    anna.sees("1 of 3")
    assert rows("session") == []
    await anna.taps("None of these")
    anna.sees("2 of 3")
    await anna.taps("5", on=anna.screen)
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    anna.sees(LOCKS["same-day"])
    await tries_everything(anna, [])
    assert rows("session") == []


async def test_a_numb_leg_after_the_session_locks(arrives: Arrive) -> None:
    anna = await arrives(sites=frozenset({Site.LOWER_LEG}))
    await anna.taps("Start")
    await anna.taps("3")
    while done := next((label for label in anna.screen.labels if "Done" in label), None):
        await anna.taps(done, on=anna.screen)
    for label in ("3", "Just right", "Newly numb or weak"):
        await anna.taps(label)
    anna.sees(LOCKS["same-day"])


async def test_a_sharp_rise_told_any_time_asks_and_may_lock(
    arrives: Arrive, rows: Rows, world: World
) -> None:
    anna = await arrives()
    await anna.says("/pain")
    for label in ("9", "As always", "No note"):
        await anna.taps(label)
    anna.sees("1 of 3")
    await anna.taps("1", on=anna.screen)
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    anna.sees(LOCKS["emergency"])
    world.clock.jump(MORNING + timedelta(minutes=1))
    await anna.says("/pain")  # a score may still be told
    for words in ("9", "as always", "it started last night", "and one more word"):
        await anna.says(words)
    anna.sees(LOCKS["emergency"])
    assert [row["note"] for row in rows("pain")] == ["", "it started last night"]


async def test_ticks_can_be_taken_back_before_next(anna: Person) -> None:
    await agrees(anna)
    await anna.taps("3", on=anna.screen)
    anna.sees_button("✓ 3")
    await anna.taps("✓ 3", on=anna.screen)
    await anna.taps("None of these")
    anna.sees("2 of 3")


async def test_the_cards_come_again_after_a_week(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await waits(world, MORNING + timedelta(days=6, hours=1))
    await anna.says("/today")
    await anna.taps("Start", on=anna.screen)
    await anna.taps("3")
    assert shows_exercise(anna.screen)
    await waits(world, MORNING + timedelta(days=7, hours=1))
    await anna.says("/today")
    await anna.taps("Start", on=anna.screen)
    await anna.taps("3")
    anna.sees("1 of 3")
    await passes_cards(anna, 2)
    assert shows_exercise(anna.screen)


# Who is to see somebody is not left alone


async def test_within_hours_an_emergency_asks_who_it_was(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "emergency", 1)
    world.clock.jump(MORNING + timedelta(minutes=5))
    await anna.taps("A professional has checked me")
    anna.sees("That was 5 minutes ago", "Who has checked you")
    await anna.taps("Nobody yet")
    anna.sees(LOCKS["emergency"])
    world.clock.jump(MORNING + timedelta(hours=8))
    await anna.taps("A professional has checked me")
    anna.sees("Has a doctor or physiotherapist checked you")


@pytest.mark.parametrize(("card", "nr"), [("emergency", 1), ("same-day", 2), ("see-first", 2)])
async def test_the_next_day_and_then_weekly_it_asks_whether_somebody_could_be_seen(
    arrives: Arrive, world: World, rows: Rows, card: str, nr: int
) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, card, nr)
    heard = []
    for day in range(1, 17):
        before = len(anna.screens)
        await waits(world, MORNING.replace(minute=31) + timedelta(days=day))
        heard += [day for screen in anna.screens[before:] if "Were you able to see someone" in screen.text]
    assert heard == [1, 8, 15]


async def test_not_yet_is_met_with_what_to_do_and_what_to_ask(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "same-day", 2)
    await waits(world, MORNING.replace(minute=31) + timedelta(days=1))
    await anna.taps("Not yet")
    anna.sees("today is a good day for it")
    await anna.taps("What to ask them")
    anna.sees("Questions you can take along")


async def test_it_passed_does_not_unlock(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "emergency", 2)
    await waits(world, MORNING.replace(minute=31) + timedelta(days=1))
    await anna.taps("It passed")
    anna.sees("still needs a look")
    await anna.says("/today")
    anna.sees(LOCKS["emergency"])


async def test_what_a_clinician_said_to_leave_out_is_left_out(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives(minutes=20)
    await anna.says("/redflags")
    await ticks(anna, "see-first", 2)
    await says_who_checked(anna)
    await anna.taps("Yes, and they agree")
    for label in ("Strength exercises", "Anything on the floor", "Next"):
        await anna.taps(label)
    await anna.says("/today")
    await anna.taps("Start")
    await anna.taps("3")
    library = world.app.pack.library
    planned = [library[row["exercise"]] for row in rows("item")]
    assert planned
    assert not any(each.floor or each.category is Category.STRENGTH for each in planned)


async def test_checked_because_of_one_thing_agrees_to_that_only(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await ticks(anna, "see-first", 4)  # surgery
    await anna.taps("2 to 6 weeks ago")
    await is_checked(anna)
    await anna.says("/redflags")
    await ticks(anna, "same-day", 2)
    await is_checked(anna)
    assert [row["flags"] for row in rows("screening", kind="assessed")] == ["surgery", "cancer"]


async def test_what_the_settings_know_is_marked_on_the_card(arrives: Arrive) -> None:
    anna = await arrives(conditions=frozenset({Condition.OSTEOPOROSIS}))
    await anna.says("/redflags")
    await passes_cards(anna, 2)
    assert "None of these" not in anna.screen.labels
    anna.sees("✓ 5")
