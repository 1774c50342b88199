"""Environment and .env -> frozen Settings, or one clear line for each wrong value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dotenv import dotenv_values

TELEGRAM = "https://api.telegram.org"
CONTENT = Path(__file__).parent.parent / "content"


class Misconfigured(SystemExit):
    """One line for each wrong variable: its name, what is wrong, an example. Never a secret's value.

    Not caught, it ends the program with these lines and without a traceback.
    """


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided. `token` is empty in the demo only; secrets are not in the repr."""

    token: str = field(default="", repr=False)
    api_url: str = TELEGRAM
    database_url: str = field(default="sqlite:///data/coach.db", repr=False)
    database_key: str | None = field(default=None, repr=False)
    webhook_url: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    port: int = 8080
    admin_ids: frozenset[int] = frozenset()
    send_rate: float = 30.0
    log_level: str = "INFO"
    log_format: str = "text"
    sentry_dsn: str | None = field(default=None, repr=False)
    content_dir: Path = CONTENT

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be in a log."""
        password = urlsplit(self.database_url).password
        return tuple(
            filter(None, (self.token, self.database_key, self.webhook_secret, password, self.sentry_dsn))
        )


def read(environ: Mapping[str, str], env_file: Path | None = None, *, demo: bool = False) -> Settings:
    """Settings from the environment and, where that says nothing, the file. Raises Misconfigured.

    An empty value counts as not given: that is what compose files and .env.example have.
    """
    filed = dotenv_values(env_file, interpolate=False) if env_file is not None else {}
    values = _given(filed) | _given(environ)
    settings: dict[str, Any] = {}
    mistakes: list[str] = []
    for each in _VARIABLES:
        if each.name in values:
            try:
                settings[each.field] = each.parse(values[each.name])
            except ValueError as error:
                mistakes.append(_line(each, str(error)))
        elif each.field == "token" and not demo:
            mistakes.append(_line(each, "is missing; @BotFather gives you one"))
    mistakes += _contradictions(values, demo)
    if mistakes:
        raise Misconfigured("\n".join(mistakes))
    return Settings(**settings)


def _given(source: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in source.items() if value and value.strip()}


def _contradictions(values: Mapping[str, str], demo: bool) -> list[str]:
    url = values.get("DATABASE_URL", "sqlite:")
    found = []
    if "DYNO" in values and url.startswith("sqlite:") and not demo:
        found.append(
            "DATABASE_URL must name a PostgreSQL here: this platform (DYNO is set) wipes local files at "
            "least daily, a SQLite file and everybody's diary with it. Example: " + _POSTGRES
        )
    if "DATABASE_KEY" in values and not url.startswith("sqlite:"):
        found.append(
            "DATABASE_KEY encrypts SQLite only; remove it, or use DATABASE_URL=sqlite:///data/coach.db"
        )
    if values.get("WEBHOOK_URL", "").startswith("http:") and "TELEGRAM_API_URL" not in values:
        found.append("WEBHOOK_URL must be https for Telegram. Example: WEBHOOK_URL=https://coach.example.org")
    return found


class _Variable(NamedTuple):
    name: str
    field: str
    example: str
    parse: Callable[[str], Any]


def _line(variable: _Variable, wrong: str) -> str:
    return f"{variable.name} {wrong}. Example: {variable.name}={variable.example}"


def _matching(pattern: str, wrong: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(wrong)
        return text

    return parse


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not a web address")
    return text.rstrip("/")


def _number(kind: Callable[[str], float], low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise ValueError(f"is not a number from {low} to {high}")
        return number

    return parse


def _ids(text: str) -> frozenset[int]:
    words = [word for word in re.split(r"[,\s]+", text) if word]
    if not all(word.isdecimal() for word in words):
        raise ValueError("is not a list of Telegram user ids")
    return frozenset(map(int, words))


def _level(text: str) -> str:
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("is none of DEBUG, INFO, WARNING, ERROR")
    return text.upper()


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise ValueError("is not a folder")
    return Path(text)


_POSTGRES = "DATABASE_URL=postgresql://coach:password@localhost/coach"
_VARIABLES = (
    _Variable(
        "TELEGRAM_BOT_TOKEN",
        "token",
        "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz",
        _matching(r"\d+:[\w-]+", "does not look like a token"),
    ),
    _Variable("TELEGRAM_API_URL", "api_url", TELEGRAM, _url),
    _Variable(
        "DATABASE_URL",
        "database_url",
        "sqlite:///data/coach.db or " + _POSTGRES,
        _matching(r"(sqlite|postgres|postgresql)://.*", "is neither sqlite:// nor postgresql://"),
    ),
    _Variable("DATABASE_KEY", "database_key", "a long sentence that only you know", str),
    _Variable("WEBHOOK_URL", "webhook_url", "https://coach.example.org", _url),
    _Variable(
        "WEBHOOK_SECRET",
        "webhook_secret",
        "some-letters-and-digits",
        _matching(r"[A-Za-z0-9_-]{1,256}", "may have 1 to 256 letters, digits, _ and - only"),
    ),
    _Variable("PORT", "port", "8080", _number(int, 1, 65535)),
    _Variable("ADMIN_IDS", "admin_ids", "123456789,987654321", _ids),
    _Variable("SEND_RATE", "send_rate", "30", _number(float, 1, 1000)),
    _Variable("LOG_LEVEL", "log_level", "INFO", _level),
    _Variable("LOG_FORMAT", "log_format", "json", _matching("text|json", "is neither text nor json")),
    _Variable("SENTRY_DSN", "sentry_dsn", "https://key@sentry.example.org/1", _url),
    _Variable("CONTENT_DIR", "content_dir", "content", _folder),
)
