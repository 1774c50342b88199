"""Whom to call: what ships, what is a mistake, and when somebody has to look again."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot import content
from bot.config import CONTENT
from bot.content.lint import lint
from bot.content.numbers import ANYWHERE, not_looked_at
from tests.content.folder import change, complaints

FILE = "numbers.toml"
EU = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
ENGLISH = [
    "GB", "IE", "US", "CA", "AU", "NZ", "ZA", "IN", "SG", "MY", "PH", "HK", "NG", "KE", "GH", "PK", "BD",
    "LK",
]  # fmt: skip
OTHERS = [
    "CH", "NO", "IS", "UA", "TR", "IL", "AE", "SA", "EG", "MX", "BR", "AR", "CL", "CO", "PE", "JP", "KR",
    "CN", "TW", "TH", "VN", "ID",
]  # fmt: skip
MINE = """
[GB]
checked = 2026-11-20
emergency = { call = ["112"], source = "https://example.org" }
"""


def test_the_countries_of_most_people_are_there(pack: content.Pack) -> None:
    assert {ANYWHERE, *EU, *ENGLISH, *OTHERS} <= pack.numbers.keys()


@pytest.mark.parametrize("country", EU)
def test_112_is_known_in_all_of_the_eu(pack: content.Pack, country: str) -> None:
    assert "112" in pack.numbers[country].emergency.call


@pytest.mark.parametrize(
    ("country", "emergency", "urgent", "crisis"),
    [
        ("GB", "999", "111", "116 123"),
        ("IE", "112", None, "116 123"),
        ("US", "911", None, "988"),
        ("CA", "911", "811", "988"),
        ("AU", "000", "1800 022 222", "13 11 14"),
        ("NZ", "111", "0800 611 116", "1737"),
        ("IN", "112", None, "14416"),
        ("DE", "112", "116 117", "0800 111 0 111"),
    ],
)
def test_well_known_numbers(
    pack: content.Pack, country: str, emergency: str, urgent: str | None, crisis: str
) -> None:
    numbers = pack.numbers[country]
    assert numbers.emergency.call[0] == emergency
    assert (numbers.urgent.call if numbers.urgent else None) == urgent
    assert numbers.crisis is not None
    assert numbers.crisis.call == crisis


def test_no_name_repeats_its_number(pack: content.Pack) -> None:
    """It would be read twice: "111 (NHS 111)"."""
    lines = [line for each in pack.numbers.values() for line in (each.urgent, each.crisis) if line]
    assert [line.name for line in lines if line.name.startswith(str(line.call)) and line.call != "113"] == []


# The age of what ships


def test_what_ships_was_looked_at_within_a_year() -> None:
    """When this fails, open every source that `python -m bot check` names."""
    content.load(CONTENT, lint=partial(lint, today=datetime.now(UTC).date()))


def test_a_year_later_every_country_has_to_be_looked_at_again(pack: content.Pack) -> None:
    newest = max(each.checked for each in pack.numbers.values())
    files = dict.fromkeys(pack.numbers, FILE)
    assert len(list(not_looked_at(pack.numbers, files, newest + timedelta(days=366)))) == len(pack.numbers)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 24), None),
        (date(2026, 11, 19), None),  # the day before, west of who looked
        (date(2027, 11, 20), None),
        (date(2027, 11, 21), "2026-11-20 is more than a year ago; expected the day on which somebody opened"),
        (date(2026, 11, 18), "2026-11-20 is to come; expected the day"),
    ],
)
def test_a_look_lasts_a_year(small: Path, tmp_path: Path, today: date, said: str | None) -> None:
    (small / FILE).write_text(MINE.replace("GB", ANYWHERE) + CRISIS)
    found: list[str] = []

    def ages(contents: content.Contents) -> list[content.Mistake]:
        mistakes = list(not_looked_at(contents.numbers, contents.numbers_in, today))
        found.extend(map(str, mistakes))
        return []

    content.load(small, lint=ages)
    assert len(found) == bool(said)
    assert said is None or found[0].startswith(f"content/{FILE}: {ANYWHERE}.checked: {said}")


CRISIS = 'crisis = { link = "https://example.org", name = "x", source = "https://example.org" }\n'


def test_only_check_minds_the_age(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE.replace("2026", "2016"))
    pack = content.load(tmp_path, base=CONTENT)
    assert pack.numbers["GB"].emergency.call == ("112",)
    command = [sys.executable, "-m", "bot", "check", str(tmp_path)]
    done = subprocess.run(command, cwd=CONTENT.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{FILE}: GB.checked: 2016-11-20 is more than a year ago; expected")


def test_a_pack_replaces_one_country_and_leaves_the_others(tmp_path: Path, pack: content.Pack) -> None:
    (tmp_path / FILE).write_text(MINE)
    mine = content.load(tmp_path, base=CONTENT, lint=lint).numbers
    assert mine["GB"].crisis is None
    assert {**mine, "GB": None} == {**pack.numbers, "GB": None}


# Mistakes


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[GB]", "[UK]", "UK: is no country; expected two capital letters, as in ISO 3166 ([GB])"),
        ("[GB]", "[gb]", "gb: is no country, did you mean 'GB'?"),
        ("[international]", "[internatonal]", "internatonal: is no country, did you mean 'international'?"),
        ("[international]", "[XK]", "international: is missing; expected what is said where"),
        ("[GB]\nchecked = 2026-11-24", "[GB]", "GB.checked: is missing; expected the day they were compared"),
        ("checked = 2026-11-24", 'checked = "soon"', "GB.checked: 'soon': input should be a valid date"),
        ('call = ["999"]', "call = []", "GB.emergency.call: []: "),
        ('call = ["999"]', 'call = ["999", "call us"]', "GB.emergency.call[2]: 'call us': "),
        ('call = "111"', 'phone = "111"', "GB.urgent.phone: is not a key here; expected one of call, name"),
        ('name = "NHS"', 'name = ""', "GB.urgent.name: is empty; expected at most 50 characters"),
        ('name = "NHS", source = "https', 'name = "NHS", source = "http', "GB.urgent.source: 'http://"),
        ('always = true, source = "https://www.samaritans', 'always = 1, source = "https://www.samaritans',
         "GB.crisis.always: 1: input should be a valid boolean"),
        ('{ link = "https://findahelpline.com", name', "{ name",
         "international.crisis: has not one of call and link; expected someone to talk to"),
        ("crisis = { link", "urgent = { link", "international.crisis: is missing; expected someone to"),
    ],
)  # fmt: skip
def test_a_mistake_names_the_country_and_says_what_would_be_right(
    small: Path, old: str, new: str, said: str
) -> None:
    text = (small / FILE).read_text()
    start = text.index("[GB]") if old in text[text.index("[GB]") :] else 0
    (small / FILE).write_text(text[:start] + text[start:].replace(old, new, 1))
    lines = complaints(small)
    assert any(line.startswith(f"content/{FILE}: {said}") for line in lines), lines


def test_a_country_may_not_have_both_a_number_and_a_link(small: Path) -> None:
    change(small, FILE, "crisis = { link", 'crisis = { call = "112", link')
    (line,) = complaints(small)
    assert line.startswith(f"content/{FILE}: international.crisis: has both call and link")


def test_every_mistake_of_the_file_is_said_at_once(small: Path) -> None:
    change(small, FILE, "[AT]\nchecked = 2026-11-24", "[AT]")
    change(small, FILE, "[AU]\nchecked = 2026-11-24", "[AU]")
    assert [line.split(": ")[1] for line in complaints(small)] == ["AT.checked", "AU.checked"]
