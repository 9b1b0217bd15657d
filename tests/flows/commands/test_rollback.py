"""``newsprism rollback``, as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from warehouse.store.layout import Layout


@pytest.mark.slow
def test_it_goes_back_and_status_says_so(run_stages, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    layout = Layout(warehouse)
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    first = layout.published_run()
    run_stages(news, warehouse=warehouse)
    second = layout.published_run()
    asked = CliRunner().invoke(main, ["rollback", str(first), "--warehouse", str(warehouse)])
    assert (asked.exit_code, asked.output) == (0, f"{warehouse}: run {first} is the published one again\n")
    status = CliRunner().invoke(main, ["status", "--warehouse", str(warehouse)]).output
    assert f"run {first}, 3 articles" in status
    assert "Snapshots: 2, " in status
    layout.published.write_text(f"{second}\n")  # put back by hand
    status = CliRunner().invoke(main, ["status", "--warehouse", str(warehouse)]).output
    assert f"PUBLISHED names run {second}; the next run brings the parts together." in status


def test_a_run_that_is_not_there_is_one_line(run_stages, news: Path, tmp_path: Path) -> None:
    run_stages(news, warehouse=tmp_path / "w")
    asked = CliRunner().invoke(main, ["rollback", "x", "--warehouse", str(tmp_path / "w")])
    assert asked.exit_code == 8
    assert "no snapshot of run 'x'; there are" in asked.output
