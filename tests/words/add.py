"""`python -m tests.words.add A.json`: people's sentences, shaped like `seen/en.json`, join `en.said.toml`."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.config import CONTENT
from tests.words.measure import Table, table

SAID = CONTENT / "intents" / "en.said.toml"
HEAD = "# Sentences of many people, by what they tell: bot/talk/told.py counts their words.\n[said]\n"


def said() -> dict[str, list[str]]:
    return {label: list(lines) for label, lines in tomllib.loads(SAID.read_text("utf-8"))["said"].items()}


def joined(known: Mapping[str, Sequence[str]], new: Table) -> dict[str, list[str]]:
    """Each sentence once under each label."""
    found = {**new.alarms, **new.everyday, "harmless": new.harmless}
    return {
        label: list(dict.fromkeys([*known.get(label, ()), *(line.strip() for line in found.get(label, ()))]))
        for label in sorted(known.keys() | found.keys())
    }


def written(lists: Mapping[str, Sequence[str]]) -> str:
    found = [HEAD]
    for label, lines in lists.items():
        rows = (f"    {json.dumps(line, ensure_ascii=False)},\n" for line in lines)
        found.append(f"{label} = [\n{''.join(rows)}]\n")
    return "".join(found)


def main() -> None:
    known = said()
    for name in sys.argv[1:]:
        known = joined(known, table(Path(name).resolve()))
    SAID.write_text(written(known), "utf-8")


if __name__ == "__main__":
    main()
