"""Parquet: one document a row, read in batches that are bounded in bytes as well as in rows."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from warehouse.sources.csv_rows import header_mistake
from warehouse.sources.files import SourceFile
from warehouse.sources.names import OWN, FieldNames, renamed
from warehouse.sources.records import CONTENT_FIELDS, Document, Limits, Record, document_from_fields, reject
from warehouse.sources.streams import SMALL, BombError, Stored

_BATCH_BYTES: Final = 4_000_000
_DICTIONARY_BYTES: Final = 32_000_000  # of a column of a row group; writers give dictionaries up after one MB
_BATCH_ROWS: Final = 1024
_BUFFER: Final = 1 << 20  # bytes of a column read at a time, not the whole column of a row group
_DULL: Final = 50_000_000  # bytes; below it a high compression ratio is no bomb, only a dull table


def read_parquet(file: SourceFile, stored: Any, limits: Limits, names: FieldNames = OWN) -> Iterator[Record]:
    """Documents of a Parquet file. Only the columns that are fields are read.

    A damaged file ends with a reject. Parquet compresses by itself: a ``.parquet.gz`` is refused.
    """
    if file.is_gzipped:
        yield reject(file.stem, file.uri, "unsupported_type", "Parquet within gzip cannot be streamed: unpack it")
        return
    count = 0
    try:
        for record in _documents(file, stored, limits, names):
            count += 1
            yield record
    except (ValueError, NotImplementedError, MemoryError, OverflowError, KeyError) as error:  # Arrow's errors are these
        yield reject(file.stem, file.uri, "unreadable_file", f"{_first_line(error)}; {count} rows were read before")
    except OSError as error:
        if error.errno is not None:  # the storage failed; the format's own errors carry no number
            raise
        yield reject(file.stem, file.uri, "unreadable_file", f"{_first_line(error)}; {count} rows were read before")


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [error.__class__.__name__])[0]


def _documents(file: SourceFile, stored: Any, limits: Limits, mapping: FieldNames) -> Iterator[Record]:
    import pyarrow.parquet as pq  # noqa: PLC0415  a second of start-up that other kinds of input need not pay

    stream = Stored(stored)
    metadata = pq.read_metadata(stream)
    names = metadata.schema.to_arrow_schema().names
    mistake = header_mistake(names, mapping)
    if mistake is not None:
        yield reject(file.stem, file.uri, "missing_content", mistake)
        return
    found = mapping.paths(names)
    repeated = _repeated(metadata, {path for ours, path in found.items() if ours in CONTENT_FIELDS})
    table = pq.ParquetFile(stream, metadata=metadata, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=repeated)
    paths = found.values()
    columns = [name for name in names if name in paths or any(path.startswith(f"{name}.") for path in paths)]
    number = given = 0
    for group in range(metadata.num_row_groups):
        size = metadata.row_group(group)
        stored_bytes = sum(size.column(index).total_compressed_size for index in range(size.num_columns))
        if size.total_byte_size > max(_DULL, stored_bytes * limits.compression_ratio):
            detail = f"row group {group}: more than {limits.compression_ratio} times its stored size"
            yield reject(file.stem, file.uri, "too_deep", detail)
            return
        rows = max(1, min(_BATCH_ROWS, _BATCH_BYTES * max(size.num_rows, 1) // max(size.total_byte_size, 1)))
        for batch in table.iter_batches(batch_size=rows, row_groups=[group], columns=columns, use_threads=False):
            for position in range(batch.num_rows):
                number += 1
                record = _document(file, batch, position, number, limits, found)
                given += len(record.content) if isinstance(record, Document) else 0
                if given > limits.compression_ratio * max(file.size, SMALL):
                    raise BombError  # a dictionary holds one page that stands in a million rows
                yield record


def _repeated(metadata: Any, contents: set[str]) -> list[str]:
    """Those of the columns to be read as dictionaries, so that a value that many rows share is made one row at a time.

    Only small ones: of a column that is none, Arrow would build a dictionary of every value it has.
    """
    found = []
    for index in range(metadata.num_columns):
        leaf = metadata.schema.column(index)
        if leaf.path not in contents or leaf.physical_type != "BYTE_ARRAY":
            continue
        chunks = [metadata.row_group(group).column(index) for group in range(metadata.num_row_groups)]
        if all(
            chunk.total_uncompressed_size <= _DICTIONARY_BYTES and any("DICTIONARY" in name for name in chunk.encodings)
            for chunk in chunks
        ):
            found.append(leaf.path)
    return found


def _document(
    file: SourceFile, batch: Any, position: int, number: int, limits: Limits, paths: Mapping[str, str]
) -> Record:
    source_id, where = f"{file.stem}-{number:06d}", f"row {number}: "
    fields: dict[str, Any] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            fields[name] = column[position].as_py()
        except (ValueError, OverflowError) as error:  # bytes that are no UTF-8, dates out of range
            return reject(source_id, file.uri, "invalid_field", f"{where}{name}: {_first_line(error)}")
    return document_from_fields(
        renamed(fields, paths),  # by what the whole table has: columns that nobody needs are not read
        uri=file.uri,
        key=f"{file.name}#{number}",
        source_id=source_id,
        limits=limits,
        where=where,
    )
