"""The chart of progress, with much, little and nothing to show."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from bot.pictures.chart import ChartWords, _runs, _ticks, progress_chart

DAYS = [date(2026, 3, 1) + timedelta(days=i) for i in range(42)]
WORDS = ChartWords("Your back", "Morning", "Worst", "Sessions", "no pain", "worst")
SCORES = {day: i % 7 for i, day in enumerate(DAYS) if i % 5}


def pixels(png: bytes) -> bytes:
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        assert image.size == (1080, 810)
        return image.tobytes()


@pytest.mark.parametrize(
    ("days", "morning", "sessions"),
    [
        (DAYS, SCORES, DAYS[::2]),
        (DAYS[:1], {DAYS[0]: 4}, []),
        (DAYS[:1], {}, []),
        (DAYS, {DAYS[3]: 10}, DAYS[:1]),
    ],
)
def test_a_chart_is_drawn_for_many_days_for_one_and_for_none(
    days: list[date], morning: dict[date, int], sessions: list[date]
) -> None:
    pixels(progress_chart(days, morning, {}, sessions, None, WORDS))


def test_scores_sessions_trend_and_words_are_all_seen() -> None:
    trend = [(DAYS[0], 6.0), (DAYS[-1], 3.0)]
    whole = pixels(progress_chart(DAYS, SCORES, {DAYS[4]: 8}, DAYS[::3], trend, WORDS))
    without = [
        progress_chart(DAYS, {}, {DAYS[4]: 8}, DAYS[::3], trend, WORDS),
        progress_chart(DAYS, SCORES, {}, DAYS[::3], trend, WORDS),
        progress_chart(DAYS, SCORES, {DAYS[4]: 8}, [], trend, WORDS),
        progress_chart(DAYS, SCORES, {DAYS[4]: 8}, DAYS[::3], None, WORDS),
        progress_chart(DAYS, SCORES, {DAYS[4]: 8}, DAYS[::3], trend, ChartWords(*"abcdef")),
    ]
    assert all(pixels(png) != whole for png in without)


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert progress_chart(DAYS, SCORES, {}, [], None, WORDS) == progress_chart(
        DAYS, SCORES, {}, [], None, WORDS
    )


def test_days_outside_the_chart_are_left_out() -> None:
    early = {DAYS[0] - timedelta(days=9): 9}
    assert progress_chart(DAYS, SCORES | early, {}, [], None, WORDS) == progress_chart(
        DAYS, SCORES, {}, [], None, WORDS
    )


def test_a_long_silence_breaks_the_line_and_a_short_one_does_not() -> None:
    assert [len(run) for run in _runs([DAYS[0], DAYS[3], DAYS[20], DAYS[21]])] == [2, 2]


def test_there_are_at_most_six_dates_and_the_last_is_todays() -> None:
    for count in (1, 2, 7, 28, 42):
        ticks = _ticks(DAYS[0], DAYS[count - 1])
        assert len(ticks) <= 6
        assert ticks[-1] == DAYS[count - 1]
