"""The weighted lexicon, and finding its terms in texts.

A term matches whole words, whatever stands between them; a regular plural counts as its singular; where terms overlap,
the one that begins first and is longest wins, so that "supreme court" is never also "court".
"""

import functools
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import ahocorasick_rs
import polars as pl

from transforms import resources
from transforms.topics.taxonomy import numbered_topics

UNIT: Final = 1000  # weights are summed as whole thousandths, so that sums do not depend on the order of rows
_NOT_PLURAL: Final = frozenset({"media", "people", "police"})
_WORD: Final = re.compile(r"[a-z0-9]+")
_SIBILANT_END: Final = re.compile(r"(?:x|z|ch|sh)$")
_WEIGHT_SCHEMA: Final = {"term": pl.UInt32, "topic": pl.UInt32, "level": pl.Int32, "weight": pl.Int64}


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
        weights: term, topic, level, weight (thousandths); one row for each topic that a term speaks for and for each
            topic above it.
    """

    matcher: ahocorasick_rs.AhoCorasick
    term_of_pattern: list[int]
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
    return build_lexicon(TermWeight(row["term"], row["topic_id"], float(row["weight"])) for row in rows)


def build_lexicon(entries: Iterable[TermWeight]) -> Lexicon:
    """A lexicon of the entries. A term may stand in several, for topics under different top topics.

    Raises:
        KeyError: An entry names a topic that the taxonomy does not have.
    """
    entries = sorted(entries)
    terms = sorted({entry.term for entry in entries})
    number = {term: i for i, term in enumerate(terms)}
    forms = {normalise_term(term): i for i, term in enumerate(terms)}
    for i, term in enumerate(terms):
        plural = plural_of(normalise_term(term))
        if plural is not None:
            forms.setdefault(plural, i)
    weights = _weights_with_parents(entries, number)
    loudest = weights.filter(pl.col("level") == 1).group_by("term").agg(loudest=pl.col("weight").max())
    names = pl.DataFrame({"term": range(len(terms)), "name": terms}, schema={"term": pl.UInt32, "name": pl.String})
    return Lexicon(
        # two spaces between words, one at each end: neighbours in the text share no space
        matcher=ahocorasick_rs.AhoCorasick(
            [f" {form.replace(' ', '  ')} " for form in forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        term_of_pattern=list(forms.values()),
        terms=names.join(loudest, on="term", how="left"),
        weights=weights,
    )


def _weights_with_parents(entries: list[TermWeight], number: dict[str, int]) -> pl.DataFrame:
    topics = {
        topic_id: (topic, parent, level)
        for topic, topic_id, parent, level in numbered_topics()
        .select("topic", "topic_id", "parent_topic_id", "level")
        .iter_rows()
    }
    columns: dict[str, list[int]] = {name: [] for name in _WEIGHT_SCHEMA}
    for entry in entries:
        topic_id: str | None = entry.topic_id
        while topic_id is not None:
            topic, topic_id, level = topics[topic_id]
            columns["term"].append(number[entry.term])
            columns["topic"].append(topic)
            columns["level"].append(level)
            columns["weight"].append(round(entry.weight * UNIT))
    return pl.DataFrame(columns, schema=_WEIGHT_SCHEMA)


def find_terms(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Every term found, in order: row (number of the text in ``texts``) and term.

    A letter outside ASCII parts words on both sides, in texts as in terms, so no text needs more than one byte a
    character here and no match has to be counted back from bytes.
    """
    find, term_of = lexicon.matcher.find_matches_as_indexes, lexicon.term_of_pattern
    spaced = texts.str.to_lowercase().str.replace_all("[^a-z0-9]+", "  ")
    terms: list[int] = []
    ends: list[int] = []
    for text in spaced.to_list():
        terms += [term_of[match[0]] for match in find(f"  {text}  ")]
        ends.append(len(terms))
    counts = pl.Series(ends, dtype=pl.UInt32).diff(null_behavior="ignore").fill_null(ends[0] if ends else 0)
    rows = pl.select(pl.int_range(len(ends), dtype=pl.UInt32).repeat_by(counts).explode().alias("row"))
    return rows.with_columns(term=pl.Series(terms, dtype=pl.UInt32))
