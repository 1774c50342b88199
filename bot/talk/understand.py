"""What somebody means by a sentence of their own: alarms, an everyday wish, numbers. Knows no language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property, lru_cache

from bot.content.intents import AT_ONCE, Intents, Sense
from bot.talk import scope
from bot.talk.amounts import numbers
from bot.talk.read import is_none
from bot.talk.told import HARMLESS, Told
from bot.talk.words import ASKS, NUMBER, Phrases, Span, Vocabulary, Word

WINDOW = 14  # words between the parts of a rule
OTHER = "other"
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
        self._fact_rules = _rules(intents.facts)
        self._alarming = frozenset(name for each in self._alarm_rules for name in each.wanted)
        self._excuses = _excuses(self._alarm_rules)
        self.intents = intents

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
    def _told(self) -> Told:
        said, stems = _said(self.intents), self.vocabulary.stems
        counted = {label: [stems(line) for line in lines] for label, lines in said.items()}
        turns = frozenset(stem for line in self.intents.scope.but for stem in stems(line.replace("|", " ")))
        return Told(counted, turns, frozenset(self.intents.alarms), frozenset(self.intents.everyday), AT_ONCE)

    def alarms(self, heard: Heard) -> frozenset[str]:
        """A language without sentences of many people has its rules alone."""
        ruled = self.ruled(heard)
        return self._told.alarms(self._stems(heard), ruled) if self.intents.said else ruled

    def _stems(self, heard: Heard) -> tuple[str, ...]:
        return self.vocabulary.stems(heard.text, self._told.known)

    def is_worrying(self, heard: Heard) -> bool:
        stems = self._stems(heard)
        if stems in self._worries:
            return True
        return bool(self.intents.said) and self._told.is_worrying(stems)

    @cached_property
    def _worries(self) -> frozenset[tuple[str, ...]]:
        examples = self.intents.facts["worried"].examples if "worried" in self.intents.facts else ()
        return frozenset(self.vocabulary.stems(line, self._told.known) for line in examples)

    def ruled(self, heard: Heard) -> frozenset[str]:
        """The alarms by rules alone."""
        return frozenset(rule.label for rule in self._alarm_rules if _holds(rule, heard))

    def says(self, fact: str, heard: Heard) -> bool:
        return any(_holds(rule, heard) for rule in self._fact_rules if rule.label == fact)

    @cached_property
    def _examples(self) -> Mapping[tuple[str, ...], str]:
        """What is written just as in an example needs no guess; `OTHER` wishes nothing."""
        every = {OTHER: self.intents.said.get(OTHER, ())}
        every |= {label: sense.examples for label, sense in self.intents.everyday.items()}
        return {self.vocabulary.stems(line): label for label, lines in every.items() for line in lines}

    def intent(self, heard: Heard) -> str | None:
        stems = self._stems(heard)
        if set(stems) <= {NUMBER, *ASKS}:
            return None
        ruled = frozenset(rule.label for rule in self._everyday_rules if _holds(rule, heard))
        meant = self._examples.get(stems) or self._told.wish(stems, ruled)
        return None if meant == OTHER else meant


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


def tells(fact: str, text: str, intents: Intents) -> bool:
    """Whether a text says that of the writer, now; a question does not."""
    matcher = matcher_of(intents)
    heard = matcher.hear(text)
    return not heard.question and matcher.says(fact, heard)


def worries(text: str, intents: Intents) -> bool:
    """Whether something may be wrong with the writer, in a text that says no more clearly what."""
    matcher = matcher_of(intents)
    heard = matcher.hear(text)
    return not matcher.intent(heard) and matcher.is_worrying(heard)


def denies(text: str, intents: Intents) -> bool:
    """Whether some of it is said not to be so, or asked: then it is no plain answer."""
    heard = matcher_of(intents).hear(text)
    return heard.question or bool(heard.void)


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


def _senses(intents: Intents) -> list[Sense]:
    return [*intents.alarms.values(), *intents.everyday.values()]


def _said(intents: Intents) -> dict[str, tuple[str, ...]]:
    """By alarm, wish, harmless and other: what is said, each sentence once."""
    found = {label: sense.examples for label, sense in (*intents.alarms.items(), *intents.everyday.items())}
    found[HARMLESS] = intents.harmless
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
