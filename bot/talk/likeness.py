"""How much a text is like examples: a naive Bayes over its features, counted when a language is loaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log

SMOOTH = 0.3


class Likeness:
    """For each label the log odds of a text to be one of its examples and none of the others."""

    def __init__(self, examples: Iterable[tuple[str, frozenset[str]]], smooth: float = SMOOTH) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        sizes: Counter[str] = Counter()
        for label, features in examples:
            counts[label].update(features)
            sizes[label] += 1
        total: Counter[str] = Counter()
        for each in counts.values():
            total.update(each)
        every = sizes.total()
        self.labels = tuple(sorted(counts))
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        for label, count in counts.items():
            inside, outside = sizes[label] + 2 * smooth, every - sizes[label] + 2 * smooth
            ratio = log(outside / inside)
            for feature, times in count.items():
                rest = total[feature] - times
                self._weights[feature][label] = log((times + smooth) / (rest + smooth)) + ratio
        self._absent = {label: log(smooth / (1 + smooth)) * 0.25 for label in counts}

    def knows(self, feature: str) -> bool:
        return feature in self._weights

    def scores(self, features: Iterable[str]) -> Mapping[str, float]:
        """By label; a feature that a label never has counts a little against it."""
        known = [self._weights[feature] for feature in features if feature in self._weights]
        return {
            label: sum(weights.get(label, self._absent[label]) for weights in known) / (len(known) + 2)
            for label in self.labels
        }
