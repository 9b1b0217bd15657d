"""Periods: few articles share a file, many have finer ones; the rule looks at nothing but the articles."""

import datetime as dt

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.store import periods as module
from warehouse.store.periods import create_periods


def periods_of(days: dict[dt.date | None, int], *, limit: int = module.ARTICLES) -> dict[str, int]:
    """Articles by period, where so many stand on each day."""
    with duckdb.connect() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ARTICLES", limit)
        patch.setattr(module, "ARTICLES_UNDATED", limit)
        connection.execute("create table articles (article_id varchar, published_date date)")
        for day, count in days.items():
            ids = f"select coalesce($day::varchar, 'undated') || '-' || range, $day from range({count})"
            connection.execute(f"insert into articles {ids}", {"day": day})
        create_periods(connection, "articles")
        return dict(connection.execute("select period, count(*) from periods group by period order by 1").fetchall())


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_few_articles_lie_together() -> None:
    assert periods_of({day("1999-01-01"): 3, day("2026-05-05"): 4, None: 2}) == {"all": 9}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2019-12-31", "2020-01-01"], {"2010s": 6, "2020s": 6}),
        (["2020-01-01", "2021-01-01"], {"2020": 6, "2021": 6}),
        (["2020-06-30", "2020-07-01"], {"2020-H1": 6, "2020-H2": 6}),
        (["2020-03-31", "2020-04-01"], {"2020-Q1": 6, "2020-Q2": 6}),
        (["2020-01-31", "2020-02-01"], {"2020-01": 6, "2020-02": 6}),
        (["2020-01-10", "2020-01-11", "2020-01-31"], {"2020-01-T1": 6, "2020-01-T2": 6, "2020-01-T3": 6}),
        (["2020-01-01", "2020-01-02"], {"2020-01-01": 6, "2020-01-02": 6}),
    ],
)
def test_many_have_finer_periods(days: list[str], expected: dict[str, int]) -> None:
    assert periods_of({day(text): 6 for text in days}, limit=10) == expected


def test_a_day_of_many_and_undated_ones_are_cut_by_hash() -> None:
    found = periods_of({day("2026-05-05"): 30, None: 25}, limit=10)
    assert set(found) == {f"2026-05-05-{n}of4" for n in range(4)} | {f"undated-{n}of4" for n in range(4)}


def test_parts_of_undated_articles_are_small() -> None:
    found = {day: (period, parts) for day, period, parts in module._periods({day("2026-05-05"): 900, None: 300})}
    assert found == {day("2026-05-05"): ("2020s", 1), None: ("undated", 2)}


@given(
    st.dictionaries(st.dates(dt.date(2018, 1, 1), dt.date(2021, 12, 31)), st.integers(1, 6), min_size=1, max_size=12),
    st.dates(dt.date(2018, 1, 1), dt.date(2021, 12, 31)),
)
def test_every_article_is_in_one_and_one_more_changes_its_own(days: dict[dt.date, int], new: dt.date) -> None:
    before = {day: (period, parts) for day, period, parts in module._periods(dict(days))}
    assert before.keys() == days.keys()
    counts: dict[str, int] = {}
    for one, (period, _) in before.items():
        counts[period] = counts.get(period, 0) + days[one]
    assert max(counts.values()) <= module.ARTICLES
    after = {day: period for day, period, _ in module._periods({**days, new: days.get(new, 0) + 1})}
    assert {day: after[day] for day in days} == {day: period for day, (period, _) in before.items()}


def test_an_article_that_moved_touches_both_periods() -> None:
    with duckdb.connect() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ARTICLES", 1)
        connection.execute(
            "create table articles as select * from (values ('a', date '2019-01-01'), ('b', date '2020-01-01'), "
            "('c', date '2021-01-01')) t(article_id, published_date)"
        )
        connection.execute(
            "create table old as select * from (values ('a', date '2020-01-01'), ('b', date '2020-01-01'), "
            "('gone', null)) t(article_id, published_date)"
        )
        create_periods(connection, "articles", old="old")
        moved = connection.execute("select period from moved_periods order by period").fetchall()
    assert [period for (period,) in moved] == ["2010s", "2020", "undated"]
