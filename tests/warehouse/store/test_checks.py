"""Checks from the schema and from ``sql/checks``: what they find, what they say, what blocks."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.contract.ddl import create_table
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import sql_files
from warehouse.store.changes import Changes
from warehouse.store.checks import Finding, all_checks, run_checks
from warehouse.store.database import open_database


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(create_table(table))
        yield connection


def names(findings: list[Finding]) -> set[str]:
    return {finding.name for finding in findings}


def test_an_empty_warehouse_is_clean(empty: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(empty) == []


def test_every_key_reference_and_closed_list_is_checked() -> None:
    checks = [check.name for check in all_checks()]
    assert len(checks) == len(set(checks))
    lists = {name.split("__", 1)[1] for name in checks if name.endswith("_allowed")}
    for table in TABLES:
        assert f"fail__{table.name}_key_unique" in checks
        assert all(f"fail__{table.name}_{column}_in_{other}" in checks for column, other, _ in table.references)
        assert all(f"{table.name}_{c.name}_allowed" in lists for c in table.columns if c.allowed)
    assert {name for name, _ in sql_files("checks")} < set(checks)


@pytest.mark.parametrize("name", [check.name for check in all_checks()])
def test_a_check_says_what_happens_if_it_finds_rows(name: str) -> None:
    assert name.startswith(("fail__", "warn__"))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["a1"], set()),
        (["a2"], {"fail__articles_have_blocks", "fail__articles_story_id_in_stories"}),
        (["gone"], {"fail__story_links_article_id_in_articles"}),
    ],
)
def test_after_changes_the_touched_articles_are_looked_at(
    empty: duckdb.DuckDBPyConnection, changed: list[str], expected: set[str]
) -> None:
    required = [c for c in TABLE["articles"].columns if c.is_required]
    values = {c.name: f"'{next(iter(c.allowed), '')}'" if c.type == "VARCHAR" else "0" for c in required}
    values |= {"outlet_id": "'o'", "outlet_name": "'O'"}
    empty.execute("attach ':memory:' as newsprism")
    empty.execute("use newsprism")
    for table in TABLES:
        empty.execute(create_table(table))
    empty.execute("insert into outlets (outlet_id, name, is_agency, is_registered) values ('o', 'O', false, false)")
    for article, story in (("a1", "null"), ("a2", "'nowhere'")):
        row = values | {"article_id": f"'{article}'", "story_id": story}
        empty.execute(f"insert into articles ({', '.join(row)}) values ({', '.join(row.values())})")
    empty.execute("insert into blocks values ('a1', 0, 0, 0, 'body', true, 'prose')")
    required = [c for c in TABLE["story_links"].columns if c.is_required]
    link = {c.name: "'a1'" if c.type == "VARCHAR" else "0" for c in required} | {"article_id": "'gone'"}
    empty.execute(f"insert into story_links ({', '.join(link)}) values ({', '.join(link.values())})")
    with empty.cursor() as connection:
        connection.execute("use newsprism")
        changes = Changes(connection)
        connection.executemany("insert into changed_articles values ('blocks', ?)", [[one] for one in changed])
        findings = run_checks(connection, changes=changes)
    assert names([finding for finding in findings if finding.blocks]) - {"fail__articles_run_id_in_runs"} == expected


def test_a_check_of_single_articles_says_so_in_its_head() -> None:
    found = {check.name: check.is_of_articles for check in all_checks()}
    assert found["fail__blocks_cover_text"]
    assert found["fail__quotes_speaker_id_in_speakers"]
    assert not found["fail__totals_reconcile"]
    assert not found["fail__speakers_key_unique"]


def test_a_doubled_key(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute("insert into frames select 'economic', 'Economic', '', false from range(2)")
    (finding,) = run_checks(empty)
    assert (finding.name, finding.row_count, finding.examples) == ("fail__frames_key_unique", 1, ("economic, 2",))
    assert finding.blocks


def test_a_reference_that_leads_nowhere(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute("insert into speaker_aliases values ('ghost', 'Ms Ghost', 'name')")
    assert names(run_checks(empty)) == {"fail__speaker_aliases_speaker_id_in_speakers"}


def test_a_reference_of_null_leads_nowhere_rightly(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute("insert into topics values ('medtop:1', 'politics', null, 'medtop:1', 1, false)")
    assert run_checks(empty) == []


def test_a_value_outside_its_closed_list(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute("insert into speakers (speaker_id, name, kind) values ('s1', 'Ana Ruiz', 'robot')")
    found = {finding.name: str(finding) for finding in run_checks(empty)}
    assert found["fail__speakers_kind_allowed"] == "fail__speakers_kind_allowed: 1 row; e.g. robot"


def test_a_retired_rule_warns_because_rows_of_earlier_runs_keep_its_name(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute(
        "insert into label_mentions (article_id, mention_index, sentence_id, label_id, text, rule, voice) "
        "values ('a', 0, 's', 'l', 'x', 'retired', 'outlet')"
    )
    found = {finding.name: finding for finding in run_checks(empty)}
    assert not found["warn__label_mentions_rule_allowed"].blocks


def test_a_warning_does_not_block() -> None:
    assert not Finding("warn__undated_articles", 3, ()).blocks
    finding = Finding("warn__undated_articles", 3, ("art_1",), "Articles without a date")
    assert str(finding) == "warn__undated_articles: 3 rows; Articles without a date; e.g. art_1"


def test_many_rows_are_counted_and_three_are_shown(empty: duckdb.DuckDBPyConnection) -> None:
    empty.execute(
        "insert into quotes (quote_id, article_id, quote_index, kind, text, word_count, speaker_method, "
        "is_negated, confidence, rule) select 'a.q' || range, 'a', 0, 'direct', '', 0, 'name', false, 1, 'inverted' "
        "from range(500)"
    )
    found = {finding.name: finding for finding in run_checks(empty)}
    assert set(found) == {"fail__quotes_article_id_in_articles", "fail__quotes_have_pieces"}
    assert found["fail__quotes_have_pieces"].row_count == 500
    assert len(found["fail__quotes_have_pieces"].examples) == 3


def test_what_another_article_gives_as_evidence_is_looked_for_among_all_rows() -> None:
    """A run looks at the rows of articles that it touched; one of theirs may name a sentence of another article."""
    (check,) = (one for one in all_checks() if one.name == "fail__common_items_evidence_sentence_id_in_sentences")
    assert "{every}sentences" in check.sql
    assert check.refers_to == "sentences"
    (own,) = (one for one in all_checks() if one.name == "fail__quotes_sentence_id_in_sentences")
    assert "{every}" not in own.sql


def test_of_what_an_update_changed_beside_articles_changed_rows_alone_are_followed(tmp_path: Path) -> None:
    name = "fail__omissions_evidence_sentence_id_in_sentences"
    values = {"story_id": "'sto_1'", "outlet_id": "'out'", "kind": "'quote'", "item_text": "'x'", "status": "'omitted'"}
    values |= {"carrier_count": "2", "other_count": "2", "carrier_share": "1", "prominence": "0"}
    values |= {"evidence_article_id": "'gone'", "evidence_sentence_id": "'gone'", "outlet_word_count": "9"}
    values |= dict.fromkeys(("is_brief", "is_opinion", "is_wire"), "false")
    rows = f"select {', '.join(f'{value} as {column}' for column, value in values.items())}, 'item_' || n as item_id"
    with contextlib.closing(open_database(tmp_path / "w.duckdb")) as connection:
        for table in TABLES:
            connection.execute(create_table(table))
        changes = Changes(connection)
        changes.add(TABLE["omissions"], f"{rows} from range(3) t (n)")
        connection.execute("delete from changed_omissions where item_id <> 'item_1'")

        def found(**looked_at: Changes) -> int:
            return next(one.row_count for one in run_checks(connection, **looked_at) if one.name == name)

        assert (found(), found(changes=changes)) == (3, 1)
        changes.shrunk.add("sentences")  # then any row may lead nowhere
        assert found(changes=changes) == 3
