"""The one place that talks to Telegram: sends a screen, or edits the live message into it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedMpeg4Gif,
    InputFile,
    InputMediaAnimation,
    InputMediaPhoto,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.coach.model import Library
from bot.pictures import figure
from bot.store import Store, Tx, agenda, dialogs, files, people
from bot.talk.reply import Found, Reply, Shared
from bot.talk.screen import Screen
from bot.talk.wire import encode
from bot.telegram.draw import ANIMATION, Drawing, drawing

File = str | InputFile

TOO_LATE = ("query is too old", "query id is invalid")  # a tap is answered within 150 s or not at all
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
INLINE_SECONDS = 300  # how long Telegram may repeat an inline answer
BAD_FILE = ("wrong file identifier", "wrong remote file")


@dataclass(frozen=True, slots=True)
class Shower:
    """Shows replies. `urgency` goes to the rate limiter: replies before reminders."""

    bot: ExtBot[Any]
    store: Store
    library: Library
    now: Callable[[], int]  # UTC seconds
    tap_waits: Callable[[int], bool]  # the person's next tap is here already

    async def show(self, reply: Reply, urgency: Any = None) -> int | None:
        """The tap is answered first, then the screen is sent or edited. Who blocked the bot is left alone.

        Returns the id of the message that shows it, None when there is no new one.
        """
        try:
            if reply.callback:
                await self._answer(reply)
            message = await self._screen(reply, urgency)
        except Forbidden:
            await self._blocked(reply)
            return None
        if message is not None and reply.person is not None:
            async with self.store.transaction() as tx:
                screen = reply.screen
                await dialogs.shown(tx, reply.person, message, screen.picture_digest, screen.digest)
        return message

    async def found(self, found: Found) -> None:
        """The answer to an inline query: by Telegram's name for the picture, else in words."""
        async with self.store.transaction() as tx:
            results = [await self._result(tx, card) for card in found.cards]
        try:
            await self.bot.answer_inline_query(
                found.query, results, cache_time=INLINE_SECONDS, is_personal=True
            )
        except BadRequest as error:
            if not _is(error, TOO_LATE):
                raise

    async def _result(self, tx: Tx, card: Shared) -> InlineQueryResult:
        key = card.picture and figure.key(self.library[card.slug], card.picture.dose)
        file_id = await files.get(tx, key, self.bot.id, ANIMATION) if key else None
        if file_id:
            return InlineQueryResultCachedMpeg4Gif(
                card.slug, file_id, title=card.title, caption=card.text, parse_mode=ParseMode.HTML
            )
        content = InputTextMessageContent(card.text, parse_mode=ParseMode.HTML)
        return InlineQueryResultArticle(card.slug, card.title, content, description=card.line)

    async def _answer(self, reply: Reply) -> None:
        try:
            await self.bot.answer_callback_query(reply.callback or "", text=reply.toast or None)
        except BadRequest as error:
            if not _is(error, TOO_LATE):
                raise

    async def _screen(self, reply: Reply, urgency: Any) -> int | None:
        """Shows it; the id of the message that shows it now, None when the live one stays as it is."""
        if reply.keyboard_gone:
            thanks = reply.words("ask.zone.thanks")
            await self.bot.send_message(reply.chat, thanks, reply_markup=ReplyKeyboardRemove())
        if reply.screen.ask_location:
            await self._ask_location(reply)
            return None
        if reply.screen.document:
            file = InputFile(reply.screen.document.content, reply.screen.document.name)
            await self.bot.send_document(reply.chat, file)
        elif reply.pressed is not None and reply.pressed == reply.live and not reply.keyboard_gone:
            if reply.live_shown == reply.screen.digest:
                return None
            waits = self.tap_waits(reply.chat)
            if waits and not reply.to_be_seen:
                return None  # edits are scarce: of quick taps only the last one's screen is drawn
            if not waits and await self._edited(reply):
                return reply.live
        return await self._sent(reply, urgency)

    async def _ask_location(self, reply: Reply) -> None:
        button = KeyboardButton(reply.screen.ask_location, request_location=True)
        keyboard = ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
        await self.bot.send_message(
            reply.chat, reply.screen.text, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )

    async def _edited(self, reply: Reply) -> bool:
        """Edits the live message. False where Telegram cannot: gone, or it would have to lose its picture."""
        if reply.live_picture and not reply.screen.picture:
            return False
        try:
            await self._edit(reply)
        except BadRequest as error:
            if _is(error, ("message is not modified",)):
                return True
            if _is(error, GONE):
                return False
            raise
        return True

    async def _edit(self, reply: Reply) -> None:
        screen = reply.screen
        where: dict[str, Any] = {"chat_id": reply.chat, "message_id": reply.live}
        keyboard = _keyboard(screen)
        if screen.picture is None:
            await self.bot.edit_message_text(
                screen.text, **where, parse_mode=ParseMode.HTML, reply_markup=keyboard
            )
        elif screen.picture_digest == reply.live_picture:
            await self.bot.edit_message_caption(
                **where, caption=screen.text, parse_mode=ParseMode.HTML, reply_markup=keyboard
            )
        else:
            await self._with_picture(
                reply,
                lambda drawn, file: self.bot.edit_message_media(
                    _media(drawn, file, screen.text), **where, reply_markup=keyboard
                ),
            )

    async def _sent(self, reply: Reply, urgency: Any) -> int:
        """A new message; the one before loses its buttons, so that there is one place to tap.

        Those before that have lost theirs: to take them away again is an edit that changes nothing.
        """
        screen = reply.screen
        keyboard = _keyboard(screen)
        if screen.picture is None:
            message = await self.bot.send_message(
                reply.chat,
                screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                rate_limit_args=urgency,
            )
        else:
            message = await self._with_picture(
                reply, lambda drawn, file: self._send_media(reply, drawn, file, urgency)
            )
        if reply.live not in (None, message.message_id):
            await self._without_buttons(reply.chat, reply.live)
        return message.message_id

    async def _send_media(self, reply: Reply, drawn: Drawing, file: File, urgency: Any) -> Message:
        more: dict[str, Any] = {
            "caption": reply.screen.text,
            "parse_mode": ParseMode.HTML,
            "reply_markup": _keyboard(reply.screen),
            "rate_limit_args": urgency,
        }
        if drawn.kind == ANIMATION:
            return await self.bot.send_animation(reply.chat, file, **more)
        return await self.bot.send_photo(reply.chat, file, **more)

    async def _with_picture(
        self, reply: Reply, send: Callable[[Drawing, File], Awaitable[Message | bool]]
    ) -> Message:
        """Sends by Telegram's name for the file if it is known; else draws, uploads and keeps the name."""
        assert reply.screen.picture is not None
        drawn = drawing(reply.screen.picture, self.library, reply.words)
        async with self.store.transaction() as tx:
            file_id = await files.get(tx, drawn.digest, self.bot.id, drawn.kind)
        if file_id:
            try:
                return _message(await send(drawn, file_id))
            except BadRequest as error:
                if not _is(error, BAD_FILE):
                    raise
        content = await asyncio.to_thread(drawn.make)
        message = _message(await send(drawn, InputFile(content, drawn.file_name)))
        sent = message.animation or (message.photo[-1] if message.photo else None)
        if sent and drawn.kind == ANIMATION:
            async with self.store.transaction() as tx:
                await files.put(tx, drawn.digest, self.bot.id, drawn.kind, sent.file_id)
        return message

    async def _without_buttons(self, chat: int, message: int | None) -> None:
        try:
            await self.bot.edit_message_reply_markup(chat, message, reply_markup=None)
        except BadRequest as error:
            if not _is(error, (*GONE, "message is not modified")):
                raise

    async def _blocked(self, reply: Reply) -> None:
        """Sent nothing until they come back."""
        if reply.person is None:
            return
        async with self.store.transaction() as tx:
            await people.block(tx, reply.person, self.now())
            await agenda.forget(tx, reply.person)


def _keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.label, callback_data=encode(b.press), style=b.style) for b in row]
            for row in screen.rows
        ]
    )


def _media(drawn: Drawing, file: File, caption: str) -> InputMediaAnimation | InputMediaPhoto:
    kind = InputMediaAnimation if drawn.kind == ANIMATION else InputMediaPhoto
    media = file if isinstance(file, str) else file.input_file_content
    return kind(media, caption=caption, parse_mode=ParseMode.HTML, filename=drawn.file_name)


def _message(sent: Message | bool) -> Message:
    """Telegram answers True only for inline messages, which these are not."""
    assert isinstance(sent, Message)
    return sent


def _is(error: BadRequest, known: tuple[str, ...]) -> bool:
    """Compared without case: the library rewrites Telegram's words."""
    return any(words in error.message.casefold() for words in known)
