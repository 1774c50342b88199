"""A private PostgreSQL for the tests, in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.ports import free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


@contextmanager
def server() -> Iterator[str]:
    """A URL without a database's name. Skips where PostgreSQL is not installed, fails there in CI."""
    found = str(BINARIES[-1]) if BINARIES else shutil.which("pg_ctl")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: the store is only half tested")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
    port = free_port()
    binaries = Path(found).parent
    _run(binaries / "initdb", "-D", folder / "data", "-U", "coach", "-A", "trust", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _run(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield f"postgresql://coach@127.0.0.1:{port}"
    finally:
        _run(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    user = "postgres" if os.geteuid() == 0 else None
    done = subprocess.run(
        [str(word) for word in command], user=user, cwd="/", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
