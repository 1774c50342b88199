"""The page: every screen in light and dark, the way through the questions, and an index; one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from bot.chat.features import ROUTES
from bot.content import Pack, Texts
from bot.gallery.catalogue import CHAPTERS, Catalogue, Frame, catalogue, chapter
from bot.gallery.flowchart import Ends, Way, ways_of
from bot.gallery.phone import phone, picture_id
from bot.gallery.scenes import Played, played
from bot.gallery.stage import stage
from bot.gallery.stills import still

HERE = Path(__file__).parent
MOST_LABELS, MOST_ENDS = 3, 4


async def gallery(pack: Pack, lang: str) -> str:
    """The HTML of one language."""
    async with stage(pack, lang) as ready:
        return page(await played(ready), pack, pack.texts[lang])


def page(all_of_it: Played, pack: Pack, words: Texts) -> str:
    whole = catalogue(all_of_it)
    parts = {
        "title": f"Every screen of the coach, {words('language.name')}",
        "count": str(len(whole.frames)),
        "taps": f"{len(all_of_it.steps):,}",
        "measured": f"{len(all_of_it.scenes):,}",
        "style": (HERE / "page.css").read_text("utf-8"),
        "script": (HERE / "page.js").read_text("utf-8"),
        "index": _index(whole),
        "commands": _commands(whole, all_of_it),
        "ways": "".join(_way(way, whole) for way in sorted(ways_of(all_of_it), key=_chapter_of)),
        "chapters": "".join(_chapter(name, frames) for name, frames in whole.chapters()),
        "pictures": json.dumps(_pictures(whole, pack, words)),
    }
    html = (HERE / "page.html").read_text("utf-8")
    for name, part in parts.items():
        html = html.replace(f"<!--{name}-->", part)
    return html


def _pictures(whole: Catalogue, pack: Pack, words: Texts) -> Mapping[str, str]:
    pictures = (frame.scene.screen.picture for frame in whole.frames)
    return {picture_id(p): still(p, pack.library, words) for p in dict.fromkeys(pictures) if p}


# The index and the screens


def _anchor(name: str) -> str:
    return f"chapter-{name.lower().replace(' ', '-').replace(',', '')}"


def _index(whole: Catalogue) -> str:
    return "".join(
        f'<li><a href="#{_anchor(name)}">{escape(name)}</a> <small>{len(frames)}</small></li>'
        for name, frames in whole.chapters()
    )


def _chapter(name: str, frames: Sequence[Frame]) -> str:
    groups = groupby(frames, key=lambda frame: frame.group)
    inside = "".join(_group(group, list(those)) for group, those in groups)
    return f'<section class="chapter" id="{_anchor(name)}"><h2>{escape(name)}</h2>{inside}</section>'


def _group(group: str, frames: Sequence[Frame]) -> str:
    flow = f' <a class="to-way" href="#way-{group}">in which order</a>' if group in ROUTES.flows else ""
    screens = "".join(map(_frame, frames))
    return f'<h3><span>{escape(group)}</span>{flow}</h3><div class="frames">{screens}</div>'


def _frame(frame: Frame) -> str:
    also = f'<p class="also">also: {escape(", ".join(frame.also))}</p>' if frame.also else ""
    return (
        f'<article class="frame" id="{frame.id}" data-find="{escape(_findable(frame))}">'
        f'<header><h4><a href="#{frame.id}">{escape(frame.name)}</a></h4>'
        f"<code>{escape(frame.scene.place)}</code>{also}</header>"
        f'<div class="pair">{phone(frame, "light")}{phone(frame, "dark")}</div>{_leads(frame)}</article>'
    )


def _leads(frame: Frame) -> str:
    """Where the buttons lead; those that lead to the same screen together."""
    labels: dict[tuple[str, str, str], list[str]] = {}
    for lead in frame.leads.values():
        if lead.to:
            labels.setdefault((lead.to.id, f"{lead.to.group} › {lead.to.name}", lead.toast), []).append(
                lead.button.label
            )
    rows = "".join(_lead(_labels(each), *there) for there, each in labels.items())
    return (
        f'<ul class="leads">{rows}</ul>'
        if rows
        else '<p class="leads">No buttons: what is written leads on.</p>'
    )


def _lead(labels: str, there: str, name: str, toast: str) -> str:
    said = f"<q>{escape(toast)}</q>" if toast else ""
    return f'<li>{escape(labels)}{said}<a href="#{there}">{escape(name)}</a></li>'


def _findable(frame: Frame) -> str:
    return f"{frame.group} {frame.name} {frame.scene.place} {' '.join(frame.also)}".lower()


# The ways


def _chapter_of(way: Way) -> int:
    return list(CHAPTERS).index(chapter(way.flow))


def _commands(whole: Catalogue, all_of_it: Played) -> str:
    """What may be typed, and where that leads; the usual case first."""
    rows = []
    for command in ROUTES.commands:
        scenes = [s for s in all_of_it.scenes if s.starts and s.name.startswith(f"/{command},")]
        there = dict.fromkeys(scene.place for scene in scenes)
        rows.append(f'<dt id="typed-{command}">/{command}</dt><dd>{_links(there, whole)}</dd>')
    return "".join(rows)


def _links(places: Iterable[str], whole: Catalogue) -> str:
    every = [_link(each, whole) for each in places]
    if len(every) <= MOST_ENDS:
        return "".join(every)
    more = "".join(every[MOST_ENDS:])
    rest = f"<details><summary>{len(every) - MOST_ENDS} more</summary>{more}</details>"
    return "".join(every[:MOST_ENDS]) + rest


def _link(where: str, whole: Catalogue) -> str:
    """A question, a screen by its sentence, a command, or what comes unasked."""
    if where.startswith("/"):
        return f'<a class="typed" href="#typed-{where[1:]}">{where}</a>'
    frame, name = whole.at(where), escape(where.replace("/", " › "))
    kind = "question" if "/" in where else "screen"
    return f'<a class="{kind}" href="#{frame.id}">{name}</a>' if frame else f'<b class="typed">{name}</b>'


def _way(way: Way, whole: Catalogue) -> str:
    asks = '<span class="then"></span>'.join(_asked(way, each, whole) for each in way.questions)
    kind = "a place to be" if way.is_place else "1 question" if len(way.questions) == 1 else "in order"
    return (
        f'<section class="way" id="way-{way.flow}"><h3>{way.flow}<small>{kind}</small>'
        f'<a href="#{_anchor(chapter(way.flow))}">screens</a></h3>'
        f'<div class="lane"><div class="from"><h5>from</h5>{_ends(way.called_by, whole)}</div>'
        f'<div class="asks">{asks}</div><div class="to"><h5>done</h5>{_ends(way.done, whole)}'
        f"{_left(way, whole)}</div></div></section>"
    )


def _left(way: Way, whole: Catalogue) -> str:
    return f"<h5>‹ back on the first</h5>{_ends(way.left, whole)}" if way.left else ""


def _asked(way: Way, question: str, whole: Catalogue) -> str:
    under = "".join(_pill(way.flow, each, whole, "under") for each in way.opens.get(question, ()))
    return f'<span class="ask">{_pill(way.flow, question, whole, "question")}{under}</span>'


def _pill(flow: str, question: str, whole: Catalogue, kind: str) -> str:
    frame = whole.at(f"{flow}/{question}")
    href = f' href="#{frame.id}"' if frame else ""
    return f'<a class="{kind}"{href}>{escape(question)}</a>'


def _ends(ends: Ends, whole: Catalogue) -> str:
    """Places that the same buttons lead to stand together."""
    by_labels: dict[str, list[str]] = {}
    for where, labels in ends.items():
        by_labels.setdefault(_labels(labels), []).append(where)
    return "".join(_end(labels, places, whole) for labels, places in by_labels.items())


def _end(labels: str, places: Sequence[str], whole: Catalogue) -> str:
    by = f"<em>{escape(labels)}</em>" if labels else ""
    return f"<p>{by}{_links(places, whole)}</p>"


def _labels(labels: Sequence[str]) -> str:
    numbers = [each for each in labels if each.isdigit()]
    words = [each for each in labels if not each.isdigit()]
    scores = [f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else numbers[0]] if numbers else []
    shown = [*scores, *words][:MOST_LABELS]
    more = len(scores) + len(words) - len(shown)
    return " · ".join(shown) + (f" · {more} more" if more else "")


def write(html: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, "utf-8")
