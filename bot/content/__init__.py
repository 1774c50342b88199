"""Turns the files of content/ into a Library, Lessons and Texts, or into one report of every mistake."""

from bot.content.contents import Contents, FigureMistakes
from bot.content.exercise import Words
from bot.content.intents import Intents
from bot.content.lesson import Lesson, LessonWords, Topic
from bot.content.mistakes import Mistake, Mistakes
from bot.content.numbers import Crisis, Numbers
from bot.content.pack import Lint, Pack, load
from bot.content.references import Reference
from bot.content.texts import Texts

__all__ = [
    "Contents",
    "Crisis",
    "FigureMistakes",
    "Intents",
    "Lesson",
    "LessonWords",
    "Lint",
    "Mistake",
    "Mistakes",
    "Numbers",
    "Pack",
    "Reference",
    "Texts",
    "Topic",
    "Words",
    "load",
]
