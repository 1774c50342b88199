"""The tool that changes the coach: what it changes, that it notices, and that its list fits the code."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.mutants.changes import changes, meant

SOURCE = '''"""Not 1 == 2."""

from dataclasses import dataclass

LIMIT: tuple[int, ...] = (3, 0.5)


@dataclass(frozen=True)
class Person:
    score: int = 0

    def sore(self, by: "3" = "4 + 4") -> bool:
        """Over 4 and < 5."""
        return LIMIT[0] <= self.score < max(self.score, LIMIT[1]) and (
            not self.score
            or False
        )


def known(found, names):
    found += len(names) - 1
    return any(name not in names for name in found if name is not None)
'''
CHANGED = """
LIMIT: LIMIT: tuple[int, ...] = (4, 0.5)
LIMIT: LIMIT: tuple[int, ...] = (2, 0.5)
LIMIT: LIMIT: tuple[int, ...] = (3, 1.5)
LIMIT: LIMIT: tuple[int, ...] = (3, -0.5)
Person: score: int = 1
Person: score: int = -1
Person.sore: return LIMIT[0] <= self.score < max(self.score, LIMIT[1]) or (
Person.sore: return LIMIT[0] < self.score < max(self.score, LIMIT[1]) and (
Person.sore: return LIMIT[0] <= self.score <= max(self.score, LIMIT[1]) and (
Person.sore: return LIMIT[1] <= self.score < max(self.score, LIMIT[1]) and (
Person.sore: return LIMIT[-1] <= self.score < max(self.score, LIMIT[1]) and (
Person.sore: return LIMIT[0] <= self.score < min(self.score, LIMIT[1]) and (
Person.sore: return LIMIT[0] <= self.score < max(self.score, LIMIT[2]) and (
Person.sore: return LIMIT[0] <= self.score < max(self.score, LIMIT[0]) and (
Person.sore: and False
Person.sore: self.score
Person.sore: or True
known: found -= len(names) - 1
known: found += len(names) + 1
known: found += len(names) - 2
known: found += len(names) - 0
known: return all(name not in names for name in found if name is not None)
known: return any(name in names for name in found if name is not None)
known: return any(name not in names for name in found if name is None)
"""


def test_what_is_changed_is_one_operator_or_number_and_no_word(tmp_path: Path) -> None:
    (tmp_path / "person.py").write_text(SOURCE)
    found = changes(tmp_path)
    assert [f"{each.name}: {each.becomes}" for each in found] == CHANGED.strip().splitlines()
    for each in found:
        compile(each.changed, each.path, "exec")
        assert each.was == SOURCE.splitlines()[each.line - 1].strip()


def test_what_is_meant_to_survive_is_in_the_code_and_has_a_reason() -> None:
    """Once each: lines may move, a changed line is to be looked at again."""
    there = Counter(each.key for each in changes())
    assert {key: there[key] for key in meant()} == dict.fromkeys(meant(), 1)
    assert all(meant().values())


def mutants(*asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tests.mutants", *asked], capture_output=True, text=True)


def test_a_mistake_is_noticed_by_the_tests_of_its_rule_and_by_no_others() -> None:
    """Six changes of how pain is read."""
    pain = ("--seed", "7", "--only", "pain", "--count")
    noticed = mutants(*pain, "6", "--tests", "tests/coach/test_pain.py")
    assert noticed.returncode == 0, noticed.stdout + noticed.stderr
    assert noticed.stdout.count("noticed bot/coach/pain.py:") == 6
    missed = mutants(*pain, "2", "--tests", "tests/coach/test_passing.py")
    assert (missed.returncode, missed.stdout.count("SURVIVED bot/coach/pain.py:")) == (1, 2)
