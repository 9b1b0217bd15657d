"""The statistics of ``contrasts``: against scipy and a count of every draw, by shuffling, and for their power."""

import itertools
from collections.abc import Iterator
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl
import pytest
from scipy import stats

from warehouse.contract.tables import TABLES
from warehouse.store.marts import mart_sql
from warehouse.store.views import create_views

OUTLETS: Final = ("courier", "gazette", "herald", "ledger", "radio", "standard")
CLASSES: Final = ("neutral", "claim", "deny", "warn", "demand")
SHUFFLES: Final = 4
Article = dict[str, Any]


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for table in TABLES:  # without constraints: what a comparison does not read is left out
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            connection.execute(f"create table {table.name} ({columns})")
        create_views(connection)
        yield connection


def generated(seed: int, count: int, planted: dict[str, float]) -> list[Article]:
    """Articles whose verbs of speech come in clusters; ``planted`` outlets have so much more of *claim*.

    Every fourth article belongs to a story of several outlets, and a story has its own verbs.
    """
    chance = np.random.default_rng(seed)
    base = np.array([0.6, 0.15, 0.1, 0.1, 0.05])
    of_story = [chance.dirichlet(4 * base) for _ in range(count // 16 + 1)]
    articles = []
    for number in range(count):
        outlet = OUTLETS[number % len(OUTLETS)]
        story = int(chance.integers(len(of_story))) if number % 4 == 0 else None
        mixture = chance.dirichlet(8 * (base if story is None else of_story[story]) + 0.05)
        more = planted.get(outlet, 0.0)
        mixture = (1 - more) * mixture + more * np.eye(len(CLASSES))[1]
        quotes = chance.multinomial(1 + chance.geometric(0.2), mixture)
        articles.append({"id": f"a{number:05}", "outlet": outlet, "story": story, "quotes": quotes.tolist()})
    return articles


def fill(connection: duckdb.DuckDBPyConnection, articles: list[Article]) -> None:
    rows = [(a["id"], a["outlet"], None if a["story"] is None else f"s{a['story']}") for a in articles]
    quotes = [
        (f"{a['id']}.{name}{n}", a["id"], name)
        for a in articles
        for name, many in zip(CLASSES, a["quotes"], strict=True)
        for n in range(many)
    ]
    given = pl.DataFrame(rows, schema=["article_id", "outlet_id", "story_id"], orient="row", infer_schema_length=None)
    given = given.with_columns(outlet_name="outlet_id", language_support=pl.lit("full"))
    said = pl.DataFrame(quotes, schema=["quote_id", "article_id", "cue_class"], orient="row")
    for table, frame in (("articles", given), ("quotes", said)):
        connection.register("incoming", frame.to_arrow())
        connection.execute(f"insert into {table} by name select * from incoming")
        connection.unregister("incoming")
    connection.execute(f"insert into mart_observations {mart_sql('mart_observations')}")


def contrasted(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    result = connection.execute("from contrasts(only_measure := 'cue') order by group_name, item")
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def strata_of(articles: list[Article]) -> list[list[Article]]:
    shared = {
        story
        for story in {a["story"] for a in articles} - {None}
        if len({a["outlet"] for a in articles if a["story"] == story}) > 1
    }
    keys = [a["story"] if a["story"] in shared else None for a in articles]
    return [[a for a, key in zip(articles, keys, strict=True) if key == one] for one in {*shared, None}]


def residuals(stratum: list[Article], item: int) -> np.ndarray:
    n = np.array([a["quotes"][item] for a in stratum], dtype=float)
    t = np.array([sum(a["quotes"]) for a in stratum], dtype=float)
    weight = 1 / (1 + 0.2 * (t - 1))
    return weight * (n - t * (weight @ n) / (weight @ t))


def by_hand(articles: list[Article], outlet: str, item: int) -> dict[str, float]:
    """The same numbers from the articles themselves, with numpy and scipy."""
    surplus = variance = third = own_part = other_part = expected = 0.0
    for stratum in strata_of(articles):
        own = np.array([a["outlet"] == outlet for a in stratum])
        e, size, drawn = residuals(stratum, item), len(stratum), int(own.sum())
        if drawn in {0, size}:
            continue
        surplus += e[own].sum()
        variance += drawn * (size - drawn) / size * e.var(ddof=1)
        if size > 2:
            third += drawn * (size - drawn) * (size - 2 * drawn) * (e**3).sum() / (size * (size - 1) * (size - 2))
        n = np.array([a["quotes"][item] for a in stratum])
        t = np.array([sum(a["quotes"]) for a in stratum])
        expected += (n > 0).sum() * drawn / size
        own_part += n[own].sum() * t[~own].sum() / t.sum()
        other_part += n[~own].sum() * t[own].sum() / t.sum()
    z, skewness = abs(surplus) / variance**0.5, third * np.sign(surplus) / variance**1.5
    if skewness > 1e-6:
        z = max(0.0, min(z, 6 / skewness * (np.cbrt(skewness * z / 2 + 1) - 1) + skewness / 6))
    p = min(1.0, 2 * stats.norm.sf(z))
    return {"p_value": p, "ratio": own_part / other_part, "z": z * np.sign(surplus), "expected": expected}


def test_p_and_ratio_are_those_of_an_independent_computation(database: duckdb.DuckDBPyConnection) -> None:
    articles = generated(1, 160, {"ledger": 0.3})
    fill(database, articles)
    rows = contrasted(database)
    expected = [by_hand(articles, row["group_name"], CLASSES.index(row["item"])) for row in rows]
    for row, one in zip(rows, expected, strict=True):
        assert {name: row[name] for name in ("p_value", "ratio", "z")} == pytest.approx(
            {name: one[name] for name in ("p_value", "ratio", "z")}, rel=1e-9, abs=1e-9
        )
    weight = np.array([one["expected"] for one in expected])
    weighed = np.minimum(1, np.array([one["p_value"] for one in expected]) * weight.mean() / weight)
    corrected = stats.false_discovery_control(weighed)
    assert [row["p_corrected"] for row in rows] == pytest.approx(corrected.tolist(), abs=1e-12)


def test_variance_and_third_moment_are_those_of_every_draw() -> None:
    stratum = generated(2, 9, {})
    e, drawn = residuals(stratum, 0), 4
    sums = np.array([e[list(draw)].sum() for draw in itertools.combinations(range(9), drawn)])
    assert sums.mean() == pytest.approx(0, abs=1e-9)
    assert (sums**2).mean() == pytest.approx(drawn * 5 / (9 * 8) * (e**2).sum(), abs=1e-9)
    third = drawn * 5 * (9 - 2 * drawn) / (9 * 8 * 7) * (e**3).sum()
    assert (sums**3).mean() == pytest.approx(third, abs=1e-9)


def test_p_is_near_that_of_four_thousand_draws(database: duckdb.DuckDBPyConnection) -> None:
    articles = [a | {"story": None} for a in generated(3, 90, {})]
    fill(database, articles)
    chance = np.random.default_rng(3)
    own = np.array([a["outlet"] == "ledger" for a in articles])
    for row in contrasted(database):
        if row["group_name"] != "ledger" or row["p_value"] is None:
            continue
        e = residuals(articles, CLASSES.index(row["item"]))
        draws = np.array([e[chance.permutation(own)].sum() for _ in range(4000)])
        side = (draws >= e[own].sum()).mean() if row["z"] > 0 else (draws <= e[own].sum()).mean()
        assert row["p_value"] == pytest.approx(2 * side, abs=0.15)


def test_the_interval_of_one_stratum_is_that_of_cochran(database: duckdb.DuckDBPyConnection) -> None:
    articles = [a | {"story": None} for a in generated(4, 240, {})]
    fill(database, articles)
    for row in contrasted(database):
        logs, df = 0.0, []
        for side in (True, False):
            chosen = [a for a in articles if (a["outlet"] == row["group_name"]) == side]
            n = np.array([a["quotes"][CLASSES.index(row["item"])] for a in chosen], dtype=float)
            t = np.array([sum(a["quotes"]) for a in chosen], dtype=float)
            e = n - t * n.sum() / t.sum()
            of_side = len(chosen) / (len(chosen) - 1) * (e @ e) / n.sum() ** 2
            df.append((of_side, len(chosen) - 1))
            logs += of_side
        freedom = logs**2 / sum(variance**2 / number for variance, number in df)
        reach = stats.t.ppf(0.975, freedom) * logs**0.5
        assert row["ratio_low"] == pytest.approx(row["ratio"] * np.exp(-reach), rel=1e-4)
        assert row["ratio_high"] == pytest.approx(row["ratio"] * np.exp(reach), rel=1e-4)


def test_tails_and_quantiles_are_scipys(database: duckdb.DuckDBPyConnection) -> None:
    values = np.linspace(0, 30, 601)
    found = database.execute("select normal_tail(z) from (select unnest(?::double[]) as z)", [values.tolist()])
    tails = np.array([p for (p,) in found.fetchall()])
    assert np.abs(tails - stats.norm.sf(values)).max() < 1e-15
    assert np.abs(tails / stats.norm.sf(values) - 1).max() < 1e-7
    for df, within in ((3, 0.03), (6, 0.002), (12, 1e-4), (100, 1e-6)):
        (quantile,) = database.execute("select t_quantile(?)", [df]).fetchone()
        assert quantile == pytest.approx(stats.t.ppf(0.975, df), abs=within)


@pytest.mark.parametrize("within_stories", [False, True], ids=["over outlets", "within stories"])
def test_shuffled_outlets_leave_hardly_a_verdict(database: duckdb.DuckDBPyConnection, *, within_stories: bool) -> None:
    articles = generated(5, 900, {"ledger": 0.25, "herald": 0.2})
    fill(database, articles)
    published = sum(row["verdict"] in {"more", "less"} for row in contrasted(database))
    block = "coalesce(story_id, '')" if within_stories else "''"
    rows = false = 0
    for seed in range(SHUFFLES):
        database.execute(
            "create or replace temp table mixed as "
            f"with places as (select article_id, {block} as block, outlet_id, "
            f"row_number() over (partition by {block} order by article_id) as place, "
            f"row_number() over (partition by {block} order by hash(article_id || '{seed}')) as drawn from articles) "
            "select places.article_id, other.outlet_id from places join places as other "
            "on places.block = other.block and places.place = other.drawn"
        )
        database.execute(
            "update articles set outlet_id = mixed.outlet_id from mixed where mixed.article_id = articles.article_id"
        )
        found = contrasted(database)
        rows += len(found)
        false += sum(row["verdict"] in {"more", "less"} for row in found)
    assert published >= 4
    assert false / SHUFFLES <= 0.05 * published
    assert false <= 0.01 * rows


@pytest.mark.parametrize(
    ("planted", "articles", "verdict"),
    [(0.3, 20, "more"), (0.2, 50, "more"), (0.1, 100, "more"), (0.1, 10, "too small to tell")],
)
def test_a_planted_difference_is_found_where_there_is_enough_to_find_it(
    database: duckdb.DuckDBPyConnection, planted: float, articles: int, verdict: str
) -> None:
    """So much more of one verb of speech, of which all have 15 %, in one of six outlets with so many articles each."""
    fill(database, generated(6, articles * len(OUTLETS), {"ledger": planted}))
    (found,) = [row for row in contrasted(database) if (row["group_name"], row["item"]) == ("ledger", "claim")]
    assert found["verdict"] == verdict


def test_articles_of_one_interview_are_no_difference(database: duckdb.DuckDBPyConnection) -> None:
    articles = [a | {"story": None} for a in generated(7, 120, {})]
    articles[0]["quotes"] = [0, 200, 0, 0, 0]
    fill(database, articles)
    (found,) = [
        row for row in contrasted(database) if (row["group_name"], row["item"]) == (articles[0]["outlet"], "claim")
    ]
    assert found["ratio"] > 2
    assert found["verdict"] == "too small to tell"
