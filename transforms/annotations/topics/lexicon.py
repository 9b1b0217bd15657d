"""The weighted lexicon, and finding its terms in texts.

A term matches whole words, whatever stands between them; a regular plural counts as its singular; where terms overlap,
the one that begins first and is longest wins, so that "supreme court" is never also "court".
"""

import functools
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from transforms import resources
from transforms.annotations.topics.taxonomy import numbered_topics
from transforms.text.columns import Numbers, run_starts
from transforms.text.folding import fold_for_matching
from transforms.text.matching import TermMatcher
from transforms.text.running_words import RunningWords

UNIT: Final = 1000  # weights are summed as whole thousandths, so that sums do not depend on the order of rows
_NOT_PLURAL: Final = frozenset({"media", "people", "police"})
_WORD: Final = re.compile(r"[^\W_]+")
_SIBILANT_END: Final = re.compile(r"(?:x|z|ch|sh)$")


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
        terms: Their names, sorted.
        loudest: The largest weight of each term, in thousandths.
        entries: Term number i has the entries from ``entries[i]`` to ``entries[i + 1]``.
        topics: Of each entry, as a number.
        weights: Of each entry, in thousandths.
    """

    matcher: TermMatcher
    term_of_pattern: Numbers
    terms: list[str]
    loudest: Numbers
    entries: Numbers
    topics: Numbers
    weights: Numbers


def normalise_term(term: str) -> str:
    """The term as it is matched: lower-case runs of letters and digits, one space between them."""
    return " ".join(_WORD.findall(fold_for_matching(term)))


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
    names = entries["term"].unique().sort().to_list()
    normal = [" ".join(_WORD.findall(name)) for name in fold_for_matching("\x00".join(names)).split("\x00")]
    forms = {form: number for number, form in enumerate(normal)}
    for number, form in enumerate(normal):
        plural = plural_of(form)
        if plural is not None:
            forms.setdefault(plural, number)
    numbered = entries.sort("term", "topic_id", "weight").join(
        numbered_topics().select("topic_id", "topic"), on="topic_id", how="left", maintain_order="left"
    )
    unknown = numbered.filter(pl.col("topic").is_null())
    if unknown.height:
        raise KeyError(unknown["topic_id"][0])
    starts = run_starts(numbered["term"].rle_id().cast(pl.Int64).to_numpy())
    weights = np.rint(numbered["weight"].to_numpy() * UNIT).astype(np.int64)
    return Lexicon(
        matcher=TermMatcher(list(forms), any_marks=True),
        term_of_pattern=np.array(list(forms.values()), dtype=np.int64),
        terms=names,
        loudest=np.maximum.reduceat(weights, starts[:-1]),
        entries=starts,
        topics=numbered["topic"].cast(pl.Int64).to_numpy(),
        weights=weights,
    )


def find_terms(words: RunningWords, lexicon: Lexicon) -> tuple[Numbers, Numbers]:
    """Every term found, in order: number of the text, and number of the term."""
    texts, found = lexicon.matcher.find(words)
    return texts, lexicon.term_of_pattern[found.terms]
