"""Reads the ui file of a language into sentences, plurals and lists, and checks each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser
from string import Formatter
from typing import Any

from bot.content.mistakes import Mistake
from bot.content.texts import Entry, Plural, locale

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})  # CLDR
TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "a", "tg-spoiler", "blockquote"})  # Telegram's HTML


def entries(file: str, lang: str, table: Mapping[str, Any], found: list[Mistake]) -> dict[str, Entry]:
    """The sound entries by dotted key; the others are reported in `found`."""
    result: dict[str, Entry] = {}
    for key, value in _leaves(table):
        entry = () if value == [] and _is_vocabulary(key) else _entry(value)
        wrong = list(_wrong(key, entry, lang))
        found.extend(Mistake(file, key, what, expected) for what, expected in wrong)
        if entry is not None and not wrong:
            result[key] = entry
    return result


def differences(file: str, here: Mapping[str, Entry], english: Mapping[str, Entry]) -> Iterator[Mistake]:
    """Keys of a translation that English does not know, or that say something else there."""
    for key, entry in here.items():
        if key not in english:
            yield Mistake(file, key, "is not in en.toml", "only keys that English has (remove it)")
        elif _shape(key, entry) != _shape(key, english[key]):
            yield Mistake(
                file, key, f"is {_shape(key, entry)}", f"{_shape(key, english[key])} (as in en.toml)"
            )
        elif placeholders(entry) != placeholders(english[key]):
            wrong = f"has the placeholders {_listed(placeholders(entry))}"
            yield Mistake(file, key, wrong, f"{_listed(placeholders(english[key]))} (as in en.toml)")


def _is_vocabulary(key: str) -> bool:
    """Words that are understood, or never said: as many as the language has."""
    return key.startswith(("typed.", "never.")) or key == "nothing"


def placeholders(entry: Entry) -> frozenset[str]:
    """The names in braces. Raises ValueError when the braces are broken."""
    return frozenset(name for text in texts_of(entry) for _, name, _, _ in Formatter().parse(text) if name)


def _leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = f"{path}{name}"
        if isinstance(value, dict) and not (value and PLURALS.issuperset(value)):
            yield from _leaves(value, f"{key}.")
        else:
            yield key, value


def _entry(value: object) -> Entry | None:
    match value:
        case str():
            return value
        case list() if value and all(isinstance(line, str) for line in value):
            return tuple(value)
        case dict() if all(isinstance(form, str) for form in value.values()):
            return Plural(value)
    return None


def _wrong(key: str, entry: Entry | None, lang: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry, and what is expected instead."""
    if entry is None:
        yield "is neither text, a list of texts nor a plural", 'text ("Good morning.")'
        return
    if isinstance(entry, Plural):
        forms = locale(lang).plural_form.tags | {"other"}
        if set(entry.forms) != forms:
            example = ", ".join(f'{form} = "…{{n}}…"' for form in sorted(forms))
            yield f"has the plural forms {_listed(entry.forms)}", f"{_listed(forms)} ({{ {example} }})"
    for text in texts_of(entry):
        if not text.strip():
            yield "is empty", 'text ("Good morning.")'
        yield from _wrong_braces(text)
        yield from _wrong_tags(text)


def _wrong_braces(text: str) -> Iterator[tuple[str, str]]:
    expected = "a name in each pair of braces, and braces of their own doubled ({minutes})"
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as error:
        yield f"braces: {str(error).lower()}", expected
        return
    for name in names:
        if not name.isidentifier():
            yield f"{{{name}}} is not a name", expected


def _wrong_tags(text: str) -> Iterator[tuple[str, str]]:
    reader = _TagReader()
    reader.feed(text)
    reader.close()
    tags = f"Telegram's tags, each closed: {', '.join(sorted(TAGS))} (<b>…</b>)"
    for wrong in reader.wrong + [f"<{tag}> is not closed" for tag in reader.open]:
        yield wrong, tags


class _TagReader(HTMLParser):
    """Collects what Telegram would refuse: a tag it does not know, one left open, a bare <."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TAGS:
            self.open.append(tag)
        else:
            self.wrong.append(f"<{tag}> is not one of Telegram's tags")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in TAGS:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.wrong.append("has an HTML comment")

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.wrong.append("has a bare < (write &lt;)")


def texts_of(entry: Entry) -> tuple[str, ...]:
    match entry:
        case str():
            return (entry,)
        case Plural():
            return tuple(entry.forms.values())
    return entry


def _shape(key: str, entry: Entry) -> str:
    match entry:
        case str():
            return "a sentence"
        case Plural():
            return "a plural"
    return "a list" if _is_vocabulary(key) else f"a list of {len(entry)}"


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "none"
