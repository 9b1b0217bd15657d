"""Files of the published snapshot: those that are read are hashed, others where they may be written anew or in turn."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse.store import verification
from warehouse.store.layout import Layout
from warehouse.store.verification import SoundFiles, damaged_files

Flip = Callable[[Path], None]


def rotten(path: Path) -> None:
    """A bit flips on the disk, and nobody has written the file."""
    before = path.stat()
    written(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def written(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def put_in_place(path: Path) -> None:
    """Another file under the name, of the same size and time."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(path.read_bytes())
    before = path.stat()
    draft.replace(path)
    rotten(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def layout(run_stages, news: Path, tmp_path: Path) -> Layout:
    run_stages(news, warehouse=tmp_path / "w")
    return Layout(tmp_path / "w")


def entry_of(manifest: dict[str, Any], table: str) -> dict[str, Any]:
    return next(entry for entry in manifest["files"] if entry["table"] == table)


@pytest.mark.parametrize(
    ("flip", "read", "found"),
    [
        (rotten, (), 0),
        (rotten, ("articles",), 0),
        (rotten, ("quotes",), 1),
        (written, (), 1),
        (put_in_place, (), 1),
    ],
    ids=["not read", "another is read", "read", "written", "put in its place"],
)
def test_flipped_bit_is_mended_before_rows_are_read(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, flip: Flip, read: tuple[str, ...], found: int
) -> None:
    published = layout.manifest(str(layout.published_run()))
    entry = entry_of(published, "quotes")
    flip(layout.root / entry["path"])
    monkeypatch.setattr(verification, "_TURNS", 1 << 64)  # it is nobody's turn
    published["row_counts"]["runs"] = 1 << 63
    sound = SoundFiles(layout, published, layout.staging / "sound")
    entry_now = entry_of(sound.manifest(read), "quotes")
    assert (entry_now["path"] != entry["path"]) == bool(found)
    assert [one["table"] for one, _ in damaged_files(layout, published)] == ["quotes"]
    after = sound.manifest(("quotes",))  # what was trusted once is looked at when it is read
    assert not list(damaged_files(layout, after))


def test_every_file_is_hashed_in_some_run_though_nothing_reads_it(layout: Layout) -> None:
    published = layout.manifest(str(layout.published_run()))
    entry = entry_of(published, "quotes")
    rotten(layout.root / entry["path"])
    found = []
    for number in range(verification._TURNS):
        run = {**published, "row_counts": {**published["row_counts"], "runs": number}}
        sound = SoundFiles(layout, run, layout.staging / f"sound-{number}")
        found.append(entry_of(sound.manifest(()), "quotes")["path"] != entry["path"])
    assert found.count(True) == 1
