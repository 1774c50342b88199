"""From what was heard to a reply: who it is, which handler answers, and a word for what is unexpected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.chat import library, reminder, safety, start, zones
from bot.chat.features import MENU, OPEN_TO_ALL, PLACES, ROUTES
from bot.chat.start import Agree, Speak
from bot.chat.yours import Erase
from bot.coach import calendar, screening
from bot.coach.plan import Locked
from bot.content import Pack, Texts
from bot.store import dialogs, people, screenings
from bot.store.database import Tx
from bot.store.deliveries import Due
from bot.talk.act import Act, Stale, utc
from bot.talk.buttons import Go
from bot.talk.heard import Heard, Inline, Membership, Odd, Public, Spot, Tap, Text
from bot.talk.read import exact, option
from bot.talk.reply import Found, Reply
from bot.talk.screen import Button, Screen
from bot.talk.wire import Press, decode


class Router:
    """Answers everyone: `apply`, `again` and `remind` run inside the caller's transaction."""

    def __init__(self, pack: Pack, now: Callable[[], datetime], bot_name: str) -> None:
        self._pack, self._now, self._bot_name = pack, now, bot_name

    async def apply(self, tx: Tx, heard: Heard) -> Reply | Found | None:
        """The effects of what was heard and the reply to it; None when nobody can hear one."""
        match heard.what:
            case Inline(query, text):
                return await self._inline(tx, heard, query, text)
            case Public(query):
                words = self._words(heard.language)
                screen = Screen(words("unexpected.public", bot=self._bot_name))
                return Reply(heard.chat, screen, words, callback=query)
            case Membership(gone):
                await self._membership(tx, heard.person, gone)
                return None
        act = await self.act(tx, heard.person, heard.language)
        if act.person.blocked_at is not None:  # who writes is back
            await act.save_person(blocked_at=None)
            await start.schedule(act)
        if isinstance(heard.what, Tap):
            return await self._pressed(act, heard.what)
        return await self._said(act, heard.what)

    async def again(self, tx: Tx, heard: Heard) -> Reply | None:
        """Where the person is, drawn anew: the effects are in, the answer may be lost."""
        if not heard.private:
            return None
        act = await self.act(tx, heard.person, heard.language)
        return self._reply(act, await self._here(act), callback=heard.query)

    async def apology(self, tx: Tx, heard: Heard) -> Reply | None:
        """A word to whoever did what broke something of ours."""
        if not heard.private:
            return None
        act = await self.act(tx, heard.person, heard.language)
        on = Button(act.words("button.go-on"), Go("here"), "primary")
        return self._reply(act, Screen(act.words("oops.text"), ((on,),)), callback=heard.query)

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

    async def _pressed(self, act: Act, tap: Tap) -> Reply:
        press = decode(tap.data)
        try:
            screen = await self._press(act, press) if press else await self._stale(act, "stale.unknown")
        except Locked:
            screen = safety.lock_screen(act)
        except Stale as stale:
            live = tap.message is not None and tap.message == act.dialog.message
            screen = await self._stale(act, "" if live else stale.key)
        return self._reply(act, screen, pressed=tap.message, callback=tap.query)

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

    async def _said(self, act: Act, what: Text | Spot | Odd) -> Reply:
        try:
            screen = await self._answer(act, what)
        except Locked:
            screen = safety.lock_screen(act)
        except Stale as stale:
            screen = self._under(act.words(stale.key), await self._here(act))
        if screen.toast:  # nothing was tapped that could show it
            screen = self._under(screen.toast, screen)
        return self._reply(act, screen)

    async def _answer(self, act: Act, what: Text | Spot | Odd) -> Screen:
        if isinstance(what, Text) and what.text.startswith("/"):
            return await self._command(act, what.text)
        if act.person.agreed_at is None:
            return start.welcome(act)
        match what:
            case Text(text):
                return await self._text(act, text)
            case Spot() if act.dialog.question == "zone":
                screen = await zones.located(act, what.latitude, what.longitude)
                return screen or await self._unexpected(act, "place")
            case Odd(kind):
                return await self._unexpected(act, kind)
        return await self._unexpected(act, "other")

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

    async def _inline(self, tx: Tx, heard: Heard, query: str, text: str) -> Found:
        """Exercise cards for any chat. Nothing about anybody, and nothing for whoever is to rest."""
        words = self._words(heard.language)
        facts = await screenings.events(tx, heard.person)
        slugs = [] if screening.state(facts).alarms else library.shared(self._pack.library, words, text)
        return Found(query, tuple(library.share(self._pack.library[slug], words) for slug in slugs))

    async def _membership(self, tx: Tx, person: int, gone: bool) -> None:
        """Blocked: nothing is sent any more. Back again: the reminders are, too."""
        if await people.person(tx, person):
            act = await self.act(tx, person, "")
            await act.save_person(blocked_at=act.at if gone else None)
            await start.schedule(act)

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


def _open_to_all(press: Press) -> bool:
    """May be tapped before consent."""
    return isinstance(press, Agree | Speak | Erase) or (isinstance(press, Go) and press.place in OPEN_TO_ALL)
