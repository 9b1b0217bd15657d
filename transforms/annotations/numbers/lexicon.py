"""The lists that figures are read with, each read once per process."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple, final

from transforms.resources import read_rows, read_toml


class Unit(NamedTuple):
    """A unit of measure, and what one of it is in the unit that its kind is compared in."""

    unit: str
    base_unit: str
    factor: float


def _values(listed: str) -> dict[str, float]:
    return {word: float(value) for word, _, value in (item.partition("=") for item in listed.split())}


@final
class Lexicon:
    """All lists; words are in lower case."""

    def __init__(self) -> None:
        data = read_toml("numbers.toml")
        words, objects, no_figures = data["words"], data["objects"], data["not_figures"]
        self.small: dict[str, float] = _values(words["small"])
        self.tens: dict[str, float] = _values(words["tens"])
        self.scales: dict[str, float] = _values(words["scales"])
        self.short_scales: dict[str, float] = _values(words["short_scales"])
        self.currencies: dict[str, str] = data["currencies"]
        self.units: dict[str, Unit] = {
            row["form"]: Unit(row["unit"], row["base_unit"], float(row["factor"]))
            for row in read_rows("number_units.csv")
        }
        self.qualifiers: dict[str, str] = {
            phrase: name for name, phrases in data["qualifiers"].items() for phrase in phrases
        }
        self.stops: frozenset[str] = frozenset(objects["stops"].split())
        self.passed: frozenset[str] = frozenset(objects["passed"].split())
        self.irregular: frozenset[str] = frozenset(objects["irregular"].split())
        self.not_plural: frozenset[str] = frozenset(objects["not_plural"].split())
        self.anybody: frozenset[str] = frozenset(objects["anybody"].split())
        self.fates: dict[str, str] = {phrase: name for name, phrases in data["fates"].items() for phrase in phrases}
        self.named: frozenset[str] = frozenset(no_figures["named"].split())
        self.months: frozenset[str] = frozenset(no_figures["months"].split())
        self.times: frozenset[str] = frozenset(no_figures["times"].split())


@cache
def lexicon() -> Lexicon:
    """The bundled lists."""
    return Lexicon()


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


NOTHING: Final = Unit("count", "count", 1.0)
