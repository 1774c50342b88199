"""/learn: one-minute lessons, each with a question to check what was understood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.store import lessons
from bot.store.lessons import Read
from bot.talk.act import Act, Feature, Stale
from bot.talk.buttons import Go
from bot.talk.screen import Button, Row, Screen, rows
from bot.talk.wire import Press, wire


@wire("ls")
@dataclass(frozen=True, slots=True)
class Lessons(Press):
    """The list of lessons; pages from 0."""

    page: int


@wire("ln")
@dataclass(frozen=True, slots=True)
class Learn(Press):
    lesson: str


@wire("an")
@dataclass(frozen=True, slots=True)
class Answer(Press):
    """The chosen answer of a lesson's question, from 0."""

    nr: int
    lesson: str


PAGE = 8
OFFER_DAYS = 7  # a new lesson is offered once a week


async def opened(act: Act) -> tuple[Read, ...]:
    """The lessons that were opened, in that order."""
    return await lessons.read(act.tx, act.person.id)


async def learn(act: Act) -> Screen:
    return await shelf(act, Lessons(0))


async def shelf(act: Act, press: Lessons) -> Screen:
    """All lessons, the read ones ticked; opens at the given page."""
    words = act.words
    done = {each.lesson for each in await act.once(opened)}
    slugs = list(act.lessons)
    page = min(max(press.page, 0), max(len(slugs) - 1, 0) // PAGE)
    buttons = [
        Button(words("ask.ticked", label=title) if slug in done else title, Learn(slug))
        for slug in slugs[page * PAGE : (page + 1) * PAGE]
        for title in [words.lesson(slug).title]
    ]
    turn = [
        Button(words(f"button.{name}"), Lessons(other))
        for name, other in (("earlier", page - 1), ("more", page + 1))
        if 0 <= other * PAGE < len(slugs)
    ]
    text = words("learn.text", n=len(slugs), done=len(done & set(slugs)))
    return Screen(text, (*rows(buttons, 1), *rows(turn, 2), _today(act)))


def _today(act: Act) -> Row:
    return (Button(act.words("button.today"), Go("today")),)


async def lesson(act: Act, press: Learn) -> Screen:
    """One card; opening it counts as read."""
    if press.lesson not in act.lessons:
        raise Stale("stale.unknown")
    await act.store(lessons.opened, press.lesson, act.at)
    told = act.words.lesson(press.lesson)
    text = act.words("learn.lesson", title=told.title, body="\n\n".join(told.body), question=told.question)
    answers = rows((Button(each, Answer(nr, press.lesson)) for nr, each in enumerate(told.answers)), 1)
    return Screen(text, (*answers, (Button(act.words("button.back"), Go("learn")),)))


async def answered(act: Act, press: Answer) -> Screen:
    """A kind explanation, right or not; the answer may be changed."""
    if press.lesson not in act.lessons or not 0 <= press.nr < len(act.words.lesson(press.lesson).answers):
        raise Stale("stale.unknown")
    await act.store(lessons.opened, press.lesson, act.at)
    await act.store(lessons.answered, press.lesson, press.nr)
    told = act.words.lesson(press.lesson)
    key = "learn.right" if press.nr == told.right else "learn.not-quite"
    text = act.words(key, answer=told.answers[press.nr], explanation=told.explanations[press.nr])
    again = Button(act.words("learn.again"), Learn(press.lesson))
    following = await unread(act)
    more = Button(act.words("learn.next"), Learn(following), "primary") if following else None
    return Screen(
        text, (((again, more) if more else (again,)), (Button(act.words("learn.all"), Go("learn")),))
    )


async def unread(act: Act) -> str | None:
    """The next lesson nobody has opened yet."""
    done = {each.lesson for each in await act.once(opened)}
    return next((slug for slug in act.lessons if slug not in done), None)


def row_of(act: Act, slug: str | None) -> Row:
    """A button to a lesson; none without one."""
    if slug is None:
        return ()
    return (Button(act.words("learn.offer", title=act.words.lesson(slug).title), Learn(slug)),)


def about(act: Act, topic: str, but: Collection[str] = ()) -> str | None:
    return next(
        (slug for slug, each in act.lessons.items() if topic in each.topics and slug not in but), None
    )


def lesson_row(act: Act, topic: str) -> Row:
    """The first lesson about something: it fits the moment, read or not."""
    return row_of(act, about(act, topic))


async def offer(act: Act, topic: str = "") -> Row:
    """A new lesson: one that fits the moment, else at most one a week, offered and not pushed."""
    read = await act.once(opened)
    fits = about(act, topic, {each.lesson for each in read})
    lately = bool(read) and act.at - max(each.at for each in read) < OFFER_DAYS * 86_400
    return row_of(act, fits or (None if lately else await unread(act)))


FEATURE = Feature(
    commands={"learn": learn},
    presses={Lessons: shelf, Learn: lesson, Answer: answered},
)
