"""The ledger holds the rows of all runs, and tells what the published one knew."""

from pathlib import Path

import polars as pl
import pytest

from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.ledger import DOCUMENTS, LINES, Ledger


def _document(article_id: str, content: str, address: str | None = None) -> dict[str, str | None]:
    return {"article_id": article_id, "source_uri": "a.jsonl", "content_hash": content, "address": address}


def _rows(*documents: dict[str, str | None]) -> dict[str, pl.DataFrame]:
    return {"documents": pl.DataFrame(documents, schema=DOCUMENTS)}


def _contents(ledger: Ledger | None) -> list[tuple[str, str]]:
    assert ledger is not None
    found = ledger.frame("select article_id, content_hash from documents order by all").rows()
    ledger.close()
    return found


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    ledger = Ledger.begun(layout, "r1", _rows(_document("a", "1", "x.example/a"), _document("b", "1")))
    ledger.write("r2", _rows(_document("a", "2")), scopes={"documents": pl.Series(["b"])})
    ledger.close()
    return layout


def test_a_run_puts_its_rows_in_the_place_of_those_before(layout: Layout) -> None:
    assert _contents(Ledger.of(layout, "r2")) == [("a", "2")]


def test_what_a_run_wrote_that_was_not_published_is_taken_out(layout: Layout) -> None:
    assert _contents(Ledger.of(layout, "r1")) == [("a", "1"), ("b", "1")]
    assert Ledger.of(layout, "r2") is None  # gone for good: it is recalled from what is published


def test_a_look_from_outside_takes_nothing_out(layout: Layout) -> None:
    assert Ledger.of(layout, "r1", may_write=False) is None
    assert _contents(Ledger.of(layout, "r2")) == [("a", "2")]


def test_a_run_that_writes_twice_has_written_once(layout: Layout) -> None:
    ledger = Ledger.of(layout, "r2")
    assert ledger
    ledger.write("r2", _rows(_document("c", "3")))
    assert _contents(ledger) == [("a", "1"), ("b", "1"), ("c", "3")]


def test_documents_are_found_by_article_and_by_address(layout: Layout) -> None:
    ledger = Ledger.of(layout, "r1")
    assert ledger
    assert ledger.known(["b", "z"])["article_id"].to_list() == ["b"]
    assert ledger.known([], ["x.example/a"])["article_id"].to_list() == ["a"]
    ledger.close()


def test_rows_that_no_kept_snapshot_needs_are_forgotten(layout: Layout) -> None:
    ledger = Ledger.of(layout, "r2")
    assert ledger
    lines = pl.DataFrame([("a", "post", "l1")], schema=LINES, orient="row")
    ledger.write("r3", {"lines": lines}, kept=["r2", "r3"])
    assert ledger.frame("select count(*) from ledger.documents").item() == 1
    ledger.close()


def test_a_damaged_file_is_named(layout: Layout) -> None:
    layout.ledger.write_bytes(b"junk")
    with pytest.raises(WarehouseError, match="delete this file"):
        Ledger.of(layout, "r2")
