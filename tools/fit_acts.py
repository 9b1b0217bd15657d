"""Fit the weights of ``transforms/data/acts_evidence.toml``, and say how well they hold for outlets not seen.

Four logistic regressions weigh the evidence that :mod:`transforms.annotations.acts.evidence` gathers: whether a
headline's act is right, whether it is right to read none, whether an act is the outlet's own evaluation, and whether an
act of running text is right. Headlines are split into five parts by outlet, rows of running text by their number; the
figures are those of the part that a fit has not seen.

usage: python tools/fit_acts.py WAREHOUSE HEADLINES.jsonl[.gz] SENTENCES.csv [--leave-out THIRD]

HEADLINES has rows with ``doc_id`` (the article's ``source_id``), ``outlet`` and ``annotations``: a list of readings
with ``headline_act`` and ``headline_voice``. SENTENCES (``tools/act_sentences.csv``) has a row for each act that
somebody read: ``is_right``, ``act_id`` and the evidence by name. With ``--leave-out`` the outlets whose hash falls into
that third are tested, and the rest is fitted on. Needs scikit-learn (``[fit]``).
"""

import argparse
import csv
import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from sklearn.linear_model import LogisticRegression

from transforms.annotations.acts import find_act_hits, headline_evidence
from transforms.annotations.acts.evidence import (
    EVALUATING,
    Evidence,
    Seen,
    evidence_of_act,
    evidence_of_none,
    evidence_of_voice,
)
from transforms.text.matching import SentenceIndex

Floats = npt.NDArray[np.float64]

_FOLDS: Final = 5
_THIRDS: Final = 3
_STRENGTH: Final = {"act": 0.1, "none": 0.1, "evaluation": 2.0, "sentence": 0.1}  # inverse of the regularisation
_LEVELS: Final = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85)  # of probability, at which precision is printed


class Case(NamedTuple):
    """A piece of evidence with its answer (the share of readers who say yes), and what it must not be split from."""

    evidence: Evidence
    answer: float
    group: int


def _hash(outlet: str | None) -> int:
    return int(hashlib.sha256((outlet or "?").encode()).hexdigest()[:8], 16)


def _table(warehouse: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(warehouse / "current" / name / "**/*.parquet", hive_partitioning=False)


def _headlines(warehouse: Path) -> dict[str, Seen]:
    """What is seen of each headline, by source id."""
    sentences = _table(warehouse, "sentences").sort("article_id", "sentence_id")
    hits = find_act_hits(SentenceIndex(sentences, _table(warehouse, "voice_spans").sort("article_id", "char_start")))
    seen = headline_evidence(hits, sentences, _table(warehouse, "quotes"))
    sources = dict(_table(warehouse, "articles").select("article_id", "source_id").iter_rows())
    ids = sentences["article_id"].to_list()
    found: dict[str, Seen] = {}
    for number, one in seen.items():  # of a headline of several sentences the first that tells an act
        source = sources[ids[number]]
        if source not in found or (found[source].act is None and one.act is not None):
            found[source] = one
    return found


def _gold(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _cases(seen: dict[str, Seen], gold: list[dict[str, Any]]) -> dict[str, list[Case]]:
    """The cases of the three questions about headlines."""
    cases: dict[str, list[Case]] = {"act": [], "none": [], "evaluation": []}
    for row in gold:
        one, readers = seen.get(row["doc_id"]), row["annotations"]
        if one is None:
            continue
        group = _hash(row.get("outlet"))
        found = "none" if one.act is None else one.act.act_id
        right = sum(reader["headline_act"] == found for reader in readers) / len(readers)
        if one.act is None:
            cases["none"].append(Case(evidence_of_none(one), right, group))
            continue
        cases["act"].append(Case(evidence_of_act(one, one.act), right, group))
        voices = [reader["headline_voice"] for reader in readers if reader["headline_voice"]]
        if voices and found in EVALUATING:
            own = voices.count("outlet") / len(voices)
            cases["evaluation"].append(Case(evidence_of_voice(one, one.act), own, group))
    return cases


def _sentences(path: Path) -> list[Case]:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Case(
            {row["act_id"]: 1.0} | {name: float(row[name]) for name in row if name not in ("act_id", "is_right")},
            float(row["is_right"]),
            number * _THIRDS,
        )
        for number, row in enumerate(rows)
    ]


class Fit(NamedTuple):
    """Names and weights of the evidence; ``always`` is the intercept."""

    names: list[str]
    weights: Floats
    always: float

    def probabilities(self, cases: list[Case]) -> Floats:
        """Of cases."""
        return np.asarray(1 / (1 + np.exp(-self.always - _matrix(cases, self.names) @ self.weights)))


def _matrix(cases: list[Case], names: list[str]) -> Floats:
    return np.array([[case.evidence.get(name, 0.0) for name in names] for case in cases])


def _fit(question: str, cases: list[Case]) -> Fit:
    names = sorted({name for case in cases for name in case.evidence})
    matrix, answers = _matrix(cases, names), np.array([case.answer for case in cases])
    model = LogisticRegression(C=_STRENGTH[question], max_iter=5000)
    yes_and_no = np.repeat([1, 0], len(cases))
    model.fit(np.vstack([matrix, matrix]), yes_and_no, sample_weight=np.concatenate([answers, 1 - answers]))
    return Fit(names, model.coef_[0], float(model.intercept_[0]))


def _say(title: str, chances: Floats, cases: list[Case]) -> None:
    answers = np.array([case.answer for case in cases])
    hits = np.where(chances >= 0.5, answers, 1 - answers).mean()
    levels = [
        f">= {level}: {(chances >= level).mean():.2f} of them, {answers[chances >= level].mean():.2f} right"
        for level in _LEVELS
        if (chances >= level).any()
    ]
    print(f"{title}  n {len(cases)}  told apart {hits:.3f}  (yes {answers.mean():.3f})  " + "; ".join(levels))


def _by_folds(question: str, cases: list[Case]) -> Floats:
    chances = np.zeros(len(cases))
    part = np.array([case.group // _THIRDS % _FOLDS for case in cases])
    for fold in range(_FOLDS):
        fit = _fit(question, [case for case, of in zip(cases, part, strict=True) if of != fold])
        chances[part == fold] = fit.probabilities([case for case, of in zip(cases, part, strict=True) if of == fold])
    return chances


def _split(cases: list[Case], is_tested: Callable[[Case], bool]) -> tuple[list[Case], list[Case]]:
    return [case for case in cases if not is_tested(case)], [case for case in cases if is_tested(case)]


def main() -> None:
    """Fit, print the figures and the weights."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("headlines", type=Path)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--leave-out", type=int, choices=range(_THIRDS))
    options = parser.parse_args()
    cases = _cases(_headlines(options.warehouse), _gold(options.headlines))
    cases["sentence"] = _sentences(options.sentences)
    for question, every in cases.items():
        fitted, tested = every, []
        if options.leave_out is not None and question != "sentence":
            fitted, tested = _split(every, lambda case: case.group % _THIRDS == options.leave_out)
        _say(f"# {question}, folds:", _by_folds(question, fitted), fitted)
        fit = _fit(question, fitted)
        if tested:
            _say(f"# {question}, left out:", fit.probabilities(tested), tested)
        print(f"\n[{question}]\nalways = {fit.always:.2f}")
        for name, weight in sorted(zip(fit.names, fit.weights, strict=True), key=lambda pair: -pair[1]):
            if round(weight, 2):
                print(f"{name} = {weight:.2f}")
        print()


if __name__ == "__main__":
    main()
