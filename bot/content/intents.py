"""What people may write, by language: examples, words for the same thing, and rules that join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from bot.coach.screening import EMERGENCY, ON_CARDS
from bot.content.mistakes import Mistake, did_you_mean
from bot.content.schema import Plain, Schema, read

DESPAIR = "despair"  # no line of a safety card: asked about nowhere, answered at once
AT_ONCE = frozenset({*map(str, EMERGENCY), DESPAIR})  # heard sooner than a line that can wait
ALARMS = frozenset({*map(str, ON_CARDS), DESPAIR})
EVERYDAY = frozenset(
    {
        "pain-worse",
        "pain-better",
        "pain-same",
        "pain-score",
        "bad-now",
        "no-time",
        "later",
        "remind-at",
        "change-hour",
        "holiday",
        "ill",
        "stop",
        "not-today",
        "too-easy",
        "too-hard",
        "something-else",
        "more",
        "done",
        "did-yesterday",
        "walked",
        "broke",
        "fear",
        "slip",
        "low-hope",
        "back-again",
        "normal",
        "sleep",
        "got-equipment",
        "lost-equipment",
        "who-sees",
        "language",
        "thanks",
        "greeting",
        "help",
        "how-to",
        "go",
        "progress",
        "delete",
        "who-are-you",
        "where-to-go",
    }
)
FACTS = frozenset({"leg-pain", "worried"})
Lines = tuple[Plain, ...]
SAID = "a list of sentences as people write them"


def _no_twins(lines: tuple[str, ...]) -> tuple[str, ...]:
    twins = sorted({line for line in lines if lines.count(line) > 1}) if len(set(lines)) < len(lines) else []
    if twins:
        raise ValueError(f"{twins[0]!r} stands twice")
    return lines


Examples = Annotated[Lines, AfterValidator(_no_twins)]


class Sense(Schema):
    """What one alarm or one intent is told by: rules and examples."""

    rules: Lines = Field(
        default=(), description='names of [concepts], "-" before one that must be away ("numb saddle -joke")'
    )
    examples: Examples = Field(default=(), description=SAID)


class Scope(Schema):
    """Words that say whether what follows is so: not, somebody else, long ago."""

    negation: Lines = Field(default=(), description='words that deny what follows ("no")')
    affirms: Lines = Field(default=(), description='phrases with such a word that deny nothing ("dont know")')
    stops: Lines = Field(default=(), description='words that end what is denied ("but")')
    starts: Lines = Field(default=(), description='words that end it at the beginning of a clause ("my")')
    fine: Lines = Field(default=(), description='words after it that deny it ("normal")')
    who: Lines = Field(default=(), description='other people ("my mum")')
    does: Lines = Field(default=(), description='what they have or are ("has")')
    me: Lines = Field(default=(), description='the writer ("i")')
    behalf: Lines = Field(default=(), description='asked for somebody else ("asking for")')
    past: Lines = Field(default=(), description='long over ("years ago")')
    settled: Lines = Field(default=(), description='what stands before it is over ("fine again")')
    but: Lines = Field(default=(), description='what stands before it is not ("but")')
    lately: Lines = Field(default=(), description='what follows it is not long over ("now")')
    wonders: Lines = Field(
        default=(), description='how a question of nobody in particular begins ("can people")'
    )
    moves: Lines = Field(
        default=(), description='how a question about an exercise begins ("should i squeeze")'
    )
    meaning: Lines = Field(default=(), description='asks what a word means ("what does ~ mean")')
    idioms: Lines = Field(default=(), description='says something else ("chest of drawers")')
    questions: Lines = Field(default=(), description='how a question begins ("can i")')


class NoneOf(Schema):
    """A plain no to a list."""

    alone: Lines = Field(default=(), description='"none"')
    begins: Lines = Field(default=(), description='"none of"')
    rest: Lines = Field(default=(), description='all that may follow ("the six")')


class Amounts(Schema):
    """Words around numbers."""

    numbers: Mapping[str, float] = Field(default={}, description="number words (seven = 7)")
    tens: Lines = Field(default=(), description='number words that take another one ("twenty")')
    minutes: Mapping[str, float] = Field(default={}, description="units in minutes (hour = 60)")
    days: Mapping[str, float] = Field(default={}, description="units in days (week = 7)")
    half: Lines = Field(default=(), description='"half"')
    quarter: Lines = Field(default=(), description='"quarter"')
    past: Lines = Field(default=(), description='minutes after ("past")')
    half_past: Lines = Field(default=(), description='right before an hour, half past it ("half" seven)')
    to: Lines = Field(default=(), description='minutes before ("to")')
    fillers: Lines = Field(default=(), description='may stand between number and unit ("an", "of")')
    at: Lines = Field(default=(), description='before a time ("at")')
    clock: Lines = Field(default=(), description='after an hour ("oclock")')
    am: Lines = Field(default=(), description='morning ("am")')
    pm: Lines = Field(default=(), description='afternoon and evening ("pm")')
    times: Mapping[str, str] = Field(default={}, description='words for a time (noon = "12:00")')
    before_score: Lines = Field(default=(), description='before a pain score ("its a")')
    after_score: Lines = Field(default=(), description='after a pain score ("today")')
    out_of: Lines = Field(default=(), description='before the 10 ("out of")')
    was: Lines = Field(default=(), description='before a score that is over ("was")')


class Intents(Schema):
    """All that is needed to understand one language."""

    stemmer: Plain = Field(description='a Snowball algorithm (stemmer = "english")')
    spelled: Mapping[str, str] = Field(default={}, description='short forms (u = "you")')
    fillers: Lines = Field(default=(), description="words that may stand anywhere in a phrase")
    known: Lines = Field(default=(), description="common words that are no typing mistakes")
    scope: Scope = Scope()
    none: NoneOf = NoneOf()
    amounts: Amounts = Amounts()
    concepts: Mapping[str, Lines] = Field(description='words for the same thing (numb = ["no feeling"])')
    alarms: Mapping[str, Sense] = Field(description="by flag, and despair")
    everyday: Mapping[str, Sense] = Field(description="by intent")
    facts: Mapping[str, Sense] = Field(default={}, description="what is worth noting beside all that")
    harmless: Examples = Field(default=(), description=SAID)
    said: Mapping[str, Examples] = Field(
        default={},
        description='by flag, intent, "harmless" and "other": sentences of many people',
    )

    @classmethod
    def tables(cls) -> Mapping[str, type[Schema]]:
        return {
            "scope": Scope,
            "none": NoneOf,
            "amounts": Amounts,
            "alarms": Sense,
            "everyday": Sense,
            "facts": Sense,
        }

    def __hash__(self) -> int:
        """Cheap: what is made of it is kept by it."""
        return len(self.concepts) + len(self.harmless)


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """A pack adds: lists grow, tables are joined key by key, anything else is replaced."""
    return {**under, **{key: _joined(under.get(key), value) for key, value in over.items()}}


def _joined(one: Any, other: Any) -> Any:
    match one, other:
        case dict(), dict():
            return merged(one, other)
        case list(), list():
            return [*one, *other]
    return other


def intents(file: str, table: Mapping[str, Any], found: list[Mistake]) -> Intents | None:
    """The checked value, or None with every mistake in `found`."""
    value = read(Intents, file, table, found)
    if value is None:
        return None
    found += _unknown(file, "alarms", value.alarms, ALARMS)
    found += _unknown(file, "everyday", value.everyday, EVERYDAY)
    found += _unknown(file, "facts", value.facts, FACTS)
    found += _unknown(file, "said", value.said, ALARMS | EVERYDAY | {"harmless", "other"})
    found += _broken_rules(file, value)
    return value


def lacking(file: str, value: Intents) -> Iterator[Mistake]:
    """The alarms and intents that nobody has given an example for."""
    for table, senses, names in (
        ("alarms", value.alarms, ALARMS),
        ("everyday", value.everyday, EVERYDAY),
    ):
        for name in sorted(names):
            if name not in senses or not senses[name].examples:
                yield Mistake(file, f"{table}.{name}", "has no examples", 'sentences (examples = ["…"])')


def _unknown(file: str, table: str, names: Iterable[str], known: frozenset[str]) -> Iterator[Mistake]:
    for name in names:
        if name not in known:
            wrong = f"is not known{did_you_mean(name, known)}"
            yield Mistake(file, f"{table}.{name}", wrong, f"one of {', '.join(sorted(known))}")


def _broken_rules(file: str, value: Intents) -> Iterator[Mistake]:
    tables = {"alarms": value.alarms, "everyday": value.everyday, "facts": value.facts}
    for table, senses in tables.items():
        for label, sense in senses.items():
            for name in {part.lstrip("-^") for rule in sense.rules for part in rule.split()}:
                if name not in value.concepts:
                    wrong = f"{name!r} is no concept{did_you_mean(name, value.concepts)}"
                    yield Mistake(file, f"{table}.{label}.rules", wrong, "names of [concepts]")
