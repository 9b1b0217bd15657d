"""Who speaks in which outlet: in quotation marks, in paraphrase, only named, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Row
from warehouse.reports.section import Section, count


@dataclass(frozen=True, slots=True)
class Cell:
    """A speaker in an outlet: the row, and where the quotes stand."""

    row: Row
    quotes: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker in all outlets of the story, with what stands at the edge: *only here* or *missing here*."""

    name: str
    kind: str
    cells: tuple[Cell, ...]
    edge: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """The matrix: outlets as columns; speakers of several outlets, and those of one alone."""

    outlets: tuple[str, ...]
    shared: tuple[Speaker, ...]
    single: tuple[Speaker, ...]


def speakers(figure: Figure, evidence: Evidence) -> Section:
    """The section of speakers.

    Args:
        figure: Rows of ``sql/reports/speakers.sql``.
        evidence: The story's articles.
    """
    found = [_speaker(list(rows), evidence) for _, rows in groupby(figure.rows, key=lambda row: row["speaker_id"])]
    outlets = tuple(cell.row["outlet_name"] for cell in found[0].cells) if found else ()
    shared = tuple(speaker for speaker in found if speaker.cells[0].row["reporting_outlet_count"] > 1)
    single = tuple(speaker for speaker in found if speaker.cells[0].row["reporting_outlet_count"] == 1)
    return Section(
        anchor="speakers",
        title="Who speaks where",
        lead="Who carries a speaker, and in which form; at the edge, who alone has one, or alone lacks one.",
        figure=figure,
        counted=f"{count(len(found), 'speaker')}, {count(len(outlets), 'outlet')}",
        verdict=f"{len(shared)} speak in several outlets, {len(single)} in one alone; not tested, "
        "it says what stands in these articles",
        measured=measured("quote_direct", "quote_indirect", "quote_source", "speaker_name"),
        content=Speakers(outlets, shared, single) if found else None,
        nothing="No outlet reports anybody by name or description.",
    )


def _speaker(rows: list[Row], evidence: Evidence) -> Speaker:
    cells = tuple(Cell(row, evidence.marks("quote", row["speaker_id"], row["outlet_id"])) for row in rows)
    first = rows[0]
    reporting = [row["outlet_name"] for row in rows if row["carriage"] in ("direct", "indirect")]
    silent = [row["outlet_name"] for row in rows if row["carriage"] not in ("direct", "indirect")]
    edge = ""
    if len(rows) > 1 and len(reporting) == 1:
        edge = f"only in {reporting[0]}"
    elif len(rows) > 2 and len(silent) == 1:
        edge = f"missing in {silent[0]}"
    return Speaker(first["speaker_name"], first["speaker_kind"], cells, edge)
