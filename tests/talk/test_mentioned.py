"""Typed answers in words of people's own."""

from __future__ import annotations

import pytest

from bot.talk.read import is_none, mentioned

PLACES = {
    "low-back": ["low back", "lower back", "back"],
    "upper-back": ["upper back"],
    "buttock": ["bum"],
    "bending": ["bend", "bending"],
}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("low bak and bum", {"low-back", "buttock"}),
        ("in my uper back", {"upper-back"}),
        ("my back", {"low-back"}),
        ("bendin down", {"bending"}),
        ("a band and a ball", set()),
        ("my bus", set()),
        ("", set()),
    ],
)
def test_a_phrase_counts_with_a_mistake_in_it_and_another_word_does_not(text: str, values: set[str]) -> None:
    assert mentioned(text, PLACES) == values


def test_a_plain_no_may_be_mistyped_and_a_yes_is_never_guessed_to_be_one() -> None:
    begins, rest = ["none of"], ["these them apply"]
    assert is_none("none of thees", ["none"], begins, rest)
    assert not is_none("one of these", ["none"], begins, rest)
    assert not is_none("none of these but 3", ["none"], begins, rest)
    assert not is_none("none of the pain went", ["none"], begins, rest)
