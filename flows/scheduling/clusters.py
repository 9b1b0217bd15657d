"""Engines that spread steps over many machines: Dask and Ray, as futures, behind one face.

Prefect sees one task a step: its own integrations would have every worker call the Prefect server, which a run starts
on this machine for itself.
"""

import contextlib
import functools
import importlib
import logging
import os
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flows.settings import Runner, Settings
from flows.workers.carrying import Carried
from flows.workers.guarding import Guard
from flows.workers.spreading import Answer, Spread
from flows.workers.workers import stop_workers
from transforms.fingerprints import source_hash
from warehouse.store.layout import EngineError, MisuseError

Paths = Sequence[Path]
Task = Callable[[Paths], Answer]
Submit = Callable[[Task, Paths], Future[Answer]]
Shown = Callable[[Iterator[Future[Answer]]], Iterable[Future[Answer]]]

_SECONDS: Final = 30  # to wait for a scheduler that is asked for: one that is busy answers within a few
_TRIES: Final = 3  # of a task whose worker went away, each on another one


def is_cluster(runner: Runner) -> bool:
    """Whether a runner is an engine that may spread over machines."""
    return runner in _ENGINES


class Cluster(contextlib.ExitStack):
    """The workers of an engine, from the first step that is spread until the end of the ``with``.

    Args:
        settings: ``runner``, ``address`` and ``workers`` count here, and where the warehouse lies.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._submit: Submit | None = None

    def map(self, step: Callable[[Paths], Paths], groups: Sequence[Paths], *, shown: Shown = iter) -> list[Path]:
        """Do a step for each group, on whatever worker is free.

        Args:
            step: A picklable function.
            groups: Its arguments.
            shown: Told of the futures as they are done.

        Returns:
            The results in the order of the groups, one after the other.

        Raises:
            WarehouseError: The engine is not installed, nobody answers at the address, or a task was lost.
            Exception: Whatever a task failed with.
        """
        layout = self._settings.layout
        if layout.address is None:
            return self._spread(Spread(step, layout.root, source_hash()), groups, shown)
        guard = next(iter(getattr(step, "args", ())), None)
        if not isinstance(guard, Guard):  # counting reads what has just been fetched, and costs less than to send it
            return [path for group in groups for path in step(group)]
        carried = Carried.sent(guard, layout.address, groups)
        return carried.received(self._spread(Spread(carried, None, source_hash()), groups, shown))

    def _spread(self, spread: Spread, groups: Sequence[Paths], shown: Shown) -> list[Path]:
        if self._submit is None:
            self._submit = self._connected()
        futures = [self._submit(spread, group) for group in groups]
        for future in shown(as_completed(futures)):
            self._paths_of(future)
        return [path for future in futures for path in self._paths_of(future)]

    def _connected(self) -> Submit:
        runner, address, workers = self._settings.runner, self._settings.address, self._settings.workers
        if address is not None:
            _call_at(address)
        try:
            return self.enter_context(_ENGINES[runner](address, workers or os.cpu_count() or 1))
        except ImportError as error:
            raise MisuseError(
                f"--runner {runner} needs an extra: pip install 'newsprism[{runner}]' ({error})"
            ) from error
        except (OSError, ValueError, RuntimeError) as error:
            first = str(error).strip().partition("\n")[0]
            raise EngineError(f"--runner {runner}: the engine did not start ({first})") from error

    def _paths_of(self, future: Future[Answer]) -> Paths:
        runner = self._settings.runner
        try:
            answer = future.result()
        except ModuleNotFoundError as error:
            raise EngineError(
                f"a worker of the {runner} cluster has no newsprism ({error}); install the same version on all machines"
            ) from error
        except Exception as error:
            first = str(error).strip().partition("\n")[0]
            raise EngineError(f"{runner} could not finish a task: {error.__class__.__name__}: {first}") from error
        if answer.error is not None:
            raise answer.error
        return answer.paths


def _call_at(address: str) -> None:
    """See whether anybody answers; the engines themselves try for minutes.

    Raises:
        WarehouseError: Nobody does, or the address is none.
    """
    try:
        place = urlsplit(address if "://" in address else f"//{address}")
        socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=_SECONDS).close()
    except (OSError, ValueError) as error:
        raise EngineError(
            f"--address {address}: nobody answers there ({error}); say where the scheduler listens, as tcp://host:8786"
        ) from error


@contextlib.contextmanager
def _dask(address: str | None, workers: int) -> Iterator[Submit]:
    engine: Any = importlib.import_module("distributed")  # an optional extra
    with contextlib.ExitStack() as stack:
        if address is None:
            cluster = engine.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            address = stack.enter_context(cluster).scheduler_address
        client = stack.enter_context(engine.Client(address, timeout=_SECONDS, set_as_default=False))
        stack.callback(client.run, stop_workers, on_error="ignore")  # their processes outlive the run otherwise
        yield functools.partial(client.get_executor(pure=False).submit, _called)


@contextlib.contextmanager
def _ray(address: str | None, workers: int) -> Iterator[Submit]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what Ray will do some day
        ray: Any = importlib.import_module("ray")  # as above
        own: dict[str, Any] = {"num_cpus": workers, "include_dashboard": False} if address is None else {}
        ray.init(address or "local", log_to_driver=False, logging_level=logging.ERROR, **own)
        try:
            called = ray.remote(num_cpus=1, max_retries=_TRIES)(_called)
            yield lambda task, group: called.remote(task, group).future()
        finally:
            ray.shutdown()


def _called(task: Task, group: Paths) -> Answer:
    return task(group)


_ENGINES: Final = {"dask": _dask, "ray": _ray}
