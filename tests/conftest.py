"""The real coach against the sandbox: every chat test talks to it like a person."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from hypothesis import HealthCheck
from hypothesis.configuration import set_hypothesis_home_dir
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from bot import content
from bot.app import App, Clock, Pace
from bot.coach.model import Dose, Exercise
from bot.config import CONTENT, Settings
from bot.content import Pack
from bot.gallery.scenes import Played, played
from bot.gallery.stage import stage
from bot.pictures import figure
from bot.telegram.limiter import Rate
from tests.support.person import Person
from tests.support.soak import times
from tests.support.stores import postgres_server

if TYPE_CHECKING:  # it takes three seconds to import, which tests of a pure function need not wait for
    from bot.sandbox import Sandbox

__all__ = ["postgres_server"]  # one for all tests of a worker that want one

TOKEN = "42:test-token"
FAST = Pace(chat=Rate(10_000, 1000), edits=Rate(10_000, 1000), tick_seconds=0.05, poll_seconds=5)
MEMORY = Path("/dev/shm")  # on Linux: waits for no disk
ROOM = 2_000_000_000  # bytes there that are enough for all of us
SHARING = ("tests/gallery/", "tests/sandbox/page/")  # all screens, a browser
MORNING = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)  # a Wednesday


def pytest_configure() -> None:
    """Files where no disk is waited for. Property tests: a busy machine is not a failure."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    hypothesis.settings.register_profile(
        "patient",
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        max_examples=times(50, 5_000),
    )
    hypothesis.settings.load_profile("patient")
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        set_hypothesis_home_dir(Path(".hypothesis") / worker)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A worker for each processor and one for what only waits. A few tests run sooner without any."""
    files = [Path(each.split("::")[0]) for each in config.args]
    few = config.option.keyword or config.option.lf or not all(path.is_dir() for path in files)
    return 0 if few else len(os.sched_getaffinity(0)) + 1


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """Each test for itself, whichever worker is free, but for those that share what takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in SHARING if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that no worker is left with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("soak") is None)


@dataclass
class World:
    """The coach, its Telegram, and the people who use it."""

    app: App
    sandbox: Sandbox
    clock: Clock
    settings: Settings

    def person(self, name: str = "Anna", language_code: str | None = "en-GB") -> Person:
        return Person(self.sandbox, name, settled=self.settled, language_code=language_code)

    async def settled(self) -> None:
        await self.app.idle()

    async def restart(self) -> None:
        """Another process with the same database."""
        await self.app.stop()
        self.app = App(self.settings, self.app.pack, self.clock, FAST)
        await self.app.start()

    async def wait_until(self, when: datetime) -> None:
        """Jumps the clock and lets the tick do its work."""
        self.clock.jump(when)
        await self.app.reminders.beat()
        await self.app.reminders.idle()
        await self.app.idle()


@pytest.fixture(scope="session")
def pack() -> Pack:
    return content.load(CONTENT)


@pytest.fixture(scope="session")
def whole(pack: Pack) -> Played:
    """Every scene of the gallery, and every button of it tapped."""

    async def play() -> Played:
        async with stage(pack, "en") as ready:
            return await played(ready)

    return asyncio.run(play())


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Iterator[None]:
    """The real drawings, each made once in a process: a second of work is not to be repeated 100 times."""
    drawn: dict[str, bytes] = {}
    draw = figure.animation

    def animation(exercise: Exercise, dose: Dose) -> bytes:
        key = figure.key(exercise, dose)
        if key not in drawn:
            drawn[key] = draw(exercise, dose)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figure, "animation", animation)
        yield


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    """A Telegram that allows any speed; at the end, the bot did nothing Telegram would refuse."""
    from bot.sandbox import Limits, Sandbox

    telegram = Sandbox(clock, token=TOKEN, limits=Limits().unhurried())
    await telegram.start()
    yield telegram
    await telegram.stop()
    assert telegram.violations == []


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.jump(MORNING)
    return clock


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    return Settings(
        token=TOKEN,
        api_url=sandbox.url,
        database_url=f"sqlite:///{tmp_path / 'coach.db'}",
        send_rate=10_000,
    )


@pytest.fixture
async def world(
    sandbox: Sandbox, settings: Settings, clock: Clock, pack: Pack, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[World]:
    """Everything real and running; at the end nothing went wrong that the log would call an error."""
    caplog.set_level(logging.INFO)
    world = World(App(settings, pack, clock, FAST), sandbox, clock, settings)
    await world.app.start()
    yield world
    await world.app.stop()
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert errors == []


@pytest.fixture
def anna(world: World) -> Person:
    return world.person("Anna")
