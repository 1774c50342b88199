from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.folder import make, sounds


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make(tmp_path / "content")


@pytest.fixture
def sound(small: Path) -> Path:
    """What `check` has nothing to say about."""
    return sounds(small)
