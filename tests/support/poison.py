"""Updates that no database can take, however often they come. WORDS is what no log may quote."""

from typing import Any

WORDS = "my-back-hurts"
BEYOND = 2**63  # the first number that is no signed 64-bit integer

POISON: dict[str, Any] = {
    "text": WORDS,
    "a number": 5,
    "nothing": None,
    "a list": [WORDS],
    "empty": {},
    "no number": {"message": {"from": {"id": 1}, "text": WORDS}},
    "a number in words": {"update_id": WORDS, "message": {"from": {"id": 1}}},
    "true for a number": {"update_id": True, "message": {"from": {"id": 1}}},
    "half a number": {"update_id": 7.5, "message": {"from": {"id": 1}}},
    "a number beyond 64 bits": {"update_id": BEYOND, "message": {"from": {"id": 1}}},
    "a body that is a number": {"update_id": 71, "message": 5},
    "a body that is text": {"update_id": 72, "message": WORDS},
    "a body that is a list": {"update_id": 73, "message": [WORDS]},
    "a person who is a number": {"update_id": 74, "message": {"from": 5}},
    "a person beyond 64 bits": {"update_id": 75, "message": {"from": {"id": BEYOND}}},
    "a person below 64 bits": {"update_id": 76, "message": {"from": {"id": -BEYOND - 1}}},
    "a person in words": {"update_id": 77, "message": {"from": {"id": WORDS}}},
    "a chat in words": {"update_id": 78, "channel_post": {"chat": {"id": WORDS}}},
}
