"""The page of two outlets: what differs and holds, what is the same, what is too small to tell."""

import shlex
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from warehouse.reports.charts import Ratio, forest
from warehouse.reports.precision import Measured, measured
from warehouse.reports.reader import Figure, Reader, Row
from warehouse.reports.rendering import render
from warehouse.reports.section import count
from warehouse.reports.sections.measures import MEASURE_NAMES, UNDECIDED, name_of
from warehouse.reports.stories import about

_MOST_BARS: Final = 25  # of a chart on one screen; the table has all that holds
_MOST_UNDECIDED: Final = 100  # rows of what is too small to tell; the CSV has all
_PRECISION: Final = (
    "quote_direct",
    "quote_indirect",
    "quote_source",
    "speaker_name",
    "frame",
    "label",
    "actor",
    "headline_act",
    "variant",
    "omission",
    "headline_reading",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the comparison: its name, and examples of each outlet with their places on the page."""

    row: Row
    name: str
    examples: Sequence[tuple[str, Row]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that the page shows of the rows."""

    figure: Figure
    chart: str
    differs: tuple[Compared, ...]
    same: tuple[Compared, ...]
    undecided: tuple[Compared, ...]
    undecided_counts: tuple[tuple[str, int], ...]
    measured: tuple[Measured, ...]


def comparison_page(reader: Reader, first: Row, second: Row, restrictions: Mapping[str, str | None]) -> str:
    """The page of two outlets as HTML.

    Args:
        reader: Where to read.
        first: The row of ``outlets`` of one outlet.
        second: That of the other.
        restrictions: topic, first_day and last_day; None restricts nothing.
    """
    asked = {"first": first["outlet_id"], "second": second["outlet_id"], **restrictions}
    figure = reader.figure_around("comparison", asked, command=_command(asked))
    held = [row for row in figure.rows if row["verdict"] != UNDECIDED]
    examples = _examples(reader, held, asked)
    rows = [Compared(row, name_of(row), examples[_key(row)]) for row in figure.rows]
    undecided = [row for row in rows if row.row["verdict"] == UNDECIDED]
    by_measure = groupby(sorted(row.row["measure"] for row in undecided))
    differs = tuple(row for row in rows if row.row["verdict"] in ("more", "less"))
    comparison = Comparison(
        figure=figure,
        chart=forest([_ratio(row) for row in differs[:_MOST_BARS] if row.row["ratio_low"] is not None]),
        differs=differs,
        same=tuple(row for row in rows if row.row["verdict"] == "same"),
        undecided=tuple(sorted(undecided, key=lambda row: -(row.row["n"] + row.row["other_n"]))[:_MOST_UNDECIDED]),
        undecided_counts=tuple(
            (MEASURE_NAMES.get(measure, measure), len(list(found))) for measure, found in by_measure
        ),
        measured=measured(*_PRECISION),
    )
    return render(
        "comparison.html.j2",
        first=first,
        second=second,
        asked=asked,
        outlets=reader.rows("compared", asked),
        comparison=comparison,
        articles=_articles(examples),
        about=about(reader),
        count=count,
    )


def _key(row: Row) -> tuple[str, str, str]:
    return row["measure"], row["of_what"], row["item"]


def _command(asked: Mapping[str, str | None]) -> str:
    """The command line that compares the same."""
    options = {"topic": "--topic", "first_day": "--from", "last_day": "--to"}
    given = [f"{option} {shlex.quote(str(asked[name]))}" for name, option in options.items() if asked[name] is not None]
    return " ".join(["newsprism compare", str(asked["first"]), str(asked["second"]), *given])


def _ratio(compared: Compared) -> Ratio:
    row = compared.row
    return Ratio(compared.name, row["ratio"], row["ratio_low"], row["ratio_high"], row["verdict"])


def _examples(
    reader: Reader, rows: Sequence[Row], asked: Mapping[str, str | None]
) -> defaultdict[tuple[str, str, str], list[tuple[str, Row]]]:
    """Sentences behind each row, with where they stand on the page."""
    found: defaultdict[tuple[str, str, str], list[tuple[str, Row]]] = defaultdict(list)
    if rows:
        lists = {
            "measures": [row["measure"] for row in rows],
            "wholes": [row["of_what"] for row in rows],
            "items": [row["item"] for row in rows],
        }
        for number, row in enumerate(reader.rows("examples", {**asked, **lists})):
            found[_key(row)].append((f"e{number}", row))
    return found


def _articles(
    examples: Mapping[tuple[str, str, str], Sequence[tuple[str, Row]]],
) -> list[tuple[str, list[tuple[str, Row]]]]:
    """Examples by article, each article once, with its outlet and headline."""
    everything = [example for found in examples.values() for example in found]
    by_article: defaultdict[str, list[tuple[str, Row]]] = defaultdict(list)
    for anchor, row in everything:
        by_article[f"{row['outlet_name']}: {row['title'] or row['article_id']}"].append((anchor, row))
    return sorted(by_article.items())
