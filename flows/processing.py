"""The batch stage: one chunk of documents becomes one folder of Parquet files, one per table."""

import json
import os
import shutil
import traceback
from pathlib import Path
from typing import Final

import polars as pl

from transforms.batch import Batch, process_documents
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
    batch = _process(pl.read_parquet(chunk), registry)
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


def _process(documents: pl.DataFrame, registry: pl.DataFrame | None) -> Batch:
    """Process documents together; where a rule fails, halve until the one document it fails on stands alone."""
    try:
        return process_documents(documents, registry=registry)
    except (OSError, MemoryError):
        raise  # not the document's fault
    except Exception as error:  # a rule's mistake must cost one document, not the run
        if documents.height == 1:
            return _failed(documents, error)
    middle = documents.height // 2
    first, second = (_process(part, registry) for part in (documents[:middle], documents[middle:]))
    tables = {
        name: pl.concat([first.tables[name], second.tables[name]], how="diagonal_relaxed")
        if name in first.tables and name in second.tables
        else first.tables.get(name, second.tables.get(name, pl.DataFrame()))
        for name in {**first.tables, **second.tables}
    }
    return Batch(tables, pl.concat([first.rejects, second.rejects], how="diagonal_relaxed"))


def _failed(documents: pl.DataFrame, error: Exception) -> Batch:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
    reject = documents.select("source_id", "source_uri").with_columns(
        reason=pl.lit("internal_error"), detail=pl.lit(f"{error.__class__.__name__}: {error} ({where})"[:500])
    )
    return Batch({}, reject)
