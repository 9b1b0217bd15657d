"""CSV: a header that names the fields, one document a row."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from warehouse.sources.decoding import LineDecoder, NotTextError, check_text
from warehouse.sources.files import SourceFile
from warehouse.sources.names import OWN, FieldNames, renamed
from warehouse.sources.records import (
    CONTENT_FIELDS,
    FIELDS,
    Limits,
    Record,
    advice_of_names,
    document_from_fields,
    reject,
    too_large,
)
from warehouse.sources.streams import TooLargeError, as_utf8, skip_line

_HEAD: Final = 65_536
_FAILURES: Final = 20  # quotations that never close, after each of which the rest of the file is read again
_DELIMITERS: Final = ",;\t|"
_SEPARATOR_LINE: Final = re.compile(rb'"?sep=(.)"?[ \t]*\r?\n?', re.IGNORECASE)  # written by Excel for Excel
_KNOWN: Final = frozenset((*FIELDS, *CONTENT_FIELDS))


class _RowLines:
    """Lines of text for the CSV parser, which asks for as many as a row has; a row may not pass the limit."""

    def __init__(self, stream: io.BufferedReader, decoder: LineDecoder, limits: Limits) -> None:
        self._stream, self._decoder, self._limit = stream, decoder, limits.document_bytes
        self._row: list[bytes] = []
        self._size = 0
        self._again: list[bytes] = []  # lines given back, the last one first
        self._is_at_end = False
        self.number = 0  # of the line read last

    def begin_row(self) -> None:
        """Count anew."""
        self._row, self._size = [], 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._stream.readline(self._limit + 1 - self._size)
        if not line:
            self._is_at_end = True
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if self._size > self._limit:
            if not line.endswith(b"\n"):
                skip_line(self._stream)
            self._row.append(line)
            raise TooLargeError
        self._row.append(line)
        return self._decoder(line.replace(b"\x00", b""))

    @property
    def is_never_closed(self) -> bool:
        """Whether the row went on to the end of the file in search of its closing quotation mark."""
        return self._is_at_end and len(self._row) > 1 and self._is_open()

    def _is_open(self) -> bool:
        return sum(line.count(b'"') for line in self._row) % 2 == 1

    def give_back(self) -> None:
        """Read the row's lines but the first again, as rows of their own."""
        self._again.extend(reversed(self._row[1:]))
        self.number -= len(self._row) - 1
        self._is_at_end = False

    def skip_row(self) -> None:
        """Pass over the rest of a row that is too large: to where its quotation closes, or as much again."""
        is_open, passed = self._is_open(), 0
        while is_open and passed <= self._limit:
            line = self._stream.readline(self._limit + 1)
            if not line:
                return
            self.number += 1
            passed += len(line)
            is_open = is_open != (line.count(b'"') % 2 == 1)


def delimiter_of(header: str) -> str:
    """The delimiter of a header line: a header has no text in it that could hold the others."""
    return max(_DELIMITERS, key=header.count)


def header_names(row: Sequence[str]) -> list[str]:
    """Names of the columns; those that newsprism knows in lower case, whatever the exporter made of them."""
    names = [name.strip() for name in row]
    return [name.lower() if name.lower() in _KNOWN else name for name in names]


def header_mistake(names: Sequence[str], mapping: FieldNames = OWN) -> str | None:
    """What is wrong with the columns of a table of articles; None where all is well."""
    shown = ", ".join(names[:12])[:200] + (f", … ({len(names):,} in all)" if len(names) > 12 else "")
    if not set(mapping.paths(names)) & set(CONTENT_FIELDS):
        advice = advice_of_names(names) or "--map text=NAME, or html=NAME, says which one holds the articles"
        return f"no column is named html, raw_text or text; there are: {shown or 'none'}. {advice}"
    twice = sorted({name for name in names if name in _KNOWN and names.count(name) > 1})
    return f"two columns are named {twice[0]}" if twice else None


def read_csv(file: SourceFile, stream: io.BufferedReader, limits: Limits, names: FieldNames = OWN) -> Iterator[Record]:
    """Documents of a CSV file; a row that does not fit the header is a reject, and the next one is read."""
    stream = as_utf8(stream)
    head = stream.peek(_HEAD)[:_HEAD]
    try:
        check_text(head)
    except NotTextError as error:
        yield reject(file.stem, file.uri, "not_text", str(error))
        return
    decoder = LineDecoder(head)
    first = head.partition(b"\n")[0]
    separator = _SEPARATOR_LINE.fullmatch(first)
    if separator is not None:
        stream.readline()
    delimiter = separator.group(1).decode("latin-1") if separator else delimiter_of(first.decode("latin-1"))
    if delimiter in '"\r\n':
        yield reject(file.stem, file.uri, "broken_record", f"the first line names {delimiter!r} as the separator")
        return
    yield from _rows(file, _RowLines(stream, decoder, limits), delimiter, limits, names)


def _rows(file: SourceFile, text: _RowLines, delimiter: str, limits: Limits, mapping: FieldNames) -> Iterator[Record]:
    csv.field_size_limit(limits.document_bytes)
    reader = csv.reader(text, delimiter=delimiter)
    names: list[str] | None = None
    paths: dict[str, str] = {}
    number = failures = 0
    while True:
        text.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, TooLargeError) as error:
            number += 1
            source_id, where = f"{file.stem}-{number:06d}", f"line {text.number}: "
            if isinstance(error, TooLargeError) or "field larger" in str(error):
                yield too_large(source_id, file.uri, limits, where)
                text.skip_row()
            else:
                yield reject(source_id, file.uri, "broken_record", f"{where}{error}")
            if names is None:
                return
            continue
        if not row:
            continue
        if names is None:
            names = header_names(row)
            mistake = header_mistake(names, mapping)
            if mistake is not None:
                yield reject(file.stem, file.uri, "missing_content", mistake)
                return
            paths = mapping.paths(names)  # by the columns: cells that are empty make no other kind of table
            continue
        number += 1
        source_id = f"{file.stem}-{number:06d}"
        if text.is_never_closed and failures < _FAILURES:
            failures += 1
            text.give_back()
            yield reject(source_id, file.uri, "broken_record", f"line {text.number}: a quotation that never closes")
            continue
        where = f"line {text.number}: "
        if len(row) < len(names) or any(row[len(names) :]):  # spreadsheets add empty cells
            detail = f"{where}{len(row)} cells, the header has {len(names)}"
            yield reject(source_id, file.uri, "broken_record", detail)
            continue
        fields = {name: value for name, value in zip(names, row, strict=False) if value != ""}
        yield document_from_fields(
            renamed(fields, paths),
            uri=file.uri,
            key=f"{file.name}#{number}",
            source_id=source_id,
            limits=limits,
            where=where,
        )
