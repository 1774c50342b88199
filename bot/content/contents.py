"""Reads the files of a content folder and of what it extends, keeping every mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.coach.model import Exercise
from bot.content import intents, sentences
from bot.content.exercise import Facts, Words
from bot.content.intents import Intents
from bot.content.layers import Layer, Layers
from bot.content.lesson import Lesson, LessonFacts, LessonText, LessonWords
from bot.content.library import ladder_mistakes, link_mistakes
from bot.content.mistakes import Mistake
from bot.content.numbers import ANYWHERE, Anywhere, Numbers, unknown_country
from bot.content.numbers import FILE as NUMBERS
from bot.content.references import FILE as SOURCES
from bot.content.references import Reference, unknown_codes
from bot.content.schema import Schema, read
from bot.content.texts import Entry, is_language

ENGLISH = "en"  # the language every other one is compared with
SLUG = re.compile(r"(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*")  # short: it travels in buttons of 64 bytes
EXERCISES, LESSONS, INTENTS = "exercises", "lessons", "intents"
FACTS = {EXERCISES: "exercise.toml", LESSONS: "lesson.toml"}

FigureMistakes = Callable[[str, Mapping[str, Any]], list[str]]
S = TypeVar("S", bound=Schema)


@dataclass(frozen=True, slots=True)
class Said:
    """The sound sentences of one file, by key."""

    layer: Layer
    lang: str
    file: str
    entries: Mapping[str, Entry]


@dataclass
class Contents:
    """What has been read so far, and what was wrong with it."""

    layers: Layers
    found: list[Mistake] = field(default_factory=list)
    slugs: dict[str, list[str]] = field(default_factory=dict)  # by kind: every folder, sound or not
    references: dict[str, Reference] = field(default_factory=dict)
    numbers: dict[str, Numbers] = field(default_factory=dict)  # by country
    numbers_in: dict[str, str] = field(default_factory=dict)  # by country: the file that they are from
    library: dict[str, Exercise] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    words: dict[str, dict[str, Words]] = field(default_factory=lambda: {ENGLISH: {}})
    lesson_words: dict[str, dict[str, LessonWords]] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)  # lowest layer first
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    intents: dict[str, Intents] = field(default_factory=dict)

    def read(self, figure_mistakes: FigureMistakes | None) -> None:
        self.slugs = {kind: self.layers.folders(kind) for kind in FACTS}
        self._read_references()
        self._read_numbers()
        self._read_exercises(figure_mistakes)
        self._read_lessons()
        self._read_sentences()
        self._read_intents()

    def languages(self) -> list[str]:
        return sorted(self.words.keys() | self.lesson_words.keys() | self.entries.keys())

    def facts_file(self, kind: str, slug: str) -> str:
        return self.layers.name(f"{kind}/{slug}/{FACTS[kind]}")

    def _read_references(self) -> None:
        for file, code, fields in self._tables(SOURCES):
            reference = read(Reference, file, fields, self.found, code)
            if reference is not None:
                self.references[code] = reference

    def _read_numbers(self) -> None:
        """Country by country: a pack may know better about its own."""
        for file, country, fields in self._tables(NUMBERS):
            self.found += unknown_country(file, country)
            self.numbers_in[country] = file
            numbers = read(Anywhere if country == ANYWHERE else Numbers, file, fields, self.found, country)
            if numbers is not None:
                self.numbers[country] = numbers
        if ANYWHERE not in self.numbers_in:
            self._report(NUMBERS, ANYWHERE, "is missing", f"{Anywhere.__doc__}")

    def _tables(self, path: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """The tables of a file that packs replace key by key: file, key, fields; lowest layer first."""
        for layer in reversed(self.layers.order):
            table = layer.table(path, self.found) if layer.has(path) else None
            for key, raw in (table or {}).items():
                yield layer.name(path), key, raw if isinstance(raw, dict) else {}

    def _read_exercises(self, figure_mistakes: FigureMistakes | None) -> None:
        if not self.slugs[EXERCISES]:
            self._report(EXERCISES, "folder", "is empty", "a folder each (exercises/bridge)")
        for slug in self.slugs[EXERCISES]:
            facts = self._facts(EXERCISES, slug, Facts)
            if facts is not None:
                self._add_exercise(facts.exercise(slug), figure_mistakes)
            for lang, words in self._translations(EXERCISES, slug, Words):
                if words is not None:
                    self.words[lang][slug] = words
        self.found += link_mistakes(
            self.library, self.slugs[EXERCISES], lambda slug: self.facts_file(EXERCISES, slug)
        )

    def _add_exercise(self, exercise: Exercise, figure_mistakes: FigureMistakes | None) -> None:
        self.library[exercise.slug] = exercise
        file = self.facts_file(EXERCISES, exercise.slug)
        self.found += ladder_mistakes(file, exercise.ladder)
        self.found += unknown_codes(file, exercise.sources, self.references)
        for wrong in figure_mistakes(exercise.slug, exercise.figure) if figure_mistakes else ():
            self.found.append(Mistake(file, "figure", wrong, "a pose that can be drawn ([figure])"))

    def _read_lessons(self) -> None:
        for slug in self.slugs[LESSONS]:
            facts = self._facts(LESSONS, slug, LessonFacts)
            if facts is not None:
                self.lessons[slug] = facts.lesson(slug)
                file = self.facts_file(LESSONS, slug)
                self.found += unknown_codes(file, self.lessons[slug].sources, self.references)
            for lang, text in self._translations(LESSONS, slug, LessonText):
                if text is not None:
                    self.lesson_words.setdefault(lang, {})[slug] = text.words

    def _facts(self, kind: str, slug: str, schema: type[S]) -> S | None:
        path = f"{kind}/{slug}/{FACTS[kind]}"
        if not SLUG.fullmatch(slug):
            expected = "at most 32 small letters, digits, hyphens (bird-dog)"
            self._report(path, "folder", f"{slug!r} is no slug", expected)
        if not self.layers.of(path).has(path):
            self._report(path, "file", "is missing", f"the facts beside the words ({FACTS[kind]})")
            return None
        return self._read(path, schema)

    def _translations(self, kind: str, slug: str, schema: type[S]) -> list[tuple[str, S | None]]:
        found = []
        for path in self.layers.paths(f"{kind}/{slug}/*.toml"):
            lang = path.split("/")[-1].removesuffix(".toml")
            if f"{lang}.toml" != FACTS[kind] and self._is_language(self.layers.name(path), lang):
                self.words.setdefault(lang, {})
                found.append((lang, self._read(path, schema)))
        return found

    def _read(self, path: str, schema: type[S]) -> S | None:
        layer = self.layers.of(path)
        table = layer.table(path, self.found)
        return None if table is None else read(schema, layer.name(path), table, self.found)

    def _read_sentences(self) -> None:
        """Key by key: a pack may say one sentence in its own way."""
        for layer in reversed(self.layers.order):
            for path in sorted(layer.root.glob("ui/*.toml")):
                lang, file = path.stem, layer.name(f"ui/{path.name}")
                table = layer.table(f"ui/{path.name}", self.found) if self._is_language(file, lang) else None
                if table is not None:
                    entries = sentences.entries(file, lang, table, self.found)
                    self.said.append(Said(layer, lang, file, entries))
        english = next((each.entries for each in self.said if each.lang == ENGLISH), {})
        broken = {mistake.file for mistake in self.found}
        sound = not any(each.lang == ENGLISH and each.file in broken for each in self.said)
        for each in self.said:
            if sound:  # what is broken in English would be reported again in every language
                self.found += sentences.differences(each.file, each.entries, english)
            self.entries[each.lang] = {**self.entries.get(each.lang, {}), **each.entries}

    def _read_intents(self) -> None:
        """A pack adds examples and words to those under it; en.said.toml is part of en.toml."""
        tables: dict[str, dict[str, Any]] = {}
        for layer in reversed(self.layers.order):
            for path in sorted(layer.root.glob(f"{INTENTS}/*.toml")):
                lang, file = path.name.split(".")[0], f"{INTENTS}/{path.name}"
                table = layer.table(file, self.found) if self._is_language(layer.name(file), lang) else None
                tables[lang] = intents.merged(tables.get(lang, {}), table or {})
        for lang, table in tables.items():
            value = intents.intents(self.layers.name(f"{INTENTS}/{lang}.toml"), table, self.found)
            if value is not None:
                self.intents[lang] = value

    def lacking(self) -> dict[str, list[Mistake]]:
        """By language, the files and keys that it should have and has not."""
        return {lang: self._lacking(lang) for lang in self.languages()}

    def _lacking(self, lang: str) -> list[Mistake]:
        files = [f"{kind}/{slug}/{lang}.toml" for kind in FACTS for slug in self.slugs[kind]]
        files += [f"ui/{lang}.toml"] if self.entries else []
        files += [f"{INTENTS}/{lang}.toml"] if self.intents else []
        missing = [path for path in files if not self.layers.of(path).has(path)]
        expected = f"the words in {lang} (bridge/{lang}.toml)"
        gaps = [Mistake(self.layers.name(path), "file", "is missing", expected) for path in missing]
        if lang in self.entries:
            keys = sorted(self.entries.get(ENGLISH, {}).keys() - self.entries[lang].keys())
            file = self.layers.name(f"ui/{lang}.toml")
            gaps += [Mistake(file, key, "is missing", "every key of en.toml") for key in keys]
        if lang in self.intents:
            gaps += intents.lacking(self.layers.name(f"{INTENTS}/{lang}.toml"), self.intents[lang])
        return gaps

    def _is_language(self, file: str, lang: str) -> bool:
        if is_language(lang):
            return True
        root = re.split("[-_]", lang.lower())[0]
        name = f": name it {root}.toml" if is_language(root) else " (de.toml)"
        wrong = f"{lang!r} is no language that Telegram knows"
        self.found.append(Mistake(file, "file", wrong, f"two small letters, as in ISO 639-1{name}"))
        return False

    def _report(self, path: str, key: str, wrong: str, expected: str) -> None:
        self.found.append(Mistake(self.layers.name(path), key, wrong, expected))
