"""The configuration contract: every variable, every wrong value, no secret in sight."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import CONTENT, Misconfigured, Settings, read

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz012345678"
GIVEN = {"TELEGRAM_BOT_TOKEN": TOKEN}


def test_a_token_is_enough() -> None:
    assert read(GIVEN) == Settings(
        token=TOKEN,
        api_url="https://api.telegram.org",
        database_url="sqlite:///data/coach.db",
        database_key=None,
        webhook_url=None,
        webhook_secret=None,
        port=8080,
        admin_ids=frozenset(),
        send_rate=30,
        log_level="INFO",
        log_format="text",
        sentry_dsn=None,
        content_dir=CONTENT,
    )


def test_the_demo_needs_nothing() -> None:
    assert read({}, demo=True) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "field", "parsed"),
    [
        ("TELEGRAM_API_URL", "http://localhost:8081/", "api_url", "http://localhost:8081"),
        ("DATABASE_URL", "postgres://u:p@h/d", "database_url", "postgres://u:p@h/d"),
        ("DATABASE_KEY", "a b'c", "database_key", "a b'c"),
        ("WEBHOOK_URL", "https://example.org/", "webhook_url", "https://example.org"),
        ("WEBHOOK_SECRET", "a_b-9", "webhook_secret", "a_b-9"),
        ("PORT", "80", "port", 80),
        ("ADMIN_IDS", "1, 2,3", "admin_ids", frozenset({1, 2, 3})),
        ("SEND_RATE", "2.5", "send_rate", 2.5),
        ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("LOG_FORMAT", "json", "log_format", "json"),
        ("SENTRY_DSN", "https://k@sentry.io/1", "sentry_dsn", "https://k@sentry.io/1"),
        ("CONTENT_DIR", "/tmp", "content_dir", Path("/tmp")),
    ],
)
def test_a_variable_is_read(name: str, value: str, field: str, parsed: object) -> None:
    assert getattr(read(GIVEN | {name: value}), field) == parsed
    assert read(GIVEN | {name: " "}) == read(GIVEN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "not-to-be-seen"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("DATABASE_URL", "mysql://u:not-to-be-seen@h/d"),
        ("WEBHOOK_URL", "coach.example.org"),
        ("WEBHOOK_URL", "http://coach.example.org"),
        ("WEBHOOK_SECRET", "not-to-be-seen!"),
        ("PORT", "0"),
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("ADMIN_IDS", "@me"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "nan"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("SENTRY_DSN", "not-to-be-seen"),
        ("CONTENT_DIR", "/nowhere/at/all"),
    ],
)
def test_a_wrong_value_is_one_line_with_the_name_and_an_example(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        read(GIVEN | {name: value})
    line = str(caught.value)
    assert line.startswith(name)
    assert f"Example: {name}=" in line
    assert "\n" not in line
    assert "not-to-be-seen" not in line


def test_every_example_is_right() -> None:
    """An example that is refused itself would be no help."""
    wrong = {
        "TELEGRAM_API_URL": "x",
        "WEBHOOK_URL": "x",
        "WEBHOOK_SECRET": "!",
        "PORT": "x",
        "ADMIN_IDS": "x",
    }
    wrong |= {"SEND_RATE": "x", "LOG_LEVEL": "x", "LOG_FORMAT": "x", "SENTRY_DSN": "x", "DATABASE_URL": "x"}
    with pytest.raises(Misconfigured) as caught:
        read(wrong)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(wrong) + 1
    examples = dict(re.findall(r"Example: (\w+)=(\S+)", line)[0] for line in lines)
    assert read(examples).port == 8080


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({}, "TELEGRAM_BOT_TOKEN is missing"),
        (GIVEN | {"DYNO": "web.1"}, "wipes local files"),
        (GIVEN | {"DYNO": "web.1", "DATABASE_URL": "sqlite:///data/coach.db"}, "wipes local files"),
        (GIVEN | {"DATABASE_URL": "postgres://h/d", "DATABASE_KEY": "k"}, "encrypts SQLite only"),
    ],
)
def test_what_cannot_work_is_refused(environ: dict[str, str], says: str) -> None:
    with pytest.raises(Misconfigured, match=says) as caught:
        read(environ)
    assert "\n" not in str(caught.value)


def test_a_platform_that_wipes_files_is_fine_with_postgresql() -> None:
    environ = GIVEN | {"DYNO": "web.1", "DATABASE_URL": "postgres://h/d"}
    assert read(environ).database_url == "postgres://h/d"


def test_a_webhook_without_tls_is_fine_on_an_own_bot_api_server() -> None:
    environ = GIVEN | {"WEBHOOK_URL": "http://10.0.0.2", "TELEGRAM_API_URL": "http://10.0.0.3:8081"}
    assert read(environ).webhook_url == "http://10.0.0.2"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nPORT=81\nDATABASE_KEY='a${{b}}c'\nLOG_LEVEL=ERROR\n")
    settings = read({"PORT": "82", "LOG_LEVEL": ""}, env_file)
    assert (settings.token, settings.port, settings.log_level) == (TOKEN, 82, "ERROR")
    assert settings.database_key == "a${b}c"


def test_a_file_that_is_not_there_is_fine(tmp_path: Path) -> None:
    assert read(GIVEN, tmp_path / ".env") == read(GIVEN)


def test_no_secret_is_in_the_repr() -> None:
    secrets = {
        "DATABASE_URL": "postgres://u:hidden1@h/d",
        "WEBHOOK_SECRET": "hidden2",
        "SENTRY_DSN": "https://hidden3@sentry.io/1",
    }
    settings = read(GIVEN | secrets)
    assert "hidden" not in repr(settings)
    assert TOKEN not in repr(settings)
    assert {TOKEN, "hidden1", "hidden2", "https://hidden3@sentry.io/1"} == set(settings.secrets)
    assert "hidden4" in read(GIVEN | {"DATABASE_KEY": "hidden4"}).secrets


def test_not_caught_it_ends_the_program_with_its_line_alone() -> None:
    program = "from bot.config import read; read({})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("TELEGRAM_BOT_TOKEN is missing")
    assert len(done.stderr.splitlines()) == 1


def test_the_example_file_names_every_variable_and_changes_no_default() -> None:
    example = Path(__file__).parent.parent / ".env.example"
    names = set(re.findall(r"^(\w+)=", example.read_text(), re.MULTILINE))
    from bot.config import _VARIABLES

    assert names == {each.name for each in _VARIABLES}
    assert read({}, example, demo=True) == Settings()
