"""Which article a document is, and which of its versions: decided when all documents of a run have been read.

An article is known by its canonical address where it has one, else by the given id, else by its place. An address that
brings texts which share nothing (a feed's, a section's) names none of them. Of several versions the latest is kept,
whichever file brings it; the earlier ones become rows of ``article_versions``.
"""

import datetime as dt
import functools
import json
import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from flows.workers.chunks import DUMP
from transforms.documents.addresses import address_of_page, canonical_address
from transforms.documents.dates.moments import moment, read_given
from transforms.ids import stable_id
from transforms.text.sketches import is_version
from warehouse.sources import Document, Reject
from warehouse.store.ledger import Ledger

DUPLICATE: Final = "duplicate_id"
PAGE: Final = "html"
_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
_MODIFIED: Final = re.compile(
    r"(?:article:modified_time|og:updated_time)[\"']?\s+content\s*=\s*[\"']([^\"'<>]{8,40})[\"']"
    r"|\"dateModified\"\s*:\s*\"([^\"<>]{8,40})\"",
    re.IGNORECASE,
)


class Known(NamedTuple):
    """An article that an earlier run met, as the ledger has it."""

    article_id: str
    source_uri: str
    content_hash: str
    rules_hash: str
    address: str | None
    said_at: str | None
    sketch: bytes | None
    file_version: str | None


@dataclass(slots=True)
class Arrival:
    """A document of this run that is not known as it is; ``sketch`` is filled in when its chunk is written."""

    order: int
    key_id: str
    source_id: str
    source_uri: str
    content_hash: str
    address: str | None
    said_at: str | None
    article_id: str
    changed_at: float | None
    given: str | None
    sketch: bytes | None = None

    @property
    def is_dump(self) -> bool:
        """Whether it is a page dump, which alone keeps what was given beside its text."""
        return self.given is not None


@dataclass(slots=True)
class Settled:
    """What the documents of a run are.

    Attributes:
        kept: Latest versions, each with its article's id.
        earlier: Versions that are not kept, with their article's id.
        rejects: Documents whose id another one has, which is another text.
        unchanged: Documents that are known after all.
        retired: Articles that turned out to be versions of others.
        moved: (article_id, source_id, source_uri) of articles that stand in a file before the one that was known.
        versions: (article_id, content_hash) of versions that are not to be met again.
    """

    kept: list[Arrival] = field(default_factory=list)
    earlier: list[Arrival] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    unchanged: int = 0
    retired: list[str] = field(default_factory=list)
    moved: list[tuple[str, str, str]] = field(default_factory=list)
    versions: list[tuple[str, str]] = field(default_factory=list)


class Arrivals:
    """The documents of a run, against what the warehouse holds.

    Args:
        ledger: What it holds; looked up for the documents that come, never read as a whole.
        current: Hashes of rules under which a document would be cleaned as now.
        given_up: Contents on which runs failed, and which are not tried again.
    """

    def __init__(self, ledger: Ledger, *, current: Container[str], given_up: Container[str] = frozenset()) -> None:
        self._given_up = given_up
        self._ledger = ledger
        self._known: dict[str, Known] = {}
        self._by_address: dict[str, Known] = {}
        self._superseded: set[tuple[str, str]] = set()
        self._current = current
        self._count = 0
        self._met: set[tuple[str, str]] = set()
        self._unchanged: dict[str, int] = {}
        self._moved: dict[str, tuple[str, str]] = {}
        self.waiting: list[Arrival] = []

    def meet(self, documents: Sequence[tuple[Document, float | None]]) -> list[Arrival | str]:
        """Documents as they are read.

        Args:
            documents: Some of them, in their order, with the moment at which their file was changed, if that is known.

        Returns:
            For each what stands for it until all are read; ``unchanged`` where it is known as it is, ``superseded``
            where this run has met the very same.
        """
        addresses = [_address(document) for document, _ in documents]
        keys = [stable_id("art", document.key) for document, _ in documents]
        self._look_up({*keys}, {address for address in addresses if address is not None})
        return [
            self._met_as(document, key_id, address, changed_at)
            for (document, changed_at), key_id, address in zip(documents, keys, addresses, strict=True)
        ]

    def _look_up(self, keys: Collection[str], addresses: Collection[str]) -> None:
        if self._ledger.is_empty:
            return
        found = [Known(*row) for row in self._ledger.known(keys, addresses).select(Known._fields).iter_rows()]
        self._known |= {one.article_id: one for one in found}
        self._by_address |= {one.address: one for one in reversed(found) if one.address is not None}
        self._superseded |= self._ledger.superseded([one.article_id for one in found])

    def _met_as(self, document: Document, key_id: str, address: str | None, changed_at: float | None) -> Arrival | str:
        self._count += 1
        content_hash = document.content_hash()
        if content_hash in self._given_up:
            return "unchanged"
        own = self._by_address.get(address) if address is not None else None
        for one in (own, self._known.get(key_id)):
            if one is None:
                continue
            if one.content_hash == content_hash and one.rules_hash in self._current:
                self._unchanged[one.article_id] = self._count
                self._move(one, document)
                return "unchanged"
            if one.source_uri != document.source_uri and (one.article_id, content_hash) in self._superseded:
                return "unchanged"
        if (address or key_id, content_hash) in self._met:
            return "superseded"
        self._met.add((address or key_id, content_hash))
        article_id = own.article_id if own else key_id if address is None else stable_id("art", f"url:{address}")
        arrival = Arrival(
            self._count,
            key_id,
            document.source_id,
            document.source_uri,
            content_hash,
            address,
            _said_at(document),
            article_id,
            changed_at,
            json.dumps(document[:-1]) if document.source_kind == DUMP else None,
        )
        self.waiting.append(arrival)
        return arrival

    def _move(self, own: Known, document: Document) -> None:
        """Of the places of one document the first in order is kept, whichever run meets it."""
        _, before = self._moved.get(own.article_id, ("", own.source_uri))
        if document.source_uri < before:
            self._moved[own.article_id] = (document.source_id, document.source_uri)

    def settle(self) -> Settled:
        """Decide, once every document is met and has its sketch."""
        settled = Settled()
        by_address: dict[str, list[Arrival]] = {}
        for arrival in self.waiting:
            if arrival.address is not None:
                by_address.setdefault(arrival.address, []).append(arrival)
        for address, arrivals in by_address.items():
            self._name(address, arrivals)
        by_article: dict[str, list[Arrival]] = {}
        for arrival in self.waiting:
            by_article.setdefault(arrival.article_id, []).append(arrival)
        for article_id, arrivals in by_article.items():
            self._choose(self._known.get(article_id), arrivals, settled)
        replaced = {one.article_id for one in settled.kept}
        settled.moved = [(one, *place) for one, place in sorted(self._moved.items()) if one not in replaced]
        return settled

    def _name(self, address: str, arrivals: Sequence[Arrival]) -> None:
        """Let an address name the article of these documents, or of those which are versions of its own."""
        own = self._by_address.get(address)
        if own is not None:
            others = [one for one in arrivals if not is_version(own.sketch, one.sketch)]
        else:
            others = [] if _are_versions(arrivals) else list(arrivals)
            for one in arrivals:
                old = self._known.get(one.key_id)
                if old is not None and old.address is None and is_version(old.sketch, one.sketch):
                    _give(arrivals, old.article_id)  # met before without an address
                    break
        for one in others:
            one.address, one.article_id = None, one.key_id

    def _choose(self, own: Known | None, arrivals: Sequence[Arrival], settled: Settled) -> None:
        """Keep the latest of the documents of one article."""
        versions = list(arrivals)
        if own is not None and own.article_id in self._unchanged:  # its file holds what was superseded in it, too
            known = [one for one in versions if (own.article_id, one.content_hash) in self._superseded]
            settled.unchanged += len(known)
            versions = [one for one in versions if one not in known]
        if not versions:
            return
        versions = _in_order(versions)
        latest = versions[-1]
        is_older = own is not None and self._is_older(latest, own)
        earlier = versions if is_older else versions[:-1]
        settled.earlier += earlier
        settled.versions += [(one.article_id, one.content_hash) for one in earlier]
        stays: Known | Arrival = own if own is not None and is_older else latest
        for one in earlier:
            if one.address is None and not is_version(stays.sketch, one.sketch):
                detail = f"the id stands in {stays.source_uri} too, with another text; the later one is kept"
                settled.rejects.append(Reject(one.source_id, one.source_uri, DUPLICATE, detail))
        if not is_older:
            settled.kept.append(latest)
            if own is not None and own.content_hash != latest.content_hash:
                settled.versions.append((own.article_id, own.content_hash))
        for one in versions:
            old = self._known.get(one.key_id)
            if old is not None and one.key_id != one.article_id and old.address in (None, one.address):
                settled.retired.append(one.key_id)

    def _is_older(self, one: Arrival, own: Known) -> bool:
        """Whether a document is an earlier version than the one that the warehouse holds.

        They are compared by what they say of themselves, then by when their files were changed, then by the order in
        which they are read. A file that says something else than before is taken at its word, and so is a file of
        which nobody knows when it was changed.
        """
        at = self._unchanged.get(own.article_id)
        if at is None and own.source_uri == one.source_uri:
            return False
        said, own_said = _moment(one.said_at), _moment(own.said_at)
        if said is not None and own_said is not None and said != own_said:
            return said < own_said
        if own.source_uri == one.source_uri:
            return at is not None and one.order < at
        changed_at = change_of(own.file_version)
        if one.changed_at is None or changed_at is None:
            return at is not None and one.order < at
        return (one.changed_at, one.source_uri) < (changed_at, own.source_uri)


def _give(arrivals: Iterable[Arrival], article_id: str) -> None:
    for one in arrivals:
        one.article_id = article_id


def _are_versions(arrivals: Sequence[Arrival]) -> bool:
    """Whether each document is a version of one before it."""
    return all(
        any(is_version(before.sketch, one.sketch) for before in arrivals[:place])
        for place, one in enumerate(arrivals)
        if place
    )


def _in_order(versions: list[Arrival]) -> list[Arrival]:
    """By the time that they say of themselves; then by when their files were changed, and as they were read."""
    if len(versions) == 1:
        return versions
    if all(one.changed_at is not None for one in versions):
        versions = sorted(versions, key=lambda one: (one.changed_at, one.order))
    if all(_moment(one.said_at) for one in versions):
        versions = sorted(versions, key=lambda one: _moment(one.said_at) or _NEVER)
    return versions


def change_of(version: str | None) -> float | None:
    """When a file was changed, in seconds, where its version is that; what a manifest says of it stands behind it."""
    try:
        return float((version or "").partition(":")[0])
    except ValueError:  # an ETag
        return None


def _address(document: Document) -> str | None:
    """The canonical address of a document."""
    if document.url is None and document.source_kind == PAGE:
        return address_of_page(document.content)
    return canonical_address(document.url)


def _said_at(document: Document) -> str | None:
    """When a document says that it was published and changed; parsed only where versions are compared."""
    changed = _MODIFIED.search(document.content) if document.source_kind == PAGE else None
    said = [document.published_at, changed and (changed[1] or changed[2])]
    return "|".join(value for value in said if value) or None


@functools.lru_cache(maxsize=1024)  # versions are compared in pairs
def _moment(said: str | None) -> dt.datetime | None:
    """The latest of the moments that a document says of itself."""
    moments: Mapping[str, dt.datetime | None] = {
        value: moment(read_given(value)).at for value in (said or "").split("|") if value
    }
    return max((at for at in moments.values() if at is not None), default=None)
