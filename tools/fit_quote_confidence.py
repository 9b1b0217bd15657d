"""Fit ``transforms/data/quote_confidence.csv``: how likely a quote's content is right, from what its row shows.

A logistic regression on the annotated articles of ``tests/gold`` (invented, under this project's licence). The rule's
own share of right contents enters as it is; the weights say what else speaks for a row or against it. Which of the two
is known beforehand (a comma more is a place more to end wrongly), and sixty wrong rows would get some signs wrong by
chance: so each weight begins at what reason expects, the rows move it from there, and it may not change its sign.
Invented articles are cleaner than news, so their higher share of right rows is fitted beside and left out of what is
written. Figures are those of folds over registers: of articles of a kind that the weights have not seen.

usage: python -m tools.fit_quote_confidence [--write]

Needs scikit-learn (``[fit]``).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq, minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from tests.gold.scoring import Judged, articles, judge
from transforms.annotations.attribution.confidence import Row, Span, evidence

Floats = npt.NDArray[np.float64]

_PENALTY: Final = 10.0  # of the squared ways that weights move: six hundred rows do not carry more
_RULE: Final = 0.8  # of a rule's share of right contents: the evidence tells a part of it again
_EXPECTED: Final = 0.4  # size of a weight before any row is seen; folds over registers chose it among .1 to .6
_FOR: Final = (
    "direct", "says", "usual", "after_comma", "name", "words", "at_end", "near", "opens", "beside", "tensed",
)  # fmt: skip
_AGAINST: Final = (
    "gerund", "infinitive", "held", "nobody", "it", "relative", "ours", "short", "bare", "commas", "indirect_commas",
    "inner", "dash", "semicolon", "pieces", "mixed", "address", "cut", "inside",
)  # fmt: skip
_EVIDENCE: Final = (*_FOR, *_AGAINST)
_REASON: Final = {"inside": -1.0}  # by the guide a report inside a report is no row of its own
_START: Final = np.array([_REASON.get(name, _EXPECTED if name in _FOR else -_EXPECTED) for name in _EVIDENCE])
_FOLDS: Final = 7
_LEVELS: Final = (0.7, 0.8, 0.9)
_FAR: Final = 10.0  # beyond any sum of weights
_FILE: Final = Path(__file__).parents[1] / "transforms" / "data" / "quote_confidence.csv"
_SOURCE: Final = "fitted by tools/fit_quote_confidence.py on tests/gold"


def row_evidence(text: str, quotes: Sequence[dict[str, Any]], pieces: Sequence[list[Span]], index: int) -> list[float]:
    """Evidence of one of the rows of ``quotes`` of an article, in the order of ``_EVIDENCE``, the rule first."""
    quote = quotes[index]
    start = quote["cue_char_start"]
    row = Row(
        rule=quote["rule"],
        kind=quote["kind"],
        content=quote["text"],
        pieces=pieces[index],
        cue=None if start is None else (start, quote["cue_char_end"]),
        lemma=quote["cue_lemma"] or "",
        speaker=quote["speaker_text"] or "",
        place=None if quote["speaker_text"] is None else (quote["speaker_char_start"], quote["speaker_char_end"]),
    )
    found = evidence(text, row, [*pieces[max(0, index - 2) : index], *pieces[index + 1 : index + 3]])
    return [found["rule"], *(found.get(name, 0.0) for name in _EVIDENCE)]


def _samples() -> tuple[Floats, Floats, list[str]]:
    rows: list[list[float]] = []
    right: list[float] = []
    registers: list[str] = []
    for article in articles():
        judged: list[Judged] = judge(article)
        quotes, pieces = [item.quote for item in judged], [item.pieces for item in judged]
        rows += [row_evidence(article.text, quotes, pieces, index) for index in range(len(judged))]
        right += [float(item.match is not None) for item in judged]
        registers += [article.name.rpartition("-")[0]] * len(judged)
    return np.array(rows), np.array(right), registers


def _fit(rows: Floats, right: Floats) -> Floats:
    """Weights in the order of the evidence, and the shift between invented articles and news last."""
    known = _RULE * rows[:, 0]

    def loss(weights: Floats) -> float:
        logits = known + rows[:, 1:] @ weights[:-1] + weights[-1]
        likelihood = right * logits - np.logaddexp(0.0, logits)
        return float(_PENALTY * ((weights[:-1] - _START) ** 2).sum() - likelihood.sum())

    bounds = [(0.0, None)] * len(_FOR) + [(None, 0.0)] * len(_AGAINST) + [(None, None)]
    fitted: Floats = minimize(loss, np.append(_START, 0.0), method="L-BFGS-B", bounds=bounds).x
    return np.concatenate([[_RULE], fitted])


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
    for name, weight in zip(("rule", *_EVIDENCE), weights, strict=False):
        print(f"  {name:12s} {weight:6.2f}")
    if options.write:
        # on the whole as sure as the rules
        shown, wanted = rows @ weights[:-1], expit(rows[:, 0]).mean()
        average = brentq(lambda shift: float(expit(shown + shift).mean() - wanted), -_FAR, _FAR)
        named = sorted([*zip(("rule", *_EVIDENCE), weights, strict=False), ("always", average)])
        lines = [f"{name},{weight:.3f},{_SOURCE}" for name, weight in named]
        _FILE.write_text("\n".join(["evidence,weight,source", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
