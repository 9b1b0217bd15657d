"""Agencies by the names that credits give them."""

import contextlib
import functools
import re
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Final, NamedTuple

import polars as pl

from transforms.resources import read_rows, read_toml

UNNAMED: Final = "unnamed"  # the agency_id of "agencies" without a name
_MAX_NAME: Final = 60  # characters of a name; a longer stretch is a sentence
_MAX_PAIR: Final = 24  # characters of two agencies joined by a hyphen
_EXACT_UP_TO: Final = 4  # letters; up to here case tells "AP" from "ap" and "MIA" from "Mia"
_SPLIT: Final = re.compile(
    r"\s*[,;/|+·•–—]\s*|\s+-\s+|\s+(?:and|und|et|y|e|och|og|en|ja|i|with|via|through|mit|avec|con|for|&)\s+",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(r"^[a-zäöüß]{2,4}$")
_EDGE: Final = " \t\xa0.,:;!?–—-'\"“”‘’*()[]©"
# words around an agency's name that do not change what it is, taken off one at a time
_NOISE: Final = re.compile(
    r"^(?:the|die|der|das|le|la|les|l['’]|news agency|agency|nachrichtenagentur|agentur|agence|agencia|agência|agenzia"
    r"|byrå|nyhetsbyrån|persbureau|агентство)\s+"
    r"|\s+(?:reports?|files?|file photos?|photos?|pictures?|images|wires?|wire services?|staff|news agency|agency"
    r"|agencies|archives?|pool|handout|hand-?out|contributed|service|contributor)$",
    re.IGNORECASE,
)


class Agency(NamedTuple):
    """A row of ``agencies.csv``; ``kind`` is ``news``, ``image``, ``syndication`` or ``press_release``."""

    agency_id: str
    name: str
    kind: str
    outlet_id: str | None


class Directory:
    """Agencies by the names that credits give them; ``names`` is every spelling, and the same in capitals.

    Args:
        added: Agencies and their names, besides the bundled ones; a name that is bundled keeps its agency.
    """

    __slots__ = ("exact", "folded", "names")

    def __init__(self, added: tuple[tuple[Agency, tuple[str, ...]], ...] = ()) -> None:
        self.exact: dict[str, Agency] = {}
        self.folded: dict[str, Agency] = {}
        for agency, names in (*_bundled(), *added):
            for name in names:
                if not name:
                    continue
                self.exact.setdefault(name, agency)
                if len(name) > _EXACT_UP_TO:
                    self.folded.setdefault(name.casefold(), agency)
        self.names = tuple(sorted({form for name in self.exact for form in (name, name.upper())}))


def _bundled() -> list[tuple[Agency, tuple[str, ...]]]:
    return [
        (
            Agency(row["agency_id"], row["agency_name"], row["kind"], row["outlet_id"] or None),
            (row["agency_name"], *row["aliases"].split(";")),
        )
        for row in read_rows("agencies.csv")
    ]


@functools.lru_cache(maxsize=8)  # a run has one registry
def _directory(added: tuple[tuple[Agency, tuple[str, ...]], ...]) -> Directory:
    return Directory(added)


_ADDED: Final[ContextVar[Directory | None]] = ContextVar("added_agencies", default=None)


def directory() -> Directory:
    """The agencies that are known here: the bundled ones, within ``added_agencies`` the added ones too."""
    return _ADDED.get() or _directory(())


@contextlib.contextmanager
def added_agencies(agencies: pl.DataFrame | None) -> Iterator[None]:
    """Know more news agencies than the bundled ones within the block.

    Args:
        agencies: ``agency_id`` (the id of its outlet too), ``name`` and ``aliases`` (separated by ``;``, may be null).
    """
    rows = () if agencies is None else agencies.select("agency_id", "name", "aliases").iter_rows()
    added = tuple(
        (
            Agency(agency_id, name, "news", agency_id),
            (name, *(alias.strip() for alias in (aliases or "").split(";"))),
        )
        for agency_id, name, aliases in rows
    )
    token = _ADDED.set(_directory(added))
    try:
        yield
    finally:
        _ADDED.reset(token)


@functools.cache
def image_agencies() -> tuple[str, ...]:
    """Ids of the agencies that deal in images alone: no text is theirs."""
    return tuple(row["agency_id"] for row in read_rows("agencies.csv") if row["kind"] == "image")


def find_agency(name: str) -> Agency | None:
    """The agency of a name as credits write it; None where the name is none, or only contains one."""
    return _find(name, directory()) if len(name) <= _MAX_NAME else None


@functools.lru_cache(maxsize=8192)
def _find(name: str, known: Directory) -> Agency | None:
    exact, folded = known.exact, known.folded
    text = name.strip(_EDGE)
    for _ in range(3):  # "the AP wire service" sheds one word at a time
        found = exact.get(text) or folded.get(text.casefold())
        if found is not None:
            return found
        shorter = _NOISE.sub("", text).strip(_EDGE)
        if shorter == text or not shorter:
            return None
        text = shorter
    return None


def _only_agencies(items: list[str]) -> list[Agency] | None:
    found = []
    for item in items:
        agency = find_agency(item) if item else None
        if agency is not None:
            found.append(agency)
        elif item and not _INITIALS.match(item):
            return None
    return list(dict.fromkeys(found)) or None


def all_agencies(text: str) -> list[Agency] | None:
    """The agencies of a list of nothing but agencies (initials may stand between them); None if it is anything else."""
    whole = find_agency(text)
    if whole is not None:
        return [whole]
    found = _only_agencies(_SPLIT.split(text))
    if not found and "-" in text and len(text) <= _MAX_PAIR:  # "TT-AFP", while "EPA-EFE" is one name
        found = _only_agencies(text.split("-"))
    return found


def some_agencies(text: str) -> list[Agency]:
    """The agencies among the items of a credit that also names people ("Jo Roe/AFP via Getty Images")."""
    whole = find_agency(text)
    if whole is not None:
        return [whole]
    found = [agency for agency in map(find_agency, _SPLIT.split(text)) if agency is not None]
    return list(dict.fromkeys(found))


@functools.cache
def _staff() -> re.Pattern[str]:
    words = read_toml("credits.toml")
    fields, staff = "|".join(words["staff_fields"]), "|".join(words["staff"])
    return re.compile(
        rf"(?P<before>[^\n,;]{{2,60}}?)(?:['’]s?|\s+(?i:(?:(?:{fields})\s+){{0,3}}(?:{staff})))\s+[A-Z]"
        rf"|\b(?:of|for|from|with|at)\s+(?:the\s+)?(?P<after>[A-Z][^\n,;]{{1,60}}?)(?=$|[,;]|\s+(?:and|in)\b)"
    )


def agencies_of_staff(text: str) -> list[Agency]:
    """The agencies whose people are named: "Associated Press writer Jo Roe", "CNN's Jo Roe", "Jo Roe of Reuters"."""
    found = []
    for match in _staff().finditer(text):
        name = match["before"] or match["after"]
        words = name.split()
        # "Jo Roe and Associated Press" writer: the name is the end of what stands before
        starts = range(len(words)) if match["before"] else range(1)
        agency = next((a for a in (find_agency(" ".join(words[start:])) for start in starts) if a is not None), None)
        if agency is not None:
            found.append(agency)
    return list(dict.fromkeys(found))
