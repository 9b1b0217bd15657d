"""The name under which other programs find newsprism: ``newsprism.flow`` for Prefect, ``newsprism.open`` for Python.

The rooms (``flows``, ``transforms``, ``warehouse``, ``sql``) are imported by plain names, which a project may have too;
what stands here finds ours whatever lies in the working directory.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from newsprism.rooms import ours_first

if TYPE_CHECKING:
    from warehouse.reader import Snapshot

__all__ = ["open"]


def open(warehouse: str | Path) -> "Snapshot":  # noqa: A001 - newsprism.open(…), as wave.open and gzip.open
    """The published Parquet tables of a warehouse, all of one run, for Polars or any reader of Parquet.

    Args:
        warehouse: Its folder.

    Raises:
        WarehouseError: Nothing is published in the folder, or the manifest is damaged.
    """
    with ours_first():
        from warehouse.reader import open_snapshot  # noqa: PLC0415  ours, and only now

        return open_snapshot(warehouse)
