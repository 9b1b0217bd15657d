"""The command line. Errors name what, where and what to do; exit codes: 0 done, 1 failed, 2 wrong usage."""

import gc
import tempfile
import traceback
from pathlib import Path
from typing import Any, Final

import click

from flows.scheduling.quiet_exit import leave_quietly
from flows.settings import DEFAULT_WAREHOUSE, RUNNERS, Settings, code_version
from warehouse.sources import SourceError
from warehouse.store.layout import Layout, WarehouseError

_USER_ERRORS: Final = (WarehouseError, SourceError)
_WAREHOUSE: Final = click.option(
    "--warehouse", default=DEFAULT_WAREHOUSE, show_default=True, metavar="DIR", help="Folder of the warehouse."
)


class _Group(click.Group):
    """Turns our errors into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except _USER_ERRORS as error:
            message = str(error)
        except OSError as error:
            message = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
        except Exception as error:  # noqa: BLE001  a mistake of ours: one line for the user, the rest for the report
            message = f"internal error: {error.__class__.__name__}: {error}\nPlease report it with {_report(error)}."
        gc.collect()  # connections held by the failed call's frames close here, not noisily at exit
        click.echo(f"newsprism: {message}", err=True)
        ctx.exit(1)
        return None


def _report(error: Exception) -> str:
    with tempfile.NamedTemporaryFile("w", prefix="newsprism-", suffix=".log", delete=False, encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
        return file.name


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(code_version(), prog_name="newsprism")
def main() -> None:
    """Turn news articles into tables of framing across outlets: who is quoted, what is cut, whose words."""


def _run_options(command: Any) -> Any:
    options = (
        click.argument("sources", nargs=-1, metavar="[SOURCE]..."),
        _WAREHOUSE,
        click.option(
            "--manifest", metavar="CSV", help="CSV with a 'file' column: id, url, outlet, title, published_at, …"
        ),
        click.option(
            "--runner", type=click.Choice(RUNNERS), default="auto", show_default=True, help="Where chunks run."
        ),
        click.option("--workers", type=click.IntRange(1), help="Threads or processes; one per core by default."),
        click.option("--full-refresh", is_flag=True, help="Build from these sources alone; forget what is published."),
        click.option("--outlets", type=click.Path(exists=True, dir_okay=False), help="CSV of outlets to add."),
        click.option("--labels", type=click.Path(exists=True, dir_okay=False), help="CSV of label sets to add."),
        click.option("--aliases", type=click.Path(exists=True, dir_okay=False), help="CSV of speaker aliases to add."),
        click.option(
            "--keep-days",
            type=click.FloatRange(0),
            default=3.0,
            show_default=True,
            help="Age at which old snapshots go.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@_run_options
def run(**options: Any) -> None:
    """Read SOURCEs (folders, globs, files, URLs) and publish the warehouse. Without SOURCE: the bundled sample."""
    from flows.commands.run import run_flow  # noqa: PLC0415  Prefect takes seconds to import; other commands do without

    run_flow(Settings(**options))


@main.command()
@_run_options
@click.option("--cron", default="0 * * * *", show_default=True, help="When to run.")
@click.option("--name", default="newsprism", show_default=True, help="Name of the Prefect deployment.")
def serve(cron: str, name: str, **options: Any) -> None:
    """Run on a schedule until stopped; a run that would overlap the one before it is refused."""
    from flows.commands.serve import serve_flow  # noqa: PLC0415  as above

    serve_flow(Settings(**options), cron=cron, name=name)


@main.command()
@click.argument("query", metavar="NAME|FILE|SQL", required=False)
@_WAREHOUSE
@click.option("--param", "params", multiple=True, metavar="K=V", help="Value for $K in the query.")
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json", "parquet"]), default="table", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; needed for parquet.")
@click.option("--rows", type=click.IntRange(1), help="Rows of a table to show at most; 100 by default.")
@click.option("--include-copies", is_flag=True, help="Let comparisons count copies of other articles too.")
def query(query: str | None, warehouse: str, params: tuple[str, ...], **options: Any) -> None:
    """Run a named analysis, a file of SQL, or SQL itself, read-only and sandboxed; without one, list the analyses."""
    from flows.commands.query import list_analyses, run_named  # noqa: PLC0415  DuckDB is not needed for help

    if query is None:
        list_analyses()
        return
    run_named(query, layout=Layout(Path(warehouse)), params=params, **options)


@main.command()
@_WAREHOUSE
def check(warehouse: str) -> None:
    """Run all checks on the published database, and hold the Parquet files against their hashes.

    Exit 1 if a check that blocks finds rows, or a file is damaged.
    """
    from warehouse.query import open_sandboxed  # noqa: PLC0415  as above
    from warehouse.store.checks import run_checks  # noqa: PLC0415  as above
    from warehouse.store.verification import damaged_files  # noqa: PLC0415  as above

    layout = Layout(Path(warehouse))
    with open_sandboxed(layout.require_published()) as connection:
        findings = run_checks(connection)
    published = layout.published_run()
    damaged = [] if published is None else list(damaged_files(layout, layout.manifest(published)))
    for line in (*map(str, findings), *(f"damaged: {entry['path']}: {what}" for entry, what in damaged)):
        click.echo(line)
    if damaged:
        click.echo("The next run that has something to publish makes damaged files again from the database.")
    if damaged or any(finding.blocks for finding in findings):
        raise SystemExit(1)
    click.echo(f"{warehouse}: all blocking checks pass")


@main.command()
@click.option("--write", is_flag=True, help="Write docs/data-dictionary.md below the working directory.")
@click.argument("table", required=False)
def dictionary(*, write: bool, table: str | None) -> None:
    """Print the data dictionary, of all tables and views or of TABLE."""
    from warehouse.contract.ddl import dictionary_page  # noqa: PLC0415  as above
    from warehouse.contract.tables import TABLE  # noqa: PLC0415  as above
    from warehouse.contract.views import VIEW  # noqa: PLC0415  as above

    page = dictionary_page()
    if write:
        target = Path("docs/data-dictionary.md")
        if not target.parent.is_dir():
            raise WarehouseError("no folder docs/ here; run this in a checkout of newsprism")
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


@main.command()
@_WAREHOUSE
def status(warehouse: str) -> None:
    """Say what is published, when, from how many documents, and whether a run is under way."""
    from flows.commands.query import print_status  # noqa: PLC0415  as above

    print_status(Layout(Path(warehouse)))


@main.command()
@_WAREHOUSE
def outlets(warehouse: str) -> None:
    """List the outlets of the warehouse with their articles and how they were identified."""
    from flows.commands.query import run_named  # noqa: PLC0415  as above

    run_named("outlets", layout=Layout(Path(warehouse)))


def entry() -> None:
    """The console script."""
    leave_quietly()
    main()


if __name__ == "__main__":
    entry()
