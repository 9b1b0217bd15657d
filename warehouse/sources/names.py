"""Names of fields: those that the user maps, ours, and those of tools whose files people have."""

import functools
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from warehouse.sources.files import SourceError
from warehouse.sources.literals import literal
from warehouse.sources.records import CONTENT_FIELDS, FIELDS

_OURS: Final = (*FIELDS, *CONTENT_FIELDS)


@dataclass(frozen=True, slots=True)
class Preset:
    """Fields of a tool's records: our name and the path to it there, where all of ``known_by`` are in the record."""

    name: str
    known_by: frozenset[str]
    fields: Mapping[str, str]


@functools.cache
def presets() -> tuple[Preset, ...]:
    """The tools that are known, in the order in which they are tried."""
    return tuple(Preset(one["name"], frozenset(one["known_by"]), one["fields"]) for one in _listed()["preset"])


@functools.cache
def other_names() -> dict[str, tuple[str, ...]]:
    """Other names of our fields, in the order in which they are tried."""
    return {ours: tuple(names) for ours, names in _listed()["names"].items()}


@functools.cache
def _listed() -> dict[str, Any]:
    return tomllib.loads(resources.files("warehouse.sources").joinpath("presets.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Where our fields stand in a record.

    Attributes:
        given: Our field to a path, as the user says; it goes before the record's own names and before every preset.
    """

    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, pairs: Iterable[str]) -> "FieldNames":
        """From ``field=path`` as the command line gives them.

        Raises:
            SourceError: One is no such pair, names no field of ours, or a field twice.
        """
        given: dict[str, str] = {}
        for pair in pairs:
            ours, sign, theirs = (part.strip() for part in pair.partition("="))
            if not sign or not theirs or ours not in _OURS:
                raise SourceError(f"--map {pair}: say FIELD=NAME, where FIELD is one of {', '.join(_OURS)}")
            if ours in given:
                raise SourceError(f"--map {pair}: {ours} is mapped twice")
            given[ours] = theirs
        if len(contents := [name for name in given if name in CONTENT_FIELDS]) > 1:
            raise SourceError(f"--map: both {' and '.join(contents)} are mapped; a record has one of them")
        return cls(tuple(given.items()))

    def paths(self, names: Collection[str]) -> dict[str, str]:
        """Where each of our fields stands in records with these names.

        Args:
            names: Top-level names of a record, or of a table's columns.
        """
        found = {name: name for name in _OURS if name in names}
        for preset in presets():
            if preset.known_by <= set(names):
                contents = [name for name in preset.fields if name in CONTENT_FIELDS]
                found = {name: path for name, path in found.items() if name not in CONTENT_FIELDS or name in contents}
                found |= {ours: path for ours, path in preset.fields.items() if path.partition(".")[0] in names}
                break
        else:
            found = _by_other_names(names) | found
        given = {ours: path for ours, path in self.given if path in names or path.partition(".")[0] in names}
        if any(name in CONTENT_FIELDS for name in given):
            found = {name: path for name, path in found.items() if name not in CONTENT_FIELDS}
        found |= given
        has_content = any(name in CONTENT_FIELDS for name in found)  # else a reject names the record's own fields
        return found if has_content else {name: path for name, path in found.items() if name == path or name in given}

    def fields(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record under our names; one that has none of them under its own, so that a reject can name them."""
        return renamed(record, self.paths(record))


def _by_other_names(names: Collection[str]) -> dict[str, str]:
    found = {ours: next((name for name in others if name in names), None) for ours, others in other_names().items()}
    return {ours: name for ours, name in found.items() if name is not None}


def renamed(record: Mapping[str, Any], paths: Mapping[str, str]) -> dict[str, Any]:
    """A record under our names, by the paths at which they stand in it."""
    if all(ours == path for ours, path in paths.items()):
        return dict(record)
    taken = {ours: value_at(record, path) for ours, path in paths.items() if not _is_something_else(record, ours, path)}
    rest = {name: value for name, value in record.items() if name not in _OURS and name not in paths.values()}
    return rest | taken


def _is_something_else(record: Mapping[str, Any], ours: str, path: str) -> bool:
    """Whether what stands under another name of a field cannot be the field: a number, a nested object."""
    if path not in other_names().get(ours, ()):
        return False
    value = record.get(path)
    return not (isinstance(value, str | list) or hasattr(value, "isoformat"))


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """What stands at a path with dots (``source.name``, ``content.0.value``); None where nothing does.

    ``body.**`` is every text below ``body``, in order, with blank lines between. What is nested may stand in a text, as
    tables have it (``"{'name': 'Melin Post'}"``).
    """
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        if step == "**":
            return "\n\n".join(_texts(value)) or None
        if isinstance(value, str):
            value = literal(value)
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _texts(value: Any) -> Iterator[str]:
    """The texts of a nested value, the outer ones' order kept."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(part)


OWN: Final = FieldNames()
