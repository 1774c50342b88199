"""One screen as HTML, as a phone shows it."""

from __future__ import annotations

from html import escape

from bot.gallery.catalogue import Frame, Lead
from bot.gallery.fit import COMMAND
from bot.talk.screen import Button, Moving, Picture, Row, Screen
from bot.talk.wire import encode


def phone(frame: Frame, scheme: str) -> str:
    screen = frame.scene.screen
    file = f'<p class="file">{escape(screen.document.name)}</p>' if screen.document else ""
    toast = f'<p class="toast">{escape(screen.toast)}</p>' if screen.toast else ""
    keys = "".join(_row(frame, row) for row in screen.rows)
    share = f'<p class="share">{escape(screen.ask_location)}</p>' if screen.ask_location else ""
    return (
        f'<div class="phone" data-scheme="{scheme}">{toast}{file}'
        f'<div class="bubble{" pictured" if screen.picture else ""}">{_picture(screen)}'
        f'<p class="words">{_words(screen.text)}</p></div><div class="keys">{keys}</div>{share}</div>'
    )


def _words(text: str) -> str:
    """Telegram's HTML is HTML; a command in it can be tapped."""
    return COMMAND.sub(r'<a class="command" href="#typed-\1">/\1</a>', text)


def _picture(screen: Screen) -> str:
    if screen.picture is None:
        return ""
    moving = '<span class="gif">GIF</span>' if isinstance(screen.picture, Moving) else ""
    return f'<div class="picture"><i data-picture="{picture_id(screen.picture)}"></i>{moving}</div>'


def picture_id(picture: Picture) -> str:
    """One still serves every dose of an exercise."""
    return picture.exercise if isinstance(picture, Moving) else f"chart-{abs(hash(picture)) % 10**8}"


def _row(frame: Frame, row: Row) -> str:
    return f'<div class="row">{"".join(_button(frame, each) for each in row)}</div>'


def _button(frame: Frame, button: Button) -> str:
    lead = frame.leads.get(encode(button.press))
    style = f' data-style="{button.style}"' if button.style else ""
    label = escape(button.label)
    if lead is None or lead.to is None:
        return f'<span class="key"{style}>{label}</span>'
    return f'<a class="key"{style} href="#{lead.to.id}" title="{escape(told(lead))}">{label}</a>'


def told(lead: Lead) -> str:
    """Where a button leads, in words."""
    where = f"{lead.to.group}: {lead.to.name}" if lead.to else ""
    return f"“{lead.toast}” → {where}" if lead.toast else f"→ {where}"
