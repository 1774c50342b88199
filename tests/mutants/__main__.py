"""`python -m tests.mutants`: random small mistakes in the coach, one at a time; do its own tests notice?

Each is tried in a forked process that has all but the coach imported. Nothing is written to any file.
"""

from __future__ import annotations

import os
import random
import resource
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase

from tests.mutants.changes import MEANT, Change, changes, meant

BAR = 0.92
TESTS = Path("tests/coach")
LONG = "test_simulated_lives.py"
MOST_SECONDS = 30  # of a processor: a mistake that makes it go round for ever is noticed, too
PYTEST = ("-x", "-q", "--noconftest", "-p", "no:cacheprovider", "-o", "addopts=")


class First:
    """Runs the tests first that noticed most so far."""

    def __init__(self, caught: Counter[str]) -> None:
        self.caught = caught
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: -self.caught[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid


def warm(tests: Sequence[Path]) -> None:
    """Imports what the tests need, and forgets what depends on the coach."""
    for path in tests:
        import_module(".".join(path.with_suffix("").parts))
    for name in [name for name in sys.modules if f"{name}.".startswith(("bot.", "tests.coach."))]:
        del sys.modules[name]
    hypothesis.settings.register_profile(
        "the same cases each time",
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=50,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow],
    )
    hypothesis.settings.load_profile("the same cases each time")


def trying(change: Change | None, tests: Sequence[Path], caught: Counter[str]) -> tuple[int, int]:
    """A process that runs the tests, and where it says which of them failed."""
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        _try(change, tests, caught, tell)
    os.close(tell)
    return pid, told


def _try(change: Change | None, tests: Sequence[Path], caught: Counter[str], tell: int) -> NoReturn:
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if change:
            change.apply()
        first = First(caught)
        own = [path for path in tests if change and path.stem == f"test_{change.path.stem}"]
        others = [path for path in tests if path not in own]
        code = _run(own, first) or _run(others, first)
        os.write(tell, first.failed.encode())
    finally:
        os._exit(code)


def _run(tests: Sequence[Path], first: First) -> int:
    return pytest.main([*PYTEST, *map(str, tests)], plugins=[first]) if tests else 0


def tried(drawn: Sequence[Change | None], tests: Sequence[Path]) -> Iterator[tuple[Change | None, bool, str]]:
    """Each change, whether it was noticed, and by which test; as many at a time as there are processors."""
    waiting, running, caught = list(drawn), dict[int, tuple[Change | None, int]](), Counter[str]()
    while waiting or running:
        while waiting and len(running) < len(os.sched_getaffinity(0)):
            change = waiting.pop(0)
            pid, told = trying(change, tests, caught)
            running[pid] = (change, told)
        pid, status = os.wait()
        change, told = running.pop(pid)
        with os.fdopen(told, "rb") as pipe:
            by = pipe.read().decode()
        caught[by] += 1
        yield change, status != 0, by


def passing(tests: Sequence[Path]) -> bool:
    """Tests that fail anyway would notice everything."""
    failed = [by for _, failed, by in tried([None], tests) if failed]
    if failed:
        print(f"Without any change the tests do not pass: {failed[0]}", file=sys.stderr)
    return not failed


def survivors(chosen: Sequence[Change], tests: Sequence[Path]) -> list[Change]:
    """What no test noticed; what one did is printed as it happens."""
    survived = []
    for change, noticed, by in tried(chosen, tests):
        assert change is not None
        if noticed:
            print(
                f"noticed {change.path}:{change.line} {change.name}: {change.becomes}  [{by or 'at once'}]",
                flush=True,
            )
        else:
            survived.append(change)
    return sorted(survived, key=lambda change: (change.path, change.line))


def report(seed: int, drawn: Sequence[Change], chosen: Sequence[Change], survived: Sequence[Change]) -> float:
    """What share was noticed."""
    for each in survived:
        print(f"SURVIVED {each.path}:{each.line} {each.name}\n    - {each.was}\n    + {each.becomes}")
    noticed = len(chosen) - len(survived)
    share = noticed / len(chosen) if chosen else 1.0
    nothing = len(drawn) - len(chosen)
    print(
        f"seed {seed}: {len(drawn)} changes, of which {nothing} change nothing ({MEANT}); "
        f"{noticed} of {len(chosen)} noticed, {share:.1%}; bar {BAR:.0%}"
    )
    return share


def main() -> int:
    parser = ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200, help="0: all there are")
    parser.add_argument("--only", nargs="*", default=[], help="modules of the coach, such as pain")
    parser.add_argument("--tests", nargs="*", type=Path, default=[], help=f"files, else all of {TESTS}")
    asked = parser.parse_args()
    tests = asked.tests or [path for path in sorted(TESTS.glob("test_*.py")) if path.name != LONG]
    every = [each for each in changes() if not asked.only or each.path.stem in asked.only]
    drawn = random.Random(asked.seed).sample(every, min(asked.count or len(every), len(every)))
    chosen = [each for each in drawn if each.key not in meant()]
    warm(tests)
    if not passing(tests):
        return 2
    return 0 if report(asked.seed, drawn, chosen, survivors(chosen, tests)) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
