"""CSV as spreadsheets, databases and careless scripts write it."""

import csv
from pathlib import Path

import pytest

from transforms.vocabulary import REJECT_REASONS
from warehouse.sources import Document, Limits, Record, Reject, find_files, read_file

BODY = "The harbour of Melin reopened on Tuesday.\n\nNobody was hurt, the port authority said."


def read(path: Path, limits: Limits | None = None) -> list[Record]:
    (file,) = find_files([str(path)])
    records = list(read_file(file, limits=limits or Limits()))
    assert all(record.reason in REJECT_REASONS for record in records if isinstance(record, Reject))
    return records


def read_bytes(folder: Path, data: bytes, limits: Limits | None = None) -> list[Record]:
    path = folder / "export.csv"
    path.write_bytes(data)
    return read(path, limits)


def fields_of(records: list[Record]) -> list[tuple[str, str | None, str]]:
    assert all(isinstance(record, Document) for record in records), records
    return [(record.source_id, record.title, record.content) for record in records if isinstance(record, Document)]


def test_row_that_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "title", "text"], ["1", "Port opens", BODY], ["2", "short"], ["3", "Next", BODY]])
    first, reject, third = read(path)
    assert isinstance(first, Document)
    assert (first.source_id, first.title, first.content) == ("1", "Port opens", BODY)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.detail) == ("broken_record", "line 5: 2 cells, the header has 3")
    assert isinstance(third, Document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    title, text = "Müll, Straße; und | mehr", 'Größe\r\nund "so" weiter'
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows([["id", "title", "text"], ["1", title, text]])
    assert fields_of(read(path)) == [("1", title, text.replace("\r\n", "\n"))]


def test_separator_line_of_spreadsheets(tmp_path: Path) -> None:
    assert fields_of(read_bytes(tmp_path, b"sep=;\r\nid;title;text\r\n1;a,b,c,d;T\r\n")) == [("1", "a,b,c,d", "T")]
    assert fields_of(read_bytes(tmp_path, b'"sep=|"\nid|title|text\n1|a|T\n')) == [("1", "a", "T")]


def test_latin_1_far_below_the_top(tmp_path: Path) -> None:
    data = b"id,text\n" + b"".join(b"%d,plain text\n" % n for n in range(20_000)) + "x,Größe\n".encode("latin-1")
    assert fields_of(read_bytes(tmp_path, data))[-1] == ("x", None, "Größe")


def test_names_of_columns_in_any_case_and_empty_cells_at_the_end(tmp_path: Path) -> None:
    assert fields_of(read_bytes(tmp_path, b"ID, Title ,TEXT\n1,a,T,,\n\n2,b,U\n")) == [("1", "a", "T"), ("2", "b", "U")]


def test_nul_bytes_go(tmp_path: Path) -> None:
    assert fields_of(read_bytes(tmp_path, b"id,title,text\n1,a\x00b,T\x00\n" + b"2,b,U\n" * 60))[0] == ("1", "ab", "T")


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        (b"name,body\nx,y\nz,y\n", "no column is named html, raw_text or text; there are: name, body"),
        (b"id,text,text\nx,y,z\n", "two columns are named text"),
        (b"," * 100_000 + b"\n", "no column is named html, raw_text or text; there are: " + ", " * 11),
    ],
)
def test_header_that_names_no_text_is_one_reject(tmp_path: Path, header: bytes, detail: str) -> None:
    (reject,) = read_bytes(tmp_path, header)
    assert isinstance(reject, Reject)
    assert reject.reason == "missing_content"
    assert reject.detail is not None
    assert reject.detail.startswith(detail)


def test_a_million_columns(tmp_path: Path) -> None:
    (document,) = read_bytes(tmp_path, b"text" + b",x" * 1_000_000 + b"\n" + b"T" + b"," * 1_000_000 + b"\n")
    assert isinstance(document, Document)
    assert document.content == "T"


@pytest.mark.parametrize(
    "row",
    [
        b"1," + b"a" * 300_000 + b"\n",  # a long cell
        b'1,"' + b"a\n" * 150_000 + b'"\n',  # a long cell of many lines
        b"1" + b',"\n"' * 60_000 + b"\n",  # a row of many cells and lines
    ],
)  # fmt: skip
def test_row_larger_than_a_document_may_be(tmp_path: Path, row: bytes) -> None:
    records = read_bytes(tmp_path, b"id,text\n" + row + b"2,next\n", Limits(document_bytes=100_000))
    assert isinstance(records[0], Reject)
    assert records[0].reason == "too_large"
    assert isinstance(records[-1], Document)
    assert records[-1].content == "next"


def test_quotation_that_never_closes_costs_its_line(tmp_path: Path) -> None:
    first, *rest = read_bytes(tmp_path, b'id,text\n1,"never closed\n' + b"2,x\n" * 100)
    assert isinstance(first, Reject)
    assert (first.reason, first.detail) == ("broken_record", "line 2: a quotation that never closes")
    assert fields_of(rest) == [("2", None, "x")] * 100


def test_empty_file(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"") == []
