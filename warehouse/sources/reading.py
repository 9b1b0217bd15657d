"""One file's records, whatever its kind: a stream that ends early rather than failing."""

import errno
import gzip
import os
import zlib
from collections.abc import Iterator
from typing import Any, Final

from warehouse.sources.archives import read_warc
from warehouse.sources.csv_rows import read_csv
from warehouse.sources.decoding import NotTextError, decode, decode_page
from warehouse.sources.feeds import read_feed
from warehouse.sources.files import LINK, SPECIAL, SourceFile
from warehouse.sources.json_lines import read_json_lines
from warehouse.sources.json_objects import read_json
from warehouse.sources.names import OWN, FieldNames
from warehouse.sources.parquet_rows import read_parquet
from warehouse.sources.records import Limits, Record, document_from_fields, reject, too_large
from warehouse.sources.streams import BombError, Stored, unpacked

UNREADABLE: Final = "unreadable_file"  # reason of rejects
_NO_FILE: Final = "no regular file but a pipe, a socket or a device; write what it gives into a file"
_UNREADABLE: Final = frozenset({errno.ELOOP, errno.ENXIO, errno.ENODEV, errno.ENOTDIR})  # now and later


def read_file(
    file: SourceFile, *, limits: Limits, fields: dict[str, Any] | None = None, names: FieldNames = OWN
) -> Iterator[Record]:
    """Documents and rejects of one file, in the file's order.

    Args:
        file: The file.
        limits: Bounds on a document's size.
        fields: What a manifest says of the file.
        names: Where our fields stand in its records.

    Yields:
        One record per document. A file that breaks off yields what came before the break, then a reject.

    Raises:
        OSError: The storage failed; worth another try.
    """
    if file.kind == SPECIAL:
        is_folder = os.path.isdir(file.path)  # noqa: PTH112  as below
        detail = "permission denied: what lies in the folder is unknown" if is_folder else _NO_FILE
        yield reject(file.stem, file.uri, UNREADABLE, detail)
        return
    if file.kind == LINK:
        detail = "a link that leads out of the folder; --follow-links reads it"
        yield reject(file.stem, file.uri, "link_leads_out", detail)
        return
    if not file.kind:
        detail = "endings read: html, htm, txt, jsonl, ndjson, json, csv, parquet, rss, atom, xml, warc (and .gz)"
        yield reject(file.stem, file.uri, "unsupported_type", detail)
        return
    count = 0
    try:
        with file.open() as stored:
            for record in _records(file, stored, limits, fields or {}, names):
                count += 1
                yield record
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield reject(None, file.uri, "truncated_archive", f"{error}; {count} records were read before the break")
    except BombError:
        detail = f"more than {limits.compression_ratio} times its stored size; {count} records were read before"
        yield reject(None, file.uri, "too_deep", detail)
    except FileNotFoundError:
        is_link = os.path.islink(file.path)  # noqa: PTH114  a path of any file system; only a local one can be a link
        detail = "a link that leads nowhere" if is_link else "the file vanished while the run was reading"
        yield reject(file.stem, file.uri, UNREADABLE, detail)
    except OSError as error:
        if not isinstance(error, PermissionError) and error.errno not in _UNREADABLE:
            raise
        yield reject(file.stem, file.uri, UNREADABLE, str(error.strerror or error))


def _records(
    file: SourceFile, stored: Any, limits: Limits, fields: dict[str, Any], names: FieldNames
) -> Iterator[Record]:
    match file.kind:
        case "jsonl":
            return read_json_lines(file, unpacked(file, stored, limits), limits, names)
        case "json":
            return read_json(file, unpacked(file, stored, limits), limits, names)
        case "csv":
            return read_csv(file, unpacked(file, stored, limits), limits, names)
        case "feed":
            return read_feed(file, unpacked(file, stored, limits), limits, names)
        case "parquet":
            return read_parquet(file, stored, limits, names)
        case "warc":  # an archive is unpacked record by record by its library
            return read_warc(file, Stored(stored), limits)
        case _:
            return _read_single(file, unpacked(file, stored, limits), limits, fields)


def _read_single(file: SourceFile, stream: Any, limits: Limits, fields: dict[str, Any]) -> Iterator[Record]:
    """The one document of a page or a text."""
    source_id = fields.get("id") or file.stem
    data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        yield too_large(source_id, file.uri, limits)
        return
    kind = "html" if file.kind == "html" else "raw_text"
    try:
        content = decode_page(data) if kind == "html" else decode(data)
    except NotTextError as error:
        yield reject(source_id, file.uri, "not_text", str(error))
        return
    record = {**fields, kind: content}
    yield document_from_fields(record, uri=file.uri, key=file.name, source_id=file.stem, limits=limits)
