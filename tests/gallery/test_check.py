"""`check` finds what Telegram or a phone would not take, on any screen of any pack in any language."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bot.config import CONTENT

LONG = "Lie down on your back. Bend both of your knees and put both of your feet flat on the floor"
BRIDGE, CAT = "exercises/bridge/en.toml", "exercises/cat-camel/en.toml"
SLEEP, UI = "lessons/sleep/en.toml", "ui/en.toml"


def checked(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "check", str(root)]
    return subprocess.run(command, cwd=CONTENT.parent, capture_output=True, text=True, check=False)


def changed(root: Path, path: str, *changes: tuple[str, str]) -> None:
    """A pack with a file of the built-in content, changed."""
    text = (CONTENT / path).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def in_german(root: Path) -> None:
    """Every file of the built-in content once more, as if it were German."""
    for path in CONTENT.rglob("en.toml"):
        copy = root / path.relative_to(CONTENT).with_name("de.toml")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)


def longer_steps(root: Path) -> None:
    words = (CONTENT / BRIDGE).read_text("utf-8")
    steps = words[words.index("steps = [") : words.index("mistakes")]
    longer = "steps = [\n" + f'    "{LONG}.",\n' * 6 + "]\n"
    changed(root, BRIDGE, (steps, longer), ('"Breathe', '"' + f"{LONG}. " * 3 + "Breathe"))


def test_what_telegram_or_a_phone_would_not_take_is_named_with_its_file(tmp_path: Path) -> None:
    """A caption that is too long would be refused, and whoever taps [How to] would see nothing.

    The second language has one mistake, and nothing else: only its screens have a button to choose another.
    """
    in_german(tmp_path)
    german = tmp_path / "ui" / "de.toml"
    german.write_text(german.read_text("utf-8").replace("<b>Your data</b>", "🦴" * 2000, 1), "utf-8")
    longer_steps(tmp_path)
    changed(tmp_path, CAT, ('name = "', 'name = "Another long name of the '))
    changed(tmp_path, SLEEP, ('title = "', 'title = "On some good nights, '))
    changed(
        tmp_path, UI, ('skip = "Skip"', 'skip = "Leave this exercise out"'), ("send /start.", "send /begin.")
    )
    done = checked(tmp_path)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    (privacy,) = [line for line in lines if "/de.toml" in line]
    cat, bridge, sleep, ui, offer, oops, how = sorted(
        [line for line in lines if line != privacy], key=lambda line: (CAT not in line, line)
    )
    assert privacy.startswith("ui/de.toml: privacy.text: has ")
    assert "expected 1 to 4096 in a message" in privacy
    assert cat.startswith(f"{CAT}: Another long name of the ")
    assert "expected 1 to 34, 1 in a row on a phone" in cat
    assert bridge.startswith(f"{BRIDGE}: player.how: has ")
    assert "expected 1 to 1024 under a picture, for Telegram" in bridge
    assert sleep.startswith(f"{SLEEP}: On some good nights, ")
    assert ui.startswith(
        f"{UI}: button.skip: the button [Leave this exercise out] has 23 characters, on the screen"
    )
    assert "expected 1 to 17, 2 in a row on a phone" in ui
    assert offer.startswith(f"{UI}: learn.offer: the button [💡 On some good nights, ")
    assert how.startswith(f"{UI}: player.how: has ")  # wherever else the exercise is explained
    assert oops.startswith(f"{UI}: oops.text: tells of /begin")


def test_a_start_does_not_load_the_gallery() -> None:
    code = "import sys, bot.__main__; sys.exit(any(name.startswith('bot.gallery') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=CONTENT.parent, check=False).returncode == 0
