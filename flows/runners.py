"""Where chunk tasks run: threads, processes, Dask or Ray."""

import os
from typing import Any, Final

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.settings import Runner
from warehouse.layout import WarehouseError

_SMALL: Final = 2  # chunks; a process pool costs two seconds to start, about what two chunks take in threads


def choose(runner: Runner, *, chunks: int) -> Runner:
    """The runner itself, or for ``auto`` the one that suits the number of chunks."""
    if runner != "auto":
        return runner
    return "threads" if chunks <= _SMALL or (os.cpu_count() or 1) == 1 else "processes"


def make(runner: Runner, *, workers: int | None) -> TaskRunner[Any]:
    """A task runner, to be entered with ``with``.

    Raises:
        WarehouseError: The runner needs an extra that is not installed.
    """
    workers = workers or os.cpu_count() or 1
    if runner == "threads":
        return ThreadPoolTaskRunner(max_workers=workers)
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=workers)
    try:
        if runner == "dask":
            from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  an optional extra

            dask: TaskRunner[Any] = DaskTaskRunner(cluster_kwargs={"n_workers": workers, "threads_per_worker": 1})
            return dask
        from prefect_ray.task_runners import RayTaskRunner  # noqa: PLC0415  an optional extra

        ray: TaskRunner[Any] = RayTaskRunner(init_kwargs={"num_cpus": workers, "include_dashboard": False})
    except ImportError as error:
        raise WarehouseError(
            f"--runner {runner} needs an extra: pip install 'newsprism[{runner}]' ({error})"
        ) from error
    return ray
