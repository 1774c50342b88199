"""Hello: what this is, consent before the first question, and the way through all of them to a plan."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import agenda, profile, safety
from bot.chat.presses import Start
from bot.chat.zones import Asking
from bot.coach.aerobic import aerobic_days
from bot.coach.plan import surgery_first
from bot.talk.act import Act, Feature, Flow, Stale
from bot.talk.buttons import Go
from bot.talk.dialog import Open
from bot.talk.screen import Button, Screen, rows
from bot.talk.wire import Press, wire

PRIVACY_TEXT = 3  # who agreed to an earlier one, with less in it, is asked again


@wire("ag")
@dataclass(frozen=True, slots=True)
class Agree(Press):
    pass


@wire("lg")
@dataclass(frozen=True, slots=True)
class Speak(Press):
    """Changes the language."""

    lang: str


def welcome(act: Act) -> Screen:
    """The first screen, and the only one before consent."""
    agree = (Button(act.words("button.agree"), Agree(), "success"),)
    below = [Button(act.words("button.privacy"), Go("privacy"))]
    if len(act.languages) > 1:
        below.append(Button(act.words("button.language"), Go("language")))
    return Screen(act.words("start.welcome"), (agree, tuple(below)))


async def start(act: Act) -> Screen:
    """/start: hello to a stranger, and on from where they were to someone known."""
    if act.person.agreed_at is None:
        return welcome(act)
    return await act.here()


async def agree(act: Act, press: Agree) -> Screen:
    known = act.person.agreed_at is not None
    if known and not agreed_to_less(act):
        raise Stale
    await act.save_person(agreed_at=act.at)
    await act.save_answers(agreed_text=PRIVACY_TEXT)
    return await act.here() if known else await act.begin("start", Asking())


def agreed_to_less(act: Act) -> bool:
    """What is kept has grown since."""
    return act.person.agreed_at is not None and (act.answers.agreed_text or 1) < PRIVACY_TEXT


def ask_again(act: Act) -> Screen:
    """Before the next session: what is new, and whether that is all right."""
    agree = (Button(act.words("button.agree-again"), Agree(), "primary"),)
    privacy = Button(act.words("button.privacy"), Go("privacy"))
    no = Button(act.words("button.no-thanks"), Go("delete"))
    return Screen(act.words("start.again"), (agree, (privacy,), (no,)))


async def go_on(act: Act) -> Screen:
    """Where a lock has cut the start short: at the first question that is not answered yet."""
    screen = await act.begin("start", Asking())
    if act.standing.asked_at is None:
        return screen
    told = {question: getattr(act.answers, field) for question, field in profile.FIELDS.items()}
    open_ones = (question for question in profile.ORDER if told.get(question, ()) is None)
    return await act.open(next(open_ones, profile.ORDER[0]))


async def left(act: Act, asked: Open[Asking]) -> Screen:
    """Back on the very first question: the welcome again, with the way on."""
    on = Button(act.words("button.go-on"), Go("here"), "primary")
    return Screen(act.words("start.welcome"), ((on,), (Button(act.words("button.privacy"), Go("privacy")),)))


async def ready(act: Act, asked: Open[Asking]) -> Screen:
    """All is answered: the plan in plain words."""
    await act.save_person(set_up_at=act.at)
    await agenda.derive(act)
    if act.standing.locked:
        return await safety.lock(act)
    return await safety.answer_first(act) if act.standing.unanswered else plan_screen(act)


def plan_screen(act: Act) -> Screen:
    """What the plan will be and why it fits, out of the answers."""
    answers, words = act.answers, act.words
    lines = [words("start.plan.rhythm", days=days_text(act), time=hour_text(act), n=answers.minutes or 0)]
    if surgery_first(act.standing):
        lines.append(words("start.plan.rest"))
    elif act.standing.open:
        lines.append(words("start.plan.gentle"))
    else:
        lines.append(words(f"start.plan.goal.{answers.goal}"))
    if not surgery_first(act.standing) and aerobic_days(answers.profile()):
        lines.append(words("start.plan.walk"))
    if answers.worse_with:
        which = act.listed(words(f"ask.worse.options.{each}") for each in sorted(answers.worse_with))
        lines.append(words("start.plan.worse", which=which))
    if answers.floor is False:
        lines.append(words("start.plan.no-floor"))
    if answers.conditions:
        lines.append(words("start.plan.conditions"))
    bullets = "\n".join(words("start.plan.line", text=line) for line in lines)
    begin = Button(words("button.start-today"), Start(act.today), "success")
    later = Button(words("button.not-now"), Go("today"))
    return Screen(words("start.plan.text", lines=bullets), ((begin,), (later,)))


def days_text(act: Act) -> str:
    """The chosen days in words: "every day", "Monday, Wednesday and Friday"."""
    days = sorted(act.answers.days or ())
    named = next((name for name, chosen in profile.DAYS.items() if days == list(chosen)), None)
    if named in ("every", "weekdays"):
        return act.words(f"ask.days.in-words.{named}")
    names = profile.day_names(act)
    return act.listed(names[day] for day in days)


def hour_text(act: Act) -> str:
    return act.answers.hour.strftime("%H:%M") if act.answers.hour else ""


# Language: asked only where there is a choice


async def language(act: Act) -> Screen:
    names = (Button(texts("language.name"), Speak(lang)) for lang, texts in act.languages.items())
    back = (Button(act.words("button.back"), Go("here")),)
    return Screen(act.words("language.text"), (*rows(names, 2), back))


async def speak(act: Act, press: Speak) -> Screen:
    if press.lang not in act.languages:
        raise Stale("stale.unknown")
    await act.save_person(lang=press.lang)
    act.words = act.languages[press.lang]
    return await start(act)


FEATURE = Feature(
    commands={"start": start},
    places={"language": language},
    presses={Agree: agree, Speak: speak},
    flows={
        "start": Flow((*safety.QUESTIONS, *profile.ORDER), done=ready, left=left, form=Asking, called="start")
    },
)
