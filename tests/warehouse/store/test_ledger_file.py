"""The ledger's file: damage is said in a line, and compaction leaves what counts."""

import random
from pathlib import Path

import duckdb
import polars as pl
import pytest

from warehouse.store import database
from warehouse.store import ledger as module
from warehouse.store.layout import Layout, WarehouseError
from warehouse.store.ledger import PHRASES, VERSIONS, Ledger


def filled(folder: Path) -> Layout:
    """A ledger of two runs, the second of which replaced half of the first one's rows."""
    layout = Layout(folder)
    names = [f"art_{number:016x}" for number in range(4_000)]
    rows = pl.DataFrame({"article_id": names, "content_hash": names}, schema=VERSIONS)
    ledger = Ledger.begun(layout, "r1", {"versions": rows})
    ledger.write("r2", {}, scopes={"versions": rows["article_id"].head(2_000)})
    ledger.close()
    return layout


def test_a_flipped_bit_is_found_or_harmless(tmp_path: Path) -> None:
    layout = filled(tmp_path)
    content, chance = layout.ledger.read_bytes(), random.Random(5)
    said = []
    for _ in range(40):
        flipped = bytearray(content)
        place = chance.randrange(8 * len(content))
        flipped[place // 8] ^= 1 << place % 8
        layout.ledger.write_bytes(flipped)
        try:
            ledger = Ledger.of(layout, "r2", may_write=False)
            assert ledger is not None
            ledger.verify()
            assert ledger.frame("select count(*) as n from versions")["n"].item() == 2_000
            ledger.close()
        except WarehouseError as error:
            said.append(str(error))
    assert said
    assert all("cannot be read" in line and "delete this file" in line for line in said)


def test_compaction_keeps_what_counts_and_nothing_of_what_was(tmp_path: Path) -> None:
    layout = filled(tmp_path)
    ledger = Ledger.of(layout, "r2")
    assert ledger is not None
    before = ledger.frame("from versions order by article_id")
    ledger.compact()
    after = Ledger.of(layout, "r2")
    assert after is not None
    assert after.frame("from versions order by article_id").equals(before)
    assert after.frame("select count(*) as n from ledger.versions")["n"].item() == 2_000
    after.write("r3", {"versions": pl.DataFrame({"article_id": ["x"], "content_hash": ["y"]}, schema=VERSIONS)})
    after.close()
    assert Ledger.of(layout, "r1", may_write=False) is None
    layout.ledger.write_bytes(b"junk" * 5_000)
    with pytest.raises(WarehouseError, match="cannot be read"):
        Ledger.of(layout, "r3", may_write=False)


def test_a_ledger_of_an_older_version_lacks_tables_until_a_run_writes_to_it(tmp_path: Path) -> None:
    layout = filled(tmp_path)
    with duckdb.connect(str(layout.ledger)) as connection:
        connection.execute("drop table phrases")
    ledger = Ledger.of(layout, "r2")
    assert ledger is not None
    assert ledger.frame("from phrases").columns == list(PHRASES)
    ledger.verify()
    ledger.write("r3", {"phrases": pl.DataFrame([("melin", "the quay", 3, 2)], schema=PHRASES, orient="row")})
    assert ledger.frame("from phrases").rows() == [("melin", "the quay", 3, 2)]
    assert ledger.frame("select count(*) as n from versions")["n"].item() == 2_000


def test_rows_of_all_articles_go_in_more_memory_where_they_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout(tmp_path)
    names = [f"art_{number:016x}" for number in range(150_000)]
    rows = pl.DataFrame({"article_id": names, "content_hash": names}, schema=VERSIONS)
    ledger = Ledger.begun(layout, "r1", {"versions": rows})
    monkeypatch.setattr(module, "_MEMORY", "8MB")
    with monkeypatch.context() as small:
        small.setattr(database, "_half_of_machine", database._limit)
        with pytest.raises(WarehouseError, match="memory is not enough"):
            ledger.write("r2", {}, scopes={"versions": rows["article_id"]})
    assert ledger.frame("select count(*) as n from versions")["n"].item() == 150_000
    ledger.write("r2", {}, scopes={"versions": rows["article_id"]})
    assert ledger.frame("select count(*) as n from versions")["n"].item() == 0
    ledger.close()
