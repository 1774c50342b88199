from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.folder import make


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make(tmp_path / "content")
