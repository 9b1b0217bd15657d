"""Web archives (WARC, ISO 28500), as Common Crawl News delivers them: record by record."""

from collections.abc import Iterator
from typing import Any, Final

from fastwarc.warc import ArchiveIterator, WarcRecordType

from warehouse.sources.decoding import NotTextError, decode_page
from warehouse.sources.files import SourceFile
from warehouse.sources.records import Limits, Record, Reject, Skip, document_from_fields

_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
_OK: Final = 200


def read_warc(file: SourceFile, stream: Any, limits: Limits) -> Iterator[Record]:
    """Pages of an archive; requests, errors of the server and what is no HTML are skipped with counts.

    The record's id becomes ``source_id``, its target address ``url``. A damaged archive ends with a reject.
    """
    count = 0
    try:
        for record in _pages(file, stream, limits):
            count += 1
            yield record
    except OSError as error:
        if error.errno is not None:  # the storage failed; the format's own errors carry no number
            raise
        yield Reject(None, file.uri, "truncated_archive", f"{error}; {count} records were read before the break")


def _pages(file: SourceFile, stream: Any, limits: Limits) -> Iterator[Record]:
    for record in ArchiveIterator(stream, parse_http=True, strict_mode=False, record_types=WarcRecordType.response):
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
        url = record.headers.get("WARC-Target-URI")
        data = record.reader.read(limits.document_bytes + 1)
        if len(data) > limits.document_bytes:
            yield Reject(identifier, file.uri, "too_large", f"{url}: more than {limits.document_bytes:,} bytes")
            continue
        try:
            content = decode_page(data, declared=record.http_charset)
        except NotTextError as error:
            yield Reject(identifier, file.uri, "not_html", f"{url}: {error}")
            continue
        yield document_from_fields(
            {"id": identifier, "url": url, "html": content}, uri=file.uri, key=identifier, source_id=identifier
        )
