"""The content that ships, and what the loader says when content is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import content
from bot.coach.model import ALWAYS_AT_HAND, Avoid, Category, Equipment, Exercise

CONTENT = Path(__file__).parent.parent / "content"

# The nine exercises of the seed documents with their doses: (reps from, to), (hold from, to in seconds).
# "A few seconds" is read as 2 to 5.
SEED_DOSES = {
    "lat-pulldown": ((5, 10), (3, 5)),
    "ball-back-extension": ((5, 10), (2, 5)),
    "lying-leg-raise": ((10, 10), (2, 2)),
    "superman": ((10, 15), (2, 2)),
    "superman-both": ((10, 15), (2, 2)),
    "partial-curl": ((10, 15), (2, 2)),
    "knee-hugs": ((5, 30), (10, 15)),
    "wide-row": ((10, 15), (2, 5)),
    "low-back-rotation": ((5, 10), (5, 10)),
    "bridge": ((5, 10), (2, 3)),
}

UI = """
hello = "Good morning, <b>{name}</b>."
names = ["Monday {n}", "Tuesday"]
[today]
title = "{minutes} minutes"
sets = { one = "{n} set", other = "{n} sets" }
"""


@pytest.fixture(scope="module")
def pack() -> content.Pack:
    return content.load(CONTENT)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound content folder: bridge, pelvic-tilt (linked to each other) and a few sentences."""
    root = tmp_path / "content"
    for slug in ("bridge", "pelvic-tilt"):
        shutil.copytree(CONTENT / "exercises" / slug, root / "exercises" / slug)
    shutil.copy(CONTENT / "sources.toml", root)
    (root / "ui").mkdir()
    (root / "ui" / "en.toml").write_text(UI)
    return root


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8") if path.exists() else ""
    assert old in text, f"{file} does not contain {old!r}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new, 1) if old else new + text, "utf-8")


def complaints(root: Path) -> list[str]:
    with pytest.raises(content.Mistakes) as caught:
        content.load(root)
    return str(caught.value).splitlines()


def translate(root: Path, ui: str = UI) -> None:
    for folder in (root / "exercises").iterdir():
        shutil.copy(folder / "en.toml", folder / "de.toml")
    (root / "ui" / "de.toml").write_text(ui)


# --- the content that ships


def test_every_exercise_has_english_words(pack: content.Pack) -> None:
    assert len(pack.library) >= 36
    for slug in pack.library:
        assert pack.texts["en"].exercise(slug).steps


@pytest.mark.parametrize(("slug", "dose"), SEED_DOSES.items())
def test_the_dose_of_the_seed_is_on_the_ladder(pack: content.Pack, slug: str, dose: Any) -> None:
    (fewest, most), (shortest, longest) = dose
    ladder = pack.library[slug].ladder
    assert any(fewest <= rung.reps <= most and shortest <= rung.hold <= longest for rung in ladder)
    assert ladder[0].sets == 1, "starts gently"
    assert "SEED" in {source.code for source in pack.library[slug].sources}


@pytest.mark.parametrize("avoid", Avoid)
def test_one_reason_to_avoid_leaves_something_of_each_kind_on_a_chair(
    pack: content.Pack, avoid: Avoid
) -> None:
    at_hand = ALWAYS_AT_HAND | {Equipment.CHAIR}
    possible = [
        exercise
        for exercise in pack.library.values()
        if avoid not in exercise.avoid and not exercise.floor and exercise.equipment <= at_hand
    ]
    needed = set(Category) - {Category.DIRECTIONAL}
    assert needed <= {exercise.category for exercise in possible}
    assert any(exercise.relief for exercise in possible)


def test_something_is_left_for_a_person_with_every_reason_to_avoid(pack: content.Pack) -> None:
    left = {slug for slug, exercise in pack.library.items() if not exercise.avoid and not exercise.floor}
    assert {"warm-up-seated", "seated-tilt", "shoulder-blade-squeeze"} <= left


def test_relief_is_restful_and_small(pack: content.Pack) -> None:
    relief = {slug for slug, exercise in pack.library.items() if exercise.relief}
    assert relief == {"prone-lying", "prone-elbows", "rest-90-90", "pelvic-tilt", "seated-tilt"}
    assert all(Avoid.ARCHING in pack.library[slug].avoid for slug in ("prone-lying", "prone-elbows"))


def test_lying_flat_is_never_offered_in_pregnancy(pack: content.Pack) -> None:
    flat = [exercise for exercise in pack.library.values() if exercise.position in {"supine", "prone"}]
    assert flat
    assert all(Avoid.PREGNANT in exercise.avoid for exercise in flat)


def test_directional_movements_stop_when_pain_spreads_down_the_leg(pack: content.Pack) -> None:
    moving = [
        e for e in pack.library.values() if e.category == Category.DIRECTIONAL and e.slug != "rest-90-90"
    ]
    for exercise in moving:
        assert exercise.stops_if_leg_spreads, exercise.slug
        assert "down your leg" in pack.texts["en"].exercise(exercise.slug).not_when, exercise.slug


def test_sentences_are_short_enough_to_hear_once(pack: content.Pack) -> None:
    for words in pack.texts["en"].words.values():
        text = " ".join([words.why, *words.steps, *words.mistakes, words.not_when, words.breathing])
        sentences = [part for part in text.replace("?", ".").split(".") if part.strip()]
        assert max(len(sentence.split()) for sentence in sentences) <= 24
        assert len(text.split()) / len(sentences) <= 12


@pytest.mark.parametrize("claim", ["treat", "cure", "diagnos", "heal", "rehab", "therap", "prevent"])
def test_no_medical_claim_is_made(pack: content.Pack, claim: str) -> None:
    for slug, words in pack.texts["en"].words.items():
        assert claim not in words.model_dump_json().lower(), slug


# --- sentences


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
    translate(small, UI.replace('{ one = "{n} set", other = "{n} sets" }', forms))
    for folder in (small / "exercises").iterdir():
        (folder / "de.toml").rename(folder / "ru.toml")
    (small / "ui" / "de.toml").rename(small / "ui" / "ru.toml")
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


# --- adding and translating


def test_an_exercise_is_added_by_adding_one_folder(small: Path) -> None:
    shutil.copytree(CONTENT / "exercises" / "hip-hinge", small / "exercises" / "good-morning")
    pack = content.load(small)
    assert isinstance(pack.library["good-morning"], Exercise)
    assert pack.texts["en"].exercise("good-morning").steps


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


# --- mistakes: (file, what stands there, what is written instead, what the operator reads)

FACTS = "exercises/bridge/exercise.toml"
WORDS = "exercises/bridge/en.toml"
SENTENCES = "ui/en.toml"
NAME = 'name = "Bridge"'
HELLO = '"Good morning, <b>{name}</b>."'

BROKEN = [
    (FACTS, '"strength"', '"strenght"', "category: 'strenght' is not known, did you mean 'strength'?"),
    (FACTS, '"supine"', '"supin"', "position: 'supin' is not known, did you mean 'supine'?"),
    (
        FACTS,
        '"hamstrings"',
        '"hamstring"',
        "muscles[2]: 'hamstring' is not known, did you mean 'hamstrings'?",
    ),
    (FACTS, '["pregnant", "arching"]', '["pregnent"]', "avoid[1]: 'pregnent' is not known, did you mean"),
    (
        FACTS,
        "equipment = []",
        'equipment = ["mat"]',
        "equipment[1]: 'mat' is not known; expected one of chair",
    ),
    (FACTS, 'position = "supine"', "", "position: is missing; expected the starting position (position ="),
    (FACTS, "tempo = 4", "temo = 4", "temo: is not a key here, did you mean 'tempo'?; expected one of categ"),
    (
        FACTS,
        "tempo = 4",
        'tempo = "slow"',
        "tempo: 'slow': input should be a valid integer; expected seconds",
    ),
    (
        FACTS,
        "sides = false",
        "sides = 0",
        "sides: 0: input should be a valid boolean; expected true or false",
    ),
    (FACTS, "tempo = 4", "tempo = ", "line "),
    (FACTS, '"SEED"', '"Seed"', "sources[1].code: 'Seed' is not known; expected one of SEED, Mayo, AAOS"),
    (
        FACTS,
        "reps = 5\n",
        "reps = 5\nseconds = 9\n",
        "ladder[1]: has both reps and seconds; expected the gentl",
    ),
    (FACTS, "reps = 5\n", "", "ladder[1]: has neither reps nor seconds; expected the gentlest first"),
    (FACTS, "reps = 5\nhold = 2", "seconds = 5\nhold = 2", "ladder[1]: has a hold without reps; expected"),
    (
        FACTS,
        "reps = 5\n",
        "rep = 5\n",
        "ladder[1].rep: is not a key here, did you mean 'reps'?; expected one",
    ),
    (FACTS, "reps = 5\n", "reps = -5\n", "ladder[1].reps: -5: input should be greater than or equal to 0"),
    (FACTS, "reps = 8\nhold = 2", "reps = 8\nhold = 3", "ladder[2]: changes reps and hold from the rung bef"),
    (
        FACTS,
        "reps = 8\n",
        "reps = 5\n",
        "ladder[2]: changes nothing from the rung before; expected one number",
    ),
    (FACTS, "reps = 5\n", "reps = 9\n", "ladder[2]: changes reps from the rung before; expected one number"),
    (
        FACTS,
        '"pelvic-tilt"',
        '"pelvic-tlt"',
        "easier: there is no exercise 'pelvic-tlt', did you mean 'pelvic",
    ),
    (
        FACTS,
        'easier = "pelvic-tilt"\n',
        "",
        "exercises/pelvic-tilt/exercise.toml: harder: bridge does not point",
    ),
    (
        FACTS,
        "tempo = 4",
        'tempo = 4\nharder = "bridge"',
        "harder: bridge does not point back; expected easier",
    ),
    (WORDS, NAME, "", "name: is missing; expected at most 40 characters (name ="),
    (WORDS, NAME, 'name = ""', "name: is empty; expected"),
    (WORDS, NAME, 'name = "<b>Bridge</b>"', "name: '<b>Bridge</b>' has a line break or a < or >; expected"),
    (
        WORDS,
        NAME,
        f'{NAME}\nside_names = ["l", "r"]',
        "side_names: is not a key here; expected one of name, why",
    ),
    (
        WORDS,
        "steps = [",
        f'steps = ["{"go " * 21}",',
        "has 21 words; expected 1 to 6 steps of at most 20 words",
    ),
    (WORDS, "mistakes = [", 'mistakes = ["one more",', "mistakes: "),
    (WORDS, 'cue = "', f'cue = "{"x" * 60}', "characters; expected the one thing to think of, at most 60"),
    (
        SENTENCES,
        HELLO,
        '"<b>{name}</i>"',
        "hello: </i> closes nothing; expected Telegram's tags, each closed",
    ),
    (
        SENTENCES,
        HELLO,
        '"<b>{name}"',
        "hello: <b> is not closed; expected Telegram's tags, each closed: a, b",
    ),
    (SENTENCES, HELLO, '"<p>{name}</p>"', "hello: <p> is not one of Telegram's tags; expected Telegram's"),
    (SENTENCES, HELLO, '"{name}<!-- x -->"', "hello: has an HTML comment; expected Telegram's tags"),
    (SENTENCES, HELLO, '"5 < 6"', "hello: has a bare < (write &lt;); expected"),
    (
        SENTENCES,
        HELLO,
        '"{name"',
        "hello: braces: expected '}' before end of string; expected a name in each",
    ),
    (SENTENCES, HELLO, '"{}"', "hello: {} is not a name; expected a name in each pair of braces"),
    (SENTENCES, HELLO, '"{name.x}"', "hello: {name.x} is not a name; expected a name in each pair of braces"),
    (SENTENCES, HELLO, '" "', "hello: is empty; expected text"),
    (SENTENCES, HELLO, "7", "hello: is neither text, a list of texts nor a plural; expected text"),
    (
        SENTENCES,
        "other = ",
        "few = ",
        "today.sets: has the plural forms few, one; expected one, other ({ one",
    ),
    (
        "exercises/bridge/klingon.toml",
        "",
        "x = 1",
        "file: 'klingon' is no language; expected a language code",
    ),
    (
        "exercises/Squat_1/en.toml",
        "",
        "x = 1",
        "exercises/Squat_1/exercise.toml: folder: 'Squat_1' is no slug",
    ),
    (
        "exercises/squat/en.toml",
        "",
        "x = 1",
        "exercises/squat/exercise.toml: file: is missing; expected the f",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_a_mistake_is_reported_with_file_key_and_expectation(
    small: Path, file: str, old: str, new: str, said: str
) -> None:
    change(small, file, old, new)
    lines = complaints(small)
    where = f"content/{said}" if said.startswith("exercises/") else f"content/{file}: "
    assert any(line.startswith(where) and said in line and "; expected " in line for line in lines), lines


def test_an_exercise_without_words_is_a_mistake(small: Path) -> None:
    (small / WORDS).unlink()
    assert complaints(small) == [
        f"content/{WORDS}: file: is missing; expected the words in en (bridge/en.toml)"
    ]


def test_an_empty_ladder_is_a_mistake(small: Path) -> None:
    facts = (small / FACTS).read_text("utf-8")
    head, rest = facts.split("[[ladder]]", 1)
    (small / FACTS).write_text(head + "[[sources]]" + rest.split("[[sources]]", 1)[1])
    (line,) = complaints(small)
    assert line.startswith(f"content/{FACTS}: ladder: is missing; expected the gentlest first")


def test_a_circle_of_ever_harder_exercises_is_one_mistake(small: Path) -> None:
    change(small, FACTS, "tempo = 4", 'tempo = 4\nharder = "pelvic-tilt"')
    change(small, "exercises/pelvic-tilt/exercise.toml", "tempo = 4", 'tempo = 4\neasier = "bridge"')
    assert complaints(small) == [
        f"content/{FACTS}: harder: goes in a circle: bridge > pelvic-tilt > bridge;"
        " expected an end (leave harder out)"
    ]


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    (line,) = complaints(tmp_path / "content")
    assert line.startswith("content/exercises: folder: is empty")


def test_text_that_is_not_utf8_is_a_mistake(small: Path) -> None:
    (small / WORDS).write_bytes(b'name = "Br\xfccke"')
    assert f"content/{WORDS}: file: 'utf-8' codec can't decode" in complaints(small)[0]


def test_a_figure_that_cannot_be_drawn_is_a_mistake(small: Path) -> None:
    def figure_mistakes(slug: str, figure: Mapping[str, Any]) -> list[str]:
        return ["the knee bends backwards"] if slug == "bridge" else []

    with pytest.raises(content.Mistakes) as caught:
        content.load(small, figure_mistakes)
    assert str(caught.value).startswith(f"content/{FACTS}: figure: the knee bends backwards; expected a pose")
    assert len(caught.value.found) == 1


def test_all_mistakes_of_all_files_are_reported_at_once(small: Path) -> None:
    change(small, FACTS, '"strength"', '"strenght"')
    change(small, FACTS, "tempo = 4", "temo = 4")
    change(small, WORDS, NAME, "")
    change(small, SENTENCES, "</b>", "")
    change(small, "exercises/pelvic-tilt/exercise.toml", "tempo = 4", "tempo = ")
    assert [line.split(": ")[:2] for line in complaints(small)] == [
        [f"content/{WORDS}", "name"],
        [f"content/{FACTS}", "category"],
        [f"content/{FACTS}", "temo"],
        ["content/exercises/pelvic-tilt/exercise.toml", "line 10"],
        [f"content/{SENTENCES}", "hello"],
    ]
