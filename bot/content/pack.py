"""Loads a content folder: exercises/<slug>/exercise.toml and <lang>.toml, ui/<lang>.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.coach.model import Exercise, Library
from bot.content import schema, sentences
from bot.content.library import ladder_mistakes, link_mistakes
from bot.content.mistakes import Mistake, Mistakes
from bot.content.schema import Words
from bot.content.texts import Entry, Texts, locale

ENGLISH = "en"  # the language every other one is compared with
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

FigureMistakes = Callable[[str, Mapping[str, Any]], list[str]]


@dataclass(frozen=True, slots=True)
class Pack:
    """All that the coach knows and says. A language that lacks something is not in `texts`."""

    library: Library
    texts: Mapping[str, Texts]  # by language, complete ones only
    unfinished: Mapping[str, tuple[Mistake, ...]]  # by language: what it lacks


def load(root: Path, figure_mistakes: FigureMistakes | None = None) -> Pack:
    """Read the folder. `figure_mistakes(slug, figure)` says what is wrong with a pose.

    Raises Mistakes with everything that is wrong in all files. What a translation still lacks is no
    mistake: that language is left out and its gaps are in `Pack.unfinished`.
    """
    folder = _Folder(root)
    folder.read_exercises(figure_mistakes)
    folder.read_sentences()
    lacking = folder.lacking()
    mistakes = folder.found + lacking.pop(ENGLISH, [])
    if mistakes:
        raise Mistakes(mistakes)
    offered = [lang for lang in folder.languages() if not lacking.get(lang)]
    texts = {lang: Texts(lang, folder.entries.get(lang, {}), folder.words[lang]) for lang in offered}
    unfinished = {lang: tuple(gaps) for lang, gaps in lacking.items() if gaps}
    return Pack(folder.library, texts, unfinished)


@dataclass
class _Folder:
    """What has been read so far, and what was wrong with it."""

    root: Path
    found: list[Mistake] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)  # every folder, sound or not
    library: dict[str, Exercise] = field(default_factory=dict)
    words: dict[str, dict[str, Words]] = field(default_factory=lambda: {ENGLISH: {}})
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def languages(self) -> list[str]:
        return sorted(self.words.keys() | self.entries.keys())

    def read_exercises(self, figure_mistakes: FigureMistakes | None) -> None:
        folders = sorted(path for path in self.root.glob("exercises/[!.]*") if path.is_dir())
        self.slugs = [folder.name for folder in folders]
        if not folders:
            self._report(self.root / "exercises", "folder", "is empty", "a folder each (exercises/bridge)")
        for folder in folders:
            self._read_facts(folder, figure_mistakes)
            for path in sorted(folder.glob("*.toml")):
                if path.name != "exercise.toml":
                    self._read_words(folder.name, path)
        self.found += link_mistakes(self.library, self.slugs, lambda slug: self._name(self._facts(slug)))

    def _read_facts(self, folder: Path, figure_mistakes: FigureMistakes | None) -> None:
        slug, path = folder.name, self._facts(folder.name)
        if not SLUG.fullmatch(slug):
            self._report(path, "folder", f"{slug!r} is no slug", "small letters, digits, hyphens (bird-dog)")
        if not path.exists():
            self._report(path, "file", "is missing", "the facts beside the words (bridge/exercise.toml)")
            return
        table = self._table(path)
        facts = None if table is None else schema.read(schema.Facts, self._name(path), table, self.found)
        if facts is None:
            return
        exercise = self.library[slug] = facts.exercise(slug)
        self.found += ladder_mistakes(self._name(path), exercise.ladder)
        for wrong in figure_mistakes(slug, exercise.figure) if figure_mistakes else ():
            self._report(path, "figure", wrong, "a pose that can be drawn ([figure])")

    def _read_words(self, slug: str, path: Path) -> None:
        table = self._table(path) if self._is_language(path) else None
        if table is None:
            return
        words = schema.read(Words, self._name(path), table, self.found)
        of_language = self.words.setdefault(path.stem, {})
        if words is not None:
            of_language[slug] = words

    def read_sentences(self) -> None:
        for path in sorted(self.root.glob("ui/*.toml")):
            table = self._table(path) if self._is_language(path) else None
            if table is not None:
                self.entries[path.stem] = sentences.entries(self._name(path), path.stem, table, self.found)
        if any(mistake.file == self._ui(ENGLISH) for mistake in self.found):
            return  # what is broken in English would be reported again in every language
        for lang, entries in self.entries.items():
            self.found += sentences.differences(self._ui(lang), entries, self.entries.get(ENGLISH, {}))

    def lacking(self) -> dict[str, list[Mistake]]:
        """By language, the files and keys that it should have and has not."""
        return {lang: self._lacking(lang) for lang in self.languages()}

    def _lacking(self, lang: str) -> list[Mistake]:
        files = [self.root / "exercises" / slug / f"{lang}.toml" for slug in self.slugs]
        files += [self.root / "ui" / f"{lang}.toml"] if self.entries else []
        missing = [self._name(path) for path in files if not path.exists()]
        expected = f"the words in {lang} (bridge/{lang}.toml)"
        gaps = [Mistake(file, "file", "is missing", expected) for file in missing]
        if lang in self.entries:
            keys = sorted(self.entries.get(ENGLISH, {}).keys() - self.entries[lang].keys())
            gaps += [Mistake(self._ui(lang), key, "is missing", "every key of en.toml") for key in keys]
        return gaps

    def _is_language(self, path: Path) -> bool:
        try:
            locale(path.stem)
        except ValueError:
            self._report(path, "file", f"{path.stem!r} is no language", "a language code (en.toml)")
            return False
        return True

    def _table(self, path: Path) -> dict[str, Any] | None:
        try:
            return tomllib.loads(path.read_text("utf-8"))
        except ValueError as error:  # also UnicodeDecodeError
            line = re.search(r"line \d+", str(error))
            self._report(path, line[0] if line else "file", str(error), 'TOML in UTF-8 (name = "Bridge")')
            return None

    def _report(self, path: Path, key: str, wrong: str, expected: str) -> None:
        self.found.append(Mistake(self._name(path), key, wrong, expected))

    def _facts(self, slug: str) -> Path:
        return self.root / "exercises" / slug / "exercise.toml"

    def _ui(self, lang: str) -> str:
        return self._name(self.root / "ui" / f"{lang}.toml")

    def _name(self, path: Path) -> str:
        """The path as it stands in the repository: content/…"""
        return (Path(self.root.name) / path.relative_to(self.root)).as_posix()
