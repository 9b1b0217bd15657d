"""Bring the names of one article together: "Kerry" is John Kerry there, "NTB" the Northmark Trade Board.

A name of one word is who bears it as surname in the article; two words are a person where a title stands before them,
where the article also uses the last one alone, or where they are said to speak. What nothing gives away stays
``other``: a festival, a ship, a village on no list that nothing is in.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from transforms.annotations.names.written import (
    NO_NAME,
    ORGANIZATION,
    OTHER,
    PERSON,
    PLACE,
    SINGLE,
    WEAK,
    Written,
    written_name,
)

Named = tuple[str, str, str]  # name, kind, key of a listed place
Seen = tuple[str, int, int, int]  # name as written; how often, with a title, after a word of place
_NOTHING: Final[Mapping[str, str]] = {}


def resolve_names(seen: Sequence[Seen], speakers: Mapping[str, str] = _NOTHING) -> list[Named | None]:
    """Who or what each written name of an article is.

    Args:
        seen: The distinct names.
        speakers: Kind of each speaker whom the article names, by name.

    Returns:
        One for each, None where it is no name.
    """
    read = [written_name(text) for text, _, _, _ in seen]
    alone = {one.last for one in read if one.kind == SINGLE}
    people = _People(speakers)
    is_person = [
        one.kind == PERSON
        or (one.kind == WEAK and (titled > 0 or one.name in people.spoken or (one.last in alone and not in_place)))
        for one, (_, _, titled, in_place) in zip(read, seen, strict=True)
    ]
    order = sorted(range(len(seen)), key=lambda place: (-read[place].size, -seen[place][1], seen[place][0]))
    for place in order:
        if is_person[place]:
            people.add(read[place], seen[place][1])
    bodies = {one.initials: one.name for one in read if one.kind in (ORGANIZATION, OTHER) and one.initials}
    return [
        (people.name_of(one), PERSON, "") if is_person[place] else _named(one, seen[place], people, bodies)
        for place, one in enumerate(read)
    ]


class _People:
    """The people of an article by surname, under their fullest names."""

    def __init__(self, speakers: Mapping[str, str]) -> None:
        self.spoken = {name for name, kind in speakers.items() if kind == PERSON}
        self.kinds = speakers
        self._by_last: dict[str, list[tuple[str, str]]] = {}  # given name, name
        self._weights: dict[str, int] = {}
        for name in sorted(self.spoken, key=lambda name: (-len(name.split()), name)):
            self.add(written_name(name), 1)

    def add(self, one: Written, count: int) -> None:
        """Another form of a person's name; fuller ones come first."""
        if not one.last:
            return
        bearers = self._by_last.get(one.last, [])
        for first, name in bearers:
            if not one.first or not first or _same(first, one.first):
                self._weights[name] += count
                return
        for last in {one.last, one.family} - {""}:
            self._by_last.setdefault(last, []).append((one.first, one.name))
        self._weights[one.name] = count

    def name_of(self, one: Written) -> str:
        """The fullest name of whom a form names; of several bearers of a surname alone the one named most."""
        bearers = self._by_last.get(one.last, [])
        fitting = [name for first, name in bearers if not one.first or not first or _same(first, one.first)]
        return max(fitting, key=lambda name: self._weights[name]) if fitting else one.name

    def bears(self, one: Written) -> bool:
        """Whether somebody has the surname."""
        return one.last in self._by_last


def _same(one: str, other: str) -> bool:
    """Whether two given names can be one: equal, or one begins the other ("J", "Jo", "Joseph")."""
    return one.startswith(other) or other.startswith(one)


def _named(one: Written, seen: Seen, people: _People, bodies: Mapping[str, str]) -> Named | None:
    """What no person's full name is."""
    _, count, titled, in_place = seen
    if one.kind == NO_NAME:
        return None
    if one.kind == PLACE:
        return one.name, PLACE, one.place
    if one.kind == ORGANIZATION:
        return one.name, ORGANIZATION, ""
    spoken_kind = people.kinds.get(one.name)
    if one.kind == SINGLE:
        if spoken_kind is None and people.bears(one):
            return people.name_of(one), PERSON, ""
        if spoken_kind == PERSON or (spoken_kind is None and titled):
            return people.name_of(one), PERSON, ""
        if one.is_acronym:
            return bodies.get(one.name, one.name), ORGANIZATION, ""
    if spoken_kind is not None:
        return one.name, ORGANIZATION, ""
    return one.name, PLACE if 2 * in_place >= count else OTHER, ""
