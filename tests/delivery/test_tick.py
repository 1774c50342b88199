"""One periodic job."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.delivery.tick import Tick


class Beats:
    """Counts, and is as slow or as broken as told."""

    def __init__(self, slow: float = 0.0, broken: bool = False) -> None:
        self.slow, self.broken = slow, broken
        self.count, self.at_a_time, self.most = 0, 0, 0

    async def beat(self) -> None:
        self.count += 1
        self.at_a_time += 1
        self.most = max(self.most, self.at_a_time)
        try:
            await asyncio.sleep(self.slow)
            if self.broken:
                raise ValueError
        finally:
            self.at_a_time -= 1


async def ticking(beats: Beats, seconds: float) -> None:
    tick = Tick(beats.beat, 0.02)
    tick.start()
    await asyncio.sleep(seconds)
    await tick.stop()
    await asyncio.sleep(0.01)


async def test_it_beats_at_once_and_then_again_and_again() -> None:
    beats = Beats()
    await ticking(beats, 0.01)
    assert beats.count == 1
    await ticking(beats, 0.2)
    assert beats.count >= 4


async def test_a_slow_beat_is_never_beside_another() -> None:
    beats = Beats(slow=0.05)
    await ticking(beats, 0.2)
    assert beats.most == 1
    assert beats.count >= 2


async def test_a_beat_that_fails_does_not_end_the_ticks() -> None:
    beats = Beats(broken=True)
    await ticking(beats, 0.15)
    assert beats.count >= 3


async def test_after_stop_there_is_no_beat() -> None:
    beats = Beats()
    await ticking(beats, 0.05)
    count = beats.count
    await asyncio.sleep(0.06)
    assert beats.count == count


async def test_stopped_at_any_moment_it_leaves_no_error_behind(caplog: pytest.LogCaptureFixture) -> None:
    """Also between the moment when a beat is due and its first line."""
    for turns in range(8):
        tick = Tick(Beats(slow=1).beat, 60)
        tick.start()
        for _ in range(turns):
            await asyncio.sleep(0)
        await tick.stop()
        await asyncio.sleep(0.01)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
