"""Run the SQL examples of the docs over the sample and put their output below them.

usage: python tools/refresh_examples.py WAREHOUSE README.md docs/queries.md …

An example is a fenced block ``sql`` followed by a fenced block ``text``. WAREHOUSE was made by ``newsprism run`` over
the bundled sample. The table of analyses is written from their files.
"""

import re
import sys
from pathlib import Path
from typing import Final

from flows.commands.query import as_table
from warehouse.query import run_query
from warehouse.statements import description, optional_parameters, sql_files
from warehouse.store.layout import Layout

_TABLE: Final = re.compile(r"(^## Analyses\n(?:(?!\|).*\n)*)(?:\|.*\n)+(?=\n|\Z)", re.MULTILINE)
_EXAMPLE: Final = re.compile(r"(```sql\n(?P<sql>.*?)```\n+```text\n)(?P<output>.*?)(```)", re.DOTALL)


def refreshed(page: str, database: Path) -> str:
    """The page with the examples' output as the database gives it now."""

    def run(example: re.Match[str]) -> str:
        return example[1] + as_table(run_query(database, example["sql"], {})) + example[4]

    return _EXAMPLE.sub(run, page)


def analysis_table(page: str) -> str:
    """The page with the table of analyses as their files tell them: question, grain, parameters."""
    rows = ["| name | question | one row per | parameters |", "|---|---|---|---|"]
    for name, sql in sql_files("analyses"):
        question = description(sql).partition(": --param")[0].rstrip(".")
        grain = " ".join(re.findall(r"^-- Grain: (.*?)\.(?:\n|$| )", sql, re.MULTILINE))
        optional = optional_parameters(sql)
        names = sorted(set(re.findall(r"\$(\w+)", sql)), key=lambda one: (one in optional, one))
        parameters = ", ".join(f"[`{one}`]" if one in optional else f"`{one}`" for one in names)
        rows.append(f"| `{name}` | {question} | {grain} | {parameters} |")
    return _TABLE.sub(lambda found: found[1] + "\n".join(rows) + "\n", page)


if __name__ == "__main__":
    database = Layout(Path(sys.argv[1])).require_published()
    for name in sys.argv[2:]:
        path = Path(name)
        path.write_text(refreshed(analysis_table(path.read_text(encoding="utf-8")), database), encoding="utf-8")
