"""A warehouse opened for its users: held by a run, or brought to this machine for those who read."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.remote.lease import Lease
from warehouse.remote.mirror import Mirror
from warehouse.remote.objects import Objects
from warehouse.remote.places import is_url, layout_of
from warehouse.store.layout import Layout
from warehouse.store.lock import run_lock


@dataclass(frozen=True, slots=True)
class Store:
    """The store that a run publishes to.

    Attributes:
        mirror: The store and the run's working copy of it.
        lease: The run's hold on it.
    """

    mirror: Mirror
    lease: Lease

    def publish(self, run_id: str, *, database: Path, snapshot: Path) -> None:
        """Publish a finished state: see :meth:`warehouse.remote.mirror.Mirror.publish`."""
        self.mirror.publish(run_id, database=database, snapshot=snapshot, lease=self.lease)

    def settle(self, run_id: str, *, keep_days: float) -> None:
        """Clean up after a publish: see :meth:`warehouse.remote.mirror.Mirror.settle`."""
        self.mirror.settle(run_id, keep_days=keep_days)


def put_report(layout: Layout, run_id: str | None) -> None:
    """Upload the latest run's report: see :meth:`warehouse.remote.mirror.Mirror.put_report`; nothing for a folder."""
    if layout.address is not None:
        Mirror(Objects(layout.address), layout).put_report(run_id)


def bring_report(layout: Layout) -> None:
    """Bring the latest run's report to this machine, for :func:`warehouse.run_report.latest_report`."""
    if layout.address is not None:
        Mirror(Objects(layout.address), layout).bring_report()


@contextlib.contextmanager
def held(warehouse: str, *, run_id: str) -> Iterator[Store | None]:
    """Hold a warehouse for one run; one on a store is brought up to date on this machine.

    Yields:
        The store; None for a folder.

    Raises:
        LockedError: Another run holds it, on this machine or another one.
        WarehouseError: The store cannot hold a warehouse, or its state is damaged.
    """
    layout = layout_of(warehouse)
    if not is_url(warehouse):
        with run_lock(layout, run_id=run_id):
            yield None
        return
    objects = Objects(warehouse)
    with run_lock(layout, run_id=run_id), Lease(objects, run_id) as lease:
        mirror = Mirror(objects, layout)
        mirror.bring()
        yield Store(mirror, lease)
