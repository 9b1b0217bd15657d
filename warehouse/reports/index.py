"""The index of stories: to search, to filter by outlet, topic and day, with the coverage day by day as a sparkline."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from warehouse.reports.reader import Reader, Row
from warehouse.reports.rendering import render
from warehouse.reports.stories import about

_MOST_BARS: Final = 40  # of a sparkline; longer stories are cut into as many stretches of days
_BAR: Final = 3  # px, the stroke and the gap to the next
_HEIGHT: Final = 16  # px, of a line of text


@dataclass(frozen=True, slots=True)
class Entry:
    """A story of the index: its row, the file of its page, and its coverage as bars."""

    row: Row
    file: str
    spark: str
    width: int


def index_page(reader: Reader, stories: Sequence[Row]) -> str:
    """The index as HTML.

    Args:
        reader: Where to read.
        stories: Rows of ``sql/reports/stories.sql``; each has a page beside the index.
    """
    entries = [_entry(story) for story in stories]
    outlets = sorted({outlet for story in stories for outlet in story["outlets"].split("; ")}, key=str.casefold)
    topics = sorted({topic for story in stories for topic in _topics(story)}, key=str.casefold)
    return render(
        "index.html.j2", entries=entries, outlets=outlets, topics=topics, topics_of=_topics, about=about(reader)
    )


def page_name(story: Row) -> str:
    """The file of a story's page."""
    return f"{story['story_id']}.html"


def _topics(story: Row) -> list[str]:
    return [topic for topic in dict.fromkeys((story["topic_name"], story["top_topic_name"])) if topic]


def _entry(story: Row) -> Entry:
    counts = [day.split(" ") for day in (story["day_counts"] or "").split("; ") if day]
    bars = _bars([(dt.date.fromisoformat(day), int(number)) for day, number in counts])
    highest = max(bars, default=1)
    path = "".join(
        f"M{place * _BAR} {_HEIGHT}v-{max(1, round(bar / highest * _HEIGHT))}h{_BAR - 1}V{_HEIGHT}z"
        for place, bar in enumerate(bars)
        if bar
    )
    return Entry(story, page_name(story), path, max(len(bars), 1) * _BAR)


def _bars(counts: Sequence[tuple[dt.date, int]]) -> list[int]:
    """Articles per day from the first to the last, or per stretch of days where these are many."""
    if not counts:
        return []
    first = counts[0][0]
    days = (counts[-1][0] - first).days + 1
    stretch = -(-days // _MOST_BARS)
    bars = [0] * -(-days // stretch)
    for day, number in counts:
        bars[(day - first).days // stretch] += number
    return bars


def matching(stories: Iterable[Row], asked: str) -> list[Row]:
    """Stories with this id, else those whose title holds all the words."""
    stories = list(stories)
    exact = [story for story in stories if story["story_id"] == asked]
    words = asked.casefold().split()
    return exact or [story for story in stories if all(word in (story["title"] or "").casefold() for word in words)]
