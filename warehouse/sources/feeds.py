"""Feeds as they are served: RSS of all versions and Atom. An entry is a document."""

import io
from collections.abc import Iterator
from typing import Any

from warehouse.sources.files import SourceFile
from warehouse.sources.names import OWN, FieldNames
from warehouse.sources.records import Limits, Record, document_from_fields, reject, too_large


def read_feed(file: SourceFile, stream: io.BufferedReader, limits: Limits, names: FieldNames = OWN) -> Iterator[Record]:
    """Documents of a feed: entries under the names that feedparser has for what the formats call otherwise.

    What an entry says under ``content`` is read as a page. One that has a summary alone is a reject, which names the
    mapping that reads summaries, for a feed whose summaries are articles.
    """
    import feedparser  # noqa: PLC0415  runs that meet no feed need not pay for it

    data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        yield too_large(file.stem, file.uri, limits)
        return
    # a stream, for a text could be an address, which would be fetched; cleaning is ours
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed["entries"] and not parsed.get("version"):
        yield reject(file.stem, file.uri, "broken_record", "no RSS or Atom feed")
        return
    for number, entry in enumerate(parsed["entries"], start=1):
        fields: dict[str, Any] = dict(entry)
        fields.setdefault("published", fields.get("updated"))
        yield document_from_fields(
            names.fields(fields),
            uri=file.uri,
            key=f"{file.name}#{number}",
            source_id=f"{file.stem}-{number:06d}",
            limits=limits,
            where=f"entry {number}: ",
        )
