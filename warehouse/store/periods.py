"""Periods: which articles' rows share a file of a snapshot.

The number of files follows the articles, not months times tables: all in one file as long as they are few, else by
decade, year, half, quarter, month, ten days or day, each as fine as it takes to hold a thousand articles at most; a
day of more is cut by the hash of the article's id, and so are articles without a date, 250 at most. The rule looks at
nothing but the articles and their dates: the same state has the same files, whatever runs it came from, and an article
that is added changes its own period's files alone, but for the rare one that makes a period too large.

Labels: ``all``; ``2020s``, ``2026``, ``2026-H1``, ``2026-Q1``, ``2026-01``, ``2026-01-T1`` (to the 10th), ``T2`` (to
the 20th) and ``T3``, ``2026-01-15``; ``undated``; with ``-0of4`` and so on where one is cut by hash.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

import duckdb
import polars as pl

ARTICLES: Final = 1_000  # of a period at most: some 5 MB of text, so that one touched article costs a second
UNDATED: Final = "undated"
ARTICLES_UNDATED: Final = 250  # of a part at most: each run brings some, to any part, and writes it again
NO_MONTH: Final = "unknown"  # the column month of articles without a date

_THIRD: Final = 10  # days
_LEVELS: Final[tuple[Callable[[dt.date], str], ...]] = (
    lambda day: f"{day.year // 10}0s",
    lambda day: f"{day.year}",
    lambda day: f"{day.year}-H{1 + (day.month > 6)}",
    lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    lambda day: f"{day.year}-{day.month:02}",
    lambda day: f"{day.year}-{day.month:02}-T{min(3, 1 + (day.day - 1) // _THIRD)}",
    lambda day: f"{day.isoformat()}",
)
_PART: Final = "('0x' || substr(md5(article_id), 1, 4))::integer * parts // 65536"  # 0 to parts - 1
_PERIOD: Final = f"case when parts = 1 then period else period || '-' || {_PART} || 'of' || parts end as period"
_OF_DAY: Final = "join periods_of_days d on d.published_date is not distinct from a.published_date"


def create_periods(connection: duckdb.DuckDBPyConnection, articles: str, *, old: str = "") -> None:
    """Create the temporary table ``periods``: ``of_article``, its ``period`` and ``month``.

    Args:
        connection: A database in use.
        articles: Table or view with ``article_id`` and ``published_date``.
        old: One with articles as they were. Then the temporary table ``moved_periods`` lists each ``period`` that one
            of them was in (if there still is such a period) or is in now, whose day is not what it was.
    """
    days = dict(connection.execute(f"select published_date, count(*) from {articles} group by all").fetchall())
    for (day,) in connection.execute(f"select distinct published_date from {old}").fetchall() if old else ():
        days.setdefault(day, 0)
    frame = pl.DataFrame(
        list(_periods(days)),
        schema={"published_date": pl.Date, "period": pl.String, "parts": pl.Int32},
        orient="row",
    )
    connection.register("days_frame", frame.to_arrow())
    connection.execute("create or replace temp table periods_of_days as from days_frame")
    connection.unregister("days_frame")
    connection.execute(
        f"create or replace temp table periods as select article_id as of_article, {_PERIOD}, "
        f"coalesce(strftime(a.published_date, '%Y-%m'), '{NO_MONTH}') as month from {articles} a {_OF_DAY}"
    )
    if old:
        moved = f"from {old} a anti join {articles} now on now.article_id = a.article_id"
        moved += " and now.published_date is not distinct from a.published_date"
        connection.execute(
            f"create or replace temp table moved_periods as "
            f"select {_PERIOD} from (select a.* {moved}) a {_OF_DAY} "
            f"union select period from periods where of_article in (select a.article_id {moved})"
        )
    connection.execute("drop table periods_of_days")


def _periods(days: dict[dt.date | None, int]) -> Iterator[tuple[dt.date | None, str, int]]:
    """Each day's period, and into how many parts that is cut by hash."""
    counts: Counter[str] = Counter()
    for day, count in days.items():
        for label in _labels(day):
            counts[label] += count
    for day in days:
        labels = _labels(day)
        period = next((label for label in labels if counts[label] <= ARTICLES), labels[-1])
        most = ARTICLES_UNDATED if period == UNDATED else ARTICLES
        parts = 1
        while counts[period] > parts * most:
            parts *= 2
        yield day, period, parts


def _labels(day: dt.date | None) -> list[str]:
    """Periods that a day may be in, the coarsest first."""
    return ["all", UNDATED] if day is None else ["all", *(level(day) for level in _LEVELS)]
