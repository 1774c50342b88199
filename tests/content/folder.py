"""A small, sound content folder to break, and what the loader then says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import content
from bot.coach.model import Avoid
from bot.config import CONTENT
from bot.content.lint import lint

FACTS = "exercises/bridge/exercise.toml"
WORDS = "exercises/bridge/en.toml"
LESSON = "lessons/sleep/lesson.toml"
CARD = "lessons/sleep/en.toml"
SENTENCES = "ui/en.toml"

UI = """
hello = "Good morning, <b>{name}</b>."
names = ["Monday {n}", "Tuesday"]
[today]
title = "{minutes} minutes"
sets = { one = "{n} set", other = "{n} sets" }
"""


def make(root: Path) -> Path:
    """Bridge and pelvic-tilt (linked to each other), one lesson, a few sentences."""
    for folder in ("exercises/bridge", "exercises/pelvic-tilt", "lessons/sleep"):
        shutil.copytree(CONTENT / folder, root / folder)
    for file in ("sources.toml", "numbers.toml"):
        shutil.copy(CONTENT / file, root)
    (root / "ui").mkdir()
    (root / SENTENCES).write_text(UI)
    return root


NEVER = """
[never]
claims = [
    "treat*", "cure", "cures", "diagnos*", "heals", "rehab*", "therapy", "prevent*", "clinically proven",
    "you're clear",
]
fragile = ["bad back"]
unless = []
"""


def sounds(small: Path) -> Path:
    """The folder with all that `check` asks for, and no source it does not cite."""
    tags = "\n".join(f'{tag} = "Leave it out if it hurts."' for tag in Avoid)
    with (small / SENTENCES).open("a") as file:
        file.write(f"{NEVER}[avoid]\n{tags}\n")
    pack = content.load(small)
    used = {source.code for exercise in pack.library.values() for source in exercise.sources}
    used |= {source.code for lesson in pack.lessons.values() for source in lesson.sources}
    blocks = (small / "sources.toml").read_text().split("\n[")
    kept = [block for block in blocks[1:] if block.split("]")[0] in used]
    (small / "sources.toml").write_text("".join(f"[{block}\n" for block in kept))
    content.load(small, lint=lint)
    return small


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8") if path.exists() else ""
    assert old in text, f"{file} does not contain {old!r}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new, 1) if old else new + text, "utf-8")


def complaints(root: Path, base: Path | None = None, lint: content.Lint | None = None) -> list[str]:
    with pytest.raises(content.Mistakes) as caught:
        content.load(root, base=base, lint=lint)
    return str(caught.value).splitlines()


def translate(root: Path, ui: str = UI, lang: str = "de") -> None:
    for folder in [*(root / "exercises").iterdir(), *(root / "lessons").iterdir()]:
        shutil.copy(folder / "en.toml", folder / f"{lang}.toml")
    (root / "ui" / f"{lang}.toml").write_text(ui)
