"""Offsets of several articles on one axis."""

import numpy as np
import polars as pl
import pytest

from transforms.text.axis import NOWHERE, moved, on_axis


def test_what_has_no_place_is_in_no_article() -> None:
    places = on_axis(pl.Series([0, 1, 1, None]), pl.Series([5, None, 5, 5]))
    assert places[0] == 5
    assert places[2] > places[0]
    assert places[[1, 3]].tolist() == [NOWHERE, NOWHERE]
    assert moved(places, np.array([3, 3, 3, 3])).tolist() == [8, NOWHERE, int(places[2]) + 3, NOWHERE]


def test_an_offset_never_reaches_the_next_article() -> None:
    with pytest.raises(ValueError, match="an article has fewer"):
        on_axis(np.array([0]), np.array([1 << 32]))
