"""``newsprism serve``: warehouses on their schedules, with a Prefect server of its own where none is configured."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from click.core import ParameterSource

from flows import options
from flows.commands.run import look_ahead, quiet_prefect
from flows.configuration import SCHEDULE, configured, warehouses
from flows.scheduling.servers import find_home, prefect_server
from flows.scheduling.stopping import SCHEDULE as SCHEDULE_PROCESS
from flows.settings import DEFAULT_WAREHOUSE, Settings
from newsprism.home import HOME
from warehouse.sources import SourceError

ENTRYPOINT: Final = "newsprism.flow.newsprism"  # a name that no project's own package takes
_SAID: Final = {ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT}  # what goes before the file


@dataclass(frozen=True, slots=True)
class Service:
    """A warehouse on its schedule.

    Attributes:
        settings: Of its runs.
        cron: When they begin.
        timezone: Of ``cron``.
    """

    settings: Settings
    cron: str
    timezone: str


@click.command("serve")
@options.of_run_of_several
@click.option("--cron", default=SCHEDULE["cron"], show_default=True, help="When to run.")
@click.option(
    "--timezone", default=SCHEDULE["timezone"], show_default=True, metavar="ZONE", help="Of --cron, as Europe/Dublin."
)
@click.option("--name", help="Name of the Prefect deployment; by default one that no other warehouse has.")
@click.pass_context
def command(context: click.Context, /, name: str | None, chosen: tuple[str, ...], **given: Any) -> None:
    """Run on a schedule until stopped; a run that would overlap the one before it is refused.

    Without --warehouse: all warehouses that newsprism.toml has a table [warehouses.NAME] for, each by its own schedule.
    """
    services = list(_services(context, chosen, given))
    if name is not None and len(services) > 1:
        raise click.UsageError("--name is of one warehouse, and several are to be served")
    serve_flow(services, name=name)


def _services(context: click.Context, chosen: Sequence[str], given: dict[str, Any]) -> Iterator[Service]:
    """What is to be served.

    Args:
        context: Knows which of the options were said, and not taken from the file or by default.
        chosen: Warehouses that were said: names in the file, folders, addresses.
        given: All other options.
    """
    tables = warehouses()
    parameters = {one.name: one for one in context.command.params}
    for said in dict.fromkeys(chosen or tables or [configured().get("warehouse", DEFAULT_WAREHOUSE)]):
        values = given | {"warehouse": said}
        for option, value in tables.get(said, {}).items():
            if option == "warehouse":
                values[option] = value
            elif context.get_parameter_source(option) not in _SAID:
                values[option] = parameters[option].process_value(context, value)
        cron, timezone = values.pop("cron"), values.pop("timezone")
        try:
            ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise click.UsageError(f"--timezone {timezone}: no such zone; say Europe/Dublin or UTC") from error
        yield Service(Settings(**values), cron, timezone)


def serve_flow(services: Sequence[Service], *, name: str | None = None) -> None:
    """Serve the flow for each warehouse on its schedule until interrupted.

    Args:
        services: One for each warehouse.
        name: Of the deployment, where there is one.

    Raises:
        WarehouseError: The Prefect server cannot be reached, or did not start. SourceError: Of no warehouse all that is
            needed is there.
    """
    _look_ahead(services)
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "WARNING")
    quiet_prefect()
    find_home()
    click.echo("Starting Prefect …", err=True)
    os.environ[HOME] = os.getcwd()  # noqa: PTH109  runs start where we did, and know that it is meant
    os.environ[SCHEDULE_PROCESS] = str(os.getpid())
    with prefect_server(is_temporary=False) as url:
        from prefect import serve  # noqa: PLC0415  after the settings that Prefect reads

        deployments = [_deployment(service, name) for service in services]
        for service, deployment in zip(services, deployments, strict=True):
            when = f"{service.cron!r} ({service.timezone})"
            click.echo(f"Serving {deployment.name!r} on {when}; overlapping runs are refused.", err=True)
        click.echo(f"Runs and logs: {url.removesuffix('/api')}", err=True)
        serve(*deployments)  # as many runs at once as there are: locks keep them apart, and a refused one is short


def _look_ahead(services: Sequence[Service]) -> None:
    """As for a run. One warehouse whose sources are not there keeps no other one from being served."""
    missing = []
    for service in services:
        try:
            look_ahead(service.settings)
        except SourceError as error:
            missing.append(str(error))
            if len(missing) == len(services):
                raise
    for what in missing:
        click.echo(f"newsprism: {what}; its runs fail until it is there", err=True)


def _deployment(service: Service, name: str | None) -> Any:
    """A warehouse's deployment, in the types of Prefect."""
    from prefect.deployments.runner import RunnerDeployment  # noqa: PLC0415  after the settings that Prefect reads
    from prefect.schedules import Cron  # noqa: PLC0415  as above
    from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415  as above

    from flows.pipeline import newsprism  # noqa: PLC0415  as above
    from flows.summary import artifact_key  # noqa: PLC0415  as above

    deployment = RunnerDeployment.from_flow(
        newsprism,
        name or artifact_key(service.settings.warehouse),  # schedules of one home share what Prefect keeps
        schedule=Cron(service.cron, timezone=service.timezone),
        parameters=options.parameters_of(service.settings),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    deployment.entrypoint = ENTRYPOINT
    return deployment
