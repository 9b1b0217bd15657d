"""Web archives (WARC, ISO 28500), as Common Crawl News delivers them: record by record."""

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

from fastwarc.warc import ArchiveIterator, WarcRecordType

from warehouse.sources.decoding import NotTextError, decode_page
from warehouse.sources.files import SourceFile
from warehouse.sources.records import Limits, Record, Skip, document_from_fields, reject, too_large

_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
_OK: Final = 200
_GZIP: Final = b"\x1f\x8b"
_HEAD: Final = 4096


def read_warc(file: SourceFile, stream: io.RawIOBase, limits: Limits) -> Iterator[Record]:
    """Pages of an archive; requests, errors of the server and what is no HTML are skipped with counts.

    The record's id becomes ``source_id``, its target address ``url``. Bodies are unpacked and joined as their HTTP
    headers say. A damaged archive ends with a reject.
    """
    count = 0
    buffered = io.BufferedReader(stream, 1 << 20)
    if not _is_archive(buffered.peek(_HEAD)[:_HEAD]):
        yield reject(file.stem, file.uri, "unreadable_file", "no web archive: it does not begin with WARC/")
        return
    try:
        for record in _pages(file, buffered, limits):
            count += 1
            yield record
    except OSError as error:
        if error.errno is not None:  # the storage failed; the format's own errors carry no number
            raise
        yield reject(None, file.uri, "truncated_archive", f"{error}; {count} records were read before the break")
    except ValueError as error:  # headers whose bytes are no text
        yield reject(None, file.uri, "broken_record", f"{error}; {count} records were read before")


def _is_archive(head: bytes) -> bool:
    """Whether a file begins as an archive does. An empty one does: it has no records."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, 4096)
        except zlib.error:
            return False
    return not head or head.lstrip().startswith(b"WARC/")


def _pages(file: SourceFile, stream: Any, limits: Limits) -> Iterator[Record]:
    records = ArchiveIterator(
        stream, parse_http=True, quirks_mode=True, auto_decode="all", record_types=WarcRecordType.response
    )
    for number, record in enumerate(records, start=1):
        headers = record.http_headers
        if headers is None:
            yield Skip("not_http")
            continue
        if headers.status_code != _OK:
            yield Skip("http_error")
            continue
        content_type = (record.http_content_type or "").lower()
        if content_type and content_type not in _PAGE_TYPES:
            yield Skip("not_html")
            continue
        identifier = (record.record_id or "").strip("<>").removeprefix("urn:uuid:")
        source_id = identifier or f"{file.stem}-{number:06d}"
        url = record.headers.get("WARC-Target-URI")
        where = f"record {number} ({(url or '')[:200]}): "
        data = record.reader.read(limits.document_bytes + 1)
        if len(data) > limits.document_bytes:
            yield too_large(source_id, file.uri, limits, where)
            continue
        try:
            content = decode_page(data, declared=record.http_charset)
        except NotTextError as error:
            yield reject(source_id, file.uri, "not_html", f"{where}{error}")
            continue
        fields = {"id": identifier or None, "url": url, "html": content}
        key = f"{file.name}#{number}"
        yield document_from_fields(fields, uri=file.uri, key=key, source_id=source_id, limits=limits, where=where)
