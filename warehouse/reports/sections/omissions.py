"""What an outlet leaves out that most others carry, and the figures on which outlets disagree."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Row
from warehouse.reports.section import Section, count

_MOST_ITEMS: Final = 8  # of an outlet, the most prominent; the CSV has all


@dataclass(frozen=True, slots=True)
class Left:
    """What one outlet leaves out: the most prominent items with where others have them, and how many more there are."""

    outlet: str
    items: tuple[tuple[Row, str | None], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure on which outlets disagree, with each article's value and where it stands."""

    row: Row
    values: tuple[tuple[Row, str | None], ...]


def omissions(figure: Figure, evidence: Evidence) -> Section:
    """The section of omissions.

    Args:
        figure: Rows of ``story-omissions``.
        evidence: The story's articles.
    """
    found = []
    for outlet, of_outlet in groupby(figure.rows, key=lambda row: row["outlet_name"]):
        rows = list(of_outlet)
        items = tuple((row, evidence.anchor(row["evidence_sentence_id"])) for row in rows[:_MOST_ITEMS])
        found.append(Left(outlet, items, len(rows) - len(items)))
    return Section(
        anchor="omissions",
        title="What is left out",
        lead="What three other outlets carry, and half of them, and this one does not; the most prominent first.",
        figure=figure,
        counted=f"{count(len(figure.rows), 'omission')} of {count(len(found), 'outlet')}",
        verdict="not tested; briefs, opinion and agencies' copies are not asked, and room is a reason, too",
        measured=measured("omission"),
        content=tuple(found),
        nothing="Nothing that three other outlets carry, and half of them, is left out by any.",
    )


def conflicts(figure: Figure, evidence: Evidence) -> Section:
    """The section of figures that disagree.

    Args:
        figure: Rows of ``story-conflicts``.
        evidence: The story's articles.
    """
    found = []
    for _, of_conflict in groupby(figure.rows, key=lambda row: row["conflict_id"]):
        rows = list(of_conflict)
        found.append(Conflict(rows[0], tuple((row, evidence.anchor(row["sentence_id"])) for row in rows)))
    kinds = [conflict.row["kind"] for conflict in found]
    return Section(
        anchor="conflicts",
        title="Figures that disagree",
        lead="One thing, several values: a conflict, an update of a later day, or one value rounded.",
        figure=figure,
        counted=f"{count(len(found), 'figure')} in {count(len(figure.rows), 'place')}",
        verdict=", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds))) or "none disagree",
        measured=measured("conflict"),
        content=tuple(found),
        nothing="No two outlets give different figures for one thing.",
    )
