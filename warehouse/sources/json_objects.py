"""A JSON file of articles: one object, a list of them, or what an API answers, with the list somewhere inside."""

import io
from collections.abc import Iterator
from typing import Any, Final

import ijson

from warehouse.sources.decoding import NotTextError, check_text
from warehouse.sources.files import SourceFile
from warehouse.sources.names import OWN, FieldNames
from warehouse.sources.records import CONTENT_FIELDS, Limits, Record, document_from_fields, reject, too_large
from warehouse.sources.streams import as_utf8

_HEAD: Final = 65_536
_LISTS: Final = frozenset({"", "articles", "articles.results", "results", "stories", "entries", "items"})
_PUBLISHER: Final = "publisher"  # what the name over a list is of its articles
_ENDS: Final = frozenset({"end_map", "end_array", "string", "number", "boolean", "null"})

Event = tuple[str, str, Any]


def read_json(file: SourceFile, stream: io.BufferedReader, limits: Limits, names: FieldNames = OWN) -> Iterator[Record]:
    """Documents of a JSON file, one object at a time; the file is never held whole.

    A list at the top is a list of articles; in an object the articles are in ``articles``, ``results``, ``stories``,
    ``entries`` or ``items`` (as the APIs of news answer), or in lists under the names of their publishers, else the
    object itself is one.
    """
    stream = as_utf8(stream)
    head = stream.peek(_HEAD)[:_HEAD]
    try:
        check_text(head)
    except NotTextError as error:
        yield reject(file.stem, file.uri, "not_text", str(error))
        return
    number = 0
    try:
        for fields in _objects(stream, limits, names):
            number += 1
            where, source_id = f"object {number}: ", f"{file.stem}-{number:06d}"
            if fields is None:
                yield too_large(source_id, file.uri, limits, where)
            elif not isinstance(fields, dict):
                detail = f"{where}a {type(fields).__name__}, not an object"
                yield reject(source_id, file.uri, "broken_record", detail)
            else:
                yield document_from_fields(
                    names.fields(fields),
                    uri=file.uri,
                    key=f"{file.name}#{number}",
                    source_id=source_id,
                    limits=limits,
                    where=where,
                )
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as error:
        first = str(error).partition("\n")[0]
        yield reject(file.stem, file.uri, "broken_record", f"{first}; {number} objects were read before")


def _objects(stream: io.BufferedReader, limits: Limits, names: FieldNames) -> Iterator[Any]:
    """The articles of the file; None for one that is larger than a document may be."""
    events = ijson.parse(stream, use_float=True)
    top = _Bounded(limits)
    is_first = True
    for prefix, event, value in events:
        if event == "start_array" and prefix in _LISTS:
            yield from _items(events, f"{prefix}.item" if prefix else "item", limits)
            return
        if event == "start_array" and is_first:  # the first value of the object
            started, item = _first_item(events, limits)
            if isinstance(item, dict) and any(name in CONTENT_FIELDS for name in names.paths(item)):
                yield {_PUBLISHER: prefix} | item
                yield from _of_publishers(events, prefix, limits)
                return
            top.event(event, value)
            for _, event_of_item, value_of_item in started:
                top.event(event_of_item, value_of_item)
            is_first = False
            continue
        is_first = is_first and event in {"start_map", "map_key"}
        top.event(event, value)
    yield top.value


def _first_item(events: Iterator[Event], limits: Limits) -> tuple[list[Event], Any]:
    """The events of a list's first item, up to the size of a document, and the item; of an empty list, its end."""
    started: list[Event] = []
    item = _Bounded(limits)
    depth = 0
    for one in events:
        started.append(one)
        depth += one[1] in {"start_map", "start_array"}
        depth -= one[1] in {"end_map", "end_array"}
        if depth < 0:
            break
        item.event(one[1], one[2])
        if not depth or len(started) > limits.document_bytes:
            return started, item.value
    return started, None


def _of_publishers(events: Iterator[Event], name: str, limits: Limits) -> Iterator[Any]:
    """What stands in lists under the names of publishers, from within the first list on."""
    item, depth = _Bounded(limits), 0
    is_in_list = True
    for _, event, value in events:
        if not depth and event == "map_key":
            name = str(value)
        elif not depth and event in {"start_array", "end_array"}:
            is_in_list = event == "start_array"
        elif is_in_list:
            depth += event in {"start_map", "start_array"}
            depth -= event in {"end_map", "end_array"}
            item.event(event, value)
            if not depth:
                made = item.value
                yield {_PUBLISHER: name} | made if isinstance(made, dict) else made
                item = _Bounded(limits)


def _items(events: Iterator[tuple[str, str, Any]], wanted: str, limits: Limits) -> Iterator[Any]:
    """The items of the list that has just been opened, up to its end."""
    item = _Bounded(limits)
    for prefix, event, value in events:
        if not prefix.startswith(wanted):
            return
        item.event(event, value)
        if prefix == wanted and event in _ENDS:
            yield item.value
            item = _Bounded(limits)


class _Bounded:
    """A value that is put together from events, as long as it is no larger than a document may be."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.document_bytes
        self._size = 0
        self._builder = ijson.ObjectBuilder()

    def event(self, event: str, value: Any) -> None:
        """Take the next event."""
        self._size += len(value) if isinstance(value, str) else 1
        if self._size <= self._limit:
            self._builder.event(event, value)

    @property
    def value(self) -> Any:
        """The value; None where it is too large."""
        return self._builder.value if self._size <= self._limit else None
