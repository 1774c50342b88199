"""Sentences, plurals and languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import content
from tests.content.folder import UI, complaints, translate


def test_a_sentence_is_filled_in(small: Path) -> None:
    texts = content.load(small).texts["en"]
    assert texts.lang == "en"
    assert texts("hello", name="Ada") == "Good morning, <b>Ada</b>."
    assert texts("today.title", n=3, minutes=10) == "10 minutes"
    assert texts.lines("names", n=1) == ["Monday 1", "Tuesday"]
    assert texts.has("today.title")
    assert not texts.has("today")
    assert texts.exercise("bridge").name == "Bridge"


@pytest.mark.parametrize(("n", "said"), [(0, "0 sets"), (1, "1 set"), (2, "2 sets"), (1.5, "1.5 sets")])
def test_the_number_chooses_the_plural(small: Path, n: float, said: str) -> None:
    assert content.load(small).texts["en"]("today.sets", n=n) == said


def test_the_plural_follows_the_language(small: Path) -> None:
    forms = '{ one = "{n} подход", few = "{n} подхода", many = "{n} подходов", other = "{n} подхода" }'
    translate(small, UI.replace('{ one = "{n} set", other = "{n} sets" }', forms), "ru")
    texts = content.load(small).texts["ru"]
    assert [texts("today.sets", n=n) for n in (1, 3, 5, 21)] == [
        "1 подход",
        "3 подхода",
        "5 подходов",
        "21 подход",
    ]


def test_what_a_sentence_needs_and_does_not_get_is_an_error(small: Path) -> None:
    texts = content.load(small).texts["en"]
    with pytest.raises(KeyError, match=r"en: hello needs name"):
        texts("hello")
    with pytest.raises(KeyError, match=r"en: today.sets needs a number n"):
        texts("today.sets")
    with pytest.raises(KeyError, match=r"en: no sentence good-bye"):
        texts("good-bye")
    with pytest.raises(KeyError, match=r"use lines"):
        texts("names")
    with pytest.raises(KeyError, match=r"not a list"):
        texts.lines("hello")


def test_content_loads_without_any_sentences(small: Path) -> None:
    shutil.rmtree(small / "ui")
    assert content.load(small).texts["en"].exercise("bridge").name == "Bridge"


def test_a_complete_language_is_offered(small: Path) -> None:
    translate(small)
    pack = content.load(small)
    assert list(pack.texts) == ["de", "en"]
    assert not pack.unfinished


def test_a_language_that_lacks_something_is_not_offered_and_says_what_it_lacks(small: Path) -> None:
    translate(small, UI.replace('hello = "Good morning, <b>{name}</b>."', ""))
    (small / "exercises" / "bridge" / "de.toml").unlink()
    pack = content.load(small)
    assert list(pack.texts) == ["en"]
    assert [str(gap) for gap in pack.unfinished["de"]] == [
        "content/exercises/bridge/de.toml: file: is missing; expected the words in de (bridge/de.toml)",
        "content/ui/de.toml: hello: is missing; expected every key of en.toml",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{minutes} minutes",
            "{minuten} Minuten",
            "today.title: has the placeholders minuten; expected minutes",
        ),
        ("{minutes} minutes", "Minuten", "today.title: has the placeholders none; expected minutes"),
        ('"Monday {n}", "Tuesday"', '"Montag {n}"', "names: is a list of 1; expected a list of 2"),
        ("hello", 'bye = "Tschüss"\nhello', "bye: is not in en.toml; expected only keys that English has"),
        ("one = ", "few = ", "today.sets: has the plural forms few, other; expected one, other"),
    ],
)
def test_a_translation_may_not_say_something_else(small: Path, old: str, new: str, said: str) -> None:
    translate(small, UI.replace(old, new, 1))
    (line,) = complaints(small)
    assert line.startswith(f"content/ui/de.toml: {said}")


def test_typed_words_are_as_many_as_the_language_has(small: Path) -> None:
    typed = '\n[typed]\nam = ["am", "a"]\nat = ["at"]\n'
    (small / "ui/en.toml").write_text(UI + typed)
    translate(small, UI + typed.replace('["am", "a"]', "[]").replace('["at"]', '["um", "gegen"]'))
    texts = content.load(small).texts["de"]
    assert (texts.lines("typed.am"), texts.lines("typed.at")) == ([], ["um", "gegen"])
    (small / "ui/de.toml").write_text(UI + typed.replace('["at"]', '"um"'))
    assert complaints(small) == [
        "content/ui/de.toml: typed.at: is a sentence; expected a list (as in en.toml)"
    ]


def test_a_list_that_is_no_typed_words_is_not_empty(small: Path) -> None:
    (small / "ui/en.toml").write_text(UI.replace('["Monday {n}", "Tuesday"]', "[]"))
    assert "names: is neither text, a list of texts nor a plural" in complaints(small)[0]
