"""``newsprism compare`` as users meet it: outlets, groups of their own, restrictions, mistakes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from flows.sample import sample_sources


@pytest.fixture(scope="module")
def warehouse(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = sample_sources()
    folder = tmp_path_factory.mktemp("comparing") / "w"
    run_stages_once(*sources.pop("sources"), warehouse=folder, **sources)
    return folder


@pytest.fixture
def compare(warehouse: Path) -> Callable[..., Result]:
    def run(*arguments: str) -> Result:
        command = ["compare", *arguments, "--warehouse", str(warehouse)]
        result = CliRunner().invoke(main, command, prog_name="newsprism")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def rows_of(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_two_outlets_by_one_measure(compare: Callable[..., Result]) -> None:
    rows = rows_of(compare("capitol-ledger", "voice-of-the-strait", "--measure", "headline", "--format", "json"))
    assert {row["item"]: (row["n"], row["total"], row["other_n"], row["other_total"]) for row in rows} == {
        "closed": (0, 5, 1, 4),
        "neither": (4, 5, 3, 4),
        "open": (1, 5, 0, 4),
    }
    assert {row["verdict"] for row in rows} == {"too small to tell"}


def test_without_a_second_group_the_rest_is_all_others(compare: Callable[..., Result]) -> None:
    rows = rows_of(compare("capitol-ledger", "--measure", "headline", "--format", "json"))
    assert {(row["total"], row["other_total"] > row["total"]) for row in rows} == {(5, True)}


def test_a_day_and_an_item_restrict(compare: Callable[..., Result]) -> None:
    every = rows_of(compare("capitol-ledger", "--measure", "frame", "--format", "json"))
    one = rows_of(compare("capitol-ledger", "--measure", "frame", "--item", "political", "--format", "json"))
    late = rows_of(compare("capitol-ledger", "--measure", "frame", "--from", "2025-03-12", "--format", "json"))
    assert len(one) <= 1 < len(every)
    assert late[0]["total"] < every[0]["total"]


@pytest.mark.parametrize("key", ["outlet_id", "article_id"])
def test_groups_of_ones_own(compare: Callable[..., Result], warehouse: Path, tmp_path: Path, *, key: str) -> None:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        found = connection.execute(
            f"select distinct {key}, outlet_id from articles where duplicate_of is null"
        ).fetchall()
    own = {"capitol-ledger": "one", "orvel-standard": "one", "voice-of-the-strait": "two"}
    file = tmp_path / "groups.csv"
    lines = [f"{value},{own[outlet]}" for value, outlet in found if outlet in own]
    file.write_text("\n".join([f"{key},group", *lines]) + "\n", encoding="utf-8")
    rows = rows_of(compare("one", "two", "--groups", str(file), "--measure", "topic", "--format", "json"))
    assert {(row["total"], row["other_total"]) for row in rows} == {(9, 4)}


def test_mistakes_say_what_to_do(compare: Callable[..., Result], tmp_path: Path) -> None:
    nobody = compare("nobody", "capitol-ledger")
    assert nobody.exit_code == 0
    assert "Nothing for first=nobody" in nobody.stderr
    file = tmp_path / "groups.csv"
    file.write_text("name,group\n", encoding="utf-8")
    wrong = compare("one", "two", "--groups", str(file))
    assert wrong.exit_code == 2
    assert "wants the columns group, article_id or outlet_id" in wrong.output
    file.write_text("outlet_id,owner\ncapitol-ledger,one\n", encoding="utf-8")
    assert "--by owner" in compare("one", "two", "--groups", str(file)).output


def test_kind_and_speaker_and_a_list_of_ones_own_restrict(
    compare: Callable[..., Result], warehouse: Path, tmp_path: Path
) -> None:
    how = ("capitol-ledger", "--measure", "headline", "--format", "json")
    (every,) = {row["total"] for row in rows_of(compare(*how))}
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        ((source, speaker),) = connection.execute(
            "select any_value(source_id order by source_id), any_value(speaker_name order by quote_id) from articles "
            "inner join quotes using (article_id) where outlet_id = 'capitol-ledger' and duplicate_of is null "
            "and speaker_id is not null"
        ).fetchall()
    file = tmp_path / "ids.csv"
    file.write_text(f"source_id\n{source}\n", encoding="utf-8")
    assert {row["total"] for row in rows_of(compare(*how, "--ids", str(file)))} == {1}
    assert {row["total"] for row in rows_of(compare(*how, "--speaker", speaker))} <= set(range(1, every + 1))
    assert rows_of(compare(*how, "--kind", "obituary")) == []


def test_groups_of_what_is_known(compare: Callable[..., Result]) -> None:
    rows = rows_of(compare("2025-03", "--by", "published_month", "--measure", "wire", "--format", "json"))
    assert all(row["total"] > 0 for row in rows)
    assert "one of outlet_country" in compare("x", "--by", "nothing").output


def test_a_column_of_ones_own_file_makes_the_groups(compare: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "owners.csv"
    file.write_text("outlet_id,owner\ncapitol-ledger,one\nvoice-of-the-strait,two\n", encoding="utf-8")
    how = ("--groups", str(file), "--by", "owner", "--measure", "headline", "--format", "json")
    assert {(row["total"], row["other_total"]) for row in rows_of(compare("one", "two", *how))} == {(5, 4)}
