"""``newsprism compare``: two groups of articles, or one and all the rest, by any measure."""

from pathlib import Path
from typing import Any

import click

from flows import options
from flows.commands.forms import Form, of_rows
from flows.commands.query import run_named
from transforms.vocabulary import MEASURES
from warehouse.comparison import comparison
from warehouse.query import ParameterError
from warehouse.store.layout import Layout


@click.command("compare")
@click.argument("first", metavar="GROUP")
@click.argument("second", metavar="GROUP", required=False)
@options.warehouse
@click.option("--measure", type=click.Choice(MEASURES), help="What to compare; all but terms without it.")
@click.option("--topic", help="Only articles on this topic: its id or name.")
@click.option("--story", help="Only articles of this story: its id.")
@click.option("--from", "first_day", metavar="DAY", help="Only articles of this day or later, as 2026-11-30.")
@click.option("--to", "last_day", metavar="DAY", help="Only articles of this day or earlier.")
@click.option("--of", "of_what", help="Only this whole: a concept, a speaker's id, or a voice (of terms).")
@click.option("--item", help="Only this item, such as a speaker's id.")
@click.option(
    "--groups",
    "groups",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CSV",
    help="Groups of your own: columns outlet_id or article_id, and group. Outlets are the groups without it.",
)
@of_rows
def command(
    first: str,
    second: str | None,
    *,
    warehouse: str,
    measure: str | None,
    groups: Path | None,
    form: Form,
    **restrictions: Any,
) -> None:
    """Compare two GROUPs of articles (outlets by their ids), or one and all the rest; the surest differences first."""
    try:
        sql, params = comparison(measure, first, second, groups=groups, **restrictions)
    except ParameterError as error:
        raise click.UsageError(str(error)) from error
    run_named(sql, layout=Layout(Path(warehouse)), params=params, form=form)
