"""Chunks for workers that share nothing with the run but the warehouse's store: files go and come through it.

What a worker needs for a group (chunks, lists, learned lines, stored rows) lies in the store under the name that it has
below the working copy; the worker fetches it into a folder of its own, works under the same guard as anywhere else, and
puts the results into the store, from where the run fetches them. A publish deletes what was handed to and fro.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import polars as pl

from flows.workers.chunks import RENEWED, Order
from flows.workers.guarding import Guard
from warehouse.remote.mirror import stored_name
from warehouse.remote.objects import Objects

_EXCHANGE: Final = "state/staging"  # in the store
_LISTS: Final = ("recurring", "outlets", "labels", "stored", "fragments")  # files that an order names, beside the chunk


@dataclass(frozen=True, slots=True)
class Carried:
    """The annotate step on a worker elsewhere.

    Attributes:
        guard: As on the machine of the run: its paths are those of that machine.
        url: The store.
        files: Names in the store of the files that the guard's order names, by their paths.
    """

    guard: Guard
    url: str
    files: Mapping[str, str]

    @classmethod
    def sent(cls, guard: Guard, url: str, groups: Sequence[Sequence[Path]]) -> "Carried":
        """Put what the groups need into the store."""
        named = (getattr(guard.order, name) for name in _LISTS)
        files = {path: f"{_EXCHANGE}/lists/{number}-{Path(path).name}" for number, path in enumerate(named) if path}
        chunks = {_name(chunk): chunk for group in groups for chunk in group}
        objects = Objects(url)
        there = objects.sizes(f"{_EXCHANGE}/chunks")
        sent = {name: chunk for name, chunk in chunks.items() if there.get(name) != chunk.stat().st_size}
        objects.put({**{name: Path(path) for path, name in files.items()}, **sent})
        return cls(guard, url, files)

    def __call__(self, chunks: Sequence[Path]) -> Sequence[Path]:
        """Work on the chunks, on a worker.

        Returns:
            The folders that the run will find the results in.
        """
        objects = Objects(self.url)
        order = self.guard.order
        with tempfile.TemporaryDirectory(prefix="newsprism-worker-") as name:
            here = Path(name)
            lists = {path: here / "lists" / Path(stored).name for path, stored in self.files.items()}
            places = {chunk: here / "chunks" / chunk.name for chunk in chunks}
            objects.fetch({self.files[path]: place for path, place in lists.items()})
            objects.fetch({_name(chunk): place for chunk, place in places.items()})
            if order.stored is not None:
                _fetch_stored(objects, lists[order.stored], list(places.values()), here)
            at = {path: str(place) for path, place in lists.items()}
            results = here / "results"
            results.mkdir()
            guard = replace(
                self.guard,
                order=replace(
                    order,
                    results=str(results),
                    recurring=at.get(order.recurring or ""),
                    outlets=at.get(order.outlets or ""),
                    labels=at.get(order.labels or ""),
                    stored=at.get(order.stored or ""),
                    fragments=at.get(order.fragments or ""),
                ),
                budget=replace(self.guard.budget, file=here / "seconds-lost"),
            )
            for chunk, place in places.items():
                made = guard.process(place)
                objects.put({f"{_folder(order, chunk.stem)}/{file.name}": file for file in made.iterdir()})
        return [Path(order.results) / chunk.stem for chunk in chunks]

    def received(self, folders: Sequence[Path]) -> list[Path]:
        """Fetch results from the store into their folders, on the machine of the run."""
        objects = Objects(self.url)
        for folder in folders:
            if not folder.is_dir():
                below = _folder(self.guard.order, folder.name)
                draft = folder.with_name(f"{folder.name}.draft-fetched")
                objects.fetch({name: draft / name.rpartition("/")[2] for name in objects.sizes(below)})
                draft.rename(folder)
        return list(folders)


def _name(chunk: Path) -> str:
    """Where a chunk lies in the store: its name is a hash of its content."""
    return f"{_EXCHANGE}/chunks/{chunk.name}"


def _folder(order: Order, name: str) -> str:
    """Where a chunk's results lie in the store: those of other learned lines are others."""
    return f"{_EXCHANGE}/results/{Path(order.results).name}/{name}"


def _fetch_stored(objects: Objects, note: Path, chunks: Sequence[Path], here: Path) -> None:
    """Fetch the stored rows that chunks of published articles need, and let the note say where they lie now."""
    periods: set[str] = set()
    for chunk in chunks:
        frame = pl.read_parquet(chunk)
        if RENEWED in frame.columns:
            periods |= set(frame["period"].to_list())
    said: dict[str, Any] = json.loads(note.read_bytes())
    wanted = [file for file in said["files"] if file["period"] is None or str(file["period"]) in periods]
    objects.fetch(dict(_places(wanted, here)))
    note.write_text(json.dumps({"root": str(here), "files": wanted}), encoding="utf-8")


def _places(files: Sequence[Mapping[str, Any]], here: Path) -> Iterator[tuple[str, Path]]:
    for file in files:
        yield stored_name(file["path"]), here / file["path"]
