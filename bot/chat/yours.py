"""What is theirs: /privacy, /export and /delete; and /help."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, time

from bot.chat import agenda, numbers, start
from bot.store import deliveries, lessons, pains, people, screenings, sessions
from bot.store.sessions import SetDone
from bot.talk.act import Act, Feature, Flow, Question
from bot.talk.buttons import Go
from bot.talk.dialog import Dialog, Form, Open
from bot.talk.read import exact
from bot.talk.screen import Button, Document, Screen
from bot.talk.wire import Press, wire


@wire("dl")
@dataclass(frozen=True, slots=True)
class Erase(Press):
    pass


EXPORT_FORMAT = 1


async def privacy(act: Act) -> Screen:
    agreed = act.person.agreed_at is not None
    back = (Button(act.words("button.back"), Go("here" if agreed else "start")),)
    return Screen(act.words("privacy.text"), (back,))


async def help_(act: Act) -> Screen:
    back = (Button(act.words("button.go-on"), Go("here"), "primary"),)
    return Screen(act.words("help.text", **numbers.lines(act)), (back,))


async def export(act: Act) -> Screen:
    """Everything stored about the person, as one JSON file."""
    content = json.dumps(await everything(act), default=_plain, indent=1, ensure_ascii=False, sort_keys=True)
    name = act.words("export.file-name", date=act.today.isoformat())
    back = (Button(act.words("button.go-on"), Go("here"), "primary"),)
    return Screen(act.words("export.text"), (back,), document=Document(name, content.encode()))


async def everything(act: Act) -> dict[str, object]:
    who, tx = act.person.id, act.tx
    return {
        "format": EXPORT_FORMAT,
        "exported_at": act.now.isoformat(timespec="seconds"),
        "person": asdict(act.person),
        "answers": asdict(act.answers),
        "activities": [asdict(each) for each in await people.activities(tx, who)],
        "screenings": [asdict(each) for each in await screenings.events(tx, who)],
        "pain": [asdict(each) for each in await pains.pains(tx, who)],
        "lessons": [asdict(each) for each in await lessons.read(tx, who)],
        "questions": [asdict(each) for each in await lessons.own_questions(tx, who)],
        "sessions": [asdict(each) for each in await sessions.days(tx, who)],
    }


def _plain(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted((_jsonable(each) for each in value), key=repr)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _jsonable(value: object) -> object:
    return asdict(value) if isinstance(value, SetDone) else value


async def delete(act: Act) -> Screen:
    return await act.begin("delete")


async def ask_delete(act: Act) -> Screen:
    yes = (Button(act.words("button.erase"), Erase(), "danger"),)
    no = (Button(act.words("button.keep"), Go("keep"), "primary"),)
    return Screen(act.words("delete.text"), (yes, no))


async def read_delete(act: Act, text: str) -> Press | None:
    said = exact(text, {"yes": act.words("button.erase"), "no": act.words("button.keep")})
    return {"yes": Erase(), "no": Go("keep")}[said] if said else None


async def keep(act: Act) -> Screen:
    act.close("delete")
    return await start.start(act)


async def kept(act: Act, asked: Open[Form]) -> Screen:
    return await act.here()


async def erase(act: Act, press: Erase) -> Screen:
    """Only from the question itself: an old button erases nothing."""
    if act.question != "delete":
        return await delete(act)
    await agenda.nothing_more(act)
    await deliveries.forget(act.tx, act.person.id)
    await people.delete(act.tx, act.person.id)
    act.dialog = Dialog()
    return Screen(act.words("delete.done"))


FEATURE = Feature(
    commands={"privacy": privacy, "help": help_, "export": export, "delete": delete},
    places={"keep": keep},
    presses={Erase: erase},
    questions={"delete": Question(ask_delete, read_delete)},
    flows={"delete": Flow(("delete",), done=kept, left=kept, called="delete", lasts=0)},
)
