"""The commands: `python -m bot run | demo | migrate | incidents`, `… check | pictures | gallery [PATH]`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot import content, logs
from bot.app import load_content, run
from bot.config import CONTENT, Misconfigured, Settings, read
from bot.store import Store
from bot.store import incidents as reports
from bot.store.errors import StoreError

ENV_FILE = Path(".env")
PICTURES, SHEET = Path("build/pictures"), Path("docs/pictures/figures.png")
GALLERY = Path("build")
MOST_GAPS = 20  # of each unfinished language: more than a screen of them is not read
COMMANDS = ("run", "demo", "migrate", "check", "pictures", "gallery", "incidents")
NEEDS_NO_TOKEN = ("demo", "check", "pictures", "gallery", "incidents")


async def demo(settings: Settings) -> None:
    """The coach in a browser. The sandbox's schema takes seconds to import: only the demo pays for it."""
    from bot.demo import demo

    await demo(settings)


async def migrate(settings: Settings) -> None:
    """Brings the database up to this version of the code."""
    store = await Store.open(settings.database_url, settings.database_key)
    await store.close()


async def incidents(settings: Settings) -> None:
    """What people reported as gone wrong; no report says whose it is."""
    store = await Store.open(settings.database_url, settings.database_key)
    try:
        async with store.transaction() as tx:
            for each in await reports.incidents(tx):
                event = each.event
                print(
                    f"{each.nr}. {event.on} {event.what}, {event.severity}, {event.then}: {each.told or '-'}"
                )
    finally:
        await store.close()


def check(path: Path) -> None:
    """Reads a folder of content; raises content.Mistakes with all there are.

    Only this pays for the lint, and only this asks how old the numbers to call are. The screens can be drawn
    only of what is sound by itself.
    """
    from bot.chat.asked import sentences
    from bot.content.layers import layers_of
    from bot.content.lint import lint
    from bot.gallery.check import mistakes
    from bot.talk.understand import alarms

    today = datetime.now(UTC).date()
    pack = load_content(path, partial(lint, asked=sentences(), alarms=alarms, today=today))
    if found := mistakes(pack, layers_of(path, CONTENT, []).name):
        raise content.Mistakes(found)
    counts = f"{len(pack.library)} exercises, {len(pack.lessons)} lessons, {len(pack.texts)} languages"
    print(f"{counts}: no mistakes")
    for lang, missing in pack.unfinished.items():
        print(f"{lang} is not offered yet. What it lacks:")
        print(*(f"  {each.file}: {each.key}" for each in missing[:MOST_GAPS]), sep="\n")
        if (more := len(missing) - MOST_GAPS) > 0:
            print(f"  and {more} more")


def pictures(path: Path, content_dir: Path) -> None:
    """Draws every animation into a folder, at its gentlest dose, and all exercises on one sheet."""
    from bot.pictures import sheet

    exercises = sorted(load_content(content_dir).library.values(), key=lambda exercise: exercise.slug)
    sizes = sheet.render_all(exercises, path)
    SHEET.parent.mkdir(parents=True, exist_ok=True)
    SHEET.write_bytes(sheet.contact_sheet(exercises))
    largest = max(sizes, key=lambda slug: sizes[slug])
    print(f"{len(sizes)} animations in {path}, the largest {largest} with {sizes[largest]} bytes; {SHEET}")


def gallery(folder: Path, content_dir: Path) -> None:
    """Every screen on one page a language: gallery.html, and gallery-de.html and the like."""
    from bot.gallery import page

    pack = load_content(content_dir)
    for lang in pack.texts:
        path = folder / ("gallery.html" if lang == "en" else f"gallery-{lang}.html")
        page.write(asyncio.run(page.gallery(pack, lang)), path)
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot", description="A back-exercise coach in Telegram.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument(
        "path", nargs="?", type=Path, help="check: a folder of content; pictures, gallery: where to"
    )
    args = parser.parse_args(argv)
    try:
        settings = read(os.environ, ENV_FILE, demo=args.command in NEEDS_NO_TOKEN)
        logs.set_up(settings.log_level, settings.log_format, settings.secrets)
        if settings.sentry_dsn:
            logs.report_to_sentry(settings.sentry_dsn)
        if args.command == "check":
            check(args.path or settings.content_dir)
        elif args.command == "pictures":
            pictures(args.path or PICTURES, settings.content_dir)
        elif args.command == "gallery":
            gallery(args.path or GALLERY, settings.content_dir)
        else:
            asyncio.run(
                {"run": run, "demo": demo, "migrate": migrate, "incidents": incidents}[args.command](settings)
            )
    except (Misconfigured, content.Mistakes, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
