"""The weighted lexicon, and finding its terms in texts.

A term matches whole words, whatever stands between them; a regular plural counts as its singular; where terms overlap,
the one that begins first and is longest wins, so that "supreme court" is never also "court".
"""

import functools
import re
from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple

import ahocorasick_rs
import numpy as np
import polars as pl

from transforms import resources
from transforms.topics.taxonomy import numbered_topics

UNIT: Final = 1000  # weights are summed as whole thousandths, so that sums do not depend on the order of rows
_NOT_PLURAL: Final = frozenset({"media", "people", "police"})
_WORD: Final = re.compile(r"[a-z0-9]+")
_EDGE: Final = "  \n  "  # between texts: no term has a line's end
_SIBILANT_END: Final = re.compile(r"(?:x|z|ch|sh)$")
_WEIGHT_SCHEMA: Final = {"term": pl.UInt32, "topic": pl.UInt32, "weight": pl.Int64}


class TermWeight(NamedTuple):
    """A term, the most specific topic that it speaks for, and how loudly (1 is an ordinary word of the field)."""

    term: str
    topic_id: str
    weight: float


class Lexicon(NamedTuple):
    """The lexicon in the shape that matching wants.

    Attributes:
        matcher: Finds patterns; pattern i shows the term number ``term_of_pattern[i]``.
        term_of_pattern: See above.
        terms: term (number), name, loudest (its largest weight for a top topic, in thousandths).
        weights: term, topic (both as numbers), weight (thousandths); one row per entry.
    """

    matcher: ahocorasick_rs.BytesAhoCorasick
    term_of_pattern: pl.Series
    terms: pl.DataFrame
    weights: pl.DataFrame


def normalise_term(term: str) -> str:
    """The term as it is matched: lower-case runs of ASCII letters and digits, one space between them."""
    return " ".join(_WORD.findall(term.lower()))


def plural_of(term: str) -> str | None:
    """The regular plural of a normalised term's last word; None where adding an ending makes no sense."""
    head, _, last = term.rpartition(" ")
    if len(last) < 3 or not last.isalpha() or last.endswith("s") or last in _NOT_PLURAL:
        return None
    if last.endswith("y") and last[-2] not in "aeiou":
        plural = last[:-1] + "ies"
    elif _SIBILANT_END.search(last):
        plural = last + "es"
    else:
        plural = last + "s"
    return f"{head} {plural}" if head else plural


@functools.cache
def bundled_lexicon() -> Lexicon:
    """The lexicon of ``data/topic_terms.csv``."""
    rows = resources.read_rows("topic_terms.csv")
    columns = {name: [row[name] for row in rows] for name in ("term", "topic_id", "weight")}
    return _build(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).cast({"weight": pl.Float64}))


def build_lexicon(entries: Iterable[TermWeight]) -> Lexicon:
    """A lexicon of the entries. A term may stand in several, for topics under different top topics.

    Raises:
        KeyError: An entry names a topic that the taxonomy does not have.
    """
    schema = {"term": pl.String, "topic_id": pl.String, "weight": pl.Float64}
    return _build(pl.DataFrame(list(entries), schema=schema, orient="row"))


def _build(entries: pl.DataFrame) -> Lexicon:
    names = entries.select(pl.col("term").unique().sort())
    normal = names["term"].str.to_lowercase().str.replace_all("[^a-z0-9]+", " ").str.strip_chars(" ").to_list()
    forms = {form: number for number, form in enumerate(normal)}
    for number, form in enumerate(normal):
        plural = plural_of(form)
        if plural is not None:
            forms.setdefault(plural, number)
    numbered = entries.join(names.with_row_index("number"), on="term", how="left", maintain_order="left").join(
        numbered_topics().select("topic_id", "topic"), on="topic_id", how="left", maintain_order="left"
    )
    unknown = numbered.filter(pl.col("topic").is_null())
    if unknown.height:
        raise KeyError(unknown["topic_id"][0])
    weights = numbered.sort("term", "topic_id", "weight").select(
        term=pl.col("number").cast(pl.UInt32),
        topic=pl.col("topic").cast(pl.UInt32),
        weight=pl.col("weight").mul(UNIT).round(mode="half_to_even").cast(pl.Int64),
    )
    loudest = weights.group_by("term").agg(loudest=pl.col("weight").max())
    terms = names.select(term=pl.int_range(pl.len(), dtype=pl.UInt32), name="term")
    return Lexicon(
        # two spaces between words, one at each end: neighbours in the text share no space
        matcher=ahocorasick_rs.BytesAhoCorasick(
            [f" {form.replace(' ', '  ')} ".encode() for form in forms],
            ahocorasick_rs.MatchKind.LeftmostLongest,
            ahocorasick_rs.Implementation.ContiguousNFA,
        ),
        term_of_pattern=pl.Series(forms.values(), dtype=pl.UInt32),
        terms=terms.join(loudest, on="term", how="left", maintain_order="left"),
        weights=weights,
    )


def find_terms(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Every term found, in order: row (number of the text in ``texts``) and term.

    A letter outside ASCII parts words on both sides, in texts as in terms, so no text needs more than one byte a
    character here, and one pass over bytes serves all texts.
    """
    spaced = (
        texts.fill_null("")
        .str.to_lowercase()
        .str.replace_all("[^a-z0-9 ][^a-z0-9]*", " ")
        .str.replace_all(" ", "  ", literal=True)
    )
    starts = np.cumsum(spaced.str.len_bytes().to_numpy().astype(np.int64) + len(_EDGE))
    haystack = "".join((_EDGE, _EDGE.join(spaced.to_list()), _EDGE)).encode()
    matches = lexicon.matcher.find_matches_as_indexes(haystack)
    found = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3)
    rows = np.searchsorted(starts, found[:, 1], side="right")
    terms = lexicon.term_of_pattern.gather(found[:, 0])
    return pl.DataFrame({"row": rows.astype(np.uint32), "term": terms})
