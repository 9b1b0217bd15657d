"""Fit the weights of ``transforms/data/story_pairs.toml``, and say how well they tell stories that they have not seen.

A logistic regression weighs the similarities of pairs: one for pairs with dates, one for pairs that miss a date.
Events are split into five parts; the figures of the folds are those of articles whose events the weights have not seen.

usage: python tools/fit_stories.py WAREHOUSE GOLD.jsonl[.gz] … [--test GOLD.jsonl[.gz] …]

Each gold file has rows with ``doc_id`` (the article's ``source_id``) and ``event_id``. Needs scikit-learn (``[fit]``).
"""

import argparse
import gzip
import itertools
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
from transforms.corpus.stories.pairs import LEAST_PROBABILITY, Pairs, find_pairs, pair_weights
from transforms.corpus.stories.vectors import SIMILARITIES

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int64]

_FOLDS: Final = 5
_STRENGTH: Final = 10.0  # inverse of the regularisation: weights of 1 to 100 do alike
_DATED: Final = ("lead", "full", "title", "quotes")  # the rest adds nothing to dated pairs that was not in the words
_FAR: Final = 30  # days between articles that tell no one event, although nobody has read both
_WEEK: Final = 700_000  # a day to begin with
_SQUEEZED: Final = 0.15  # weight of squeezed pairs: at .02 a place's name joins all its news, at .5 follow-ups are lost
_BALANCE: Final = {False: 0.5, True: 0.25}  # by undated: 0 counts every pair alike, 1 every set and side alike


class Articles(NamedTuple):
    """Originals in the order of their ids; ``copies`` leads from a copy's source id to its original's row."""

    source_ids: list[str]
    terms: pl.Series
    days: Days
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


class Labelled(NamedTuple):
    """Pairs; 1 where a pair tells one event, 0 where it does not, -1 where nobody knows; the set that says so."""

    pairs: Pairs
    labels: npt.NDArray[np.int64]
    sets: npt.NDArray[np.str_]


def _labelled(articles: Articles, days: Days, events: list[tuple[str, str] | None], tested: set[str]) -> Labelled:
    """Pairs of articles on given days; what stands far apart in truth is no one event, whatever the days are."""
    pairs = find_pairs(articles.terms, days)
    labels = np.full(pairs.first.size, -1)
    sets = np.full(pairs.first.size, "", dtype="U64")
    for number, (one, other) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        first, second = events[one], events[other]
        if articles.source_ids[one] in tested or articles.source_ids[other] in tested:
            continue
        apart = abs(articles.days[one] - articles.days[other]) if min(articles.days[[one, other]]) >= 0 else 0
        if first and second and first[0] == second[0]:
            labels[number], sets[number] = first[1] == second[1], first[0]
        elif apart > _FAR:
            labels[number], sets[number] = 0, "far apart"
    return Labelled(pairs, labels, sets)


def _squeezed(articles: Articles, events: list[tuple[str, str] | None]) -> Days:
    """Days as if all events had begun within one week: so dense is the news of a wide collection."""
    begun: dict[str, int] = {}
    names = [event[1] if event else name for event, name in zip(events, articles.source_ids, strict=True)]
    for name, day in zip(names, articles.days.tolist(), strict=True):
        if day >= 0:
            begun[name] = min(begun.get(name, day), day)
    squeezed = [
        day if day < 0 else _WEEK + zlib.crc32(f"{name}a".encode()) % 7 + day - begun[name]
        for name, day in zip(names, articles.days.tolist(), strict=True)
    ]
    return np.array(squeezed)


def _sample_weights(parts: list[Labelled], is_undated: Flags) -> Floats:
    """Weights of all pairs, part after part: of each set and side, and of the squeezed part."""
    labels = np.concatenate([part.labels for part in parts])
    sets = np.concatenate([part.sets for part in parts])
    is_squeezed = np.repeat([False, True], [part.labels.size for part in parts])
    weights = np.ones(labels.size)
    for kind, power in _BALANCE.items():
        rows = (is_undated == kind) & (labels >= 0)
        for name, label, part in itertools.product(sorted(set(sets)), (0, 1), (False, True)):
            is_one = rows & (sets == name) & (labels == label) & (is_squeezed == part)
            if is_one.any():
                weights[is_one] = is_one.sum() ** -power * (_SQUEEZED if part else 1)
        weights[rows] /= weights[rows].mean()
    return weights


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
        [1] * len(articles.source_ids),
        pairs.first[kept],
        pairs.second[kept],
        chances[kept].tolist(),
        cut=pair_weights().cut,
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
    fitted_on, tested, every = _gold(options.gold), set(_gold(options.test)), _gold([*options.gold, *options.test])
    events = [every.get(source_id) for source_id in articles.source_ids]
    parts = [_labelled(articles, days, events, tested) for days in (articles.days, _squeezed(articles, events))]
    days = np.concatenate([part.pairs.days for part in parts])
    similarities = np.concatenate([part.pairs.similarities for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    is_undated = days < 0
    weights = _sample_weights(parts, is_undated)
    columns = [SIMILARITIES.index(name) for name in _DATED]
    features = (np.column_stack([similarities[:, columns], -np.log1p(np.maximum(days, 0))]), similarities)
    known = labels >= 0
    whole = _fit(features, labels, weights, is_undated, known)
    for model, names in zip(whole, ((*_DATED, "days"), SIMILARITIES), strict=True):
        fitted = zip((*names, "intercept"), (*model.coef_[0], model.intercept_[0]), strict=True)
        print({name: round(float(weight), 2) for name, weight in fitted})
    chances = whole.probabilities(features, is_undated)
    unseen = chances.copy()
    folds = np.array(
        [zlib.crc32(fitted_on[one][1].encode()) % _FOLDS if one in fitted_on else -1 for one in articles.source_ids]
    )
    first, second = (np.concatenate([part.pairs[side] for part in parts]) for side in (0, 1))
    for fold in range(_FOLDS):
        is_tested = (folds[first] == fold) | (folds[second] == fold)
        part_fit = _fit(features, labels, weights, is_undated, known & ~is_tested)
        unseen[is_tested] = part_fit.probabilities(features, is_undated)[is_tested]
    edge = parts[0].labels.size
    for title, found in (("fitted on all", chances), ("in folds", unseen)):
        _report(title, articles, parts[0].pairs, found[:edge], every)
        _report(f"{title}, one week", articles, parts[1].pairs, found[edge:], every)


if __name__ == "__main__":
    main()
