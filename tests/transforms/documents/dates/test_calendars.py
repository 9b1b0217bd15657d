from datetime import date

import pytest

from transforms.documents.dates.calendars import common_date, is_foreign_year


@pytest.mark.parametrize(
    ("year", "first"),
    [
        (1380, date(2001, 3, 21)),
        (1395, date(2016, 3, 20)),
        (1399, date(2020, 3, 20)),
        (1400, date(2021, 3, 21)),
        (1403, date(2024, 3, 20)),
        (1404, date(2025, 3, 21)),
        (1408, date(2029, 3, 20)),
    ],
)
def test_new_year_of_the_solar_hijri_calendar(year: int, first: date) -> None:
    assert common_date(year, 1, 1) == first


def test_days_of_the_solar_hijri_calendar() -> None:
    assert common_date(1399, 6, 31) == date(2020, 9, 21)
    assert common_date(1399, 7, 1) == date(2020, 9, 22)
    assert common_date(1399, 12, 30) == date(2021, 3, 20)  # a leap year
    assert common_date(1400, 12, 30) is None
    assert common_date(1400, 13, 1) is None
    assert common_date(1400, 7, 31) is None


def test_buddhist_era() -> None:
    assert common_date(2563, 2, 29) == date(2020, 2, 29)
    assert common_date(2564, 2, 29) is None


def test_common_years_are_ours() -> None:
    assert not is_foreign_year(2031)
    assert common_date(2031, 2, 28) == date(2031, 2, 28)
    assert common_date(2031, 2, 29) is None
