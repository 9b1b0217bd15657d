"""Web archives: what is kept, skipped and rejected, record by record."""

import gzip
import io
import json
import zlib
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from transforms.vocabulary import REJECT_REASONS
from warehouse.sources import Document, Limits, Record, Reject, Skip, find_files, read_file

PAGE = "<html><body><p>The harbour of Melin reopened.</p></body></html>"


def archived(
    body: bytes,
    *,
    url: str = "https://news.example/a",
    status: str = "200 OK",
    content_type: str = "text/html",
    headers: str = "",
    kind: WarcRecordType = WarcRecordType.response,
) -> bytes:
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{headers}\r\n".encode() + body)
    stream = io.BytesIO()
    record.write(stream)
    return stream.getvalue()


def read(folder: Path, *records: bytes, limits: Limits | None = None, is_gzipped: bool = True) -> list[Record]:
    path = folder / f"crawl.warc{'.gz' if is_gzipped else ''}"
    path.write_bytes(b"".join(map(gzip.compress, records) if is_gzipped else records))
    (file,) = find_files([str(path)])
    found = list(read_file(file, limits=limits or Limits()))
    assert all(record.reason in REJECT_REASONS for record in found if isinstance(record, Reject))
    return found


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_pages_are_kept_and_the_rest_is_counted(tmp_path: Path, *, is_gzipped: bool) -> None:
    page = "<html><body><p>Gr\u00fc\u00dfe</p></body></html>".encode("latin-1")
    document, *skips = read(
        tmp_path,
        archived(page, content_type="text/html; charset=iso-8859-1"),
        archived(page, status="404 Not Found"),
        archived(b"\x89PNG", content_type="image/png"),
        archived(page, kind=WarcRecordType.request),
        is_gzipped=is_gzipped,
    )
    assert isinstance(document, Document)
    assert (document.url, document.source_kind) == ("https://news.example/a", "html")
    assert "Grüße" in document.content
    assert skips == [Skip("http_error"), Skip("not_html")]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE.encode()), "Content-Encoding: deflate\r\n"),
        (brotli.compress(PAGE.encode()), "Content-Encoding: br\r\n"),
        (b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:9].encode(), PAGE[9:].encode(), b"")),
         "Transfer-Encoding: chunked\r\n"),
    ],
    ids=["gzip", "deflate", "br", "chunked"],
)  # fmt: skip
def test_bodies_as_servers_send_them(tmp_path: Path, body: bytes, headers: str) -> None:
    (document,) = read(tmp_path, archived(body, headers=headers))
    assert isinstance(document, Document)
    assert document.content == PAGE


def test_body_that_unpacks_without_end(tmp_path: Path) -> None:
    bomb = archived(gzip.compress(b"a" * 30_000_000), headers="Content-Encoding: gzip\r\n")
    reject, document = read(tmp_path, bomb, archived(PAGE.encode()))
    assert isinstance(reject, Reject)
    assert reject.reason == "too_large"
    assert isinstance(document, Document)


def test_large_page_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    records = read(tmp_path, archived(b"a" * 200_000), archived(PAGE.encode()), limits=Limits(document_bytes=100_000))
    assert [type(record) for record in records] == [Reject, Document]


def test_page_that_is_a_picture(tmp_path: Path) -> None:
    (reject,) = read(tmp_path, archived(b"\x89PNG" + b"\x00" * 400))
    assert isinstance(reject, Reject)
    assert reject.reason == "not_html"


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_archive_that_breaks_off(tmp_path: Path, *, is_gzipped: bool) -> None:
    path = tmp_path / f"crawl.warc{'.gz' if is_gzipped else ''}"
    parts = [archived(f"{PAGE}{json.dumps(list(range(n, n + 400)))}".encode()) for n in range(5)]
    path.write_bytes(b"".join(map(gzip.compress, parts) if is_gzipped else parts)[:-700])
    (file,) = find_files([str(path)])
    records = list(read_file(file, limits=Limits()))
    assert sum(isinstance(record, Document) for record in records) >= 4


def test_what_is_called_warc_and_is_not(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    for data in (b"not an archive at all\n" * 50, gzip.compress(b"nor this one\n" * 50), b"\x1f\x8bnor this"):
        path.write_bytes(data)
        (file,) = find_files([str(path)])
        (reject,) = read_file(file, limits=Limits())
        assert isinstance(reject, Reject)
        assert reject.reason == "unreadable_file"
