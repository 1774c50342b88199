"""/questions: what to take along to a professional, with room for one's own."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from bot.store import lessons
from bot.talk.act import Act, Feature, Question
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
    return await act.open("questions")


async def list_questions(act: Act) -> Screen:
    """The common ones, and the person's own."""
    words = act.words
    own = await lessons.own_questions(act.tx, act.person.id)
    common = "\n".join(words("questions.line", text=each) for each in words.lines("questions.common"))
    lines = "\n".join(words("questions.own-line", nr=each.nr, text=escape(each.text)) for each in own)
    text = words("questions.with-own" if own else "questions.text", lines=common, own=lines)
    gone = rows((Button(words("questions.forget", nr=each.nr), Forget(each.nr)) for each in own), 4)
    return Screen(text, (*gone, (Button(words("button.go-on"), Go("leave"), "primary"),)))


async def add(act: Act, text: str) -> Screen | None:
    """What is written is a question of their own."""
    asked = " ".join(text.split())
    own = await lessons.own_questions(act.tx, act.person.id)
    if not 0 < len(asked) <= LONGEST_QUESTION or len(own) >= MOST_QUESTIONS:
        return None
    await lessons.add_question(act.tx, act.person.id, act.at, asked)
    return await list_questions(act)


async def forget(act: Act, press: Forget) -> Screen:
    await lessons.remove_question(act.tx, act.person.id, press.nr)
    return await act.open("questions")


async def leave(act: Act) -> Screen:
    """Out of the list, to where the person is."""
    if act.dialog.question == "questions":
        await act.ask("")
    return await act.here()


FEATURE = Feature(
    commands={"questions": questions, "leave": leave},
    presses={Forget: forget},
    questions={"questions": Question(list_questions, add)},
)
