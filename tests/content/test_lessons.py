"""The one-minute lessons that ship, and adding one."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from bot import content
from bot.coach.screening import CARDS, Flag
from bot.config import CONTENT
from bot.content.lint import lint
from tests.content.folder import CARD, change, complaints, translate

MUSCLES = ("lats", "erector spinae", "traps", "rhomboids", "belly", "bottom", "hips")


def test_there_are_at_least_27_each_in_its_own_place(pack: content.Pack) -> None:
    orders = [lesson.order for lesson in pack.lessons.values()]
    assert len(orders) >= 27
    assert all(before < after for before, after in pairwise(orders))


def test_each_takes_about_a_minute_and_asks_one_question(pack: content.Pack) -> None:
    for slug in pack.lessons:
        words = pack.texts["en"].lesson(slug)
        assert 60 <= sum(len(paragraph.split()) for paragraph in words.body) <= 130, slug
        assert words.question.endswith("?"), slug
        assert len(words.answers) == len(words.explanations) == 3, slug
        assert 0 <= words.right < 3, slug
        assert words.explanations[words.right].startswith("Yes."), slug


def test_the_right_answer_is_not_always_in_the_same_place(pack: content.Pack) -> None:
    assert {pack.texts["en"].lesson(slug).right for slug in pack.lessons} >= {0, 1}


def test_every_muscle_of_the_seeds_is_taught(pack: content.Pack) -> None:
    said = " ".join(
        paragraph
        for slug in ("back-muscles", "helper-muscles")
        for paragraph in pack.texts["en"].lesson(slug).body
    ).lower()
    assert [muscle for muscle in MUSCLES if muscle not in said] == []


def test_each_claim_has_a_source_that_can_be_found(pack: content.Pack) -> None:
    for lesson in pack.lessons.values():
        published = [source for source in lesson.sources if source.code != "J"]
        assert published, lesson.slug
    assert all(each.url or each.doi or each.no_address for each in pack.sources.values())


@pytest.mark.parametrize("topic", content.Topic)
def test_there_is_a_lesson_for_every_topic(pack: content.Pack, topic: content.Topic) -> None:
    assert [slug for slug, lesson in pack.lessons.items() if topic in lesson.topics]


@pytest.mark.parametrize(
    ("slug", "topic"),
    [
        ("flare-ups", "flare"),
        ("relapse-plan", "flare"),
        ("leg-pain", "leg"),
        ("hurt-is-not-harm", "fear"),
        ("scans", "fear"),
        ("sleep", "sleep"),
        ("work", "work"),
        ("mood", "mood"),
        ("sport", "sport"),
        ("medicines", "care"),
        ("pacing", "moving"),
    ],
)
def test_a_lesson_is_found_for_its_moment(pack: content.Pack, slug: str, topic: str) -> None:
    assert topic in pack.lessons[slug].topics


def test_a_lesson_names_only_commands_and_buttons_that_exist(pack: content.Pack) -> None:
    texts = pack.texts["en"]
    for slug in pack.lessons:
        said = " ".join(texts.lesson(slug).read_aloud)
        assert [name for name in re.findall(r"/([a-z]+)", said) if not texts.has(f"commands.{name}")] == [], (
            slug
        )
        tapped = re.findall(r"\b[Tt]ap ([A-Z][a-z]+(?: [a-z]+)?)", said)
        labels = {texts("button.hurts"), texts("library.make-never")}
        assert {*tapped} <= labels, slug


def test_medicines_are_never_named_in_a_lesson(pack: content.Pack) -> None:
    """Which one to take is for a pharmacist or a doctor to say."""
    named = r"paracetamol|ibuprofen|aspirin|naproxen|diclofenac|opioid|morphine|tramadol|codeine|gabapentin"
    for slug in pack.lessons:
        assert not re.findall(named, " ".join(pack.texts["en"].lesson(slug).read_aloud).lower()), slug


def test_when_to_see_someone_says_every_line_of_the_safety_cards(pack: content.Pack) -> None:
    every = {flag for flags in CARDS.values() for flag in flags}
    assert every == {*Flag} - {Flag.BIRTH}
    assert pack.texts["en"].lesson("when-to-see-someone").flags == every
    assert [*pack.lessons].index("when-to-see-someone") < 5, "not after half a year of lessons"


def test_a_lesson_that_lists_signs_and_leaves_some_out_is_a_mistake(sound: Path) -> None:
    """As a new line on a card would be."""
    signs = "\n".join(f'{flag} = "a pillow"' for flag in Flag if flag not in {Flag.LUMP, Flag.HEART})
    (sound / CARD).write_text(f"{(sound / CARD).read_text()}\n[flags]\n{signs}\n")
    assert complaints(sound, lint=lint) == [
        f"content/{CARD}: flags: leaves out lump, heart;"
        ' expected each line of the safety cards, as the body says it (lump = "…")'
    ]


def test_a_translation_lists_the_same_signs(sound: Path) -> None:
    translate(sound, (sound / "ui/en.toml").read_text())
    signs = "\n".join(f'{flag} = "a pillow"' for flag in Flag)
    (sound / CARD).write_text(f"{(sound / CARD).read_text()}\n[flags]\n{signs}\n")
    (line,) = complaints(sound, lint=lint)
    assert line.startswith("content/lessons/sleep/de.toml: flags: leaves out saddle-numb, bladder-bowel,")


def test_a_lesson_is_added_by_adding_one_folder(small: Path) -> None:
    shutil.copytree(CONTENT / "lessons" / "lifting", small / "lessons" / "carrying")
    loaded = content.load(small)
    assert list(loaded.lessons) == ["carrying", "sleep"]
    assert loaded.texts["en"].lesson("carrying").title == "Lifting without fear"


def test_a_lesson_may_have_two_answers(small: Path) -> None:
    text = (small / CARD).read_text()
    (small / CARD).write_text("[[answers]]".join(text.split("[[answers]]")[:3]))
    assert len(content.load(small).texts["en"].lesson("sleep").answers) == 2


def test_a_lesson_without_words_is_a_mistake(small: Path) -> None:
    (small / CARD).unlink()
    assert complaints(small) == [
        f"content/{CARD}: file: is missing; expected the words in en (bridge/en.toml)"
    ]


def test_two_right_answers_are_a_mistake(small: Path) -> None:
    change(small, CARD, "right = true\n", "")
    text = (small / CARD).read_text().replace("because = ", "right = true\nbecause = ")
    (small / CARD).write_text(text)
    (line,) = complaints(small)
    assert "answers: has 3 right answers" in line
