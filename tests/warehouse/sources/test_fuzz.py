"""Hostile input: whatever the bytes are, reading ends, and gives what every later stage can store."""

import gzip
import io
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from transforms.vocabulary import REJECT_REASONS
from warehouse.sources import Document, Limits, Record, Reject, Skip, find_files, manifest_among, read_file
from warehouse.sources.decoding import decode, decode_page
from warehouse.sources.records import document_from_fields

LIMITS = Limits(document_bytes=20_000, field_chars=500)
KINDS = ("html", "txt", "jsonl", "csv", "parquet", "warc")
SECONDS = 20.0  # a hang, not a busy machine
BODY = "The harbour of Melin reopened on Tuesday. »Niemand wurde verletzt«, hieß es.\n"
EXAMPLES = int(os.environ.get("NEWSPRISM_FUZZ_EXAMPLES", "100"))  # a night's fuzzing takes more
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, name: str) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        files = list(find_files([folder]))
        started = time.monotonic()
        manifest_among(files)
        records = [record for file in files for record in read_file(file, limits=LIMITS)]
        assert time.monotonic() - started < SECONDS
    check(records)
    return records


def check(records: list[Record]) -> None:
    """What reading promises to whoever comes next."""
    for record in records:
        assert isinstance(record, Document | Reject | Skip)
        if isinstance(record, Skip):
            continue
        for value in record:
            if value is not None:
                value.encode()
                assert "\x00" not in value
        if isinstance(record, Reject):
            assert record.reason in REJECT_REASONS
            assert record.detail is None or len(record.detail) <= 500
            continue
        assert record.source_kind in {"html", "raw_text", "text"}
        assert len(record.content) <= LIMITS.document_bytes
        assert "\r\n" not in record.content
        assert all(len(value) <= LIMITS.field_chars for value in record[4:10] if value is not None)
        assert len(record.content_hash()) == 32
    documents = [record for record in records if isinstance(record, Document)]
    frame = pl.DataFrame(documents, schema=dict.fromkeys(Document._fields, pl.String()), orient="row")
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    buffer.seek(0)
    assert pl.read_parquet(buffer).rows() == [tuple(document) for document in documents]


def warc(*bodies: bytes) -> bytes:
    stream = io.BytesIO()
    for number, body in enumerate(bodies):
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = f"https://news.example/{number}"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
        record.write(stream)
    return stream.getvalue()


def parquet() -> bytes:
    table = pa.table({"id": ["a", None, "c"], "title": ["T", None, "U"], "text": [BODY, BODY * 3, None]})
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


WELL_FORMED = {
    "html": f"<html><head><meta charset=utf-8><title>T</title></head><body><p>{BODY}</p></body></html>".encode(),
    "txt": (BODY * 3).encode(),
    "jsonl": "".join(json.dumps({"id": n, "text": BODY, "authors": ["A B"]}) + "\n" for n in range(4)).encode(),
    "csv": f'id,title,text\n1,Port,"{BODY}"\n2,Quay,"{BODY}"\n'.encode(),
    "parquet": parquet(),
    "warc": warc(*[f"<html><body><p>{BODY}</p></body></html>".encode()] * 3),
}


@pytest.mark.parametrize("kind", KINDS)
@fuzz
@given(data=st.binary(max_size=3000), is_gzipped=st.booleans())
@example(data=b"", is_gzipped=False)
@example(data=b"", is_gzipped=True)
def test_random_bytes(kind: str, *, data: bytes, is_gzipped: bool) -> None:
    read(gzip.compress(data) if is_gzipped else data, f"a.{kind}{'.gz' if is_gzipped else ''}")
    read(data, f"a.{kind}.gz")


def mutations(data: bytes) -> st.SearchStrategy[bytes]:
    """The data with a few stretches cut, doubled or overwritten."""
    place = st.integers(0, len(data))

    def apply(steps: list[tuple[str, int, int, bytes]]) -> bytes:
        result = data
        for kind, start, length, other in steps:
            end = min(len(result), start + length)
            middle = {"cut": b"", "double": result[start:end] * 2, "overwrite": other}[kind]
            result = result[:start] + middle + result[end:]
        return result

    step = st.tuples(st.sampled_from(["cut", "double", "overwrite"]), place, st.integers(0, 60), st.binary(max_size=30))
    return st.lists(step, min_size=1, max_size=5).map(apply)


def mutated_test(kind: str) -> Callable[[], None]:
    @fuzz
    @given(data=mutations(WELL_FORMED[kind]), packed=mutations(gzip.compress(WELL_FORMED[kind])))
    def run(data: bytes, packed: bytes) -> None:
        read(data, f"a.{kind}")
        read(gzip.compress(data), f"a.{kind}.gz")
        read(packed, f"a.{kind}.gz")

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_files(kind: str) -> None:
    assert any(isinstance(record, Document) for record in read(WELL_FORMED[kind], f"a.{kind}"))
    mutated_test(kind)()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELD_NAMES = st.sampled_from(
    ["id", "url", "outlet", "title", "published_at", "authors", "language", "html", "raw_text", "text", "other"]
)


@fuzz
@given(rows=st.lists(st.dictionaries(FIELD_NAMES, JSON, max_size=6), max_size=4), is_ascii=st.booleans())
@example(rows=[{"id": "\ud800", "text": "half a pair \ud83d and another \ude00"}], is_ascii=True)
@example(rows=[{"id": float("nan"), "title": float("nan"), "text": "not a number"}], is_ascii=True)
@example(rows=[{"id": 10**400, "text": "a number of 400 digits"}], is_ascii=True)
@example(rows=[{"url": "http://[half", "text": "an address that cannot be taken apart"}], is_ascii=True)
@example(rows=[{"id": "\x00", "title": "a\x00b", "text": "\x00\r\n\ufeff\u202e"}], is_ascii=True)
def test_json_of_any_values(*, rows: list[dict[str, Any]], is_ascii: bool) -> None:
    lines = [json.dumps(row, ensure_ascii=is_ascii) for row in rows]
    records = read("\n".join(lines).encode("utf-8", "surrogatepass"), "feed.jsonl")
    assert len(records) == len(rows)


@fuzz
@given(rows=st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=5), max_size=6))
def test_csv_of_any_cells(rows: list[list[str]]) -> None:
    import csv

    stream = io.StringIO(newline="")
    csv.writer(stream, escapechar="\\").writerows([["id", "title", "text"], *rows])
    read(stream.getvalue().encode(), "export.csv")


@fuzz
@given(data=st.binary(max_size=2000), declared=st.none() | st.text(max_size=20))
@example(data="Größe".encode("utf-7"), declared="utf-7")
@example(data=b"\\ud800", declared="unicode_escape")
@example(data=b"text", declared="undefined")
@example(data=b"text", declared="punycode")
@example(data=b"text", declared="a\x00b")
@example(data=b"<meta charset=rot13>text", declared=None)
def test_bytes_of_any_charset_become_text_that_can_be_stored(data: bytes, declared: str | None) -> None:
    for function in (decode, decode_page):
        try:
            text = function(data, declared=declared)
        except ValueError:
            continue
        text.encode()
        assert "\x00" not in text


@fuzz
@given(fields=st.dictionaries(FIELD_NAMES, st.binary(max_size=50) | st.text(max_size=50) | JSON, max_size=8))
def test_fields_of_any_types(fields: dict[str, Any]) -> None:
    check([document_from_fields(fields, uri="u", key="k", source_id="s", limits=LIMITS)])
