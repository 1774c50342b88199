"""How Telegram says no, and which refusals are mistakes of the bot's code."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    501: "Not Implemented",
}


class Kind(StrEnum):
    """Why a call was refused. The second group is life, not a mistake: it is never a violation."""

    PARAMETERS = "parameters"
    LIMIT = "limit"
    MARKUP = "markup"
    ENTITIES = "entities"
    FILE = "file"
    NOT_FOUND = "not found"
    NOT_MODIFIED = "not modified"
    CANNOT_EDIT = "cannot edit"
    TOO_OLD = "too old"
    TOKEN = "token"
    METHOD = "unknown method"
    NOT_EMULATED = "not emulated"
    BROKEN = "broken"  # a mistake of the sandbox itself, never to be overlooked

    AWAY = "away"  # blocked, left, never wrote, or deleted the message at their side
    FLOOD = "flood"
    CONFLICT = "conflict"
    FAULT = "fault"  # we were asked to break


INNOCENT = frozenset({Kind.AWAY, Kind.FLOOD, Kind.CONFLICT, Kind.FAULT})


@dataclass(frozen=True)
class Violation:
    """The bot did what Telegram would refuse. Holds the names of the parameters, never their values."""

    method: str
    parameters: tuple[str, ...]
    why: str
    kind: Kind


class RefusedError(Exception):
    """A call that Telegram answers with `ok: false`."""

    def __init__(self, kind: Kind, why: str, code: int = 400, retry_after: int | None = None) -> None:
        super().__init__(why)
        self.kind, self.why, self.code, self.retry_after = kind, why, code, retry_after

    @property
    def description(self) -> str:
        title = TITLES.get(self.code, "Error")
        return f"{title}: {self.why}" if self.why else title

    @property
    def answer(self) -> dict[str, Any]:
        """The body Telegram would send."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body
