"""What is wrong in the content files, said so that whoever wrote them can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`expected` describes what would be right, with an example."""

    file: str
    key: str
    wrong: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.wrong}; expected {self.expected}"


class Mistakes(ValueError):  # noqa: N818
    """Every mistake of every content file at once; `str()` is the message for the operator."""

    def __init__(self, found: Iterable[Mistake]) -> None:
        self.found = tuple(sorted(found))
        super().__init__("\n".join(map(str, self.found)))


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """', did you mean …?' when something known looks like the word, else nothing."""
    by_small = {each.lower(): each for each in known}
    near = get_close_matches(str(word).lower(), by_small, n=1)
    return f", did you mean '{by_small[near[0]]}'?" if near else ""
