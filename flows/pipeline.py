"""The Prefect flow: a run whose steps are tasks, on the runner that was asked for.

Arguments of tasks are paths and ids; results are files. Tasks are tens a run, never one an article. Prefect caches
nothing: the ledger makes runs idempotent.
"""

import contextlib
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import as_completed
from prefect.runtime import deployment, flow_run
from prefect.task_runners import TaskRunner
from prefect.tasks import Task

from flows.options import as_parameters, settings_of
from flows.reporting import Reporting, fail_on_findings, report_on
from flows.scheduling import clusters, runners
from flows.scheduling.lost_runs import end_as_refused, lost_runs_told
from flows.scheduling.measuring import Stages
from flows.scheduling.progress import Progress
from flows.scheduling.quiet_exit import leave_quietly
from flows.scheduling.stopping import end_with_schedule, restore_handlers
from flows.settings import Settings
from flows.stages.running import run_once
from flows.summary import artifact_key, as_markdown, describe, one_line
from flows.workers.retrying import RETRY_SECONDS, is_transient
from flows.workers.workers import ChildProcesses
from newsprism.home import HOME, is_missing
from warehouse.remote.places import is_url
from warehouse.store.layout import MisuseError, WarehouseError
from warehouse.store.lock import LockedError

Result = TypeVar("Result")
Paths = Sequence[Path]


def _is_worth_another_try(_: Task[Any, Any], __: TaskRun, state: State[Any]) -> bool:
    return is_transient(state.result(raise_on_failure=False))


@task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=list(RETRY_SECONDS),
    retry_condition_fn=_is_worth_another_try,
)
def _step(step: Callable[..., Any], *arguments: Paths) -> Any:
    """One step of a run; its name is given with each call."""
    leave_quietly()  # this may be a process of its own
    try:
        return step(*arguments)
    except Exception as error:  # noqa: BLE001  whatever it is, it is raised again
        # Prefect keeps the error until the process ends, and its frames would keep DuckDB's objects, of which DuckDB
        # then complains on the terminal: the traceback goes on as text
        error.add_note(traceback.format_exc())
        error.__context__ = error.__cause__ = None
        raise error.with_traceback(None) from None


class PrefectExecutor(contextlib.ExitStack):
    """Steps as Prefect tasks, tried again where storage fails, with a progress artifact and a line of progress.

    To be entered with ``with``. The runner starts with the first step that is shared out: a run that finds nothing new
    needs none.
    """

    workplace = ChildProcesses()

    def __init__(self, settings: Settings, stages: Stages) -> None:
        """Prepare.

        Args:
            settings: ``runner``, ``address``, ``workers`` and ``warehouse`` count here.
            stages: Measures.
        """
        super().__init__()
        self._settings, self._stages = settings, stages
        self._runner: TaskRunner[Any] | None = None
        self._cluster = self.enter_context(clusters.Cluster(settings))
        self.report = self.enter_context(contextlib.closing(Progress()))

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        """Do one step, as a task in this thread."""
        self.report(name, is_stage=True)
        with self._told(name):
            return cast("Result", _step.with_options(name=name)(step))

    def map(self, name: str, step: Callable[[Paths], Paths], groups: Sequence[Paths]) -> list[Path]:
        """A task for each group, on the runner; on a cluster one task for all, which hands the groups out."""
        if not groups:
            return []
        if clusters.is_cluster(self._settings.runner):
            shown = partial(self._shown, name, len(groups))
            return self.call(name, partial(self._cluster.map, step, groups, shown=shown))
        submitted = _step.with_options(name=name)
        with self._told(name):
            runner = self._running()
            # a dictionary, for Prefect reads *arguments of a submitted task as one parameter
            futures = [runner.submit(submitted, parameters={"step": step, "arguments": (group,)}) for group in groups]
            for future in self._shown(name, len(groups), as_completed(futures)):
                future.result()
        return [path for future in futures for path in future.result()]

    def _shown(self, name: str, count: int, done: Iterable[Result]) -> Iterator[Result]:
        """The futures as they are done, with a progress artifact and a line of progress."""
        artifact = create_progress_artifact(
            progress=0.0,
            key=f"{artifact_key(self._settings.warehouse)}-{name.replace(' ', '-')}",
            description=f"{name}: {count} tasks",
        )
        for number, future in enumerate(done, start=1):
            yield future
            update_progress_artifact(cast("UUID", artifact), 100.0 * number / count)
            self.report(f"{name}: {number} of {count} parts", is_stage=number == count)

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Measure a step, and log what it took."""
        with self._stages.stage(name):
            yield
        took = self._stages.done[-1]
        get_run_logger().info("%s: %.1f s, %d MB at most", name, took["seconds"], took["most_memory_mb"])

    def _running(self) -> TaskRunner[Any]:
        if self._runner is None:
            self._runner = self.enter_context(runners.make(self._settings.runner, workers=self._settings.workers))
        return self._runner


@flow(name="newsprism", log_prints=False, persist_result=False, validate_parameters=True)
@as_parameters
def newsprism(**parameters: Any) -> dict[str, Any]:
    """Read news articles and publish the tables of who is quoted saying what, in whose words."""
    settings = _for_others(settings_of(parameters))
    is_scheduled = deployment.id is not None
    if is_scheduled and is_missing(settings.warehouse):
        raise MisuseError(
            f"the warehouse {settings.warehouse} is relative to a folder that nobody named: give the deployment an "
            f"absolute path, or set {HOME} and let newsprism.home.enter be its pull step"
        )
    leave_quietly()
    restore_handlers()
    end_with_schedule()
    logger = get_run_logger()
    reporting = Reporting.configured(settings.warehouse)
    try:
        with lost_runs_told(settings.warehouse):
            result = _run(settings, reporting)
    except LockedError as refusal:
        if not is_scheduled:
            raise
        end_as_refused(refusal)
    logger.info("%s", one_line(result))
    if flow_run.id and result["report"]:
        key = artifact_key(settings.warehouse)
        create_markdown_artifact(as_markdown(result["report"]), key=key, description=one_line(result))
        if is_scheduled:
            fail_on_findings(reporting, result["report"])
    return result


def _run(settings: Settings, reporting: Reporting) -> dict[str, Any]:
    """Run, and report on it, however it ends; what became of it, with its report."""
    logger = get_run_logger()
    with Stages() as stages:
        try:
            with PrefectExecutor(settings, stages) as executor:
                outcome = run_once(settings, executor)
        except LockedError:
            raise
        except Exception as error:
            report_on(reporting, settings.layout, error, stages.done, logger)
            raise
        report: dict[str, Any] = {}
        try:
            report = report_on(reporting, settings.layout, outcome, stages.done, logger)
        except WarehouseError as error:  # what is published is published
            logger.warning("no report: %s", error)
    return {**describe(outcome), "report": report}


def _for_others(settings: Settings) -> Settings:
    """The settings with paths that do not hang on the working directory, which workers of a cluster have of their own.

    Raises:
        WarehouseError: An address is given, and no engine that would have one.
    """
    if not clusters.is_cluster(settings.runner):
        if settings.address is not None:
            raise MisuseError("--address names a Dask or Ray cluster: say --runner dask or --runner ray with it")
        return settings
    names = ("outlets", "labels") if is_url(settings.warehouse) else ("warehouse", "outlets", "labels")
    files = {name: path for name in names if (path := getattr(settings, name)) is not None}
    return replace(settings, **{name: os.path.abspath(path) for name, path in files.items()})  # noqa: PTH100  names alone
