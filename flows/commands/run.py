"""``newsprism run``: the flow with Prefect's temporary server, offline, and its result on the terminal."""

import contextlib
import json
import logging
import os
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from flows import options
from flows.reporting import Reporting, fail_on_findings
from flows.scheduling.progress import silence
from flows.scheduling.servers import find_home, prefect_server
from flows.scheduling.stopping import stop_on_signals
from flows.settings import Settings
from flows.summary import closing_lines
from flows.terminal import shown
from warehouse.sources import SourceError, locate


@click.command("run")
@options.of_run
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Show the log: every stage with its time and memory.")
@click.option("--json", "is_json", is_flag=True, help="Print the report of the run, for programs.")
@click.option("--log-file", type=click.Path(dir_okay=False), metavar="FILE", help="Add the log to a file.")
def command(*, quiet: bool, verbose: bool, is_json: bool, log_file: str | None, **given: Any) -> None:
    """Read SOURCEs (folders, globs, files, URLs) and publish the warehouse.

    Without SOURCE: the bundled sample, or, where something is published, what changed rules and lists do otherwise.
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose: one of them")
    run_flow(Settings(**given), Voice(is_quiet=quiet, is_verbose=verbose, is_json=is_json, log_file=log_file))


@dataclass(frozen=True, slots=True)
class Voice:
    """What a run says, and where."""

    is_quiet: bool = False
    is_verbose: bool = False
    is_json: bool = False
    log_file: str | None = None

    def begin(self) -> None:
        """Before Prefect is imported: what it reads then."""
        if self.is_verbose:
            os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
        if self.is_quiet:
            silence()

    def log(self) -> None:
        """Afterwards: let the log of the run go into the file."""
        if self.log_file is None:
            return
        handler = logging.FileHandler(self.log_file, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(message)s"))
        for name in ("prefect.flow_runs", "prefect.task_runs"):
            logger = logging.getLogger(name)
            logger.setLevel(logging.INFO)
            logger.addHandler(handler)
        if not self.is_verbose:  # the terminal stays as it was
            for console in logging.getLogger("prefect").handlers:
                console.setLevel(logging.CRITICAL)


def quiet_prefect() -> None:
    """Set what Prefect reads at import: no analytics, no update checks, and no log lines but ours.

    What the user has set stays.
    """
    for name, value in {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",  # the command line reports errors itself, in one line
        "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",  # Prefect's own workers log under names of theirs
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_TASKS_REFRESH_CACHE": "false",
        "DASK_LOGGING__DISTRIBUTED": "error",  # thirty lines about its own start and end
        "RAY_USAGE_STATS_ENABLED": "0",
    }.items():
        os.environ.setdefault(name, value)
    warnings.filterwarnings("ignore", module="prefect")  # of what Prefect's own code does at its start and end


def look_ahead(settings: Settings) -> None:
    """Say at once, before Prefect's seconds, what can be said without reading; the flow looks at all the rest.

    Raises:
        SourceError: No file or folder is there (or one is not, and all are needed), or a protocol needs a package
            that is not installed.
        WarehouseError: A list of the user's is wrong.
    """
    _ = settings.names
    missing = [source for source in settings.sources if _is_missing(source)]
    if missing and (settings.strict or settings.full_refresh or len(missing) == len(settings.sources)):
        raise SourceError(f"{missing[0]}: no such file or folder")
    if settings.manifest is not None and "://" not in settings.manifest and not Path(settings.manifest).exists():
        raise SourceError(f"manifest {settings.manifest}: no such file")
    if any((settings.outlets, settings.labels, settings.aliases)):
        from flows.user_lists import check_lists  # noqa: PLC0415  it loads the bundled lists to compare them with

        check_lists(settings)


def _is_missing(source: str) -> bool:
    locate(source)
    return not any(sign in source for sign in ("::", "://", "*", "?", "[")) and not Path(source).exists()


def run_flow(settings: Settings, voice: Voice | None = None) -> None:
    """Run once and print what was published.

    Raises:
        WarehouseError: See :mod:`flows.pipeline`; also SourceError and OSError.
    """
    started, voice = time.monotonic(), voice or Voice()
    voice.begin()
    reporting = Reporting.configured(settings.warehouse)
    with prefect_ready(settings, is_quiet=voice.is_quiet):
        result = call_flow(settings, voice)
    if voice.is_json:
        click.echo(json.dumps(result["report"], indent=1, ensure_ascii=False))
    elif not voice.is_quiet:
        for line in closing_lines(result, settings.layout, seconds=time.monotonic() - started):
            click.echo(shown(line))
    fail_on_findings(reporting, result["report"] or {"level": "ok"})


@contextlib.contextmanager
def prefect_ready(settings: Settings, *, is_quiet: bool = False) -> Iterator[None]:
    """Look ahead, and have Prefect at hand for flows while the ``with`` lasts."""
    look_ahead(settings)
    quiet_prefect()
    stop_on_signals()
    find_home()
    if not is_quiet:
        click.echo("Starting Prefect …", err=True)
    with prefect_server(is_temporary=True):
        yield


def call_flow(settings: Settings, voice: Voice | None = None) -> dict[str, Any]:
    """Run the flow once, with Prefect at hand."""
    from prefect import tags  # noqa: PLC0415  after the settings it reads

    from flows.pipeline import newsprism  # noqa: PLC0415  as above
    from flows.scheduling.lost_runs import tag_of  # noqa: PLC0415  as above

    logging.getLogger("prefect").setLevel(os.environ["PREFECT_LOGGING_LEVEL"])
    if voice is not None:
        voice.log()
    with tags(tag_of(settings.warehouse)):
        result: dict[str, Any] = newsprism(**options.parameters_of(settings))
    return result
