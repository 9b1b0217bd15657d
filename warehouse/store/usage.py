"""What a warehouse takes up on the disk, by part; a file with several names counts once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from warehouse.store.layout import Layout

_PARTS: Final = ("database", "published snapshot", "older snapshots", "state", "other")


class SnapshotUsage(NamedTuple):
    """Bytes of a snapshot's files.

    Attributes:
        run_id: Its run.
        bytes: Of all its files.
        own_bytes: Of those that no other snapshot shares: what deleting it would free.
    """

    run_id: str
    bytes: int
    own_bytes: int


class Usage(NamedTuple):
    """Bytes by part, and by snapshot, the oldest first; what the published one shares with older ones counts as its."""

    parts: dict[str, int]
    snapshots: list[SnapshotUsage]


def disk_usage(layout: Layout, runs: list[str]) -> Usage:
    """Measure a warehouse.

    Args:
        layout: The warehouse.
        runs: Runs whose snapshots are there, the oldest first.
    """
    files = {run: dict(_sizes(layout.snapshot(run))) for run in runs}
    names = Counter(place for of_run in files.values() for place in of_run)
    usages = [
        SnapshotUsage(run, sum(sizes.values()), sum(size for place, size in sizes.items() if names[place] == 1))
        for run, sizes in files.items()
    ]
    parts = dict.fromkeys(_PARTS, 0)
    published = files.get(layout.published_run() or "", {})
    older = {place: size for of_run in files.values() for place, size in of_run.items()}
    parts["published snapshot"] = sum(published.values())
    parts["older snapshots"] = sum(size for place, size in older.items() if place not in published)
    parts["database"] = sum(size for _, size in _sizes(layout.database))
    parts["state"] = sum(dict(_sizes(layout.state)).values())
    everything = sum(dict(_sizes(layout.root)).values())
    parts["other"] = max(0, everything - sum(parts.values()))
    return Usage(parts, usages)


def _sizes(path: Path) -> Iterator[tuple[tuple[int, int], int]]:
    """The file itself and the bytes that it takes up on the disk, of each file at or below a path."""
    for file in (path, *path.rglob("*")) if path.is_dir() else (path,):
        if not file.is_symlink() and file.is_file():
            found = file.stat()
            yield (found.st_dev, found.st_ino), _on_disk(found.st_size, getattr(found, "st_blocks", None))


def _on_disk(size: int, blocks: int | None) -> int:
    return size if blocks is None else blocks * 512  # the unit of POSIX, whatever the file system's blocks
