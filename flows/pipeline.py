"""The Prefect flow: a run whose steps are tasks, on the runner that was asked for.

Arguments of tasks are paths and ids; results are files. Tasks are tens a run, never one an article. Prefect caches
nothing: the ledger makes runs idempotent.
"""

import contextlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar, cast
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
from flows.scheduling import runners
from flows.scheduling.lost_runs import end_as_refused, lost_runs_told
from flows.scheduling.measuring import Stages
from flows.scheduling.progress import Progress
from flows.scheduling.quiet_exit import leave_quietly
from flows.scheduling.stopping import end_with_schedule, restore_handlers
from flows.settings import Settings
from flows.stages.running import run_once
from flows.summary import artifact_key, as_markdown, describe, one_line
from flows.workers.workers import ChildProcesses
from newsprism.home import HOME, is_missing
from warehouse.store.layout import WarehouseError
from warehouse.store.lock import LockedError

_RETRIES: Final = 3
_RETRY_SECONDS: Final = [2.0, 10.0, 30.0]  # storage that hiccups is back within a minute, or is down
_PERMANENT: Final = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_DISK_FULL: Final = 28  # ENOSPC: another try would meet the same disk

Result = TypeVar("Result")
Paths = Sequence[Path]


def _is_transient(_: Task[Any, Any], __: TaskRun, state: State[Any]) -> bool:
    """Only failures of storage and network are worth another try: a rule that fails would fail again."""
    error = state.result(raise_on_failure=False)
    return (
        isinstance(error, OSError | TimeoutError | ConnectionError)
        and not isinstance(error, _PERMANENT)
        and getattr(error, "errno", None) != _DISK_FULL
    )


@task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=_RETRIES,
    retry_delay_seconds=_RETRY_SECONDS,
    retry_condition_fn=_is_transient,
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
            settings: ``runner``, ``workers`` and ``warehouse`` count here.
            stages: Measures.
        """
        super().__init__()
        self._settings, self._stages = settings, stages
        self._runner: TaskRunner[Any] | None = None
        self.report = self.enter_context(contextlib.closing(Progress()))

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        """Do one step, as a task in this thread."""
        self.report(name, is_stage=True)
        with self._told(name):
            return cast("Result", _step.with_options(name=name)(step))

    def map(self, name: str, step: Callable[[Paths], Paths], groups: Sequence[Paths]) -> list[Path]:
        """A task for each group, on the runner."""
        if not groups:
            return []
        artifact = create_progress_artifact(
            progress=0.0,
            key=f"{artifact_key(self._settings.warehouse)}-{name.replace(' ', '-')}",
            description=f"{name}: {len(groups)} tasks",
        )
        submitted = _step.with_options(name=name)
        with self._told(name):
            runner = self._running()
            # a dictionary, for Prefect reads *arguments of a submitted task as one parameter
            futures = [runner.submit(submitted, parameters={"step": step, "arguments": (group,)}) for group in groups]
            for done, future in enumerate(as_completed(futures), start=1):
                future.result()
                update_progress_artifact(cast("UUID", artifact), 100.0 * done / len(groups))
                self.report(f"{name}: {done} of {len(groups)} parts", is_stage=done == len(groups))
        return [path for future in futures for path in future.result()]

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Measure a step, and log what it took."""
        with self._stages.stage(name):
            yield
        took = self._stages.done[-1]
        get_run_logger().info("%s: %.1f s, %d MB at most", name, took["seconds"], took["most_memory_mb"])

    def _running(self) -> TaskRunner[Any]:
        if self._runner is None:
            chosen = runners.choose(self._settings.runner)
            self._runner = self.enter_context(runners.make(chosen, workers=self._settings.workers))
        return self._runner


@flow(name="newsprism", log_prints=False, persist_result=False, validate_parameters=True)
@as_parameters
def newsprism(**parameters: Any) -> dict[str, Any]:
    """Read news articles and publish the tables of who is quoted saying what, in whose words."""
    settings = settings_of(parameters)
    is_scheduled = deployment.id is not None
    if is_scheduled and is_missing(settings.warehouse):
        raise WarehouseError(
            f"the warehouse {settings.warehouse} is relative to a folder that nobody named: give the deployment an "
            f"absolute path, or set {HOME} and let newsprism.home.enter be its pull step"
        )
    leave_quietly()
    restore_handlers()
    end_with_schedule()
    logger = get_run_logger()
    reporting = Reporting.configured()
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
