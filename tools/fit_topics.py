"""Fit the weights of the topic lexicon: hand-made vocabulary in, ``transforms/data/topic_terms.csv`` out.

    python -m tools.fit_topics NEWS.jsonl[.gz] … [--folds 4] [--out FILE]

Each line of NEWS is an article with ``title``, ``text``, ``iptc`` (the id of a top topic; other rows are ignored)
and, for cross-validation, ``outlet``. The hand-made vocabulary stands in ``tools/topic_seeds/*.toml`` (see
``tools/topic_vocabulary.py``). Its strengths are the weights to begin with, and stay where the articles say nothing.

The fit is a multinomial logistic regression without intercept over the square roots of the terms' counts, scaled to
unit length as tagging scales them. A weight pays for its distance from the hand-made strength and stays within bounds
around it, so that a few articles cannot overrule the vocabulary; none is negative (a term that speaks *against* a topic
could not be shown as what caused a tag), and none is given to a topic that the vocabulary does not file the term under
(measured: such links were chance, and did not help articles of other outlets).

Needs numpy and scipy beside the project's own dependencies.
"""

import csv
import gzip
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import numpy as np
import polars as pl
import scipy.optimize  # type: ignore[import-untyped]
import scipy.sparse  # type: ignore[import-untyped]

from tools.topic_vocabulary import Claim, read_seeds
from transforms.annotations.topics import topic_rows
from transforms.annotations.topics.lexicon import Lexicon, TermWeight, build_lexicon, find_terms
from transforms.annotations.topics.tagging import stretches
from transforms.text.running_words import RunningWords

_TITLE_PART, _TITLE_LEAST, _TITLE_MOST = 2.5, 6, 16  # as in tagging
_SENTENCE_LENGTH: Final = 130  # characters of a sentence of news, to count them without splitting
_SHARPNESS: Final = 4.0  # scale of the scores in the exponent: a text of a topic scores about 1 above the others
_STIFFNESS: Final = 5e-4  # price of moving a weight: cross-validation gains to here, transfer loses beyond
_FLOOR, _CEILING = 0.2, 3.0  # a weight stays near its hand-made strength: news elsewhere uses the word otherwise
_BALANCE: Final = 0.25  # between every article counting the same (0) and every topic (1)
_OUT: Final = Path(__file__).parents[1] / "transforms" / "data" / "topic_terms.csv"

Matrix = Any  # scipy ships no types: a scipy.sparse.csr_matrix
Array = np.ndarray[Any, np.dtype[np.float64]]
Labels = np.ndarray[Any, np.dtype[np.int64]]


class Vocabulary(NamedTuple):
    """The hand-made vocabulary as a matrix: strength of each term (row) for each top topic (column)."""

    terms: list[str]
    tops: list[str]
    strengths: Array


def as_matrix(claims: dict[tuple[str, str], Claim]) -> Vocabulary:
    """Terms and top topics in alphabetical order, as the lexicon numbers them."""
    terms = sorted({term for term, _ in claims})
    tops = topic_rows().filter(pl.col("level") == 1)["topic_id"].sort().to_list()
    strengths = np.zeros((len(terms), len(tops)))
    rows, columns = ({name: i for i, name in enumerate(names)} for names in (terms, tops))
    for (term, top), claim in claims.items():
        strengths[rows[term], columns[top]] = claim.strength
    return Vocabulary(terms, tops, strengths)


def read_news(paths: tuple[Path, ...]) -> pl.DataFrame:
    """Labelled articles: title, text, iptc, outlet."""
    rows = []
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    kept = [row for row in rows if row.get("iptc")]
    return pl.DataFrame(
        {name: [row.get(name) or "" for row in kept] for name in ("title", "text", "iptc", "outlet")},
        schema=dict.fromkeys(("title", "text", "iptc", "outlet"), pl.String),
    )


def term_matrix(news: pl.DataFrame, lexicon: Lexicon) -> Matrix:
    """One row per article, one column per term, as tagging weighs them: square roots of counts, unit length."""
    sentences = news["text"].str.len_chars().to_numpy() / _SENTENCE_LENGTH
    of_title = np.clip(sentences / _TITLE_PART, _TITLE_LEAST, _TITLE_MOST)
    shape = (news.height, len(lexicon.terms))
    rows, terms = find_terms(RunningWords(news["title"].to_list()), lexicon)
    counts: Matrix = scipy.sparse.csr_matrix((of_title[rows], (rows, terms)), shape=shape)
    for first, last, count in stretches():
        length = None if last is None else (last - first) * _SENTENCE_LENGTH
        texts = news["text"].str.slice(first * _SENTENCE_LENGTH, length)
        rows, terms = find_terms(RunningWords(texts.to_list()), lexicon)
        counts = counts + scipy.sparse.csr_matrix((np.full(len(rows), count), (rows, terms)), shape=shape)
    lengths = np.sqrt(np.asarray(counts.sum(axis=1)).ravel())
    return scipy.sparse.csr_matrix(scipy.sparse.diags(1 / np.maximum(lengths, 1.0)) @ counts.sqrt())


def fit(articles: Matrix, labels: Labels, strengths: Array) -> Array:
    """Weights, term by top topic. Topics that no article has and terms that no article shows keep their strengths."""
    present = np.unique(labels)
    seen = np.flatnonzero(np.diff(articles.tocsc().indptr))
    shown = articles[:, seen].tocsr()
    shown_by_term = shown.T.tocsr()
    start = strengths[np.ix_(seen, present)]
    target = (labels[:, None] == present[None, :]).astype(float)
    class_weights = (len(labels) / (len(present) * target.sum(axis=0))) ** _BALANCE
    importance = target @ class_weights
    importance /= importance.sum()

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(start.shape)
        scores = _SHARPNESS * (shown @ weights)
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        chances = odds / odds.sum(axis=1, keepdims=True)
        moved = weights - start
        likelihood = importance @ np.log((chances * target).sum(axis=1) + 1e-12)
        slope = _SHARPNESS * (shown_by_term @ ((chances - target) * importance[:, None])) + 2 * _STIFFNESS * moved
        return float(_STIFFNESS * (moved * moved).sum() - likelihood), slope.ravel()

    best = scipy.optimize.minimize(
        loss,
        start.ravel(),
        jac=True,
        method="L-BFGS-B",
        bounds=scipy.optimize.Bounds(_FLOOR * start.ravel(), _CEILING * start.ravel()),
        options={"maxiter": 500},
    )
    weights = strengths.copy()
    weights[np.ix_(seen, present)] = best.x.reshape(start.shape)
    return weights


def cross_validate(articles: Matrix, labels: Labels, groups: pl.Series, strengths: Array, folds: int) -> float:
    """Share of articles right when no article of the same group (outlet) was fitted on."""
    sizes = groups.value_counts(sort=True).rows()
    totals = [0] * folds
    fold_of: dict[str, int] = {}
    for group, count in sorted(sizes, key=lambda item: (-item[1], item[0])):
        fold_of[group] = totals.index(min(totals))
        totals[fold_of[group]] += count
    fold = np.array([fold_of[group] for group in groups])
    right = 0
    for held_out in range(folds):
        weights = fit(articles[fold != held_out], labels[fold != held_out], strengths)
        right += int(((articles[fold == held_out] @ weights).argmax(axis=1) == labels[fold == held_out]).sum())
    return right / len(labels)


def write_terms(path: Path, claims: dict[tuple[str, str], Claim], vocabulary: Vocabulary, weights: Array) -> None:
    """Write the lexicon, sorted by term and topic."""
    rows, columns = ({name: i for i, name in enumerate(names)} for names in (vocabulary.terms, vocabulary.tops))
    entries = []
    for (term, top), claim in claims.items():
        weight = weights[rows[term], columns[top]]
        origin = "hand" if abs(weight - claim.strength) < 0.005 else "fitted"  # half of the last digit written
        entries.append((term, claim.topic_id, f"{weight:.2f}", origin))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("term", "topic_id", "weight", "origin"))
        writer.writerows(sorted(entries))


@click.command()
@click.argument("news", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--folds", default=0, help="Cross-validate over outlets in so many parts first.")
@click.option("--out", default=_OUT, type=click.Path(dir_okay=False, path_type=Path))
def main(news: tuple[Path, ...], folds: int, out: Path) -> None:
    """Fit the weights on labelled NEWS and write the lexicon."""
    claims = read_seeds()
    vocabulary = as_matrix(claims)
    lexicon = build_lexicon(TermWeight(term, top, 1.0) for term, top in claims)
    labelled = read_news(news).filter(pl.col("iptc").is_in(vocabulary.tops))
    articles = term_matrix(labelled, lexicon)
    labels = np.array([vocabulary.tops.index(label) for label in labelled["iptc"]])
    by_hand = (articles @ vocabulary.strengths).argmax(axis=1)
    click.echo(f"{labelled.height} articles; right with the hand-made strengths: {(by_hand == labels).mean():.3f}")
    if folds:
        right = cross_validate(articles, labels, labelled["outlet"], vocabulary.strengths, folds)
        click.echo(f"right by cross-validation over outlets: {right:.3f}")
    write_terms(out, claims, vocabulary, fit(articles, labels, vocabulary.strengths))
    click.echo(f"{out}: {len(claims)} rows")


if __name__ == "__main__":
    main()
