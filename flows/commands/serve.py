"""``newsprism serve``: a schedule, with a Prefect server of its own where none is configured."""

import os
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from flows import options
from flows.commands.run import look_ahead, quiet_prefect
from flows.scheduling.servers import find_home, prefect_server
from flows.scheduling.stopping import SCHEDULE
from flows.settings import Settings
from newsprism.home import HOME

ENTRYPOINT: Final = "newsprism.flow.newsprism"  # a name that no project's own package takes


@click.command("serve")
@options.of_run
@click.option("--cron", default="0 * * * *", show_default=True, help="When to run.")
@click.option("--timezone", default="UTC", show_default=True, metavar="ZONE", help="Of --cron, as Europe/Dublin.")
@click.option("--name", help="Name of the Prefect deployment; by default one that no other warehouse has.")
def command(cron: str, timezone: str, name: str | None, **given: Any) -> None:
    """Run on a schedule until stopped; a run that would overlap the one before it is refused."""
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.UsageError(f"--timezone {timezone}: no such zone; say Europe/Dublin or UTC") from error
    serve_flow(Settings(**given), cron=cron, timezone=timezone, name=name)


def serve_flow(settings: Settings, *, cron: str, timezone: str, name: str | None) -> None:
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
    os.environ[HOME] = os.getcwd()  # noqa: PTH109  runs start where we did, and know that it is meant
    os.environ[SCHEDULE] = str(os.getpid())
    with prefect_server(is_temporary=False) as url:
        from prefect import serve  # noqa: PLC0415  after the settings that Prefect reads
        from prefect.deployments.runner import RunnerDeployment  # noqa: PLC0415  as above
        from prefect.schedules import Cron  # noqa: PLC0415  as above
        from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415  as above

        from flows.pipeline import newsprism  # noqa: PLC0415  as above
        from flows.summary import artifact_key  # noqa: PLC0415  as above

        name = name or artifact_key(settings.warehouse)  # schedules of one home share what Prefect keeps
        deployment = RunnerDeployment.from_flow(
            newsprism,
            name,
            schedule=Cron(cron, timezone=timezone),
            parameters=options.parameters_of(settings),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        deployment.entrypoint = ENTRYPOINT
        click.echo(f"Serving {name!r} on {cron!r} ({timezone}); overlapping runs are refused.", err=True)
        click.echo(f"Runs and logs: {url.removesuffix('/api')}", err=True)
        serve(deployment)
