"""No word of a phrase is one that a text cannot hold: "10am" is read as two words, "wks" as "weeks"."""

from __future__ import annotations

import pytest

from bot.config import CONTENT
from bot.content import load
from bot.talk.understand import matcher_of
from bot.talk.words import GAP, Vocabulary

INTENTS = load(CONTENT).intents


def unheard(vocabulary: Vocabulary, atom: str) -> bool:
    """Whether no text is read as this word: `#70-105` as its least number, `=legs` as "legs"."""
    if atom == GAP:
        return False
    (key,) = next(iter(vocabulary.steps([atom])))
    least = atom[1:].partition("-")[0] if atom[0] == "#" else atom.lstrip("=").rstrip("*")
    words = vocabulary.words(least)
    return len(words) != 1 or key not in words[0].keys


@pytest.mark.parametrize("language", sorted(INTENTS))
def test_every_alternative_of_every_phrase_can_match(language: str) -> None:
    intents = INTENTS[language]
    vocabulary = matcher_of(intents).vocabulary
    around = {key: value for key, value in intents.scope if isinstance(value, tuple)}
    phrases = [(name, line) for name, lines in {**intents.concepts, **around}.items() for line in lines]
    found = [
        f"{name}: {atom!r} in {line!r}"
        for name, line in phrases
        for atom in line.replace("_", " ").replace("|", " ").split()
        if unheard(vocabulary, atom)
    ]
    assert found == []


@pytest.mark.parametrize("language", sorted(INTENTS))
def test_no_bar_stands_alone(language: str) -> None:
    """ "a| b" and "a||b" hold an empty alternative."""
    concepts = INTENTS[language].concepts
    lines = [(name, line) for name, lines in concepts.items() for line in lines]
    assert [line for _, line in lines if any("" in step.split("|") for step in line.split())] == []
