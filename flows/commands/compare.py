"""``newsprism compare``: two groups of articles, or one and all the rest, by any measure."""

from pathlib import Path
from typing import Any

import click

from flows import options
from flows.commands.forms import Form, of_rows
from flows.commands.query import run_named
from transforms.vocabulary import ARTICLE_KINDS, MEASURES
from warehouse.comparison import FACETS, comparison
from warehouse.query import ParameterError
from warehouse.remote.places import opened


@click.command("compare")
@click.argument("first", metavar="GROUP")
@click.argument("second", metavar="GROUP", required=False)
@options.warehouse
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    help="What to compare; all but the detailed ones (terms, single speakers, actors) without it.",
)
@click.option("--topic", help="Only articles on this topic: its id or name.")
@click.option("--story", help="Only articles of this story: its id.")
@click.option("--from", "first_day", metavar="DAY", help="Only articles of this day or later, as 2026-11-30.")
@click.option("--to", "last_day", metavar="DAY", help="Only articles of this day or earlier.")
@click.option("--kind", type=click.Choice(ARTICLE_KINDS), help="Only articles of this kind.")
@click.option("--speaker", help="Only articles that quote this speaker: id or name.")
@click.option(
    "--ids",
    "among",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CSV",
    help="Only these articles: a column article_id, source_id or url.",
)
@click.option("--of", "of_what", help="Only this whole: a concept, a speaker's id, or a voice (of terms).")
@click.option("--item", help="Only this item, such as a speaker's id.")
@click.option(
    "--groups",
    "groups",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CSV",
    help="Groups of your own: a column article_id or outlet_id, and group or the one that --by names.",
)
@click.option("--by", metavar="COLUMN", help=f"What makes the groups: a column of the CSV, or {', '.join(FACETS)}.")
@of_rows
def command(  # noqa: PLR0913 - what the command line gives
    first: str,
    second: str | None,
    *,
    warehouse: str,
    measure: str | None,
    groups: Path | None,
    by: str | None,
    among: Path | None,
    form: Form,
    **restrictions: Any,
) -> None:
    """Compare two GROUPs of articles, or one and all the rest; the surest differences first.

    GROUPs are outlets by their ids; with --by the values of a column (--by outlet_country IE GB).
    """
    try:
        sql, params = comparison(measure, first, second, groups=(groups, by), among=among, **restrictions)
    except ParameterError as error:
        raise click.UsageError(str(error)) from error
    run_named(sql, layout=opened(warehouse), params=params, form=form)
