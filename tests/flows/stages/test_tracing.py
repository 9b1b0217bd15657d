"""Stories are traced some at a time."""

import datetime as dt
from typing import Final

import duckdb
import polars as pl
import pytest

from flows.stages import tracing
from transforms.ids import stable_id

_COLUMNS: Final = {
    "source_articles": {"article_id": pl.String, "published_at": pl.Datetime("us", "UTC"), "published_date": pl.Date},
    "source_sentences": {"article_id": pl.String, "char_start": pl.Int64, "char_end": pl.Int64, "text": pl.String},
    "source_voice_spans": {
        "article_id": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "voice": pl.String,
        "quote_id": pl.String,
    },
    "source_quotes": {
        "quote_id": pl.String,
        "article_id": pl.String,
        "kind": pl.String,
        **dict.fromkeys(("speaker_id", "speaker_name", "speaker_kind"), pl.String),
        **dict.fromkeys(("speaker_rule", "speaker_text", "speaker_gender"), pl.String),
    },
    "source_article_names": dict.fromkeys(("article_id", "name", "kind"), pl.String),
    "source_variant_pieces": {"variant_id": pl.String, "article_id": pl.String, "char_start": pl.Int64},
    "published_quote_variants": {"variant_id": pl.String},
}


def test_parts_hold_whole_stories_and_no_more_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_AT_ONCE", 10)
    articles = pl.DataFrame(
        {
            "article_id": [f"a{number:03d}" for number in range(100)],
            "story_id": [f"s{number // 3:02d}" for number in range(100)],
            "outlet_id": "o",
        }
    )
    parts = tracing._in_parts(articles)
    assert parts["part"].n_unique() == 10
    assert parts.group_by("part").len()["len"].max() <= 10 + 2
    assert parts.group_by("story_id").agg(pl.col("part").n_unique())["part"].to_list() == [1] * 34


def test_whatever_stands_in_the_text_may_carry_an_utterance() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table story_originals as select 'a1' as article_id, 0 as part")
        connection.execute(
            "create table source_sentences as from (values ('a1', 'title', null, null, 'No rain'), "
            "('a1', 'heading', 0, 14, 'No rain at all'), ('a1', 'body', 15, 25, 'It is dry.'), "
            "('a1', 'caption', 26, 35, 'Dry land.'), ('a2', 'body', 0, 5, 'Snow.')) "
            "as s (article_id, role, char_start, char_end, text)"
        )
        rows = connection.execute(tracing._SENTENCES).fetchall()
    assert [row[2] for row in sorted(rows)] == [0, 15, 26]


def test_a_surname_that_an_article_never_expands_is_a_name_of_its_people() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table story_originals as select 'a1' as article_id, 's1' as story_id, 0 as part")
        connection.execute(
            "create table source_article_names as from (values ('a1', 'Pell', 'other'), "
            "('a1', 'Ilsa Varn Jr.', 'person'), ('a1', 'Harbour Board', 'organization')) as n (article_id, name, kind)"
        )
        connection.execute(
            "create table source_quotes as select 'a1.q0' as quote_id, 'a1' as article_id, null as speaker_id, "
            "null as speaker_name, null as speaker_kind, null as speaker_rule, null as speaker_text, "
            "null as speaker_gender"
        )
        connection.execute("create table decided_now as select quote_id, speaker_id, speaker_name from source_quotes")
        ((surnames,),) = connection.execute(f"select surnames from ({tracing._QUOTES})").fetchall()
    assert sorted(surnames.split()) == ["pell", "varn"]


class _Rows:
    """What an assembly keeps and reads, over tables of our own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def frame(self, sql: str) -> pl.DataFrame:
        return pl.DataFrame(self._connection.sql(sql).to_arrow_table())

    def keep(self, name: str, sql: str, *, given: pl.DataFrame | None = None) -> None:
        if given is not None:
            self._connection.register("given", given.to_arrow())
        self._connection.execute(f"create or replace temp table {name} as {sql}")

    def drop(self, *names: str) -> None:
        for name in names:
            self._connection.execute(f"drop table temp.{name}")


_SAID = "“We would reopen the harbour for anybody who pays the old toll,” she said."
_OLD = "var_of_one_story"


@pytest.mark.parametrize("at_once", [2, 100])
def test_stories_that_part_do_not_share_an_id(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(tracing, "_AT_ONCE", at_once)
    articles = {"a1": "s1", "b1": "s1", "a2": "s2", "b2": "s2"}
    members = pl.DataFrame(
        [(article, story, article[0], None) for article, story in articles.items()],
        schema=["article_id", "story_id", "outlet_id", "duplicate_of"],
        orient="row",
    )
    borne = stable_id("var", "a2 1")  # by a variant that has another canonical text by now, in another story
    with duckdb.connect() as connection:
        for name, rows in {
            "source_articles": [(a, dt.datetime(2031, 5, 1, tzinfo=dt.UTC), dt.date(2031, 5, 1)) for a in articles],
            "source_sentences": [(a, 0, len(_SAID), _SAID) for a in articles],
            "source_voice_spans": [(a, 1, _SAID.index("”"), "direct", f"{a}.q0") for a in articles],
            "source_quotes": [(f"{a}.q0", a, "direct", *[None] * 6) for a in articles],
            "source_article_names": [("x", "Ilsa Varn", "person")],
            "source_variant_pieces": [(_OLD, a, 1) for a in ("a1", "b1", "a2")],
            "published_quote_variants": [(_OLD,), (borne,)],
        }.items():
            frame = pl.DataFrame(rows, schema=_COLUMNS[name], orient="row")
            connection.register("rows_of", frame.to_arrow())
            connection.execute(f"create table {name} as from rows_of")
        connection.execute("create table decided_now as select quote_id, speaker_id, speaker_name from source_quotes")
        found = list(tracing.trace_variants(_Rows(connection), members))  # type: ignore[arg-type]
    assert len(found) == (2 if at_once == 2 else 1)
    variants = pl.concat([traced.variants.variants for traced in found])
    assert dict(variants.select("story_id", "article_count").iter_rows()) == {"s1": 2, "s2": 2}
    of_story = dict(variants.select("story_id", "variant_id").iter_rows())
    assert of_story["s1"] == _OLD
    assert of_story["s2"] not in {_OLD, borne}
