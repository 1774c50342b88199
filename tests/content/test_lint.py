"""What `check` asks beyond loading: reading age, explanations, sources, stray files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from telegram.constants import BotCommandLimit, BotDescriptionLimit, CallbackQueryLimit

from bot import content
from bot.coach.model import Avoid
from bot.config import CONTENT
from bot.content.asked import Asked
from bot.content.limits import units
from bot.content.lint import lint
from bot.content.reading import grade, hardest, sentences_in
from tests.content.folder import CARD, FACTS, WORDS, change, complaints, translate

HARD = (
    "Subsequently, extraordinarily comprehensive musculoskeletal evaluation considerations"
    " necessitate individualised interdisciplinary communication."
)


def linted(root: Path) -> list[str]:
    return complaints(root, lint=lint)


def asking(**keys: str) -> Asked:
    """A program that asks for all sentences of the small folder, and for these."""
    usual = ["hello", "names", "today.title", "today.sets", "never.claims", "never.fragile", "never.unless"]
    usual += [*(f"avoid.{tag}" for tag in Avoid)]
    return Asked(dict.fromkeys(usual, "bot/chat/x.py:1") | keys, {}, {}, ())


def test_what_ships_has_no_mistakes() -> None:
    pack = content.load(CONTENT, lint=lint)
    assert len(pack.library) >= 46
    assert not pack.unfinished


def test_a_start_does_not_load_the_hyphenation() -> None:
    code = "import sys, bot.__main__; sys.exit('pyphen' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=CONTENT.parent, check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "at_least", "at_most"),
    [
        ("The cat sat on the mat.", 0, 1),
        ("Lie on your back. Bend your knees and put your feet flat.", 0, 2),
        ("Breathe out as you lift your hips, and keep breathing while you hold them there.", 2, 5),
        (HARD, 12, 99),
    ],
)
def test_the_grade_tells_easy_from_hard(text: str, at_least: float, at_most: float) -> None:
    assert at_least <= grade(sentences_in([text])) <= at_most


def test_no_words_are_grade_nought() -> None:
    assert grade([]) == 0


def test_each_text_ends_its_sentence() -> None:
    assert sentences_in(["Lie down. Rest", "Is it well?", "…"]) == ["Lie down.", "Rest", "Is it well?"]
    assert hardest(["Rest.", HARD]) == HARD


@pytest.mark.parametrize("file", [WORDS, CARD])
def test_words_that_are_hard_to_read_are_a_mistake_that_quotes_the_hardest_sentence(
    sound: Path, file: str
) -> None:
    old = 'why = "' if file == WORDS else 'question = "'
    change(sound, file, old, f"{old}{' '.join([HARD] * 8)} ")
    (line,) = linted(sound)
    assert line.startswith(f"content/{file}: reading age: is US grade ")
    assert HARD in line
    assert line.endswith("; expected grade 6 or lower (shorter sentences and words)")


def test_a_tag_that_is_not_explained_is_a_mistake(sound: Path) -> None:
    change(sound, "ui/en.toml", "knee = ", "kneel = ")
    assert linted(sound)[0].startswith("content/ui/en.toml: avoid.knee: is missing; expected a sentence that")


def test_a_source_that_nobody_cites_is_a_mistake(sound: Path) -> None:
    change(
        sound,
        "sources.toml",
        "[SEED]",
        '[X]\ntitle = "x"\npublisher = "x"\ngives = "x"\ndoi = "10.1/x"\n[SEED]',
    )
    assert linted(sound) == [
        "content/sources.toml: X: is cited nowhere; expected only sources that are used (remove it)"
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "exercise/squat/en.toml",
            "file: is not read, did you mean 'exercises'?; expected one of exercises/*/",
        ),
        ("exercises/en.toml", "file: is not read"),
        ("lessons/sleep/more/en.toml", "file: is not read"),
        ("source.toml", "file: is not read, did you mean 'sources.toml'?"),
    ],
)
def test_a_file_that_nobody_reads_is_a_mistake(sound: Path, path: str, said: str) -> None:
    (sound / path).parent.mkdir(parents=True, exist_ok=True)
    (sound / path).write_text("x = 1\n")
    (line,) = linted(sound)
    assert line.startswith(f"content/{path}: {said}")


def test_an_exercise_without_a_picture_loads_but_is_a_mistake(sound: Path) -> None:
    (sound / FACTS).write_text((sound / FACTS).read_text().split("[figure")[0])
    assert content.load(sound).library["bridge"].figure == {}
    (line,) = linted(sound)
    assert line.startswith(f"content/{FACTS}: figure: is missing; expected a table of poses ([figure]")


# Sentences that the code asks for


def test_a_folder_that_says_what_is_asked_for_and_nothing_else_is_sound(sound: Path) -> None:
    content.load(sound, lint=partial(lint, asked=asking()))


def test_a_sentence_that_is_asked_for_and_not_there_is_a_mistake_with_the_place_that_asks(
    sound: Path,
) -> None:
    said = complaints(sound, lint=partial(lint, asked=asking(**{"why.new": "bot/chat/why.py:43"})))
    assert said == [
        "content/ui/en.toml: why.new: is missing, bot/chat/why.py:43 asks for it;"
        " expected a sentence of that name"
    ]


def test_a_sentence_that_nobody_asks_for_is_a_mistake(sound: Path) -> None:
    change(sound, "ui/en.toml", "hello =", 'old = "Goodbye."\nhello =')
    assert complaints(sound, lint=partial(lint, asked=asking())) == [
        "content/ui/en.toml: old: is asked for nowhere; expected only sentences that are used (remove it)"
    ]


def test_a_pack_hears_nothing_of_sentences_that_are_built_in_and_not_asked_for(
    sound: Path, tmp_path: Path
) -> None:
    change(sound, "ui/en.toml", "hello =", 'old = "Goodbye."\nhello =')
    change(tmp_path / "mine", "ui/en.toml", "", 'hello = "Hi, {name}."')
    content.load(tmp_path / "mine", base=sound, lint=partial(lint, asked=asking()))


def test_a_key_that_the_code_puts_together_of_anything_is_a_mistake_and_so_is_one_it_no_longer_does(
    sound: Path,
) -> None:
    asked = replace(asking(), unknown={"why.{}": "bot/chat/why.py:43"}, stale=("left.{}",))
    assert complaints(sound, lint=partial(lint, asked=asked)) == [
        "bot/chat/asked.py: left.{}: is nowhere in the code; expected only keys that are (remove it)",
        "bot/chat/why.py:43: why.{}: may be anything; expected all that {} may be (bot/chat/asked.py)",
    ]


# What Telegram shows outside of a message


@pytest.mark.parametrize(
    ("table", "name", "most"),
    [
        ("commands", "today", BotCommandLimit.MAX_DESCRIPTION),
        ("profile", "description", BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
        ("profile", "short", BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
        ("stale", "finished", CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
        ("player", "noted", CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
        ("hurts", "sore", CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
    ],
)
def test_a_text_longer_than_telegram_takes_is_a_mistake_in_any_language(
    sound: Path, table: str, name: str, most: int
) -> None:
    ui = (sound / "ui/en.toml").read_text()
    right = f'{ui}\n[{table}]\n{name} = "{"🦴" * (most // 2)}"\n'
    (sound / "ui/en.toml").write_text(right)
    translate(sound, right)
    content.load(sound, lint=lint)
    (sound / "ui/de.toml").write_text(right.replace("🦴", "🦴🦴", 1))
    assert linted(sound) == [
        f"content/ui/de.toml: {table}.{name}: has {most + 2} characters;"
        f" expected at most {most}, for Telegram"
    ]


@pytest.mark.parametrize("markup", ["<b>Hello</b>", "You &amp; me", "&lt;3"])
def test_markup_where_telegram_shows_it_as_it_stands_is_a_mistake(sound: Path, markup: str) -> None:
    change(sound, "ui/en.toml", "hello =", f'profile.short = "{markup}"\nhello =')
    (line,) = linted(sound)
    assert line.startswith("content/ui/en.toml: profile.short: has ")
    assert line.endswith("; expected plain text: it would be shown as it stands")


@pytest.mark.parametrize("name", ["Today", "red-flags", "über", "x" * 33])
def test_a_name_that_telegram_takes_for_no_command_is_a_mistake(sound: Path, name: str) -> None:
    change(sound, "ui/en.toml", "hello =", f'commands."{name}" = "Go on"\nhello =')
    (line,) = linted(sound)
    assert line.startswith(f"content/ui/en.toml: commands.{name}: {name!r} is no name of a command; expected")


def test_a_text_is_measured_as_telegram_counts() -> None:
    assert [units(text) for text in ("", "abc", "ü", "🦴")] == [0, 3, 1, 2]
