"""What a log may say, and what it must never say."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz012345678"
OTHER = "987654321:ZyXwVuTsRqPoNmLkJiHgFeDcBa876543210"

log = logging.getLogger("bot.test")


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook
    yield
    logging.captureWarnings(False)
    root.handlers[:], root.level, sys.excepthook = before[0], before[1], before[2]
    root.setLevel(before[1])


def fail(words: str) -> None:
    try:
        raise KeyError(words)
    except KeyError as error:
        raise ValueError(f"cannot parse {words}") from error


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_secret_is_ever_written(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the message, its arguments, a traceback's file name, percent-encoded, and another bot's token."""
    logs.set_up("INFO", style, [TOKEN, 'se"cret/'])
    log.info("https://api.telegram.org/bot%s/getMe", TOKEN)
    log.info(f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe")
    log.info("%s %s %s", OTHER, 'se"cret/', "se%22cret%2F")
    try:
        exec(compile("1/0", TOKEN, "exec"))
    except ZeroDivisionError:
        log.exception("failed")
    written = capsys.readouterr().err
    for secret in (TOKEN, TOKEN.split(":")[1], OTHER, 'se"cret/', 'se\\"cret', "se%22cret%2F"):
        assert secret not in written
    assert "api.telegram.org/bot…/getMe" in written
    assert len(written.splitlines()) >= 4


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_traceback_names_types_and_places_but_nobodys_words(
    style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("DEBUG", style)
    try:
        fail("my back hurts")
    except ValueError:
        log.exception("update 7 could not be applied")
    written = capsys.readouterr().err
    assert "my back hurts" not in written
    assert "update 7 could not be applied" in written
    assert written.index("builtins.KeyError") < written.index("builtins.ValueError")
    assert "in fail" in written


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", "json")
    log.warning("two\nlines")
    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "bot.test", "two\nlines")
    assert line["at"].endswith("+00:00")


def test_the_level_is_respected(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("WARNING")
    log.info("quiet")
    log.warning("loud")
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()] == ["loud"]


@pytest.mark.parametrize(
    "name",
    [
        "aiohttp.access",
        "aiosqlite",
        "apscheduler.executors.default",
        "httpx",
        "telegram.Bot",
        "telegram.ext.ExtBot",
    ],
)
def test_libraries_do_not_write_urls_and_parameters(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Even at DEBUG: python-telegram-bot would log every text."""
    logs.set_up("DEBUG")
    logging.getLogger(name).debug("Calling Bot API endpoint with parameters my back hurts")
    assert capsys.readouterr().err == ""


def test_warnings_are_logged(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    assert "py.warnings" in capsys.readouterr().err


def test_an_exception_nobody_catches_is_logged_the_same_way() -> None:
    program = "from bot import logs; logs.set_up(); raise ValueError('my back hurts')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "builtins.ValueError" in done.stderr
    assert "my back hurts" not in done.stderr


def test_sentry_gets_types_and_frames_only() -> None:
    frame = {
        "filename": "a.py",
        "function": "f",
        "lineno": 3,
        "vars": {"text": "my back"},
        "context_line": "x",
    }
    event = {
        "event_id": "e",
        "level": "error",
        "message": "my back",
        "logentry": {"message": "my back"},
        "user": {"id": 5},
        "breadcrumbs": {"values": ["my back"]},
        "extra": {"x": "my back"},
        "exception": {
            "values": [{"type": "ValueError", "value": "my back", "stacktrace": {"frames": [frame]}}]
        },
    }
    blind = logs.blind(event)
    assert "my back" not in json.dumps(blind)
    assert "user" not in blind
    assert blind["exception"]["values"][0]["type"] == "ValueError"
    assert blind["exception"]["values"][0]["stacktrace"]["frames"] == [
        {"filename": "a.py", "function": "f", "lineno": 3}
    ]


def test_sentry_without_its_package_is_one_clear_line() -> None:
    with pytest.raises(SystemExit, match="SENTRY_DSN needs a package"):
        logs.report_to_sentry("https://k@sentry.example.org/1")
