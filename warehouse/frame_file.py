"""A frame as a Parquet file of its own: rows that wait for a later step, or go to a user."""

import errno
import os
import re
from pathlib import Path
from typing import Final

import polars as pl

_NUMBER: Final = re.compile(r"\(os error (\d+)\)")
_LEVEL: Final = 1  # of zstd: most of these files last as long as a run


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as a Parquet file.

    Args:
        frame: The rows.
        path: The file, in a folder that is there.

    Raises:
        OSError: The disk is full, or refuses otherwise. Polars says so as a mistake in the file's format, and who
            tells storage from documents by the kind of an error would take it for the document's fault.
    """
    try:
        frame.write_parquet(path, compression="zstd", compression_level=_LEVEL)
    except pl.exceptions.ComputeError as error:
        said = _NUMBER.search(str(error))
        if said is None and "transport error" not in str(error):
            raise
        number = int(said[1]) if said else errno.EIO
        raise OSError(number, os.strerror(number), str(path)) from error
