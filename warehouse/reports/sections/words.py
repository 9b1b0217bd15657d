"""What outlets call the same people and things: words of one concept, and phrases for one actor, by whose words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Row
from warehouse.reports.section import Section, count

_MOST_HEADS = 12  # actors on a page, those of most outlets first; the CSV has all


@dataclass(frozen=True, slots=True)
class Uses:
    """Uses of a word or phrase in an outlet: the row, and where each stands."""

    text: str
    row: Row
    marks: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Concept:
    """Words of one concept as rows; a cell has the uses of an outlet."""

    name: str
    rows: tuple[tuple[Row, tuple[Uses, ...]], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Concepts for which the outlets use several words, and those for which they have one; outlets are columns."""

    outlets: tuple[str, ...]
    several: tuple[Concept, ...]
    one: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Actors:
    """Actors as rows, outlets as columns; a cell has the phrases of an outlet."""

    outlets: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Uses, ...], ...]], ...]


def words(figure: Figure, evidence: Evidence) -> Section:
    """The section of words for one concept.

    Args:
        figure: Rows of ``story-words``.
        evidence: The story's articles.
    """
    concepts = []
    for name, of_concept in groupby(figure.rows, key=lambda row: row["concept"]):
        rows = []
        for _, of_word in groupby(of_concept, key=lambda row: row["label_id"]):
            cells = [
                Uses(row["term"], row, evidence.marks("word", row["label_id"], row["outlet_id"])) for row in of_word
            ]
            rows.append((cells[0].row, tuple(cells)))
        concepts.append(Concept(name, tuple(rows)))
    shown = Words(
        outlets=tuple(cell.row["outlet_name"] for cell in concepts[0].rows[0][1]) if concepts else (),
        several=tuple(concept for concept in concepts if len(concept.rows) > 1),
        one=tuple(concept for concept in concepts if len(concept.rows) == 1),
    )
    uses = sum(row["own_count"] + row["indirect_count"] + row["direct_count"] for row in figure.rows)
    own = sum(row["own_count"] for row in figure.rows)
    return Section(
        anchor="words",
        title="Words for the same thing",
        lead="Filled: the outlet's own word; half: paraphrase; hollow: somebody's words in quotation marks.",
        figure=figure,
        counted=f"{count(uses, 'use')} of {count(len({row['label_id'] for row in figure.rows}), 'word')}",
        verdict=f"{own} in the outlets' own voice; whether a difference holds is asked below, in the measures",
        measured=measured("label", "quote_direct", "quote_indirect"),
        content=shown if concepts else None,
        nothing="No outlet uses a word of the lists of contested words; run --labels takes lists of your own.",
    )


def names(figure: Figure, evidence: Evidence) -> Section:
    """The section of phrases for one actor.

    Args:
        figure: Rows of ``story-names``.
        evidence: The story's articles.
    """
    heads = [(head, list(rows)) for head, rows in groupby(figure.rows, key=lambda row: row["head"])]
    outlets = sorted({(row["outlet_name"], row["outlet_id"]) for row in figure.rows})
    shown = tuple(
        (head, tuple(tuple(_phrases(rows, outlet_id, evidence)) for _, outlet_id in outlets))
        for head, rows in heads[:_MOST_HEADS]
    )
    return Section(
        anchor="names",
        title="Names for the same actor",
        lead="The forms in which each outlet names an actor. Filled: own voice; half: paraphrase; hollow: quotation.",
        figure=figure,
        counted=f"{count(len(heads), 'actor')} whom several outlets name in several forms"
        + (f", {_MOST_HEADS} of them shown" if len(heads) > _MOST_HEADS else ""),
        verdict="not tested; that two heads (a surname and an office) are one person is not known here",
        measured=measured("actor", "quote_direct", "quote_indirect"),
        content=Actors(tuple(name for name, _ in outlets), shown) if shown else None,
        nothing="No actor is named by several outlets in different forms.",
    )


def _phrases(rows: Sequence[Row], outlet_id: str, evidence: Evidence) -> Iterator[Uses]:
    """The phrases of one outlet for one actor, written as they first stand."""
    for row in rows:
        if row["outlet_id"] == outlet_id:
            marks = evidence.marks("name", f"{row['head']}/{row['phrase']}", outlet_id)
            yield Uses(marks[0]["said"] if marks else row["phrase"], row, marks)
