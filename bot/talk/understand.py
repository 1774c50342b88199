"""What somebody means by a sentence of their own: alarms, an everyday wish, numbers. Knows no language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property, lru_cache
from itertools import pairwise

from bot.content.intents import Intents, Sense
from bot.talk import scope
from bot.talk.amounts import numbers
from bot.talk.likeness import Likeness
from bot.talk.read import is_none
from bot.talk.told import EVERYDAY, HARMLESS, Told
from bot.talk.words import Phrases, Span, Vocabulary, Word

WINDOW = 14  # words between the parts of a rule
LIKE, RULED = 1.0, 1.0  # log odds a word that an everyday intent needs; what a rule adds to them
CLEAR, SURE = 0.3, 1.8  # by how much the likeliest has to be likelier than the next; needless from there on
KNOWN = 0.5  # of its words, the share that some example has
ASKED = re.compile(r"[?？](?!\w)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that a text may mean at once; who asks decides what counts."""

    alarms: frozenset[str]  # values of Flag, or "despair"
    intent: str | None  # None: nothing clear
    none: bool  # a plain no to a list
    score: int | None  # 0 to 10
    minutes: int | None
    at: time | None
    days: int | None
    question: bool
    text: str = ""  # as it was written


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts that together mean `label`. `ever`: also when it was long ago."""

    label: str
    wanted: tuple[str, ...]
    unless: tuple[str, ...]
    ever: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with the phrases in it that are said of the writer."""

    text: str
    words: tuple[Word, ...]
    live: Mapping[str, Sequence[Span]]  # by concept
    over: frozenset[int]  # places of words about what is long over
    void: frozenset[int]  # places of words that are not said of the writer
    question: bool


class Matcher:
    """One language, ready to listen."""

    def __init__(self, intents: Intents) -> None:
        examples = [line for sense in _senses(intents) for line in sense.examples] + list(intents.harmless)
        named = intents.concepts
        around = {key: value for key, value in intents.scope if isinstance(value, tuple)}
        phrases = [line for lines in (*named.values(), *around.values()) for line in lines]
        self.vocabulary = Vocabulary(intents, phrases, examples)
        self._concepts = Phrases(self.vocabulary, named)
        self._around = Phrases(self.vocabulary, around)
        self._alarm_rules = _rules(intents.alarms)
        self._everyday_rules = _rules(intents.everyday)
        self._alarming = frozenset(name for each in self._alarm_rules for name in each.wanted)
        self._excuses = _excuses(self._alarm_rules)
        self.intents = intents

    @cached_property
    def _everyday(self) -> Likeness:
        """Counted when the first text is heard: `check` and the alarms do without."""
        pairs = [(label, line) for label, sense in self.intents.everyday.items() for line in sense.examples]
        pairs += [(HARMLESS, line) for line in self.intents.harmless]
        return Likeness((label, features(self.hear(line))) for label, line in pairs)

    def hear(self, text: str) -> Heard:
        words = self.vocabulary.words(text)
        concepts, around = self._concepts.find(words), self._around.find(words)
        alarming = [span for span in concepts if span.name in self._alarming]
        void = scope.denied(words, around, alarming)
        theirs = scope.of_others(words, around, alarming)
        unclear, me = scope.asked_about(words, around), scope.starts(around, "me")
        idioms = [span for span in around if span.name == "idioms"]
        live: dict[str, list[Span]] = {}
        for span in concepts:
            inside = range(span.start, span.end)
            others = span.start in theirs and not me & set(inside)
            idiom = any(scope.says_else(each, span) for each in idioms)
            elsewhere = (others or idiom) and span.name not in self._excuses
            if not (elsewhere or span.start in void or words[span.start].sentence in unclear):
                live.setdefault(span.name, []).append(span)
        question = bool(ASKED.search(text)) or 0 in scope.starts(around, "questions")
        return Heard(text, words, live, scope.over(words, around), void | theirs, question)

    @cached_property
    def _told(self) -> Told | None:
        """None for a language without sentences of many people: its rules are all it has."""
        said, stems = _said(self.intents), self.vocabulary.stems
        counted = {label: [stems(line) for line in lines] for label, lines in said.items()}
        turns = frozenset(stem for line in self.intents.scope.but for stem in stems(line.replace("|", " ")))
        return Told(counted, turns) if counted else None

    def alarms(self, heard: Heard) -> frozenset[str]:
        told, ruled = self._told, self.ruled(heard)
        return told.alarms(self.vocabulary.stems(heard.text, told.known), ruled) if told else ruled

    def ruled(self, heard: Heard) -> frozenset[str]:
        """The alarms by rules alone."""
        return frozenset(rule.label for rule in self._alarm_rules if _holds(rule, heard))

    @cached_property
    def _examples(self) -> Mapping[tuple[str, ...], str]:
        """What is written just as in an example needs no guess."""
        every = self.intents.everyday.items()
        return {_stems(self.hear(line)): label for label, sense in every for line in sense.examples}

    def intent(self, heard: Heard) -> str | None:
        if all(word.text.isdecimal() for word in heard.words):
            return None
        return self._examples.get(_stems(heard)) or self._likely(heard)

    def _likely(self, heard: Heard) -> str | None:
        scores = dict(self._everyday.scores(features(heard)))
        for label in {rule.label for rule in self._everyday_rules if _holds(rule, heard)}:
            scores[label] += RULED
        best, second = sorted(scores, key=lambda label: -scores[label])[:2]
        clear = scores[best] > LIKE and (scores[best] - scores[second] >= CLEAR or scores[best] > SURE)
        return best if clear and best != HARMLESS and self._is_familiar(heard) else None

    def _is_familiar(self, heard: Heard) -> bool:
        """Enough of it for a guess: words that were met before."""
        words = [word.stem for word in heard.words if not word.text.isdecimal()]
        return sum(map(self._everyday.knows, words)) >= KNOWN * len(words)


def understand(text: str, intents: Intents) -> Meaning:
    """Pure: the same text and intents, the same meaning."""
    matcher = matcher_of(intents)
    heard = matcher.hear(text)
    told = numbers(text, intents.amounts, intents.spelled)
    none = intents.none
    return Meaning(
        alarms=matcher.alarms(heard),
        intent=matcher.intent(heard),
        none=is_none(text, none.alone, none.begins, none.rest),
        score=told.score,
        minutes=told.minutes,
        at=told.at,
        days=told.days,
        question=heard.question,
        text=text,
    )


def alarms(text: str, intents: Intents) -> frozenset[str]:
    """The alarms in a text and nothing else."""
    matcher = matcher_of(intents)
    return matcher.alarms(matcher.hear(text))


def asks(text: str, intents: Intents) -> bool:
    """Whether a text is a question, rather than something to be noted."""
    return matcher_of(intents).hear(text).question


def stems(text: str, intents: Intents) -> frozenset[str]:
    """Its words, whatever their endings."""
    return frozenset(word.stem for word in matcher_of(intents).vocabulary.words(text))


@lru_cache(maxsize=16)
def matcher_of(intents: Intents) -> Matcher:
    """Made once for each language, in about a tenth of a second."""
    return Matcher(intents)


def _stems(heard: Heard) -> tuple[str, ...]:
    return tuple(word.stem for word in heard.words)


def features(heard: Heard) -> frozenset[str]:
    """Stems, pairs of stems, and concepts; what is not said of the writer is marked as such."""
    stems = [f"-{word.stem}" if at in heard.void else word.stem for at, word in enumerate(heard.words)]
    pairs = {f"{one} {two}" for one, two in pairwise(stems)}
    return frozenset(stems) | pairs | {f"@{name}" for name in heard.live}


def _senses(intents: Intents) -> list[Sense]:
    return [*intents.alarms.values(), *intents.everyday.values()]


def _said(intents: Intents) -> dict[str, tuple[str, ...]]:
    """By alarm, and for harmless and everyday: what is said, each sentence once; {} where nothing is."""
    if not intents.said:
        return {}
    wishes = [line for sense in intents.everyday.values() for line in sense.examples]
    examples = {label: sense.examples for label, sense in intents.alarms.items()}
    found = {**examples, HARMLESS: intents.harmless, EVERYDAY: tuple(wishes)}
    return {
        label: tuple(dict.fromkeys((*found.get(label, ()), *intents.said.get(label, ()))))
        for label in sorted(found.keys() | intents.said.keys())
    }


def _rules(senses: Mapping[str, Sense]) -> tuple[Rule, ...]:
    return tuple(rule(label, line) for label, sense in senses.items() for line in sense.rules)


def _excuses(rules: Iterable[Rule]) -> frozenset[str]:
    """The concepts that only ever undo an alarm, whoever and whatever they are said of."""
    found = {name for each in rules for name in each.unless}
    return frozenset(found.difference(*(each.wanted for each in rules)))


def rule(label: str, line: str) -> Rule:
    """ "^transplant immune -joke": both, and no joke; also when it was long ago."""
    names = line.lstrip("^").split()
    wanted = tuple(name for name in names if not name.startswith("-"))
    unless = tuple(name[1:] for name in names if name.startswith("-"))
    return Rule(label, wanted, unless, line.startswith("^"))


def _holds(rule: Rule, heard: Heard) -> bool:
    if not all(name in heard.live for name in rule.wanted):
        return False
    if any(name in heard.live for name in rule.unless):
        return False
    return any(_together(rule, span, heard) for span in heard.live[rule.wanted[0]])


def _together(rule: Rule, first: Span, heard: Heard) -> bool:
    """Whether every part is near the first one, and not long over."""
    if not rule.ever and first.end - 1 in heard.over:
        return False
    return all(
        any(abs(span.start - first.start) <= WINDOW for span in heard.live[name]) for name in rule.wanted[1:]
    )


def warm(intents: Intents) -> None:
    """Makes ready what the first sentence would wait for: call it in a thread of its own."""
    understand("", intents)
    matcher_of(intents).vocabulary.warm()
