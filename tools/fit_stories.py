"""Fit the weights of ``transforms/data/story_pairs.toml``, and say how well they tell stories that they have not seen.

A logistic regression weighs the similarities of pairs: one for pairs with dates, one for pairs that miss a date.
Events are split into five parts; the figures of the folds are those of articles whose events the weights have not seen.

usage: python tools/fit_stories.py WAREHOUSE GOLD.jsonl[.gz] … [--test GOLD.jsonl[.gz] …]

Each gold file has rows with ``doc_id`` (the article's ``source_id``) and ``event_id``. Needs scikit-learn (``[fit]``).
"""

import argparse
import gzip
import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from sklearn.linear_model import LogisticRegression

from transforms.corpus.stories.linkage import average_link
from transforms.corpus.stories.pairs import LEAST_PROBABILITY, SIMILARITIES, Pairs, find_pairs, pair_weights
from transforms.corpus.stories.vectors import story_vectors

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_FOLDS: Final = 5
_STRENGTH: Final = 10.0  # inverse of the regularisation: weights of 1 to 100 do alike
_DATED: Final = ("lead", "full", "title")  # names and numbers of dated pairs add nothing that was not in the words
_BALANCE: Final = {False: 0.5, True: 0.25}  # by undated: 0 counts every pair alike, 1 every set and side alike


class Articles(NamedTuple):
    """Originals in the order of their ids; ``copies`` leads from a copy's source id to its original's row."""

    source_ids: list[str]
    terms: pl.Series
    days: npt.NDArray[np.int64]
    copies: dict[str, int]


def _articles(warehouse: Path) -> Articles:
    rows, terms = (
        pl.read_parquet(warehouse / "current" / table / "**/*.parquet", hive_partitioning=False)
        for table in ("articles", "article_story_terms")
    )
    rows = rows.join(terms.select("article_id", "terms"), on="article_id", how="left").sort("article_id")
    originals = rows.filter(pl.col("duplicate_of").is_null())
    place = {article_id: row for row, article_id in enumerate(originals["article_id"])}
    copies = rows.filter(pl.col("duplicate_of").is_not_null()).select("source_id", "duplicate_of")
    return Articles(
        originals["source_id"].to_list(),
        originals["terms"].str.decode("base64"),
        originals["published_date"].to_physical().cast(pl.Int64).fill_null(-1).to_numpy(),
        {source_id: place[original] for source_id, original in copies.iter_rows()},
    )


def _gold(paths: list[Path]) -> dict[str, tuple[str, str]]:
    """Set and event of each article."""
    events = {}
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                events[row["doc_id"]] = (path.name.split(".")[0], row["event_id"])
    return events


def _labels(pairs: Pairs, events: list[tuple[str, str] | None]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """1 where a pair tells one event, 0 where it does not, -1 where nobody knows; and the set it comes from."""
    labels = np.full(pairs.first.size, -1)
    sets = [""] * pairs.first.size
    for number, (one, other) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        first, second = events[one], events[other]
        if first and second and first[0] == second[0]:
            labels[number] = first[1] == second[1]
            sets[number] = first[0]
    return labels, sets


def _sample_weights(labels: npt.NDArray[np.int64], sets: list[str], power: float) -> Floats:
    weights = np.ones(labels.size)
    named = np.array(sets)
    for name in set(sets) - {""}:
        for label in (0, 1):
            is_one = (named == name) & (labels == label)
            if is_one.any():
                weights[is_one] = is_one.sum() ** -power
    return weights / weights[labels >= 0].mean()


class Fit(NamedTuple):
    """Coefficients by kind of pair."""

    dated: LogisticRegression
    undated: LogisticRegression

    def probabilities(self, features: tuple[Floats, Floats], is_undated: Flags) -> Floats:
        """Of pairs."""
        found = [model.predict_proba(matrix)[:, 1] for model, matrix in zip(self, features, strict=True)]
        return np.where(is_undated, found[1], found[0])


def _fit(
    features: tuple[Floats, Floats], labels: npt.NDArray[np.int64], weights: Floats, is_undated: Flags, used: Flags
) -> Fit:
    models = []
    for kind, matrix in zip((False, True), features, strict=True):
        rows = used & (is_undated == kind)
        models.append(
            LogisticRegression(C=_STRENGTH, max_iter=5000).fit(matrix[rows], labels[rows], sample_weight=weights[rows])
        )
    return Fit(*models)


def _b_cubed(groups: dict[str, int], events: dict[str, tuple[str, str]], name: str) -> tuple[float, float, float]:
    docs = [doc for doc, (of_set, _) in events.items() if of_set == name and doc in groups]
    ours, theirs = defaultdict(set), defaultdict(set)
    for doc in docs:
        ours[groups[doc]].add(doc)
        theirs[events[doc][1]].add(doc)
    shared = [len(ours[groups[doc]] & theirs[events[doc][1]]) for doc in docs]
    precision = float(np.mean([n / len(ours[groups[doc]]) for n, doc in zip(shared, docs, strict=True)]))
    recall = float(np.mean([n / len(theirs[events[doc][1]]) for n, doc in zip(shared, docs, strict=True)]))
    return precision, recall, 2 * precision * recall / (precision + recall)


def _report(title: str, articles: Articles, pairs: Pairs, chances: Floats, events: dict[str, tuple[str, str]]) -> None:
    kept = chances >= LEAST_PROBABILITY
    found = average_link(
        len(articles.source_ids), pairs.first[kept], pairs.second[kept], chances[kept].tolist(), cut=pair_weights().cut
    )
    groups = dict(zip(articles.source_ids, found, strict=True))
    groups |= {source_id: found[row] for source_id, row in articles.copies.items()}
    for name in sorted({name for name, _ in events.values()}):
        precision, recall, f1 = _b_cubed(groups, events, name)
        print(f"{title}  {name}: B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def main() -> None:
    """Fit, print the weights and the figures."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    articles = _articles(options.warehouse)
    fitted_on, every = _gold(options.gold), _gold([*options.gold, *options.test])
    pairs = find_pairs(story_vectors(articles.terms), articles.days)
    events = [fitted_on.get(source_id) for source_id in articles.source_ids]
    labels, sets = _labels(pairs, events)
    is_undated = pairs.days < 0
    weights = np.where(is_undated, *(_sample_weights(labels, sets, _BALANCE[kind]) for kind in (True, False)))
    columns = [SIMILARITIES.index(name) for name in _DATED]
    dated = np.column_stack([pairs.similarities[:, columns], -np.log1p(np.maximum(pairs.days, 0))])
    features = (dated, pairs.similarities)
    known = labels >= 0
    whole = _fit(features, labels, weights, is_undated, known)
    for model, names in zip(whole, ((*_DATED, "days"), SIMILARITIES), strict=True):
        print(
            {n: round(float(c), 2) for n, c in zip(names, model.coef_[0], strict=True)}, round(model.intercept_[0], 2)
        )
    chances = whole.probabilities(features, is_undated)
    _report("fitted on all", articles, pairs, chances, every)
    unseen = chances.copy()
    folds = np.array([zlib.crc32(event[1].encode()) % _FOLDS if event else -1 for event in events])
    for fold in range(_FOLDS):
        is_tested = (folds[pairs.first] == fold) | (folds[pairs.second] == fold)
        part = _fit(features, labels, weights, is_undated, known & ~is_tested)
        unseen[is_tested] = part.probabilities(features, is_undated)[is_tested]
    _report("in folds", articles, pairs, unseen, every)


if __name__ == "__main__":
    main()
