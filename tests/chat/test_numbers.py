"""Whom to call: known from the zone, changed in /settings, said when it matters and in /help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat import country, numbers
from bot.content.numbers import countries
from bot.gallery.fit import WIDTH
from bot.talk.act import Act
from tests.chat.conftest import Arrive, Told
from tests.chat.test_safety import ticks
from tests.conftest import World
from tests.support.person import Person


@pytest.mark.parametrize(
    ("country", "zone", "app", "expected"),
    [
        (None, "Europe/London", "", "GB"),
        (None, "America/New_York", "en-GB", "US"),  # the app's language says less than the zone
        ("IE", "Europe/London", "en-GB", "IE"),
        ("IE", None, "", "IE"),
        (None, None, "en-GB", "GB"),
        (None, None, "pt-br", "BR"),
        (None, None, "en", None),
        (None, None, "zh-hans", None),
        (None, None, "in", None),
        (None, None, "", None),
        (None, "UTC", "en-GB", None),
        (None, "Etc/GMT+5", "", None),
    ],
)
def test_the_country_is_what_they_said_or_where_the_zone_is(
    act: Act, country: str | None, zone: str | None, app: str, expected: str | None
) -> None:
    act.answers = replace(act.answers, country=country, zone=zone)
    act.app_language = app
    assert numbers.country_of(act) == expected


@pytest.mark.parametrize("country", ["TR", "AQ", None])
def test_there_is_a_crisis_line_in_any_case(act: Act, country: str | None) -> None:
    act.answers = replace(act.answers, country=country, zone="UTC")
    crisis = numbers.numbers_for(act).crisis
    assert crisis is not None
    assert crisis.name == "findahelpline.com"
    assert 'href="https://findahelpline.com"' in numbers.lines(act)["crisis"]


@pytest.mark.parametrize(
    ("country", "emergency", "urgent", "crisis"),
    [
        ("GB", "Call <b>999</b>, or go to", "line <b>111</b> (NHS).", "Samaritans, <b>116 123</b>, day and"),
        ("IE", "Call <b>112</b> or <b>999</b>, or", "to a clinic that is open", "Samaritans, <b>116 123</b>"),
        ("US", "Call <b>911</b>, or", "clinic", "Suicide &amp; Crisis Lifeline, <b>988</b>, call or text,"),
        ("DK", "Call <b>112</b>, or", "clinic", "Livslinien, <b>70 201 201</b>."),
        ("BO", "Call your emergency number (<b>112</b> works from a mobile in", "clinic", "listens in your"),
    ],
)  # fmt: skip
def test_in_words(act: Act, country: str, emergency: str, urgent: str, crisis: str) -> None:
    act.answers = replace(act.answers, country=country)
    said = numbers.lines(act)
    assert emergency in said["emergency"]
    assert urgent in said["urgent"]
    assert crisis in said["crisis"]


@pytest.mark.parametrize(
    ("zone", "card", "said"),
    [
        ("Europe/London", "emergency", "Call 999, or go to an emergency department. Do not drive yourself."),
        ("Australia/Sydney", "emergency", "Call 000, or"),
        ("Europe/London", "same-day", "Call your doctor, or the medical advice line 111 (NHS)."),
        ("America/Denver", "same-day", "Call your doctor, or go to a clinic that is open today."),
        ("UTC", "emergency", "Call your emergency number (112 works from a mobile in most countries)"),
    ],
)
async def test_a_lock_says_whom_to_call_where_they_are(
    arrives: Arrive, zone: str, card: str, said: str
) -> None:
    anna = await arrives(zone=zone)
    await anna.says("/redflags")
    await ticks(anna, card, 1)
    anna.sees(said)


async def test_help_says_whom_to_call(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/help")
    anna.sees("Call 999", "111 (NHS)", "Samaritans, 116 123, day and night")


async def test_help_before_anything_is_known(world: World) -> None:
    bea, cem = world.person("Bea", language_code="en-US"), world.person("Cem", language_code="tr")
    await bea.says("/help")
    bea.sees("Call 911", "988, call or text")
    await cem.says("/help")
    cem.sees("Call your emergency number", "findahelpline.com")


# The question


async def opens(person: Person) -> None:
    await person.says("/settings")
    await person.taps("Country")
    person.sees("In which country are you")


async def test_the_numbers_follow_the_country_that_is_told(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await opens(anna)
    await anna.says("ireland")
    anna.sees("Your settings", "Country: Ireland", "Time zone: London")
    assert told().country == "IE"
    await anna.says("/help")
    anna.sees("Call 112 or 999")


async def test_the_country_of_the_zone_is_followed_and_not_remembered(arrives: Arrive, told: Told) -> None:
    anna = await arrives(country="IE")
    await opens(anna)
    await anna.says("England")
    anna.sees("Country: United Kingdom")
    assert told().country is None
    await anna.taps("Time zone")
    await anna.says("new york")
    anna.sees("Country: United States")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("Irland", "Ireland"),
        ("Austrla", "Australia"),
        ("Korea", "South Korea"),
        ("Hong Kong", "Hong Kong SAR China"),
    ],
)
async def test_what_only_resembles_a_country_is_offered_and_not_taken(
    arrives: Arrive, told: Told, words: str, offered: str
) -> None:
    anna = await arrives()
    await opens(anna)
    await anna.says(words)
    anna.sees("In which country are you")
    assert told().country is None
    await anna.taps(offered)
    anna.sees(f"Country: {offered}")


@pytest.mark.parametrize("words", ["no", "in", "my", "is", "none", "pain", "qwxz"])
async def test_little_words_are_no_countries(arrives: Arrive, told: Told, words: str) -> None:
    anna = await arrives()
    await opens(anna)
    await anna.says(words)
    assert told().country is None


async def test_a_country_without_a_zone_to_know_it_by(arrives: Arrive) -> None:
    anna = await arrives(zone="UTC")
    await anna.says("/settings")
    anna.sees("Country: not known")
    await anna.taps("Country")
    await anna.says("Bolivia")
    anna.sees("Country: Bolivia")
    await anna.says("/help")
    anna.sees("Call your emergency number")


def test_the_name_of_every_country_fits_a_button(act: Act) -> None:
    """But for the one of South Georgia: thirty people live there, and their phone shortens it."""
    assert [code for code in countries() if len(country.label(act, code)) > WIDTH[1]] == ["GS"]
