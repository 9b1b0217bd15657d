"""Where chunk tasks run: threads, processes, Dask or Ray."""

import logging
import os
from typing import Any, Final

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.scheduling.stopping import end_with_master
from flows.settings import Runner
from warehouse.store.layout import WarehouseError

_QUIET: Final[dict[str, Any]] = {"logging_level": logging.ERROR, "log_to_driver": False}  # of Ray


def choose(runner: Runner) -> Runner:
    """The runner itself; for ``auto`` threads, each of which has a guarded child process that does the work."""
    return "threads" if runner == "auto" else runner


def make(runner: Runner, *, workers: int | None) -> TaskRunner[Any]:
    """A task runner, to be entered with ``with``.

    Raises:
        WarehouseError: The runner needs an extra that is not installed.
    """
    workers = workers or os.cpu_count() or 1
    if runner == "threads":
        return ThreadPoolTaskRunner(max_workers=workers)
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=workers, initializer=end_with_master)
    try:
        if runner == "dask":
            from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  an optional extra

            dask: TaskRunner[Any] = DaskTaskRunner(cluster_kwargs={"n_workers": workers, "threads_per_worker": 1})
            return dask
        from prefect_ray.task_runners import RayTaskRunner  # noqa: PLC0415  an optional extra

        ray: TaskRunner[Any] = RayTaskRunner(init_kwargs={"num_cpus": workers, "include_dashboard": False, **_QUIET})
    except ImportError as error:
        raise WarehouseError(
            f"--runner {runner} needs an extra: pip install 'newsprism[{runner}]' ({error})"
        ) from error
    return ray
