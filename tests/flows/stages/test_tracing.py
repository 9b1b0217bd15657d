"""Stories are traced some at a time."""

import duckdb
import polars as pl
import pytest

from flows.stages import tracing


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
