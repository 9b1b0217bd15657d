"""Years of other calendars in dates written like ours: the solar Hijri one of Iran, the Buddhist one of Thailand.

The lunar Hijri calendar is left out: its months begin by observation, and a day too early or too late is a wrong date.
"""

from datetime import date, timedelta
from typing import Final

_BUDDHIST: Final = range(2530, 2594)  # 1987 to 2050 of the common era
_BUDDHIST_OFFSET: Final = 543
_SOLAR_HIJRI: Final = range(1366, 1430)  # the same years


def is_foreign_year(year: int) -> bool:
    """Whether a year can only be one of these calendars, in news."""
    return year in _BUDDHIST or year in _SOLAR_HIJRI


def common_date(year: int, month: int, day: int) -> date | None:
    """The date in the common calendar.

    Args:
        year: Of the common era, of the Buddhist era (2563), or of the solar Hijri calendar (1399).
        month: Its number in that calendar.
        day: Of that month.

    Returns:
        The date, or None where there is no such day.
    """
    if year in _SOLAR_HIJRI:
        return _from_solar_hijri(year, month, day)
    try:
        return date(year - _BUDDHIST_OFFSET if year in _BUDDHIST else year, month, day)
    except ValueError:
        return None


def _from_solar_hijri(year: int, month: int, day: int) -> date | None:
    """By the 33-year cycle of eight leap years, which agrees with the official calendar over these years."""
    if not 1 <= month <= 12 or not 1 <= day <= (31 if month <= 6 else 30):
        return None
    if month == 12 and day == 30 and not _is_leap(year):
        return None
    days = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return _new_year(year) + timedelta(days=days + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}


def _new_year(year: int) -> date:
    """The first of Farvardin, counted from that of 1400 (21 March 2021)."""
    if year >= 1400:
        days = sum(365 + _is_leap(one) for one in range(1400, year))
    else:
        days = -sum(365 + _is_leap(one) for one in range(year, 1400))
    return date(2021, 3, 21) + timedelta(days=days)
