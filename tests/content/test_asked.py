"""Which sentences the code asks for, read in its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.asked import Composed, asked


@pytest.fixture
def code(tmp_path: Path) -> Path:
    root = tmp_path / "bot"
    for room in ("chat", "talk", "telegram", "content"):
        (root / room).mkdir(parents=True)
    for file in ("app.py", "content/never.py"):
        (root / file).write_text("")
    return root


def keys(code: Path, source: str, composed: Composed | None = None) -> set[str]:
    (code / "chat" / "feature.py").write_text(source)
    return set(asked(composed or {}, code).keys)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("words('a.b')", {"a.b"}),
        ("act.words('a.b', n=1)", {"a.b"}),
        ("texts('language.name')", {"language.name"}),
        ("act.words.lines('numbers')", {"numbers"}),
        ("reply.words.has('a.b')", {"a.b"}),
        ("words('a.b' if x == 'a.c' else 'a.d')", {"a.b", "a.d"}),
        ("text.lines('a.b'), has('a.b'), say('a.b')", set()),
        ("words(key)", set()),
    ],
)
def test_what_is_looked_up_is_asked_for(code: Path, source: str, found: set[str]) -> None:
    assert keys(code, source) == found


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("words(f'why.{reason}')", "why.{}"),
        ("words('why.' + reason)", "why.{}"),
        ("key = f'why.{reason}'; words(key)", "why.{}"),
        ("words(f'why.{a if b else c}')", "why.{}"),
        ("words(f'{table}.{name}')", "{}.{}"),
        ("key = 'player.dose' + ('-side' if sided else '') + more", "player.dose{}{}"),
    ],
)
def test_what_is_put_together_is_all_that_it_may_be(code: Path, source: str, pattern: str) -> None:
    pieces = ("one", "two") if pattern.count("{}") == 1 else (("one", "1"), ("two", "2"))
    expected = {pattern.format(*((each,) if isinstance(each, str) else each)) for each in pieces}
    assert keys(code, source, {pattern: pieces}) == expected


def test_what_may_be_anything_is_unknown_until_somebody_says_what_it_may_be(code: Path) -> None:
    (code / "talk" / "questions.py").write_text("\n\nact.words(f'ask.{key}.text')")
    assert asked({}, code).unknown == {"ask.{}.text": "bot/talk/questions.py:3"}
    assert asked({"ask.{}.text": ()}, code).unknown == {}


def test_what_is_no_longer_put_together_is_stale(code: Path) -> None:
    (code / "chat" / "asked.py").write_text("table = {'why.{}': Why}")
    assert asked({"why.{}": ("now",)}, code).stale == ("why.{}",)


def test_a_key_that_is_only_named_counts_where_its_table_is_known(code: Path) -> None:
    source = "raise Stale('stale.finished')\nname = 'stale.png'\nother = 'bot.chat'\nkey = 'stale.no-Key'"
    (code / "chat" / "feature.py").write_text(source)
    found = asked({}, code)
    assert found.missing(["stale.unknown"]) == {"stale.finished": "bot/chat/feature.py:1"}
    assert found.missing([]) == {}
    assert found.unused(["stale.finished", "stale.unknown"]) == ["stale.unknown"]


def test_what_is_missing_is_said_with_a_place(code: Path) -> None:
    (code / "app.py").write_text("\nwords('profile.short')")
    assert asked({}, code).missing(["profile.description"]) == {"profile.short": "bot/app.py:2"}
