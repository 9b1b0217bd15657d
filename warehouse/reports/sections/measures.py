"""What an outlet has more or less of than the others of the story, with intervals; most is too small to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from warehouse.reports.charts import Interval, small_multiples
from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Row
from warehouse.reports.section import Section, count, plain

UNDECIDED: Final = "too small to tell"
_MOST_PANELS: Final = 9  # of a chart that is taken in at a glance; the table and the CSV have the rest
_MOST_LINKS: Final = 5  # to the sentences of one number
MEASURE_NAMES: Final = {
    "speaker": "quoted",
    "speaker_words": "quoted, words",
    "speaker_paraphrase": "paraphrased, words",
    "first_quoted": "quoted first",
    "source_kind": "kind of source",
    "anonymous": "sources unnamed on purpose",
    "anonymity": "of sources unnamed on purpose",
    "affiliation": "institution of the source",
    "role": "role of the source",
    "party": "party of the source",
    "gender": "gender of the source",
    "cue": "verb of speech",
    "cue_negated": "negated verb of speech",
    "label": "word, own voice",
    "label_opinion": "word, opinion pieces",
    "label_indirect": "word, in paraphrase",
    "label_direct": "word, in quotation",
    "distance": "word, kept at a distance",
    "frame": "frame of the article",
    "topic": "topic of the article",
    "kind": "kind of article",
    "headline": "headline reads",
    "headline_act": "act of the headline",
    "headline_agent": "act of the headline, by",
    "act_by": "acts of",
    "act_toward": "acts towards",
    "variant": "utterances of several articles, kept",
    "variant_condition": "conditions of such utterances",
    "omission": "of what three carry",
    "wire": "agency copy",
    "length": "length",
    "actor": "named, own voice",
}
_ITEM_NAMES: Final = {("gender", "f"): "women", ("gender", "m"): "men"}
_COLUMNS: Final = {"source_kind": "source_kind", "affiliation": "affiliation"} | {
    "gender": "gender",
    "cue": "cue",
}  # measures of attributions, with the column of the marks that they count by


@dataclass(frozen=True, slots=True)
class Measure:
    """A row with the places of some of what it counts."""

    row: Row
    name: str
    marks: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Measures:
    """The chart, and the rows that hold and those that do not."""

    chart: str
    panels: str
    held: tuple[Measure, ...]
    undecided: tuple[Measure, ...]


def measures(figure: Figure, evidence: Evidence) -> Section:
    """The section of measures.

    Args:
        figure: Rows of ``story-measures``.
        evidence: The story's articles.
    """
    rows = [Measure(row, name_of(row), _marks(row, evidence)) for row in figure.rows if row["n"] or row["p_corrected"]]
    held = tuple(row for row in rows if row.row["verdict"] != UNDECIDED)
    undecided = tuple(row for row in rows if row.row["verdict"] == UNDECIDED)
    chart, panels = _chart(figure.rows)
    total = len(figure.rows)
    return Section(
        anchor="measures",
        title="More or less than the others",
        lead="An outlet's share (dot) beside that of the story's other outlets (tick). Grey: too small to tell.",
        figure=figure,
        counted=f"{count(evidence_count(evidence), 'original')}; {count(total, 'comparison')}",
        verdict=(
            f"all {total} too small to tell: within one event there are too few articles for a difference to hold"
            if not held
            else f"{len(held)} of {total} hold (more, less or same), {total - len(held)} are too small to tell"
        ),
        measured=measured("quote_source", "frame", "label", "headline_act", "variant", "omission"),
        content=Measures(chart, panels, held, undecided) if rows else None,
        nothing="There is nothing to compare: one outlet alone, or nothing counted.",
    )


def evidence_count(evidence: Evidence) -> int:
    """Articles that count in a comparison: no copies."""
    return sum(article.row["origin"] != "copy" for article in evidence.articles)


def name_of(row: Row) -> str:
    """What a row of a comparison is about, in words."""
    whole = "" if row["of_what"] in ("all", "words") else f"{plain(row['of_what'])}: "
    item = _ITEM_NAMES.get((row["measure"], row["item"]), plain(row["item_name"]))
    return f"{MEASURE_NAMES.get(row['measure'], plain(row['measure']))}: {whole}{item}"


def _marks(row: Row, evidence: Evidence) -> Sequence[Row]:
    measure = row["measure"]
    if measure in _COLUMNS:
        return evidence.quotes(row["outlet_id"], _COLUMNS[measure], row["item"])[:_MOST_LINKS]
    if measure == "label":
        marks = evidence.marks("word", row["item"], row["outlet_id"])
        return [mark for mark in marks if mark["voice"] == "outlet"][:_MOST_LINKS]
    return ()


def _chart(rows: Sequence[Row]) -> tuple[str, str]:
    """The chart of the things that are counted most, and their names."""
    things = [
        (name_of(of_thing[0]), of_thing)
        for of_thing in (
            list(found) for _, found in groupby(rows, key=lambda row: (row["measure"], row["of_what"], row["item"]))
        )
        if len({row["rate"] for row in of_thing if row["total"]}) > 1  # where all are alike, a picture shows nothing
    ]
    things.sort(
        key=lambda thing: (-any(_is_held(row) for row in thing[1]), -sum(row["n"] for row in thing[1]), thing[0])
    )
    chosen = things[:_MOST_PANELS]
    intervals = [
        Interval(
            panel=name,
            name=row["outlet_name"],
            rate=row["rate"],
            other_rate=row["other_rate"],
            low=_scaled(row["ratio_low"], row["other_rate"]),
            high=_scaled(row["ratio_high"], row["other_rate"]),
            verdict=row["verdict"],
        )
        for name, of_thing in chosen
        for row in of_thing
        if row["total"]
    ]
    return small_multiples(intervals), "; ".join(name for name, _ in chosen)


def _is_held(row: Row) -> bool:
    return bool(row["verdict"] != UNDECIDED)


def _scaled(ratio: float | None, rate: float | None) -> float | None:
    """An end of the interval of the ratio as a rate beside the others' rate; at most 1."""
    return None if ratio is None or rate is None else min(ratio * rate, 1.0)
