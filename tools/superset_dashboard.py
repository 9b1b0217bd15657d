"""Register a warehouse in an Apache Superset and make a dashboard of six charts, by Superset's REST API.

usage: SUPERSET_PASSWORD=… python tools/superset_dashboard.py http://localhost:8088 USER WAREHOUSE

WAREHOUSE is its path as Superset's server sees it. The database is registered read-only and without access to files:
else SQL Lab would read any file of the server. What is there already by the same name is taken, not made twice.
"""

import http.cookiejar
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

DATABASE: Final = "newsprism"
DASHBOARD: Final = "Framing across outlets"
_SCHEMA: Final = "main"  # where DuckDB has the tables
_ENGINE: Final = {
    "connect_args": {
        "read_only": True,
        "config": {"enable_external_access": "false", "lock_configuration": "true"},
    }
}
_COMPARISON: Final = """select group_name, item_name, n, total, rate, other_rate, ratio, ratio_low, ratio_high, verdict
from contrasts(only_measure := 'source_kind')"""  # a macro is no table: Superset reaches it by a virtual dataset


class Chart(NamedTuple):
    """A chart: its name, dataset, kind, and what it shows."""

    name: str
    dataset: str
    kind: str
    params: Mapping[str, Any]


def _metric(label: str, sql: str) -> dict[str, str]:
    return {"expressionType": "SQL", "label": label, "sqlExpression": sql}


_ORIGINALS: Final = [
    {"expressionType": "SQL", "clause": "WHERE", "sqlExpression": "not is_copy"}
]  # one wire story, once
CHARTS: Final = (
    Chart(
        "Articles by outlet and day",
        "mart_articles",
        "echarts_timeseries_bar",
        {
            "x_axis": "published_date",
            "metrics": [_metric("articles", "sum(article_count)")],
            "groupby": ["outlet_name"],
            "adhoc_filters": _ORIGINALS,
            "time_grain_sqla": "P1D",
            "stack": "Stack",
        },
    ),
    Chart(
        "Who gets the floor",
        "mart_quotes",
        "table",
        {
            "query_mode": "aggregate",
            "groupby": ["speaker_name", "outlet_name"],
            "metrics": [_metric("quoted words", "sum(quoted_word_count)"), _metric("quotes", "sum(quote_count)")],
            "adhoc_filters": _ORIGINALS,
            "row_limit": 50,
        },
    ),
    Chart(
        "Words for the same thing, by whose words",
        "mart_labels",
        "pivot_table_v2",
        {
            "groupbyRows": ["concept", "term"],
            "groupbyColumns": ["outlet_name", "voice"],
            "metrics": [_metric("uses", "sum(mention_count)")],
            "adhoc_filters": _ORIGINALS,
        },
    ),
    Chart(
        "Share of sources unnamed on purpose",
        "mart_articles",
        "table",
        {
            "query_mode": "aggregate",
            "groupby": ["outlet_name"],
            "metrics": [
                _metric("share", "sum(unnamed_count) / nullif(sum(attribution_count), 0)"),
                _metric("attributions", "sum(attribution_count)"),
            ],
            "adhoc_filters": _ORIGINALS,
        },
    ),
    Chart(
        "How headlines read",
        "mart_articles",
        "pivot_table_v2",
        {
            "groupbyRows": ["outlet_name"],
            "groupbyColumns": ["headline_reading"],
            "metrics": [_metric("headlines", "sum(article_count)")],
            "adhoc_filters": _ORIGINALS,
        },
    ),
    Chart(
        "Kinds of sources against the other outlets, with verdicts",
        "newsprism_source_kinds",
        "table",
        {
            "query_mode": "raw",
            "all_columns": ["group_name", "item_name", "rate", "other_rate", "ratio_low", "ratio_high", "verdict"],
            "row_limit": 500,
        },
    ),
)


class Superset:
    """A session with a Superset server."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self._address = address.rstrip("/")
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self._headers = {"Content-Type": "application/json"}
        login = {"username": user, "password": password, "provider": "db"}
        self._headers["Authorization"] = f"Bearer {self.call('POST', 'security/login', login)['access_token']}"
        self._headers["X-CSRFToken"] = self.call("GET", "security/csrf_token/")["result"]
        self._headers["Referer"] = self._address

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer of the API.

        Raises:
            RuntimeError: Superset refuses; the message is its own.
        """
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 - the address that the user gave
            f"{self._address}/api/v1/{path}", data=data, headers=self._headers, method=method
        )
        try:
            with self._opener.open(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise RuntimeError(
                f"{method} {path}: {error.code} {error.read().decode(errors='replace')[:500]}"
            ) from error

    def id_of(self, kind: str, column: str, value: str, body: Mapping[str, Any]) -> int:
        """The id of what has this name; it is made where there is none."""
        asked = json.dumps({"filters": [{"col": column, "opr": "eq", "value": value}]})
        found = self.call("GET", f"{kind}/?q={urllib.parse.quote(asked)}")["result"]
        return int(found[0]["id"] if found else self.call("POST", f"{kind}/", body)["id"])


def register(superset: Superset, warehouse: str) -> int:
    """Register the warehouse, its datasets and charts, and put them on a dashboard.

    Args:
        superset: Where to.
        warehouse: Path of the warehouse on the server.

    Returns:
        The id of the dashboard.
    """
    file = PurePosixPath(warehouse) / "newsprism.duckdb"
    database = superset.id_of(
        "database",
        "database_name",
        DATABASE,
        {
            "database_name": DATABASE,
            "sqlalchemy_uri": f"duckdb:///{file}",
            "expose_in_sqllab": True,
            "extra": json.dumps({"engine_params": _ENGINE}),
        },
    )
    datasets = {name: _dataset(superset, database, name) for name in dict.fromkeys(chart.dataset for chart in CHARTS)}
    layout = json.dumps(_layout([chart.name for chart in CHARTS]))
    board = superset.id_of("dashboard", "dashboard_title", DASHBOARD, {"dashboard_title": DASHBOARD, "published": True})
    ids = [_chart(superset, chart, datasets[chart.dataset], board) for chart in CHARTS]
    for place, chart_id in enumerate(ids):
        layout = layout.replace(f'"chartId": {-place - 1}', f'"chartId": {chart_id}')
    superset.call("PUT", f"dashboard/{board}", {"position_json": layout})
    return board


def rows_of(superset: Superset, chart: Chart) -> list[dict[str, Any]]:
    """The rows that a chart gets, for a trial without a browser."""
    dataset = superset.id_of("dataset", "table_name", chart.dataset, {})
    params = chart.params
    columns = [*params.get("groupby", []), *params.get("groupbyRows", []), *params.get("groupbyColumns", [])]
    query = {
        "columns": params.get("all_columns", columns) + ([params["x_axis"]] if "x_axis" in params else []),
        "metrics": params.get("metrics", []),
        "extras": {"where": " and ".join(each["sqlExpression"] for each in params.get("adhoc_filters", []))},
        "row_limit": 1000,
    }
    asked = {"datasource": {"id": dataset, "type": "table"}, "queries": [query], "force": True}
    return list(superset.call("POST", "chart/data", asked)["result"][0]["data"])


def _dataset(superset: Superset, database: int, name: str) -> int:
    body = {"database": database, "schema": _SCHEMA, "table_name": name}
    if not name.startswith("mart_"):
        body["sql"] = _COMPARISON
    return superset.id_of("dataset", "table_name", name, body)


def _chart(superset: Superset, chart: Chart, dataset: int, board: int) -> int:
    params = {"viz_type": chart.kind, "datasource": f"{dataset}__table", **chart.params}
    body = {
        "slice_name": chart.name,
        "viz_type": chart.kind,
        "datasource_id": dataset,
        "datasource_type": "table",
        "params": json.dumps(params),
        "dashboards": [board],
    }
    return superset.id_of("chart", "slice_name", chart.name, body)


def _layout(names: Sequence[str]) -> dict[str, Any]:
    """Charts two by two; the ids of charts are put in when they are known."""
    rows = [f"ROW-{number}" for number in range((len(names) + 1) // 2)]
    layout: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": rows, "parents": ["ROOT_ID"]},
    }
    for number, row in enumerate(rows):
        charts = [f"CHART-{place}" for place in (2 * number, 2 * number + 1) if place < len(names)]
        layout[row] = {
            "type": "ROW",
            "id": row,
            "children": charts,
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for chart in charts:
            place = int(chart.removeprefix("CHART-"))
            layout[chart] = {
                "type": "CHART",
                "id": chart,
                "children": [],
                "parents": ["ROOT_ID", "GRID_ID", row],
                "meta": {"chartId": -place - 1, "width": 6, "height": 50, "sliceName": names[place]},
            }
    return layout


if __name__ == "__main__":
    if len(sys.argv) != 4 or "SUPERSET_PASSWORD" not in os.environ:
        raise SystemExit(__doc__)
    session = Superset(sys.argv[1], sys.argv[2], os.environ["SUPERSET_PASSWORD"])
    print(f"{sys.argv[1].rstrip('/')}/superset/dashboard/{register(session, sys.argv[3])}/")
