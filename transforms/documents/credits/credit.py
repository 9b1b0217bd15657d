"""A credit as it is found, and how rows of it are made."""

from typing import NamedTuple

from transforms.documents.credits.agencies import Agency


class Credit(NamedTuple):
    """A credit in one article. ``agency_id`` is None for initials and for people; -1 is no place in the text."""

    agency_id: str | None
    agency_name: str | None
    kind: str
    char_start: int
    char_end: int
    rule: str
    outlet_id: str | None = None  # the outlet of that agency


def rows_of(agencies: list[Agency], kind: str, start: int, end: int, rule: str) -> list[Credit]:
    """A credit for each agency, at one place."""
    return [Credit(a.agency_id, a.name, kind, start, end, rule, a.outlet_id) for a in dict.fromkeys(agencies)]


def kind_of(agencies: list[Agency]) -> str:
    """``image`` where one of the agencies deals in images ("AFP/Getty"), else ``agency``."""
    return "image" if any(agency.kind == "image" for agency in agencies) else "agency"
