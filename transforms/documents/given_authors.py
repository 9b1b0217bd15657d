"""Authors as a record gives them: who of them are people, and which names the byline keeps.

The field holds what a feed, a page's metadata or somebody's script wrote into it: a printed byline, a list that was
turned into text, jobs, addresses, the agency behind the name. People are found in it as in any byline. Beside them the
byline keeps agencies, for wire copy is known by them; where nobody is named it keeps the desk.
"""

import ast
import html
import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, NamedTuple

from transforms.documents.bylines import (
    is_given_name,
    is_not_authorship,
    people_from_byline,
    recase_name,
    without_opener,
)
from transforms.documents.credits.agencies import find_agency

_LISTS: Final = (list, tuple)
_ENTRIES: Final = re.compile(r"[;|\n•·]")
_PARTS: Final = re.compile(r"[,/()\[\]]|\s[-–—]\s")
_JOINERS: Final = re.compile(r"\s+(?:and|und|et|y|e|&|with|for)\s+", re.IGNORECASE)
_ADDRESSES: Final = re.compile(r"<[^<>]{0,200}>|\(?\bhttps?://\S+|\bwww\.\S+|[\w.+-]+@[\w.-]+\)?|@\w+")
_INVERTED: Final = re.compile(r"(?P<surname>[^\W\d_][\w'’-]+),\s*(?P<given>[^\W\d_][\w'’-]*(?: [^\W\d_]\.?)?)")
_WORDS_OF_A_NAME: Final = 2
_WORDS_OF_AN_AGENCY: Final = 4  # of the longest name that agencies go by, nearly
_NOBODY: Final = frozenset(("n/a", "na", "nan", "none", "null", "undefined", "unknown"))  # what scripts write for it


class GivenAuthors(NamedTuple):
    """``names``: whom the byline names, agencies and desks too; ``people``: the people among them."""

    names: tuple[str, ...]
    people: tuple[str, ...]


def given_authors(text: str, *, outlet: str | None = None) -> GivenAuthors:
    """Read a record's field of authors.

    Args:
        text: The field: ``By Jane Doe, Associated Press``, ``A and B``, ``['A', 'B']``, ``Doe, Jane``, ``Staff``.
        outlet: The outlet's name, which is no person's.

    Returns:
        Each name once: people in the order of the field, and agencies behind them; without people desks and agencies.
        Names in capitals come back in mixed case; jobs, places and addresses are left out. ``names`` is empty where
        nobody is left.
    """
    people: dict[str, str] = {}
    agencies: dict[str, str] = {}
    others: dict[str, str] = {}
    for entry in _entries(text):
        found = _people(entry, () if outlet is None else (outlet,))
        _note(people, found)
        behind = tuple(_agencies(entry))
        _note(agencies, behind)
        if not found:
            _note(others, _desks(entry, is_list=bool(behind)))
    names = people | agencies if people else others | agencies
    return GivenAuthors(tuple(names.values()), tuple(people.values()))


def _note(names: dict[str, str], found: Iterable[str]) -> None:
    for name in found:
        names.setdefault(name.casefold(), name)


def _entries(text: str) -> Iterator[str]:
    """What the field lists: the items of a list that was turned into text, else what semicolons and lines part."""
    stripped = text.strip()
    items = _items(stripped) if stripped[:1] in ("[", "(", "{") else None
    for item in items if items is not None else [stripped]:
        for entry in _ENTRIES.split(html.unescape(item)):
            if entry.strip():
                yield entry.strip()


def _items(text: str) -> list[str] | None:
    """The names of a list as JSON or Python write it; None where the text is no list."""
    value: Any = None
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text)
            break
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    values = value if isinstance(value, _LISTS) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in values]
    texts = [name for name in names if isinstance(name, str)]
    return texts or None


def _people(entry: str, outlets: Collection[str]) -> tuple[str, ...]:
    if find_agency(entry) is not None:
        return ()
    inverted = _INVERTED.fullmatch(entry)
    if inverted is not None and is_given_name(inverted["given"].split()[0]) and not is_given_name(inverted["surname"]):
        entry = f"{inverted['given']} {inverted['surname']}"  # Doe, Jane
    bare = without_opener(_ADDRESSES.sub(" ", entry)).strip()
    words = bare.split()
    if bare.islower() and len(words) >= _WORDS_OF_A_NAME and is_given_name(words[0]):
        entry = recase_name(bare.upper())  # a system that writes names small
    return tuple(person for person in people_from_byline(entry, outlet_names=outlets) if find_agency(person) is None)


def _agencies(entry: str) -> Iterator[str]:
    """The agencies of an entry as they are written, and those whose staff is named: *Jane Doe, AP Science Writer*."""
    if find_agency(entry) is not None:
        yield entry
        return
    for part in _PARTS.split(without_opener(entry)):
        for piece in _JOINERS.split(part.strip()):
            words = piece.split()
            sizes = range(min(len(words), _WORDS_OF_AN_AGENCY), 0, -1)
            ends = [" ".join(words[-size:]) for size in sizes]
            starts = [] if people_from_byline(piece) else [" ".join(words[:size]) for size in sizes]
            yield from [name for name in (*ends, *starts) if find_agency(name) is not None][:1]


def _desks(entry: str, *, is_list: bool) -> Iterator[str]:
    """What an entry without people names: a desk, an agency, the one and the other."""
    if is_not_authorship(entry):
        return
    desk = without_opener(_ADDRESSES.sub(" ", entry))
    pieces = [piece for part in _PARTS.split(desk) for piece in _JOINERS.split(part.strip())] if is_list else [desk]
    for piece in pieces:
        name = " ".join(piece.split()).strip(" \t,.:–—-")
        if any(map(str.isalpha, name)) and name.casefold() not in _NOBODY:
            yield name
