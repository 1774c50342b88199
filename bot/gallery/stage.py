"""A stage: one person before a store of their own at a fixed time; the real router answers them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.chat.features import PAPERS, ROUTES
from bot.chat.router import Router
from bot.content import Pack, Texts
from bot.store import Store, Tx, dialogs
from bot.store.agenda import Due
from bot.store.dialogs import Said
from bot.talk import dialog
from bot.talk.act import Act
from bot.talk.dialog import Dialog, Form, Open
from bot.talk.heard import Heard, Inline, Odd, Public, Spot, Tap, Text
from bot.talk.reply import Found, Reply, Shared
from bot.talk.screen import Screen
from bot.talk.wire import Press, encode

NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)  # a Wednesday morning
TODAY = NOW.date()
ME = 1
CALLED = "x" * 32  # the longest name of a bot


@dataclass(frozen=True, slots=True)
class Overheard(Texts):
    """The words of a language, and a note of each sentence that is said: its key and the sentence."""

    said: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, key: str, /, **values: object) -> str:
        sentence = Texts.__call__(self, key, **values)
        self.said.append((key, sentence))
        return sentence

    def lines(self, key: str, /, **values: object) -> list[str]:
        every = Texts.lines(self, key, **values)
        self.said.extend((key, line) for line in every)
        return every


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as somebody sees it, what was said to make it, and the question that it asks."""

    screen: Screen
    said: tuple[tuple[str, str], ...]
    open: Open[Form] | None
    live: bool = True  # on the stage: its buttons can be tapped
    put: str = ""  # a question that nobody was led to: it was put there, as "flow/question"

    @property
    def asks(self) -> tuple[str, str] | None:
        """The flow and the question that are being asked; None for a screen that asks nothing."""
        return (self.open.flow, self.open.question) if self.open else None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.said)


@dataclass
class Stage:
    """`now` may be moved; `put` is the question that was put there. `undone` takes back all inside."""

    tx: Tx
    pack: Pack
    words: Overheard
    now: datetime = NOW
    put: str = ""
    router: Router = field(init=False)

    def __post_init__(self) -> None:
        self.router = Router(self.pack, lambda: self.now, CALLED, hosts=(ME,))

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[None]:
        now, put = self.now, self.put
        await self.tx.execute("SAVEPOINT once")
        try:
            yield
        finally:
            self.now, self.put = now, put
            await self.tx.execute("ROLLBACK TO once")
            await self.tx.execute("RELEASE once")

    # What the person does

    async def says(self, text: str) -> Shown:
        return await self._does(Text(text))

    async def taps(self, press: Press) -> Shown:
        return await self._does(Tap("", encode(press)))

    async def sends(self, what: Odd | Spot | Public) -> Shown:
        return await self._does(what)

    async def looks(self) -> Shown:
        """Where they are, drawn anew."""
        return await self._answered(self.router.again(self.tx, self._heard(Text(""))))

    async def is_let_down(self) -> Shown:
        """Something of ours broke."""
        return await self._answered(self.router.apology(self.tx, self._heard(Text(""))))

    async def is_reminded(self, kind: str) -> Shown | None:
        """What comes on the coach's own account, None when nothing does."""
        at = int(self.now.timestamp())
        return await self._shown(self.router.remind(self.tx, Due(ME, kind, at), at, repeated=False))

    async def finds(self, text: str) -> tuple[Shared, ...]:
        """Cards for any chat."""
        found = await self.router.apply(self.tx, self._heard(Inline("", text)))
        assert isinstance(found, Found)
        return found.cards

    async def _does(self, what: Text | Tap | Spot | Odd | Public) -> Shown:
        return await self._answered(self.router.apply(self.tx, self._heard(what)))

    def _heard(self, what: Text | Tap | Spot | Odd | Public | Inline) -> Heard:
        return Heard(ME, ME, what, self.words.lang)

    async def _answered(self, answer: Awaitable[Reply | Found | None]) -> Shown:
        shown = await self._shown(answer)
        assert shown is not None, "nobody answers"
        return shown

    async def _shown(self, answer: Awaitable[Reply | Found | None]) -> Shown | None:
        self.words.said.clear()
        reply = await answer
        if not isinstance(reply, Reply):
            return None
        said = tuple(self.words.said)
        act = await self.router.act(self.tx, ME, self.words.lang) if reply.screen.asks else None
        return Shown(reply.screen, said, act.dialog.top if act else None, put=self.put)

    # What is the case before they do anything

    async def act(self) -> Act:
        act = await self.router.act(self.tx, ME, self.words.lang)
        assert act is not None
        return act

    async def is_asked(
        self,
        flow: str,
        question: str = "",
        form: Form | None = None,
        on: date = TODAY,
        ticked: frozenset[str] | None = None,
    ) -> None:
        """That question is put there, the first of its flow unless named, and nothing else is open."""
        asked = ROUTES.flows[flow]
        one = Open(flow, question or asked.questions[0], on, form or asked.form(), ticked)
        self.put = f"{flow}/{one.question}"
        await dialogs.save(self.tx, ME, dialog.write(Dialog((one,)), PAPERS), False, Said(one.question))

    async def draws(self, draw: Callable[[Act], Screen]) -> Shown:
        """A screen by itself, as somebody at this point would see it."""
        act = await self.act()
        self.words.said.clear()
        screen = draw(act)
        return Shown(screen, tuple(self.words.said), None, live=False)


@asynccontextmanager
async def stage(pack: Pack, lang: str) -> AsyncIterator[Stage]:
    """Before a new store in memory; all languages are offered, `lang` is spoken."""
    texts = {each: Overheard(each, t.entries, t.words, t.lessons) for each, t in pack.texts.items()}
    store = await Store.open("sqlite://:memory:")
    try:
        async with store.transaction() as tx:
            yield Stage(tx, replace(pack, texts=texts), texts[lang])
    finally:
        await store.close()
