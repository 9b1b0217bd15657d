"""Pairs of articles are weighed some articles at a time."""

import numpy as np
import pytest

from transforms.corpus.stories import grouping


def test_parts_hold_every_pair_once_and_few_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_ARTICLES", 20)
    drawn = np.random.default_rng(7)
    # five articles of a day, each with many pairs; the others have one or two
    pairs = np.unique(np.sort(np.stack([drawn.integers(0, 5, 400), drawn.integers(5, 300, 400)]), axis=0), axis=1)
    parts = list(grouping._of_few_articles(pairs))
    assert len(parts) == -(-np.unique(pairs[1]).size // 20)
    assert all(np.unique(part).size <= 20 + 5 for part in parts)
    assert sorted(np.concatenate(parts, axis=1).T.tolist()) == pairs.T.tolist()


def test_few_pairs_stay_together() -> None:
    pairs = np.array([[0, 1], [2, 3]])
    assert [part.tolist() for part in grouping._of_few_articles(pairs)] == [pairs.tolist()]
