"""Enough is understood, of what guided the words and of what did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import CONTENT
from bot.content import load
from tests.words.measure import KEPT, SEEN, measure, missed, table


@pytest.mark.parametrize("path", [SEEN, KEPT], ids=["seen", "kept"])
def test_what_people_write_is_understood(path: Path) -> None:
    if not path.exists():
        pytest.fail(f"{path.name} is missing in {path.parent.name}: the sentences to measure with")
    found = measure(table(path), load(CONTENT).intents["en"])
    assert list(missed(found)) == []
