"""/questions: what to take along to a professional, with room for one's own."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from bot.store import lessons
from bot.store.lessons import OwnQuestion
from bot.talk.act import Act, Feature, Question, place
from bot.talk.buttons import Go
from bot.talk.screen import Button, Screen, rows
from bot.talk.wire import Press, wire


@wire("fq")
@dataclass(frozen=True, slots=True)
class Forget(Press):
    """Removes an own question for a professional."""

    nr: int


MOST_QUESTIONS, LONGEST_QUESTION = 8, 200  # own questions, and characters of each


async def questions(act: Act) -> Screen:
    """The list; what is written then is added. In the middle of the start it is only shown."""
    if act.person.set_up_at is None:
        return await list_questions(act)
    act.enter("questions")
    return await act.here()


async def own_questions(act: Act) -> tuple[OwnQuestion, ...]:
    return await lessons.own_questions(act.tx, act.person.id)


async def list_questions(act: Act) -> Screen:
    """The common ones, and the person's own."""
    words = act.words
    own = await act.once(own_questions)
    common = "\n".join(words("questions.line", text=each) for each in words.lines("questions.common"))
    lines = "\n".join(words("questions.own-line", nr=each.nr, text=escape(each.text)) for each in own)
    text = words("questions.with-own" if own else "questions.text", lines=common, own=lines)
    gone = rows((Button(words("questions.forget", nr=each.nr), Forget(each.nr)) for each in own), 4)
    return Screen(text, (*gone, (Button(words("button.go-on"), Go("leave"), "primary"),)))


async def add(act: Act, text: str) -> Screen | None:
    """What is written is a question of their own."""
    asked = " ".join(text.split())
    own = await act.once(own_questions)
    if not 0 < len(asked) <= LONGEST_QUESTION or len(own) >= MOST_QUESTIONS:
        return None
    await act.store(lessons.add_question, act.at, asked)
    return await list_questions(act)


async def forget(act: Act, press: Forget) -> Screen:
    await act.store(lessons.remove_question, press.nr)
    return await questions(act)


async def leave(act: Act) -> Screen:
    """Out of the list, to where the person is."""
    act.close("questions")
    return await act.here()


FEATURE = Feature(
    commands={"questions": questions},
    places={"leave": leave},
    presses={Forget: forget},
    questions={"questions": Question(list_questions, add, free=True)},
    flows=place("questions"),
)
