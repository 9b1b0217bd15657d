"""The same sentence in every outlet: what was cut is struck through, what touches its meaning is marked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Reader, Row
from warehouse.reports.section import Section, count

_MOST_SENTENCES: Final = 12  # on a page, those of most outlets and with changes first; the CSV has all
_TOUCHED: Final = ("negation", "condition", "hedge", "number")
_IN_MARKS: Final = ("direct", "partial")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence as one outlet has it: kept, cut, added, outside the marks, and what that touches."""

    text: str
    kind: str
    touches: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A sentence in one article."""

    row: Row
    pieces: tuple[Piece, ...]
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in all outlets: its renderings, the fullest first, and who does not carry it."""

    row: Row
    renderings: tuple[Rendering, ...]
    absent: tuple[str, ...]


def sentences(figure: Figure, evidence: Evidence, reader: Reader, parameters: Mapping[str, str]) -> Section:
    """The section of sentences.

    Args:
        figure: Rows of ``story-sentences``.
        evidence: The story's articles.
        reader: Where to read the edits.
        parameters: The story.
    """
    edits: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for edit in reader.rows("edits", parameters):
        edits[edit["variant_id"], edit["article_id"]].append(edit)
    canonical: defaultdict[str, list[Row]] = defaultdict(list)
    for piece in reader.rows("canonical", parameters):
        canonical[piece["variant_id"]].append(piece)
    found = []
    for variant, of_variant in groupby(figure.rows, key=lambda row: row["variant_id"]):
        rows = list(of_variant)
        carried = tuple(
            _rendering(row, canonical[variant], edits[variant, row["article_id"]], evidence)
            for row in rows
            if row["article_id"] is not None
        )
        absent = tuple(row["outlet_name"] for row in rows if row["article_id"] is None)
        found.append(Sentence(rows[0], carried, absent))
    touched = sum(any(row.row["touches"] for row in sentence.renderings) for sentence in found)
    return Section(
        anchor="sentences",
        title="The same sentence in every outlet",
        lead="The fullest rendering first. Struck through: what an outlet cut; underlined: what it put instead; "
        "grey: what it has outside the marks; on a ground: a negation, condition, hedge or number.",
        figure=figure,
        counted=count(len(found), "sentence")
        + " that several outlets quote"
        + (f", {_MOST_SENTENCES} of them shown" if len(found) > _MOST_SENTENCES else ""),
        verdict=f"in {touched} a negation, condition, hedge or number is touched; not tested, "
        "these are the words as they stand",
        measured=measured("variant", "quote_source"),
        content=tuple(found[:_MOST_SENTENCES]),
        nothing="No two outlets quote the same words.",
    )


def _rendering(row: Row, canonical: Sequence[Row], edits: Sequence[Row], evidence: Evidence) -> Rendering:
    pieces: tuple[Piece, ...] = (Piece(row["carried_text"], "kept"),)
    if edits and row["carriage"] in _IN_MARKS:
        pieces = tuple(_edited(canonical, edits))
    anchor = evidence.anchor(row["quote_id"]) or evidence.anchor_at(row["article_id"], row["char_start"])
    return Rendering(row, pieces, anchor)


def _edited(canonical: Sequence[Row], edits: Sequence[Row]) -> Iterator[Piece]:
    """The canonical text with the edits of one article shown in it."""
    for number, part in enumerate(canonical):
        if number:
            yield Piece(" … ", "kept")
        done = start = part["char_start"]
        for edit in edits:
            first, last = edit["canonical_char_start"], edit["canonical_char_end"]
            if not start <= first <= part["char_end"] or edit["edit_kind"] == "punctuation":
                continue
            yield Piece(part["text"][done - start : first - start], "kept")
            yield from _changed(part["text"][first - start : last - start], edit)
            done = max(done, last)
        yield Piece(part["text"][done - start :], "kept")


def _changed(text: str, edit: Row) -> Iterator[Piece]:
    touches = ", ".join(name for name in _TOUCHED if edit[f"touches_{name}"])
    if edit["edit_kind"] == "spelling":
        yield Piece(edit["outlet_text"], "kept")
        return
    if text:
        yield Piece(text, "outside" if edit["is_outside_quotes"] else "cut", touches)
    if edit["outlet_text"]:
        yield Piece(" ", "kept")  # a page shows several blanks as one
        yield Piece(edit["outlet_text"], "added", touches)
        yield Piece(" ", "kept")
