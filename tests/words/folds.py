"""`python -m tests.words.folds A.json …`: how well each person is understood by what the others have said.

Each file is one person's sentences, shaped like `seen/en.json`. What that person says is taken out of `said`
first. Honest about what is counted; about rules only while nobody wrote them for these sentences.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.app import load_content
from bot.config import CONTENT
from bot.content.intents import Intents
from tests.words.measure import Result, Table, measure, share, table


def sentences(said: Table) -> frozenset[str]:
    lists = (*said.alarms.values(), said.harmless, *said.everyday.values())
    return frozenset(line.strip() for lines in lists for line in lines)


def without(intents: Intents, mine: frozenset[str]) -> Intents:
    said = {label: tuple(line for line in lines if line not in mine) for label, lines in intents.said.items()}
    return intents.model_copy(update={"said": said})


def figures(result: Result) -> str:
    return f"alarms {share(result.alarms):.1%}, false {len(result.false)}/{result.harmless}"


def main() -> None:
    intents = load_content(CONTENT).intents["en"]
    rules = intents.model_copy(update={"said": {}})
    for name in sys.argv[1:]:
        said = table(Path(name).resolve())
        alone, both = measure(said, rules), measure(said, without(intents, sentences(said)))
        print(f"{name}: rules {figures(alone)}; with what others said {figures(both)}")
        print(*(f"  {label:16} {right}/{of}" for label, (right, of) in both.alarms.items()), sep="\n")


if __name__ == "__main__":
    main()
