"""What reading yields: documents, rejects, and records that were never meant to be articles."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from transforms.vocabulary import SOURCE_KINDS
from warehouse.sources.decoding import NotTextError, decode, decode_page, normalized
from warehouse.sources.literals import literal

FIELDS: Final = ("id", "url", "outlet", "title", "published_at", "authors", "language")
CONTENT_FIELDS: Final = SOURCE_KINDS  # the field that holds the content names its kind
_TEXTS: Final = (
    "content",
    "body",
    "article",
    "maintext",
    "plaintext",
    "fulltext",
    "full_text",
    "story",
    "article_text",
    "summary",
    "description",
)
_PAGES: Final = ("page", "html_content", "raw_html", "source_html")
_ADDRESSES: Final = ("url", "link", "href", "canonical_link")
_NO_TEXTS: Final = "it lists addresses without texts, and newsprism fetches none: save the pages, and run over these"
_WORDS: Final = 5  # of a field that may be an article; dates and names have fewer
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_DETAIL_CHARS: Final = 500  # of a reject's detail; it names the mistake, it does not repeat the document


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one document may cost.

    Attributes:
        document_bytes: Largest document, decompressed. The longest news features stay under 1 MB of HTML by far; pages
            with inlined images reach ten.
        field_chars: Longest field beside the content; addresses and titles stay under 2,000.
        compression_ratio: Largest ratio of decompressed to compressed size of a file; gzip of text stays under 20, a
            bomb reaches 1000.
        document_seconds: Time that one document may take, of a clock on the wall; see :mod:`flows.workers.guarding`.
            The slowest of 300 real pages takes a quarter of a second.
    """

    document_bytes: int = 20_000_000
    field_chars: int = 10_000
    compression_ratio: int = 200
    document_seconds: float = 30.0


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
    """A document that cannot be kept, with a reason from the closed list ``REJECT_REASONS``."""

    source_id: str | None
    source_uri: str
    reason: str
    detail: str | None


class Skip(NamedTuple):
    """A record of an archive that is no article by its nature (a request, an image): counted, not rejected."""

    reason: str


Record = Document | Reject | Skip


class _FieldError(ValueError):
    """A field's value is none that the field can have."""


def reject(source_id: str | None, uri: str, reason: str, detail: str) -> Reject:
    """A reject whose texts can be stored: they quote from bad input."""
    shown = None if source_id is None else normalized(source_id)[:_DETAIL_CHARS]
    return Reject(shown, uri, reason, normalized(detail)[:_DETAIL_CHARS])


def document_from_fields(
    fields: dict[str, Any], *, uri: str, key: str, source_id: str, limits: Limits, where: str = ""
) -> Document | Reject:
    """A document from the fields of one JSON object, row or manifest line.

    Args:
        fields: The record; unknown fields are left alone.
        uri: Where it was read.
        key: Natural key of the record's place (file and position), used where the record has no ``id``.
        source_id: Id to show where the record has no ``id``.
        limits: Bounds on the content and the fields.
        where: The record's place in the file, for the detail of a reject (``line 7: ``).
    """
    try:
        identifier = _field("id", fields.get("id"), limits)
        if identifier is not None:
            key, source_id = f"id:{identifier}", identifier
        values = {name: _field(name, fields.get(name), limits) for name in FIELDS if name != "id"}
    except _FieldError as error:
        return reject(source_id, uri, "invalid_field", f"{where}{error}")
    present = [name for name in CONTENT_FIELDS if not _is_absent(fields.get(name))]
    if not present:
        names = ", ".join(map(str, list(fields)[:12])) or "none"
        hint = mapping_advice(fields)
        return reject(source_id, uri, "missing_content", f"{where}fields: {names}{'; ' if hint else ''}{hint}")
    filled = [name for name in present if fields[name] not in ("", b"")]
    if len(filled) > 1:
        return reject(source_id, uri, "ambiguous_content", f"{where}both {' and '.join(filled)} are given")
    kind = (filled or present)[0]
    content = fields[kind]
    if isinstance(content, bytes) and len(content) <= limits.document_bytes:  # as crawls keep pages in tables
        try:
            content = decode_page(content) if kind == "html" else decode(content)
        except NotTextError as error:
            return reject(source_id, uri, "not_text", f"{where}{kind} {error}")
    if not isinstance(content, str | bytes):
        return reject(source_id, uri, "invalid_field", f"{where}{kind} is {type(content).__name__}, not text")
    if len(content) > limits.document_bytes or isinstance(content, bytes):
        return too_large(source_id, uri, limits, where)
    return Document(key, source_id, uri, kind, content=normalized(content), **values)


def mapping_advice(record: Mapping[str, Any]) -> str:
    """The mapping that would read a record without content, guessed from its names and lengths; empty without one."""
    texts = {name: value for name, value in record.items() if isinstance(value, str) and name not in FIELDS}
    chosen = _named_as_content(texts)
    if chosen is None:
        long = [name for name, value in texts.items() if len(_WORD.findall(value[:_DETAIL_CHARS])) >= _WORDS]
        chosen = max(long, key=lambda name: len(texts[name]), default=None)
    if chosen is None:
        return advice_of_names(list(record))
    kind = "html" if chosen.lower() in _PAGES or texts[chosen].lstrip().startswith("<") else "text"
    return f"--map {kind}={chosen} would read it"


def advice_of_names(names: Sequence[str]) -> str:
    """What would read records without content, guessed from their names alone; empty without a guess."""
    chosen = _named_as_content(names)
    if chosen is not None:
        return f"--map {'html' if chosen.lower() in _PAGES else 'text'}={chosen} would read it"
    return _NO_TEXTS if any(name.lower() in _ADDRESSES for name in names) else ""


def _named_as_content(names: Iterable[str]) -> str | None:
    """The name that says most plainly that an article stands there."""
    known = {name.lower(): name for name in names}
    return next((known[name] for name in (*_TEXTS, *_PAGES) if name in known), None)


def too_large(source_id: str | None, uri: str, limits: Limits, where: str = "") -> Reject:
    """The reject of what passes the limit on a document's size."""
    return reject(source_id, uri, "too_large", f"{where}more than {limits.document_bytes:,} bytes")


def _is_absent(value: Any) -> bool:
    """None, and the not-a-number that data frames write for it."""
    return value is None or (isinstance(value, float) and value != value)  # noqa: PLR0124  true of NaN alone


def _field(name: str, value: Any, limits: Limits) -> str | None:
    """A field's value as text; None where it is absent or empty.

    Raises:
        _FieldError: It has another type, or is too long.
    """
    if _is_absent(value):
        return None
    if name == "authors" and isinstance(value, str) and value[:2] == "[{":
        value = literal(value)  # people of whom a table says more than their names
    if name == "authors" and isinstance(value, list):
        named = [item.get("name") if isinstance(item, dict) else item for item in value]  # as linked data lists them
        people = [item for item in named if item is not None]
        if not all(isinstance(item, str) for item in people):
            raise _FieldError(f"{name} holds what is no text: {repr(value)[:60]}")
        value = "; ".join(stripped for item in people if (stripped := item.strip()))
    elif name == "id" and isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value) if isinstance(value, float) and value.is_integer() else value)  # a frame's 7.0 is 7
    elif name == "published_at" and hasattr(value, "isoformat"):
        value = value.isoformat()
    if not isinstance(value, str):
        raise _FieldError(f"{name} is {type(value).__name__}: {repr(value)[:60]}")
    if len(value) > limits.field_chars:
        raise _FieldError(f"{name} has {len(value):,} characters, at most {limits.field_chars:,}")
    value = normalized(value).strip()
    if name == "url":
        _check_url(value)
    return value or None


def _check_url(url: str) -> None:
    """Look whether an address can be taken apart; what cannot would stop whoever reads its host later.

    Raises:
        _FieldError: It cannot.
    """
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError as error:
        raise _FieldError(f"url: {error}: {url[:100]!r}") from error
