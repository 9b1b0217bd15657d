"""Where warehouses lie, and how those who read come to one; a folder costs them no import that it does not need."""

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from warehouse.store.layout import Layout

_CACHE: Final = "NEWSPRISM_CACHE"  # environment variable: where working copies lie


def is_url(warehouse: str) -> bool:
    """Whether a warehouse is not a folder of this machine."""
    return "://" in warehouse


def layout_of(warehouse: str) -> Layout:
    """Where a warehouse lies on this machine: its folder, or the working copy of one on a store."""
    if not is_url(warehouse):
        return Layout(Path(warehouse))
    name = re.sub(r"[^\w.-]+", "-", warehouse.partition("://")[2]).strip("-")
    digest = hashlib.blake2b(warehouse.rstrip("/").encode(), digest_size=4).hexdigest()
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsprism"
    root = Path(os.environ.get(_CACHE) or default) / f"{name}-{digest}"
    return Layout(root.absolute(), address=warehouse.rstrip("/"))


def holder_of_store(address: str) -> str | None:
    """Who holds a warehouse on a store, in words; None where nobody does."""
    from warehouse.remote.lease import holder_of  # noqa: PLC0415  as said above
    from warehouse.remote.objects import Objects  # noqa: PLC0415  as said above

    return holder_of(Objects(address))


def opened(warehouse: str, *, is_whole: bool = False) -> Layout:
    """A warehouse for those who read it.

    Args:
        warehouse: Its folder or address.
        is_whole: Whether its files are wanted, beside the database.

    Returns:
        Its folder; of one on a store a copy of the published state, apart from the working copy of runs.
    """
    layout = layout_of(warehouse)
    if not is_url(warehouse):
        return layout
    from filelock import FileLock  # noqa: PLC0415  as said above

    from warehouse.remote.mirror import Mirror  # noqa: PLC0415  as said above
    from warehouse.remote.objects import Objects  # noqa: PLC0415  as said above

    layout = replace(layout, root=layout.root.with_name(f"{layout.root.name}-read"))
    layout.root.mkdir(parents=True, exist_ok=True)
    with FileLock(layout.root / "reading"):
        Mirror(Objects(warehouse), layout).bring(is_whole=is_whole)
    return layout
