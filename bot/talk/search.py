"""An exercise by a typed word, typing mistakes and all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from bot.talk.read import plain

NEAR = 62  # of 100: below, it is another word


def nearness(query: str, name: str) -> float:
    """0 to 100: the whole name counts most, its words in any order and its parts less."""
    return max(
        fuzz.ratio(query, name),
        0.95 * fuzz.token_sort_ratio(query, name),
        0.9 * fuzz.token_set_ratio(query, name),
        0.85 * max((fuzz.ratio(query, word) for word in name.split()), default=0.0),
    )


def find(query: str, names: Mapping[str, Iterable[str]], near: float = NEAR) -> list[str]:
    """Slugs whose names the query may mean, the nearest first; `names` by slug, own words included."""
    wanted = plain(query)
    if len(wanted) < 2:
        return []
    scored = {
        slug: max((nearness(wanted, plain(name)) for name in every), default=0.0)
        for slug, every in names.items()
    }
    found = [slug for slug in scored if scored[slug] >= near]
    return sorted(found, key=lambda slug: (-scored[slug], slug))
