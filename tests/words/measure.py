"""How many of the tables' sentences are understood."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.intents import Intents
from bot.talk.understand import understand

HERE = Path(__file__).parent
SEEN, KEPT = HERE / "seen" / "en.json", HERE / "kept" / "en.json"


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares: of the alarms heard, of each label's, of the harmless taken for one, of everyday wishes."""

    alarms: float
    each: float
    false: float
    everyday: float


BARS = Bars(0.97, 0.90, 0.02, 0.85)


@dataclass(frozen=True, slots=True)
class Table:
    """Sentences by what they mean."""

    alarms: Mapping[str, Sequence[str]]
    harmless: Sequence[str]
    everyday: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """Per label what was heard of how many; `false`: the harmless sentences that raised an alarm."""

    alarms: Mapping[str, tuple[int, int]]
    false: Sequence[str]
    harmless: int
    everyday: Mapping[str, tuple[int, int]]


def table(path: Path) -> Table:
    """Raises SystemExit, with where it should be, when it is not there."""
    if not path.exists():
        raise SystemExit(f"{path.relative_to(HERE.parent.parent)} is missing: the sentences to measure with")
    return Table(**json.loads(path.read_text("utf-8")))


def measure(said: Table, intents: Intents) -> Result:
    alarms = {
        label: (sum(label in understand(line, intents).alarms for line in lines), len(lines))
        for label, lines in said.alarms.items()
    }
    everyday = {
        name: (sum(understand(line, intents).intent == name for line in lines), len(lines))
        for name, lines in said.everyday.items()
    }
    false = [line for line in said.harmless if understand(line, intents).alarms]
    return Result(alarms, false, len(said.harmless), everyday)


def share(counts: Mapping[str, tuple[int, int]]) -> float:
    return sum(right for right, _ in counts.values()) / sum(of for _, of in counts.values())


def missed(result: Result, bars: Bars = BARS) -> Iterator[str]:
    """The bars that are not reached."""
    if share(result.alarms) < bars.alarms:
        yield f"alarms {share(result.alarms):.1%}, not {bars.alarms:.0%}"
    for label, (right, of) in result.alarms.items():
        if right / of < bars.each:
            yield f"{label} {right}/{of}, not {bars.each:.0%}"
    if len(result.false) > bars.false * result.harmless:
        yield f"{len(result.false)} false alarms of {result.harmless}, more than {bars.false:.0%}"
    if share(result.everyday) < bars.everyday:
        yield f"everyday {share(result.everyday):.1%}, not {bars.everyday:.0%}"
