"""Parts of a table as Parquet files: every row once, in order, whatever the sizes; damage shows."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from warehouse.contract.tables import TABLE
from warehouse.store import partitions
from warehouse.store.partitions import Part, write_parts

_TABLE = TABLE["quote_pieces"]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(
        "create table quote_pieces as select printf('art_%05d.q0001', range) as quote_id, 0::integer as piece_index, "
        "range as char_start, range + 9 as char_end, 'ten chars.' as text from range(1000)"
    )
    return made


def starts(path: Path) -> list[int]:
    return pq.read_table(path)["char_start"].to_pylist()


def test_parts_hold_their_rows_in_order(connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_ROWS", 64)  # parts end within batches
    monkeypatch.setattr(partitions, "_GROUP_ROWS", 100)
    ends = [(0, 9), (10, 10), (11, 400), (600, 999)]
    parts = [Part(first, last, tmp_path / f"month={first}") for first, last in ends]
    written = list(write_parts(connection, _TABLE, parts))
    assert [starts(path) for path, _ in written] == [list(range(first, last + 1)) for first, last in ends]
    assert [path.parent for path, _ in written] == [part.folder for part in parts]
    assert all(path.stem == f"part-{sha256[:16]}" for path, sha256 in written)


def test_a_part_without_rows_has_the_columns(connection, tmp_path: Path) -> None:
    ((path, _),) = write_parts(connection, _TABLE, [Part(0, -1, tmp_path)])
    assert pq.read_table(path).num_rows == 0
    assert pq.read_schema(path).names == list(_TABLE.column_names)


def test_the_same_rows_give_the_same_file(connection, tmp_path: Path) -> None:
    one, two = (list(write_parts(connection, _TABLE, [Part(0, 999, tmp_path / name)])) for name in ("one", "two"))
    assert one[0].sha256 == two[0].sha256
    assert one[0].path.read_bytes() == two[0].path.read_bytes()


def test_a_flipped_bit_in_a_page_is_no_value(connection, tmp_path: Path) -> None:
    ((path, _),) = write_parts(connection, _TABLE, [Part(0, 999, tmp_path)])
    column = pq.ParquetFile(path).metadata.row_group(0).column(2)
    content = bytearray(path.read_bytes())
    content[column.data_page_offset + column.total_compressed_size // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(OSError, match=r"(?i)crc|checksum|corrupt"):
        pq.read_table(path, page_checksum_verification=True)
