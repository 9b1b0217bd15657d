"""Bad input is normal input: every file gives documents or rejects with a reason, never an exception."""

import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from warehouse.schema import REJECT_REASONS
from warehouse.sources import Document, Limits, Record, Reject, Skip, find_files, read_file, read_manifest
from warehouse.sources.files import SourceError

BODY = "The harbour of Melin reopened on Tuesday.\n\nNobody was hurt, the port authority said."


def read(path: Path, limits: Limits | None = None, **fields: str) -> list[Record]:
    (file,) = find_files([str(path)])
    records = list(read_file(file, limits=limits or Limits(), fields=fields))
    assert all(record.reason in REJECT_REASONS for record in records if isinstance(record, Reject))
    return records


def test_text_file_is_a_page_dump_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(BODY.replace("\n", "\r\n").encode())
    (document,) = read(path)
    assert isinstance(document, Document)
    assert (document.source_id, document.source_kind, document.content) == ("harbour", "raw_text", BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"])
def test_encodings_of_text(tmp_path: Path, encoding: str) -> None:
    text = "Der Bürgermeister von Mölln sagte: »Die Brücke wird größer.« " * 20
    path = tmp_path / "stadt.txt"
    path.write_bytes(text.encode(encoding))
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.content == text


def test_damaged_utf8_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes(("Fähre " * 400).encode() + b"\xff" + " Ende – ü".encode())
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.content.startswith("Fähre")
    assert document.content.endswith("\ufffd Ende – ü")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, bytes(range(256)) * 20, b"PK\x03\x04" + b"a" * 50]
)
def test_what_is_no_text_is_rejected(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert (reject.source_id, reject.reason) == ("picture", "not_text")


def test_large_document_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [{"id": "big", "text": "word " * 40_000}, {"id": "small", "text": BODY}]
    path.write_text("\n".join(map(json.dumps, rows)))
    reject, document = read(path, Limits(document_bytes=100_000))
    assert isinstance(reject, Reject)
    assert reject.reason == "too_large"
    assert isinstance(document, Document)
    assert document.source_id == "small"


def test_broken_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    lines = [
        '{"id": "a", "text": "One."}',
        '{"id": "b", "text": ',
        "[1, 2]",
        "",
        '{"id": "c"}',
        '{"text": 7}',
        '{"id": "d", "text": "T", "html": "H"}',
    ]
    path.write_text("\n".join(lines))
    records = read(path)
    reasons = [r.reason if isinstance(r, Reject) else "" for r in records]
    assert reasons == ["", "broken_record", "broken_record", "missing_content", "invalid_field", "ambiguous_content"]
    assert isinstance(records[1], Reject)
    assert records[1].detail is not None
    assert records[1].detail.startswith("line 2: ")


def test_records_without_id_are_named_after_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(
        f"{json.dumps({'text': BODY})}\n{json.dumps({'text': BODY, 'id': 17, 'authors': ['A B', 'C D']})}\n"
    )
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.source_id, second.source_id, second.authors) == ("feed-000001", "17", "A B; C D")


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{BODY} Ship number {n * n} left."}) + "\n" for n in range(4000))
    path = tmp_path / "feed.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-9_000])
    records = read(path)
    assert isinstance(records[-1], Reject)
    assert records[-1].reason == "truncated_archive"
    assert sum(isinstance(record, Document) for record in records) > 100


def test_what_is_called_gz_and_is_not(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_text("<html><body>plain</body></html>")
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert reject.reason == "truncated_archive"


def test_decompression_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 50_000_000))
    (reject,) = read(path, Limits(document_bytes=100_000_000))
    assert isinstance(reject, Reject)
    assert reject.reason == "too_deep"


def test_csv_with_a_row_that_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "title", "text"], ["1", "Port opens", BODY], ["2", "short"], ["3", "Next", BODY]])
    first, reject, third = read(path)
    assert isinstance(first, Document)
    assert (first.source_id, first.title, first.content) == ("1", "Port opens", BODY)
    assert isinstance(reject, Reject)
    assert reject.reason == "broken_record"
    assert isinstance(third, Document)


def test_semicolon_csv_in_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("id;title;text\n1;Müll;Größe und Straße\n".encode("latin-1"))
    (document,) = read(path)
    assert isinstance(document, Document)
    assert (document.title, document.content) == ("Müll", "Größe und Straße")


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pq.write_table(pa.table({"id": ["x", None], "text": [BODY, BODY], "authors": [["A B"], None]}), path)
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.source_id, first.authors, second.source_id) == ("x", "A B", "news-000002")


def test_parquet_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_text("not a table")
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable_file"


def archive_record(url: str, status: str, content_type: str, body: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body)
    stream = io.BytesIO()
    record.write(stream)
    return stream.getvalue()


def test_web_archive(tmp_path: Path) -> None:
    page = "<html><body><p>Gr\u00fc\u00dfe</p></body></html>".encode("latin-1")
    path = tmp_path / "crawl.warc.gz"
    records = [
        archive_record("https://news.example/a", "200 OK", "text/html; charset=iso-8859-1", page),
        archive_record("https://news.example/b", "404 Not Found", "text/html", page),
        archive_record("https://news.example/c.png", "200 OK", "image/png", b"\x89PNG"),
    ]
    path.write_bytes(b"".join(map(gzip.compress, records)))
    document, *skips = read(path)
    assert isinstance(document, Document)
    assert (document.url, document.source_kind) == ("https://news.example/a", "html")
    assert "Grüße" in document.content
    assert skips == [Skip("http_error"), Skip("not_html")]


def test_ending_that_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7")
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert reject.reason == "unsupported_type"


def test_manifest_stays_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "inside.txt").write_text(BODY)
    path = tmp_path / "manifest.csv"
    path.write_text("file,outlet,published_at\ninside.txt,Melin Post,2026-01-02\n../../etc/passwd,X,\n/etc/hosts,Y,\n")
    manifest = read_manifest(str(path))
    assert [reject.reason for reject in manifest.rejects] == ["outside_manifest_folder"] * 2
    (file,) = find_files([str(tmp_path / "inside.txt")])
    fields = manifest.fields_of(file)
    assert fields == {"outlet": "Melin Post", "published_at": "2026-01-02"}
    (document,) = read_file(file, limits=Limits(), fields=fields)
    assert isinstance(document, Document)
    assert document.outlet == "Melin Post"


def test_manifest_without_the_file_column(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("name,outlet\na.txt,B\n")
    with pytest.raises(SourceError, match="needs a column named 'file'"):
        read_manifest(str(path))


def test_missing_path_and_pattern_without_match(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        list(find_files([str(tmp_path / "absent")]))
    with pytest.raises(SourceError, match="matches no file"):
        list(find_files([str(tmp_path / "*.html")]))


def test_files_come_once_in_order_whatever_names_them(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    files = list(find_files([str(tmp_path), str(tmp_path / "*.txt"), str(tmp_path / "a.html")]))
    assert [Path(file.uri).name for file in files] == ["a.html", "b.txt", "c.txt"]
    assert files[0].name == f"{tmp_path.name}/a.html"


def test_keys_do_not_depend_on_where_the_folder_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(BODY)
    (absolute,) = find_files([str(tmp_path / "news")])
    monkeypatch.chdir(tmp_path)
    (relative,) = find_files(["news"])
    (globbed,) = find_files(["news/*.txt"])
    assert absolute.name == relative.name == globbed.name == "news/a.txt"
    assert (relative.uri, globbed.uri) == ("news/a.txt", "news/a.txt")
