"""A Telegram on your own machine: a strict emulator of the Bot API, and a chat page."""

from bot.sandbox.api import Call
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.people import Human
from bot.sandbox.refusals import Kind, Violation
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Chat, Clock

__all__ = ["Call", "Chat", "Clock", "Faults", "Human", "Kind", "Limits", "Sandbox", "Violation"]
