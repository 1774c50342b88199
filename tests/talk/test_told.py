"""What many people have said: heard without a rule, and doubts a rule that harmless words surround."""

from __future__ import annotations

import pytest

from bot.config import CONTENT
from bot.content import load
from bot.content.intents import Intents
from bot.talk.told import Told, features
from bot.talk.understand import alarms, matcher_of

INTENTS = load(CONTENT).intents["en"]


def by_rules(text: str, intents: Intents = INTENTS) -> frozenset[str]:
    matcher = matcher_of(intents)
    return matcher.ruled(matcher.hear(text))


def test_an_alarm_that_no_rule_foresaw_is_heard() -> None:
    text = "me waterworks have packed in since the back got bad and i cant feel when i go"
    assert "bladder-bowel" in alarms(text, INTENTS)


def test_a_rule_is_doubted_when_all_else_is_told_like_something_harmless() -> None:
    text = "never had cancer, they did tests and it was nothing, only a cyst"
    bare = INTENTS.model_copy(update={"said": {}})
    assert alarms(text, INTENTS) == frozenset()
    assert alarms(text, bare) == by_rules(text)


@pytest.mark.parametrize(
    "text", ["chest pain", "pregnant", "fever and chills", "my bum is numb", "im on chemo"]
)
def test_a_rule_that_is_told_in_a_few_words_is_never_doubted(text: str) -> None:
    assert alarms(text, INTENTS) >= by_rules(text) > frozenset()


def test_what_follows_a_but_is_weighed_alone() -> None:
    assert "saddle-numb" in alarms("no fever and no chills here but my bum is numb", INTENTS)


def test_a_language_without_such_sentences_has_its_rules() -> None:
    bare = INTENTS.model_copy(update={"said": {}})
    for text in ("cant pee since monday", "no fever", "me waterworks have packed in"):
        assert alarms(text, bare) == by_rules(text, bare)


def test_counts_alone_decide() -> None:
    said = {"lump": [("a", "lump")] * 30, "harmless": [("no", "lump")] * 30, "go": [("go", "on")] * 30}
    told = Told(said, frozenset({"but"}), alarms=frozenset({"lump"}), wishes=frozenset({"go"}))
    none = frozenset[str]()
    assert told.alarms(("no", "lump"), none) == none
    assert told.alarms(("a", "lump"), none) == {"lump"}
    assert told.alarms(("go", "on"), none) == none
    assert told.alarms((), none) == none
    assert told.wish(("go", "on"), none) == "go"
    assert told.wish(("a", "lump"), none) is None
    assert told.wish(("never", "met"), none) is None


def test_features_are_stems_and_neighbours() -> None:
    assert features(("a", "b")) == {"a", "b", "^ a", "a b", "b $"}
