"""What `check` finds on the screens: what Telegram or a phone would not take, and questions off the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping

from bot.chat.features import ROUTES
from bot.content import Mistake, Pack, Texts
from bot.gallery.fit import COMMAND, Wrong, wrongs
from bot.gallery.scene import said_by
from bot.gallery.scenes import Played, played
from bot.gallery.stage import Shown, stage
from bot.gallery.ways import lost
from bot.talk.act import Feature
from bot.talk.screen import Screen

Named = Callable[[str], str]
"""A path inside a content folder -> how the file that counts is called."""


def mistakes(pack: Pack, named: Named) -> list[Mistake]:
    """Of every screen in every language that is offered."""
    return asyncio.run(_mistakes(pack, named))


async def _mistakes(pack: Pack, named: Named) -> list[Mistake]:
    found: list[Mistake] = []
    for lang in pack.texts:
        async with stage(pack, lang) as ready:
            all_of_it = await played(ready, every_button=False)
        found += judged(all_of_it, pack.texts[lang], named)
    return list(dict.fromkeys(found))  # the ways are the same in every language


def judged(all_of_it: Played, words: Texts, named: Named, routes: Feature = ROUTES) -> list[Mistake]:
    """Of all screens in one language; how they hang together once each of them is sound."""
    return _unfit(all_of_it, words, named) or lost(all_of_it, routes)


def _unfit(all_of_it: Played, words: Texts, named: Named) -> list[Mistake]:
    """Each once, on the first screen that has it."""
    found: dict[tuple[str, str, str], Mistake] = {}
    seen: set[Screen] = set()
    for name, about, shown in _screens(all_of_it):
        for wrong in (*wrongs(shown.screen), *_no_commands(shown.screen)) if shown.screen not in seen else ():
            file, key = _whose(wrong, shown, about, words)
            mistake = Mistake(named(file), key, f"{wrong.what}, on the screen “{name}”", wrong.expected)
            found.setdefault((file, key, wrong.expected), mistake)
        seen.add(shown.screen)
    return list(found.values())


def _no_commands(screen: Screen) -> Iterator[Wrong]:
    """Whoever taps one that is told of wants it to be there."""
    for name in COMMAND.findall(screen.text):
        if name not in ROUTES.commands:
            yield Wrong(f"tells of /{name}", "commands that there are (/today)", screen.text)


def _screens(all_of_it: Played) -> Iterator[tuple[str, str, Shown]]:
    for scene in all_of_it.scenes:
        yield f"{scene.group}: {scene.name}", scene.about, scene.shown
    for step in all_of_it.steps:
        yield f"{step.scene.group}: {step.scene.name} › {step.button.label}", "", step.shown


def _whose(wrong: Wrong, shown: Shown, about: str, words: Texts) -> tuple[str, str]:
    """The file and the key to be mended: the name of an exercise, an answer, the sentence that was said."""
    key, label = said_by(wrong.said, shown.said), wrong.said.removeprefix("✓ ")
    for folder, labels in (("exercises", _names(words)), ("lessons", _of_lessons(words))):
        if label in labels:
            return f"{folder}/{labels[label]}/{words.lang}.toml", label
    if about and wrong.said == shown.screen.text:
        return f"{about}/{words.lang}.toml", key
    return f"ui/{words.lang}.toml", key or "screen"


def _names(words: Texts) -> Mapping[str, str]:
    return {each.name: slug for slug, each in words.words.items()}


def _of_lessons(words: Texts) -> Mapping[str, str]:
    return {label: slug for slug, each in words.lessons.items() for label in (each.title, *each.answers)}
