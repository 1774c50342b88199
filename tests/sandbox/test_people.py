"""People, groups and channels: who hears whom, and what a real client could not do."""

from typing import Any

import pytest

from bot.sandbox import Human, Sandbox
from tests.sandbox.conftest import HttpBot, inline, key


async def updates(bot: HttpBot) -> list[dict[str, Any]]:
    """All that is new, without the ids; acknowledged."""
    got = await bot.does("getUpdates")
    if got:
        await bot.does("getUpdates", offset=got[-1]["update_id"] + 1)
    return [{name: value for name, value in one.items() if name != "update_id"} for one in got]


async def test_the_bot_cannot_write_first(bot: HttpBot, sandbox: Sandbox) -> None:
    human = sandbox.add_person(21)
    why = await bot.fails("sendMessage", chat_id=21, text="x")
    assert why == "403 Forbidden: bot can't initiate conversation with a user"
    human.says("hello")
    await bot.does("sendMessage", chat_id=21, text="x")
    assert sandbox.violations == []


async def test_a_chat_that_does_not_exist_is_a_mistake(bot: HttpBot, sandbox: Sandbox) -> None:
    assert await bot.fails("sendMessage", chat_id=999, text="x") == "400 Bad Request: chat not found"
    assert len(sandbox.violations) == 1


async def test_who_blocks_the_bot_is_out_of_reach_until_they_come_back(
    bot: HttpBot, anna: Human, sandbox: Sandbox
) -> None:
    anna.blocks()
    assert (
        await bot.fails("sendMessage", chat_id=11, text="x") == "403 Forbidden: bot was blocked by the user"
    )
    with pytest.raises(ValueError, match="blocked"):
        anna.says("hello")
    anna.unblocks()
    await bot.does("sendMessage", chat_id=11, text="x")
    changes = [
        (
            change["my_chat_member"]["old_chat_member"]["status"],
            change["my_chat_member"]["new_chat_member"]["status"],
        )
        for change in await updates(bot)
    ]
    assert changes == [("member", "kicked"), ("kicked", "member")]
    assert sandbox.violations == []


async def test_a_deleted_account_is_out_of_reach(bot: HttpBot, anna: Human) -> None:
    anna.deactivates()
    assert await bot.fails("sendMessage", chat_id=11, text="x") == "403 Forbidden: user is deactivated"


async def test_a_tap_carries_the_message_as_it_is_now(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendMessage", chat_id=11, text="x", reply_markup=inline([key()]))
    await bot.does("editMessageText", chat_id=11, message_id=sent["message_id"], text="y")
    anna.taps(sent["message_id"], "go")
    await bot.does("deleteMessage", chat_id=11, message_id=sent["message_id"])
    anna.taps(sent["message_id"], "go")
    stale, gone = [update["callback_query"]["message"] for update in await updates(bot)]
    assert stale["text"] == "y"
    assert gone["date"] == 0
    assert "text" not in gone


async def test_nobody_taps_what_was_never_shown(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendMessage", chat_id=11, text="x", reply_markup=inline([key()]))
    with pytest.raises(ValueError, match="never had"):
        anna.taps(sent["message_id"], "other")
    with pytest.raises(ValueError, match="never had"):
        anna.taps(999, "go")


async def test_every_kind_of_message_arrives(bot: HttpBot, anna: Human) -> None:
    anna.says("hello", forwarded=True)
    anna.says("again", reply_to=1)
    anna.shares_location(52.5, 13.4)
    anna.shares_contact()
    anna.sends_sticker()
    anna.sends_photo(caption="c")
    anna.sends_voice()
    anna.sends_video_note()
    anna.sends_document("a.txt", b"a")
    anna.throws_dice()
    anna.sends_poll("?", "a", "b")
    arrived = [update["message"] for update in await updates(bot)]
    assert arrived[0]["forward_origin"]["type"] == "hidden_user"
    assert arrived[1]["reply_to_message"]["text"] == "/start"
    named = ("location", "contact", "sticker", "photo", "voice", "video_note", "document", "dice", "poll")
    assert [next(name for name in named if name in message) for message in arrived[2:]] == list(named)


async def test_an_edited_text_arrives_as_such(bot: HttpBot, anna: Human) -> None:
    mine = anna.says("seven")
    anna.edits(mine["message_id"], "/today")
    edited = (await updates(bot))[1]["edited_message"]
    assert (edited["text"], edited["entities"][0]["type"]) == ("/today", "bot_command")
    sent = await bot.does("sendMessage", chat_id=11, text="x")
    with pytest.raises(ValueError, match="own texts"):
        anna.edits(sent["message_id"], "y")


async def test_in_a_group_the_bot_hears_only_what_concerns_it(
    bot: HttpBot, anna: Human, sandbox: Sandbox
) -> None:
    group = sandbox.add_group("Backs")
    sent = await bot.does("sendMessage", chat_id=group.id, text="hello")
    anna.says("how are you all", group)
    anna.says("/help@other_bot", group)
    for text in ("/help", "/help@back_coach_bot", "well, @back_coach_bot?"):
        anna.says(text, group)
    anna.says("yes", group, reply_to=sent["message_id"])
    heard = [update["message"] for update in await updates(bot)]
    assert [message["text"] for message in heard] == [
        "/help",
        "/help@back_coach_bot",
        "well, @back_coach_bot?",
        "yes",
    ]
    assert heard[0]["chat"] == {"id": group.id, "type": "supergroup", "title": "Backs"}


async def test_a_group_can_be_left(bot: HttpBot, sandbox: Sandbox) -> None:
    group = sandbox.add_group()
    await bot.does("leaveChat", chat_id=group.id)
    assert "403" in await bot.fails("sendMessage", chat_id=group.id, text="x")


async def test_channel_posts_inline_queries_and_odd_updates_arrive(
    bot: HttpBot, anna: Human, sandbox: Sandbox
) -> None:
    sandbox.channel_post(sandbox.add_channel("News"), "hello")
    query = anna.asks_inline("back")
    sandbox.inject("something_new", {"id": 1})
    post, asked, odd = await updates(bot)
    assert "from" not in post["channel_post"]
    assert asked["inline_query"]["query"] == "back"
    assert odd == {"something_new": {"id": 1}}
    await bot.does("answerInlineQuery", inline_query_id=query, results=[])
    assert query in sandbox.inline_answers


async def test_a_reply_keyboard_stays_until_it_is_used_or_removed(bot: HttpBot, anna: Human) -> None:
    where = {"keyboard": [["Here", {"text": "Share", "request_location": True}]], "one_time_keyboard": True}
    await bot.does("sendMessage", chat_id=11, text="x", reply_markup=where)
    assert anna.chat.keyboard
    assert anna.chat.keyboard["keyboard"] == [[{"text": "Here"}, {"text": "Share", "request_location": True}]]
    anna.says("elsewhere")
    assert anna.chat.keyboard, "a text that is no key leaves it open"
    anna.shares_location(1, 2)
    assert anna.chat.keyboard is None
    await bot.does("sendMessage", chat_id=11, text="x", reply_markup={"keyboard": [["Here"]]})
    anna.says("Here")
    assert anna.chat.keyboard
    await bot.does("sendMessage", chat_id=11, text="x", reply_markup={"remove_keyboard": True})
    assert anna.chat.keyboard is None


async def test_typing_shows_until_the_message_comes(bot: HttpBot, anna: Human) -> None:
    await bot.does("sendChatAction", chat_id=11, action="typing")
    assert anna.chat.typing
    await bot.does("sendMessage", chat_id=11, text="x")
    assert not anna.chat.typing


async def test_replies_reactions_and_pins_need_their_message(bot: HttpBot, anna: Human) -> None:
    sent = await bot.does("sendMessage", chat_id=11, text="x", reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "/start"
    await bot.fails("sendMessage", chat_id=11, text="x", reply_parameters={"message_id": 999})
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    await bot.does("sendMessage", chat_id=11, text="x", reply_parameters=lenient)
    await bot.does(
        "setMessageReaction", chat_id=11, message_id=1, reaction=[{"type": "emoji", "emoji": "👍"}]
    )
    assert anna.chat.reactions[1] == [{"type": "emoji", "emoji": "👍"}]
    await bot.does("pinChatMessage", chat_id=11, message_id=1)
    assert (await bot.does("getChat", chat_id=11))["pinned_message"]["message_id"] == 1
    await bot.does("unpinChatMessage", chat_id=11)
    await bot.fails("unpinChatMessage", chat_id=11)
    await bot.fails("setMessageReaction", chat_id=11, message_id=999)


async def test_commands_are_kept_by_scope_and_language(bot: HttpBot) -> None:
    private = {"type": "all_private_chats"}
    german = {"scope": private, "language_code": "de"}
    await bot.does("setMyCommands", commands=[{"command": "/today", "description": "Heute"}], **german)
    assert await bot.does("getMyCommands") == []
    assert await bot.does("getMyCommands", **german) == [{"command": "today", "description": "Heute"}]
    await bot.does("deleteMyCommands", **german)
    assert await bot.does("getMyCommands", **german) == []


async def test_texts_about_the_bot_fall_back_to_the_general_ones(bot: HttpBot) -> None:
    await bot.does("setMyDescription", description="general")
    await bot.does("setMyDescription", description="allgemein", language_code="de")
    for language, text in (("de", "allgemein"), ("fr", "general"), ("", "general")):
        got = await bot.does("getMyDescription", language_code=language)
        assert got == {"description": text}
    await bot.does("setChatMenuButton", menu_button={"type": "commands"})


async def test_several_messages_are_deleted_at_once(bot: HttpBot, anna: Human) -> None:
    sent = [(await bot.does("sendMessage", chat_id=11, text="x"))["message_id"] for _ in range(2)]
    await bot.does("deleteMessages", chat_id=11, message_ids=[*sent, 999])
    assert not set(sent) & set(anna.chat.messages)
    await bot.fails("deleteMessages", chat_id=11, message_ids=list(range(1, 102)))
