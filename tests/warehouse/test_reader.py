"""Parquet of one run, whatever is published while it is read."""

from pathlib import Path

import pytest

from warehouse.reader import open_snapshot
from warehouse.store.layout import WarehouseError


@pytest.mark.slow
def test_tables_stay_of_one_run_while_another_publishes(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    snapshot = open_snapshot(warehouse)
    articles = snapshot.scan("articles")
    run_stages(news, warehouse=warehouse)
    newer = open_snapshot(warehouse)
    assert snapshot.run_id != newer.run_id
    assert (articles.collect().height, newer.scan("articles").collect().height) == (3, 4)
    sentences = snapshot.scan("sentences").collect()
    assert set(sentences["article_id"]) == set(articles.collect()["article_id"])
    assert sentences.height == snapshot.manifest["row_counts"]["sentences"]
    assert all(path.is_file() for table in snapshot.tables for path in snapshot.files(table))


def test_what_is_not_there_is_said(run_stages, news: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no published warehouse here"):
        open_snapshot(tmp_path / "w")
    run_stages(news, warehouse=tmp_path / "w")
    with pytest.raises(WarehouseError, match=r"no table 'headlines'; there are .*articles"):
        open_snapshot(tmp_path / "w").files("headlines")
