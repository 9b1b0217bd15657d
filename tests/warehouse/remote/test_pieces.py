"""Files in a store as pieces: what is uploaded and fetched is what changed."""

import os
from pathlib import Path

import pytest

from warehouse.remote import pieces
from warehouse.remote.objects import Objects
from warehouse.store.layout import DamagedError

pytestmark = pytest.mark.slow


def put(objects: Objects, file: Path) -> list[str]:
    return pieces.upload(objects, [file], objects.sizes("data"))[file.name]


def test_what_did_not_change_is_neither_uploaded_nor_fetched(s3_warehouse: str, tmp_path: Path) -> None:
    objects = Objects(s3_warehouse)
    file, copy = tmp_path / "file", tmp_path / "copy"
    block, head = 1 << 18, 3 * 4096
    content = bytearray(os.urandom(head + 5 * block + 77))
    content[head : head + block] = content[head + block : head + 2 * block]  # two pieces that are one
    file.write_bytes(content)
    first = put(objects, file)
    assert (len(first), len(set(first))) == (7, 6)
    assert set(first) == set(objects.sizes("data"))
    pieces.fetch(objects, first, copy, older=tmp_path / "none")
    assert copy.read_bytes() == content

    content[head + 3 * block + 5] ^= 1
    file.write_bytes(content[:-70])
    second = put(objects, file)
    new = set(second) - set(first)
    assert len(new) == 2
    assert set(objects.sizes("data")) == {*first, *new}
    asked: list[str] = []
    parts = Objects.parts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Objects, "parts", lambda self, names: (asked.extend(names), parts(self, names))[1])
        pieces.fetch(objects, second, copy, older=copy)
    assert (set(asked), copy.read_bytes()) == (new, file.read_bytes())


def test_a_piece_that_is_damaged_or_gone_is_said(s3_warehouse: str, tmp_path: Path) -> None:
    objects = Objects(s3_warehouse)
    file = tmp_path / "file"
    file.write_bytes(os.urandom(1000))
    (name,) = put(objects, file)
    objects.put_parts(file, {name: (0, 999)})
    with pytest.raises(DamagedError, match="not what was written"):
        pieces.fetch(objects, [name], tmp_path / "copy", older=tmp_path / "none")
    objects.delete([name])
    with pytest.raises(DamagedError, match="not there"):
        pieces.fetch(objects, [name], tmp_path / "copy", older=tmp_path / "none")
    assert not (tmp_path / "copy").exists()
