"""What the chat never says: claims of medicine, words that make a back fragile. Each language has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.contents import ENGLISH, EXERCISES, LESSONS, Contents, Said
from bot.content.exercise import Words
from bot.content.lesson import LessonWords
from bot.content.mistakes import Mistake
from bot.content.sentences import texts_of

CLAIMS, FRAGILE = "never.claims", "never.fragile"
UNLESS = "never.unless"  # what may be said all the same, word for word
WHY = {
    CLAIMS: ("is a medical claim", "plain words: ease, help, look after"),
    FRAGILE: ("makes a back fragile", "a back that is strong and made to move"),
}
NOT_READ = re.compile(r"<[^>]*>|\{[^}]*\}")  # markup, and what is filled in


def never_mistakes(contents: Contents) -> Iterator[Mistake]:
    """In every language, finished or not, by its own lists. A pack adds to them, it takes nothing away."""
    english = contents.entries.get(ENGLISH, {})
    for key, (wrong, _) in WHY.items():
        if key not in english:
            name = contents.layers.name(f"ui/{ENGLISH}.toml")
            yield Mistake(name, key, "is missing", f'a list of what {wrong} (["cure", "heal*"])')
    for lang in contents.languages():
        texts = list(_texts(contents, lang))
        unless = _phrases(contents, lang, UNLESS)
        for key, (wrong, expected) in WHY.items():
            never = _pattern(_phrases(contents, lang, key))
            for where, words in sorted(
                {(text.where, word) for text in texts for word in text.found(never, unless)}
            ):
                yield Mistake(*where, f"{words!r} {wrong}", expected)
        yield from _needless(contents, lang, [text.plain for text in texts])


@dataclass(frozen=True, slots=True)
class _Text:
    where: tuple[str, str]  # file and key
    plain: str

    def found(self, never: re.Pattern[str], unless: Sequence[str]) -> set[str]:
        left = _pattern(unless).sub("…", self.plain)
        return {match[0].lower() for match in never.finditer(left)}


def _texts(contents: Contents, lang: str) -> Iterator[_Text]:
    for said in _said_in(contents, lang):
        for key, entry in said.entries.items():
            if not key.startswith("never."):
                for text in texts_of(entry):
                    yield _Text((said.file, key), _plain(text))
    words: dict[str, dict[str, Words] | dict[str, LessonWords]] = {
        EXERCISES: contents.words.get(lang, {}),
        LESSONS: contents.lesson_words.get(lang, {}),
    }
    for kind, told in words.items():
        for slug, each in told.items():
            names = (each.name, *each.also) if isinstance(each, Words) else ()
            for text in (*names, *each.read_aloud):
                yield _Text((contents.layers.name(f"{kind}/{slug}/{lang}.toml"), "words"), _plain(text))


def _needless(contents: Contents, lang: str, texts: Sequence[str]) -> Iterator[Mistake]:
    """An exception is for a sentence that is said. Only of the folder itself."""
    never = _pattern([phrase for key in WHY for phrase in _phrases(contents, lang, key)])
    for said in _said_in(contents, lang):
        for phrase in _list(said, UNLESS) if said.layer == contents.layers.top else ():
            if not (never.search(phrase) and any(_pattern([phrase]).search(text) for text in texts)):
                wrong = f"{phrase!r} is needed nowhere"
                yield Mistake(said.file, UNLESS, wrong, "only what is said, and else forbidden (remove it)")


def _said_in(contents: Contents, lang: str) -> Iterator[Said]:
    return (said for said in contents.said if said.lang == lang)


def _phrases(contents: Contents, lang: str, key: str) -> list[str]:
    return [phrase for said in _said_in(contents, lang) for phrase in _list(said, key)]


def _list(said: Said, key: str) -> tuple[str, ...]:
    return texts_of(said.entries[key]) if key in said.entries else ()


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Whole words; * is any letters, or none."""
    escaped = (re.escape(_plain(each)).replace(r"\*", r"\w*") for each in phrases)
    return re.compile(rf"(?<!\w)({'|'.join(escaped)})(?!\w)" if phrases else r"(?!)", re.IGNORECASE)


def _plain(text: str) -> str:
    """As it is read: one line, straight apostrophes, no markup."""
    return " ".join(NOT_READ.sub("", text).replace("’", "'").split())
