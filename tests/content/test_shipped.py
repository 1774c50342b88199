"""The exercises that ship."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot import content
from bot.coach.dose import set_seconds
from bot.coach.model import ALWAYS_AT_HAND, Area, Avoid, Category, Equipment, area_of
from bot.coach.suit import harder_variants

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


def test_every_exercise_has_english_words(pack: content.Pack) -> None:
    assert len(pack.library) >= 46
    for slug in pack.library:
        assert pack.texts["en"].exercise(slug).steps


@pytest.mark.parametrize(("slug", "dose"), SEED_DOSES.items())
def test_the_dose_of_the_seed_is_on_the_ladder(pack: content.Pack, slug: str, dose: Any) -> None:
    (fewest, most), (shortest, longest) = dose
    ladder = pack.library[slug].ladder
    assert any(fewest <= rung.reps <= most and shortest <= rung.hold <= longest for rung in ladder)
    assert ladder[0].sets == 1, "starts gently"
    assert "SEED" in {source.code for source in pack.library[slug].sources}


def test_a_set_takes_two_minutes_at_most(pack: content.Pack) -> None:
    """Both sides together, so that two sets of it fit into five minutes."""
    trained = [e for e in pack.library.values() if e.category in (Category.STRENGTH, Category.STABILISATION)]
    assert [e.slug for e in trained if max(set_seconds(e, dose) for dose in e.ladder) > 120] == []


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


def test_someone_unsteady_with_weak_bones_has_a_choice_on_a_chair_or_at_a_counter(pack: content.Pack) -> None:
    """Every turn of the strength work has its exercise, and no exercise is the only one of its kind."""
    frail = {Avoid.OSTEOPOROSIS, Avoid.BALANCE, Avoid.KNEE, Avoid.PREGNANT}
    left = [
        exercise
        for exercise in pack.library.values()
        if not exercise.avoid & frail and not exercise.floor and exercise.equipment <= ALWAYS_AT_HAND
    ]
    kinds = Counter(exercise.category for exercise in left)
    assert kinds[Category.WARM_UP] >= 3
    assert kinds[Category.MOBILITY] >= 6
    strong = Counter(area_of(exercise) for exercise in left if exercise.category is Category.STRENGTH)
    assert strong.keys() == set(Area)
    assert min(strong[Area.LEGS], strong[Area.BACK], strong[Area.TRUNK]) >= 2


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


def test_a_band_is_looked_at_before_it_is_pulled(pack: content.Pack) -> None:
    bands = [slug for slug, exercise in pack.library.items() if Equipment.BAND in exercise.equipment]
    assert len(bands) >= 3
    for slug in bands:
        first, *_ = pack.texts["en"].exercise(slug).steps
        assert first.startswith("Check the band for cracks first."), slug


def test_weights_begin_with_one_that_leaves_much_in_reserve(pack: content.Pack) -> None:
    """The first set is of eight: half of what could be lifted at best."""
    heavy = [slug for slug, exercise in pack.library.items() if Equipment.DUMBBELLS in exercise.equipment]
    assert heavy
    for slug in heavy:
        assert "that you could lift 15 times" in " ".join(pack.texts["en"].exercise(slug).steps), slug
        assert pack.library[slug].ladder[0].reps <= 8, slug


# Whom the easier exercise does not suit and the harder one does, and why that is right.
DECIDED = {
    "ball-back-extension": "hands and neck rest more than in a superman",
    "bird-dog": "on hands and knees nobody falls",
    "elliptical": "it is upright without standing still",
    "heel-slide": "no breath is held",
    "prayer-stretch": "a stretch of the sides, not of the back",
    "supported-squat": "both hands hold a counter",
    "walk": "a step is a small bend of the hip",
}


def test_whom_the_easier_exercise_does_not_suit_is_not_sent_past_it(pack: content.Pack) -> None:
    """Else the harder one would come first, without its first step."""
    past = {
        e.slug
        for slug, harder in harder_variants(pack.library.values()).items()
        for e in harder
        if pack.library[slug].avoid - e.avoid
    }
    assert past == DECIDED.keys()


@pytest.mark.parametrize(
    "slug",
    [
        "bridge",
        "marching-bridge",
        "sit-to-stand",
        "supported-squat",
        "split-squat",
        "hip-hinge",
        "heel-raises",
        "shoulder-blade-squeeze",
        "wall-push-up",
        "counter-push-up",
        "side-bridge",
        "bird-dog",
        "dead-bug",
        "wall-plank",
        "counter-plank",
        "knee-plank",
        "tandem-stand",
    ],
)
def test_the_way_goes_on_without_equipment(pack: content.Pack, slug: str) -> None:
    harder = harder_variants(pack.library.values())[slug]
    assert any(e.equipment <= ALWAYS_AT_HAND for e in harder)


@pytest.mark.parametrize("slug", ["heel-raises", "tandem-stand", "supported-squat"])
def test_who_is_unsteady_trains_legs_and_balance_with_hands_on_a_counter(
    pack: content.Pack, slug: str
) -> None:
    exercise = pack.library[slug]
    assert Avoid.BALANCE not in exercise.avoid
    assert exercise.equipment == {Equipment.COUNTER}
    assert not exercise.floor
    first, *_ = pack.texts["en"].exercise(slug).steps
    assert "counter" in first
    assert "both hands" in first
