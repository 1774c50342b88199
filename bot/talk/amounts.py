"""Numbers in a sentence: a score, minutes, days, a time of day. None is taken for another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from bot.content.intents import Amounts
from bot.talk.words import number_of, plain

WORD = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)|\d+/\d+|\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]")
JOINS = "/:-–%"  # what makes another thing of a number


@dataclass(frozen=True, slots=True)
class Numbers:
    score: int | None
    minutes: int | None
    days: int | None
    at: time | None


@dataclass(frozen=True, slots=True)
class Reader:
    """The words of one text, read with the number words of a language."""

    said: Sequence[str]
    known: Amounts
    asked: bool = False  # a score is what was asked for: a number alone is one, too

    def value(self, place: int) -> float | None:
        """The number at a place; "twenty five" is one."""
        if not 0 <= place < len(self.said):
            return None
        number = number_of(self.said[place], self.known.numbers)
        after = self.said[place + 1] if place + 1 < len(self.said) else ""
        unit = self.known.numbers.get(after, 0)
        if number is not None and self.said[place] in self.known.tens and 0 < unit < 10:
            return number + unit
        return number

    def follows(self, place: int, phrases: Iterable[str]) -> int:
        """Where the longest of the phrases ends that begins at a place, 0 when none does."""
        ends = (
            place + len(words)
            for words in (phrase.split() for phrase in phrases)
            if list(self.said[place : place + len(words)]) == words
        )
        return max(ends, default=0)

    def leads(self, place: int, phrases: Iterable[str]) -> bool:
        """Whether one of the phrases ends right before a place."""
        splits = (phrase.split() for phrase in phrases)
        return any(list(self.said[max(0, place - len(words)) : place]) == words for words in splits)

    def amount(self, units: Mapping[str, float]) -> int | None:
        """What the first number with one of the units comes to: "half an hour", "a week", "2 hours"."""
        for place, word in enumerate(self.said):
            if word in units and (count := self._count(place)) is not None:
                return round(count * units[word])
        return None

    def _count(self, place: int) -> float | None:
        """How many of the unit: the number before it, a half or a quarter of it, or one and a half."""
        before = place - 1
        while before >= 0 and self.said[before] in self.known.fillers:
            before -= 1
        number = self.value(before)
        if before > 0 and self.said[before - 1] in self.known.tens:
            number = self.value(before - 1)
        part = self._part(before)
        if number is not None or part is not None:
            return part if number is None else number
        return None if before == place - 1 else self._more(place)

    def _part(self, place: int) -> float | None:
        if place < 0:
            return None
        if self.said[place] in self.known.half:
            whole = self.value(place - 3) if place >= 3 else None
            return 0.5 if whole is None else whole + 0.5
        return 0.25 if self.said[place] in self.known.quarter else None

    def _more(self, place: int) -> float:
        """One, or one and a half: "an hour and a half"."""
        return 1.5 if set(self.said[place + 1 : place + 4]) & set(self.known.half) else 1.0

    def at(self) -> time | None:
        """The first time of day."""
        for place, word in enumerate(self.said):
            if word in self.known.times:
                return time.fromisoformat(self.known.times[word])
            if (found := self._clock(place)) is not None:
                return found
        return None

    def _clock(self, place: int) -> time | None:
        exact = re.fullmatch(r"(\d{1,2})[:.h](\d{2})", self.said[place])
        shifted = self._shifted(place)
        if exact:
            hours, minutes, end = int(exact[1]), int(exact[2]), place + 1
        elif shifted is not None:
            hours, minutes, end = shifted
        elif (alone := self._alone(place)) is not None:
            hours, minutes, end = alone, 0, place + 1
        else:
            return None
        return self._of_day(hours, minutes, end)

    def _alone(self, place: int) -> int | None:
        """An hour by the word before or after it."""
        number = self.value(place)
        if number is None or number != int(number) or not 0 <= number <= 24:
            return None
        halves = (*self.known.clock, *self.known.am, *self.known.pm)
        after = self.follows(place + 1, halves)
        unit = self.said[place + 1] if place + 1 < len(self.said) else ""
        counted = (unit in self.known.minutes and not after) or unit in self.known.days
        before = self.leads(place, self.known.at) and not counted and unit not in ("/", "%")
        return int(number) if after or before else None

    def _shifted(self, place: int) -> tuple[int, int, int] | None:
        """ "Half past eight", "quarter to nine", "ten past 7", "half 7"."""
        hour = self.value(place + 1) if self.said[place] in self.known.half_past else None
        if hour is not None and 1 <= hour <= 12:
            return int(hour), 30, place + 2
        if self.said[place] in self.known.half:
            minutes: float | None = 30
        else:
            minutes = 15 if self.said[place] in self.known.quarter else self.value(place)
        link = self.said[place + 1] if place + 1 < len(self.said) else ""
        hours = self.value(place + 2)
        if minutes is None or hours is None or not 1 <= hours <= 24 or not 0 < minutes < 60:
            return None
        if link in self.known.past:
            return int(hours), int(minutes), place + 3
        return (int(hours) - 1, 60 - int(minutes), place + 3) if link in self.known.to else None

    def _of_day(self, hours: int, minutes: int, end: int) -> time | None:
        """By the word for a part of the day, right after it or anywhere."""
        after_noon = self._half(end, self.known.pm)
        if hours <= 12 and after_noon:
            hours = hours % 12 + 12
        elif hours == 12 and self._half(end, self.known.am):
            hours = 0
        hours = 0 if hours == 24 else hours
        return time(hours, minutes) if hours < 24 and minutes < 60 else None

    def _half(self, end: int, words: Iterable[str]) -> bool:
        long = [word for word in words if len(word) > 2]
        return bool(self.follows(end, words)) or any(
            self.follows(place, long) for place in range(len(self.said))
        )

    def wholes(self) -> dict[int, int]:
        """The whole numbers by place; "twenty five" is one."""
        found: dict[int, int] = {}
        for place in range(len(self.said)):
            number = self.value(place)
            second = place > 0 and self.said[place - 1] in self.known.tens and place - 1 in found
            if number is not None and number == int(number) and not second:
                found[place] = int(number)
        return found

    def asked_at(self) -> time | None:
        """A time, or the one number that can be an hour."""
        if (at := self.at()) is not None or len(hours := self.wholes()) != 1:
            return at
        ((place, hour),) = hours.items()
        return self._of_day(hour, 0, place + 1)

    def score(self) -> int | None:
        """The one score 0 to 10 that is said as one; what was before counts only alone."""
        found = {
            place: number for place in range(len(self.said)) if (number := self._score(place)) is not None
        }
        now = {number for place, number in found.items() if not self._was(place)}
        every = now or set(found.values())
        return every.pop() if len(every) == 1 else None

    def _was(self, place: int) -> bool:
        return bool(set(self.said[max(0, place - 2) : place]) & set(self.known.was))

    def _score(self, place: int) -> int | None:
        said = re.fullmatch(r"(\d+)/10", self.said[place])
        number = float(said[1]) if said else self.value(place)
        if number is None or number != int(number) or not 0 <= number <= 10:
            return None
        if number == 10 and self.leads(place, self.known.out_of):  # the scale, no score
            return None
        after = self.follows(place + 1, self.known.out_of)
        of_ten = said is not None or (after and self.value(after) == 10)
        if of_ten or self._is_score(place) or (self.asked and self._answers(place)):
            return int(number)
        return None

    def _answers(self, place: int) -> bool:
        """Nothing but words of a score before it in its part of the sentence, and no unit after it."""
        before = place
        while before > 0 and self.said[before - 1].isalnum():
            before -= 1
        leading = " ".join(self.said[before:place])
        joined = before > 0 and self.said[before - 1] in JOINS  # 4-5 is neither
        return not joined and (not leading or leading in self.known.before_score) and self._ends(place + 1)

    def _is_score(self, place: int) -> bool:
        """Alone, or with words of a score before it and none of a unit after it."""
        if len(self.said) == 1:
            return True
        before = self.leads(place, self.known.before_score) and not self.leads(place, self.known.at)
        return before and self._ends(place + 1)

    def _ends(self, after: int) -> bool:
        if after == len(self.said) or self.follows(after, self.known.after_score):
            return True
        return not self.said[after].isalnum() and self.said[after] not in JOINS


def _reader(text: str, known: Amounts, spelled: Mapping[str, str], asked: bool = False) -> Reader:
    words = (spelled.get(word, word) for word in WORD.findall(plain(text)))
    return Reader([word for each in words for word in each.split()], known, asked)


def asked_score(text: str, known: Amounts, spelled: Mapping[str, str]) -> int | None:
    """The score, 0 to 10, in an answer to "how bad is it": "7 I think" is one, "ask me at 9" is not."""
    return _reader(text, known, spelled, asked=True).score()


def asked_number(text: str, known: Amounts, spelled: Mapping[str, str]) -> int | None:
    """The one whole number in an answer to "how many": "five", "about ten"."""
    reader = _reader(text, known, spelled)
    found = list(reader.wholes().values())
    return found[0] if len(found) == 1 else None


def asked_time(text: str, known: Amounts, spelled: Mapping[str, str]) -> time | None:
    """A time of day in an answer to "when": "morning, like 7"."""
    return _reader(text, known, spelled).asked_at()


def numbers(text: str, known: Amounts, spelled: Mapping[str, str]) -> Numbers:
    reader = _reader(text, known, spelled)
    at, minutes, days = reader.at(), reader.amount(known.minutes), reader.amount(known.days)
    return Numbers(score=reader.score(), minutes=minutes, days=days, at=at)
