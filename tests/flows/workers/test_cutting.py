"""How work is cut: nothing is lost, nothing comes twice, and the order stays."""

from pathlib import Path

import polars as pl
import pytest

from flows.workers import chunks, cutting
from flows.workers.chunks import CHUNK, Order, process_chunk
from flows.workers.cutting import Filling, groups, pieces, slices


@pytest.mark.parametrize("count", [0, 1, 47, 48, 49, 1000])
def test_groups_are_as_many_as_a_run_may_have_tasks(count: int) -> None:
    cut = groups(range(count))
    assert [item for group in cut for item in group] == list(range(count))
    assert len(cut) <= 48
    assert len({len(group) for group in cut[:-1]}) <= 1


@pytest.mark.parametrize(("count", "heights"), [(45, [20, 20, 5]), (21, [20, 1]), (20, [1] * 20), (2, [1, 1])])
def test_pieces_are_small_and_their_pieces_single_documents(count: int, heights: list[int]) -> None:
    assert [len(range(count)[place]) for place in pieces(count)] == heights


def test_filling_is_full_by_count_or_by_size() -> None:
    filling = Filling(count=3, size=10)
    assert [filling.is_full(size) for size in (1, 1, 1, 1, 9, 1, 10, 1)] == [
        False,
        False,
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_slices_hold_some_megabytes() -> None:
    large = 3 << 20
    assert list(slices([large, large, 1, large, large, 1])) == [slice(0, 2), slice(2, 5), slice(5, 6)]
    assert list(slices([1])) == [slice(0, 1)]


def test_a_chunk_read_in_slices_is_the_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        '"It holds," said Jorun Aske.',
        "Le port est fermé depuis lundi, a annoncé la mairie.",
        "Rain fell on Melin.",
    ]
    rows = [
        (f"art_{n}", f"id:n{n}", f"n{n}", "feed.jsonl", "text", None, None, None, None, None, None, text, f"hash{n}")
        for n, text in enumerate(texts)
    ]
    chunk = tmp_path / "chunk.parquet"
    pl.DataFrame(rows, schema=CHUNK, orient="row").write_parquet(chunk)
    whole = process_chunk(Order(str(chunk), str(tmp_path / "whole")))
    monkeypatch.setattr(cutting, "_SLICE", 1)
    read: list[int] = []
    original = chunks.process_documents
    monkeypatch.setattr(
        chunks, "process_documents", lambda part, **lists: read.append(part.height) or original(part, **lists)
    )
    cut = process_chunk(Order(str(chunk), str(tmp_path / "cut")))
    assert read == [1, 1, 1]
    assert {file.name: file.read_bytes() for file in cut.iterdir()} == {
        file.name: file.read_bytes() for file in whole.iterdir()
    }
