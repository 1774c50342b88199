"""Trouble on request: slow, broken, dropped, refused or repeated, for the next calls or by seeded chance."""

import random
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What can go wrong between a bot and Telegram."""

    DELAY = "delay"
    ERROR = "error"
    DROP = "drop"
    FLOOD = "flood"
    DUPLICATE = "duplicate"


@dataclass
class Fault:
    """One kind of trouble, for one method (`*` is every method but getUpdates) while `times` lasts."""

    trouble: Trouble
    method: str
    times: int | None
    chance: float
    after: bool = False
    code: int = 502
    seconds: float = 0.0


class Faults:
    """The troubles asked for. `times=None` goes on until `clear()`; `chance` is 0 to 1, drawn from `seed`."""

    def __init__(self, seed: int = 1) -> None:
        self._dice = random.Random(seed)
        self._asked: list[Fault] = []
        self.happened: list[Fault] = []

    def delay(self, seconds: float, method: str = "*", times: int | None = 1, chance: float = 1.0) -> None:
        """Answer late by so many real seconds."""
        self._asked.append(Fault(Trouble.DELAY, method, times, chance, seconds=seconds))

    def fail(
        self,
        method: str = "*",
        times: int | None = 1,
        chance: float = 1.0,
        code: int = 502,
        after: bool = False,
    ) -> None:
        """Answer with a 5xx, before or after the call took effect."""
        self._asked.append(Fault(Trouble.ERROR, method, times, chance, after, code))

    def drop(
        self, method: str = "*", times: int | None = 1, chance: float = 1.0, after: bool = False
    ) -> None:
        """Close the connection without an answer, before or after the call took effect."""
        self._asked.append(Fault(Trouble.DROP, method, times, chance, after))

    def flood(
        self, retry_after: int = 1, method: str = "*", times: int | None = 1, chance: float = 1.0
    ) -> None:
        """Answer 429 with `retry_after` seconds."""
        self._asked.append(Fault(Trouble.FLOOD, method, times, chance, code=429, seconds=retry_after))

    def duplicate(self, times: int | None = 1, chance: float = 1.0) -> None:
        """Deliver an update again although the bot has acknowledged it."""
        self._asked.append(Fault(Trouble.DUPLICATE, "update", times, chance))

    def clear(self) -> None:
        self._asked.clear()

    def draw(self, trouble: Trouble, method: str, after: bool = False) -> Fault | None:
        """The fault that strikes this call now, used up by one."""
        for fault in self._asked:
            if (fault.trouble, fault.after) != (trouble, after) or not _concerns(fault, method):
                continue
            if fault.chance < 1 and self._dice.random() >= fault.chance:
                continue
            if fault.times is not None:
                fault.times -= 1
                self._asked = [one for one in self._asked if one.times != 0]
            self.happened.append(fault)
            return fault
        return None


def _concerns(fault: Fault, method: str) -> bool:
    return fault.method.lower() == method.lower() or (fault.method == "*" and method.lower() != "getupdates")
