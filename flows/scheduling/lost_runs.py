"""Runs that meet another one, and runs that were killed and that Prefect still takes for runs under way.

No limit of Prefect's keeps runs apart: a slot of such a limit is held by a run that is dead until its lease is over,
or for ever where the server died with it. The lock of the warehouse ends with its process. So whoever has held the
warehouse knows that of the runs which began before none is alive, and says so to Prefect.
"""

import contextlib
import datetime as dt
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn
from uuid import UUID

from httpx import HTTPError
from prefect import get_run_logger
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import Abort, PrefectException
from prefect.runtime import deployment, flow_run
from prefect.states import Cancelled, Crashed

from warehouse.store.lock import LockedError

_UNDER_WAY: Final = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
_STARTING: Final = dt.timedelta(minutes=2)  # the longest that a process takes from its start to its run, and more


def tag_of(warehouse: str) -> str:
    """What runs of one warehouse have in common that no deployment started."""
    return warehouse if "://" in warehouse else f"{socket.gethostname()}:{Path(warehouse).absolute()}"


def end_as_refused(refusal: LockedError) -> NoReturn:
    """End this run of a schedule as cancelled, without the pages that Prefect has for an error."""
    get_run_logger().warning("refused: %s", refusal)
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(UUID(flow_run.id), Cancelled(message=str(refusal)))
    raise Abort from None


@contextlib.contextmanager
def lost_runs_told(warehouse: str) -> Iterator[None]:
    """After the block, which is a run, mark the runs of the same warehouse as crashed that began before and are lost.

    Not where the block met another run that holds the warehouse: it may be one of them.
    """
    began = dt.datetime.now(dt.UTC)
    try:
        yield
    except LockedError:
        raise
    except Exception:
        _mark(warehouse, began)
        raise
    _mark(warehouse, began)


def _mark(warehouse: str, began: dt.datetime) -> None:
    logger = get_run_logger()
    try:
        with get_client(sync_client=True) as client:
            for lost in client.read_flow_runs(flow_run_filter=_like_this(warehouse)):
                if str(lost.id) != flow_run.id and _is_lost(lost, began):
                    message = f"its process is gone: run {flow_run.name} held the warehouse after it"
                    client.set_flow_run_state(lost.id, Crashed(message=message), force=True)
                    logger.warning("run %s, which was killed, is marked as crashed", lost.name)
    except (HTTPError, PrefectException) as error:  # the run itself is done, well or not
        logger.warning("could not look for runs that were killed: %s", error)


def _like_this(warehouse: str) -> FlowRunFilter:
    state = FlowRunFilterState(type=FlowRunFilterStateType(any_=_UNDER_WAY))
    if deployment.id:
        return FlowRunFilter(state=state, deployment_id=FlowRunFilterDeploymentId(any_=[deployment.id]))
    return FlowRunFilter(state=state, tags=FlowRunFilterTags(all_=[tag_of(warehouse)]))


def _is_lost(other: FlowRun, began: dt.datetime) -> bool:
    """Whether a run that seems to be under way began before this one did, which has held the warehouse since."""
    if other.start_time is not None:
        return other.start_time < began
    return other.state is not None and other.state.timestamp < began - _STARTING
