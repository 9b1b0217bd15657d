"""What is done again after a change, and that nothing else is: docs/again.md as real runs."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import rules
from warehouse.contract.tables import TABLES
from warehouse.store.layout import Layout
from warehouse.store.ledger import Ledger

_LABELS = "label_id,concept,term,register\nweather.storm,weather,storm,neutral\n"
_BATCH = frozenset(table.name for table in TABLES if table.origin == "batch")


def files_of(warehouse: Path) -> dict[str, dict[str, bytes]]:
    """Published Parquet files of the batch's tables, and of the labels."""
    layout = Layout(warehouse)
    snapshot = layout.snapshot(str(layout.published_run()))
    return {
        table: {
            str(path.relative_to(snapshot)): path.read_bytes()
            for path in sorted(snapshot.glob(f"{table}/**/*.parquet"))
        }
        for table in (*_BATCH, "labels")
    }


def changed(before: dict[str, dict[str, bytes]], after: dict[str, dict[str, bytes]]) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def query(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Pretend that the code of some annotators, or of another part, was changed since the last run."""
    code = rules._found_fingerprints()

    def change(*names: str) -> None:
        changed = code | {name: f"{code[name]} changed" for name in names}
        monkeypatch.setattr(rules, "_code_fingerprints", lambda _: changed)

    return change


def test_changed_labels_tag_labels_again_and_nothing_else(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse, labels = tmp_path / "w", tmp_path / "labels.csv"
    labels.write_text(_LABELS)
    run_stages(news, warehouse=warehouse, labels=str(labels))
    before = files_of(warehouse)
    assert query(warehouse, "select distinct label_id from label_mentions") == [("weather.storm",)]
    shutil.rmtree(news)
    labels.write_text(_LABELS + "weather.calm,weather,calm seas,neutral\nharbour.quay,harbour,quay,neutral\n")
    again = run_stages(warehouse=warehouse, labels=str(labels))
    assert (again["documents_read"], again["articles_kept"], again["articles_renewed"]) == (0, 0, 4)
    assert changed(before, files_of(warehouse)) == {"labels", "label_mentions"}
    found = query(warehouse, "select distinct label_id from label_mentions order by 1")
    assert found == [("harbour.quay",), ("weather.calm",), ("weather.storm",)]
    assert run_stages(warehouse=warehouse, labels=str(labels)) is None
    labels.write_text(_LABELS)
    run_stages(warehouse=warehouse, labels=str(labels))
    assert changed(before, files_of(warehouse)) == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sentences", "attribution", "topics", "terms"])
def test_changed_code_is_run_again_on_stored_rows_with_the_same_tables(
    run_stages, pretend, news: Path, tmp_path: Path, name: str
) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = files_of(warehouse)
    shutil.rmtree(news)
    pretend(name)
    again = run_stages(warehouse=warehouse)
    assert (again["documents_read"], again["articles_renewed"]) == (0, 4)
    assert changed(before, files_of(warehouse)) == set()
    assert run_stages(warehouse=warehouse) is None
    assert query(warehouse, "select count(distinct run_id) from articles") == [(1,)]


@pytest.mark.slow
def test_changed_cleaning_reads_documents_again_where_they_are(run_stages, pretend, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    (news / "dump.txt").unlink()
    pretend("documents", "labels")
    again = run_stages(news, warehouse=warehouse)
    assert (again["documents_read"], again["articles_kept"], again["articles_renewed"]) == (3, 3, 1)
    layout = Layout(warehouse)
    ledger = Ledger.of(layout, layout.published_run())
    assert ledger
    now = rules.Rules.of(rules.Settings())
    made = ledger.rules()
    stale = [now.stale(made[name]) for name, count in ledger.rules_of_documents().items() for _ in range(count)]
    assert sorted(stale, key=len) == [frozenset()] * 3 + [frozenset({"documents"})]  # of the dump only the text is left
    ledger.close()
    assert run_stages(news, warehouse=warehouse) is None


def test_changed_decoder_opens_files_again_and_processes_nothing(
    run_stages, pretend, news: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    pretend("opening")
    assert run_stages(news, warehouse=warehouse) is None  # what was decoded is the same


def test_changed_corpus_code_publishes_again_and_processes_nothing(
    run_stages, pretend, news: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = files_of(warehouse)
    pretend("across")
    again = run_stages(news, warehouse=warehouse)
    assert (again["documents_read"], again["files_skipped"], again["articles_renewed"]) == (0, 2, 0)
    assert changed(before, files_of(warehouse)) == set()
    assert run_stages(news, warehouse=warehouse) is None


def test_warehouse_of_an_older_version_is_brought_up_to_date(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = files_of(warehouse)
    Layout(warehouse).ledger.unlink()  # so that nobody knows by which rules its rows were made
    shutil.rmtree(news)
    again = run_stages(warehouse=warehouse)
    assert again["articles_renewed"] == 4
    assert changed(before, files_of(warehouse)) == set()


@pytest.mark.slow
def test_article_on_which_a_changed_rule_fails_stays_as_it_is(
    run_stages, pretend, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.workers import chunks

    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = files_of(warehouse)
    pretend("frames")
    original = chunks.process_again

    def process_again(stored: dict[str, pl.DataFrame], *rest: object) -> dict[str, pl.DataFrame]:
        if stored["articles"]["text"].str.contains("calm seas").any():
            raise RuntimeError("an invented mistake")
        return original(stored, *rest)

    monkeypatch.setattr(chunks, "process_again", process_again)
    again = run_stages(warehouse=warehouse)
    assert (again["articles_renewed"], again["rejected"]) == (3, 0)
    assert changed(before, files_of(warehouse)) == set()
    monkeypatch.setattr(chunks, "process_again", original)
    assert run_stages(warehouse=warehouse) is None  # the rule would fail again: it is mended first
    pretend("frames", "acts")
    assert run_stages(warehouse=warehouse)["articles_renewed"] == 4
    assert changed(before, files_of(warehouse)) == set()


@pytest.mark.slow
def test_status_says_how_many_articles_only_their_sources_can_renew(
    run_stages, pretend, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.commands.status import print_status

    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    pretend("labels")
    run_stages(warehouse=warehouse)
    print_status(Layout(warehouse))
    assert "older rules" not in capsys.readouterr().out
    (news / "dump.txt").unlink()
    pretend("labels", "documents")
    run_stages(news, warehouse=warehouse)
    print_status(Layout(warehouse))
    assert "1 articles were processed under older rules" in capsys.readouterr().out


@pytest.mark.slow
def test_a_label_that_the_list_has_no_more_stays_as_retired_where_a_row_names_it(
    run_stages, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.workers import chunks

    warehouse, labels = tmp_path / "w", tmp_path / "labels.csv"
    labels.write_text(_LABELS)
    run_stages(news, warehouse=warehouse, labels=str(labels))
    original = chunks.process_again

    def process_again(*_: object) -> dict[str, pl.DataFrame]:
        raise RuntimeError("an invented mistake")

    monkeypatch.setattr(chunks, "process_again", process_again)
    labels.write_text(_LABELS.replace("weather.storm", "weather.gale"))
    again = run_stages(warehouse=warehouse, labels=str(labels))
    assert again["articles_renewed"] == 0
    listed = "select label_id, is_retired from labels where concept = 'weather' order by 1"
    assert query(warehouse, listed) == [("weather.gale", False), ("weather.storm", True)]
    assert query(warehouse, "select distinct label_id from label_mentions") == [("weather.storm",)]
    monkeypatch.setattr(chunks, "process_again", original)
    run_stages(warehouse=warehouse, labels=str(labels), full_refresh=False)
    assert ("weather.gale", False) in query(warehouse, listed)


@pytest.mark.parametrize(
    "damage",
    [lambda text: text.replace('"labels"', '"lapels"'), lambda text: text[:40], lambda text: text.replace("a", "b")],
    ids=["a name", "cut off", "values"],
)
def test_fingerprints_are_kept_for_the_code_that_they_are_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: Callable[[str], str]
) -> None:
    layout = Layout(tmp_path)
    layout.state.mkdir()
    right = rules._code_fingerprints(layout)
    text = layout.fingerprints.read_text(encoding="utf-8")
    monkeypatch.setattr(rules, "_found_fingerprints", lambda: {"labels": "found again"})
    assert rules._code_fingerprints(layout) == right
    layout.fingerprints.write_text(damage(text), encoding="utf-8")
    assert rules._code_fingerprints(layout) == {"labels": "found again"}
    layout.fingerprints.write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules, "source_hash", lambda: "of other code")
    assert rules._code_fingerprints(layout) == {"labels": "found again"}
