"""What people write, and what is understood."""

import tomllib
from datetime import time
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import CONTENT
from bot.content.numbers import countries
from bot.talk import read
from tests.support.soak import times

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SITES = {"low-back": "Low back", "mid-back": "Middle back", "buttock": "Buttock", "upper-leg": "Thigh"}
ENGLISH = tomllib.loads((CONTENT / "ui" / "en.toml").read_text("utf-8"))
TYPED = ENGLISH["typed"]
AND, TO = TYPED["and"], TYPED["to"]
HOUR = (TYPED["at"], TYPED["o-clock"], TYPED["am"], TYPED["pm"])
TAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ORTE = {"low-back": "Unterer Rücken", "buttock": "Gesäß", "upper-leg": "Oberschenkel"}
STUNDE = (["um", "gegen"], ["Uhr", "h"], ["früh", "vormittags"], ["abends", "nachmittags"])


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("7:30", time(7, 30)), ("07:30", time(7, 30)), ("7.30 am", time(7, 30)), ("0730", time(7, 30)),
        ("7 pm", time(19)), ("7pm", time(19)), ("at 7", time(7)), ("12 am", time(0)), ("12 pm", time(12)),
        ("7h30", time(7, 30)), ("19 Uhr", time(19)), ("9 o'clock", time(9)), ("7 a.m.", time(7)),
        ("6 P.M.", time(18)), ("6 p", time(18)),
        ("at 7.30 a.m", time(7, 30)), ("7 o’clock", time(7)), ("at 8  pm.", time(20)), ("7 m", None),
        ("at", None), ("pm", None), ("7 o'clock 30", time(7, 30)),
        ("23:59", time(23, 59)), ("00:00", time(0)), ("7 30", time(7, 30)),
        ("24:00", None), ("7:60", None), ("13 pm", None), ("0 am", None), ("morning", None), ("", None),
        ("7:3", None), ("7:30:15", None), ("25", None), ("-7", None), ("🕖", None), ("7 or 8", None),
    ],
)  # fmt: skip
def test_hours(text: str, at: time | None) -> None:
    assert read.hour(text, *HOUR) == at


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("low back", "low-back"), ("LOW BACK!", "low-back"), ("low-back", "low-back"),
        ("lwo back", "low-back"),
        ("buttok", "buttock"), ("thigh", "upper-leg"), ("low", "low-back"),
        ("back", None),  # two of them
        ("", None), ("🙂", None), ("knee", None),
    ],
)  # fmt: skip
def test_one_of_several(text: str, site: str | None) -> None:
    assert read.option(text, SITES) == site


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("low back and buttock", {"low-back", "buttock"}),
        ("low back, buttok & thigh", {"low-back", "buttock", "upper-leg"}),
        ("Low back; thigh", {"low-back", "upper-leg"}), ("thigh\nbuttock", {"upper-leg", "buttock"}),
        ("low back and elephant", None), ("and", None), (",", None), ("", None),
    ],
)  # fmt: skip
def test_several_of_several(text: str, sites: set[str] | None) -> None:
    assert read.options(text, SITES, AND) == sites


@pytest.mark.parametrize(
    "text", ["delet everything", "don't delete everything", "everything", "delete every thing", ""]
)
def test_what_must_not_be_guessed_is_not(text: str) -> None:
    assert read.exact(text, {"yes": "Delete everything"}) is None
    assert read.exact("delete EVERYTHING.", {"yes": "Delete everything"}) == "yes"


@pytest.mark.parametrize(
    ("text", "zones", "exact"),
    [
        ("London", ("Europe/London",), True), ("london ", ("Europe/London",), True),
        ("Europe/Berlin", ("Europe/Berlin",), True), ("europe/berlin", ("Europe/Berlin",), True),
        ("New York", ("America/New_York",), True), ("München", ("Europe/Berlin",), True),
        ("Muenchen", ("Europe/Berlin",), True), ("Wien", ("Europe/Vienna",), True),
        ("UTC", ("UTC",), True), ("qwxz", (), False), ("", (), False), ("🌍", (), False),
        ("Rom 3", (), False),
    ],
)  # fmt: skip
def test_places(text: str, zones: tuple[str, ...], exact: bool) -> None:
    assert read.zones(text) == (zones, exact)


def test_a_mistyped_city_is_offered_not_taken() -> None:
    found, exact = read.zones("Lodnon")
    assert "Europe/London" in found
    assert not exact


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon Wed Fri", {0, 2, 4}), ("mon, wed and fri", {0, 2, 4}), ("Mondays", {0}), ("tue-thu", {1, 2, 3}),
        ("Monday to Wednesday", {0, 1, 2}), ("sat – mon", {5, 6, 0}), ("fri to fri", {4}), ("Su", {6}),
        ("M", None), ("T", None), ("to", None), ("someday", None), ("", None), ("Mon or not", None),
        ("1", None), ("weds and sats", {2, 5}), ("Mon – Wed, Sun", {0, 1, 2, 6}), ("someday to fri", None),
        ("tue thurs", {1, 3}),
    ],
)  # fmt: skip
def test_weekdays(text: str, days: set[int] | None) -> None:
    assert read.weekdays(text, DAYS, AND, TO) == days


def test_another_language_brings_its_own_words() -> None:
    assert read.hour("um 8 Uhr", *STUNDE) == time(8)
    assert read.hour("gegen 8 Uhr 30 abends", *STUNDE) == time(20, 30)
    assert read.hour("7 früh", *STUNDE) == time(7)
    assert read.options("Gesäß und Oberschenkel", ORTE, ["und"]) == frozenset({"buttock", "upper-leg"})
    assert read.weekdays("montags und Mi", TAGE, ["und"], ["bis"]) == frozenset({0, 2})
    assert read.weekdays("Fr bis Mo", TAGE, ["und"], ["bis"]) == frozenset({4, 5, 6, 0})
    assert read.weekdays("Cuma", ("Pazartesi", "Salı", "Cuma", "Cumartesi"), ["ve"], []) == frozenset({2})


def test_no_english_is_understood_where_it_is_not_the_language() -> None:
    for text in ("at 8", "8 o'clock", "8 am", "8 pm", "8 p.m.", "8 oclock"):
        assert read.hour(text, *STUNDE) is None
    assert read.options("Gesäß and Oberschenkel", ORTE, ["und"]) is None
    assert read.weekdays("Fr and Mo", TAGE, ["und"], ["bis"]) is None
    assert read.weekdays("Fr to Mo", TAGE, ["und"], ["bis"]) is None


def test_what_needs_no_words_is_understood_without_any() -> None:
    assert read.hour("7:30", (), (), (), ()) == time(7, 30)
    assert read.options("Gesäß, Oberschenkel", ORTE, ()) == frozenset({"buttock", "upper-leg"})
    assert read.weekdays("Mo-Mi", TAGE, (), ()) == frozenset({0, 1, 2})


@pytest.mark.parametrize(("place", "zone"), [((48.2, 16.37), "Europe/Vienna"), ((0.0, -140.0), None)])
def test_locations(place: tuple[float, float], zone: str | None) -> None:
    assert read.zone_at(*place) == zone


ODD = st.one_of(st.text(max_size=200), st.text("0123456789:./- apmhof,and٧²½", max_size=40))


@settings(max_examples=times(200, 20_000))
@given(ODD)
def test_nothing_written_ever_raises(text: str) -> None:
    at, days = read.hour(text, *HOUR), read.weekdays(text, DAYS, AND, TO)
    assert at is None or at.second == 0
    assert days is None or (days and days <= set(range(7)))
    assert read.option(text, SITES) in {None, *SITES}
    chosen = read.options(text, SITES, AND)
    assert chosen is None or (chosen and chosen <= set(SITES))


@settings(max_examples=times(15, 2_000))
@given(ODD)
def test_no_place_ever_raises(text: str) -> None:
    found, exact = read.zones(text)
    assert len(found) <= 4
    assert found or not exact


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_location_ever_raises(latitude: float, longitude: float) -> None:
    assert read.zone_at(latitude, longitude) is None or read.zones(str(read.zone_at(latitude, longitude)))[1]


# Countries

NO_PLACE = {"Factory", "Greenwich", "UCT", "UTC", "Universal", "Zulu", "localtime", *read.NOWHERE}


@pytest.mark.parametrize("zone", sorted(available_timezones()))
def test_every_zone_that_is_a_place_is_in_a_country(zone: str) -> None:
    if zone.startswith(("Etc/", "GMT")) or zone in NO_PLACE:
        assert read.country_of_zone(zone) is None
    else:
        assert read.country_of_zone(zone) in countries()


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "GB"), ("Europe/Belfast", "GB"), ("GB", "GB"), ("Europe/Dublin", "IE"),
        ("America/New_York", "US"), ("US/Eastern", "US"), ("America/Toronto", "CA"), ("Asia/Calcutta", "IN"),
        ("Asia/Kolkata", "IN"), ("Europe/Kiev", "UA"), ("Europe/Kyiv", "UA"), ("Europe/Jersey", "JE"),
        ("Asia/Hong_Kong", "HK"), ("America/Coyhaique", "CL"), ("Europe/Busingen", "DE"),
        ("Mars/Olympus", None), ("", None),
    ],
)  # fmt: skip
def test_the_country_of_a_zone(zone: str, country: str | None) -> None:
    assert read.country_of_zone(zone) == country


NAMES_OF = {
    "AT": ("Austria", "Österreich"), "AU": ("Australia",), "GB": ("United Kingdom", "UK"), "IE": ("Ireland",),
    "KP": ("North Korea",), "KR": ("South Korea",), "NE": ("Niger",), "NG": ("Nigeria",), "NO": ("Norway",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found", "exact"),
    [
        ("Austria", ("AT",), True), (" österreich ", ("AT",), True), ("uk", ("GB",), True),
        ("Niger", ("NE",), True), ("Nigria", ("NG",), False), ("Austrla", ("AU", "AT"), False),
        ("Korea", ("KP", "KR"), False), ("no", (), False), ("", (), False), ("AT", (), False),
        ("qwxz", (), False), ("x" * 500, (), False),
    ],
)  # fmt: skip
def test_only_a_very_name_is_taken_and_others_are_offered(
    text: str, found: tuple[str, ...], exact: bool
) -> None:
    assert read.named(text, NAMES_OF) == (found, exact)
