"""Agencies by the names that credits give them."""

import functools
import re
from typing import Final, NamedTuple

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


@functools.cache
def _by_name() -> tuple[dict[str, Agency], dict[str, Agency]]:
    exact: dict[str, Agency] = {}
    folded: dict[str, Agency] = {}
    for row in read_rows("agencies.csv"):
        agency = Agency(row["agency_id"], row["agency_name"], row["kind"], row["outlet_id"] or None)
        for name in (row["agency_name"], *row["aliases"].split(";")):
            if not name:
                continue
            exact.setdefault(name, agency)
            if len(name) > _EXACT_UP_TO:
                folded.setdefault(name.casefold(), agency)
    return exact, folded


@functools.cache
def agency_names() -> tuple[str, ...]:
    """Every spelling of every agency, and the same in capitals: what a text must contain to credit one."""
    exact, _ = _by_name()
    return tuple(sorted({form for name in exact for form in (name, name.upper())}))


@functools.cache
def image_agencies() -> tuple[str, ...]:
    """Ids of the agencies that deal in images alone: no text is theirs."""
    return tuple(row["agency_id"] for row in read_rows("agencies.csv") if row["kind"] == "image")


@functools.cache
def agency_outlets() -> dict[str, str]:
    """Outlet of each agency that publishes under a name of its own: agency_id -> outlet_id."""
    return {row["agency_id"]: row["outlet_id"] for row in read_rows("agencies.csv") if row["outlet_id"]}


@functools.lru_cache(maxsize=8192)
def find_agency(name: str) -> Agency | None:
    """The agency of a name as credits write it; None where the name is none, or only contains one."""
    if len(name) > _MAX_NAME:
        return None
    exact, folded = _by_name()
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
