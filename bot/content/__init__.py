"""Turns the files of content/ into a Library and Texts, or into one report of every mistake in them."""

from bot.content.mistakes import Mistake, Mistakes
from bot.content.pack import FigureMistakes, Pack, load
from bot.content.schema import Words
from bot.content.texts import Texts

__all__ = ["FigureMistakes", "Mistake", "Mistakes", "Pack", "Texts", "Words", "load"]
