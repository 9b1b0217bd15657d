"""Fit ``transforms/data/quote_confidence.csv``: how likely a quote's content is right, from what its row shows.

A logistic regression on the annotated articles of ``tests/gold`` (invented, under this project's licence). The rule's
own share of right contents enters as it is; the weights say what else speaks for a row or against it. Invented articles
are cleaner than news, so their higher share of right rows is fitted beside and left out of what is written. Figures are
those of folds over registers: of articles of a kind that the weights have not seen.

usage: python -m tools.fit_quote_confidence [--write]

Needs scikit-learn (``[fit]``).
"""

import argparse
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from tests.gold.scoring import Judged, articles, judge
from transforms.annotations.attribution.confidence import EVIDENCE, evidence

Floats = npt.NDArray[np.float64]

_PENALTY: Final = 5.0  # of the squared weights: six hundred rows do not carry more
_FOLDS: Final = 7
_LEVELS: Final = (0.7, 0.8, 0.9)
_FILE: Final = Path(__file__).parents[1] / "transforms" / "data" / "quote_confidence.csv"
_SOURCE: Final = "fitted by tools/fit_quote_confidence.py on tests/gold"


def row_evidence(text: str, quote: dict[str, Any], end: int) -> list[float]:
    """Evidence of a row of ``quotes``, whose last piece ends at ``end``."""
    return evidence(
        text,
        quote["text"],
        end,
        rule=quote["rule"],
        kind=quote["kind"],
        cue=quote["cue_text"] or "",
        lemma=quote["cue_lemma"] or "",
        speaker=quote["speaker_text"] or "",
        negated=bool(quote["is_negated"]),
    )


def _samples() -> tuple[Floats, Floats, list[str]]:
    judged: list[Judged] = [item for article in articles() for item in judge(article)]
    rows = [row_evidence(item.article.text, item.quote, item.pieces[-1][1]) for item in judged]
    return (
        np.array(rows),
        np.array([float(item.match is not None) for item in judged]),
        [item.article.name.rpartition("-")[0] for item in judged],
    )


def _fit(rows: Floats, right: Floats) -> Floats:
    """Weights in the order of the evidence: 1 for the rule, and the shift between invented articles and news last."""

    def loss(weights: Floats) -> float:
        logits = rows[:, 0] + rows[:, 1:] @ weights[:-1] + weights[-1]
        likelihood = right * logits - np.logaddexp(0.0, logits)
        return float(_PENALTY * (weights[:-1] ** 2).sum() - likelihood.sum())

    fitted: Floats = minimize(loss, np.zeros(rows.shape[1])).x
    return np.concatenate([[1.0], fitted])


def main() -> None:
    """Fit, say how well it holds, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    rows, right, registers = _samples()
    folded = np.zeros(len(right))
    for fit, held in GroupKFold(_FOLDS).split(rows, right, registers):
        weights = _fit(rows[fit], right[fit])
        folded[held] = expit(rows[held] @ weights[:-1] + weights[-1])
    print(f"{len(right)} quotes, {right.mean():.3f} right")
    print(
        f"AUC over registers {roc_auc_score(right, folded):.3f}, "
        f"of the rules alone {roc_auc_score(right, rows[:, 0]):.3f}"
    )
    for level in _LEVELS:
        chosen = folded >= level
        print(f"  confidence >= {level}: {chosen.mean():.2f} of the rows, {right[chosen].mean():.3f} right")
    weights = _fit(rows, right)
    print(f"  invented articles are {weights[-1]:.2f} easier")
    for name, weight in zip(EVIDENCE, weights, strict=False):
        print(f"  {name:12s} {weight:6.2f}")
    if options.write:
        average = -float(
            rows[:, 1:].mean(axis=0) @ weights[1:-1]
        )  # what a row of average evidence adds to its rule: nothing
        named = sorted([*zip(EVIDENCE, weights, strict=False), ("always", average)])
        lines = [f"{name},{weight:.3f},{_SOURCE}" for name, weight in named]
        _FILE.write_text("\n".join(["evidence,weight,source", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
