"""What people may write: checked like all content, and a pack adds to it."""

from __future__ import annotations

from pathlib import Path

from bot import content
from bot.config import CONTENT
from tests.content.folder import complaints


def mine(root: Path, text: str) -> Path:
    (root / "intents").mkdir()
    (root / "intents" / "en.toml").write_text(text, "utf-8")
    return root


def test_a_pack_adds_examples(tmp_path: Path) -> None:
    pack = content.load(mine(tmp_path, '[everyday.stop]\nexamples = ["basta"]'), base=CONTENT)
    examples = pack.intents["en"].everyday["stop"].examples
    assert examples[-1] == "basta"
    assert len(examples) > 20


def test_an_unknown_intent_and_a_rule_of_no_concept_are_both_named(tmp_path: Path) -> None:
    text = '[everyday.stopp]\nexamples = ["basta"]\n[alarms.heart]\nrules = ["hart"]'
    said = complaints(mine(tmp_path, text), base=CONTENT)
    assert any("everyday.stopp: is not known, did you mean 'stop'?" in line for line in said)
    assert any("alarms.heart.rules: 'hart' is no concept" in line for line in said)


def test_every_flag_and_intent_has_examples() -> None:
    intents = content.load(CONTENT).intents["en"]
    assert all(sense.examples for sense in (*intents.alarms.values(), *intents.everyday.values()))
