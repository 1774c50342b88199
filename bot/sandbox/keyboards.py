"""Buttons under messages and keyboards under the text field, checked as Telegram checks them."""

from typing import Any

from aiogram.types import InlineKeyboardButton, KeyboardButton

from bot.sandbox.entities import Json
from bot.sandbox.limits import Limits
from bot.sandbox.refusals import Kind, RefusedError

LOOK = frozenset({"text", "style", "icon_custom_emoji_id"})
ACTIONS = frozenset(InlineKeyboardButton.model_fields) - LOOK
REQUESTS = frozenset(KeyboardButton.model_fields) - LOOK - {"request_user"}
STYLES = frozenset({"primary", "success", "danger"})
SHAPES = {
    "inline_keyboard": {"inline_keyboard"},
    "keyboard": {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}


def check(markup: Json | None, limits: Limits, only_inline: bool = False) -> Json | None:
    """The markup without empty rows, or None. Raises RefusedError for what Telegram would not show."""
    if not markup:
        return None
    shape = next((name for name in SHAPES if name in markup), None)
    if shape is None or set(markup) - SHAPES[shape]:
        raise _wrong("object expected as reply markup")
    if only_inline and shape != "inline_keyboard":
        raise _wrong("inline keyboard expected")
    if shape in ("remove_keyboard", "force_reply"):
        if markup[shape] is not True:
            raise _wrong(f"{shape} must be true")
        return markup
    rows = [row for row in _rows(markup[shape]) if row]
    inline = shape == "inline_keyboard"
    most_in_row = limits.buttons_in_row if inline else limits.keyboard_in_row
    most = limits.buttons if inline else limits.keyboard_buttons
    if any(len(row) > most_in_row for row in rows) or sum(map(len, rows)) > most:
        raise RefusedError(
            Kind.LIMIT, f"REPLY_MARKUP_TOO_LONG: at most {most_in_row} buttons a row, {most} in all"
        )
    for row in rows:
        for button in row:
            _check_inline(button, limits) if inline else _check_reply(button)
    return markup | {shape: rows} if rows else None


def plain(markup: Any) -> Any:
    """The same keyboard without Telegram's short forms: a key that is only a string, {} for no keyboard."""
    if markup == {}:
        return None
    if not isinstance(markup, dict) or not isinstance(markup.get("keyboard"), list):
        return markup
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row]
        if isinstance(row, list)
        else row
        for row in markup["keyboard"]
    ]
    return markup | {"keyboard": rows}


def data_of(markup: Json | None) -> set[str]:
    """All callback data a keyboard can send."""
    rows = (markup or {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise _wrong("expected an array of arrays of buttons")
    return rows


def _check_common(button: Any) -> None:
    if not isinstance(button, dict):
        raise _wrong("expected an object as button")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _wrong("can't parse keyboard button: text must be non-empty")
    if "style" in button and button["style"] not in STYLES:
        raise _wrong(
            f"can't parse keyboard button: unsupported style, expected one of {', '.join(sorted(STYLES))}"
        )


def _check_inline(button: Any, limits: Limits) -> None:
    _check_common(button)
    actions = ACTIONS & set(button)
    if not actions:
        raise _wrong("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _wrong(f"can't parse inline keyboard button: several actions ({', '.join(sorted(actions))})")
    if strange := set(button) - ACTIONS - LOOK:
        raise _wrong(f"can't parse inline keyboard button: unknown {', '.join(sorted(strange))}")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= limits.callback_data:
            raise RefusedError(Kind.LIMIT, "BUTTON_DATA_INVALID")
    if "url" in button and not _is_link(button["url"]):
        raise _wrong("BUTTON_URL_INVALID")


def _check_reply(button: Any) -> None:
    _check_common(button)
    if len(REQUESTS & set(button)) > 1:
        raise _wrong("can't parse keyboard button: several requests")
    if strange := set(button) - REQUESTS - LOOK:
        raise _wrong(f"can't parse keyboard button: unknown {', '.join(sorted(strange))}")


def _is_link(url: Any) -> bool:
    if not isinstance(url, str) or " " in url:
        return False
    scheme, colon, rest = url.partition("://")
    return bool(rest) and scheme in ("http", "https", "tg", "tonsite") if colon else "." in url


def _wrong(why: str) -> RefusedError:
    return RefusedError(Kind.MARKUP, why)
