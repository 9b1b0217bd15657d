"""What is stored of an article to tell its story later: its weighty words, and how often they stand where.

A word's weight is frozen: how rare it is in English news (``story_terms.csv``), never how rare in this warehouse. So
the likeness of two articles depends on these two alone, is never computed again, and works with five articles as with a
million. Words that every article has weigh nothing and are not stored.
"""

from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.resources import read_rows
from transforms.text.columns import order_by, rows_between, run_starts, run_sums
from transforms.text.matching import HashTable, Numbers, SentenceIndex
from transforms.text.running_words import Hashes, RunningWords
from transforms.vocabulary import BODY_ROLES

SCHEME: Final = "h32-w5-q4-v2"  # stored terms of another scheme are not compared
TERM_TYPE: Final = np.dtype(
    [
        ("term", "<u4"),  # hash of the word
        ("weight", "u1"),  # in parts of WEIGHT_UNIT
        ("title", "u1"),  # occurrences
        ("lead", "u1"),
        ("full", "u1"),
        ("named", "u1"),  # capitalised, and not as the first word of a sentence
        ("is_number", "u1"),  # 1, of a word; QUOTED and FIGURE are no words (:mod:`transforms.annotations.story_marks`)
    ]
)
QUOTED: Final = 2
FIGURE: Final = 3
WEIGHT_UNIT: Final = 32  # a weight of 1 is stored as 32: a byte holds weights up to 8
_UNKNOWN: Final = 6.0  # of a word that is not listed: a rare name; more, and a place makes a story of all its news
_LEAD_WORDS: Final = 100  # weighty words of the body that count as its lead; 50 and 150 do no better
_FULL_TERMS: Final = 160  # stored of an article, the weightiest: more words say nothing more about its event
_MOST: Final = 255  # occurrences that a byte holds
_BODY: Final = 1
_NEITHER: Final = 2
_ROLES: Final = {"title": 0} | dict.fromkeys(BODY_ROLES, _BODY)
_HASH_SHIFT: Final = np.uint64(32)  # half of a hash tells words apart well enough: few of an article's are compared
_DIGITS: Final = np.array([chr(code).isdigit() for code in range(0x100)])


class _Weights(NamedTuple):
    table: HashTable
    weights: npt.NDArray[np.uint8]  # by number in the table


@cache
def _weights() -> _Weights:
    rows = read_rows("story_terms.csv")
    hashes = RunningWords([row["term"] for row in rows]).hashes
    weights = np.array([float(row["weight"]) for row in rows])
    return _Weights(HashTable(hashes), np.rint(weights[np.argsort(hashes)] * WEIGHT_UNIT).astype(np.uint8))


def _weights_of(hashes: Hashes) -> npt.NDArray[np.uint8]:
    known = _weights()
    weights = np.full(hashes.size, _UNKNOWN * WEIGHT_UNIT, dtype=np.uint8)
    places, numbers = known.table.find(hashes)
    weights[places] = known.weights[numbers]
    return weights


def story_terms(index: SentenceIndex) -> pl.DataFrame:
    """The weighty words of each article of a batch.

    Args:
        index: The batch's sentences.

    Returns:
        ``article_id``, ``terms`` (records of ``TERM_TYPE``, ordered by term) and ``term_scheme``; one row per article
        with a title or body, in the order of the index.
    """
    words = index.words
    roles = np.array([_ROLES.get(role, _NEITHER) for role in index.roles], dtype=np.int8)
    role = roles[words.texts]
    weight = _weights_of(words.hashes)
    kept = np.flatnonzero((role < _NEITHER) & (weight > 0))
    role, weight = role[kept], weight[kept]
    term = (words.hashes[kept] >> _HASH_SHIFT).astype(np.int64)
    article = index.article_numbers[words.texts[kept]]
    is_first = np.append(True, words.texts[1:] != words.texts[:-1])[kept]
    is_body = role == _BODY
    before = np.cumsum(is_body)
    starts = run_starts(article)
    opening = before[starts[:-1]] - is_body[starts[:-1]] if kept.size else before
    is_lead = is_body & (before - np.repeat(opening, np.diff(starts)) <= _LEAD_WORDS)
    is_named = words.is_capital[kept] & ~is_first & is_body
    order = order_by(article, term)
    runs = run_starts(article[order], term[order])
    head = order[runs[:-1]]
    records = np.empty(head.size, dtype=TERM_TYPE)
    records["term"] = term[head]
    records["weight"] = weight[head]
    for name, flags in (("title", ~is_body), ("lead", is_lead), ("full", is_body), ("named", is_named)):
        records[name] = np.minimum(run_sums(flags[order].astype(np.int64), runs), _MOST)
    records["is_number"] = _DIGITS[words.codes[words.starts[kept[head]]]]
    return _frame(index, article[head], records)


def _frame(index: SentenceIndex, owners: Numbers, records: npt.NDArray[np.void]) -> pl.DataFrame:
    """One row per article, of its records the weightiest."""
    strength = records["weight"] * (1 + np.log(np.maximum(records["full"], 1)))
    behind = np.rint(strength.max(initial=0) - strength).astype(np.int64) + 1
    behind[(records["title"] > 0) | (records["lead"] > 0)] = 0  # these are few, and all of them are compared
    ranked = order_by(owners, behind)
    starts = run_starts(owners)
    firsts = starts[:-1]
    place, rows = rows_between(firsts, np.minimum(starts[1:], firsts + _FULL_TERMS))
    chosen = np.sort(ranked[rows])  # as they stood: by term
    edges = np.append(0, np.cumsum(np.bincount(place, minlength=firsts.size))).tolist()
    content, size = records[chosen].tobytes(), TERM_TYPE.itemsize
    articles = index.columns["article_id"].unique(maintain_order=True)
    return pl.DataFrame(
        {
            "article_id": articles.gather(owners[firsts]),
            "terms": [content[low * size : high * size] for low, high in pairwise(edges)],
        },
        schema={"article_id": pl.String, "terms": pl.Binary},
    ).with_columns(term_scheme=pl.lit(SCHEME))
