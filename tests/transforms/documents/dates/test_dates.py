import pytest

from transforms.documents.dates.finding import date_phrases, find_date, starts_with_month
from transforms.documents.document import FoundDate


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("June 16, 2031", "2031-06-16", "day"),
        ("16 June 2031", "2031-06-16", "day"),
        ("1st of May 2031", "2031-05-01", "day"),
        ("Mon 16 Jun 2031 10.00 BST", "2031-06-16T10:00+01:00", "minute"),
        ("Published: Jun. 5, 2031 at 3:04 p.m. EDT", "2031-06-05T15:04-04:00", "minute"),
        ("12:30 a.m., June 16, 2031", "2031-06-16T00:30", "minute"),
        ("2031-06-16T10:00:05Z", "2031-06-16T10:00:05Z", "second"),
        ("2031-06-16 10:00+02:00", "2031-06-16T10:00+02:00", "minute"),
        ("5. Juni 2031, 10:30 Uhr", "2031-06-05T10:30", "minute"),
        ("5 de junio de 2031", "2031-06-05", "day"),
        ("Publié le 5 juin 2031 à 10h30", "2031-06-05T10:30", "minute"),
        ("16.06.2031", "2031-06-16", "day"),
        ("06. 01. 2031, 14:59 Uhr", "2031-01-06T14:59", "minute"),
        ("16/06/2031", "2031-06-16", "day"),
        ("06/16/2031", "2031-06-16", "day"),
        ("Published on 06/01/2031 - 13:55 GMT", "2031-01-06T13:55Z", "minute"),
        ("06/01/2031 1:55 PM EST", "2031-06-01T13:55-05:00", "minute"),
        ("2031年6月16日 10:00", "2031-06-16T10:00", "minute"),
        ("2 Haziran 2031", "2031-06-02", "day"),
        ("13 gusht 2031, 09:08", "2031-08-13T09:08", "minute"),
        ("24 نيسان / أبريل 2031", "2031-04-24", "day"),
        ("2031. augusztus 18.", "2031-08-18", "day"),
        ("16 июня 2031", "2031-06-16", "day"),
        ("16 حزيران 2031", "2031-06-16", "day"),
        ("الإثنين 16 حزيران/يونيو 2031", "2031-06-16", "day"),
        ("16 كانون الثاني، 2031", "2031-01-16", "day"),
        ("١٦ تشرين الأول ٢٠٣١", "2031-10-16", "day"),
        ("16 يوليوز 2031", "2031-07-16", "day"),
        ("۲۶ خرداد ۱۴۱۰ - ۱۰:۳۰", "2031-06-16T10:30", "minute"),
        ("1410/03/26", "2031-06-16", "day"),
        ("16 มิถุนายน 2574", "2031-06-16", "day"),
        ("16 มิ.ย. 2574 10:30", "2031-06-16T10:30", "minute"),
        ("16/06/2574", "2031-06-16", "day"),
        ("16 tháng 6, 2031", "2031-06-16", "day"),
        ("१६ जून २०३१", "2031-06-16", "day"),
        ("১৬ জুন ২০৩১", "2031-06-16", "day"),
        ("ஜூன் 16, 2031", "2031-06-16", "day"),
        ("16 ביוני 2031", "2031-06-16", "day"),
        ("16 ივნისი, 2031", "2031-06-16", "day"),
        ("16/Jun/2031", "2031-06-16", "day"),
        ("16 d'agost de 2031", "2031-08-16", "day"),
        ("2031. gada 16. jūnijā", "2031-06-16", "day"),
        ("16 Hunyo 2031", "2031-06-16", "day"),
        ("２０３１年６月１６日", "2031-06-16", "day"),
        ("08:39, 06 Jan 2031Updated 08:41, 06 Jan 2031", "2031-01-06T08:39", "minute"),
        ("Updated 17 June 2031 Published 16 June 2031", "2031-06-16", "day"),
        ("Published Mon, Jun 16 2031 4:05 PM ETUpdated Tue, Jun 17 2031 1:00 AM ET", "2031-06-16T16:05", "minute"),
    ],
)
def test_reads_a_date_as_printed(text: str, value: str, precision: str) -> None:
    assert find_date(text) == FoundDate(value, precision, "text")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2031",
        "February 30, 2031",
        "In May 2031, 20 boats",
        "Copyright 2031 Quay",
        "Updated: June 4, 2031",
        "June 16",
        "v. 2.10.20311",
        "16 June 2574",
        "May 29, 1453",
        "1453-05-29",
        "31 اسفند 1409",
        "2 hours ago",
    ],
)
def test_gives_nothing_where_no_day_of_publication_stands(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(("day_first", "value"), [(True, "2031-04-03"), (False, "2031-03-04")])
def test_the_caller_may_know_the_order(day_first: bool, value: str) -> None:  # noqa: FBT001 - a column
    date = find_date("03/04/2031", day_first=day_first)
    assert date is not None
    assert date.value == value


def test_tells_where_the_phrases_stand_and_what_is_before_them() -> None:
    text = "Posted on June 16, 2031 by A. Name. Last updated on Monday, June 17, 2031"
    phrases = date_phrases(text)
    assert [(text[p.char_start : p.char_end], p.label) for p in phrases] == [
        ("June 16, 2031", "published"),
        ("June 17, 2031", "updated"),
    ]


def test_stops_at_the_limit() -> None:
    assert len(date_phrases("June 16, 2031; " * 50, limit=3)) == 3


def test_a_month_after_a_number_is_no_list() -> None:
    assert starts_with_month("Juni 2031")
    assert not starts_with_month("Junior staff")
