"""From an update to a reply: who it is, which handler answers, and a word for what is unexpected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMember, ChatMemberUpdated, InlineQuery, Message, Update

from bot.chat import library, reminder, safety, start, zones
from bot.chat.act import Act, Stale, utc
from bot.chat.buttons import Agree, Erase, Go, Speak
from bot.chat.features import MENU, OPEN_TO_ALL, PLACES, ROUTES
from bot.chat.read import exact, option
from bot.chat.reply import Found, Reply
from bot.chat.screen import Button, Screen
from bot.chat.wire import Press, decode
from bot.coach import calendar, screening
from bot.coach.plan import Locked
from bot.content import Pack, Texts
from bot.store import dialogs, people, screenings
from bot.store.database import Tx
from bot.store.deliveries import Due


class Router:
    """Answers updates of everyone: `apply`, `again` and `remind` run inside the caller's transaction."""

    def __init__(self, bot: Bot, pack: Pack, now: Callable[[], datetime]) -> None:
        self._bot, self._pack, self._now = bot, pack, now

    async def apply(self, tx: Tx, raw: dict[str, Any]) -> Reply | Found | None:
        """The effects of an update and the reply to it; None when nobody can hear one."""
        update = Update.de_json(raw, self._bot)
        if update.inline_query:
            return await self._inline(tx, update.inline_query)
        if update.my_chat_member:
            return await self._membership(tx, update.my_chat_member, update)
        chat, user = update.effective_chat, update.effective_user
        if chat is None and (user is None or not update.callback_query):
            return None
        if chat is not None and (chat.type != Chat.PRIVATE or user is None):
            return self._in_public(update, chat.id) if _said_in_public(update) else None
        assert user is not None
        act = await self.act(tx, user.id, user.language_code or "")
        if act.person.blocked_at is not None:  # who writes is back
            await act.save_person(blocked_at=None)
            await start.schedule(act)
        if update.callback_query:
            return await self._pressed(act, update.callback_query)
        return await self._said(act, update)

    async def again(self, tx: Tx, raw: dict[str, Any]) -> Reply | None:
        """Where the person is, drawn anew: the effects of the update are in, its answer may be lost."""
        update = Update.de_json(raw, self._bot)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != Chat.PRIVATE or update.my_chat_member:
            return None
        act = await self.act(tx, user.id, user.language_code or "")
        query = update.callback_query
        return self._reply(act, await self._here(act), callback=query.id if query else None)

    async def apology(self, tx: Tx, raw: dict[str, Any]) -> Reply | None:
        """A word to whoever sent an update that broke something of ours."""
        update = Update.de_json(raw, self._bot)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != Chat.PRIVATE or update.my_chat_member:
            return None
        act = await self.act(tx, user.id, user.language_code or "")
        query = update.callback_query
        on = Button(act.words("button.go-on"), Go("here"), "primary")
        screen = Screen(act.words("oops.text"), ((on,),))
        return self._reply(act, screen, callback=query.id if query else None)

    async def remind(self, tx: Tx, due: Due, now: int, *, repeated: bool) -> Reply | None:
        """The reminder that is due, None to stay silent; the next one is worked out either way."""
        if await people.person(tx, due.person) is None:
            return None
        act = await self.act(tx, due.person, "")
        # Not just after now: what was missed in a long outage may have a successor that is still in time.
        await start.schedule(act, since=max(utc(due.due_at), act.now - calendar.GRACE))
        screen = None if repeated else await reminder.due(act, due.due_at, due.kind)
        return self._reply(act, screen) if screen else None

    async def today(self, tx: Tx, person_id: int, now: int) -> date:
        """The person's own date."""
        answers = await people.answers(tx, person_id)
        return calendar.local_date(utc(now), answers.zone or "UTC")

    def _words(self, language: str | None) -> Texts:
        """Those of "de-AT" in German, where it is offered."""
        return self._pack.texts.get((language or "en").split("-")[0]) or self._pack.texts["en"]

    async def act(self, tx: Tx, person_id: int, language: str) -> Act:
        known = await people.person(tx, person_id)
        lang = known.lang if known else language
        words = self._words(lang)
        dialog = await dialogs.dialog(tx, person_id)
        keyboard = bool(dialog.draft.pop("keyboard", False))
        if keyboard:
            await dialogs.ask(tx, person_id, dialog.question, dialog.draft)
        return Act(
            tx=tx,
            routes=ROUTES,
            person=known or await people.meet(tx, person_id, words.lang),
            answers=await people.answers(tx, person_id),
            dialog=dialog,
            keyboard=keyboard,
            now=self._now(),
            words=words,
            languages=self._pack.texts,
            library=self._pack.library,
            lessons=self._pack.lessons,
            app_language=language,
            standing=screening.state(await screenings.events(tx, person_id)),
        )

    # What people do

    async def _pressed(self, act: Act, query: CallbackQuery) -> Reply:
        pressed = query.message.message_id if query.message else None
        press = decode(query.data or "")
        try:
            screen = await self._press(act, press) if press else await self._stale(act, "stale.unknown")
        except Locked:
            screen = safety.lock_screen(act)
        except Stale as stale:
            live = pressed is not None and pressed == act.dialog.message
            screen = await self._stale(act, "" if live else stale.key)
        return self._reply(act, screen, pressed=pressed, callback=query.id)

    async def _press(self, act: Act, press: Press) -> Screen:
        if act.person.agreed_at is None and not _open_to_all(press):
            return start.welcome(act)
        if isinstance(press, Go):
            if press.place == "here":
                return await self._here(act)
            if press.place not in ROUTES.commands:
                raise Stale("stale.unknown")
            return await ROUTES.commands[press.place](act)
        return await ROUTES.presses[type(press)](act, press)

    async def _stale(self, act: Act, key: str) -> Screen:
        return replace(await self._here(act), toast=act.words(key) if key else "")

    async def _here(self, act: Act) -> Screen:
        if act.person.agreed_at is None:
            return start.welcome(act)
        try:
            return await act.here()
        except Stale:
            await act.ask("")
            return await act.here()

    async def _said(self, act: Act, update: Update) -> Reply:
        message = update.effective_message
        try:
            screen = await self._answer(act, message, edited=update.edited_message is not None)
        except Locked:
            screen = safety.lock_screen(act)
        except Stale as stale:
            screen = self._under(act.words(stale.key), await self._here(act))
        if screen.toast:  # nothing was tapped that could show it
            screen = self._under(screen.toast, screen)
        return self._reply(act, screen)

    async def _answer(self, act: Act, message: Message | None, edited: bool) -> Screen:
        if message is None or edited:
            return await self._unexpected(act, "edited" if edited else "other")
        if message.text and message.text.startswith("/"):
            return await self._command(act, message.text)
        if act.person.agreed_at is None:
            return start.welcome(act)
        if message.location and act.dialog.question == "zone":
            screen = await zones.located(act, message.location.latitude, message.location.longitude)
            return screen or await self._unexpected(act, "place")
        if message.forward_origin:
            return await self._unexpected(act, "forwarded")
        if not message.text:
            return await self._unexpected(act, "picture" if message.photo else "other")
        return await self._text(act, message.text)

    async def _command(self, act: Act, text: str) -> Screen:
        name = text.split()[0][1:].split("@")[0].lower()
        if name not in ROUTES.commands or name in PLACES:
            return await self._unexpected(act, "command")
        if act.person.agreed_at is None and name not in OPEN_TO_ALL:
            return start.welcome(act)
        return await ROUTES.commands[name](act)

    async def _text(self, act: Act, text: str) -> Screen:
        question = ROUTES.questions.get(act.dialog.question)
        if question and (screen := await question.read(act, text)):
            return screen
        if press := await self._meant(act, text):
            return await self._press(act, press)
        place = option(text, {name: act.words(f"menu.{name}") for name in MENU})
        if place:
            return await ROUTES.commands[place](act)
        hint = f"ask.{act.dialog.question}.hint"
        if question and act.words.has(hint):
            return self._under(act.words("ask.not-understood", hint=act.words(hint)), await self._here(act))
        return await self._unexpected(act, "text")

    async def _meant(self, act: Act, text: str) -> Press | None:
        """The button of the present screen whose label was typed."""
        buttons = (button for row in (await self._here(act)).rows for button in row)
        return next((each.press for each in buttons if exact(text, {"": each.label}) is not None), None)

    async def _unexpected(self, act: Act, what: str) -> Screen:
        return self._under(act.words(f"unexpected.{what}"), await self._here(act))

    @staticmethod
    def _under(sentence: str, screen: Screen) -> Screen:
        """A word first, then the screen it leads back to."""
        return replace(screen, text=f"{sentence}\n\n{screen.text}")

    # What is not a private conversation

    async def _inline(self, tx: Tx, query: InlineQuery) -> Found:
        """Exercise cards for any chat. Nothing about anybody, and nothing for whoever is to rest."""
        words = self._words(query.from_user.language_code)
        facts = await screenings.events(tx, query.from_user.id)
        slugs = (
            [] if screening.state(facts).alarms else library.shared(self._pack.library, words, query.query)
        )
        return Found(query.id, tuple(library.share(self._pack.library[slug], words) for slug in slugs))

    async def _membership(self, tx: Tx, change: ChatMemberUpdated, update: Update) -> Reply | None:
        """Blocked: nothing is sent any more. Back again: the reminders are, too. In a group: a word."""
        if change.chat.type != Chat.PRIVATE:
            here = change.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
            return self._in_public(update, change.chat.id) if here else None
        if await people.person(tx, change.from_user.id):
            act = await self.act(tx, change.from_user.id, "")
            gone = change.new_chat_member.status == ChatMember.BANNED
            await act.save_person(blocked_at=act.at if gone else None)
            await start.schedule(act)
        return None

    def _in_public(self, update: Update, chat: int) -> Reply:
        """Health is talked about in private only."""
        user = update.effective_user
        words = self._words(user.language_code if user else None)
        query = update.callback_query
        text = words("unexpected.public", bot=self._bot.username)
        return Reply(chat, Screen(text), words, callback=query.id if query else None)

    def _reply(self, act: Act, screen: Screen, **more: Any) -> Reply:
        return Reply(
            chat=act.person.id,
            person=act.person.id,
            screen=screen,
            words=act.words,
            live=act.dialog.message,
            live_picture=act.dialog.picture,
            live_shown=act.dialog.shown,
            toast=screen.toast,
            keyboard_gone=act.keyboard and not screen.ask_location,
            **more,
        )


def _said_in_public(update: Update) -> bool:
    """Words or a tap. That somebody joined, or that the title changed, asks for no answer."""
    message = update.effective_message
    return update.callback_query is not None or bool(message and (message.text or message.caption))


def _open_to_all(press: Press) -> bool:
    """May be tapped before consent."""
    return isinstance(press, Agree | Speak | Erase) or (isinstance(press, Go) and press.place in OPEN_TO_ALL)
