"""The table of the methods this Telegram can do; everything else is refused in so many words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.sandbox import editing, profile, sending
from bot.sandbox.entities import Json
from bot.sandbox.params import Params
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.world import World

INLINE_RESULTS = 50


def answer_callback(world: World, params: Params) -> bool:
    """A second answer to the same tap is accepted and shown to nobody, as on Telegram."""
    query = world.queries.get(params["callback_query_id"])
    if query is None or world.epoch() - query.asked_at > world.limits.callback_lifetime:
        why = "query is too old and response timeout expired or query ID is invalid"
        raise RefusedError(Kind.TOO_OLD, why)
    text = params.get("text") or ""
    if len(text) > world.limits.answer_text:
        raise RefusedError(Kind.LIMIT, "MESSAGE_TOO_LONG")
    if query.id in world.answers:
        return True
    answer = {"text": text, "show_alert": bool(params.get("show_alert")), "message_id": query.message}
    world.answers[query.id] = answer
    world.chats[query.chat].acts += 1
    world.tell(query.person, {"type": "answer", "callback_query_id": query.id, **answer})
    return True


def answer_inline(world: World, params: Params) -> bool:
    """Recorded in `sandbox.inline_answers`; the results are shown to nobody."""
    if len(params["results"]) > INLINE_RESULTS:
        raise RefusedError(Kind.LIMIT, "RESULTS_TOO_MUCH")
    world.inline_answers[params["inline_query_id"]] = params.values
    return True


METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getMe": profile.get_me,
    "sendMessage": sending.send_message,
    "sendPhoto": partial(sending.send_media, "photo"),
    "sendAnimation": partial(sending.send_media, "animation"),
    "sendDocument": partial(sending.send_media, "document"),
    "sendMediaGroup": sending.send_album,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": sending.delete_message,
    "deleteMessages": sending.delete_messages,
    "answerCallbackQuery": answer_callback,
    "answerInlineQuery": answer_inline,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
    "getFile": profile.get_file,
    "getChat": profile.get_chat,
    "leaveChat": profile.leave_chat,
    "setMessageReaction": profile.set_reaction,
    "pinChatMessage": profile.pin,
    "unpinChatMessage": profile.unpin,
    "unpinAllChatMessages": profile.unpin_all,
}
EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"})
FLOODED = EDITS | {"sendMessage", "sendPhoto", "sendAnimation", "sendDocument", "sendMediaGroup"}


def summary(params: Params) -> Json:
    """The parameters as a test wants to read them: files by name."""
    return params.values | {
        name: upload.name for name, upload in params.files.items() if name not in params.values
    }
