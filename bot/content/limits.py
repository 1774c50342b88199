"""What Telegram shows outside of a message: it is short, plain text, and a longer one is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from bot.content.contents import Contents, Said
from bot.content.mistakes import Mistake
from bot.content.sentences import texts_of

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MARKUP = re.compile(r"</?[a-z][^>]*>|&#?\w+;", re.IGNORECASE)
LONGEST = {  # UTF-16 units, core.telegram.org/bots/api: BotCommand, setMyDescription, answerCallbackQuery
    "commands.*": 256,
    "profile.description": 512,
    "profile.short": 120,
    "stale.*": 200,  # these, and what follows, answer a tap
    "player.noted": 200,
    "player.undone": 200,
    "player.skipped": 200,
    "hurts.sore": 200,
}


def limit_mistakes(contents: Contents) -> Iterator[Mistake]:
    """In every language, finished or not: a pack's own words and those under it."""
    for said in contents.said:
        yield from _too_long(said)
        yield from _no_command(said)


def longest(key: str) -> int | None:
    """How many units that text may have; None for what is shown in a message."""
    return next((units for pattern, units in LONGEST.items() if fnmatchcase(key, pattern)), None)


def units(text: str) -> int:
    """As Telegram counts: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def _too_long(said: Said) -> Iterator[Mistake]:
    for key, entry in said.entries.items():
        most = longest(key)
        for text in texts_of(entry) if most else ():
            if most and units(text) > most:
                yield Mistake(
                    said.file, key, f"has {units(text)} characters", f"at most {most}, for Telegram"
                )
            if markup := MARKUP.search(text):
                yield Mistake(
                    said.file, key, f"has {markup[0]}", "plain text: it would be shown as it stands"
                )


def _no_command(said: Said) -> Iterator[Mistake]:
    for key in said.entries:
        table, _, name = key.partition(".")
        if table == "commands" and not COMMAND.fullmatch(name):
            wrong = f"{name!r} is no name of a command"
            yield Mistake(said.file, key, wrong, "at most 32 small letters, digits and _ (today)")
