"""``newsprism run``: the flow with Prefect's temporary server, offline, and its result on the terminal."""

import contextlib
import logging
import os
import time
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from flows.settings import Settings
from flows.stopping import stop_on_signals
from flows.summary import closing_lines
from warehouse.layout import WarehouseError
from warehouse.sources import SourceError

_START_SECONDS: Final = 180  # of the temporary server: five on an idle machine, a minute on one that is very busy


def quiet_prefect() -> None:
    """Set what Prefect reads at import: no analytics, no update checks, and no log lines but ours.

    What the user has set stays.
    """
    for name, value in {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",  # the command line reports errors itself, in one line
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_TASKS_REFRESH_CACHE": "false",
        "RAY_USAGE_STATS_ENABLED": "0",
    }.items():
        os.environ.setdefault(name, value)


def _require(sources: Iterable[str]) -> None:
    """Say at once, before Prefect's seconds, that a file or folder is not there; the flow looks at all the rest."""
    for source in sources:
        if not any(sign in source for sign in ("::", "://", "*", "?", "[")) and not Path(source).exists():
            raise SourceError(f"{source}: no such file or folder")


@contextlib.contextmanager
def _server() -> Iterator[None]:
    """A Prefect server: the one of the user's settings or profile, or else a temporary one.

    Prefect would start a temporary one by itself, but does not tell worker processes its address: each would start
    another one.

    Raises:
        WarehouseError: The server cannot be reached, or did not start.
    """
    from prefect.server.api.server import SubprocessASGIServer  # noqa: PLC0415  after the settings that Prefect reads
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415  as above

    url = PREFECT_API_URL.value()
    if url:
        try:
            yield
        except RuntimeError as error:
            if "Failed to reach API" not in str(error):
                raise
            raise WarehouseError(
                f"the Prefect server {url} does not answer; start it, or unset PREFECT_API_URL "
                "(or choose another profile: prefect profile ls) to run with a temporary one"
            ) from error
        return
    server = SubprocessASGIServer()
    try:
        server.start(timeout=_START_SECONDS)
    except RuntimeError as error:
        raise WarehouseError(f"Prefect's temporary server did not start ({error}); is {_home()} writable?") from error
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def _home() -> Path:
    from prefect.settings import get_current_settings  # noqa: PLC0415  as above

    return get_current_settings().home


def run_flow(settings: Settings) -> None:
    """Run once and print what was published.

    Raises:
        WarehouseError: See :mod:`flows.pipeline`; also SourceError and OSError.
    """
    started = time.monotonic()
    _require(settings.sources)
    quiet_prefect()
    stop_on_signals()
    warnings.filterwarnings("ignore", module="prefect")
    click.echo("Starting Prefect …", err=True)
    with _server():
        from flows.pipeline import newsprism, parameters_of  # noqa: PLC0415  after the settings it reads

        logging.getLogger("prefect").setLevel(os.environ["PREFECT_LOGGING_LEVEL"])
        result = newsprism(**parameters_of(settings))
    for line in closing_lines(result, settings.layout, seconds=time.monotonic() - started):
        click.echo(line)
