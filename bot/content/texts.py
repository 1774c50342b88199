"""The sentences of one language, looked up by key, filled in and put in the right plural."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from bot.content.exercise import Words
from bot.content.lesson import LessonWords


@dataclass(frozen=True, slots=True)
class Plural:
    """One sentence in the forms that Babel's plural rule of the language chooses from by `n`."""

    forms: Mapping[str, str]  # by CLDR category: one, other, …


Sentence = str | Plural
Entry = Sentence | tuple[str, ...]


def is_language(code: str) -> bool:
    """Two small letters that are a language: Telegram takes no other code, and finds `de` for "de-AT"."""
    try:
        return re.fullmatch(r"[a-z]{2}", code) is not None and bool(locale(code))
    except ValueError:
        return False


def locale(lang: str) -> Locale:
    """The locale of a language code. Raises ValueError for anything else."""
    try:
        return Locale.parse(lang, sep="-")
    except UnknownLocaleError as error:
        raise ValueError(str(error)) from None


@dataclass(frozen=True, slots=True)
class Texts:
    """Every word of one language. A key, or a value for a placeholder, that is missing raises KeyError."""

    lang: str
    entries: Mapping[str, Entry]  # by dotted key
    words: Mapping[str, Words]  # by exercise slug
    lessons: Mapping[str, LessonWords]  # by lesson slug

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence, filled in; `n` chooses its plural. Values go in as they are: escape them first."""
        entry = self._entry(key)
        if isinstance(entry, tuple):
            raise KeyError(f"{self.lang}: {key} is a list: use lines()")
        if isinstance(entry, Plural):
            entry = entry.forms[self._plural_form(key, values)]
        return self._filled(key, entry, values)

    def has(self, key: str) -> bool:
        return key in self.entries

    def lines(self, key: str, /, **values: object) -> list[str]:
        entry = self._entry(key)
        if not isinstance(entry, tuple):
            raise KeyError(f"{self.lang}: {key} is not a list")
        return [self._filled(key, line, values) for line in entry]

    def exercise(self, slug: str) -> Words:
        return self.words[slug]

    def lesson(self, slug: str) -> LessonWords:
        return self.lessons[slug]

    def _entry(self, key: str) -> Entry:
        if key not in self.entries:
            raise KeyError(f"{self.lang}: no sentence {key}")
        return self.entries[key]

    def _plural_form(self, key: str, values: Mapping[str, object]) -> str:
        n = values.get("n")
        if not isinstance(n, int | float):
            raise KeyError(f"{self.lang}: {key} needs a number n")
        return locale(self.lang).plural_form(n)

    def _filled(self, key: str, sentence: str, values: Mapping[str, object]) -> str:
        try:
            return sentence.format_map(values)
        except KeyError as missing:
            raise KeyError(f"{self.lang}: {key} needs {missing.args[0]}") from None
