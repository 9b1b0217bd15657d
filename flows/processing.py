"""The batch stage: one chunk of documents becomes one folder of Parquet files, one per table."""

import json
import os
import shutil
from pathlib import Path
from typing import Final

import polars as pl

from transforms.batch import process_documents
from warehouse.frames import conform
from warehouse.schema import TABLES

REJECTS_FILE: Final = "rejected.parquet"
_STAGED: Final = tuple(table.name for table in TABLES if table.origin == "batch")


def process_chunk(chunk: Path, results: Path, *, registry: pl.DataFrame | None = None) -> Path:
    """Process a chunk and write its tables; a chunk that is already there is left as it is.

    Args:
        chunk: Parquet file of documents.
        results: Folder that holds a folder per chunk, named like the chunk.
        registry: Outlets to add to the bundled registry.

    Returns:
        The chunk's folder, complete: it takes its name only when all is written.
    """
    final = results / chunk.stem
    if final.is_dir():
        return final
    draft = results / f"{chunk.stem}.draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    batch = process_documents(pl.read_parquet(chunk), registry=registry)
    for name, frame in batch.tables.items():
        if frame.height and name in _STAGED:
            columns = conform(frame.with_columns(run_id=pl.lit("")) if name == "articles" else frame, name)
            columns.write_parquet(draft / f"{name}.parquet", compression="zstd", compression_level=1)
    batch.rejects.write_parquet(draft / REJECTS_FILE)
    (draft / "counts.json").write_text(json.dumps({name: f.height for name, f in batch.tables.items()}))
    try:
        draft.rename(final)
    except OSError:  # another worker finished the same chunk first: its result is the same
        shutil.rmtree(draft)
    return final
