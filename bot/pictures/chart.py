"""The picture of progress: pain by day with its trend, and the days with a session."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

CARD, INK, QUIET, GRID = "#f7f5f0", "#243354", "#7d869a", "#e2dcd0"
WORST, TREND, SESSION = "#c2512f", "#a4b2cb", "#3f7f74"  # dark, light, middle: told apart without colour too
GAP = timedelta(days=5)  # a longer silence is not drawn as a line
SIZE, DPI = (5.4, 4.05), 200  # 1080 x 810, to be read at a third of that
SESSIONS_AT = -1.05  # below the scale


LEGEND: Mapping[str, Any] = {
    "loc": "lower center",
    "bbox_to_anchor": (0.53, 0.005),
    "frameon": False,
    "fontsize": 13,
    "handlelength": 1.4,
    "handletextpad": 0.5,
    "columnspacing": 1.6,
    "markerscale": 0.9,
}


def numbered(day: date) -> str:
    return f"{day.day}.{day.month}."


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Every word of the chart; `day` writes a date below it."""

    title: str
    morning: str
    worst: str
    sessions: str
    none: str  # beside 0
    most: str  # beside 10
    day: Callable[[date], str] = numbered


def progress_chart(
    days: Sequence[date],
    morning: Mapping[date, int],
    worst: Mapping[date, int],
    sessions: Collection[date],
    trend: Sequence[tuple[date, float]] | None,
    words: ChartWords,
) -> bytes:
    """A PNG of 1080 x 810 for a phone. `days` spans the chart; scores are 0 to 10 and may be missing."""
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=CARD)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.08, 0.2, 0.88, 0.65))
    first, last = min(days), max(days)
    _scale(axes, first, last, words)
    shown = [day for day in sorted(sessions) if first <= day <= last]
    _trend(axes, trend or ())
    marks = [
        *_line(axes, {d: n for d, n in morning.items() if first <= d <= last}, words.morning),
        *_dots(axes, {d: n for d, n in worst.items() if first <= d <= last}, words.worst),
        *_marks(axes, shown, words.sessions),
    ]
    figure.text(0.04, 0.94, words.title, color=INK, fontsize=17, fontweight="bold", va="center")
    if marks:
        figure.legend(handles=marks, ncols=len(marks), labelcolor=INK, **LEGEND)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _scale(axes: Axes, first: date, last: date, words: ChartWords) -> None:
    axes.set_facecolor(CARD)
    axes.set_ylim(-1.5, 10.4)
    margin = max(1.0, (last - first).days * 0.03)
    axes.set_xlim(first.toordinal() - margin, last.toordinal() + margin)
    axes.set_yticks([0, 2, 4, 6, 8, 10])
    axes.set_yticklabels(["0", "2", "4", "6", "8", "10"], fontsize=13, color=QUIET)
    for height, word in ((0, words.none), (10, words.most)):
        axes.text(axes.get_xlim()[0], height + 0.15, word, fontsize=13, color=QUIET, va="bottom")
    ticks = _ticks(first, last)
    axes.set_xticks(_numbers(ticks))
    axes.set_xticklabels([words.day(day) for day in ticks], fontsize=13, color=QUIET)
    axes.grid(axis="y", color=GRID, linewidth=1.2)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=8)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _ticks(first: date, last: date) -> list[date]:
    """At most six dates, evenly apart, the last one today's."""
    span = (last - first).days
    step = max(1, -(-span // 5))
    return sorted({last - timedelta(days=i) for i in range(0, span + 1, step)})


def _numbers(days: Sequence[date]) -> list[int]:
    return [day.toordinal() for day in days]


def _runs(days: Sequence[date]) -> Iterator[list[date]]:
    """Days without a long silence between them."""
    run: list[date] = []
    for day in days:
        if run and day - run[-1] > GAP:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _line(axes: Axes, scores: Mapping[date, int], label: str) -> list[Line2D]:
    drawn: list[Line2D] = []
    size = 4.5 if len(scores) > 45 else 7.5
    for run in _runs(sorted(scores)):
        heights = [scores[day] for day in run]
        drawn = axes.plot(_numbers(run), heights, "-o", color=INK, lw=2.4, ms=size, label=label, zorder=4)
    return drawn


def _dots(axes: Axes, scores: Mapping[date, int], label: str) -> list[Line2D]:
    days = sorted(scores)
    style: dict[str, Any] = {"color": WORST, "markerfacecolor": CARD, "mew": 2.2, "ms": 8.5, "zorder": 3}
    return axes.plot(_numbers(days), [scores[day] for day in days], "^", label=label, **style) if days else []


def _marks(axes: Axes, days: Sequence[date], label: str) -> list[Line2D]:
    style: dict[str, Any] = {"color": SESSION, "ms": 15, "mew": 5, "clip_on": False}
    return axes.plot(_numbers(days), [SESSIONS_AT] * len(days), "|", label=label, **style) if days else []


def _trend(axes: Axes, trend: Sequence[tuple[date, float]]) -> None:
    if len(trend) > 1:
        days, scores = [day for day, _ in trend], [score for _, score in trend]
        axes.plot(_numbers(days), scores, color=TREND, lw=7, alpha=0.75, solid_capstyle="round", zorder=2)
