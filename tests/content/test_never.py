"""What the chat never says: every sentence, exercise and lesson, in the words of its own language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import content
from bot.content.lint import lint
from tests.content.folder import CARD, WORDS, change, complaints, translate

CLAIM = "is a medical claim; expected plain words: ease, help, look after"
FRAGILE = "makes a back fragile; expected a back that is strong and made to move"
SENTENCES = "ui/en.toml"
GERMAN = '[never]\nclaims = ["heil*", "*therapie"]\nfragile = ["kaputter Rücken"]\nunless = []\n'


def linted(root: Path) -> list[str]:
    return complaints(root, lint=lint)


def test_every_sentence_that_ships_is_held_to_it(pack: content.Pack) -> None:
    texts = pack.texts["en"]
    for key in ("never.claims", "never.fragile"):
        assert texts.lines(key)
    forbidden = {"treat*", "cure", "diagnos*", "heal", "therapy", "rehab*", "prevent*", "fix", "you're clear"}
    assert forbidden <= {*texts.lines("never.claims")}


@pytest.mark.parametrize(
    "claim",
    [
        "treats",
        "Treatment",
        "cure",
        "diagnosis",
        "heals",
        "rehab",
        "therapy",
        "prevents",
        "clinically  proven",
    ],
)
@pytest.mark.parametrize(
    ("file", "old", "key"),
    [(SENTENCES, '"Good morning, ', "hello"), (WORDS, 'why = "', "words"), (CARD, 'question = "', "words")],
)
def test_a_medical_claim_is_a_mistake_wherever_it_is_said(
    sound: Path, file: str, old: str, key: str, claim: str
) -> None:
    change(sound, file, old, f"{old}A {claim} here. ")
    said = " ".join(claim.lower().split())
    assert linted(sound) == [f"content/{file}: {key}: {said!r} {CLAIM}"]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ('"<b>You’re clear</b>, {name}."', "you're clear"),
        ('"We <b>tre</b>at you, {name}."', "treat"),
        ('"""It will \\\n  prevent it, {name}."""', "prevent"),
        ('"It is clinically\\nproven, {name}."', "clinically proven"),
    ],
)
def test_markup_lines_and_apostrophes_hide_nothing(sound: Path, sentence: str, word: str) -> None:
    change(sound, SENTENCES, '"Good morning, <b>{name}</b>."', sentence)
    assert linted(sound) == [f"content/{SENTENCES}: hello: {word!r} {CLAIM}"]


def test_each_form_of_a_plural_and_each_line_of_a_list_is_read(sound: Path) -> None:
    change(sound, SENTENCES, '"{n} sets"', '"{n} cures"')
    change(sound, SENTENCES, '"Tuesday"', '"Your bad back"')
    assert linted(sound) == [
        f"content/{SENTENCES}: names: 'bad back' {FRAGILE}",
        f"content/{SENTENCES}: today.sets: 'cures' {CLAIM}",
    ]


@pytest.mark.parametrize("word", ["A physiotherapist cares for your health.", "A secure, curved entreaty."])
def test_only_whole_words_count(sound: Path, word: str) -> None:
    change(sound, CARD, 'question = "', f'question = "{word} ')
    content.load(sound, lint=lint)


def test_another_name_of_an_exercise_is_said_too(sound: Path) -> None:
    change(sound, WORDS, "also = [", 'also = ["hip healer", "hip rehab", ')
    assert linted(sound) == [f"content/{WORDS}: words: 'rehab' {CLAIM}"]


def test_an_exception_is_one_phrase_and_no_more(sound: Path) -> None:
    change(sound, SENTENCES, "unless = []", 'unless = ["do not diagnose"]')
    change(sound, SENTENCES, '"Good morning, ', '"We do not diagnose, ')
    content.load(sound, lint=lint)
    change(sound, SENTENCES, '"We do not diagnose, ', '"We do not diagnose, we treat. We diagnose, ')
    assert linted(sound) == [
        f"content/{SENTENCES}: hello: 'diagnose' {CLAIM}",
        f"content/{SENTENCES}: hello: 'treat' {CLAIM}",
    ]


@pytest.mark.parametrize("phrase", ["do not diagnose", "Good morning"])
def test_an_exception_that_nobody_needs_is_a_mistake(sound: Path, phrase: str) -> None:
    change(sound, SENTENCES, "unless = []", f'unless = ["{phrase}"]')
    assert linted(sound) == [
        f"content/{SENTENCES}: never.unless: {phrase!r} is needed nowhere;"
        " expected only what is said, and else forbidden (remove it)"
    ]


@pytest.mark.parametrize("key", ["claims", "fragile"])
def test_a_language_without_its_words_is_noticed(sound: Path, key: str) -> None:
    change(sound, SENTENCES, f"{key} = ", f"{key}s = ")
    assert any(
        line.startswith(f"content/{SENTENCES}: never.{key}: is missing; expected a list")
        for line in linted(sound)
    )


def test_each_language_has_its_own_words(sound: Path) -> None:
    english = (sound / SENTENCES).read_text()
    head, _, rest = english.partition("[never]")
    translate(
        sound,
        head.replace("Good morning", "Physiotherapie heilt, treat")
        + GERMAN
        + "[avoid]"
        + rest.split("[avoid]")[1],
    )
    assert linted(sound) == [
        f"content/ui/de.toml: hello: 'heilt' {CLAIM}",
        f"content/ui/de.toml: hello: 'physiotherapie' {CLAIM}",
    ]


def test_a_language_that_has_no_words_for_it_yet_is_not_offered(sound: Path) -> None:
    english = (sound / SENTENCES).read_text()
    head, _, rest = english.partition("[never]")
    translate(sound, f"{head}[avoid]{rest.split('[avoid]')[1]}")
    pack = content.load(sound, lint=lint)
    assert [gap.key for gap in pack.unfinished["de"]] == ["never.claims", "never.fragile", "never.unless"]


def test_a_pack_adds_words_and_takes_none_away(sound: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    change(mine, SENTENCES, "", 'hello = "A cure and a wonder, {name}."\n[never]\nclaims = ["wonder"]\n')
    assert complaints(mine, base=sound, lint=lint) == [
        f"{SENTENCES}: hello: 'cure' {CLAIM}",
        f"{SENTENCES}: hello: 'wonder' {CLAIM}",
    ]
