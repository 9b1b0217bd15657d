"""How right each tag is: shown under every figure that counts the tag, and in docs/.

``precision.csv`` is the one place of these figures: what was measured, on how many, when, and how they were drawn.
"""

import csv
from dataclasses import dataclass
from importlib import resources
from typing import Final

_FILE: Final = "precision.csv"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured figure of a tag.

    Attributes:
        tag: What was measured.
        says: What the figure is the share of.
        figure: The figure as docs/ has it.
        n: On how many of what it was measured.
        date: The day on which it was measured.
        on: What these are, and how they were drawn.
        page: The page of docs/ that says how.
    """

    tag: str
    says: str
    figure: str
    n: str
    date: str
    on: str
    page: str


def measured(*tags: str) -> tuple[Measured, ...]:
    """The figures of some tags.

    Raises:
        KeyError: A tag has no row in ``precision.csv``.
    """
    text = resources.files("warehouse.reports").joinpath(_FILE).read_text(encoding="utf-8")
    rows = [Measured(**row) for row in csv.DictReader(text.splitlines())]
    found = {tag: [row for row in rows if row.tag == tag] for tag in tags}
    for tag, known in found.items():
        if not known:
            raise KeyError(tag)
    return tuple(row for known in found.values() for row in known)
