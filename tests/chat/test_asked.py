"""Every sentence is used, and every sentence used is there: what `check` goes by."""

from __future__ import annotations

from functools import partial

import pytest

from bot import content
from bot.chat.asked import sentences
from bot.config import CONTENT
from bot.content import Pack
from bot.content.asked import Asked
from bot.content.lint import lint


@pytest.fixture(scope="module")
def asked() -> Asked:
    return sentences()


def test_what_ships_has_all_that_the_code_asks_for_and_nothing_else(asked: Asked) -> None:
    content.load(CONTENT, lint=partial(lint, asked=asked))


def test_each_sentence_that_is_taken_away_is_missed(asked: Asked, pack: Pack) -> None:
    every = pack.texts["en"].entries.keys()
    assert [key for key in every if asked.missing(every - {key}).keys() != {key}] == []


def test_each_sentence_that_is_added_is_noticed_in_every_table(asked: Asked, pack: Pack) -> None:
    tables = {key.rpartition(".")[0] for key in pack.texts["en"].entries} - {""}
    added = sorted(f"{table}.no-such-sentence" for table in tables)
    assert asked.unused(added) == added


def test_what_is_said_of_composed_keys_fits_the_code(asked: Asked) -> None:
    assert not asked.unknown
    assert not asked.stale
