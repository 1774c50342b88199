"""Every screen within Telegram's limits and readable on a phone: the scenes of the gallery, measured."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap

import pytest

from bot.chat.asked import WITHOUT_HELP, sentences
from bot.chat.features import ROUTES
from bot.coach.model import Why
from bot.coach.screening import CARDS
from bot.content import Pack
from bot.content.limits import longest
from bot.gallery.fit import CAPTION, TEXT, plain, wrongs
from bot.gallery.scene import Scene
from bot.gallery.scenes import Played
from bot.gallery.session import rungs
from bot.sandbox import Limits
from bot.sandbox.html import parse_html
from bot.talk.screen import Moving, Screen

NOT_ON_A_SCREEN = ("commands.", "profile.", "chart.")  # the menu, the bot's card, inside a picture
MOST_LINES, WIDE = 24, 40  # more is no screen of a phone any more; a line in characters
MORE = {"ask.zone.thanks", "button.language", "call.crisis-text"}
"""Beside a screen; only where there is a choice; no country has a line by text for some hours only."""


@pytest.fixture(scope="module")
def screens(whole: Played) -> dict[Screen, str]:
    """Each with a name."""
    found = {scene.screen: f"{scene.group}: {scene.name}" for scene in whole.scenes}
    more = {step.shown.screen: f"{step.scene.name} › {step.button.label}" for step in whole.steps}
    return more | found


def test_every_screen_is_taken_by_telegram_and_a_phone(screens: dict[Screen, str]) -> None:
    found = {name: wrong for screen, name in screens.items() if (wrong := list(wrongs(screen)))}
    assert found == {}
    assert len(screens) > 2000


def test_every_screen_is_read_as_telegram_reads_it(screens: dict[Screen, str]) -> None:
    """`check` has no time for the sandbox: what it measures is the same."""
    assert (Limits().caption, Limits().text) == (CAPTION, TEXT)
    for screen, name in screens.items():
        shown, entities = parse_html(screen.text)
        assert shown == plain(screen.text), name
        assert len(entities) <= Limits().entities, name


def test_every_text_that_answers_a_tap_is_measured_by_itself(whole: Played) -> None:
    """So that it is named in every language, finished or not."""
    shown = [scene.shown for scene in whole.scenes] + [step.shown for step in whole.steps]
    toasts = {key for each in shown for key, said in each.said if said == each.screen.toast}
    assert len(toasts) > 5
    assert [key for key in toasts if longest(key) is None] == []


def test_every_sentence_is_on_some_screen(whole: Played) -> None:
    """So that none is forgotten: a new one wants a scene that says it."""
    said = {key for scene in whole.scenes for key in scene.shown.keys}
    said |= {key for step in whole.steps for key in step.shown.keys}
    missing = {key for key in sentences().keys if not key.startswith(NOT_ON_A_SCREEN)} - said
    assert missing == MORE


def test_every_question_and_every_command_has_a_scene(whole: Played) -> None:
    asked = {scene.shown.asks for scene in whole.scenes}
    assert {(name, question) for name, flow in ROUTES.flows.items() for question in flow.questions} <= asked
    assert {question for one in asked if one for question in one[1:]} == ROUTES.questions.keys()
    groups = Counter(scene.group for scene in whole.scenes if scene.entry)
    assert all(groups[command] > 15 for command in ROUTES.commands)


def test_every_exercise_moves_at_every_rung(whole: Played, pack: Pack) -> None:
    for slug, exercise in pack.library.items():
        of_it = [scene for scene in whole.scenes if scene.about == f"exercises/{slug}"]
        assert all(isinstance(scene.screen.picture, Moving) == bool(exercise.figure) for scene in of_it)
        doses = {scene.screen.picture.dose for scene in of_it if isinstance(scene.screen.picture, Moving)}
        assert doses >= {item.dose for item in rungs(exercise)}


def test_every_reason_and_every_line_of_the_cards_has_a_scene(whole: Played) -> None:
    names = {scene.name for scene in whole.scenes}
    for key in ("today.text", "today.rest-day", "today.finished"):
        assert {f"{key}, {why}" for why in Why} <= names
    for what in ("locked", "gentle", "seen"):
        assert {f"{what}, {flag}" for flags in CARDS.values() for flag in flags} <= names


def test_every_card_with_everything_ticked_has_a_scene(whole: Played) -> None:
    ticked = [scene for scene in whole.scenes if scene.name.endswith("all ticked")]
    assert {named(scene) for scene in ticked} >= {f"safety-{kind}" for kind in CARDS} | {"sites", "equipment"}
    for scene in ticked:
        lines = [line for part in plain(scene.screen.text).split("\n") for line in wrap(part, WIDE) or [""]]
        assert len(lines) <= MOST_LINES, scene.name


def named(scene: Scene) -> str:
    return scene.name.split(",")[0]


def test_the_words_above_a_question_leave_room_for_it(whole: Played) -> None:
    helped = {named(scene) for scene in whole.scenes if "ask.not-understood" in scene.shown.keys}
    assert {each.split("/")[-1] for each in helped} >= ROUTES.questions.keys() - WITHOUT_HELP


@pytest.mark.parametrize("question", sorted(ROUTES.questions.keys() - WITHOUT_HELP))
def test_every_question_that_can_be_misunderstood_has_help(pack: Pack, question: str) -> None:
    assert pack.texts["en"].has(f"ask.{question}.hint")
