"""What the loader says when content is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import content
from tests.content.folder import CARD, FACTS, LESSON, SENTENCES, WORDS, change, complaints

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
    (
        FACTS,
        '"SEED"',
        '"Seed"',
        "sources[1].code: 'Seed' is not known, did you mean 'SEED'?; expected one of SEED, Mayo",
    ),
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
    (FACTS, "tempo = 4", 'tempo = 4\nharder = "bird-dog"', "harder: is not a key here"),
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
        "file: 'klingon' is no language that Telegram knows; expected two small letters, as in ISO 639-1 (de",
    ),
    (
        "ui/de-AT.toml",
        "",
        'hello = "Hallo {name}"',
        "file: 'de-AT' is no language that Telegram knows;"
        " expected two small letters, as in ISO 639-1: name it de.toml",
    ),
    (
        "lessons/sleep/pt_BR.toml",
        "",
        "x = 1",
        "file: 'pt_BR' is no language that Telegram knows; expected two",
    ),
    ("exercises/bridge/DE.toml", "", "x = 1", "ISO 639-1: name it de.toml"),
    (
        "ui/gsw.toml",
        "",
        "x = 1",
        "file: 'gsw' is no language that Telegram knows; expected two small letters",
    ),
    ("ui/xx.toml", "", "x = 1", "file: 'xx' is no language that Telegram knows; expected two small letters"),
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
    (FACTS, 'code = "SEED"', 'kode = "SEED"', "sources[1].kode: is not a key here, did you mean 'code'?"),
    (
        "exercises/a-slug-that-is-too-long-for-a-button/en.toml",
        "",
        "x = 1",
        "exercises/a-slug-that-is-too-long-for-a-button/exercise.toml: folder: 'a-slug-that",
    ),
    # lessons
    (LESSON, '"daily-life"', '"daily"', "topics[1]: 'daily' is not known, did you mean 'daily-life'?"),
    (LESSON, "order = ", "place = ", "order: is missing; expected its place among the lessons, from 1"),
    (LESSON, '"Sleep"', '"Slep"', "sources[1].code: 'Slep' is not known, did you mean 'Sleep'?; expected"),
    (LESSON, '["daily-life", "sleep"]', "[]", "topics: []: frozenset should have at least 1 item"),
    (CARD, "title = ", "name = ", "title: is missing; expected at most 40 characters (title ="),
    (CARD, "body = [", f'body = ["{"go " * 60}", ', "words; expected paragraphs, 130 words in all"),
    (CARD, "right = true", "", "answers: has 0 right answers; expected two or three, one of them right"),
    (
        CARD,
        "right = true",
        "right = 1",
        "answers[1].right: 1: input should be a valid boolean; expected true",
    ),
    (CARD, "because = ", "why = ", "answers[1].because: is missing; expected a kind word on this answer"),
    (
        CARD,
        'text = "A pillow',
        'text = "A very long answer that no button can hold',
        "characters; expected at",
    ),
    (CARD, "[[answers]]", '[[answers]]\ntext = "x"\nbecause = "y"\n[[answers]]', "answers: "),
    (CARD, "Sleep and your back", "Sleep <b>well</b>", "title: 'Sleep <b>well</b>' has a line break or a <"),
    (
        CARD,
        "title = ",
        'flags.lumb = "a pillow"\ntitle = ',
        "flags: 'lumb' is not known, did you mean 'lump'?; exp",
    ),
    (
        CARD,
        "title = ",
        'flags.lump = "new lump"\ntitle = ',
        "flags: the body does not say 'new lump'; expected lines",
    ),
    (
        CARD,
        "title = ",
        'flags.lump = " "\ntitle = ',
        "flags: the body does not say ' '; expected lines of the",
    ),
    (
        CARD,
        "title = ",
        "flags.lump = 7\ntitle = ",
        "flags.lump: 7: input should be a valid string; expected lines",
    ),
    ("lessons/rest/en.toml", "", "x = 1", "lessons/rest/lesson.toml: file: is missing; expected the facts"),
    # sources
    ("sources.toml", "[Mayo]", "[Mayo]\nisbn = 3", "Mayo.isbn: is not a key here; expected one of title"),
    ("sources.toml", 'publisher = "Mayo Clinic"', "", "Mayo.publisher: is missing; expected who stands for"),
    ("sources.toml", 'url = "https://www.mayo', '# "', "Mayo: has no url and no doi; expected a title, pub"),
    ("sources.toml", 'url = "https://www.mayo', 'url = "mayo', "Mayo.url: 'mayo"),
    ("sources.toml", "[SEED]", "Mayo2 = 1\n[SEED]", "Mayo2.title: is missing; expected what it is called"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_a_mistake_is_reported_with_file_key_and_expectation(
    small: Path, file: str, old: str, new: str, said: str
) -> None:
    change(small, file, old, new)
    lines = complaints(small)
    where = f"content/{said}" if said.startswith(("exercises/", "lessons/")) else f"content/{file}: "
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


def test_a_circle_of_ever_easier_exercises_is_one_mistake(small: Path) -> None:
    change(small, "exercises/pelvic-tilt/exercise.toml", "tempo = 4", 'tempo = 4\neasier = "bridge"')
    assert complaints(small) == [
        f"content/{FACTS}: easier: goes in a circle: bridge > pelvic-tilt > bridge;"
        " expected an end (leave easier out)"
    ]


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    exercises, numbers = complaints(tmp_path / "content")
    assert exercises.startswith("content/exercises: folder: is empty")
    assert numbers.startswith("content/numbers.toml: international: is missing")


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
        ["content/exercises/pelvic-tilt/exercise.toml", "line 9"],
        [f"content/{SENTENCES}", "hello"],
    ]
