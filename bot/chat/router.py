"""From what was heard to a reply: who it is, which handler answers, and a word for what is unexpected."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.chat import agenda, alarms, library, profile, safety, start, wishes, zones
from bot.chat.features import MENU, OPEN_TO_ALL, PAPERS, ROUTES
from bot.chat.start import Agree, Speak
from bot.chat.yours import Erase
from bot.coach import calendar, screening
from bot.coach.plan import Locked
from bot.content import Pack, Texts
from bot.store import agenda as agenda_rows
from bot.store import dialogs, people, screenings
from bot.store.agenda import Due
from bot.store.database import Tx
from bot.store.dialogs import Said
from bot.store.known import known
from bot.talk import dialog, understand
from bot.talk.act import Act, Question, Stale, utc
from bot.talk.buttons import Go, Resume
from bot.talk.heard import Heard, Inline, Membership, Odd, Public, Spot, Tap, Text
from bot.talk.read import exact, is_plainly, option
from bot.talk.reply import Found, Reply
from bot.talk.screen import NO, YES, Button, Screen, plain_answers
from bot.talk.wire import Press, decode, encode

LEG_TOLD = frozenset({"sites", "pain-where", "leg"})  # questions that note it themselves


class Router:
    """Answers everyone: `apply`, `again` and `remind` run inside the caller's transaction."""

    def __init__(
        self, pack: Pack, now: Callable[[], datetime], bot_name: str, hosts: Collection[int] = ()
    ) -> None:
        self._pack, self._now, self._bot_name, self._hosts = pack, now, bot_name, hosts

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
        act = await self.meet(tx, heard)
        if act.person.blocked_at is not None:  # who writes is back
            await act.save_person(blocked_at=None)
            await agenda.derive(act)
        if isinstance(heard.what, Tap):
            return await self._pressed(act, heard.what)
        return await self._said(act, heard.what)

    async def again(self, tx: Tx, heard: Heard) -> Reply | None:
        """Where the person is, drawn anew: the effects are in, the answer may be lost."""
        if not heard.private:
            return None
        act = await self.meet(tx, heard)
        return await self._reply(act, await self._here(act), callback=heard.query)

    async def apology(self, tx: Tx, heard: Heard) -> Reply | None:
        """A word to whoever did what broke something of ours."""
        if not heard.private:
            return None
        act = await self.meet(tx, heard)
        on = Button(act.words("button.go-on"), Go("here"), "primary")
        return await self._reply(act, Screen(act.words("oops.text"), ((on,),)), callback=heard.query)

    async def remind(self, tx: Tx, due: Due, now: int, *, repeated: bool) -> Reply | None:
        """What is due, None to stay silent; the next of its kind is worked out either way."""
        await agenda_rows.put(tx, due.person, due.kind, None)
        act = await self.act(tx, due.person)
        if act is None:
            return None
        if due.kind == agenda.FOLLOW_UP:
            await agenda.derive_follow_up(act, since=utc(due.due_at))
        if due.kind == agenda.REMINDER:
            # Not just after now: what was missed in a long outage may have a successor that is still in time.
            await agenda.derive(act, since=max(utc(due.due_at), act.now - calendar.GRACE))
        handler = ROUTES.dues.get(agenda.kind_of(due.kind))
        screen = None if repeated or handler is None else await handler(act, utc(due.due_at))
        if screen is None:
            return None
        after = "".join(f"\n\n{each}" for each in act.said)  # the first line is for the locked phone
        return await self._reply(act, replace(screen, text=screen.text + after))

    async def today(self, tx: Tx, person_id: int, now: int) -> date:
        """The person's own date."""
        who = await known(tx, person_id)
        return calendar.local_date(utc(now), who.answers.zone if who and who.answers.zone else "UTC")

    def _words(self, language: str | None) -> Texts:
        """Those of "de-AT" in German, where it is offered."""
        return self._pack.texts.get((language or "en").split("-")[0]) or self._pack.texts["en"]

    async def meet(self, tx: Tx, heard: Heard) -> Act:
        """An act of somebody known, or of somebody new."""
        if act := await self.act(tx, heard.person, heard.language):
            return act
        await people.meet(tx, heard.person, self._words(heard.language).lang)
        act = await self.meet(tx, heard)
        assert act is not None
        return act

    async def act(self, tx: Tx, person_id: int, language: str = "") -> Act | None:
        """All that a handler works with; None for somebody the bot has not met."""
        who = await known(tx, person_id)
        if who is None:
            return None
        words, pack = self._words(who.person.lang), self._pack
        zone, standing = who.answers.zone or "UTC", screening.state(who.facts)
        open_ones = dialog.read(who.stack, PAPERS, calendar.local_date(self._now(), zone))
        act = Act(
            tx=tx,
            routes=ROUTES,
            person=who.person,
            answers=who.answers,
            dialog=open_ones,
            live=who.live,
            now=self._now(),
            words=words,
            languages=pack.texts,
            library=pack.library,
            lessons=pack.lessons,
            intents=pack.intents.get(words.lang) or pack.intents["en"],
            numbers=pack.numbers,
            hosts=self._hosts,
            stored=who.stack,
            before=who.said,
            app_language=language,
            standing=standing,
            standing_before=standing,
        )
        act.said += [words("dialog.lost")] * bool(open_ones.lost)
        await act.expire()
        return act

    # What people do

    async def _pressed(self, act: Act, tap: Tap) -> Reply:
        press = decode(tap.data)
        try:
            screen = await self._press(act, press) if press else await self._stale(act, "stale.unknown")
        except Locked:
            screen = safety.lock_screen(act)
        except Stale as stale:
            live = tap.message is not None and tap.message == act.live.message
            screen = await self._stale(act, "" if live else stale.key)
        return await self._reply(act, screen, pressed=tap.message, callback=tap.query)

    async def _press(self, act: Act, press: Press) -> Screen:
        if act.person.agreed_at is None and not _open_to_all(press):
            return start.welcome(act)
        if isinstance(press, Go):
            return await self._go(act, press.place)
        return await ROUTES.presses[type(press)](act, press)

    async def _go(self, act: Act, place: str) -> Screen:
        """Where a button leads: every command is a place, too."""
        if place == "here":
            return await self._here(act)
        handler = ROUTES.places.get(place) or ROUTES.commands.get(place)
        if handler is None:
            raise Stale("stale.unknown")
        return await handler(act)

    async def _stale(self, act: Act, key: str) -> Screen:
        return replace(await self._here(act), toast=act.words(key) if key else "")

    async def _here(self, act: Act) -> Screen:
        """Where the person is; a question that no longer fits is left behind."""
        if act.person.agreed_at is None:
            return start.welcome(act)
        while top := act.dialog.top:
            try:
                return await act.here()
            except Stale:
                await act.drop(top.flow)
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
        return await self._reply(act, screen)

    async def _answer(self, act: Act, what: Text | Spot | Odd) -> Screen:
        if isinstance(what, Text) and what.text.startswith("/"):
            return await self._command(act, what.text)
        heard = await self._heard(act, what.text) if isinstance(what, Text) else None
        if heard or act.person.agreed_at is None:
            return heard or await self._before_consent(act, what)
        match what:
            case Text(text):
                over = bool(act.said)  # what they answered is over, and that is being said
                await self._noted(act, text)
                return await self._text(act, text, over)
            case Spot() if act.question == "zone":
                screen = await zones.located(act, what.latitude, what.longitude)
                return screen or await self._unexpected(act, "place")
            case Odd(kind):
                return await self._unexpected(act, kind)
        return await self._unexpected(act, "other")

    async def _before_consent(self, act: Act, what: Text | Spot | Odd) -> Screen:
        """The button's own words agree, a question is answered; anything else hears how to begin."""
        if isinstance(what, Text) and (press := await self._meant(act, what.text)):
            return await self._press(act, press)
        if isinstance(what, Text) and (wish := await wishes.grant(act, what.text)):
            return wish
        screen = start.welcome(act)
        if any(
            isinstance(decode(data), Agree) for data in act.before.offers.values()
        ):  # it stands right above
            return replace(screen, text=act.words("start.one-tap"))
        return self._under(act.words("start.tap-to-begin"), screen)

    async def _command(self, act: Act, text: str) -> Screen:
        name = text.split()[0][1:].split("@")[0].lower()
        if name not in ROUTES.commands:
            return await self._unexpected(act, "command")
        if act.person.agreed_at is None and name not in OPEN_TO_ALL:
            return start.welcome(act)
        return await ROUTES.commands[name](act)

    async def _heard(self, act: Act, text: str) -> Screen | None:
        """An alarm in it comes first; words that were asked for are kept all the same.

        The label of a button on the screen is a tap: what it says has been thought of.
        """
        if act.person.agreed_at is not None and await self._meant(act, text):
            return None
        question = ROUTES.questions.get(act.question) if _is_asked(act) else None
        found = understand.alarms(text, act.intents)
        if found and question and act.question in safety.QUESTIONS:
            marked = await question.read(act, text)  # a line's own words mark it where they stand
            if isinstance(marked, Screen):
                return marked
        if found and question and question.free and act.person.agreed_at is not None:
            await question.read(act, text)
        return await alarms.hear(act, text) if found else None

    async def _noted(self, act: Act, text: str) -> None:
        """What is worth knowing beside all that a text may answer or wish; said back."""
        told = act.question not in LEG_TOLD and understand.tells("leg-pain", text, act.intents)
        if told and await profile.leg_pain(act):
            act.said.append(act.words("heard.leg-pain"))

    async def _text(self, act: Act, text: str, over: bool) -> Screen:
        """A label of the screen they see, an answer to what it asks, a word of the menu, or a wish."""
        question = ROUTES.questions.get(act.question) if _is_asked(act) else None
        label = await self._meant(act, text) if question is None or question.free else None
        answers = question and not label and not self._is_aside(act, question, text)
        meant = await question.read(act, text) if question and answers else None
        if isinstance(meant, Screen):
            return meant
        if press := label or meant or await self._meant(act, text):
            return await self._press(act, press)
        place = option(text, {name: act.words(f"menu.{name}") for name in MENU})
        if place:
            return await ROUTES.commands[place](act)
        taken = question is not None and question.free and answers  # as words of their own, and refused
        if known := await alarms.known_already(act, text):
            return known
        if not taken and not over and (wish := await wishes.grant(act, text)):
            return wish
        if question and act.question not in safety.QUESTIONS and _does_not_know(act, text):
            return self._under(act.words("ask.unsure"), await self._here(act))
        hint = f"ask.{act.question}.hint"
        if question and act.words.has(hint):
            return self._under(act.words("ask.not-understood", hint=act.words(hint)), await self._here(act))
        set_up = act.person.set_up_at is not None and not act.standing.locked and not act.said
        if set_up and understand.worries(text, act.intents):
            return wishes.worried(act)
        return await self._unexpected(act, "text")

    @staticmethod
    def _is_aside(act: Act, question: Question, text: str) -> bool:
        """No answer where any words are one: a question is no note, and a slip is neither."""
        if not question.free:
            return False
        asks = question.notes and understand.asks(text, act.intents)
        return asks or wishes.is_aside(act, text)

    async def _meant(self, act: Act, text: str) -> Press | None:
        """The button whose label was typed: of the screen they see, or of the place where they are."""
        offers = {data: label for label, data in act.before.offers.items()}
        plainly = _plainly(act, text)
        data = exact(text, offers) or act.before.offers.get(plainly)
        if data:
            return decode(data)
        if act.before.asks != act.question and act.dialog.top is act.waiting:
            return None
        here = await self._here(act)
        buttons = (button for row in here.rows for button in row)
        found = (each.press for each in buttons if exact(text, {"": each.label}) is not None)
        return next(found, plain_answers(here, _declines(act)).get(plainly))

    async def _unexpected(self, act: Act, what: str) -> Screen:
        if act.said:  # what they answered is over, and that is being said
            return await self._here(act)
        return self._under(act.words(f"unexpected.{what}"), await self._here(act))

    @staticmethod
    def _under(sentence: str, screen: Screen) -> Screen:
        """A word first, then the screen it leads back to."""
        return replace(screen, text=f"{sentence}\n\n{screen.text}")

    # What is not a private conversation

    async def _inline(self, tx: Tx, heard: Heard, query: str, text: str) -> Found:
        """Exercise cards for any chat. Nothing about anybody, and nothing for whoever is to rest."""
        words = self._words(heard.language)
        standing = screening.state(await screenings.events(tx, heard.person))
        rests = standing.alarms or standing.unanswered
        slugs = [] if rests else library.shared(self._pack.library, words, text)
        return Found(query, tuple(library.share(self._pack.library[slug], words) for slug in slugs))

    async def _membership(self, tx: Tx, person: int, gone: bool) -> None:
        """Blocked: nothing is sent any more. Back again: the reminders are, too."""
        if act := await self.act(tx, person):
            await act.save_person(blocked_at=act.at if gone else None)
            await (agenda.nothing_more(act) if gone else agenda.derive(act))

    async def _reply(self, act: Act, screen: Screen, **more: Any) -> Reply:
        """The dialog is saved as the act left it; what still waits is one tap away."""
        if act.said:
            screen = self._under("\n\n".join(act.said), screen)
        screen = _with_the_way_back(act, screen)
        if act.standing != act.standing_before:
            await agenda.derive_follow_up(act)
        await self._save(act, screen)
        return Reply(
            chat=act.person.id,
            person=act.person.id,
            screen=screen,
            words=act.words,
            live=act.live.message,
            live_picture=act.live.picture,
            live_shown=act.live.shown,
            toast=screen.toast,
            to_be_seen=bool(act.said) or act.standing != act.standing_before,
            keyboard_gone=act.live.keyboard and not act.keyboard,
            **more,
        )

    async def _save(self, act: Act, screen: Screen) -> None:
        stack, said = dialog.write(act.dialog, PAPERS), _said(act, screen)
        if (stack, act.keyboard, said) != (act.stored, act.live.keyboard, act.before):
            await dialogs.save(act.tx, act.person.id, stack, act.keyboard, said)


def _said(act: Act, screen: Screen) -> Said:
    """The buttons are kept of a screen that asks nothing; those of a question are drawn again from it."""
    if screen.asks:
        return Said(screen.asks)
    offers = {button.label: button.press for row in screen.rows for button in row}
    offers |= plain_answers(screen, _declines(act))
    return Said("", {label: encode(press) for label, press in offers.items()})


DECLINES = ("button.not-now", "button.later", "button.not-today", "button.just-rest", "wish.all-done.some")


def _declines(act: Act) -> frozenset[str]:
    return frozenset(map(act.words, DECLINES))


def _does_not_know(act: Act, text: str) -> bool:
    return is_plainly(text, act.words.lines("typed.unsure"), act.words.lines("typed.polite"))


def _plainly(act: Act, text: str) -> str:
    """`YES` or `NO` for a bare one, else nothing."""
    lines = act.words.lines
    answers = {YES: "typed.yes", NO: "typed.no"}
    found = (each for each, key in answers.items() if is_plainly(text, lines(key), lines("typed.polite")))
    return next(found, "")


def _is_asked(act: Act) -> bool:
    """The screen asks the open question, or is a part of the place where the person is."""
    top = act.dialog.top
    return top is not None and (act.before.asks == top.question or not ROUTES.flows[top.flow].called)


def _with_the_way_back(act: Act, screen: Screen) -> Screen:
    """A screen that asks nothing, while a question waits below, leads back to it."""
    waits = act.waiting
    if waits is None or screen.asks or screen.ask_location or act.person.agreed_at is None:
        return screen
    leads = {button.press for row in screen.rows for button in row}
    if Go("here") in leads and act.dialog.top is waits:
        return screen
    called = ROUTES.flows[waits.flow].called
    back = (Button(act.words(f"dialog.back.{called}"), Resume(waits.flow)),)
    return replace(screen, rows=(*screen.rows, back))


def _open_to_all(press: Press) -> bool:
    """May be tapped before consent."""
    return isinstance(press, Agree | Speak | Erase) or (isinstance(press, Go) and press.place in OPEN_TO_ALL)
