"""Where a conversation is: a stack of open questions, each with its flow, its day and its typed form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class Form:
    """What a flow has gathered so far. A flow that gathers something has a frozen subclass of its own."""


F = TypeVar("F", bound=Form, covariant=True)


@dataclass(frozen=True, slots=True)
class Open(Generic[F]):
    """A question that waits for its answer."""

    flow: str
    question: str
    on: date  # the person's own date that it is about
    form: F
    ticked: frozenset[str] | None = None  # None: not touched yet


@dataclass(frozen=True, slots=True)
class Dialog:
    """The open questions; the last one is being asked, those below wait for it to be answered."""

    stack: tuple[Open[Form], ...] = ()
    lost: tuple[str, ...] = field(default=(), compare=False)  # flows that could not be read any more

    @property
    def top(self) -> Open[Form] | None:
        return self.stack[-1] if self.stack else None

    @property
    def question(self) -> str:
        """The key of the question being asked; empty when nothing is."""
        return self.stack[-1].question if self.stack else ""

    def find(self, flow: str) -> Open[Form] | None:
        return next((each for each in self.stack if each.flow == flow), None)

    def without(self, *flows: str) -> Dialog:
        return replace(self, stack=tuple(each for each in self.stack if each.flow not in flows))

    def pushed(self, one: Open[Form]) -> Dialog:
        """On top; a flow is open once at most."""
        return replace(self, stack=(*self.without(one.flow).stack, one))

    def changed(self, **new: Any) -> Dialog:
        """The top one with other fields."""
        return replace(self, stack=(*self.stack[:-1], replace(self.stack[-1], **new)))


# On paper


Papers = Mapping[str, TypeAdapter[Any]]  # by flow: how its form is written and read


def write(dialog: Dialog, papers: Papers) -> str:
    """As JSON, for the store."""
    return json.dumps([_written(each, papers[each.flow]) for each in dialog.stack], ensure_ascii=False)


def _written(one: Open[Form], paper: TypeAdapter[Any]) -> dict[str, object]:
    return {
        "flow": one.flow,
        "question": one.question,
        "on": one.on.isoformat(),
        "form": paper.dump_python(one.form, mode="json"),
        "ticked": None if one.ticked is None else sorted(one.ticked),
    }


def read(text: str, papers: Papers, today: date) -> Dialog:
    """Out of the store. What cannot be read any more is named in `lost`.

    `today`: the day of questions that were opened by the earlier form of the dialog, which kept none.
    """
    stack: list[Open[Form]] = []
    lost: list[str] = []
    for each in json.loads(text):
        for one in _earlier(each, today) if "draft" in each else [each]:
            try:
                stack.append(_read(one, papers))
            except (KeyError, ValueError, ValidationError):
                lost.append(str(one.get("flow")))
    return Dialog(tuple(stack), tuple(lost))


def _read(one: Mapping[str, Any], papers: Papers) -> Open[Form]:
    ticked = one["ticked"]
    return Open(
        flow=one["flow"],
        question=one["question"],
        on=date.fromisoformat(one["on"]),
        form=papers[one["flow"]].validate_python(one["form"]),
        ticked=None if ticked is None else frozenset(ticked),
    )


# How one open question was kept before there was a stack: its key, and a draft of strings. What came in
# between had the question below in `then`.
_ALONE = ("player", "morning", "exercises", "questions", "delete", "seen")  # were in no flow


def _earlier(one: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    draft = dict(one["draft"])
    question, below = one["question"], draft.pop("then", "")
    asked = [each for each in (below, question) if each]
    return [_from_draft(each, draft, today) for each in asked]


def _from_draft(question: str, draft: Mapping[str, Any], today: date) -> dict[str, Any]:
    return {
        "flow": question if question in _ALONE else draft.get("flow", ""),
        "question": question,
        "on": draft.get("on") or today.isoformat(),
        "form": draft,
        "ticked": draft.get("ticked"),
    }
