"""A warehouse on an object store, and the working copy of it on this machine.

In the store lie ::

    PUBLISHED                       name of the published run: the one object that a publish replaces, under a condition
    data/<table>/[period=…/]<file>  Parquet files by the hash of their content; snapshots share them, none changes
    data/pieces/<hash>              pieces of the database and the ledger (:mod:`warehouse.remote.pieces`)
    snapshots/<run>/manifest.json   what the snapshot holds: files with their paths in the store, counts, hashes, and
                                    which pieces make up the database and the ledger
    snapshots/<run>/marts.duckdb    the marts alone, as a file
    snapshots/<run>/report.json     what the run said of itself
    forgotten.csv                   what is kept out
    state/                          the note of the run under way, and what its workers hand each other

A run works in the working copy, a warehouse folder like any other. A publish uploads what is new, then the manifest,
then ``PUBLISHED``: until then, readers and other runs see the old state, and what a killed run uploaded is deleted by
a later one. The working copy is a cache: one that is of another run than the store is brought up to date from it, and
one that is lost is made anew.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from warehouse.remote import pieces
from warehouse.remote.lease import Lease
from warehouse.remote.objects import ChangedError, Objects
from warehouse.run_report import REPORT
from warehouse.store import marts_file
from warehouse.store.layout import MANIFEST, DamagedError, Layout, MissingError, manifest_text
from warehouse.store.publishing import point_to
from warehouse.store.retention import kept_runs
from warehouse.store.verification import run_of_database

_POINTER: Final = "PUBLISHED"
_DATA: Final = "data"
_FORGOTTEN: Final = "forgotten.csv"


class Mirror:
    """A working copy and its store.

    Args:
        objects: The store.
        layout: The working copy.
    """

    def __init__(self, objects: Objects, layout: Layout) -> None:
        self._objects, self._layout = objects, layout
        self._seen: str | None = None

    def bring(self, *, is_whole: bool = True) -> str | None:
        """Bring the working copy to the published state.

        Args:
            is_whole: Whether the Parquet files are wanted, too, as a run and a check do.

        Returns:
            The published run; None before the first.

        Raises:
            WarehouseError: The store's state is damaged.
        """
        layout = self._layout
        there = self._objects.read(_POINTER)
        self._seen = there.tag if there else None
        if there is None:
            if layout.published.exists():  # a working copy of what is no more
                shutil.rmtree(layout.snapshots, ignore_errors=True)
                for path in (layout.database, layout.published, layout.ledger, layout.forgotten):
                    path.unlink(missing_ok=True)
            return None
        run_id = there.content.decode(errors="replace").strip()
        mark = f"{run_id} {'whole' if is_whole else 'part'}"
        if _read(self._mark) not in {mark, f"{run_id} whole"} or not _is_of(layout, run_id):
            self._bring(run_id, is_whole=is_whole)
            self._mark.write_text(mark, encoding="utf-8")
        forgotten = self._objects.read(_FORGOTTEN)
        if forgotten is not None and forgotten.content != _read(layout.forgotten).encode():
            self._objects.fetch({_FORGOTTEN: layout.forgotten})
        return run_id

    def fetch_run(self, run_id: str) -> None:
        """Bring an earlier run's state into the working copy.

        Raises:
            WarehouseError: The store has none.
        """
        if f"snapshots/{run_id}/{MANIFEST}" not in self._objects.sizes(f"snapshots/{run_id}"):
            there = sorted({name.split("/")[1] for name in self._objects.sizes("snapshots")})
            raise MissingError(f"{self._objects.url}: no snapshot of run {run_id!r}; there are {', '.join(there)}")
        self._bring(run_id, is_whole=True)

    def put_forgotten(self) -> None:
        """Upload the list of what is kept out."""
        self._objects.put({_FORGOTTEN: self._layout.forgotten})

    def compact(self, run_id: str, *, is_alone: bool) -> None:
        """After the working copy's ledger was written anew: upload it.

        Args:
            run_id: The published run.
            is_alone: Whether all other snapshots go.
        """
        manifest = self._manifest(run_id)
        ledger = pieces.upload(self._objects, [self._layout.ledger], self._objects.sizes(pieces.FOLDER))
        self._put_manifest(run_id, {**manifest, "pieces": manifest["pieces"] | ledger})
        if is_alone:
            self._keep({run_id})

    def publish(self, run_id: str, *, database: Path, snapshot: Path, lease: Lease | None) -> None:
        """Publish a finished state in the store; the caller puts it in place in the working copy afterwards.

        Args:
            run_id: The run.
            database: Its database.
            snapshot: Folder of its snapshot; the ledger is taken from its place.
            lease: The run's hold.

        Raises:
            ChangedError: Another run has published since the working copy was brought up to date.
            LockedError: Another run has taken hold.
            OSError: The store failed; nothing is published, and another try may go through.
        """
        layout, objects = self._layout, self._objects
        manifest = json.loads((snapshot / MANIFEST).read_bytes())
        own = f"snapshots/{run_id}"
        there = objects.sizes(_DATA)
        files = {stored_name(entry["path"]): entry for entry in manifest["files"]}
        below = Path("snapshots") / run_id
        objects.put(
            {
                name: snapshot / Path(entry["path"]).relative_to(below)
                for name, entry in files.items()
                if there.get(name) != entry["bytes"]
            }
        )
        made = pieces.upload(objects, (database, layout.ledger), there)
        marts = layout.staging / run_id / marts_file.NAME
        marts_file.write_marts(database, marts)
        objects.put({f"{own}/{marts.name}": marts})
        listed = [{**entry, "path": name} for name, entry in files.items()]
        self._put_manifest(run_id, {**manifest, "files": listed, "pieces": made})
        if lease is not None:
            lease.check()
        self.point(run_id)

    def point(self, run_id: str) -> None:
        """Let ``PUBLISHED`` name a run, if it is as this working copy has seen it.

        Raises:
            ChangedError: It is not.
        """
        try:
            self._seen = self._objects.write(_POINTER, f"{run_id}\n".encode(), instead_of=self._seen)
        except ChangedError as error:
            raise ChangedError(
                f"{self._objects.url}: another run has published meanwhile; nothing of this one is published, "
                "and the next run does it again"
            ) from error

    def settle(self, run_id: str, *, keep_days: float) -> None:
        """After a publish: note that the working copy is of this run, and delete what no snapshot needs any more.

        Args:
            run_id: The run that is published.
            keep_days: Age at which a snapshot goes, but for the newest.
        """
        self._mark.write_text(f"{run_id} whole", encoding="utf-8")
        with contextlib.suppress(OSError):  # all is published; the next run deletes what is left
            names = self._objects.sizes("snapshots")
            ages = {name.split("/")[1]: self._objects.age(name) for name in names if name.endswith(f"/{MANIFEST}")}
            self._keep({run_id} | kept_runs(ages, keep_days=keep_days))

    def put_report(self, run_id: str | None) -> None:
        """Upload the latest run's report, and as that of the snapshot where the run published one."""
        report = self._layout.state / REPORT
        names = [f"state/{REPORT}", *([f"snapshots/{run_id}/{REPORT}"] if run_id else [])]
        if report.is_file():
            for name in names:
                self._objects.put({name: report})

    def bring_report(self) -> None:
        """Fetch the latest run's report, if there is one."""
        there = self._objects.read(f"state/{REPORT}")
        if there is not None:
            self._layout.state.mkdir(parents=True, exist_ok=True)
            (self._layout.state / REPORT).write_bytes(there.content)

    def _put_manifest(self, run_id: str, manifest: Mapping[str, Any]) -> None:
        draft = self._layout.staging / run_id / "manifest-of-store.json"
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(manifest_text(manifest), encoding="utf-8")
        self._objects.put({f"snapshots/{run_id}/{MANIFEST}": draft})

    def _keep(self, stay: Collection[str]) -> None:
        """Delete all snapshots but some, the files that these do not name, and what workers handed each other."""
        objects = self._objects
        names = objects.sizes("snapshots")
        manifests = [self._manifest(run) for run in stay]
        needed = {entry["path"] for manifest in manifests for entry in manifest["files"]} | pieces.needed(manifests)
        objects.delete(name for name in names if name.split("/")[1] not in stay)
        objects.delete(name for name in objects.sizes(_DATA) if name not in needed)
        objects.delete(objects.sizes("state/staging"))

    @property
    def _mark(self) -> Path:
        """File of the working copy that says which run of the store it is of."""
        self._layout.state.mkdir(parents=True, exist_ok=True)
        return self._layout.state / "mirrored"

    def _manifest(self, run_id: str) -> dict[str, Any]:
        there = self._objects.read(f"snapshots/{run_id}/{MANIFEST}")
        try:
            manifest: dict[str, Any] = json.loads(there.content if there else b"")
            _ = [entry["path"] for entry in manifest["files"]], pieces.needed([manifest])
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedError(
                f"{self._objects.url}/snapshots/{run_id}/{MANIFEST}: {'damaged' if there else 'not there'}; write the "
                f"name of another run below snapshots/ into {_POINTER}"
            ) from error
        return manifest

    def _bring(self, run_id: str, *, is_whole: bool) -> None:
        layout, objects = self._layout, self._objects
        self._mark.unlink(missing_ok=True)
        manifest = self._manifest(run_id)
        folder = layout.snapshot(run_id)
        wanted: dict[str, Path] = {}
        listed = []
        for entry in manifest["files"]:
            path = folder / Path(entry["path"]).relative_to(_DATA)
            listed.append({**entry, "path": path.relative_to(layout.root).as_posix()})
            if is_whole and not _is_linked(layout, entry, path):
                wanted[entry["path"]] = path
        work = layout.staging / f"mirror-{run_id}"
        database, made = work / layout.database.name, manifest["pieces"]
        objects.fetch(wanted)
        pieces.fetch(objects, made[layout.database.name], database, older=layout.database)
        pieces.fetch(objects, made[layout.ledger.name], layout.ledger, older=layout.ledger)
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{MANIFEST}.draft"
        draft.write_text(manifest_text({**manifest, "files": listed}), encoding="utf-8")
        draft.replace(folder / MANIFEST)
        point_to(layout, run_id=run_id, database=database)
        shutil.rmtree(work, ignore_errors=True)


def stored_name(path: str) -> str:
    """The place in the store of a file of a snapshot, by its path in the working copy."""
    return Path(_DATA, *Path(path).parts[2:]).as_posix()


def _is_linked(layout: Layout, entry: Mapping[str, Any], path: Path) -> bool:
    """Whether a file is there already; one of the same content in another snapshot gets a link."""
    below = Path(entry["path"]).relative_to(_DATA)
    for other in (path, *sorted(layout.snapshots.glob(f"*/{below.as_posix()}"))):
        if other.is_file() and other.stat().st_size == entry["bytes"]:
            if other != path:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                try:
                    os.link(other, path)
                except OSError:  # a file system without hard links
                    shutil.copyfile(other, path)
            return True
    return False


def _is_of(layout: Layout, run_id: str) -> bool:
    """Whether all parts of a working copy are of a run."""
    is_there = (layout.snapshot(run_id) / MANIFEST).is_file() and _read(layout.published).strip() == run_id
    return is_there and run_of_database(layout) == run_id


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
