"""What the keys may be that the code puts together: so `check` knows every sentence that is asked for."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

from bot.chat import activities, country, library, player, profile, reminder, safety, settings, sos, wishes
from bot.chat.features import MENU, ROUTES
from bot.chat.library import Liking
from bot.chat.presses import HOW_IT_HURTS
from bot.coach.explain import Because, LeftOut
from bot.coach.model import Avoid, Condition, Difficulty, Equipment, Goal, Site, Why, WorseWith
from bot.coach.pain import Change
from bot.coach.screening import ON_CARDS
from bot.content import asked
from bot.content.asked import Asked, Composed
from bot.store.sessions import Side
from bot.talk.questions import Choice

WITHOUT_HELP = frozenset({"pain-note", "problem-told"})  # whatever is written there is an answer
WORSE = tuple(each for each in WorseWith if each is not WorseWith.NOTHING)
SIDES = (Side.LEFT, Side.RIGHT)


def sentences() -> Asked:
    """Every sentence that the code asks for."""
    return asked.asked({**_of_questions(), **_of_the_session(), **_of_the_rest()})


def _of_questions() -> Composed:
    asks = (getattr(question.ask, "__self__", None) for question in ROUTES.questions.values())
    choices = [each for each in asks if isinstance(each, Choice)]
    nobody = cast(Any, None)  # whose answers have a label in the content, offers everybody the same ones
    return {
        "ask.{}.text": [each.key for each in choices if each.text is None or each.key in safety.QUESTIONS],
        "ask.{}.none": [each.key for each in choices if each.many and each.empty],
        "ask.{}.hint": sorted(ROUTES.questions.keys() - WITHOUT_HELP),
        "ask.{}.options.{}": [
            (each.key, value) for each in choices if each.label is None for value in each.values(nobody)
        ],
        "typed.{}-none": ("equipment",),
        "ask.activities.options.{}": activities.SUGGESTED,
        "ask.bad-day.in-words.{}": sos.PLAN,
        "ask.days.in-words.{}": ("every", "weekdays"),
        "ask.difficulty.options.{}": Difficulty,
        "ask.floor.options.{}": ("yes", "no"),
        "ask.goal.options.{}": Goal,
        "ask.worse.options.{}": WORSE,
    }


def _of_the_session() -> Composed:
    return {
        "after.outlook.{}": ("easier", "good", "same", "unknown"),
        "button.done-{}": SIDES,
        "hurts.options.{}": HOW_IT_HURTS,
        "hurts.{}": ("sharp", "down"),
        "player.dose{}{}": product(("", "-side"), ("", "-set")),
        "player.side.{}": SIDES,
        "player.typed.{}": player._TYPED,
        "reminder.when.{}": (*reminder.SNOOZES, "evening"),
        "today.item.{}": ("begun", "done", "open", "skipped"),
        "why.{}": Why,
        "why.about.{}": (*Condition, *WORSE, Avoid.LEG_PAIN, *profile.ASKED_EQUIPMENT),
        "why.chosen.{}": Because,
        "why.left.{}": LeftOut,
    }


def _of_the_rest() -> Composed:
    shelves = [(by, value) for by, values in library.SHELVES.items() for value in values]
    return {
        "avoid.{}": Avoid,
        "call.crisis-{}": ("call", "call-always", "text", "text-always"),
        "button.{}": ("earlier", "more", "hurts-now", "tell-pain", "warning-signs", "go-on"),
        "commands.{}": ("start", *MENU),
        "dialog.back.{}": _called(),
        "dialog.dropped.{}": _called(mortal=True),
        "follow-up.{}": ("locked", "gentle"),
        "follow-up.not-yet-{}": ("emergency", "urgent", "gentle"),
        "library.by.{}": (*library.SHELVES, *Liking),
        "library.choose.{}": library.SHELVES,
        "library.is-{}": Liking,
        "library.make-{}": Liking,
        "library.with.{}": Equipment,
        "library.{}.{}": shelves,
        "menu.{}": MENU,
        "progress.activity.{}": Change,
        "progress.pain.{}": Change,
        "safety.flags.{}": ON_CARDS,
        "safety.short.{}": ON_CARDS,
        "safety.sure-{}": ("emergency", "urgent"),
        "safety.{}": ("emergency", "urgent"),
        "settings.edit.{}": settings.EDITS,
        "start.plan.goal.{}": Goal,
        "typed.country-{}": country.NICKNAMED,
        "wish.{}": wishes.SAID,
        "typed.equipment-{}": profile.ASKED_EQUIPMENT,
        "typed.{}-{}": _called_otherwise(),
        "unexpected.{}": ("command", "edited", "forwarded", "other", "picture", "place", "text"),
    }


def _called_otherwise() -> list[tuple[str, str]]:
    """What people call the answers that they write most."""
    answers = {
        "sites": Site,
        "worse": WORSE,
        "goal": Goal,
        "conditions": Condition,
        "floor": ("yes", "no"),
    }
    return [(question, str(value)) for question, values in answers.items() for value in values]


def _called(mortal: bool = False) -> list[str]:
    """What flows are called; `mortal`: those whose day can be over."""
    flows = (each for each in ROUTES.flows.values() if each.lasts is not None or not mortal)
    return sorted({each.called for each in flows if each.called})
