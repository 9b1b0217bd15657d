"""Who speaks in which outlet: in quotation marks, in paraphrase, only named, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

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
    """The matrix: outlets as columns; speakers of several outlets, those of one alone, and those without a name."""

    outlets: tuple[str, ...]
    shared: tuple[Speaker, ...]
    single: tuple[Speaker, ...]
    nameless: tuple[Speaker, ...]


_NEVER_NAMED: Final = ("anonymous", "document")  # kinds: what they are called is no name


def speakers(figure: Figure, evidence: Evidence) -> Section:
    """The section of speakers.

    Args:
        figure: Rows of ``sql/reports/speakers.sql``.
        evidence: The story's articles.
    """
    found = [_speaker(list(rows), evidence) for _, rows in groupby(figure.rows, key=lambda row: row["speaker_id"])]
    outlets = tuple(cell.row["outlet_name"] for cell in found[0].cells) if found else ()
    named = [speaker for speaker in found if _has_name(speaker)]
    shared = tuple(speaker for speaker in named if speaker.cells[0].row["reporting_outlet_count"] > 1)
    single = tuple(speaker for speaker in named if speaker.cells[0].row["reporting_outlet_count"] == 1)
    nameless = _as_called([speaker for speaker in found if not _has_name(speaker)])
    return Section(
        anchor="speakers",
        title="Who speaks where",
        lead="Who carries a speaker, and in which form; at the edge, who alone has one, or alone lacks one.",
        figure=figure,
        counted=f"{count(len(named), 'speaker')}, {count(len(nameless), 'source')} without a name, "
        f"{count(len(outlets), 'outlet')}",
        verdict=f"{len(shared)} speak in several outlets, {len(single)} in one alone; not tested, "
        "it says what stands in these articles",
        measured=measured("quote_direct", "quote_indirect", "quote_source", "speaker_name"),
        content=Speakers(outlets, shared, single, nameless) if found else None,
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


def _has_name(speaker: Speaker) -> bool:
    return speaker.kind not in _NEVER_NAMED and speaker.name != speaker.name.lower()


def _as_called(speakers: list[Speaker]) -> tuple[Speaker, ...]:
    """Sources without a name by what they are called: *the union* of two articles may be two, and nobody says."""
    called: dict[tuple[str, str], list[Speaker]] = {}
    for speaker in speakers:
        called.setdefault((speaker.name, speaker.kind), []).append(speaker)
    return tuple(
        Speaker(name, kind, tuple(_together(cells) for cells in zip(*(each.cells for each in same), strict=True)), "")
        for (name, kind), same in called.items()
    )


def _together(cells: tuple[Cell, ...]) -> Cell:
    """What one outlet has of all sources that are called the same."""
    sums = {
        name: sum(cell.row[name] for cell in cells) for name in ("direct_count", "indirect_count", "quoted_word_count")
    }
    carriage = "direct" if sums["direct_count"] else "indirect" if sums["indirect_count"] else "absent"
    return Cell({**cells[0].row, **sums, "carriage": carriage}, [mark for cell in cells for mark in cell.quotes])
