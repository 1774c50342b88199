"""The bot's own profile (names, texts, commands, menu) and small facts about chats."""

import re
from functools import partial

from bot.sandbox.entities import Json
from bot.sandbox.params import Params
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")


def get_me(world: World, params: Params) -> Json:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
    }
    return world.bot.user | abilities


def set_text(kind: str, world: World, params: Params) -> bool:
    """setMyName, setMyDescription, setMyShortDescription; an empty text removes it."""
    text = params.get(kind) or ""
    most: int = getattr(world.limits, kind)
    if len(text) > most:
        raise RefusedError(Kind.LIMIT, f"bot {kind} is too long: at most {most} characters")
    world.bot.texts[kind, _language(params)] = text
    if kind == "name" and text and not _language(params):
        world.bot.user["first_name"] = text
    world.tell_all({"type": "bot", "bot": portrait(world)})
    return True


def get_text(kind: str, world: World, params: Params) -> Json:
    return {kind: world.bot.text(kind, _language(params))}


def set_commands(world: World, params: Params) -> bool:
    commands = params["commands"]
    if len(commands) > world.limits.commands:
        raise RefusedError(Kind.LIMIT, "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise RefusedError(Kind.LIMIT, "BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= world.limits.command_description:
            raise RefusedError(Kind.LIMIT, "BOT_COMMAND_DESCRIPTION_INVALID")
    plain = [one | {"command": one["command"].removeprefix("/")} for one in commands]
    world.bot.commands[_scope(params), _language(params)] = plain
    world.tell_all({"type": "bot", "bot": portrait(world)})
    return True


def get_commands(world: World, params: Params) -> list[Json]:
    return world.bot.commands.get((_scope(params), _language(params)), [])


def delete_commands(world: World, params: Params) -> bool:
    world.bot.commands.pop((_scope(params), _language(params)), None)
    world.tell_all({"type": "bot", "bot": portrait(world)})
    return True


def set_menu_button(world: World, params: Params) -> bool:
    button = params.get("menu_button") or {"type": "default"}
    world.bot.menu_buttons[params.get("chat_id") or 0] = button
    return True


def get_menu_button(world: World, params: Params) -> Json:
    return world.bot.menu_buttons.get(params.get("chat_id") or 0, {"type": "commands"})


def portrait(world: World, language: str = "") -> Json:
    """The bot as somebody with that language sees it, for the page."""
    bot = world.bot
    texts = {kind: bot.text(kind, language) for kind in ("name", "description", "short_description")}
    return texts | {"username": bot.user["username"], "commands": commands_for(world, language)}


def commands_for(world: World, language: str) -> list[Json]:
    """The menu in a private chat: the narrowest scope wins, then the language."""
    for scope in ("all_private_chats", "default"):
        for lang in (language, ""):
            if (scope, lang) in world.bot.commands:
                return world.bot.commands[scope, lang]
    return []


def get_file(world: World, params: Params) -> Json:
    file = world.files.known(params["file_id"])
    if file is None:
        raise RefusedError(Kind.FILE, "invalid file_id")
    if len(file.data) > world.limits.download_bytes:
        raise RefusedError(Kind.LIMIT, "file is too big")
    return file.json | {"file_path": file.path}


def get_chat(world: World, params: Params) -> Json:
    chat = world.chat(params["chat_id"])
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]]} if chat.pinned else {}
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    return chat.info | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts} | pinned


def leave_chat(world: World, params: Params) -> bool:
    chat = world.chat(params["chat_id"])
    if chat.private:
        raise RefusedError(Kind.PARAMETERS, "chat member status can't be changed in private chats")
    chat.closed = "bot is not a member of the chat"
    return True


def set_reaction(world: World, params: Params) -> bool:
    chat = world.open_chat(params["chat_id"])
    _existing(world, params, "message to react not found")
    reactions = params.get("reaction") or []
    if len(reactions) > 1:
        raise RefusedError(Kind.LIMIT, "REACTIONS_TOO_MANY")
    chat.reactions[params["message_id"]] = reactions
    return True


def pin(world: World, params: Params) -> bool:
    _existing(world, params, "message to pin not found")
    world.open_chat(params["chat_id"]).pinned.append(params["message_id"])
    return True


def unpin(world: World, params: Params) -> bool:
    chat = world.open_chat(params["chat_id"])
    wanted = params.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise RefusedError(Kind.NOT_FOUND, "message to unpin not found")
    chat.pinned.remove(wanted)
    return True


def unpin_all(world: World, params: Params) -> bool:
    world.open_chat(params["chat_id"]).pinned.clear()
    return True


def _existing(world: World, params: Params, why: str) -> Json:
    chat = world.open_chat(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise RefusedError(Kind.NOT_FOUND, why)
    return message


def _language(params: Params) -> str:
    code = params.get("language_code") or ""
    if code and not LANGUAGE.fullmatch(code):
        raise RefusedError(Kind.PARAMETERS, "invalid language code specified")
    return str(code)


def _scope(params: Params) -> str:
    scope = params.get("scope") or {"type": "default"}
    parts = (scope.get(name) for name in ("type", "chat_id", "user_id"))
    return ":".join(str(part) for part in parts if part is not None)


set_name, set_description, set_short_description = (
    partial(set_text, kind) for kind in ("name", "description", "short_description")
)
get_name, get_description, get_short_description = (
    partial(get_text, kind) for kind in ("name", "description", "short_description")
)
