"""A process that has imported the coach and read all it knows; it forks one `run` after another, as asked."""

from __future__ import annotations

import os
import sys
from functools import cache

from bot import app
from bot.__main__ import main
from bot.config import CONTENT
from bot.talk import read, understand


def nurse() -> None:
    """`start` answers with the child's id, `bury` with the signal that it died of."""
    app.load_content = cache(app.load_content)
    for intents in app.load_content(CONTENT).intents.values():
        understand.warm(intents)
    read.warm()
    child = 0
    for line in sys.stdin:
        if line.strip() == "bury":
            print(os.waitpid(child, 0)[1], flush=True)
            continue
        child = os.fork()
        if child == 0:
            os._exit(main(["run"]))
        print(child, flush=True)


if __name__ == "__main__":
    nurse()
