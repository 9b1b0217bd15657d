"""What reading yields: documents, rejects, and records that were never meant to be articles."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

FIELDS: Final = ("id", "url", "outlet", "title", "published_at", "authors", "language")
CONTENT_FIELDS: Final = ("html", "raw_text", "text")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one document may cost.

    Attributes:
        document_bytes: Largest document, decompressed. The longest news features stay under 1 MB of HTML by far; pages
            with inlined images reach ten.
        compression_ratio: Largest ratio of decompressed to compressed size of a file; gzip of text stays under 20, a
            bomb reaches 1000.
    """

    document_bytes: int = 20_000_000
    compression_ratio: int = 200


class Document(NamedTuple):
    """One record as read. ``key`` is its natural key, from which its id is made."""

    key: str
    source_id: str
    source_uri: str
    source_kind: str
    url: str | None
    outlet: str | None
    title: str | None
    published_at: str | None
    authors: str | None
    language: str | None
    content: str

    def content_hash(self) -> str:
        """Hash of all that was read: the content and the fields beside it."""
        digest = hashlib.blake2b(digest_size=16)
        for value in self[3:]:
            digest.update(b"\x00" if value is None else value.encode("utf-8", "surrogatepass"))
            digest.update(b"\x1f")
        return digest.hexdigest()


class Reject(NamedTuple):
    """A document that cannot be kept, with a reason from the closed list of ``warehouse.schema.REJECT_REASONS``."""

    source_id: str | None
    source_uri: str
    reason: str
    detail: str | None


class Skip(NamedTuple):
    """A record of an archive that is no article by its nature (a request, an image): counted, not rejected."""

    reason: str


Record = Document | Reject | Skip


def document_from_fields(fields: dict[str, Any], *, uri: str, key: str, source_id: str) -> Document | Reject:
    """A document from the fields of one JSON object, row or manifest line.

    Args:
        fields: The record; unknown fields are left alone.
        uri: Where it was read.
        key: Natural key of the record's place (file and position), used where the record has no ``id``.
        source_id: Id to show where the record has no ``id``.
    """
    values: dict[str, str | None] = {}
    for name in FIELDS:
        value = fields.get(name)
        if value is None or value == "" or value == []:
            values[name] = None
        elif isinstance(value, str):
            values[name] = value.strip() or None
        elif name == "id" and isinstance(value, int | float):
            values[name] = f"{value:g}" if isinstance(value, float) else str(value)
        elif name == "authors" and isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[name] = "; ".join(item.strip() for item in value if item.strip()) or None
        elif name == "published_at" and hasattr(value, "isoformat"):
            values[name] = value.isoformat()
        else:
            shown = repr(value)[:60]
            return Reject(source_id, uri, "invalid_field", f"{name} is {type(value).__name__}: {shown}")
    identifier = values.pop("id")
    if identifier is not None:
        key, source_id = f"id:{identifier}", identifier
    present = [name for name in CONTENT_FIELDS if fields.get(name) is not None]
    if not present:
        return Reject(source_id, uri, "missing_content", f"fields: {', '.join(map(str, list(fields)[:12]))}")
    filled = [name for name in present if fields[name] != ""]
    if len(filled) > 1:
        return Reject(source_id, uri, "ambiguous_content", f"both {' and '.join(filled)} are given")
    kind = (filled or present)[0]
    content = fields[kind]
    if not isinstance(content, str):
        return Reject(source_id, uri, "invalid_field", f"{kind} is {type(content).__name__}, not text")
    return Document(key, source_id, uri, kind, content=content, **values)
