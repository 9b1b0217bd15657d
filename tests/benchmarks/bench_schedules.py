"""What kills do to a schedule: ``python -m tests.benchmarks.bench_schedules serve|several|worker|timer [TIMES]``.

- ``serve``: ``newsprism serve`` every minute; in turn its process, the run's, or all of them are killed (SIGKILL) while
  a run is under way. What a supervisor starts again is started again.
- ``several``: the same with two warehouses in one ``serve``; the run that is killed is the first one's, both must
  publish.
- ``worker``: ``prefect deploy`` from a project that has a package ``flows`` of its own, a server, a worker; in turn the
  worker, the run, or both are killed.
- ``timer``: what cron and systemd start: ``newsprism run``, killed, and started again.

Recovered is a kill after which the next scheduled time, or the one after that, ends with a published run, and no run
that began before stays as if it were under way. Every schedule has something new to publish. Prints how many of how
many kills were recovered; exit 1 if not all.
"""

import argparse
import contextlib
import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import psutil

from tests.benchmarks.corpus import articles

_ROOT: Final = Path(__file__).parents[2]
_MOST_SECONDS: Final = 900  # to wait for anything: a busy machine is slow, a schedule is a minute
_AT_ONCE: Final = 8  # articles that are new each time
_LATEST: Final = 5.0  # seconds after the start at which something is killed: a run of so few articles is done then
_NEWSPRISM: Final = (sys.executable, "-m", "newsprism")
_PREFECT: Final = (sys.executable, "-m", "prefect")
_MARKED: Final = 30  # seconds after a publish in which lost runs must be marked
_UNDER_WAY: Final = {"RUNNING", "PENDING", "CANCELLING"}

Run = dict[str, Any]


def wait(what: str, found: Callable[[], Any], *, seconds: float = _MOST_SECONDS) -> Any:
    """What is found, as soon as it is."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.2)
    return value


class Place:
    """A folder with news that grow, a warehouse, and a home of Prefect's."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.feed, self.warehouse = folder / "feed", folder / "press"
        self.others: list[Path] = []  # warehouses that are fed along with it
        self.feed.mkdir()
        self._articles = articles(100_000, per_day=_AT_ONCE)
        self._count = 0
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("NEWSPRISM_")},
            "PREFECT_HOME": str(folder / "prefect"),
            "PYTHONPATH": str(_ROOT),
            "DO_NOT_TRACK": "1",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        }

    def add_news(self) -> None:
        """Put a file of new articles into the feed, at once."""
        self._count += 1
        draft = self.folder / "draft.jsonl"
        lines = [json.dumps(next(self._articles)) for _ in range(_AT_ONCE)]
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
        draft.replace(self.feed / f"{self._count:04d}.jsonl")

    def start(self, *command: str, **environment: str) -> psutil.Popen:
        """A process of ours, which writes into log.txt."""
        with (self.folder / "log.txt").open("ab") as log:
            return psutil.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, env={**self.environment, **environment}
            )

    def published(self) -> tuple[str, ...]:
        """The run that is published, for each warehouse; empty before the first."""
        pointers = [warehouse / "PUBLISHED" for warehouse in (self.warehouse, *self.others)]
        return tuple(path.read_text() if path.is_file() else "" for path in pointers)

    def holder(self) -> int | None:
        """The process that holds the warehouse."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            pid = int(json.loads((self.warehouse / "state" / "lock.json").read_text())["pid"])
            return pid if psutil.pid_exists(pid) else None
        return None


class Schedule:
    """What runs every minute, and what is started again when it is gone."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.api = ""
        self.service: psutil.Popen | None = None

    def begin(self) -> None:
        """Start what runs the schedule."""

    def targets(self, run: int) -> dict[str, list[int]]:
        """Names of what is killed, and its processes; ``run`` is the run's."""
        raise NotImplementedError

    def end(self) -> None:
        """Stop all."""
        if self.service is not None and self.service.is_running():
            self.service.send_signal(signal.SIGINT)
            with contextlib.suppress(psutil.TimeoutExpired, subprocess.TimeoutExpired):
                self.service.wait(30)
            if self.service.is_running():
                self.service.kill()

    def runs(self) -> list[Run]:
        """All runs that Prefect knows, the latest first."""
        wanted = {"sort": "EXPECTED_START_TIME_DESC", "limit": 200}
        try:
            found: list[Run] = httpx.post(f"{self.api}/flow_runs/filter", json=wanted, timeout=10).json()
        except httpx.HTTPError:
            return []
        return found


class Serve(Schedule):
    """``newsprism serve`` with a server of its own."""

    arguments: tuple[str, ...] = ("--cron", "* * * * *", "--warehouse", "press", "feed")

    def begin(self) -> None:
        """Start it, and find its server."""
        log = self.place.folder / "log.txt"
        before = len(log.read_text(errors="replace")) if log.exists() else 0
        self.service = self.place.start(*_NEWSPRISM, "serve", *self.arguments)
        said = wait("serve", lambda: self._address(log.read_text(errors="replace")[before:]))
        self.api = f"{said}/api"

    def _address(self, text: str) -> str:
        after = text.partition("Runs and logs: ")[2]
        return after.split()[0] if "\n" in after else ""

    def targets(self, run: int) -> dict[str, list[int]]:
        """See Schedule."""
        assert self.service is not None
        service = self.service
        return {
            "serve": [service.pid],
            "run": [run],
            "all": [service.pid, *(child.pid for child in service.children(recursive=True))],
        }


class Several(Serve):
    """``newsprism serve`` with two warehouses."""

    arguments = ()

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        place.others.append(place.folder / "other")
        tables = [f'[warehouses.{name}]\nsources = ["feed"]\ncron = "* * * * *"\n' for name in ("press", "other")]
        (place.folder / "newsprism.toml").write_text("\n".join(tables), encoding="utf-8")


class Deployed(Schedule):
    """A deployment of a project with packages of our names, a server that stays, and a worker."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        (place.folder / "flows").mkdir()
        (place.folder / "flows" / "__init__.py").write_text('raise RuntimeError("the flows of another project")\n')
        template = (_ROOT / "prefect.yaml").read_text(encoding="utf-8")
        changed = template.replace('cron: "0 * * * *"', 'cron: "* * * * *"').replace("newsprism-warehouse", "press")
        changed = changed.replace("sources: null", "sources: [feed]")
        (place.folder / "prefect.yaml").write_text(changed, encoding="utf-8")
        port = str(random.Random(os.getpid()).randrange(20_000, 40_000))
        self.api = place.environment["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
        self.server = place.start(*_PREFECT, "server", "start", "--port", port)
        wait("server", self._is_up)
        self._do("work-pool", "create", "newsprism", "--type", "process")
        self._do("--no-prompt", "deploy", "--all")

    def _is_up(self) -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{self.api}/health", timeout=5).is_success
        return False

    def _do(self, *arguments: str) -> None:
        assert self.place.start(*_PREFECT, *arguments).wait() == 0, f"prefect {arguments}"

    def begin(self) -> None:
        """Start the worker."""
        self.service = self.place.start(
            *_PREFECT, "worker", "start", "--pool", "newsprism", NEWSPRISM_HOME=str(self.place.folder)
        )

    def targets(self, run: int) -> dict[str, list[int]]:
        """See Schedule."""
        assert self.service is not None
        service = self.service
        return {
            "worker": [service.pid],
            "run": [run],
            "both": [service.pid, run],
        }

    def end(self) -> None:
        """Stop the worker, then the server."""
        super().end()
        self.server.send_signal(signal.SIGINT)
        with contextlib.suppress(psutil.TimeoutExpired, subprocess.TimeoutExpired):
            self.server.wait(30)
        if self.server.is_running():
            self.server.kill()


def kill_during_run(schedule: Schedule, name: str) -> str:
    """Kill something while a run is under way, start again what a supervisor would; how it went on."""
    place = schedule.place
    place.add_news()
    earlier = place.published()
    holder = wait("a run", place.holder)
    moment = place.chance.uniform(0, _LATEST)
    time.sleep(moment)
    before = place.published()
    for pid in schedule.targets(holder)[name]:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(pid).kill()
    killed_at = time.time()
    place.add_news()
    if name != "run":
        assert schedule.service is not None
        schedule.service.wait()
        schedule.begin()
    seen: list[str] = []

    def scheduled_since() -> list[Run]:
        return [
            run
            for run in schedule.runs()
            if run["state_type"] not in {"SCHEDULED", *_UNDER_WAY} and _seconds(run["expected_start_time"]) > killed_at
        ]

    def is_published() -> bool:
        seen[:] = [run["state_type"] for run in reversed(scheduled_since())]
        return "COMPLETED" in seen and all(map(str.__ne__, place.published(), before))

    wait("the next scheduled run", is_published)
    try:  # they are marked after what was published
        wait("lost runs", lambda: not any(_is_lost(run, killed_at) for run in schedule.runs()), seconds=_MARKED)
    except TimeoutError:
        return "bad: a run that was killed stays as if under way"
    when = f"{moment:.1f} s after its lock, {'nothing' if before == earlier else 'already'} published"
    return f"recovered at scheduled time {seen.index('COMPLETED') + 1} (killed {when})"


def _is_lost(run: Run, killed_at: float) -> bool:
    return run["state_type"] in _UNDER_WAY and bool(run["start_time"]) and _seconds(run["start_time"]) < killed_at


def _seconds(time_: str) -> float:
    return dt.datetime.fromisoformat(time_).timestamp()


def schedules(place: Place, kind: type[Schedule], times: int, only: str | None) -> Iterator[tuple[str, str]]:
    """Kill so many times; what was killed, and how it went on."""
    schedule = kind(place)
    place.add_news()
    schedule.begin()
    try:
        names = [only] if only else list(schedule.targets(0))
        for number in range(times):
            name = names[number % len(names)]
            try:
                yield name, kill_during_run(schedule, name)
            except TimeoutError as error:
                yield name, f"bad: {error}"
    finally:
        schedule.end()


def timer(place: Place, times: int) -> Iterator[tuple[str, str]]:
    """Kill what a timer started; the next one must publish."""
    command = (*_NEWSPRISM, "run", "feed", "--warehouse", "press")
    for _ in range(times):
        place.add_news()
        before = place.published()
        process = place.start(*command)
        wait("a run", place.holder)
        moment = place.chance.uniform(0, _LATEST)
        time.sleep(moment)
        process.kill()
        process.wait()
        when = f"{moment:.1f} s after its lock, {'nothing' if place.published() == before else 'already'} published"
        place.add_news()
        code = place.start(*command).wait()
        yield "run", f"recovered (killed {when})" if code == 0 else f"bad: exit code {code}"


_KINDS: Final = {"serve": Serve, "several": Several, "worker": Deployed}


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=(*_KINDS, "timer"))
    parser.add_argument("times", type=int, nargs="?", default=6)
    parser.add_argument("--only", help="what alone is killed: serve, run, all; worker, run, both")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="newsprism-schedules-"))
    place = Place(folder, given.seed)
    if given.what == "timer":
        ends = timer(place, given.times)
    else:
        ends = schedules(place, _KINDS[given.what], given.times, given.only)
    good = 0
    for name, end in ends:
        good += end.startswith("recovered")
        print(f"{given.what}: {name} killed: {end}", flush=True)
    print(f"{given.what}: {good}/{given.times} recovered")
    if good < given.times:
        sys.exit(f"see {folder / 'log.txt'}")
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
