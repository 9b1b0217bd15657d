"""``newsprism serve``: a schedule, with a Prefect server of its own where none is configured."""

import os
from typing import Any

import click

from flows import options
from flows.commands.run import look_ahead, quiet_prefect
from flows.scheduling.servers import find_home, prefect_server
from flows.settings import Settings


@click.command("serve")
@options.of_run
@click.option("--cron", default="0 * * * *", show_default=True, help="When to run.")
@click.option("--name", default="newsprism", show_default=True, help="Name of the Prefect deployment.")
def command(cron: str, name: str, **given: Any) -> None:
    """Run on a schedule until stopped; a run that would overlap the one before it is refused."""
    serve_flow(Settings(**given), cron=cron, name=name)


def serve_flow(settings: Settings, *, cron: str, name: str) -> None:
    """Serve the flow on a cron schedule until interrupted.

    Raises:
        WarehouseError: The Prefect server cannot be reached, or did not start. SourceError: A source is not there.
    """
    look_ahead(settings)
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "WARNING")
    quiet_prefect()
    find_home()
    click.echo("Starting Prefect …", err=True)
    with prefect_server(is_temporary=False) as url:
        from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # noqa: PLC0415
        from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415  after the settings that Prefect reads

        from flows.pipeline import newsprism  # noqa: PLC0415  as above

        click.echo(f"Serving {name!r} on {cron!r}; overlapping runs are refused. Server: {url}", err=True)
        newsprism.serve(
            name=name,
            cron=cron,
            parameters=options.parameters_of(settings),
            global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
