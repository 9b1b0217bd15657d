"""What the contract says of columns holds of the published sample: a statement is SQL that finds rows against it."""

import re

import duckdb
import pytest

from warehouse.contract.tables import TABLE, TABLES
from warehouse.contract.views import VIEWS

RELATIONS = [(relation.name, column) for relation in (*TABLES, *VIEWS) for column in relation.columns]
AGAINST = {
    "articles.agency_id": "from articles where agency_id is not null and agency_id not in "
    "(select agency_id from credits where credits.article_id = articles.article_id and agency_id is not null)",
    "articles.word_count": "from articles where word_count <> (select coalesce(sum(word_count), 0) from sentences "
    "where sentences.article_id = articles.article_id and role in ('lead', 'body', 'heading'))",
    "articles.sentence_count": "from articles where sentence_count <> (select count(*) from sentences "
    "where sentences.article_id = articles.article_id and role in ('lead', 'body', 'heading'))",
    "articles.quoted_word_count": "from articles where (quoted_word_count is null) <> (language_support = 'text_only')",
    "articles.duplicate_kind": "from articles where (duplicate_kind is null) <> (duplicate_of is null)",
    "articles.published_at": "from articles where date_precision = 'day' "
    "and date_trunc('day', timezone('UTC', published_at)) <> timezone('UTC', published_at)",
    "sentences.role": "select article_id from sentences where role = 'lead' group by article_id "
    "having count(distinct paragraph_index) > 1",
    "quotes.text": """from quotes where kind = 'direct' and regexp_full_match(text, '["“«][^"“”«»]*["”»]')""",
    "quotes.kind": "from quotes where kind = 'indirect' and quote_id in "
    "(select quote_id from voice_spans where voice = 'direct')",
    "quotes.speaker_name": "from quotes join speakers using (speaker_id) where speaker_name is distinct from name",
    "quotes.speaker_confidence": "from quotes where speaker_rule = 'no_mention' and speaker_confidence <> 0",
    "quotes.confidence": "from quotes where confidence is null or confidence not between 0 and 1",
    "sentence_acts.polarity": "from sentence_acts join acts using (act_id) where sentence_acts.polarity = 0 "
    "and acts.polarity <> 0 and rule not in ('hedged', 'asked')",
    "sentence_acts.act_id": "select sentence_id from sentence_acts group by sentence_id, act_id, voice "
    "having count(*) > 1",
    "article_frames.score": "select article_id from article_frames group by article_id having sum(score) > 1.000001",
    "label_mentions.quote_id": "from label_mentions where (quote_id is null) <> (voice = 'outlet')",
    "actor_mentions.rule": "from actor_mentions where rule = 'name' and modifier is not null",
}


@pytest.mark.parametrize("statement", AGAINST)
def test_statement_holds(sample: duckdb.DuckDBPyConnection, statement: str) -> None:
    table, column = statement.split(".")
    assert column in TABLE[table].column_names
    assert sample.execute(AGAINST[statement]).fetchall() == []


def test_units_of_shares_hold(sample: duckdb.DuckDBPyConnection) -> None:
    outside = []
    for relation, column in RELATIONS:
        if bounds := re.fullmatch(r"(-?[01])\D* to (1)\D*", column.unit or ""):
            low, high = map(int, bounds.groups())
            sql = f"select min({column.name}), max({column.name}) from {relation}"
            least, most = sample.execute(sql).fetchone() or (None, None)
            if least is not None and not low <= least <= most <= high:
                outside.append((relation, column.name, least, most))
    assert outside == []


def test_shares_and_figures_have_a_unit() -> None:
    bare = [f"{name}.{c.name}" for name, c in RELATIONS if c.type == "DOUBLE" and not c.unit]
    assert bare == []
