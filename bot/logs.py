"""Logs for an operator: no secrets, nobody's words, tracebacks without what the exceptions quote."""

from __future__ import annotations

import importlib
import json
import logging
import re
import sys
import traceback
from collections.abc import Collection
from datetime import UTC, datetime
from types import TracebackType
from typing import Any
from urllib.parse import quote

from bot.config import Misconfigured

SCRUBBED = "…"
SHORTEST = 6  # a shorter secret (a password "coach") is a word that would make holes everywhere
_TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}")  # any bot's, so also one that is not ours
# What these write below the given level holds URLs, texts of people or parameters of queries.
_QUIET = {
    "aiohttp.access": logging.ERROR,
    "aiosqlite": logging.INFO,
    "apscheduler": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "telegram": logging.INFO,
}

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up(level: str = "INFO", style: str = "text", secrets: Collection[str] = ()) -> None:
    """Log to stderr, `text` or `json`, with `secrets` and any bot token blotted out.

    Of an exception, its type and its frames are logged and never its text: a failed query or a failed
    parse may quote what somebody wrote about their back.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_Json(secrets) if style == "json" else _Text(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))
    sys.excepthook = _uncaught


def report_to_sentry(dsn: str) -> None:
    """Send errors, as blind as the logs, to Sentry. Raises Misconfigured when its package is missing."""
    try:
        sentry: Any = importlib.import_module("sentry_sdk")
    except ImportError:
        raise Misconfigured("SENTRY_DSN needs a package. Example: pip install sentry-sdk") from None
    sentry.init(
        dsn, before_send=blind, send_default_pii=False, include_local_variables=False, max_breadcrumbs=0
    )


def blind(event: dict[str, Any], _hint: object = None) -> dict[str, Any]:
    """A Sentry event reduced to types, frames and where it happened."""
    kept = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment")
    errors = [
        {"type": each.get("type"), "module": each.get("module"), "stacktrace": _frames(each)}
        for each in event.get("exception", {}).get("values", [])
    ]
    return {name: event[name] for name in kept if name in event} | {"exception": {"values": errors}}


def _frames(error: dict[str, Any]) -> dict[str, Any]:
    kept = ("filename", "function", "module", "lineno", "in_app")
    frames = (error.get("stacktrace") or {}).get("frames", [])
    return {"frames": [{name: frame[name] for name in kept if name in frame} for frame in frames]}


class _Scrubbing(logging.Formatter):
    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        hidden = [secret for secret in secrets if len(secret) >= SHORTEST]
        spellings = {spelling for secret in hidden for spelling in (secret, quote(secret, safe=""))}
        longest_first = sorted(spellings, key=len, reverse=True)
        self._secret = re.compile("|".join([*map(re.escape, longest_first), _TOKEN.pattern]))

    def scrub(self, text: str) -> str:
        return self._secret.sub(SCRUBBED, text)


class _Text(_Scrubbing):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(" ", "seconds")
        first = f"{at} {record.levelname:7} {record.name}: {record.getMessage()}"
        return self.scrub("\n".join([first, *(trace(record.exc_info) if record.exc_info else [])]))


class _Json(_Scrubbing):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = "\n".join(trace(record.exc_info))
        # Scrubbed before it is encoded: escaping could hide a secret.
        return json.dumps({name: self.scrub(text) for name, text in line.items()}, ensure_ascii=False)


def trace(exc_info: ExcInfo) -> list[str]:
    """The types and frames of an exception and of its causes, the first cause first; not what they say."""
    lines: list[str] = []
    error = exc_info[1]
    while error is not None:
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        frames = [
            f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        kind = type(error)
        lines = [*frames, f"{kind.__module__}.{kind.__qualname__}", *(["then:", *lines] if lines else [])]
        lines, error = lines, cause
    return lines


def _uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, where)
        return
    logging.getLogger("bot").critical("the program ends", exc_info=(kind, error, where))
