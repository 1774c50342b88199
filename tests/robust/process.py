"""The coach as an operator runs it, a process of its own, to be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.sandbox import Sandbox
from tests.support.person import Person

PATIENCE = 30.0  # seconds until a process listens, on a busy machine
ROOT = Path(__file__).parent.parent.parent


def environment(**variables: str) -> dict[str, str]:
    """Ours without any setting of the bot that a developer may have, and these."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": str(ROOT),
        **variables,
    }


class Process:
    """`python -m bot run` against a sandbox, with its database and its log in a folder."""

    def __init__(self, sandbox: Sandbox, folder: Path, token: str, **variables: str) -> None:
        self.sandbox = sandbox
        self.database = folder / "coach.db"
        self.log = folder / "log.txt"
        self.starts = 0
        self._variables = environment(
            TELEGRAM_API_URL=sandbox.url,
            TELEGRAM_BOT_TOKEN=token,
            DATABASE_URL=f"sqlite:///{self.database}",
            **variables,
        )
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Returns when the process exists; people may act before it listens."""
        self.starts += 1
        self._process = await self._run("-m", "bot", "run")

    async def kill(self) -> None:
        """kill -9: it cannot notice, let alone tidy up."""
        assert self._process is not None
        assert self._process.returncode is None, self.log.read_text()
        self._process.kill()
        await self._process.wait()

    async def end(self) -> None:
        """Of the test."""
        await self.kill()

    async def dies_and_comes_back(self, after: float = 0.0) -> None:
        await asyncio.sleep(after)
        await self.kill()
        await self.start()

    async def listens(self) -> None:
        """Until this start has introduced itself and fetches updates."""
        until = time.monotonic() + PATIENCE
        while self._listening() < self.starts:
            assert time.monotonic() < until, self.log.read_text()
            await asyncio.sleep(0.01)

    async def settled(self) -> None:
        """Until the inbox is empty; a person looks here after the update was taken from Telegram."""
        until = time.monotonic() + PATIENCE
        while self.rows("SELECT update_id FROM inbox"):
            assert time.monotonic() < until, self.log.read_text()
            await asyncio.sleep(0.01)

    def person(self, name: str) -> Person:
        return Person(self.sandbox, name, settled=self.settled, language_code="en-GB")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query finds in the database file, whether the process lives or not."""
        with_file = sqlite3.connect(self.database, timeout=10)
        try:
            return with_file.execute(query, values).fetchall()
        finally:
            with_file.close()

    def change(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Changes the database while the process is down."""
        with_file = sqlite3.connect(self.database, timeout=10)
        with with_file:
            with_file.execute(statement, values)
        with_file.close()

    def errors(self) -> list[str]:
        """The lines of the log that an operator has to look at."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if " ERROR " in line or " CRITICAL " in line or "Traceback" in line]

    async def _run(self, *arguments: str, pipe: int | None = None) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *arguments,
                env=self._variables,
                cwd=self._folder,
                stdin=pipe,
                stdout=pipe,
                stderr=log,
            )

    def _listening(self) -> int:
        return self.log.read_text().count("the coach listens")


class Forked(Process):
    """The same, without the second that every start spends on imports: its children have done them before."""

    _pid = 0

    async def start(self) -> None:
        self.starts += 1
        if self._process is None:
            self._process = await self._run("-m", "tests.robust.nursery", pipe=asyncio.subprocess.PIPE)
        self._pid = int(await self._asked("start"))

    async def kill(self) -> None:
        if not self._pid:  # it never came to life, and number 0 would be all of us
            return
        os.kill(self._pid, signal.SIGKILL)
        assert await self._asked("bury") == str(signal.SIGKILL.value), self.log.read_text()

    async def end(self) -> None:
        await self.kill()
        if self._process is not None:
            self._process.kill()
            await self._process.wait()

    async def _asked(self, word: str) -> str:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{word}\n".encode())
        return (await self._process.stdout.readline()).decode().strip()
