"""The demo: the coach in a browser, with a Telegram on this machine, a fresh database and a clock to jump."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from bot.app import App, Clock, Pace, load_content, stopped, warm_up
from bot.config import Settings
from bot.sandbox import Sandbox

TOKEN = "1:demo"


async def demo(settings: Settings) -> None:
    """Serves the chat on 127.0.0.1 until it is told to stop."""
    pack = load_content(settings.content_dir)
    clock = Clock()
    sandbox = Sandbox(clock, token=TOKEN)
    await sandbox.start(port=settings.port)
    with tempfile.TemporaryDirectory(prefix="back-coach-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        own = replace(settings, token=TOKEN, api_url=sandbox.url, database_url=database, webhook_url=None)
        app = App(own, pack, clock, Pace(tick_seconds=1.0))
        await app.start()
        print(f"\nThe coach is in your browser: {sandbox.url}\nCtrl+C stops it.\n", flush=True)
        warm_up(pack)
        try:
            await stopped()
        finally:
            await app.stop()
            await sandbox.stop()
