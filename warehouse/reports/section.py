"""A section of a page: what it shows, on how many articles it rests, and what is known of its tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.reports.precision import Measured
from warehouse.reports.reader import Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page.

    Attributes:
        anchor: Its id on the page, which names its template, too.
        title: Its heading.
        lead: What to look for, in a sentence.
        figure: The analysis that it shows.
        counted: On what it rests: numbers with what they count.
        verdict: What the numbers allow to say.
        measured: How right its tags are, as measured.
        content: What its template shows; None where there is nothing to show.
        nothing: What to say then.
    """

    anchor: str
    title: str
    lead: str
    figure: Figure
    counted: str
    verdict: str
    measured: Sequence[Measured]
    content: Any
    nothing: str


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with what it counts: *1 article*, *1,200 articles*."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def plain(value: object) -> str:
    """A value of a closed list as words: ``follow_up`` is *follow up*."""
    return str(value).replace("_", " ")
