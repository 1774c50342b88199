"""How much of what is never enough: each of these tests is short in `make test` and long in `make soak`."""

from __future__ import annotations

import os

SOAKING = bool(os.environ.get("SOAK"))


def times(short: int, long: int) -> int:
    """So many lives, kills or cases: `short` for everyone, `long` for hours when nobody waits."""
    return long if SOAKING else short
