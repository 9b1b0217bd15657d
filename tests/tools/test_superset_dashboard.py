"""The dashboard in a real Superset: run where NEWSPRISM_SUPERSET names one, as http://user:password@localhost:8088.

NEWSPRISM_SUPERSET_WAREHOUSE is a warehouse of the sample, as its server sees it.
"""

import os
import urllib.parse

import pytest

from tools.superset_dashboard import CHARTS, Chart, Superset, register, rows_of

ADDRESS = os.environ.get("NEWSPRISM_SUPERSET", "")

needs_superset = pytest.mark.skipif(not ADDRESS, reason="NEWSPRISM_SUPERSET names no Superset")


@pytest.fixture(scope="module")
def superset() -> Superset:
    parts = urllib.parse.urlsplit(ADDRESS)
    return Superset(f"{parts.scheme}://{parts.hostname}:{parts.port}", parts.username or "", parts.password or "")


@pytest.fixture(scope="module")
def board(superset: Superset) -> int:
    return register(superset, os.environ["NEWSPRISM_SUPERSET_WAREHOUSE"])


@needs_superset
def test_the_same_dashboard_however_often(superset: Superset, board: int) -> None:
    assert register(superset, os.environ["NEWSPRISM_SUPERSET_WAREHOUSE"]) == board
    charts = superset.call("GET", f"dashboard/{board}/charts")["result"]
    assert sorted(chart["slice_name"] for chart in charts) == sorted(chart.name for chart in CHARTS)


@needs_superset
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_every_chart_has_rows(superset: Superset, board: int, chart: Chart) -> None:
    assert rows_of(superset, chart)


@needs_superset
def test_sql_lab_reads_no_file(superset: Superset, board: int) -> None:
    database = superset.id_of("database", "database_name", "newsprism", {})
    asked = {"database_id": database, "sql": "select * from read_text('/etc/passwd')", "schema": "main"}
    with pytest.raises(RuntimeError, match="disabled"):
        superset.call("POST", "sqllab/execute/", asked)


def test_charts_count_no_copies_and_have_names_of_their_own() -> None:
    assert len({chart.name for chart in CHARTS}) == len(CHARTS) == 6
    assert all(chart.params.get("adhoc_filters") for chart in CHARTS if chart.dataset.startswith("mart_"))
