"""``newsprism dictionary``: what every table and column holds."""

from pathlib import Path

import click

from warehouse.contract.ddl import dictionary_page
from warehouse.contract.tables import TABLE
from warehouse.contract.views import VIEW
from warehouse.store.layout import MisuseError


@click.command("dictionary")
@click.option("--write", is_flag=True, help="Write docs/data-dictionary.md below the working directory.")
@click.argument("table", required=False)
def command(*, write: bool, table: str | None) -> None:
    """Print the data dictionary, of all tables and views or of TABLE."""
    page = dictionary_page()
    if write:
        target = Path("docs/data-dictionary.md")
        if not target.parent.is_dir():
            raise MisuseError("no folder docs/ here; run this in a checkout of newsprism")
        target.write_text(page, encoding="utf-8")
        click.echo(f"wrote {target}")
        return
    if table is not None:
        if table not in TABLE and table not in VIEW:
            raise click.UsageError(f"no table or view {table!r}; there are {', '.join((*TABLE, *VIEW))}")
        start = page.index(f"\n## {table}\n") + 1
        end = min((place for mark in ("\n## ", "\n# ") if (place := page.find(mark, start)) > 0), default=0)
        page = page[start : end or None]
    click.echo(page.rstrip())
