"""A folder of one's own over the built-in content, or instead of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import content
from bot.app import load_content
from bot.coach.model import Equipment
from bot.config import CONTENT
from bot.content.lint import lint
from tests.content.folder import FACTS, UI, complaints, make, translate


@pytest.fixture
def built_in(tmp_path: Path) -> Path:
    return make(tmp_path / "content")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def checked(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "check", str(root)]
    return subprocess.run(command, cwd=CONTENT.parent, capture_output=True, text=True, check=False)


def test_an_empty_folder_changes_nothing(mine: Path, built_in: Path) -> None:
    assert content.load(mine, base=built_in) == content.load(built_in)


def test_the_built_in_folder_is_not_over_itself(built_in: Path) -> None:
    assert content.load(built_in, base=built_in) == content.load(built_in)


def test_a_file_replaces_the_one_of_the_same_path(mine: Path, built_in: Path) -> None:
    words = (built_in / "exercises/bridge/en.toml").read_text().replace('"Bridge"', '"Hip lift"')
    write(mine, "exercises/bridge/en.toml", words)
    pack = content.load(mine, base=built_in)
    assert pack.texts["en"].exercise("bridge").name == "Hip lift"
    assert pack.library == content.load(built_in).library


def test_one_sentence_may_be_said_in_another_way(mine: Path, built_in: Path) -> None:
    write(mine, "ui/en.toml", 'hello = "Hi {name}."')
    texts = content.load(mine, base=built_in).texts["en"]
    assert texts("hello", name="Ada") == "Hi Ada."
    assert texts("today.title", minutes=5) == "5 minutes"


def test_an_exercise_with_equipment_is_added_without_python(mine: Path) -> None:
    """Also its use of a thing that nothing built in uses in that way."""
    shutil.copytree(CONTENT / "exercises/hip-hinge", mine / "exercises/step-hinge")
    facts = mine / "exercises/step-hinge/exercise.toml"
    facts.write_text(facts.read_text().replace("equipment = []", 'equipment = ["step", "dumbbells"]'))
    pack = content.load(mine, base=CONTENT, lint=lint)
    assert pack.library["step-hinge"].equipment == {Equipment.STEP, Equipment.DUMBBELLS}
    assert len(pack.library) == len(content.load(CONTENT).library) + 1
    assert list(pack.texts) == ["en"]


def test_a_language_is_added(mine: Path, built_in: Path) -> None:
    translate(built_in)
    for path in built_in.rglob("de.toml"):
        (mine / path.relative_to(built_in)).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, mine / path.relative_to(built_in))
    assert content.load(mine, base=built_in).texts.keys() == {"en", "de"}


def test_a_pack_may_bring_a_source_of_its_own(mine: Path, built_in: Path) -> None:
    write(mine, "sources.toml", '[Ours]\ntitle = "x"\npublisher = "x"\ngives = "x"\nurl = "https://x.org"\n')
    write(mine, FACTS, (built_in / FACTS).read_text().replace('code = "SEED"', 'code = "Ours"'))
    pack = content.load(mine, base=built_in)
    assert pack.library["bridge"].sources[0].code == "Ours"
    assert "Mayo" in pack.sources


def test_a_pack_may_stand_alone(mine: Path, built_in: Path) -> None:
    make(mine / "alone")
    shutil.rmtree(mine / "alone/exercises/bridge")
    write(mine / "alone", "pack.toml", "extends = false\n")
    assert set(content.load(mine / "alone", base=built_in).library) == {"pelvic-tilt"}


# --- mistakes: those of the pack are named as seen from it, those of what it extends with its folder


def test_a_mistake_in_the_pack_is_named_as_seen_from_the_pack(mine: Path, built_in: Path) -> None:
    write(mine, FACTS, (built_in / FACTS).read_text().replace('"strength"', '"strenght"'))
    (line,) = complaints(mine, built_in)
    assert line.startswith(f"{FACTS}: category: 'strenght' is not known, did you mean 'strength'?")


def test_a_circle_through_pack_and_built_in_is_a_mistake(mine: Path, built_in: Path) -> None:
    tilt = "exercises/pelvic-tilt/exercise.toml"
    write(mine, tilt, (built_in / tilt).read_text().replace("tempo = 4", 'tempo = 4\neasier = "bridge"'))
    assert complaints(mine, built_in) == [
        f"content/{FACTS}: easier: goes in a circle: bridge > pelvic-tilt > bridge;"
        " expected an end (leave easier out)"
    ]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("pack.toml", "extend = false", "pack.toml: extend: is not a key here, did you mean 'extends'?"),
        (
            "pack.toml",
            'extends = "no"',
            "pack.toml: extends: 'no': input should be a valid boolean; expected fal",
        ),
        (
            "ui/en.toml",
            'hullo = "Hi"',
            "ui/en.toml: hullo: is not in en.toml; expected only keys that English",
        ),
        ("ui/en.toml", 'hello = "Hi {who}"', "ui/en.toml: hello: has the placeholders who; expected name"),
        ("ui/en.toml", 'hello = "<b>Hi"', "ui/en.toml: hello: <b> is not closed"),
        ("exercises/squat/en.toml", "x = 1", "exercises/squat/en.toml: x: is not a key here"),
        (
            "lessons/rest/lesson.toml",
            "order = 1",
            "lessons/rest/en.toml: file: is missing; expected the words",
        ),
        ("sources.toml", "[Ours]", "sources.toml: Ours.title: is missing; expected what it is called"),
    ],
)
def test_a_broken_pack_says_what_to_mend(mine: Path, built_in: Path, path: str, text: str, said: str) -> None:
    write(mine, path, text)
    lines = complaints(mine, built_in)
    assert any(line.startswith(said) for line in lines), lines
    assert not any(line.startswith("content/") for line in lines), lines


def test_a_translation_of_the_pack_is_compared_with_all_of_english(mine: Path, built_in: Path) -> None:
    write(mine, "ui/de.toml", UI.replace('hello = "Good', 'hullo = "Good'))
    (line,) = complaints(mine, built_in)
    assert line.startswith("ui/de.toml: hullo: is not in en.toml")


def test_only_sources_of_the_pack_itself_have_to_be_cited(mine: Path) -> None:
    write(mine, "sources.toml", '[Ours]\ntitle = "x"\npublisher = "x"\ngives = "x"\nno_address = "x"\n')
    assert complaints(mine, CONTENT, lint) == [
        "sources.toml: Ours: is cited nowhere; expected only sources that are used (remove it)"
    ]


def test_check_lints_a_pack_from_the_command_line(mine: Path) -> None:
    shutil.copytree(CONTENT / "exercises/hip-hinge", mine / "exercises/good-morning")
    words = mine / "exercises/good-morning/en.toml"
    words.write_text(words.read_text().replace('name = "Hip hinge"', 'name = ""'))
    done = checked(mine)
    assert done.returncode == 1
    assert done.stderr.startswith("exercises/good-morning/en.toml: name: is empty; expected at most 40")


def test_check_lists_what_an_unfinished_language_lacks_and_is_content(mine: Path) -> None:
    """A notice, no mistake: the language is just not offered. An exercise of one's own is as good as any."""
    shutil.copytree(CONTENT / "exercises/hip-hinge", mine / "exercises/good-morning")
    write(mine, "ui/de.toml", '[language]\nname = "Deutsch"\ntext = "Welche Sprache?"')
    write(mine, "ui/nl.toml", (CONTENT / "ui/en.toml").read_text().replace('start = "Start"\n', "", 1))
    for path in (*CONTENT.glob("exercises/*/en.toml"), *CONTENT.glob("lessons/*/en.toml")):
        write(mine, path.with_name("nl.toml").relative_to(CONTENT).as_posix(), path.read_text())
    done = checked(mine)
    assert (done.returncode, done.stderr) == (0, "")
    said, german, *gaps = done.stdout.splitlines()
    assert said.endswith(" 1 languages: no mistakes")
    assert german == "de is not offered yet. What it lacks:"
    assert gaps[0] == "  exercises/ball-back-extension/de.toml: file"
    assert re.fullmatch(r"  and \d+ more", gaps[20])
    lacks = ["exercises/good-morning/nl.toml: file", "intents/nl.toml: file", "ui/nl.toml: button.start"]
    assert gaps[21:] == ["nl is not offered yet. What it lacks:", *(f"  {each}" for each in lacks)]


def test_equipment_is_a_closed_vocabulary_with_an_example(mine: Path, built_in: Path) -> None:
    """A new thing is a question in the chat and a prop in the picture, so its name is in the model."""
    facts = (built_in / FACTS).read_text().replace("equipment = []", 'equipment = ["kettlebell"]')
    write(mine, FACTS, facts)
    (line,) = complaints(mine, built_in)
    assert "'kettlebell' is not known; expected one of chair, wall" in line


def test_the_example_in_contributing_is_sound_as_it_stands(mine: Path) -> None:
    """Whoever copies both blocks into the two files has an exercise with a picture."""
    guide = (CONTENT.parent / "CONTRIBUTING.md").read_text("utf-8")
    for path, block in re.findall(r"`mine/(\S+?\.toml)`.*?```toml\n(.*?)```", guide, re.DOTALL):
        write(mine, path, block)
    pack = load_content(mine, lint)
    assert pack.library["mini-squat"].figure
    assert pack.texts["en"].exercise("mini-squat").name == "Mini squat"
