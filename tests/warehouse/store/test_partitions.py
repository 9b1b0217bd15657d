"""A table's rows as Parquet files: every row once, in order, whatever the sizes; damage shows."""

import itertools
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from warehouse.contract.tables import TABLE
from warehouse.store import partitions
from warehouse.store.partitions import Months, Written, write_files

_TABLE = TABLE["quote_pieces"]
_COUNTS = {"2024": 10, "2025-H1": 1, "2025-Q3": 390, "undated": 599}


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(
        "create table quote_pieces as select printf('art_%05d.q0001', range) as quote_id, 0::integer as piece_index, "
        "range as char_start, range + 9 as char_end, 'ten chars.' as text from range(1000)"
    )
    made.execute(
        "create table periods as select printf('art_%05d', range) as of_article, case when range < 10 then '2024' "
        "when range < 11 then '2025-H1' when range < 401 then '2025-Q3' else 'undated' end as period, "
        "case when range < 10 then '2024-0' || (1 + range % 9) else 'unknown' end as month from range(1000)"
    )
    return made


def written(connection: duckdb.DuckDBPyConnection, folder: Path, **options: Any) -> list[Written]:
    return list(write_files(connection, _TABLE, folder, Months(connection), **options))


def starts(path: Path) -> list[int]:
    return pq.read_table(path)["char_start"].to_pylist()


def test_periods_hold_their_rows_in_order(connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_ROWS", 64)  # periods end within batches
    monkeypatch.setattr(partitions, "_GROUP_ROWS", 100)
    files = written(connection, tmp_path, in_order=True)
    assert {file.period: file.rows for file in files} == _COUNTS
    ends = [0, 10, 11, 401, 1000]
    assert [starts(file.path) for file in files] == [list(range(*pair)) for pair in itertools.pairwise(ends)]
    assert [file.path.parent.name for file in files] == [f"period={period}" for period in _COUNTS]
    assert all(file.path.stem == f"part-{file.sha256[:16]}" for file in files)


def test_rows_say_their_month(connection, tmp_path: Path) -> None:
    first, *_, last = written(connection, tmp_path, in_order=True)
    assert pq.read_schema(first.path).names == [*_TABLE.column_names, "month"]
    assert pq.read_table(first.path)["month"].to_pylist()[:3] == ["2024-01", "2024-02", "2024-03"]
    assert set(pq.read_table(last.path)["month"].to_pylist()) == {"unknown"}


def test_rows_in_another_order_and_some_periods_give_the_same_files(
    connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "_ROWS", 64)
    monkeypatch.setattr(partitions, "_GROUP_ROWS", 100)
    whole = {file.period: file.sha256 for file in written(connection, tmp_path / "whole", in_order=True)}
    connection.execute("create or replace table quote_pieces as from quote_pieces order by hash(quote_id)")
    wanted = {"2025-Q3", "undated", "2031"}
    some = written(connection, tmp_path / "some", periods=wanted)
    assert {file.period: file.sha256 for file in some} == {name: whole[name] for name in wanted & whole.keys()}


def test_a_table_without_rows_has_the_columns(connection, tmp_path: Path) -> None:
    connection.execute("delete from quote_pieces")
    ((period, rows, path, _),) = written(connection, tmp_path)
    assert (period, rows, pq.read_table(path).num_rows) == ("all", 0, 0)
    assert pq.read_schema(path).names == [*_TABLE.column_names, "month"]


def test_a_flipped_bit_in_a_page_is_no_value(connection, tmp_path: Path) -> None:
    *_, last = written(connection, tmp_path)
    column = pq.ParquetFile(last.path).metadata.row_group(0).column(2)
    content = bytearray(last.path.read_bytes())
    content[column.data_page_offset + column.total_compressed_size // 2] ^= 1
    last.path.write_bytes(content)
    with pytest.raises(OSError, match=r"(?i)crc|checksum|corrupt"):
        pq.read_table(last.path, page_checksum_verification=True)
