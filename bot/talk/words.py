"""A text as words that a lexicon knows: short forms spelled out, typing mistakes put right, stems."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import snowballstemmer
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.content.intents import Intents

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]|\n")
APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
STRETCHED = re.compile(r"([^\W\d])\1{2,}")  # sooo
ASKS = "?？"
ENDS, PAUSES = frozenset(".!?？…;\n"), frozenset(",:()–—")
DROPPED = frozenset("-\"“”*_'’‘`~#")
GAP, FEWEST, LONG = "~", 5, 9  # letters of a word that may be a typing mistake: of one letter, of two
NUMBER = "#"  # any number, among the stems of what many people said
ANY = frozenset({GAP})
AFTER_GAP, FILLED = 3, 3
SHORT_BEGINNING = 3  # letters: too few to tell that a word is no typing mistake


@dataclass(frozen=True, slots=True)
class Word:
    """`keys`: what a lexicon looks for and this word is; `clause` counts on through sentences."""

    text: str
    stem: str
    keys: frozenset[str]
    sentence: int
    clause: int
    filler: bool
    asked: bool = False  # its sentence ends with a question mark


@dataclass(frozen=True, slots=True)
class Span:
    """Words from `start` to before `end` that are a phrase of `name`."""

    name: str
    start: int
    end: int


Steps = tuple[frozenset[str], ...]


class Vocabulary:
    """The words of a language's lexicon, and what a typed word may be among them."""

    def __init__(self, intents: Intents, phrases: Iterable[str], examples: Iterable[str]) -> None:
        self._spelled = {plain(short): plain(long).split() for short, long in intents.spelled.items()}
        self._language = intents.stemmer
        self._numbers = intents.amounts.numbers
        self.stem = lru_cache(maxsize=20_000)(self._stem)
        self.hits = lru_cache(maxsize=20_000)(self._hits)
        self.right = lru_cache(maxsize=20_000)(self._put_right)
        self._fillers = frozenset(plain(word) for line in intents.fillers for word in line.split())
        atoms = {word for line in phrases for word in line.replace("_", " ").replace("|", " ").split()}
        prefixes = sorted(atom[:-1] for atom in atoms if atom.endswith("*"))
        self._prefixes = {
            one: tuple(each for each in prefixes if each[0] == one) for one in {each[0] for each in prefixes}
        }
        self._ranges = {atom: _range(atom[1:]) for atom in atoms if atom[0] == "#"}
        words = {atom.lstrip("=").rstrip("*") for atom in atoms if atom[0] not in "#~"}
        self._right = sorted(word for word in words if len(word) > FEWEST)
        known = {word for line in (*examples, *intents.known) for word in TOKEN.findall(plain(line))}
        self._known = known | words | self._fillers | self._spelled.keys() | self._numbers.keys()

    def _stem(self, word: str) -> str:
        """One each: it works on itself, and two threads, as at a start, would spoil words for ever."""
        return str(snowballstemmer.stemmer(self._language).stemWord(word))

    def _hits(self, word: str) -> frozenset[str]:
        """The keys of a word: its stem, itself, the prefixes it has, the ranges its number is in."""
        found = {self.stem(word), f"={word}"}
        begins = self._prefixes.get(word[0], ())
        found.update(f"{prefix}*" for prefix in begins if word.startswith(prefix))
        number = number_of(word, self._numbers)
        if number is not None:
            found.update(key for key, (low, high) in self._ranges.items() if low <= number <= high)
        return frozenset(found)

    def steps(self, phrase: Iterable[str]) -> Steps:
        return tuple(frozenset(map(self._key, plain(word).split("|"))) for word in phrase)

    def _key(self, atom: str) -> str:
        return atom if atom[0] in "#=~" or atom[-1] == "*" else self.stem(atom)

    def _put_right(self, word: str) -> str:
        """The word of the lexicon that a typing mistake was meant to be; a known word stays."""
        if len(word) < FEWEST or not word.isalpha() or word in self._known:
            return word
        if word.endswith("in") and f"{word}g" in self._known:  # runnin
            return f"{word}g"
        if self._is_known(word):
            return word
        far = 2 if len(word) >= LONG else 1
        found = extractOne(word, self._right, scorer=OSA.distance, score_cutoff=far)
        return str(found[0]) if found and found[0][0] == word[0] else word

    def _is_known(self, word: str) -> bool:
        begins = tuple(each for each in self._prefixes.get(word[0], ()) if len(each) > SHORT_BEGINNING)
        return word in self._known or word.startswith(begins) or self.stem(word) in self._known_stems

    @cached_property
    def _known_stems(self) -> frozenset[str]:
        """Only a word that nobody has written before needs them."""
        return frozenset(map(self.stem, self._known))

    def warm(self) -> None:
        self._is_known("?")

    def words(self, text: str) -> tuple[Word, ...]:
        found: list[Word] = []
        sentence = clause = 0
        asked: set[int] = set()
        for token in self._joined(TOKEN.findall(plain(text))):
            if token in DROPPED:
                continue
            if token in ENDS or token in PAUSES:
                asked.update({sentence} if token in ASKS else ())
                sentence, clause = sentence + (token in ENDS), clause + 1
                continue
            for each in self._spelled.get(token, (token,)):
                found.append(self._word(each, sentence, clause))
        return tuple(replace(each, asked=True) if each.sentence in asked else each for each in found)

    def _joined(self, tokens: list[str]) -> list[str]:
        """ "In fection": two pieces, one of them no word, that are a long word together."""
        found: list[str] = []
        for token in tokens:
            both = found[-1] + token if found else token
            if found and len(both) >= LONG and both in self._known and not {found[-1], token} <= self._known:
                found[-1] = both
            else:
                found.append(token)
        return found

    def stems(self, text: str, known: Container[str] | None = None) -> tuple[str, ...]:
        """As typed, put right only where the stem is not `known`; numbers are alike, and "?" is a word."""
        tokens = [each for token in TOKEN.findall(plain(text)) for each in self._spelled.get(token, (token,))]
        return tuple(self._as_told(each, known) for each in tokens if each[0].isalnum() or each in ASKS)

    def _as_told(self, token: str, known: Container[str] | None) -> str:
        stem = NUMBER if token[0].isdigit() else self.stem(token)
        return stem if known is None or stem in known else self.stem(self.right(token))

    def _word(self, token: str, sentence: int, clause: int) -> Word:
        right = self.right(token)
        return Word(right, self.stem(right), self.hits(right), sentence, clause, right in self._fillers)


def plain(text: str) -> str:
    """Small letters, no apostrophes, no stretched letters."""
    return STRETCHED.sub(r"\1\1", APOSTROPHE.sub("", text.casefold()))


def _range(text: str) -> tuple[float, float]:
    """ "70-105", or one number."""
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def number_of(word: str, numbers: Mapping[str, float]) -> float | None:
    """What "7", "38,5" or "seven" counts; None for anything else."""
    if re.fullmatch(r"\d+([.,]\d+)?", word):
        return float(word.replace(",", "."))
    return numbers.get(word)


class Phrases:
    """Named phrases, found in a text all at once: a|b either, =word as it is, begin*, #1-9, ~ some words."""

    def __init__(self, vocabulary: Vocabulary, named: Mapping[str, Iterable[str]]) -> None:
        self._first: dict[str, list[tuple[str, Steps]]] = {}
        for name, lines in named.items():
            for line in (each for phrase in lines for each in variants(phrase)):
                steps = vocabulary.steps(line)
                for key in steps[0]:
                    self._first.setdefault(key, []).append((name, steps))

    def find(self, words: tuple[Word, ...]) -> list[Span]:
        found: set[Span] = set()
        there = frozenset[str]().union(*(word.keys for word in words))
        for start, word in enumerate(words):
            for key in word.keys:
                for name, steps in self._first.get(key, ()):
                    # Most phrases end in a word that is nowhere in the text.
                    if not there.isdisjoint(steps[-1]) and (end := _end(words, start + 1, steps, 1)):
                        found.add(Span(name, start, end))
        return sorted(found, key=lambda span: (span.start, span.end, span.name))


def variants(phrase: str) -> list[tuple[str, ...]]:
    """ "old_man|granny walks": one for all single words of a step, and one for each that is several words."""
    found: list[tuple[str, ...]] = [()]
    for step in phrase.split():
        many = [tuple(each.split("_")) for each in step.split("|") if "_" in each]
        single = "|".join(each for each in step.split("|") if "_" not in each)
        found = [(*head, *tail) for head in found for tail in ([(single,)] if single else []) + many]
    return found


def _end(words: tuple[Word, ...], at: int, steps: Steps, step: int) -> int:
    """Where the phrase ends that has come to `step`, 0 when it does not go on here."""
    if step == len(steps):
        return at
    gap = steps[step] == ANY
    wanted = steps[step + gap]
    for place in range(at, min(len(words), at + (AFTER_GAP if gap else FILLED) + 1)):
        word = words[place]
        if word.sentence != words[at - 1].sentence:
            return 0
        if wanted & word.keys and (end := _end(words, place + 1, steps, step + 1 + gap)):
            return end
        if not gap and not word.filler:
            return 0
    return 0
