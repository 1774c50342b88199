"""The wire format of buttons: short, unambiguous, and deaf to nonsense."""

from collections import Counter
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, get_type_hints
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.features import ROUTES
from bot.content import Pack
from bot.talk import buttons
from bot.talk.buttons import Choose, Tick
from bot.talk.wire import LIMIT, Press, all_presses, decode, encode, wire
from tests.support.soak import times

ON = date(2026, 11, 18)
LONGEST_ZONE = max(available_timezones(), key=len)
PRESSES = all_presses()


def samples(kind: Any, last: bool) -> tuple[Any, ...]:
    """Values a field of that type may have; only the last field may hold a colon."""
    if kind is date:
        return ON, date.min, date.max
    if kind is int:
        return 0, 10, 99
    if issubclass(kind, StrEnum):
        return tuple(kind)
    return "x", "standing-bird-dog", "07:30" if last else "hour", "" if not last else LONGEST_ZONE


def pressed(cls: type[Press], pick: int) -> Press:
    hints = get_type_hints(cls)
    names = [each.name for each in fields(cls)]
    values = [samples(hints[name], last=name == names[-1]) for name in names]
    return cls(*(options[pick % len(options)] for options in values))


@pytest.mark.parametrize("pick", range(4))
@pytest.mark.parametrize("code", PRESSES)
def test_every_press_comes_back_as_it_was(code: str, pick: int) -> None:
    press = pressed(PRESSES[code], pick)
    assert decode(encode(press)) == press


def test_the_longest_values_of_every_question_fit(pack: Pack) -> None:
    longest = max(ROUTES.questions, key=len)
    slug = max(pack.library, key=len)
    for value in (LONGEST_ZONE, slug):
        for press in (Choose("zone", value), Tick(longest, slug)):
            data = encode(press)
            assert len(data.encode()) <= LIMIT
            assert decode(data) == press


def test_what_is_too_long_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="64 fit"):
        encode(Choose("zone", "é" * 29))


def test_every_press_has_a_code_and_a_handler_of_its_own() -> None:
    assert max(Counter(PRESSES.values()).values()) == 1
    handled = ROUTES.presses.keys() | {buttons.Go}
    assert set(PRESSES.values()) == handled


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="is taken by Done"):
        wire("dn")(Choose)


@pytest.mark.parametrize(
    "data",
    [
        "", ":", "::::", "zz", "zz:1", "dn", "dn:", "dn:2026-11-18", "dn:2026-11-18:x:both:1",
        "dn:2026-13-40:0:both:1", "dn:2026-11-18:0:middle:1", "dn:2026-11-18:0:both:1:2", "ag:1",
        "mo:2026-11-18:", "mo::5", "go", "st:yesterday", "💥", "dn:\x00:\x00:\x00:\x00",
    ],
)  # fmt: skip
def test_data_that_means_nothing_is_nothing(data: str) -> None:
    assert decode(data) is None


WORDS = st.text("0123456789-:abox \u0663💥", max_size=12)
DATA = st.builds(
    lambda code, words: ":".join([code, *words]), st.sampled_from([*PRESSES]), st.lists(WORDS, max_size=5)
)


@settings(max_examples=times(100, 5_000))
@given(st.text(max_size=16) | DATA)
def test_no_data_ever_raises(data: str) -> None:
    press = decode(data)
    assert press is None or len(data.encode()) > LIMIT or decode(encode(press)) == press
