"""`python -m tests.words`: prints the table, and exits with 1 when a bar is not reached."""

from __future__ import annotations

import sys

from bot.app import load_content
from bot.config import CONTENT
from tests.words.measure import KEPT, SEEN, Result, measure, missed, share, table


def show(seen: Result, kept: Result) -> None:
    print(f"{'':16}  seen    kept")
    for label, (right, of) in seen.alarms.items():
        there, all_there = kept.alarms.get(label, (0, 0))
        print(f"{label:16} {right:3}/{of:<3} {there:3}/{all_there:<3}")
    print(f"{'alarms':16} {share(seen.alarms):7.1%} {share(kept.alarms):7.1%}")
    print(
        f"{'false alarms':16} {len(seen.false):3}/{seen.harmless:<3} {len(kept.false):3}/{kept.harmless:<3}"
    )
    print(f"{'everyday':16} {share(seen.everyday):7.1%} {share(kept.everyday):7.1%}")


def main() -> int:
    intents = load_content(CONTENT).intents["en"]
    seen, kept = (measure(table(path), intents) for path in (SEEN, KEPT))
    show(seen, kept)
    results = {"seen": seen, "kept": kept}
    worse = [f"{name}: {bar}" for name, result in results.items() for bar in missed(result)]
    print(*worse, sep="\n", file=sys.stderr, end="\n" * bool(worse))
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
