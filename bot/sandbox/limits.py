"""What Telegram allows, as one frozen record that a test may loosen or tighten."""

import math
from dataclasses import dataclass, replace

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Telegram's published limits (core.telegram.org/bots/api and /bots/faq).

    Texts are in UTF-16 units after parsing, `callback_data` and files in bytes, rates in messages a second,
    lifetimes in seconds of the sandbox's clock. Flood rates are measured in real time.
    """

    text: int = 4096
    caption: int = 1024
    entities: int = 100
    callback_data: int = 64
    buttons_in_row: int = 8
    buttons: int = 100
    keyboard_in_row: int = 12
    keyboard_buttons: int = 300
    answer_text: int = 200
    commands: int = 100
    command_description: int = 256
    description: int = 512
    short_description: int = 120
    name: int = 64
    photo_bytes: int = 10 * MEGABYTE
    file_bytes: int = 50 * MEGABYTE
    download_bytes: int = 20 * MEGABYTE

    update_lifetime: int = 24 * 3600
    callback_lifetime: int = 150
    inline_lifetime: int = 30
    delete_lifetime: int = 48 * 3600

    bot_rate: float = 30.0
    bot_burst: int = 30
    chat_rate: float = 1.0
    chat_burst: int = 5
    minute_rate: float = 20 / 60  # to one group; also edits in one chat
    minute_burst: int = 20

    webhook_retry: float = 1.0  # doubled after each failure
    webhook_retry_max: float = 60.0

    def unhurried(self) -> "Limits":
        """The same limits without flood control, for tests that are about something else."""
        return replace(self, bot_rate=math.inf, chat_rate=math.inf, minute_rate=math.inf)
