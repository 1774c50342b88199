"""What nobody asked for gets a sensible answer, and then the question again."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.chat.conftest import Arrive, Rows
from tests.conftest import World
from tests.support.journey import HEALTHY, agrees, answers
from tests.support.person import Person

Act = Callable[[Person], Awaitable[None]]


def does(name: str, *args: Any) -> Act:
    return lambda person: person.does(name, lambda: getattr(person.human, name)(*args))


ONLY_WORDS = "I only understand words and buttons"
ODD: dict[str, tuple[Act, str]] = {
    "sticker": (does("sends_sticker"), ONLY_WORDS),
    "photo": (does("sends_photo"), "I cannot look at pictures"),
    "photo with words": (does("sends_photo", None, "my back"), "I cannot look at pictures"),
    "voice": (does("sends_voice"), ONLY_WORDS),
    "video note": (does("sends_video_note"), ONLY_WORDS),
    "document": (does("sends_document", "scan.pdf", b"%PDF-1.4"), ONLY_WORDS),
    "contact": (does("shares_contact"), ONLY_WORDS),
    "poll": (does("sends_poll", "Better?", "yes", "no"), ONLY_WORDS),
    "dice": (does("throws_dice"), ONLY_WORDS),
    "location": (does("shares_location", 48.2, 16.37), ONLY_WORDS),
    "forwarded": (lambda person: person.says("7", forwarded=True), "cannot do anything with forwarded"),
    "unknown command": (lambda person: person.says("/swim"), "I do not know that command"),
    "bare slash": (lambda person: person.says("/"), "I do not know that command"),
    "button's command": (lambda person: person.says("/seen"), "I do not know that command"),
    "long text": (lambda person: person.says("blah " * 800), "Sorry, I did not get that"),
    "emoji": (lambda person: person.says("🙂🙂🙂"), "Sorry, I did not get that"),
    "html": (lambda person: person.says("<b>&</i> <script>"), "Sorry, I did not get that"),
    "half a character": (lambda person: person.says("\ud800"), "Sorry, I did not get that"),
    "braces": (lambda person: person.says("{n} {name} %s"), "Sorry, I did not get that"),
}
PLACES = ("the first question", "the score", "the player", "the list", "the lock", "delete")


async def goes_to(place: str, person: Person) -> None:
    if place == "the first question":
        await agrees(person)
    elif place in ("the score", "the player"):
        await person.taps("Start")
        if place == "the player":
            await person.taps("3")
    elif place == "the lock":
        await person.says("/redflags")
        await person.says("1")
        await person.taps("Next")
        await person.taps("Yes, that is right")
    elif place == "delete":
        await person.says("/delete")


@pytest.mark.parametrize("place", PLACES)
async def test_each_odd_thing_at_each_place(world: World, arrives: Arrive, place: str) -> None:
    anna = world.person("Anna") if place == "the first question" else await arrives("Anna")
    await goes_to(place, anna)
    question, labels = anna.screen.text, anna.screen.labels
    for name, (act, said) in ODD.items():
        await act(anna)
        anna.sees(said, question)
        assert anna.screen.labels == labels, name


async def test_odd_things_before_consent_get_the_welcome(anna: Person, rows: Rows) -> None:
    for act, _ in ODD.values():
        await act(anna)
        anna.sees("Is that all right with you?")
    assert rows("answers") == []


async def test_an_edited_message_is_said_to_be_unseen(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.says("soso")
    mine = [message for message in anna.messages if message["from"]["id"] == anna.id][-1]
    await anna.edits(mine["message_id"], "5")
    anna.sees("I do not see changes in old messages", "How is your back right now")
    assert rows("pain") == []


async def test_every_command_in_the_middle_of_every_question(anna: Person) -> None:
    """A command is answered; the question is still there for the next tap."""
    await agrees(anna)
    commands = ("start", "today", "pain", "progress", "settings", "help", "privacy", "export", "swim")
    for nr, labels in enumerate(HEALTHY.values()):
        question = anna.screen
        await anna.says(f"/{commands[nr % len(commands)]}")
        await anna.says("/start")
        assert anna.screen.text == question.text
        for label in labels:
            await anna.taps(label)
    anna.sees("Your plan is ready")


async def test_start_again_at_any_point_loses_nothing(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    for label in ("Start", "3", "Done", "Stop here for today", "2", "Just right"):
        await anna.taps(label)
        before = rows("set_done"), rows("pain"), rows("session")
        await anna.says("/start")
        assert before == (rows("set_done"), rows("pain"), rows("session"))
    anna.sees("Done for today")


async def test_menu_words_work_like_commands(arrives: Arrive) -> None:
    anna = await arrives()
    for words, said in {
        "progress": "Nothing here yet", "settings": "Your settings", "help": "What you can do here",
        "privacy": "Your data", "pain": "How is your back now", "Today": "Today · about",
    }.items():  # fmt: skip
        await anna.says("/today")
        await anna.says(words)
        anna.sees(said)


async def test_a_month_old_button_of_another_version(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    for data in (
        "zz:1:2",
        "",
        "go:nowhere",
        "go:",
        "dn:2026-10-01:9:both:99",
        "ch:nothing:x",
        "tk:goal:x",
        "💥",
    ):
        message = {"chat": anna.human.chat.info, "message_id": 1, "date": 0}
        query = world.sandbox.world.ask(anna.id, anna.id, 1)
        payload = {
            "id": query.id,
            "from": anna.human.user,
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
        world.sandbox.inject("callback_query", payload)
        await anna.says("/start")  # one after the other
        assert world.sandbox.world.answers[query.id]["text"], data
    anna.sees("Today · about")


async def test_a_button_of_a_message_that_is_gone(arrives: Arrive) -> None:
    anna = await arrives()
    first = anna.screen
    anna.human.deletes(first.message_id, for_bot=True)
    await anna.taps("Start", on=first)
    anna.sees("How is your back right now")


async def test_in_a_group_it_sends_people_to_the_private_chat(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    group = world.sandbox.add_group("Back pain club")
    for text in ("/start", "/pain", "@back_coach_bot my back is 8 of 10", "/today@back_coach_bot"):
        before = group.acts
        await anna.says(text, chat=group)
        assert group.acts == before + 1
        answer = [message for message in group.visible if message["from"]["is_bot"]][-1]
        assert answer["text"] == "I talk about backs in private only. Write to me here: @back_coach_bot"
        assert "reply_markup" not in answer
    assert rows("pain") == []


async def test_small_talk_of_a_group_is_none_of_its_business(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    group = world.sandbox.add_group("Back pain club")
    base = {"message_id": 900, "date": 1, "chat": group.info, "from": anna.human.user}
    for body in (
        {"new_chat_members": [anna.human.user]},
        {"new_chat_title": "Backs"},
        {"group_chat_created": True},
    ):
        world.sandbox.inject("message", base | body)
    await anna.says("/today")
    assert group.acts == 0


async def test_added_to_a_group_it_says_where_to_find_it(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    group = world.sandbox.add_group("Back pain club")
    bot = world.sandbox.world.bot.user
    parts = {
        name: {"user": bot, "status": status}
        for name, status in (("old_chat_member", "left"), ("new_chat_member", "member"))
    }
    world.sandbox.inject("my_chat_member", {"chat": group.info, "from": anna.human.user, "date": 1, **parts})
    await anna.says("/today")
    assert group.acts == 1


async def test_a_channel_post_is_answered_in_a_word(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    channel = world.sandbox.add_channel("Backs")
    world.sandbox.channel_post(channel, "/start")
    await anna.says("/today")
    assert channel.acts == 1


async def test_updates_that_no_client_could_cause(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    user, chat = anna.human.user, anna.human.chat.info
    message = {"message_id": 901, "date": 1, "chat": chat, "from": user}
    place = {"latitude": 0.0, "longitude": 0.0}
    for kind, payload in (
        ("message", message),
        ("message", message | {"text": ""}),
        ("message", {"message_id": 902, "date": 1, "chat": chat, "text": "nobody"}),
        ("message", message | {"text": "/" + "a" * 4000}),
        ("message", message | {"text": "\u202e\u0000\u200b"}),
        (
            "message",
            message | {"location": place, "venue": {"title": "x", "address": "y", "location": place}},
        ),
        ("edited_message", message | {"edit_date": 2}),
    ):
        world.sandbox.inject(kind, payload)
        await anna.says("/today")
        anna.sees("Today · about")


@pytest.mark.parametrize("more", [{"inline_message_id": "x"}, {"game_short_name": "chess"}])
async def test_odd_taps_are_answered(arrives: Arrive, world: World, more: dict[str, str]) -> None:
    anna = await arrives()
    query = world.sandbox.world.ask(anna.id, anna.id, 1)
    payload = {"id": query.id, "from": anna.human.user, "chat_instance": "1", **more}
    if "game_short_name" in more:
        payload["message"] = {"message_id": 901, "date": 1, "chat": anna.human.chat.info}
    world.sandbox.inject("callback_query", payload)
    await anna.says("/today")
    assert query.id in world.sandbox.world.answers


async def test_a_place_at_sea_is_no_zone(anna: Person) -> None:
    await agrees(anna)
    await answers(anna, until="zone")
    await anna.shares_location(0.0, -140.0)
    anna.sees("I do not know the time at that place", "Where are you")


async def test_a_name_with_signs_of_html_is_shown_as_written(anna: Person, rows: Rows) -> None:
    await agrees(anna)
    await answers(anna, until="activities")
    await anna.says("<b>Socks & shoes</b> {n}")
    anna.sees("<b>Socks & shoes</b> {n}")
    await anna.says("qwxz")
    anna.sees("<b>Socks & shoes</b> {n}", "Sorry")
    await anna.taps("4")
    assert rows("activity")[0]["name"] == "<b>Socks & shoes</b> {n}"


async def test_half_a_character_is_kept_and_shown_as_a_question_mark(anna: Person, rows: Rows) -> None:
    await agrees(anna)
    await answers(anna, until="activities")
    await anna.says("So\ud83dcks")
    anna.sees("So?cks")
    await anna.taps("4")
    assert rows("activity")[0]["name"] == "So?cks"


async def test_two_answers_at_once_are_two_answers_in_order(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    for text in ("/pain", "5", "as always", "no note", "/settings"):
        anna.human.says(text)
    await anna.says("/today")
    anna.sees("Today · about")
    assert [row["score"] for row in rows("pain")] == [5]


async def test_a_breakdown_is_apologised_for(
    arrives: Arrive, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Something of ours broke: the person hears of it, and goes on."""
    anna = await arrives()
    from bot.chat import progress

    def broken(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    await anna.taps("Start")
    await anna.taps("3")
    monkeypatch.setattr(progress, "in_words", broken)
    await anna.says("/progress")
    anna.sees("something went wrong on my side")
    await anna.taps("Go on")
    anna.sees("1 of ")
    caplog.clear()  # the world's own check is about what should not break
