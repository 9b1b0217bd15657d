"""Offsets of several articles on one axis."""

import numpy as np
import polars as pl
import pytest

from transforms.text.axis import NOWHERE, Axis, moved, within


def test_what_has_no_place_is_in_no_article() -> None:
    rows = pl.DataFrame({"article_id": ["a", "b", "b", "c"], "char_start": [5, None, 5, 5]})
    places = Axis(pl.Series(["a", "a", "b"])).places(rows, "char_start")
    assert places[0] == 5
    assert places[2] > places[0]
    assert places[[1, 3]].tolist() == [NOWHERE, NOWHERE]
    assert moved(places, np.array([3, 3, 3, 3])).tolist() == [8, NOWHERE, int(places[2]) + 3, NOWHERE]


def test_an_offset_never_reaches_the_next_article() -> None:
    rows = pl.DataFrame({"article_id": ["a"], "char_start": [1 << 32]})
    with pytest.raises(ValueError, match="an article has fewer"):
        Axis(pl.Series(["a"])).places(rows, "char_start")


def test_a_span_covers_its_first_place_and_not_the_one_behind_it() -> None:
    starts, ends = np.array([2, 7]), np.array([4, 9])
    assert within(np.array([NOWHERE, 0, 2, 3, 4, 8, 9]), starts, ends).tolist() == [-1, -1, 0, 0, -1, 1, -1]
    assert within(np.array([NOWHERE, 3]), starts[:0], ends[:0]).tolist() == [-1, -1]
