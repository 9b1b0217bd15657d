"""A file that is updated in place, stored as pieces by the hash of their content.

A publish changes some blocks of the database and leaves the others as they were. So a publish uploads the pieces that
the store lacks, whatever the size of the file; snapshots share pieces; and who has an older state fetches the pieces
that differ.
"""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from warehouse.remote.objects import Objects
from warehouse.store.layout import DamagedError

FOLDER: Final = "data/pieces"
_MEND: Final = "write the name of another run below snapshots/ into PUBLISHED"
_HEAD: Final = 3 * 4096  # bytes before the first block of a DuckDB file, the first piece
_BYTES: Final = (
    1 << 18
)  # of every other piece: a block of DuckDB; of four in a row a run touches one more often than not


def names_of(file: Path) -> list[str]:
    """Names of a file's pieces in the store, in their order."""
    return [_name(content) for content in _contents(file)]


def upload(objects: Objects, files: Iterable[Path], there: Collection[str]) -> dict[str, list[str]]:
    """Write the pieces of files that the store lacks.

    Args:
        objects: The store.
        files: The files.
        there: What the store has.

    Returns:
        For each file's name the names of its pieces, in their order.
    """
    found: dict[str, list[str]] = {}
    for file in files:
        found[file.name] = names_of(file)
        lacking = {name: place for place, name in enumerate(found[file.name]) if name not in there}
        objects.put_parts(file, {name: _span(place) for name, place in lacking.items()})
    return found


def fetch(objects: Objects, names: Sequence[str], file: Path, *, older: Path) -> None:
    """Put a file together from its pieces.

    Args:
        objects: The store.
        names: The pieces, in their order.
        file: What is written, whole or not at all.
        older: An older state of the file, whose pieces are not fetched again; may be none.

    Raises:
        DamagedError: A piece is not what was written.
    """
    have: dict[str, int] = {}
    if older.is_file():
        have = {name: place for place, name in enumerate(names_of(older))}
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.fetched")
    with draft.open("wb") as stream:
        for place, content in _of_older(older, names, have):
            stream.seek(_span(place)[0])
            stream.write(content)
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            if name not in have:
                places.setdefault(name, []).append(place)
        for name, content in _checked(objects, list(places)):
            for place in places[name]:
                stream.seek(_span(place)[0])
                stream.write(content)
    os.replace(draft, file)  # noqa: PTH105  whole or not at all


def needed(manifests: Iterable[Mapping[str, Any]]) -> set[str]:
    """The pieces that snapshots need."""
    return {name for manifest in manifests for names in manifest["pieces"].values() for name in names}


def _checked(objects: Objects, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Pieces of the store that are what was written."""
    name = ""
    try:
        for name, content in objects.parts(names):
            if _name(content) != name:
                raise DamagedError(f"{objects.url}/{name}: not what was written; {_MEND}")
            yield name, content
    except FileNotFoundError as error:
        raise DamagedError(f"{objects.url}: a piece of the database is not there ({error}); {_MEND}") from error


def _of_older(older: Path, names: Sequence[str], have: Mapping[str, int]) -> Iterator[tuple[int, bytes]]:
    """Places of a file with the contents that an older state has."""
    if not have:
        return
    with older.open("rb") as stream:
        for place, name in enumerate(names):
            if name in have:
                start, length = _span(have[name])
                stream.seek(start)
                yield place, stream.read(length)


def _contents(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        place = 0
        while content := stream.read(_span(place)[1]):
            yield content
            place += 1


def _span(place: int) -> tuple[int, int]:
    """Where a piece begins, and its length unless the file ends before."""
    return (_HEAD + (place - 1) * _BYTES, _BYTES) if place else (0, _HEAD)


def _name(content: bytes) -> str:
    return f"{FOLDER}/{hashlib.blake2b(content, digest_size=16).hexdigest()}"
