"""What a text is told like: a naive Bayes over the words of many people, for alarms that no rule foresaw.

Counted are stems and pairs of neighbours in the sentences of a language (`said`, and the examples): how many
alarms, how many harmless sentences, how many everyday wishes have each. Without a rule, a text is an alarm
when its words are far likelier in alarms than in the others (`SURE`). A rule that holds is doubted when they
are not likelier (`DOUBT`), unless it is told in a few words, which decide too little, or what stands before
or after a "but" is told like an alarm. Named are the alarms of the rules, and the likeliest where no rule
comes near them. A wish is the likeliest one, when it is clearly likelier than another, than an alarm, and
than what wishes nothing. Nothing but counts and sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, log

SMOOTH = 0.1
RARE = -9.0  # log of how likely a word is that a label never had, however much is said of it
SURE, DOUBT = 12.0, 0.0  # log odds of an alarm: lower hears more, and more that is none (decision 0010)
SURE_AT_ONCE, DOUBT_AT_ONCE = 10.0, -2.0  # of what cannot wait: heard sooner, doubted less
FEW = 7  # words: a rule told in fewer is never doubted, and without one they have to be
SURER = 3.0  # by so much more
WISHED = 3.0  # log odds of an everyday wish to begin with: they are most of what is written
CLOSE, FAR = 1.1, 8.0  # log odds between the likeliest alarm and others named, too; and those of a rule
RULED = 10.0  # log odds that a rule adds to a wish
CLEAR, RATHER = 4.0, 1.0  # log odds between a wish and what is none; and the next wish
WORRYING = -4.0  # log odds of an alarm, of what is neither an alarm nor a wish: something may be wrong
FAMILIAR = 0.25  # share of the words and pairs of a wish that somebody has written before
PLAIN = 0.75  # of a text that may be worrying
ALARM, HARMLESS, EVERYDAY = "alarm", "harmless", "everyday"


class Told:
    """The counts of one language."""

    def __init__(
        self,
        said: Mapping[str, Iterable[Sequence[str]]],
        turns: frozenset[str],
        alarms: frozenset[str],
        wishes: frozenset[str] = frozenset(),
        at_once: frozenset[str] = frozenset(),
    ) -> None:
        counts: dict[str, Counter[str]] = {ALARM: Counter(), HARMLESS: Counter(), EVERYDAY: Counter()}
        sizes: Counter[str] = Counter({HARMLESS: 0, EVERYDAY: 0, ALARM: 0})
        for label, lines in said.items():
            for name in {label, ALARM if label in alarms else HARMLESS if label == HARMLESS else EVERYDAY}:
                found = [features(stems) for stems in lines]
                counts.setdefault(name, Counter()).update(each for line in found for each in line)
                sizes[name] += len(found)
        self._names = frozenset(sizes)
        self._gains: dict[str, dict[str, float]] = {}
        for name, count in counts.items():
            for feature, times in count.items():
                share = log((times + SMOOTH) / (sizes[name] + 2 * SMOOTH))
                self._gains.setdefault(feature, {})[name] = max(share - RARE, 0.0)
        self._labels, self._wishes = alarms & sizes.keys(), wishes & sizes.keys()
        self._rest = sizes.keys() - self._labels - self._wishes - {EVERYDAY}
        self._turns, self._at_once = turns, at_once

    @property
    def known(self) -> Container[str]:
        """Stems that somebody has written."""
        return self._gains

    def alarms(self, stems: Sequence[str], ruled: frozenset[str]) -> frozenset[str]:
        """What is told, when rules hear `ruled`."""
        doubt = DOUBT_AT_ONCE if ruled & self._at_once else DOUBT
        if not (self._believed(stems, doubt) if ruled else self._is_sure(stems)):
            return frozenset()
        if ruled and len(stems) < FEW:  # a few words are plain, or nothing is
            return ruled
        scores = self._scores(stems)
        best = max(scores[label] for label in self._labels)
        if any(scores[label] >= best - FAR for label in ruled & self._labels):
            return ruled
        return ruled | {label for label in self._labels if scores[label] >= best - CLOSE}

    def wish(self, stems: Sequence[str], ruled: frozenset[str]) -> str | None:
        """What is wished, when rules hear `ruled`; None when that is not clear."""
        scores = self._scores(stems)
        wishes = {name: scores[name] + RULED * (name in ruled) for name in self._wishes}
        best = max(sorted(wishes), key=lambda name: wishes[name], default=None)
        if best is None or not self._is_familiar(stems):
            return None
        rest = max(scores[name] for name in self._rest)
        next_wish = max((score for name, score in wishes.items() if name != best), default=rest)
        return best if wishes[best] - rest >= CLEAR and wishes[best] - next_wish >= RATHER else None

    def is_worrying(self, stems: Sequence[str]) -> bool:
        """Told more like an alarm than like anything else, though not enough like one."""
        return len(stems) > 1 and self._is_familiar(stems, PLAIN) and self._odds(stems) > WORRYING

    def _is_familiar(self, stems: Sequence[str], share: float = FAMILIAR) -> bool:
        found = features(stems)
        return sum(each in self._gains for each in found) >= share * len(found)

    def _is_sure(self, stems: Sequence[str]) -> bool:
        """Far likelier an alarm than anything else, and no single wish is likelier than each alarm."""
        scores = self._scores(stems)
        best = max((scores[label] for label in self._labels), default=0.0)
        at_once = any(scores[label] >= best - CLOSE for label in self._at_once & self._labels)
        enough = (SURE_AT_ONCE if at_once else SURE) + (0.0 if len(stems) >= FEW else SURER)
        return self._odds(stems) > enough and all(scores[wish] < best for wish in self._wishes)

    def _believed(self, stems: Sequence[str], doubt: float) -> bool:
        """Whether what a rule hears stands."""
        if len(stems) < FEW or self._odds(stems) > doubt:
            return True
        return any(self._believed(part, doubt) for part in self._parts(stems))

    def _parts(self, stems: Sequence[str]) -> Iterator[Sequence[str]]:
        """What stands before, between and after words like "but"."""
        turns = [at for at, stem in enumerate(stems) if stem in self._turns]
        if turns:
            yield from (stems[one + 1 : other] for one, other in pairwise((-1, *turns, len(stems))))

    def _odds(self, stems: Sequence[str]) -> float:
        """The log odds of an alarm."""
        scores = self._scores(stems)
        return scores[ALARM] - _either(scores[HARMLESS], scores[EVERYDAY] + WISHED)

    def _scores(self, stems: Sequence[str]) -> dict[str, float]:
        """By label, the log of how likely the features are that anybody has written before."""
        known = [self._gains[feature] for feature in features(stems) if feature in self._gains]
        scores = dict.fromkeys(self._names, len(known) * RARE)
        for gains in known:
            for name, gain in gains.items():
                scores[name] += gain
        return scores


def features(stems: Sequence[str]) -> frozenset[str]:
    """Each stem, and each pair of neighbours, the ends among them."""
    return frozenset(stems) | {f"{one} {two}" for one, two in pairwise(("^", *stems, "$"))}


def _either(one: float, other: float) -> float:
    """The log of the sum of two likelihoods."""
    most = max(one, other)
    return most + log(exp(one - most) + exp(other - most))
