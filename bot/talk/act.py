"""One act of one person: what came in, who it is, and what is needed to answer it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.lists import format_list

from bot.coach import calendar, screening
from bot.coach.model import Exercise
from bot.content import Lesson, Numbers, Texts
from bot.content.intents import Intents
from bot.store import people, screenings
from bot.store.database import Tx
from bot.store.dialogs import Live, Said
from bot.store.people import Answers, Person
from bot.talk.dialog import Dialog, Form, Open
from bot.talk.screen import Screen
from bot.talk.wire import Press

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Form)
SMALL_HOURS = timedelta(hours=4)

Handler = Callable[["Act"], Awaitable[Screen]]
PressHandler = Callable[["Act", Any], Awaitable[Screen]]
Ended = Callable[["Act", Any], Awaitable[Screen]]  # gets the flow's last open question, with its form
Dropped = Callable[["Act", Any], Awaitable[None]]
Read = Callable[["Act", str], Awaitable[Screen | Press | None]]  # None: not understood


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
    free: bool = False  # any words are an answer, but for those of the buttons
    notes: bool = False  # what is answered is kept as it was written: a question is no note


@dataclass(frozen=True, slots=True)
class Flow:
    """Questions asked one after another, and what follows the last.

    `called`: its name in `dialog.back.…` and `dialog.dropped.…`; empty for a place: somewhere to be rather
    than something to finish, left without a word. `lasts`: for how many days after its own its questions
    still make sense, None for ever. `dropped`: what is to be done when they no longer do.
    """

    questions: tuple[str, ...]
    done: Ended
    left: Ended  # Back on the first question
    form: type[Form] = Form
    called: str = ""
    lasts: int | None = None
    dropped: Dropped | None = None


async def _home(act: Act, one: Open[Form]) -> Screen:
    return await act.here()


def place(question: str, lasts: int | None = None, dropped: Dropped | None = None) -> dict[str, Flow]:
    """Somewhere to be, where words may be typed: a flow of that name with one question and no end."""
    return {question: Flow((question,), done=_home, left=_home, lasts=lasts, dropped=dropped)}


@dataclass(frozen=True, slots=True)
class Feature:
    """What one module answers to.

    `commands` are typed with a slash and in the menu; `places` are reached by button only; `dues` are what
    the coach says on its own account when something of that kind on the agenda is due, None: nothing.
    """

    commands: Mapping[str, Handler] = field(default_factory=dict)
    places: Mapping[str, Handler] = field(default_factory=dict)
    presses: Mapping[type[Press], PressHandler] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    dues: Mapping[str, Callable[[Act, datetime], Awaitable[Screen | None]]] = field(default_factory=dict)


@dataclass
class Act:
    """Everything a handler works with. What it saves goes through `tx`: one transaction an act.

    The dialog is changed in memory; whoever made the act saves it at the end.
    """

    tx: Tx
    routes: Feature  # all features as one
    person: Person
    answers: Answers
    dialog: Dialog
    stored: str  # the dialog as it was, on paper
    live: Live
    before: Said  # the screen that the person saw when they acted
    now: datetime  # UTC
    words: Texts
    languages: Mapping[str, Texts]
    library: Mapping[str, Exercise]
    lessons: Mapping[str, Lesson]  # in order
    intents: Intents  # what people mean by sentences of their own
    numbers: Mapping[str, Numbers]  # whom to call, by country
    hosts: Collection[int] = ()  # who runs the bot, Telegram user ids
    app_language: str = ""  # of their Telegram, for guesses
    standing: screening.Standing = field(default_factory=screening.Standing)
    standing_before: screening.Standing = field(default_factory=screening.Standing)  # when the act began
    keyboard: bool = False  # the keyboard that shares the location is to be there
    said: list[str] = field(default_factory=list)  # sentences to be shown before the screen
    _read: dict[Callable[[Act], Awaitable[Any]], Any] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """Now in UTC seconds."""
        return int(self.now.timestamp())

    @property
    def today(self) -> date:
        """The person's own date."""
        return calendar.local_date(self.now, self.answers.zone or "UTC")

    @property
    def waking_day(self) -> date:
        """Until the small hours are over it is still yesterday to whoever is up."""
        return (self.local - SMALL_HOURS).date()

    @property
    def local(self) -> datetime:
        """Now on the person's wall."""
        return self.now.astimezone(ZoneInfo(self.answers.zone or "UTC"))

    def listed(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """ "a, b and c" in the person's language, or with "or"."""
        return format_list(list(items), style=style, locale=self._locale)

    def day_name(self, on: date) -> str:
        """ "Monday", in the person's language."""
        return format_date(on, "EEEE", locale=self._locale)

    def date_name(self, on: date) -> str:
        """ "Monday, December 7", in the person's language."""
        return f"{self.day_name(on)}, {format_skeleton('MMMMd', on, locale=self._locale)}"

    def lasting(self, span: timedelta) -> str:
        """ "5 minutes", in the person's language."""
        return format_timedelta(span, locale=self._locale)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.words.lang, sep="-")

    # What is stored

    async def once(self, load: Callable[[Act], Awaitable[T]]) -> T:
        """What `load` reads or works out of the store, once an act; anything stored makes it new again."""
        if load not in self._read:
            self._read[load] = await load(self)
        result: T = self._read[load]
        return result

    async def store(
        self, write: Callable[Concatenate[Tx, int, P], Awaitable[T]], *args: P.args, **more: P.kwargs
    ) -> T:
        """Stores something of this person's with a function of the store."""
        result = await write(self.tx, self.person.id, *args, **more)
        self._read.clear()
        return result

    async def save_answers(self, **new: Any) -> None:
        self.answers = replace(self.answers, **new)
        await self.store(people.save_answers, self.answers)

    async def save_person(self, **new: Any) -> None:
        self.person = replace(self.person, **new)
        await people.save(self.tx, self.person)

    async def screened(self, kind: screening.Fact, flags: frozenset[screening.Flag] = frozenset()) -> None:
        """Stores a fact of the safety screen: an answer, a tick, a statement of having been seen."""
        event = screening.Event(self.at, kind, flags)
        await self.store(screenings.add, event)
        self.standing = screening.after(self.standing, event)

    # Where the conversation is

    @property
    def question(self) -> str:
        """The key of the question being asked; empty when nothing is."""
        return self.dialog.question

    @property
    def waiting(self) -> Open[Form] | None:
        """The newest question that wants to be finished; a place to be is none."""
        return next(
            (each for each in reversed(self.dialog.stack) if self.routes.flows[each.flow].called), None
        )

    def form(self, kind: type[F]) -> Open[F]:
        """The question being asked, with its form. Raises Stale when it is another flow's."""
        top = self.dialog.top
        if top is None or not isinstance(top.form, kind):
            raise Stale
        return top  # type: ignore[return-value]  # mypy does not narrow a generic by a field

    def fill(self, form: Form) -> None:
        """The open flow knows more now."""
        self.dialog = self.dialog.changed(form=form)

    @property
    def flow(self) -> Flow:
        """The flow of the open question; without one it is a question from another time."""
        if self.dialog.top is None:
            raise Stale
        return self.routes.flows[self.dialog.top.flow]

    async def begin(self, flow: str, form: Form | None = None, on: date | None = None) -> Screen:
        """Starts a flow at its first question that applies, on top; `on`: the day it is about."""
        on = on or self.today
        if (open_one := self.dialog.find(flow)) and open_one.on != on:
            await self.drop(flow)
        first = self.routes.flows[flow].questions[0]
        form = form or self.routes.flows[flow].form()
        self.dialog = self.dialog.pushed(Open(flow, first, on, form))
        return await self._from(self.flow.questions, self.flow.done)

    def enter(self, place: str, form: Form | None = None) -> None:
        """The person is somewhere else now."""
        self.leave_place()
        self.dialog = self.dialog.pushed(Open(place, place, self.today, form or Form()))

    def leave_place(self) -> None:
        while (top := self.dialog.top) and not self.routes.flows[top.flow].called:
            self.dialog = self.dialog.without(top.flow)

    def close(self, *flows: str) -> None:
        """These flows are over, wherever they lie."""
        self.dialog = self.dialog.without(*flows)

    async def resume(self, *flows: str) -> Screen | None:
        """Takes the newest of these flows that is open to the top and asks it again; None when none is."""
        found = next((each for each in reversed(self.dialog.stack) if each.flow in flows), None)
        if found is None:
            return None
        self.dialog = self.dialog.pushed(found)
        return await self.here()

    async def open(self, question: str) -> Screen:
        """Asks that question of the open flow."""
        self.dialog = self.dialog.changed(question=question, ticked=None)
        return await self.here()

    async def onward(self, question: str) -> Screen:
        """What follows a question in the open flow."""
        order = self.flow.questions
        return await self._from(order[order.index(question) + 1 :], self.flow.done)

    async def back(self, question: str) -> Screen:
        """What came before it."""
        order = self.flow.questions
        before = tuple(reversed(order[: order.index(question)])) if question in order else ()
        return await self._from(before, self.flow.left)

    async def _from(self, order: tuple[str, ...], otherwise: Ended) -> Screen:
        for question in order:
            if self.routes.questions[question].applies(self):
                return await self.open(question)
        ended = self.dialog.top
        assert ended is not None
        self.close(ended.flow)
        return await otherwise(self, ended)

    async def here(self) -> Screen:
        """The screen of where the person is, drawn again."""
        top = self.dialog.top
        if top is None:
            return await self.routes.places["home"](self)
        question = self.routes.questions[top.question]
        if not question.applies(self) and top.question in self.flow.questions:  # not any more
            return await self.onward(top.question)
        screen = await question.ask(self)
        return replace(screen, asks=screen.asks or top.question)

    async def drop(self, *flows: str) -> None:
        """These flows will not be finished: what they leave behind is put in order."""
        gone = [each for each in self.dialog.stack if each.flow in flows]
        self.close(*flows)
        for each in gone:
            if dropped := self.routes.flows[each.flow].dropped:
                await dropped(self, each)

    async def expire(self) -> None:
        """Drops what no longer makes sense, and says so."""
        for each in self.dialog.stack:
            flow = self.routes.flows[each.flow]
            if flow.lasts is not None and (self.today - each.on).days > flow.lasts:
                await self.drop(each.flow)
                if flow.called:
                    self.said.append(self.words(f"dialog.dropped.{flow.called}", day=self.day_name(each.on)))


def utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
