"""What `check` holds content to beyond what a start needs: easy to read, no claims, nothing left over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatch

from bot.coach.model import Avoid
from bot.coach.screening import CARDS
from bot.content.asked import TABLE, Asked
from bot.content.contents import ENGLISH, EXERCISES, INTENTS, LESSONS, Contents
from bot.content.exercise import Words
from bot.content.intents import Intents
from bot.content.layers import PACK
from bot.content.lesson import LessonWords
from bot.content.limits import limit_mistakes
from bot.content.mistakes import Mistake, did_you_mean
from bot.content.never import never_mistakes
from bot.content.numbers import FILE as NUMBERS
from bot.content.numbers import not_looked_at
from bot.content.reading import grade, hardest, sentences_in
from bot.content.references import FILE as SOURCES
from bot.content.references import unused_codes

UI = f"ui/{ENGLISH}.toml"
GRADE = 6.0  # US school grade, a reader of eleven or twelve
READ = (
    f"{EXERCISES}/*/*.toml",
    f"{LESSONS}/*/*.toml",
    "ui/*.toml",
    f"{INTENTS}/*.toml",
    SOURCES,
    NUMBERS,
    PACK,
)


Alarms = Callable[[str, Intents], Collection[str]]
"""Which alarms are heard in a sentence."""


def lint(
    contents: Contents, asked: Asked | None = None, alarms: Alarms | None = None, today: date | None = None
) -> Iterator[Mistake]:
    """Every mistake of this kind, in no order.

    `asked`: the sentences that the code asks for. `today`: when the numbers to call must be fresh.
    """
    if alarms is not None:
        yield from _misheard(contents, alarms)
    yield from _twice(contents)
    if asked is not None:
        yield from _not_put_together(asked)
        yield from _never_said(contents, asked)
        yield from _never_asked(contents, asked)
    if today is not None:
        yield from not_looked_at(contents.numbers, contents.numbers_in, today)
    yield from limit_mistakes(contents)
    yield from never_mistakes(contents)
    yield from _too_hard(contents, EXERCISES, contents.words.get(ENGLISH, {}))
    yield from _too_hard(contents, LESSONS, contents.lesson_words.get(ENGLISH, {}))
    yield from _not_drawn(contents)
    yield from _avoid_unexplained(contents)
    yield from _signs_left_out(contents)
    yield from _unused(contents)
    yield from _not_read(contents)


def _too_hard(contents: Contents, kind: str, words: Mapping[str, Words | LessonWords]) -> Iterator[Mistake]:
    """The reading age is measured in English only: the formula knows no other language."""
    for slug, text in words.items():
        file = contents.layers.name(f"{kind}/{slug}/{ENGLISH}.toml")
        yield from _hard_to_read(file, sentences_in(text.read_aloud))


def _hard_to_read(file: str, sentences: Sequence[str]) -> Iterator[Mistake]:
    found = grade(sentences)
    if found > GRADE:
        wrong = f"is US grade {found:.1f}; the hardest sentence is {hardest(sentences)!r}"
        yield Mistake(file, "reading age", wrong, f"grade {GRADE:.0f} or lower (shorter sentences and words)")


def _not_drawn(contents: Contents) -> Iterator[Mistake]:
    """A start allows it, people follow what they see."""
    for slug, exercise in contents.library.items():
        if not exercise.figure:
            file = contents.facts_file(EXERCISES, slug)
            yield Mistake(
                file, "figure", "is missing", "a table of poses ([figure], see bot/pictures/poses.py)"
            )


def _avoid_unexplained(contents: Contents) -> Iterator[Mistake]:
    """Who reads that an exercise is not for them is told why."""
    entries = contents.entries.get(ENGLISH, {})
    for tag in Avoid:
        if f"avoid.{tag}" not in entries:
            file = contents.layers.name(UI)
            yield Mistake(
                file, f"avoid.{tag}", "is missing", f'a sentence that explains it ({tag} = "Not …")'
            )


def _signs_left_out(contents: Contents) -> Iterator[Mistake]:
    """A lesson that lists the signs of the safety cards lists all of them, in every language."""
    every = [flag for flags in CARDS.values() for flag in flags]
    listing = {slug for told in contents.lesson_words.values() for slug, each in told.items() if each.flags}
    for lang, told in contents.lesson_words.items():
        for slug in sorted(listing & told.keys()):
            if lacking := [flag for flag in every if flag not in told[slug].flags]:
                file = contents.layers.name(f"{LESSONS}/{slug}/{lang}.toml")
                expected = f'each line of the safety cards, as the body says it ({lacking[0]} = "…")'
                yield Mistake(file, "flags", f"leaves out {', '.join(lacking)}", expected)


def _unused(contents: Contents) -> Iterator[Mistake]:
    """Only of the folder itself: nobody can mend what is built in."""
    top = contents.layers.top
    codes = top.table(SOURCES, []) if top.has(SOURCES) else None
    used = [source for exercise in contents.library.values() for source in exercise.sources]
    used += [source for lesson in contents.lessons.values() for source in lesson.sources]
    yield from unused_codes(top.name(SOURCES), codes or {}, used)


def _not_put_together(asked: Asked) -> Iterator[Mistake]:
    """For whoever changes the code: which sentences are needed must be known before somebody taps."""
    for key, place in asked.unknown.items():
        yield Mistake(place, key, "may be anything", f"all that {{}} may be (bot/chat/{TABLE})")
    for key in asked.stale:
        yield Mistake(f"bot/chat/{TABLE}", key, "is nowhere in the code", "only keys that are (remove it)")


def _never_said(contents: Contents, asked: Asked) -> Iterator[Mistake]:
    english = contents.entries.get(ENGLISH, {})
    for key, place in asked.missing(english).items():
        yield Mistake(
            contents.layers.name(UI), key, f"is missing, {place} asks for it", "a sentence of that name"
        )


def _never_asked(contents: Contents, asked: Asked) -> Iterator[Mistake]:
    """Only of the folder itself. Other languages may have nothing that English has not."""
    for said in contents.said:
        if said.layer == contents.layers.top and said.lang == ENGLISH:
            for key in asked.unused(said.entries):
                yield Mistake(
                    said.file, key, "is asked for nowhere", "only sentences that are used (remove it)"
                )


def _misheard(contents: Contents, alarms: Alarms) -> Iterator[Mistake]:
    """An example that is not heard would be no example to anybody."""
    for lang, intents in contents.intents.items():
        file = contents.layers.name(f"{INTENTS}/{lang}.toml")
        for label, sense in intents.alarms.items():
            for line in sense.examples:
                if label not in alarms(line, intents):
                    expected = "a rule or a word of a concept that hears it"
                    yield Mistake(file, f"alarms.{label}", f"{line!r} is not heard as that", expected)
        for line in intents.harmless:
            if heard := ", ".join(sorted(alarms(line, intents))):
                yield Mistake(file, "harmless", f"{line!r} is heard as {heard}", "no alarm")


def _twice(contents: Contents) -> Iterator[Mistake]:
    """What means two things teaches neither. An alarm may be two."""
    for lang, intents in contents.intents.items():
        file = contents.layers.name(f"{INTENTS}/{lang}.toml")
        seen: dict[str, str] = {}
        examples = {name: sense.examples for name, sense in intents.everyday.items()}
        for name, lines in {**examples, "harmless": intents.harmless}.items():
            for line in lines:
                if line in seen:
                    yield Mistake(file, name, f"{line!r} is in {seen[line]}, too", "each sentence once")
                seen[line] = name


def _not_read(contents: Contents) -> Iterator[Mistake]:
    top = contents.layers.top
    for path in sorted(found.relative_to(top.root).as_posix() for found in top.root.rglob("*.toml")):
        if not any(fnmatch(path, pattern) and path.count("/") == pattern.count("/") for pattern in READ):
            rooms = (EXERCISES, LESSONS, "ui", INTENTS, SOURCES, NUMBERS, PACK)
            folder = did_you_mean(path.split("/")[0], rooms)
            yield Mistake(top.name(path), "file", f"is not read{folder}", f"one of {', '.join(READ)}")
