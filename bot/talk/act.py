"""One act of one person: what came in, who it is, and what is needed to answer it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.lists import format_list

from bot.coach import calendar, screening
from bot.coach.model import Exercise
from bot.content import Lesson, Texts
from bot.store import dialogs, people, screenings
from bot.store.database import Tx
from bot.store.dialogs import Dialog
from bot.store.people import Answers, Person
from bot.talk.screen import Screen
from bot.talk.wire import Press

Handler = Callable[["Act"], Awaitable[Screen]]
PressHandler = Callable[["Act", Any], Awaitable[Screen]]
Read = Callable[["Act", str], Awaitable[Screen | None]]  # None: not understood


class Stale(Exception):  # noqa: N818 - not an error: a button from another time
    """The press no longer fits the state; `key` words the reason."""

    def __init__(self, key: str = "stale.moved-on") -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Question:
    """An open question: how it looks, how a typed answer is read, and whether to ask it at all."""

    ask: Handler
    read: Read
    applies: Callable[[Act], bool] = lambda act: True


@dataclass(frozen=True, slots=True)
class Flow:
    """Questions asked one after another, and what follows the last."""

    questions: tuple[str, ...]
    done: Handler
    left: Handler  # Back on the first question


@dataclass(frozen=True, slots=True)
class Feature:
    """What one module answers to."""

    commands: Mapping[str, Handler] = field(default_factory=dict)
    presses: Mapping[type[Press], PressHandler] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)


@dataclass
class Act:
    """Everything a handler works with. What it saves goes through `tx`: one transaction an act."""

    tx: Tx
    routes: Feature  # all features as one
    person: Person
    answers: Answers
    dialog: Dialog
    now: datetime  # UTC
    words: Texts
    languages: Mapping[str, Texts]
    library: Mapping[str, Exercise]
    lessons: Mapping[str, Lesson]  # in order
    keyboard: bool = False  # the keyboard that shares the location is still there
    app_language: str = ""  # of their Telegram, for guesses
    standing: screening.Standing = field(default_factory=screening.Standing)

    @property
    def at(self) -> int:
        """Now in UTC seconds."""
        return int(self.now.timestamp())

    @property
    def today(self) -> date:
        """The person's own date."""
        return calendar.local_date(self.now, self.answers.zone or "UTC")

    def listed(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """ "a, b and c" in the person's language, or with "or"."""
        return format_list(list(items), style=style, locale=Locale.parse(self.words.lang, sep="-"))

    @property
    def local(self) -> datetime:
        """Now on the person's wall."""
        return self.now.astimezone(ZoneInfo(self.answers.zone or "UTC"))

    async def open(self, question: str, **draft: object) -> Screen:
        """Makes that the open question and shows it."""
        await self.ask(question, **draft)
        return await self.routes.questions[question].ask(self)

    async def ask(self, question: str, **draft: object) -> None:
        await dialogs.ask(self.tx, self.person.id, question, draft)
        self.dialog = replace(self.dialog, question=question, draft=draft)

    async def aside(self, question: str) -> Screen:
        """Opens a question that is none of the flow's; `resume` goes back to the one that was open."""
        if self.dialog.question != question:
            await self.ask(question, **{**self.dialog.draft, "then": self.dialog.question})
        return await self.routes.questions[question].ask(self)

    async def resume(self) -> None:
        draft = dict(self.dialog.draft)
        await self.ask(str(draft.pop("then", "")), **draft)

    async def begin(self, flow: str, **draft: object) -> Screen:
        """Starts a flow at its first question that applies."""
        self.dialog = replace(self.dialog, draft={"flow": flow, **draft})
        return await self._from(self.flow.questions, self.flow.done)

    async def onward(self, question: str) -> Screen:
        """What follows a question in the flow that asked it."""
        order = self.flow.questions
        return await self._from(order[order.index(question) + 1 :], self.flow.done)

    async def back(self, question: str) -> Screen:
        """What came before it."""
        order = self.flow.questions
        return await self._from(tuple(reversed(order[: order.index(question)])), self.flow.left)

    @property
    def flow(self) -> Flow:
        """The flow of the open question; a question from another time has none."""
        try:
            return self.routes.flows[str(self.dialog.draft.get("flow"))]
        except KeyError:
            raise Stale from None

    async def _from(self, order: tuple[str, ...], otherwise: Handler) -> Screen:
        kept = {key: value for key, value in self.dialog.draft.items() if key != "ticked"}
        for question in order:
            if self.routes.questions[question].applies(self):
                return await self.open(question, **kept)
        return await otherwise(self)

    async def here(self) -> Screen:
        """The screen of where the person is, drawn again."""
        question = self.routes.questions.get(self.dialog.question)
        return await (question.ask(self) if question else self.routes.commands["today"](self))

    async def save_answers(self, **new: Any) -> None:
        self.answers = replace(self.answers, **new)
        await people.save_answers(self.tx, self.person.id, self.answers)

    async def save_person(self, **new: Any) -> None:
        self.person = replace(self.person, **new)
        await people.save(self.tx, self.person)

    async def screened(self, event: screening.Event) -> None:
        """Stores an answer of the safety screen, or a statement of having been seen."""
        await screenings.add(self.tx, self.person.id, event)
        self.standing = screening.state(await screenings.events(self.tx, self.person.id))


def utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
