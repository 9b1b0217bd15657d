"""Stories are traced some at a time."""

import polars as pl
import pytest

from flows.stages import tracing


def test_parts_hold_whole_stories_and_no_more_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_AT_ONCE", 10)
    articles = pl.DataFrame(
        {
            "article_id": [f"a{number:03d}" for number in range(100)],
            "story_id": [f"s{number // 3:02d}" for number in range(100)],
            "outlet_id": "o",
        }
    )
    parts = tracing._in_parts(articles)
    assert parts["part"].n_unique() == 10
    assert parts.group_by("part").len()["len"].max() <= 10 + 2
    assert parts.group_by("story_id").agg(pl.col("part").n_unique())["part"].to_list() == [1] * 34
