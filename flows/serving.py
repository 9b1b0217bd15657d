"""``newsprism serve``: a schedule, with a Prefect server of its own where none is configured."""

import atexit
import os
import socket
import subprocess
import sys
import time
import urllib.request
from typing import Final

import click

from flows.running import quiet_prefect
from flows.settings import Settings
from warehouse.layout import WarehouseError

_START_SECONDS: Final = 120  # a first start creates the server's database


def serve_flow(settings: Settings, *, cron: str, name: str) -> None:
    """Serve the flow on a cron schedule until interrupted."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    quiet_prefect()
    if not os.environ.get("PREFECT_API_URL"):
        os.environ["PREFECT_API_URL"] = _start_server()
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # noqa: PLC0415
    from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415  after the settings that Prefect reads

    from flows.pipeline import newsprism, parameters_of  # noqa: PLC0415

    click.echo(
        f"Serving {name!r} on {cron!r}; overlapping runs are refused. Server: {os.environ['PREFECT_API_URL']}", err=True
    )
    newsprism.serve(
        name=name,
        cron=cron,
        parameters=parameters_of(settings),
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start_server() -> str:
    """Start a Prefect server on loopback; it ends with this process.

    Returns:
        The address of its API.
    """
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  our own command
    atexit.register(server.terminate)
    url = f"http://127.0.0.1:{port}/api"
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise WarehouseError(
                f"the Prefect server ended with exit code {server.returncode}; try: prefect server start"
            )
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):  # noqa: S310  loopback
                return url
        except OSError:
            time.sleep(0.5)
    raise WarehouseError(f"the Prefect server did not answer within {_START_SECONDS} s")
