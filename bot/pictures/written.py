"""Single values of a `[figure]` table, each with what to say when it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Say = Callable[[str], None]


def number(raw: Mapping[str, Any], key: str, default: float, say: Say, inside: str = "") -> float:
    value = raw.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        say(f"{inside + '.' if inside else ''}{key}: expected a number, found {value!r}")
        return 0.0
    return float(value)


def numbers(raw: Any, least: int, most: int, key: str, say: Say, meaning: str = "") -> tuple[float, ...]:
    if (
        isinstance(raw, list | tuple)
        and least <= len(raw) <= most
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in raw)
    ):
        return tuple(float(n) for n in raw)
    count = f"{least}" if least == most else f"{least} or {most}"
    say(f"{key}: expected {count} numbers {meaning}".rstrip() + f", found {raw!r}")
    return (0.0,) * most


def choice(raw: Mapping[str, Any], key: str, allowed: Sequence[str], default: str, say: Say) -> str:
    value = raw.get(key, default)
    if value not in allowed:
        say(f"{key}: expected one of {', '.join(allowed)}, found {value!r}")
        return default
    return str(value)


def names(raw: Mapping[str, Any], key: str, allowed: Sequence[str], say: Say) -> tuple[str, ...]:
    value = raw.get(key, [])
    if not isinstance(value, list | tuple) or any(name not in allowed for name in value):
        say(f"{key}: expected a list of {', '.join(allowed)}, found {value!r}")
        return ()
    return tuple(value)
