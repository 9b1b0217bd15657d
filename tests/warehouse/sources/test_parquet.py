"""Parquet: as data frames write it, damaged, and hostile."""

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.vocabulary import REJECT_REASONS
from warehouse.sources import Document, Limits, Record, Reject, find_files, read_file

BODY = "The harbour of Melin reopened on Tuesday.\n\nNobody was hurt, the port authority said."


def read(path: Path, limits: Limits | None = None) -> list[Record]:
    (file,) = find_files([str(path)])
    records = list(read_file(file, limits=limits or Limits()))
    assert all(record.reason in REJECT_REASONS for record in records if isinstance(record, Reject))
    return records


def read_table(folder: Path, columns: dict[str, Any], limits: Limits | None = None, **options: Any) -> list[Record]:
    path = folder / "news.parquet"
    pq.write_table(pa.table(columns), path, **options)
    return read(path, limits)


def test_rows_are_documents(tmp_path: Path) -> None:
    columns = {
        "id": ["x", None],
        "text": [BODY, BODY],
        "authors": [["A B"], None],
        "published_at": [dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC), None],
        "score": [{"nested": 1}, None],
    }
    first, second = read_table(tmp_path, columns)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.source_id, first.authors, second.source_id) == ("x", "A B", "news-000002")
    assert first.published_at == "2026-01-02T03:00:00+00:00"


def test_pages_as_bytes(tmp_path: Path) -> None:
    page = "<html><head><meta charset=windows-1251></head><p>Мост открыт".encode("cp1251")
    document, reject = read_table(tmp_path, {"html": [page, b"\x89PNG" + b"\x00" * 99]})
    assert isinstance(document, Document)
    assert document.content.endswith("Мост открыт")
    assert isinstance(reject, Reject)
    assert reject.reason == "not_text"


def test_bytes_that_are_no_text_in_a_column_of_text(tmp_path: Path) -> None:
    broken = pa.Array.from_buffers(pa.string(), 2, pa.array([b"fine", b"\xff\xfe\xfa"], pa.binary()).buffers())
    first, reject = read_table(tmp_path, {"text": broken})
    assert isinstance(first, Document)
    assert isinstance(reject, Reject)
    assert reject.reason == "invalid_field"


@pytest.mark.parametrize("cut", [0, 10, 200, 1500])
def test_damaged_files(tmp_path: Path, cut: int) -> None:
    read_table(tmp_path, {"text": [f"{BODY} {n}" for n in range(200)]})
    path = tmp_path / "news.parquet"
    data = path.read_bytes()
    path.write_bytes(data[:cut] if cut < 100 else data[:cut] + b"\x00" * 60 + data[cut + 60 :])
    records = read(path)
    assert isinstance(records[-1], Reject)
    assert records[-1].reason == "unreadable_file"


def test_table_without_text_and_table_within_gzip(tmp_path: Path) -> None:
    (reject,) = read_table(tmp_path, {"name": ["a"], "body": ["b"]})
    assert isinstance(reject, Reject)
    assert reject.detail == (
        "no column is named html, raw_text or text; there are: name, body. --map text=body would read it"
    )
    (tmp_path / "news.parquet").rename(tmp_path / "news.parquet.gz")
    (reject,) = read(tmp_path / "news.parquet.gz")
    assert isinstance(reject, Reject)
    assert reject.reason == "unsupported_type"


def test_large_row_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    reject, document = read_table(tmp_path, {"text": ["word " * 40_000, BODY]}, Limits(document_bytes=100_000))
    assert isinstance(reject, Reject)
    assert reject.reason == "too_large"
    assert isinstance(document, Document)


def test_one_page_a_million_times_is_a_bomb(tmp_path: Path) -> None:
    records = read_table(tmp_path, {"text": ["x" * 1_000_000] * 300}, compression="zstd")
    assert isinstance(records[-1], Reject)
    assert records[-1].reason == "too_deep"
    assert len(records) < 10


def test_row_group_that_unpacks_out_of_proportion(tmp_path: Path) -> None:
    texts = [str(n % 7) * 1_000_000 for n in range(60)]
    records = read_table(tmp_path, {"text": texts}, compression="zstd", use_dictionary=False)
    (reject,) = records
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.detail) == ("too_deep", "row group 0: more than 200 times its stored size")
