"""Which article a document is, and which of its versions: decided when all documents of a run have been read.

An article is known by its canonical address where it has one, else by the given id, else by its place. An address that
brings texts which share nothing (a feed's, a section's) names none of them. Of several versions the latest is kept,
whichever file brings it; the earlier ones become rows of ``article_versions``.
"""

import datetime as dt
import functools
import re
from collections.abc import Container, Iterable, Mapping, Sequence
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
    is_dump: bool
    sketch: bytes | None = None


@dataclass(slots=True)
class Settled:
    """What the documents of a run are.

    Attributes:
        kept: Latest versions, each with its article's id.
        earlier: Versions that are not kept, with their article's id.
        rejects: Documents whose id another one has, which is another text.
        unchanged: Documents that are known after all.
        retired: Articles that turned out to be versions of others.
        versions: (article_id, content_hash) of versions that are not to be met again.
    """

    kept: list[Arrival] = field(default_factory=list)
    earlier: list[Arrival] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    unchanged: int = 0
    retired: list[str] = field(default_factory=list)
    versions: list[tuple[str, str]] = field(default_factory=list)


class Arrivals:
    """The documents of a run, against what the warehouse holds.

    Args:
        ledger: What it holds.
        current: Hashes of rules under which a document would be cleaned as now.
        present: Files of this run, read or not.
        given_up: Contents on which runs failed, and which are not tried again.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        current: Container[str],
        present: Iterable[str],
        given_up: Container[str] = frozenset(),
    ) -> None:
        known = [Known(*row) for row in ledger.documents.select(Known._fields).iter_rows()]
        self._known = {one.article_id: one for one in known}
        self._by_address = {one.address: one for one in reversed(known) if one.address is not None}
        self._superseded = set(ledger.versions.select("article_id", "content_hash").iter_rows())
        self._current = current
        self._given_up = given_up
        self._present = frozenset(present)
        self._count = 0
        self._met: set[tuple[str, str]] = set()
        self._unchanged: dict[str, int] = {}
        self.waiting: list[Arrival] = []

    def meet(self, document: Document) -> Arrival | str:
        """A document as it is read.

        Returns:
            What stands for it until all are read; ``unchanged`` where it is known as it is, ``superseded`` where this
            run has met the very same.
        """
        self._count += 1
        address = canonical_address(document.url)
        if address is None and document.url is None and document.source_kind == PAGE:
            address = address_of_page(document.content)
        key_id, content_hash = stable_id("art", document.key), document.content_hash()
        if content_hash in self._given_up:
            return "unchanged"
        own = self._by_address.get(address) if address is not None else None
        for one in (own, self._known.get(key_id)):
            if one is None:
                continue
            if one.content_hash == content_hash and one.rules_hash in self._current:
                self._unchanged[one.article_id] = self._count
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
            document.source_kind == DUMP,
        )
        self.waiting.append(arrival)
        return arrival

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
        versions: list[Arrival] = []
        for one in arrivals:
            other = self._other(own, versions, one)
            if other is None:
                versions.append(one)
            else:
                detail = f"the id stands in {other} too, with another text; the first in order of address is kept"
                settled.rejects.append(Reject(one.source_id, one.source_uri, DUPLICATE, detail))
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

        They are compared by what they say of themselves, then by the order in which they are read. A file that says
        something else than before is taken at its word.
        """
        at = self._unchanged.get(own.article_id)
        if at is None and own.source_uri == one.source_uri:
            return False
        said, own_said = _moment(one.said_at), _moment(own.said_at)
        if said is not None and own_said is not None and said != own_said:
            return said < own_said
        return at is not None and one.order < at

    def _other(self, own: Known | None, versions: Sequence[Arrival], one: Arrival) -> str | None:
        """The file of another text that has the id, where the document is no version of it."""
        if one.address is not None:
            return None
        if versions and not is_version(versions[0].sketch, one.sketch):
            return versions[0].source_uri
        if own is None or own.source_uri == one.source_uri or own.source_uri not in self._present:
            return None
        return None if is_version(own.sketch, one.sketch) else own.source_uri


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
    """By the time that they say of themselves; as they were read where one says none, or all the same."""
    if len(versions) == 1 or not all(_moment(one.said_at) for one in versions):
        return versions
    return sorted(versions, key=lambda one: (_moment(one.said_at), one.order))


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
