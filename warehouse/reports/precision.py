"""How right each tag is, as measured on texts that others annotated: shown under every figure that counts the tag."""

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
        figure: The figure as docs/ has it; empty where nothing was measured.
        on: The texts it was measured on.
        page: The page of docs/ that says how.
    """

    tag: str
    says: str
    figure: str
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
