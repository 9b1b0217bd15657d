"""JSON lines: one object a line, one document an object."""

import io
import json
from collections.abc import Iterator
from typing import Any, Final

import orjson

from warehouse.sources.decoding import LineDecoder, NotTextError, check_text
from warehouse.sources.files import SourceFile
from warehouse.sources.names import OWN, FieldNames
from warehouse.sources.records import Limits, Record, document_from_fields, reject, too_large
from warehouse.sources.streams import as_utf8, lines

_HEAD: Final = 65_536


def read_json_lines(
    file: SourceFile, stream: io.BufferedReader, limits: Limits, names: FieldNames = OWN
) -> Iterator[Record]:
    """Documents of a file of JSON lines; a line that is no object is a reject, and the next one is read."""
    stream = as_utf8(stream)
    head = stream.peek(_HEAD)[:_HEAD]
    try:
        check_text(head)
    except NotTextError as error:
        yield reject(file.stem, file.uri, "not_text", str(error))
        return
    decoder = LineDecoder(head)
    for number, line in lines(stream, limits):
        where = f"line {number}: "
        source_id = f"{file.stem}-{number:06d}"
        if line is None:
            yield too_large(source_id, file.uri, limits, where)
            continue
        if not line.strip():
            continue
        try:
            fields = _loads(line, decoder)
        except ValueError as error:
            yield reject(source_id, file.uri, "broken_record", f"{where}{error}")
            continue
        if not isinstance(fields, dict):
            yield reject(source_id, file.uri, "broken_record", f"{where}a {type(fields).__name__}, not an object")
            continue
        yield document_from_fields(
            names.fields(fields),
            uri=file.uri,
            key=f"{file.name}#{number}",
            source_id=source_id,
            limits=limits,
            where=where,
        )


def _loads(line: bytes, decoder: LineDecoder) -> Any:
    """The line's value.

    Raises:
        ValueError: It is no JSON, whichever way it is looked at.
    """
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        # what exporters write and the standard forbids: NaN, halves of surrogate pairs, raw control characters, Latin-1
        try:
            return json.loads(decoder(line), strict=False)
        except (ValueError, RecursionError):
            raise error from None
