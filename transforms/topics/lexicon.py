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

    matcher: ahocorasick_rs.AhoCorasick
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
    topic_number = dict(numbered_topics().select("topic_id", "topic").iter_rows())
    weights = pl.DataFrame(
        {
            "term": [number[entry.term] for entry in entries],
            "topic": [topic_number[entry.topic_id] for entry in entries],
            "weight": [round(entry.weight * UNIT) for entry in entries],
        },
        schema=_WEIGHT_SCHEMA,
    )
    loudest = weights.group_by("term").agg(loudest=pl.col("weight").max())
    names = pl.DataFrame({"term": range(len(terms)), "name": terms}, schema={"term": pl.UInt32, "name": pl.String})
    return Lexicon(
        # two spaces between words, one at each end: neighbours in the text share no space
        matcher=ahocorasick_rs.AhoCorasick(
            [f" {form.replace(' ', '  ')} " for form in forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        term_of_pattern=pl.Series(forms.values(), dtype=pl.UInt32),
        terms=names.join(loudest, on="term", how="left", maintain_order="left"),
        weights=weights,
    )


def find_terms(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Every term found, in order: row (number of the text in ``texts``) and term.

    A letter outside ASCII parts words on both sides, in texts as in terms, so no text needs more than one byte a
    character here and no match has to be counted back from bytes.
    """
    find = lexicon.matcher.find_matches_as_indexes
    spaced = (
        texts.str.to_lowercase().str.replace_all("[^a-z0-9 ][^a-z0-9]*", " ").str.replace_all(" ", "  ", literal=True)
    )
    patterns: list[int] = []
    ends: list[int] = [0]
    for text in spaced.to_list():
        patterns += [match[0] for match in find(f"  {text}  ")]
        ends.append(len(patterns))
    counts = pl.Series(ends, dtype=pl.UInt32).diff(null_behavior="drop")
    rows = pl.select(row=pl.int_range(counts.len(), dtype=pl.UInt32).repeat_by(counts).explode())
    return rows.with_columns(term=lexicon.term_of_pattern[pl.Series(patterns, dtype=pl.UInt32)])
