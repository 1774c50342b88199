"""The commands as an operator types them: clear words when something is wrong, a clean end when it is not."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.config import CONTENT
from tests.robust.process import environment
from tests.support.ports import free_port

TOKEN = "42:test-token"


def runs(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment(**variables),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "names"),
    [
        ({}, ["TELEGRAM_BOT_TOKEN"]),
        ({"TELEGRAM_BOT_TOKEN": "nonsense"}, ["TELEGRAM_BOT_TOKEN"]),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "PORT": "http", "SEND_RATE": "0"}, ["PORT", "SEND_RATE"]),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "DATABASE_URL": "mysql://x"}, ["DATABASE_URL"]),
    ],
)
def test_a_wrong_value_is_one_line_with_its_name_and_an_example(
    tmp_path: Path, variables: dict[str, str], names: list[str]
) -> None:
    done = runs(tmp_path, "run", **variables)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split()[0] for line in lines] == names
    assert all(f"Example: {name}=" in line for line, name in zip(lines, names, strict=True))
    assert "Traceback" not in done.stderr
    assert "nonsense" not in done.stderr


@pytest.mark.parametrize(
    ("variables", "names"),
    [
        ({"DATABASE_URL": "postgresql://coach:geheim-geheim@127.0.0.1:1/coach"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////dev/null/coach.db"}, "DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_line_without_the_password(
    tmp_path: Path, variables: dict[str, str], names: str
) -> None:
    done = runs(tmp_path, "migrate", TELEGRAM_BOT_TOKEN=TOKEN, **variables)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert names in done.stderr
    assert "geheim" not in done.stderr


def test_migrate_makes_the_database_and_does_nothing_the_second_time(tmp_path: Path) -> None:
    for _ in range(2):
        done = runs(tmp_path, "migrate", TELEGRAM_BOT_TOKEN=TOKEN)
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / "data" / "coach.db").stat().st_size > 0


def test_mistakes_in_the_content_are_all_listed_and_the_bot_does_not_start(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    for slug, line in (("bird-dog", 'category = "dancing"'), ("bridge", 'wings = "two"')):
        facts = content / "exercises" / slug / "exercise.toml"
        facts.write_text(f"{line}\n" + facts.read_text().replace("category =", "was ="))
    for command in ("check", "run"):
        done = runs(tmp_path, command, TELEGRAM_BOT_TOKEN=TOKEN, CONTENT_DIR=str(content))
        assert done.returncode == 1
        assert "bird-dog/exercise.toml: category" in done.stderr
        assert "bridge/exercise.toml: wings" in done.stderr
        assert "Traceback" not in done.stderr


@asynccontextmanager
async def demo(folder: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        env=environment(PORT=str(port)),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_demo_prints_its_address_serves_the_chat_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    started_at = time.monotonic()
    async with demo(tmp_path, port) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        async with asyncio.timeout(60):
            while address not in (line := (await process.stdout.readline()).decode()):
                assert line, (await process.stderr.read()).decode()
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert page.status == 200
            assert "<html" in await page.text()
        asked_at = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, complaints = await process.communicate()
        assert process.returncode == 0
        assert time.monotonic() - asked_at < max(3, asked_at - started_at), "it ends sooner than it starts"
        assert "Traceback" not in complaints.decode()
    assert os.listdir(tmp_path) == []
