"""Questions with buttons: one machinery for every choice, tapped or typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from bot.talk import read, understand
from bot.talk.act import Act, PressHandler, Question, Stale
from bot.talk.amounts import asked_score
from bot.talk.buttons import Back, Choose, Clear, Next, Resume, Tick
from bot.talk.screen import Button, Row, Screen, rows
from bot.talk.wire import Press

Values = frozenset[str]
SCORES = tuple(str(score) for score in range(11))


async def nothing(act: Act, ticked: Values) -> None:
    """Ticks are kept with the open question until Next."""


def about_day(act: Act) -> str:
    """Says so when a question is about another day."""
    top = act.dialog.top
    if top is None or top.on >= act.waking_day or act.flow.lasts is None:
        return ""
    return act.words("dialog.about-day", day=act.day_name(top.on)) + "\n\n"


def _back_label(act: Act) -> str:
    """Nobody goes back to another day: there, the first question can be left out with all that follow."""
    first = act.question == act.flow.questions[0]
    return "button.leave-out" if first and about_day(act) else "button.back"


@dataclass(frozen=True, slots=True)
class Choice:
    """A question whose answers are buttons.

    Words: `ask.<key>.text`, `.options.<value>`, `.none` (for an empty answer), `.hint` (when a typed
    answer was not understood). `save` stores the answer and may return a screen to go elsewhere; without
    one the flow goes on.
    """

    key: str
    values: Callable[[Act], tuple[str, ...]]
    save: Callable[[Act, Values], Awaitable[Screen | None]]
    current: Callable[[Act], Values] = lambda act: frozenset()  # ticked when the question opens
    many: bool = False
    empty: bool = True  # with many: none at all is an answer
    columns: int = 1
    label: Callable[[Act, str], str] | None = None
    text: Callable[[Act, Values], str] | None = None
    typed: Callable[[Act, str], Values | None] | None = None
    unlisted: Callable[[Act, str], str] = lambda act, value: value  # a typed value without a button, in words
    applies: Callable[[Act], bool] = lambda act: True
    extra: Callable[[Act], tuple[Row, ...]] = lambda act: ()
    left: bool = True  # has a Back button
    touched: Callable[[Act, Values], Awaitable[None]] = nothing  # what a tick alone stores already
    facts: Callable[[Act], Values] | None = None  # where ticks are stored at once: what is ticked by now
    dated: bool = True  # about the day of its flow
    marks: bool = False  # with many: typed answers mark, as taps do, and wait for Next

    def labels(self, act: Act) -> dict[str, str]:
        name = self.label or (lambda act, value: act.words(f"ask.{self.key}.options.{value}"))
        return {value: name(act, value) for value in self.values(act)}

    def ticked(self, act: Act) -> Values:
        ticked = act.dialog.top.ticked if act.dialog.top else None
        if ticked is None:
            return self.current(act)
        return self.facts(act) if self.facts else ticked

    def question(self) -> Question:
        return Question(self.ask, self.read, self.applies)

    async def ask(self, act: Act) -> Screen:
        ticked = self.ticked(act)
        text = self.text(act, ticked) if self.text else act.words(f"ask.{self.key}.text")
        return Screen(
            f"{about_day(act) if self.dated else ''}{text}",
            (*self._buttons(act, ticked), *self.extra(act), *self._below(act, ticked)),
        )

    def _buttons(self, act: Act, ticked: Values) -> tuple[Row, ...]:
        buttons = []
        for value, label in self.labels(act).items():
            press = Tick(self.key, value) if self.many else Choose(self.key, value)
            mark = act.words("ask.ticked", label=label) if self.many and value in ticked else label
            buttons.append(Button(mark, press, "primary" if self.many and value in ticked else None))
        return rows(buttons, self.columns)

    def _below(self, act: Act, ticked: Values) -> tuple[Row, ...]:
        back = (Button(act.words(_back_label(act)), Back(self.key)),) if self.left else ()
        if not self.many:
            return (back,) if back else ()
        green = None if self.marks else "success"  # nothing is green under an alarm
        on: Row = (Button(act.words("button.next"), Next(self.key), green),) if ticked else ()
        none: Row = ()
        if self.marks and ticked:
            none = (Button(act.words("button.untick"), Clear(self.key)),)
        elif self.empty and not ticked:
            none = (Button(act.words(f"ask.{self.key}.none"), Next(self.key), "success"),)
        # Where a slip matters, "none" and "next" never take each other's place under a moving thumb.
        below = ((*none, *back), on) if self.marks else (on or none, back)
        return tuple(row for row in below if row)

    async def read(self, act: Act, text: str) -> Screen | Press | None:
        label = read.exact(text, self.labels(act))  # "less than 6 weeks" is no span of six
        values = self.typed(act, text) if self.typed and (label is None or self.many) else None
        if values is None:
            values = self._by_label(act, text)
        if values is None:
            return None
        if self.marks and (values or self.ticked(act)) and not self._goes_on(act, text):
            return await self.mark(act, self.ticked(act) | values if values else values)
        if not self.marks:
            act.said.append(act.words("ask.noted", what=self._in_words(act, values)))
        return await self.settle(act, values)

    def _in_words(self, act: Act, values: Values) -> str:
        """What was understood of typed words, said back."""
        labels = self.labels(act)
        named = [label for value, label in labels.items() if value in values]
        named += [self.unlisted(act, value) for value in sorted(values - labels.keys())]
        return escape(act.listed(named)) if named else act.words(f"ask.{self.key}.none")

    def _by_label(self, act: Act, text: str) -> Values | None:
        labels = self.labels(act)
        if not self.many:
            value = read.option(text, labels)
            return frozenset({value}) if value else self._named(act, text, labels)
        if self._goes_on(act, text):
            return self.ticked(act) or None
        if self.empty and self._nothing(act, text):
            return frozenset()
        return read.options(text, labels, act.words.lines("typed.and")) or self._named(act, text, labels)

    def _named(self, act: Act, text: str, labels: Mapping[str, str]) -> Values | None:
        """By what people call the options, in words of their own; not what is denied or asked."""
        keys = {value: f"typed.{self.key}-{value}" for value in labels}
        called = {value: act.words.lines(key) if act.words.has(key) else [] for value, key in keys.items()}
        found = read.mentioned(text, {value: (*also, labels[value]) for value, also in called.items()})
        clear = found if self.many else found if len(found) == 1 else frozenset[str]()
        if not clear or not any(called.values()) or understand.denies(text, act.intents):
            return None
        return clear

    def _nothing(self, act: Act, text: str) -> bool:
        """Never guessed: "one of these" is one letter from "none of these". On a card word for word."""
        said = (act.words(f"ask.{self.key}.none"), *act.words.lines("nothing"))
        if self.marks:
            return read.plain(text) in map(read.plain, said)
        own = f"typed.{self.key}-none"
        also = act.words.lines(own) if act.words.has(own) else ()
        lines = act.words.lines
        return read.is_plainly(text, (*said, *also, *lines("typed.nothing")), lines("typed.nothing-rest"))

    def _goes_on(self, act: Act, text: str) -> bool:
        return read.exact(text, {"next": act.words("button.next")}) is not None

    async def mark(self, act: Act, ticked: Values) -> Screen:
        """These are ticked now, and the question stays open."""
        act.dialog = act.dialog.changed(ticked=ticked)
        await self.touched(act, ticked)
        return await act.here()

    async def settle(self, act: Act, values: Values) -> Screen:
        """Stores the answer and goes on."""
        return await self.save(act, values) or await act.onward(self.key)


def asked(choices: Iterable[Choice]) -> dict[str, Question]:
    """The questions of these choices by key."""
    return {choice.key: choice.question() for choice in choices}


def presses(choices: Iterable[Choice]) -> dict[type[Press], PressHandler]:
    """The handlers of the buttons of all choices."""
    by_key = {choice.key: choice for choice in choices}
    return {
        Choose: partial(_choose, by_key),
        Tick: partial(_tick, by_key),
        Clear: partial(_clear, by_key),
        Next: partial(_next, by_key),
        Back: _back,
        Resume: _resume,
    }


def _opened(choices: Mapping[str, Choice], act: Act, key: str) -> Choice:
    """The choice, if its question waits for an answer; an older message may still ask it."""
    waits = next((each for each in reversed(act.dialog.stack) if each.question == key), None)
    if waits is None or key not in choices:
        raise Stale
    act.dialog = act.dialog.pushed(waits)
    if key in act.flow.questions and not choices[key].applies(act):  # not any more
        raise Stale
    return choices[key]


async def _choose(choices: Mapping[str, Choice], act: Act, press: Choose) -> Screen:
    choice = _opened(choices, act, press.question)
    if choice.many or press.value not in choice.labels(act):
        raise Stale
    return await choice.settle(act, frozenset({press.value}))


async def _tick(choices: Mapping[str, Choice], act: Act, press: Tick) -> Screen:
    choice = _opened(choices, act, press.question)
    if not choice.many or press.value not in choice.labels(act):
        raise Stale
    return await choice.mark(act, choice.ticked(act) ^ {press.value})


async def _clear(choices: Mapping[str, Choice], act: Act, press: Clear) -> Screen:
    choice = _opened(choices, act, press.question)
    if not choice.marks:
        raise Stale
    return await choice.mark(act, frozenset())


async def _next(choices: Mapping[str, Choice], act: Act, press: Next) -> Screen:
    choice = _opened(choices, act, press.question)
    ticked = choice.ticked(act)
    if not choice.many or not (ticked or choice.empty):
        raise Stale
    return await choice.settle(act, ticked)


async def _back(act: Act, press: Back) -> Screen:
    if act.question != press.question:
        raise Stale
    return await act.back(press.question)


async def _resume(act: Act, press: Resume) -> Screen:
    screen = await act.resume(press.flow)
    if screen is None:
        raise Stale
    return screen


def fixed(*values: str) -> Callable[[Act], tuple[str, ...]]:
    """The same values for everyone."""
    return lambda act: values


def number_label(act: Act, value: str) -> str:
    return value


def typed_score(act: Act, text: str) -> Values | None:
    """A score in words of their own: a time, a span or a count of something is none."""
    score = asked_score(text, act.intents.amounts, act.intents.spelled)
    return None if score is None else frozenset({str(score)})


def only(values: Values) -> str:
    """The one value of a single choice."""
    (value,) = values
    return value
