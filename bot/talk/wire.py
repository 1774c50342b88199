"""The wire format of buttons: a frozen dataclass <-> at most 64 bytes of callback_data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

LIMIT = 64  # bytes of callback_data, Telegram's limit

_presses: dict[str, type[Press]] = {}
_codes: dict[type[Press], str] = {}
_kinds: dict[type[Press], dict[str, Any]] = {}  # the types of its fields, in their order


@dataclass(frozen=True, slots=True)
class Press:
    """What a button means. Old messages keep theirs for ever: give a changed one a new code."""


P = TypeVar("P", bound=Press)


def wire(code: str) -> Any:
    """Gives a press its code on the wire. Codes are never used again for another meaning."""

    def register(cls: type[P]) -> type[P]:
        if code in _presses:
            raise ValueError(f"code {code!r} is taken by {_presses[code].__name__}")
        hints = get_type_hints(cls)
        _presses[code], _codes[cls] = cls, code
        _kinds[cls] = {each.name: hints[each.name] for each in fields(cls)}
        return cls

    return register


def encode(press: Press) -> str:
    """The callback_data of a press. Raises ValueError when it would be over 64 bytes."""
    code = _codes[type(press)]
    data = ":".join([code, *(str(getattr(press, name)) for name in _kinds[type(press)])])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"{type(press).__name__} is {len(data.encode())} bytes on the wire, {LIMIT} fit")
    return data


def decode(data: str) -> Press | None:
    """The press that a callback_data stands for, None for one that no longer means anything."""
    code, _, rest = data.partition(":")
    cls = _presses.get(code)
    if cls is None:
        return None
    kinds = _kinds[cls]
    words = rest.split(":", len(kinds) - 1) if rest else []  # the last field may hold a colon: "07:30"
    if len(words) != len(kinds):
        return None
    try:
        return cls(*map(_read, kinds.values(), words))
    except ValueError:
        return None


def _read(kind: type, word: str) -> object:
    if kind is date:
        return date.fromisoformat(word)
    if kind is int or issubclass(kind, StrEnum):
        return kind(word)
    return word


def all_presses() -> dict[str, type[Press]]:
    """Every press by its code; the tests hold each to the limit."""
    return dict(_presses)
