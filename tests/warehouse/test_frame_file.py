"""Frames as files: the same rows come back, and what the disk refuses is said as such."""

import errno
from pathlib import Path

import polars as pl
import pytest

from warehouse.frame_file import write_frame

_FULL = Path("/dev/full")  # a file of Linux and others to which nothing more can be written


def test_the_same_rows_come_back(tmp_path: Path) -> None:
    frame = pl.DataFrame({"text": ["a", None, "“ö”"], "terms": [["x"], [], None]})
    write_frame(frame, tmp_path / "rows.parquet")
    assert pl.read_parquet(tmp_path / "rows.parquet").equals(frame)


@pytest.mark.skipif(not _FULL.exists(), reason="there is no full device")
def test_a_full_disk_is_no_fault_of_the_rows() -> None:
    with pytest.raises(OSError) as raised:
        write_frame(pl.DataFrame({"number": range(100_000)}), _FULL)
    assert raised.value.errno == errno.ENOSPC
    assert raised.value.filename == str(_FULL)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_frame(pl.DataFrame({"number": [1]}), tmp_path / "none" / "rows.parquet")
