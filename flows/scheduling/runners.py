"""Where chunk tasks run on this machine: threads or processes. See :mod:`flows.scheduling.clusters` for others."""

import os
from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.scheduling.stopping import end_with_master
from flows.settings import Runner


def make(runner: Runner, *, workers: int | None) -> TaskRunner[Any]:
    """A task runner, to be entered with ``with``; for ``auto`` threads, whose work guarded child processes do."""
    workers = workers or os.cpu_count() or 1
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=workers, initializer=end_with_master)
    return ThreadPoolTaskRunner(max_workers=workers)
