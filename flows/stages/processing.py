"""The batch stage: one chunk of documents becomes one folder of Parquet files, one per table."""

import os
import shutil
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from transforms.annotations.annotator import Plan
from transforms.annotations.annotators import ANNOTATORS
from transforms.annotations.batch import Batch, process_documents
from warehouse.contract.frames import SchemaError, conform
from warehouse.contract.tables import TABLE, TABLES

REJECTS_FILE: Final = "rejected.parquet"
_STAGED: Final = tuple(table.name for table in TABLES if table.origin == "batch")


def check_declarations(plan: Plan = ANNOTATORS) -> None:
    """Hold what the annotators make against the tables that the contract says a batch makes.

    Raises:
        SchemaError: A table or a column that is made and not declared would vanish, one that is declared and not made
            would stay empty.
    """
    declared = set(_STAGED)
    for name in sorted(plan.tables ^ declared):
        raise SchemaError(
            f"the table {name} is declared (origin batch), and no annotator makes it: see transforms/annotations/"
            "annotators.py"
            if name in declared
            else f"an annotator makes the table {name}, which warehouse/contract/tables does not declare as such"
        )
    for name, columns in plan.added.items():
        unknown = sorted(columns - set(TABLE[name].column_names))
        if unknown:
            raise SchemaError(f"annotators add {', '.join(unknown)} to {name}, which the contract does not declare")


def process_chunk(
    chunk: Path, results: Path, *, registry: pl.DataFrame | None = None, labels: pl.DataFrame | None = None
) -> Path:
    """Process a chunk and write its tables; a chunk that is already there is left as it is.

    Args:
        chunk: Parquet file of documents.
        results: Folder that holds a folder per chunk, named like the chunk.
        registry: Outlets to add to the bundled registry.
        labels: Labels to add to the bundled sets.

    Returns:
        The chunk's folder, complete: it takes its name only when all is written.
    """
    final = results / chunk.stem
    if final.is_dir():
        return final
    batch = _process(pl.read_parquet(chunk), registry, labels)
    return _written(batch, final=final)


def join_results(folders: Sequence[Path], *, final: Path) -> Path:
    """Results of the parts of a chunk as those of the chunk, in the parts' order."""
    tables = {
        name: pl.concat([pl.read_parquet(path) for path in paths])
        for name in _STAGED
        if (paths := [path for folder in folders if (path := folder / f"{name}.parquet").is_file()])
    }
    rejects = pl.concat([pl.read_parquet(folder / REJECTS_FILE) for folder in folders], how="diagonal_relaxed")
    return _written(Batch(tables, rejects), final=final)


def reject_documents(documents: pl.DataFrame, final: Path, *, reason: str, detail: str) -> Path:
    """The result of documents that could not be processed."""
    return _written(Batch({}, _rejected(documents, reason=reason, detail=detail)), final=final)


def _written(batch: Batch, *, final: Path) -> Path:
    draft = final.with_name(f"{final.name}.draft-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, frame in batch.tables.items():
        frame.write_parquet(draft / f"{name}.parquet", compression="zstd", compression_level=1)
    batch.rejects.write_parquet(draft / REJECTS_FILE)
    try:
        draft.rename(final)
    except OSError:  # another worker finished the same chunk first: its result is the same
        shutil.rmtree(draft)
    return final


def _process(documents: pl.DataFrame, registry: pl.DataFrame | None, labels: pl.DataFrame | None) -> Batch:
    """Process documents together; where a rule fails, halve until the one document it fails on stands alone."""
    try:
        return _conformed(process_documents(documents, registry=registry, labels=labels))
    except (OSError, MemoryError):
        raise  # not the document's fault
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  a rule's mistake costs a document, no run
        if documents.height == 1:
            return Batch({}, _rejected(documents, reason="internal_error", detail=_where(error)))
    middle = documents.height // 2
    first, second = (_process(part, registry, labels) for part in (documents[:middle], documents[middle:]))
    tables = {
        name: pl.concat([part.tables[name] for part in (first, second) if name in part.tables])
        for name in _STAGED
        if name in first.tables or name in second.tables
    }
    return Batch(tables, pl.concat([first.rejects, second.rejects], how="diagonal_relaxed"))


def _conformed(batch: Batch) -> Batch:
    """The tables that are stored, with exactly their columns.

    Raises:
        SchemaError: A rule made a value that its column may not hold.
    """
    frames = {name: frame for name, frame in batch.tables.items() if frame.height}
    if "articles" in frames:
        frames["articles"] = frames["articles"].with_columns(run_id=pl.lit(""))  # known when all chunks are done
    return Batch({name: conform(frame, name) for name, frame in frames.items()}, batch.rejects)


def _rejected(documents: pl.DataFrame, *, reason: str, detail: str) -> pl.DataFrame:
    return documents.select("source_id", "source_uri", reason=pl.lit(reason), detail=pl.lit(detail[:500]))


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    return f"{error.__class__.__name__}: {error} ({Path(last.filename).name}:{last.lineno} in {last.name})"
