"""``newsprism forget``: articles taken out for good."""

import datetime as dt

import click

from flows import options
from flows.stages.forgetting import Named, find_named
from flows.terminal import shown
from flows.upkeep import compact, take_out
from warehouse.remote.holding import held
from warehouse.remote.places import layout_of, opened
from warehouse.store.forgotten import forget, runs_that_hold
from warehouse.store.layout import Layout


@click.command("forget")
@click.argument("articles", metavar="ID|URL…", nargs=-1, required=True)
@options.warehouse
@click.option("--compact", "at_once", is_flag=True, help="Leave nothing of them on the disk; see newsprism compact.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out, and do nothing.")
def command(articles: tuple[str, ...], warehouse: str, *, at_once: bool, dry_run: bool) -> None:
    """Take articles out of all tables, and keep them out.

    \b
    newsprism forget art_018b247b92c04bb7 --warehouse press
    newsprism forget https://www.melin-post.example/rain --compact

    An article is named by its article_id, by the id that its source gave it, or by its address. What comes again under
    one of its names is a reject with the reason forgotten, also after --full-refresh. Copies of an article in other
    outlets are articles of their own: they are listed, and stay.
    """  # noqa: D301  click reads it
    there = opened(warehouse, is_whole=True)
    there.require_published()
    named = find_named(there, articles)
    _list(named)
    if dry_run:
        return
    layout = layout_of(warehouse)
    with held(warehouse, run_id="forget") as store:
        forget(layout, named.names, at=dt.datetime.now(dt.UTC))
        if store is not None:
            store.mirror.put_forgotten()
    if named.articles:
        run_id = take_out(layout)
        click.echo(f"{warehouse}: run {run_id} is published without them.")
    if at_once:
        compact(layout)
    _say_what_is_left(layout, named)


def _list(named: Named) -> None:
    for article_id, title in named.articles.items():
        click.echo(shown(f"{article_id}  {title}"))
    if not named.articles:
        click.echo("No article of the warehouse is meant; what comes under these addresses will be refused.")
    if named.copies:
        click.echo(f"{len(named.copies)} copies of them stay:")
        for article_id, title in named.copies.items():
            click.echo(shown(f"  {article_id}  {title}"))


def _say_what_is_left(layout: Layout, named: Named) -> None:
    """What of the articles is still on the disk."""
    left = runs_that_hold(layout, named.articles)
    if left:
        older = "an older snapshot" if len(left) == 1 else f"{len(left)} older snapshots"
        click.echo(
            f"Until newsprism compact they are still in {older} ({', '.join(left)}), in free pages "
            f"of {layout.database.name} and in the ledger under {layout.state}."
        )
    elif named.articles:
        click.echo("No snapshot holds them any more. Backups and copies of the warehouse are yours to look after.")
