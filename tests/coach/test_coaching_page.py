"""docs/coaching.md says what the code does: rules, week plans and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from bot.coach import day, ladder, slots, weekly
from bot.coach.model import Goal

PAGE = Path("docs/coaching.md").read_text() + Path("docs/coaching-numbers.md").read_text()


def table(first: str) -> list[list[str]]:
    """The rows of the tables whose first column has that heading, without headings."""
    rows: list[list[str]] = []
    inside = False
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        inside = line.startswith("|") and (inside or cells[0] == first)
        if inside and cells[0] != first and not cells[0].startswith("---"):
            rows.append(cells)
    return rows


def test_every_rule_is_on_the_page_in_its_order() -> None:
    """First match counts, so the order does."""
    rules = [r.name for r in day.RULES] + [r.name for r in ladder.RULES] + [r.name for r in weekly.RULES]
    assert [row[0] for row in table("rule")] == rules


@pytest.mark.parametrize(
    ("heading", "places"), [("strength day", slots.WORK), ("day between", slots.BETWEEN)]
)
def test_the_places_are_as_on_the_page(heading: str, places: Mapping[Goal, Sequence[int]]) -> None:
    """By goal and minutes."""
    assert table(heading) == [[str(goal), *map(str, counts)] for goal, counts in places.items()]


@pytest.mark.parametrize(("constant", "value", "source"), table("constant"))
def test_the_numbers_are_those_of_the_code(constant: str, value: str, source: str) -> None:
    """Each with where it comes from."""
    module, name = constant.split(".")
    assert getattr(import_module(f"bot.coach.{module}"), name) == float(value)
    assert source
