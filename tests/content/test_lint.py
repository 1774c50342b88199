"""What `check` asks beyond loading: reading age, claims, explanations, sources, stray files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot import content
from bot.coach.model import Avoid
from bot.config import CONTENT
from bot.content.lint import lint
from bot.content.reading import grade, hardest, sentences_in
from tests.content.folder import CARD, FACTS, WORDS, change, complaints

HARD = (
    "Subsequently, extraordinarily comprehensive musculoskeletal evaluation considerations"
    " necessitate individualised interdisciplinary communication."
)


def linted(root: Path) -> list[str]:
    return complaints(root, lint=lint)


@pytest.fixture
def sound(small: Path) -> Path:
    """The small folder with a sentence for each tag, and no source it does not cite."""
    tags = "\n".join(f'{tag} = "Leave it out if it hurts."' for tag in Avoid)
    with (small / "ui" / "en.toml").open("a") as file:
        file.write(f"[avoid]\n{tags}\n")
    pack = content.load(small)
    used = {s.code for e in (*pack.library.values(),) for s in e.sources}
    used |= {s.code for lesson in pack.lessons.values() for s in lesson.sources}
    blocks = (small / "sources.toml").read_text().split("\n[")
    kept = [block for block in blocks[1:] if block.split("]")[0] in used]
    (small / "sources.toml").write_text("".join(f"[{block}\n" for block in kept))
    content.load(small, lint=lint)
    return small


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


@pytest.mark.parametrize(
    "claim", ["treats", "cure", "diagnose", "heals", "rehab", "therapy", "prevents", "clinically proven"]
)
def test_a_medical_claim_is_a_mistake(sound: Path, claim: str) -> None:
    change(sound, WORDS, 'why = "', f'why = "It {claim} you. ')
    assert linted(sound) == [
        f"content/{WORDS}: words: {claim!r} is a medical claim; expected plain words: ease, help, look after"
    ]


def test_a_physiotherapist_and_health_are_no_claims(sound: Path) -> None:
    change(sound, CARD, 'question = "', 'question = "A physiotherapist cares for your health. ')
    content.load(sound, lint=lint)


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
