"""Rows of neighbouring articles are a range of a table that was just built."""

import contextlib
import random
from pathlib import Path

import pytest

from warehouse.contract.ddl import create_table
from warehouse.contract.tables import TABLE
from warehouse.store.database import open_again, open_database
from warehouse.store.places import lies_in_order, rows_between


def test_tables_of_single_articles_lie_in_order() -> None:
    assert lies_in_order(TABLE["article_terms"])
    assert lies_in_order(TABLE["sentences"])
    assert not any(lies_in_order(TABLE[name]) for name in ("speakers", "runs", "mart_sentences", "story_links"))


@pytest.mark.parametrize("rows_each", [(3,), (0, 1, 7), (0, 0, 0, 40_000)])
def test_the_range_holds_the_rows_of_these_places_alone(tmp_path: Path, rows_each: tuple[int, ...]) -> None:
    table = TABLE["sentence_topics"]
    chance = random.Random(1)
    with contextlib.closing(open_database(tmp_path / "w.duckdb")) as connection:
        connection.execute(create_table(table))
        connection.execute("create temp table places (of_article varchar, place integer)")
        for place in range(1, 40):
            article = f"art_{chance.getrandbits(32):08x}"
            connection.execute("insert into places values (?, ?)", [article, place])
            required = {column.name: "0" for column in table.columns if column.is_required}
            required |= {"sentence_id": f"'{article}.s' || n", "topic_id": "'medtop:1'"}
            values = ", ".join(f"{value} as {name}" for name, value in required.items())
            count = rows_each[place % len(rows_each)]
            connection.execute(f"insert into {table.name} by name select {values} from range({count}) t (n)")
        open_again(connection)
        for low, high in ((1, 39), (1, 1), (39, 39), (5, 11), (12, 13), (38, 60)):
            between = rows_between(connection, table, low, high)
            of_places = f"select of_article from places where place between {low} and {high}"
            own = f"split_part(sentence_id, '.', 1) in ({of_places})"
            counted = f"select count(*), count(*) filter (where {own}) from {table.name} where {between}"
            ((found, right),) = connection.execute(counted).fetchall()
            ((wanted,),) = connection.execute(f"select count(*) from {table.name} where {own}").fetchall()
            assert found == right == wanted
