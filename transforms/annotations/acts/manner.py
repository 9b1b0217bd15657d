"""How an article is told, and what it tells: what speaks for or against a reading of its headline.

An opinion piece quotes little, says *I* and *we*, shortens its verbs and asks its readers; and the act of a headline is
mostly told again in the first sentences. Both are measured over all articles of a batch at once.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.text.matching import Numbers

Floats = npt.NDArray[np.float64]

_LEAD: Final = 2  # sentences; there the news of the headline is told
_LEAST_WORDS: Final = 30  # shares of fewer words say nothing
_MARKS: Final = '["“”]'  # what stands in a sentence with marks may be somebody else's
_FIRST: Final = r"\b(?i:I|we|my|our|us|me)\b"
_SHORTENED: Final = r"(?i)n['’]t\b|['’](?:re|ll|ve)\b|\b(?:it|that|there|here)['’]s\b"
_ADVERBS: Final = (
    r"(?i)\b(?:indeed|perhaps|surely|obviously|merely|simply|certainly|of course|rather|clearly|truly|actually"
    r"|ridiculous|absurd|so-called|apparently|supposedly)\b"
)
_WORDS: Final = {"first_person": _FIRST, "shortened": _SHORTENED, "adverbs": _ADVERBS}
_FULL: Final = {"first_person": 20.0, "shortened": 20.0, "adverbs": 40.0}  # so many in a word are as many as can be


class Manner(NamedTuple):
    """Of one article: its sentences, and from 0 to 1 quotes in a sentence and words of its own that mark opinion."""

    sentences: int
    quotes: float
    first_person: float
    shortened: float
    adverbs: float
    questions: float


class Told(NamedTuple):
    """What an article's text tells: acts of its first sentences and of all, each with its side."""

    lead: list[tuple[str, int]]
    all: list[tuple[str, int]]


def manners(texts: pl.DataFrame, quotes: pl.DataFrame) -> dict[str, Manner]:
    """How each article is told.

    Args:
        texts: ``article_id``, ``role`` and ``text`` of the sentences.
        quotes: ``article_id`` of each quote.
    """
    body = texts.filter(pl.col("role") != "title").select("article_id", "text")
    own = body.filter(~pl.col("text").str.contains(_MARKS))
    told = own["text"]
    marked = own.select("article_id", words=pl.col("text").str.count_matches(" ", literal=True) + 1).with_columns(
        questions=told.str.count_matches("?", literal=True),
        **{name: _count(told, pattern) for name, pattern in _WORDS.items()},
    )
    columns = ("words", *_WORDS, "questions")
    counted = (
        body.group_by("article_id", maintain_order=True)
        .agg(pl.len().alias("sentences"))
        .join(marked.group_by("article_id").agg(pl.col(columns).sum()), on="article_id", how="left")
        .join(quotes.group_by("article_id").agg(pl.len().alias("quotes")), on="article_id", how="left")
        .with_columns(pl.col(*columns, "quotes").fill_null(0))
        .with_columns(pl.col("words").clip(lower_bound=_LEAST_WORDS))
        .select(
            "article_id",
            "sentences",
            (pl.col("quotes") / pl.col("sentences")).clip(upper_bound=1.0),
            *((pl.col(name) / pl.col("words") * full).clip(upper_bound=1.0) for name, full in _FULL.items()),
            (pl.col("questions") / 2).clip(upper_bound=1.0),
        )
    )
    return {row[0]: Manner(*row[1:]) for row in counted.iter_rows()}


def _count(texts: pl.Series, pattern: str) -> pl.Series:
    """How often words stand in each text.

    Where a word ends is quickly seen among ASCII letters. That finds too much beside a letter of another alphabet, and
    never too little: what is found in a text that has any is counted with care.
    """
    counts = texts.str.count_matches(pattern.replace(r"\b", r"(?-u:\b)"))
    doubtful = ((counts > 0) & (texts.str.len_bytes() > texts.str.len_chars())).arg_true()
    return counts.scatter(doubtful, texts.gather(doubtful).str.count_matches(pattern))


def leads(article_numbers: Numbers, is_title: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which sentences are the first of their articles' text."""
    rows = np.flatnonzero(~is_title)
    numbers = article_numbers[rows]
    firsts = np.searchsorted(numbers, numbers, side="left")
    result = np.zeros(len(article_numbers), dtype=bool)
    result[rows] = np.arange(len(rows)) - firsts < _LEAD
    return result
