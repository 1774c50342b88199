"""No question without a way to it and a way out of it: found by tapping, not from a list."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import problem
from bot.chat.features import ROUTES
from bot.content import Pack
from bot.gallery.check import judged
from bot.gallery.scene import place
from bot.gallery.scenes import Played, Step
from bot.gallery.ways import entries, lost, reached, ways
from bot.talk.act import Flow


def test_every_question_is_reached_and_left(whole: Played) -> None:
    assert lost(whole) == []


def test_a_question_that_no_way_leads_to_is_a_mistake_of_check(whole: Played, pack: Pack) -> None:
    """A real flow, with a real question: only that nobody begins it."""
    asks = ("problem-told",)
    orphan: Flow = Flow(asks, done=problem.thanks, left=problem.left, form=problem.Report, called="pain")
    more = replace(ROUTES, flows={**ROUTES.flows, "nowhere": orphan})
    (mistake,) = judged(whole, pack.texts["en"], str, more)
    assert (mistake.key, mistake.wrong) == ("nowhere/problem-told", "no way leads to it")


def test_a_question_in_no_flow_that_nothing_opens_is_a_mistake(whole: Played) -> None:
    more = {**ROUTES.questions, "forgotten": ROUTES.questions["goal"]}
    (mistake,) = lost(whole, replace(ROUTES, questions=more))
    assert (mistake.key, mistake.wrong) == ("forgotten", "no way leads to it")


def test_a_question_without_a_way_out_is_a_mistake(whole: Played) -> None:
    def stays(step: Step) -> bool:
        return step.scene.place != "delete/delete" or place(step.shown) == "delete/delete"

    trapped = replace(whole, steps=[step for step in whole.steps if stays(step)])
    (mistake,) = lost(trapped)
    assert (mistake.key, mistake.wrong) == ("delete/delete", "no way leads out of it")


def test_a_question_that_was_only_put_there_has_not_been_reached(whole: Played) -> None:
    """The way back to what waits is no way to it."""
    asked = "problem-safety/safety-emergency"

    def leads_there(step: Step) -> bool:
        return place(step.shown) == asked and step.scene.place != asked

    back = [step for step in whole.steps if leads_there(step) and step.scene.group == "what waits"]
    rest = [step for step in whole.steps if not leads_there(step)]
    assert back
    assert asked in reached(entries(whole), ways(whole))
    assert asked not in reached(entries(whole), ways(replace(whole, steps=rest + back)))
