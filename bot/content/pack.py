"""Loads a content folder, alone or over the built-in one: exercises, lessons, sentences, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.coach.model import Library
from bot.content.contents import ENGLISH, Contents, FigureMistakes
from bot.content.intents import Intents
from bot.content.layers import layers_of
from bot.content.lesson import Lesson
from bot.content.mistakes import Mistake, Mistakes
from bot.content.numbers import Numbers
from bot.content.references import Reference
from bot.content.texts import Texts

Lint = Callable[[Contents], Iterable[Mistake]]


@dataclass(frozen=True, slots=True)
class Pack:
    """All that the coach knows and says. A language that lacks something is not in `texts`."""

    library: Library
    texts: Mapping[str, Texts]  # by language, complete ones only
    unfinished: Mapping[str, tuple[Mistake, ...]]  # by language: what it lacks
    lessons: Mapping[str, Lesson]  # by slug, in their order
    sources: Mapping[str, Reference]  # by code
    intents: Mapping[str, Intents]  # by language: what people may write
    numbers: Mapping[str, Numbers]  # by country, and those for anywhere


def load(
    root: Path,
    figure_mistakes: FigureMistakes | None = None,
    base: Path | None = None,
    lint: Lint | None = None,
) -> Pack:
    """Read the folder; what it has not comes from `base`, unless its pack.toml says extends = false.

    A file replaces the one of the same path; ui/<lang>.toml, sources.toml and numbers.toml replace key by
    key.
    `figure_mistakes(slug, figure)` says what is wrong with a pose, `lint` what no start needs to know.
    Raises Mistakes with everything that is wrong in all files. What a translation still lacks is no
    mistake: that language is left out and its gaps are in `Pack.unfinished`.
    """
    found: list[Mistake] = []
    contents = Contents(layers_of(root, base, found), found)
    contents.read(figure_mistakes)
    lacking = contents.lacking()
    mistakes = [*contents.found, *lacking.pop(ENGLISH, []), *(lint(contents) if lint else ())]
    if mistakes:
        raise Mistakes(mistakes)
    return _pack(contents, lacking)


def _pack(contents: Contents, lacking: Mapping[str, list[Mistake]]) -> Pack:
    texts = {
        lang: Texts(
            lang,
            contents.entries.get(lang, {}),
            contents.words[lang],
            contents.lesson_words.get(lang, {}),
        )
        for lang in contents.languages()
        if not lacking.get(lang)
    }
    ordered = sorted(contents.lessons.values(), key=lambda lesson: (lesson.order, lesson.slug))
    return Pack(
        library=contents.library,
        texts=texts,
        unfinished={lang: tuple(gaps) for lang, gaps in lacking.items() if gaps},
        lessons={lesson.slug: lesson for lesson in ordered},
        sources=contents.references,
        intents={lang: value for lang, value in contents.intents.items() if lang in texts},
        numbers=contents.numbers,
    )
