"""One file's records, whatever its kind: a stream that ends early rather than failing."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

import orjson

from warehouse.sources.archives import read_warc
from warehouse.sources.decoding import NotTextError, decode, decode_page
from warehouse.sources.files import SourceFile
from warehouse.sources.records import Document, Limits, Record, Reject, document_from_fields

_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_ROWS_AT_ONCE: Final = 256  # of a Parquet file; pages of 1 MB each are then a quarter of a GB


class _TooLargeError(Exception):
    """A file or a line passes the limit on a document's size."""


class _BombError(Exception):
    """A file's decompressed size is out of all proportion."""


class _Bounded(io.RawIOBase):
    """A decompressed stream that refuses to grow out of all proportion to the stored file."""

    def __init__(self, stream: Any, *, allowed: int) -> None:
        self._stream, self._left = stream, allowed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read1(min(len(buffer), 65_536))  # one block: what precedes a break is not lost with it
        self._left -= len(data)
        if self._left < 0:
            raise _BombError
        buffer[: len(data)] = data
        return len(data)


def _opened(file: SourceFile, stream: Any, limits: Limits) -> Any:
    if not file.is_gzipped or file.kind == "warc":  # an archive is read member by member by its library
        return stream
    allowed = max(file.size, 4096) * limits.compression_ratio
    return io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=stream), allowed=allowed), 1 << 20)


def read_file(file: SourceFile, *, limits: Limits, fields: dict[str, Any] | None = None) -> Iterator[Record]:
    """Documents and rejects of one file, in the file's order.

    Args:
        file: The file.
        limits: Bounds on a document's size.
        fields: What a manifest says of the file.

    Yields:
        One record per document. A file that breaks off yields what came before the break, then a reject.

    Raises:
        OSError: The storage failed; worth another try.
    """
    if not file.kind:
        yield Reject(
            file.stem, file.uri, "unsupported_type", "endings read: html, htm, txt, jsonl, csv, parquet, warc (and .gz)"
        )
        return
    count = 0
    try:
        with file.open() as stored:
            for record in _READERS[file.kind](file, _opened(file, stored, limits), limits, fields or {}):
                count += 1
                yield record
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Reject(None, file.uri, "truncated_archive", f"{error}; {count} records were read before the break")
    except _BombError:
        detail = f"more than {limits.compression_ratio} times its stored size; {count} records were read before"
        yield Reject(None, file.uri, "too_deep", detail)
    except FileNotFoundError:
        yield Reject(file.stem, file.uri, "unreadable_file", "the file vanished while the run was reading")
    except PermissionError as error:
        yield Reject(file.stem, file.uri, "unreadable_file", str(error.strerror or error))


def _whole(file: SourceFile, stream: Any, limits: Limits) -> bytes:
    data: bytes = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise _TooLargeError
    return data


def _too_large(file: SourceFile, source_id: str | None, limits: Limits, where: str = "") -> Reject:
    return Reject(source_id, file.uri, "too_large", f"{where}more than {limits.document_bytes:,} bytes")


def _read_single(kind: str) -> Any:
    def read(file: SourceFile, stream: Any, limits: Limits, fields: dict[str, Any]) -> Iterator[Record]:
        try:
            data = _whole(file, stream, limits)
            content = decode_page(data) if kind == "html" else decode(data)
        except _TooLargeError:
            yield _too_large(file, fields.get("id") or file.stem, limits)
            return
        except NotTextError as error:
            yield Reject(fields.get("id") or file.stem, file.uri, "not_text", str(error))
            return
        yield document_from_fields({**fields, kind: content}, uri=file.uri, key=file.name, source_id=file.stem)

    return read


def _lines(stream: Any, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is longer than a document may be."""
    number = 0
    while line := stream.readline(limits.document_bytes + 1):
        number += 1
        if len(line) > limits.document_bytes and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _as_utf8(stream: Any) -> Any:
    """The stream in UTF-8: a file that begins with a UTF-16 mark is recoded on the way."""
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    if buffered.peek(2)[:2] in _BOMS:
        return io.BytesIO(decode(buffered.read()).encode())
    return buffered


def _read_jsonl(file: SourceFile, stream: Any, limits: Limits, _: dict[str, Any]) -> Iterator[Record]:
    for number, line in _lines(_as_utf8(stream), limits):
        where = f"line {number}: "
        source_id = f"{file.stem}-{number:06d}"
        if line is None:
            yield _too_large(file, source_id, limits, where)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901  the mark belongs to the file, not to the line
        if not line.strip():
            continue
        try:
            fields = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            fields = _loads_other_encoding(line)
            if fields is None:
                yield Reject(source_id, file.uri, "broken_record", f"{where}{error}")
                continue
        if not isinstance(fields, dict):
            yield Reject(source_id, file.uri, "broken_record", f"{where}a {type(fields).__name__}, not an object")
            continue
        record = document_from_fields(fields, uri=file.uri, key=f"{file.name}#{number}", source_id=source_id)
        if isinstance(record, Document):
            record = record._replace(content=record.content.replace("\r\n", "\n"))
        elif record.detail is not None:
            record = record._replace(detail=where + record.detail)
        yield record


def _loads_other_encoding(line: bytes) -> Any:
    """A line whose bytes are no UTF-8 (Latin-1 exports): decoded as a file would be; None where that fails too."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return orjson.loads(decode(line))
        except (NotTextError, orjson.JSONDecodeError):
            return None
    return None


def _read_csv(file: SourceFile, stream: Any, limits: Limits, _: dict[str, Any]) -> Iterator[Record]:
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    head = buffered.peek(65_536)[:65_536]
    try:
        encoding = _encoding_of(head)
    except NotTextError as error:
        yield Reject(file.stem, file.uri, "not_text", str(error))
        return
    text = io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(file, text, head.decode(encoding, "replace"), limits)
    finally:
        text.detach()  # the file is closed by whoever opened it


def _rows(file: SourceFile, text: io.TextIOWrapper, head: str, limits: Limits) -> Iterator[Record]:
    csv.field_size_limit(limits.document_bytes)
    header = head.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)  # a header has no text in it that could hold the others
    reader = csv.reader(text, delimiter=delimiter)
    names: list[str] | None = None
    number = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = "too_large" if "field larger" in str(error) else "broken_record"
            yield Reject(f"{file.stem}-{number:06d}", file.uri, reason, f"line {reader.line_num}: {error}")
            continue
        if names is None:
            names = [name.strip().lstrip("\ufeff") for name in row]
            continue
        if not row:
            continue
        number += 1
        source_id = f"{file.stem}-{number:06d}"
        if len(row) != len(names):
            detail = f"line {reader.line_num}: {len(row)} cells, the header has {len(names)}"
            yield Reject(source_id, file.uri, "broken_record", detail)
            continue
        fields = {name: value for name, value in zip(names, row, strict=True) if value != ""}
        yield document_from_fields(fields, uri=file.uri, key=f"{file.name}#{number}", source_id=source_id)


def _encoding_of(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: len(head) - 4].decode("utf-8")  # the last character may be cut
    except UnicodeDecodeError as error:
        if error.start < len(head) - 8:
            decode(head)  # raises for what is no text
            return "cp1252"
    else:
        decode(head)
    return "utf-8-sig"


def _read_parquet(file: SourceFile, stream: Any, limits: Limits, _: dict[str, Any]) -> Iterator[Record]:
    import pyarrow.parquet as pq  # noqa: PLC0415  a second of start-up that other kinds of input need not pay

    try:
        table = pq.ParquetFile(stream)
    except (ValueError, OSError) as error:
        yield Reject(file.stem, file.uri, "unreadable_file", f"no Parquet file: {error}")
        return
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE):
        for fields in batch.to_pylist():
            number += 1
            source_id = f"{file.stem}-{number:06d}"
            record = document_from_fields(fields, uri=file.uri, key=f"{file.name}#{number}", source_id=source_id)
            if isinstance(record, Document) and len(record.content) > limits.document_bytes:
                record = _too_large(file, record.source_id, limits, f"row {number}: ")
            yield record


def _read_warc(file: SourceFile, stream: Any, limits: Limits, _: dict[str, Any]) -> Iterator[Record]:
    yield from read_warc(file, stream, limits)


_READERS: Final = {
    "html": _read_single("html"),
    "txt": _read_single("raw_text"),
    "jsonl": _read_jsonl,
    "csv": _read_csv,
    "parquet": _read_parquet,
    "warc": _read_warc,
}
