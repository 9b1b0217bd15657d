"""Run the SQL examples of the docs over the sample and put their output below them.

usage: python tools/refresh_examples.py WAREHOUSE README.md docs/queries.md …

An example is a fenced block ``sql`` followed by a fenced block ``text``. WAREHOUSE was made by ``newsprism run`` over
the bundled sample.
"""

import re
import sys
from pathlib import Path
from typing import Final

from flows.commands.query import as_table
from warehouse.query import run_query
from warehouse.store.layout import Layout

_EXAMPLE: Final = re.compile(r"(```sql\n(?P<sql>.*?)```\n+```text\n)(?P<output>.*?)(```)", re.DOTALL)


def refreshed(page: str, database: Path) -> str:
    """The page with the examples' output as the database gives it now."""

    def run(example: re.Match[str]) -> str:
        return example[1] + as_table(run_query(database, example["sql"], {})) + example[4]

    return _EXAMPLE.sub(run, page)


if __name__ == "__main__":
    database = Layout(Path(sys.argv[1])).require_published()
    for name in sys.argv[2:]:
        path = Path(name)
        path.write_text(refreshed(path.read_text(encoding="utf-8"), database), encoding="utf-8")
