"""The Prefect server of a run or a schedule: the user's own, or one on loopback that lives as long as this process.

Prefect would start a temporary server by itself, but does not tell worker processes its address, and leaves it behind
where this process is killed. Ours has a pipe as its standard input, whose other end nobody but this process holds: the
system closes it however this process ends, and the server ends with it.
"""

import atexit
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Final

import click

from newsprism import rooms
from warehouse.store.layout import EngineError, MisuseError

_START_SECONDS: Final = 180  # five on an idle machine, a minute on one that is very busy or makes its database anew
_STOP_SECONDS: Final = 5
_LEAST_ROOM: Final = 1_000_000  # bytes that the database of a server takes when it is made
_USUAL_PORT: Final = 4200  # Prefect's own: bookmarks of its pages stay right
_TRIES: Final = 3  # a machine that is very busy ends a start now and then
_TEMPORARY: Final = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"}  # what Prefect gives such servers
_FINAL: Final = {"PREFECT__SERVER_FINAL": "1"}  # one server in its process: Prefect keeps less in memory


def find_home() -> None:
    """Look, before Prefect is imported, whether it can write to its home; if not, give it one for this process alone.

    Raises:
        WarehouseError: ``PREFECT_HOME`` names a folder that cannot be used.
    """
    given = os.environ.get("PREFECT_HOME")
    home = Path(given or Path("~/.prefect").expanduser()).expanduser()
    if _is_usable(home):
        return
    if given:
        raise MisuseError(f"PREFECT_HOME is {given}, which cannot be written to; unset it, or name another folder")
    temporary = tempfile.mkdtemp(prefix="newsprism-prefect-")
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    os.environ["PREFECT_HOME"] = temporary
    click.echo(f"{home} cannot be written to: Prefect keeps no history of this run.", err=True)


def _is_usable(home: Path) -> bool:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError:
        return False
    kept = [path for name in ("prefect.db", "profiles.toml") if (path := home / name).exists()]
    return all(os.access(path, os.R_OK | os.W_OK) for path in kept)


@contextlib.contextmanager
def prefect_server(*, is_temporary: bool) -> Iterator[str]:
    """The address of a Prefect server's API: that of the user's settings or profile, or else of one of our own.

    Args:
        is_temporary: Whether the server is for one run, without schedules and pages.

    Raises:
        WarehouseError: The server cannot be reached, or did not start.
    """
    from prefect.context import refresh_global_settings_context  # noqa: PLC0415  after the settings it reads
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415  as above

    url = PREFECT_API_URL.value()
    if url:
        try:
            yield url
        except RuntimeError as error:
            if "Failed to reach API" not in str(error):
                raise
            raise EngineError(
                f"the Prefect server {url} does not answer; start it, or unset PREFECT_API_URL "
                "(or choose another profile: prefect profile ls) to run with a temporary one"
            ) from error
        return
    url = _start(_FINAL | _TEMPORARY) if is_temporary else _start(_FINAL, wanted=_USUAL_PORT)
    os.environ["PREFECT_API_URL"] = url  # for processes that Prefect starts
    refresh_global_settings_context()  # for its threads, which would start a server of their own
    with _own_failures():
        yield url


@contextlib.contextmanager
def _own_failures() -> Iterator[None]:
    """Say in one line what our server could not do."""
    from httpx import HTTPError  # noqa: PLC0415  Prefect's client, imported with it
    from prefect.settings import get_current_settings  # noqa: PLC0415  after the settings it reads

    try:
        yield
    except HTTPError as error:
        home = get_current_settings().home
        raise EngineError(
            f"the Prefect server failed ({str(error).partition(' for url')[0]}); is there room on the disk of {home}? "
            "The published state is whole: newsprism status says which it is"
        ) from error


def _start(settings: Mapping[str, str], *, wanted: int = 0) -> str:
    """Start a server, on the wanted port if that is free; the address of its API once it answers."""
    said = ""
    for _ in range(_TRIES):
        with tempfile.TemporaryFile() as messages, _listening(wanted) as listener:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            server = _process(listener, {**settings, "PREFECT_UI_API_URL": url}, messages)
            listener.close()  # the server alone has it now, and it ends with the server
            if _answers(server, url):
                return url
            messages.seek(0)
            said = _complaint(messages.read().decode(errors="replace"))
            if server.poll() is None:
                _stop(server)
                said = f"no answer within {_START_SECONDS} s"
                break
    raise EngineError(f"the Prefect server did not start ({said or 'it ended'}); try: prefect server start")


def _complaint(messages: str) -> str:
    """The line in which a server that ended says why: the last one that names an error, else the last."""
    home = Path(os.environ.get("PREFECT_HOME") or Path("~/.prefect").expanduser())
    with contextlib.suppress(OSError):
        if shutil.disk_usage(home).free < _LEAST_ROOM:
            return f"the disk of {home} is full"
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "Error" in line or "error" in line), lines[-1] if lines else "")


def _process(listener: socket.socket, settings: Mapping[str, str], messages: IO[bytes]) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(filter(None, sys.path))  # the server imports what this process would
    server = subprocess.Popen(  # noqa: S603  our own module
        rooms.command("flows.scheduling.server_process", str(listener.fileno())),
        pass_fds=[listener.fileno()],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=messages,
        env={**os.environ, **settings, "PYTHONPATH": paths},
        start_new_session=True,  # Ctrl-C on a terminal is for us, who may still have something to tell the server
    )
    atexit.register(_stop, server)
    return server


def _answers(server: subprocess.Popen[bytes], url: str) -> bool:
    """Whether the server answers before it ends or time is up."""
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):  # noqa: S310  loopback
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    if server.stdin is not None:
        server.stdin.close()


def _listening(wanted: int) -> socket.socket:
    """A socket that listens on the wanted port if that is free, else on any; on any for 0."""
    for port in (wanted, 0):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of a server before it linger there
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except OSError:
            listener.close()
            if not port:
                raise
        else:
            return listener
    raise AssertionError
