"""The registry of outlets: bundled rows, rows that a user adds, and the keys by which an outlet is found."""

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from transforms.documents.outlets.domains import lookup_keys, split_address
from transforms.resources import read_rows
from transforms.text.words import bare_words

_WORD: Final = re.compile(r"\w+")
_ASCII: Final = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "&": " and ",
        "+": "plus ",
        "'": "",
        "’": "",
    }
)
# what aggregators add to an outlet's name to say which part of it they mean
_SECTION: Final = re.compile(
    r"\s*(?:[-–—|:]\s*(?:news|opinion|opinions|editorial|online|web|analysis|world|us|uk|homepage|home|official site)"
    r"|\((?:(?:online|web|tv|print|us|uk|app|website)?\s*(?:news|opinion|editorial)?|website)\)"
    r"|\s(?:online news|web news|news online|editorial board|opinion|editorial|online|website|digital|newspaper))\s*$",
    re.IGNORECASE,
)
_BARE_ARTICLE: Final = re.compile(r"^(?:the|der|die|das)\s+", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|de|het)\s+|^l['’]\s*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)


class Outlet(NamedTuple):
    """A row of the registry. ``domain`` is the first of its domains; absent values are None."""

    outlet_id: str
    name: str
    domain: str | None
    country: str | None
    language: str | None
    medium: str | None
    is_agency: bool
    is_registered: bool
    parent: str | None = None


def slug(name: str) -> str:
    """A readable id of a name: ASCII where the script allows it, words joined by ``-``; ``unnamed`` of no word."""
    flat = unicodedata.normalize("NFKD", name.translate(_ASCII)).casefold()
    return "-".join(_WORD.findall("".join(c for c in flat if not unicodedata.combining(c)))) or "unnamed"


class Registry:
    """Outlets with their look-up tables. Later rows win over earlier ones, so that a user's row replaces a bundled one.

    Args:
        rows: Columns ``outlet_id``, ``name``, ``domains`` (separated by blanks; a domain may carry a first path
            segment, as in ``example.org/en``), ``country``, ``language``, ``medium``, ``is_agency``
            (``true`` or ``false``).
        aliases: Columns ``alias``, ``outlet_id``.
    """

    def __init__(self, rows: Sequence[dict[str, str]], aliases: Sequence[dict[str, str]]) -> None:
        self.outlets: dict[str, Outlet] = {}
        self._by_name: dict[str, str] = {}
        self._by_domain: dict[str, str] = {}
        for alias in aliases:
            self._by_name[bare_words(alias["alias"])] = alias["outlet_id"]
        bare: dict[str, str | None] = {}
        for row in rows:
            outlet_id = row["outlet_id"]
            domains = row["domains"].split()
            self.outlets[outlet_id] = Outlet(
                outlet_id,
                row["name"],
                domains[0] if domains else None,
                row["country"] or None,
                row["language"] or None,
                row["medium"] or None,
                row["is_agency"] == "true",
                is_registered=True,
                parent=row.get("parent") or None,
            )
            self._by_name[bare_words(row["name"])] = outlet_id
            for domain in domains:
                self._by_domain[domain.lower()] = outlet_id
            short = bare_words(_ARTICLE.sub("", row["name"]))
            if " " not in short and not _BARE_ARTICLE.match(row["name"]):
                continue  # "opinion" is no name of "L'Opinion"
            # "Example Times" finds "The Example Times", unless two outlets would answer to it
            bare[short] = outlet_id if bare.get(short, outlet_id) == outlet_id else None
        for short, found in bare.items():
            if short and found is not None:
                self._by_name.setdefault(short, found)
        self._by_name.pop("", None)
        joined: dict[str, str | None] = {}
        for name, outlet_id in self._by_name.items():
            if " " in name:
                key = name.replace(" ", "")
                joined[key] = outlet_id if joined.get(key, outlet_id) == outlet_id else None
        self._by_joined_name: Final = {key: outlet_id for key, outlet_id in joined.items() if outlet_id is not None}
        missing = sorted({outlet_id for outlet_id in self._by_name.values() if outlet_id not in self.outlets})
        if missing:
            raise ValueError(
                f"outlet registry: {len(missing)} aliases point to no outlet, for example {missing[0]!r}; "
                "add the outlet's row or correct the alias's outlet_id"
            )

    def by_address(self, url: str | None) -> Outlet | None:
        """The outlet whose domain the address belongs to: the most specific registered domain wins."""
        address = split_address(url)
        if address is None:
            return None
        for key in lookup_keys(*address):
            outlet_id = self._by_domain.get(key)
            if outlet_id is not None:
                return self.outlets[outlet_id]
        return None

    def by_name(self, name: str | None) -> Outlet | None:
        """The outlet of a name or alias as people write it: case, accents' encoding, articles and sections aside."""
        if not name:
            return None
        if _ADDRESS.match(name.strip()):
            found = self.by_address(name.strip())
            if found is not None:
                return found
        text = name.strip().removeprefix("@")
        for _ in range(3):  # "Example News (Online) - Opinion" carries two marks of a section
            outlet_id = self._by_name.get(bare_words(text))
            if outlet_id is None:
                outlet_id = self._by_name.get(bare_words(_ARTICLE.sub("", text)))
            if outlet_id is not None:
                return self.outlets[outlet_id]
            shorter = _SECTION.sub("", text)
            if shorter == text or not shorter.strip():
                break
            text = shorter
        return None

    def by_given_name(self, name: str) -> Outlet | None:
        """As ``by_name``; and data sets write names as one word ("exampletimes")."""
        found = self.by_name(name)
        if found is not None:
            return found
        outlet_id = self._by_joined_name.get(bare_words(name))
        return None if outlet_id is None else self.outlets[outlet_id]


@functools.cache
def bundled_registry() -> Registry:
    """The registry that ships with newsprism."""
    return Registry(read_rows("outlets.csv"), read_rows("outlet_aliases.csv"))


def extended_registry(extra: pl.DataFrame | None) -> Registry:
    """The bundled registry with a user's rows added; they replace bundled rows of the same id, name or domain.

    Args:
        extra: The columns of ``outlets.csv`` as text, of which only ``name`` must be there, and optionally ``aliases``
            (separated by ``;``). Without ``outlet_id`` the id is the slug of the name.

    Raises:
        ValueError: The frame has no column ``name``, or a row without a name.
    """
    if extra is None or extra.is_empty():
        return bundled_registry()
    if "name" not in extra.columns:
        raise ValueError(f"outlet registry: the added rows need a column 'name', they have {extra.columns}")
    rows = list(read_rows("outlets.csv"))
    aliases = list(read_rows("outlet_aliases.csv"))
    for number, given in enumerate(extra.iter_rows(named=True), start=1):
        cells = {key: "" if value is None else str(value).strip() for key, value in given.items()}
        if not cells["name"]:
            raise ValueError(f"outlet registry: added row {number} has no name")
        outlet_id = cells.get("outlet_id") or slug(cells["name"])
        rows.append(
            {
                "outlet_id": outlet_id,
                "name": cells["name"],
                "domains": (cells.get("domains") or cells.get("domain") or "").replace(";", " "),
                "country": cells.get("country", ""),
                "language": cells.get("language", ""),
                "medium": cells.get("medium", ""),
                "is_agency": cells.get("is_agency", "").lower(),
                "parent": cells.get("parent", ""),
            }
        )
        aliases.extend(
            {"alias": alias, "outlet_id": outlet_id} for alias in cells.get("aliases", "").split(";") if alias.strip()
        )
    return Registry(rows, aliases)


def agencies_of(extra: pl.DataFrame | None) -> pl.DataFrame | None:
    """The news agencies among a user's registry rows: ``agency_id``, ``name``, ``aliases``; None without rows.

    Args:
        extra: As for ``extended_registry``: a row with ``is_agency`` true is an agency, under its outlet's id.
    """
    if extra is None or "is_agency" not in extra.columns:
        return None
    rows: list[tuple[str, str, str]] = []
    for given in extra.iter_rows(named=True):
        cells = {key: "" if value is None else str(value).strip() for key, value in given.items()}
        if cells["is_agency"].lower() == "true":
            rows.append((cells.get("outlet_id") or slug(cells["name"]), cells["name"], cells.get("aliases", "")))
    return pl.DataFrame(rows, schema=dict.fromkeys(("agency_id", "name", "aliases"), pl.String), orient="row")
