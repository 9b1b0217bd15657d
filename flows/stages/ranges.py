"""The days that a run is to read: a back-fill takes up a range of an archive, and leaves the rest to other runs.

A file whose path names a day, a month or a year (``date=2026-05-01/``, ``2026/05/``, ``CC-NEWS-20260501…``) is of that
time, and is not opened where it lies outside. In other files, and in those of more than a day, each record's own
publication date tells. What says no day in either way, as a page in a folder by topic, is left to runs without a range.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from transforms.documents.dates.moments import moment, read_given
from warehouse.sources import Document, Record, Skip, SourceError

PUT_OFF: Final = ("other_days", "no_day")  # why a record is left to other runs
_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_SAID: Final = tuple(  # in a path, the most exact first
    re.compile(rf"(?<![0-9]){pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?:year=)?{_YEAR}[-/_](?:month=)?{_MONTH}[-/_](?:day=)?{_DAY}(?![0-9])",
        rf"{_YEAR}{_MONTH}{_DAY}(?![0-9])",
        rf"{_YEAR}{_MONTH}{_DAY}\d{{6}}(?![0-9])",  # with the time of the day, as archives of the web have it
        rf"(?:year=)?{_YEAR}[-/_](?:month=)?{_MONTH}(?![0-9])",
        rf"year={_YEAR}(?![0-9])",
    )
)


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, both ends in it; None is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def is_all(self) -> bool:
        """Whether every day is in it."""
        return self.first is None and self.last is None

    def has(self, first: dt.date, last: dt.date) -> bool:
        """Whether a day of some is in it."""
        return (self.first is None or last >= self.first) and (self.last is None or first <= self.last)

    def taken(self, record: Record, of_file: tuple[dt.date, dt.date] | None) -> Record:
        """The record where it is in the range, else why it is left out; rejects say what they have to say.

        Every record is of one day, so that back-fills of ranges that follow each other read all of an archive.

        Args:
            record: As read.
            of_file: First and last day that the file's path names.
        """
        if not isinstance(record, Document):
            return record
        day = moment(read_given(record.published_at)).day if record.published_at else None
        if of_file is not None and (day is None or not of_file[0] <= day <= of_file[1]):
            day = of_file[0]  # as archives by the day of the crawl hold articles of the day before
        if day is None:
            return Skip("no_day")
        return record if self.has(day, day) else Skip("other_days")


def days_between(first: str | None, last: str | None) -> Days:
    """The days between two that are written as 2026-11-30.

    Raises:
        SourceError: One is no day, or the last is before the first.
    """
    try:
        days = Days(*(None if day is None else dt.date.fromisoformat(day) for day in (first, last)))
    except ValueError as error:
        raise SourceError(f"--from and --to want days as 2026-11-30 ({error})") from error
    if days.first is not None and days.last is not None and days.last < days.first:
        raise SourceError(f"--to {days.last} is before --from {days.first}")
    return days


def days_of(path: str) -> tuple[dt.date, dt.date] | None:
    """First and last day that a path names; None where it names none."""
    for pattern in _SAID:
        if found := list(pattern.finditer(path)):
            said = found[-1].groupdict()
            year = int(said["y"])
            first_month, last_month = (int(said["m"]),) * 2 if said.get("m") else (1, 12)
            length = calendar.monthrange(year, last_month)[1]
            first_day, last_day = (int(said["d"]),) * 2 if said.get("d") else (1, length)
            if last_day <= length:
                return dt.date(year, first_month, first_day), dt.date(year, last_month, last_day)
    return None


def steps(days: Days, *, length: int) -> list[Days]:
    """A closed range in parts of so many days, the earliest first."""
    if days.first is None or days.last is None:
        return [days]
    starts = range(days.first.toordinal(), days.last.toordinal() + 1, length)
    last = days.last.toordinal()
    return [Days(dt.date.fromordinal(s), dt.date.fromordinal(min(s + length - 1, last))) for s in starts]
