"""Publication dates as moments: the ISO text that a page or a record gives, as UTC and as the outlet's own day."""

import datetime as dt
from typing import Final, NamedTuple

from transforms.documents.dates.finding import find_date
from transforms.documents.document import FoundDate

_PRECISIONS: Final = {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute"}  # by length of the ISO text
_EARLIEST: Final = 1600  # the first newspapers (Relation, Strassburg 1605); earlier years are misread numbers
_LATEST: Final = 2200


class Moment(NamedTuple):
    """When an article was first published; ``day`` is in the zone that the source states, ``at`` in UTC."""

    at: dt.datetime | None
    day: dt.date | None
    precision: str | None
    method: str | None


NEVER: Final = Moment(None, None, None, None)


def read_given(value: str) -> FoundDate | None:
    """A date that came with a record, in ISO 8601 or as people write it; None where it is none."""
    value = value.strip()
    if _parse(value) is not None:
        return FoundDate(value, _precision(value), "given")
    found = find_date(value)
    return FoundDate(found.value, found.precision, "given") if found is not None else None


def moment(found: FoundDate | None) -> Moment:
    """The moment of a found date; ``NEVER`` where there is none or it cannot be."""
    parsed = _parse(found.value) if found is not None else None
    if found is None or parsed is None:
        return NEVER
    at = parsed.replace(tzinfo=dt.UTC) if parsed.tzinfo is None else parsed.astimezone(dt.UTC)
    return Moment(at, parsed.date(), found.precision, found.method)


def _precision(value: str) -> str:
    clock = value[:19] if len(value) > 10 else value
    return _PRECISIONS.get(len(clock.rstrip("Z")), "second")


def _parse(value: str) -> dt.datetime | None:
    text = value.strip()
    if len(text) in {4, 7} and text[:4].isdigit():
        text = (text + "-01-01")[:10] if len(text) == 4 else text + "-01"
    try:
        parsed = dt.datetime.fromisoformat(text)
        return parsed if _EARLIEST <= parsed.year <= _LATEST and parsed.astimezone(dt.UTC) else None
    except (ValueError, OverflowError):
        return None
