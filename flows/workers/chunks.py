"""One chunk of documents becomes one folder of Parquet files, one per table."""

import os
import shutil
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from flows.workers.cutting import slices
from transforms.annotations.annotator import Plan
from transforms.annotations.annotators import ANNOTATORS
from transforms.annotations.batch import Batch, Lists, process_again, process_documents
from transforms.annotations.terms import FRAGMENTS
from transforms.documents.articles import outlet_key
from warehouse.contract.frames import SchemaError, conform
from warehouse.contract.tables import TABLE, TABLES
from warehouse.frame_file import write_frame
from warehouse.sources import Document
from warehouse.store.stored import StoredRows

CHUNK: Final = pl.Schema(
    {
        "article_id": pl.String(),
        **{name: pl.String() for name in Document._fields},
        "content_hash": pl.String(),
    }
)
DUMP: Final = "raw_text"  # the kind of source whose recurring lines are learned
_REJECTS: Final = "rejected"
REJECTS_FILE: Final = f"{_REJECTS}.parquet"
VERSION_MARK: Final = "~"  # between an article's id and the hash of a version that is not kept
RENEWED: Final = "renewed"  # column of a chunk of stored articles: the annotators that work again
_STAGED: Final = tuple(table.name for table in TABLES if table.origin == "batch")
_PROBE: Final = (
    "art_0", "id:0", "0", "", "text", None, None, "A title", None, None, None,
    '"It is so," said Ann Example.', "",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is asked to do.

    Attributes:
        chunk: Parquet file of documents.
        results: Folder that holds a folder per chunk, named like the chunk.
        recurring: Parquet file of the lines that recur in page dumps, by outlet.
        outlets: The user's CSV of outlets.
        labels: The user's CSV of label sets.
        stored: Note of where stored rows lie, for articles that are done again.
        fragments: Parquet file of what was learned of outlets' templates, for the same.
        seconds: Time that the work may take.
    """

    chunk: str
    results: str
    recurring: str | None = None
    outlets: str | None = None
    labels: str | None = None
    stored: str | None = None
    fragments: str | None = None
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The order as plain values."""
        return asdict(self)


class BrokenInstallationError(Exception):
    """The rules fail on a plain document: whatever they would do to others is not worth publishing."""


def probe() -> None:
    """Process a plain document: the rules load their word lists, and an installation that is broken shows.

    Raises:
        BrokenInstallationError: It fails.
    """
    try:
        process_documents(pl.DataFrame([_PROBE], schema=CHUNK, orient="row"))
    except (Exception, pl.exceptions.PanicException) as error:
        raise BrokenInstallationError(_where(error)) from error


def process_chunk(order: Order) -> Path:
    """Process a chunk and write its tables; a chunk that is already there is left as it is.

    Returns:
        The chunk's folder, complete: it takes its name only when all is written.
    """
    chunk = Path(order.chunk)
    final = Path(order.results) / chunk.stem
    if final.is_dir():
        return final
    documents = pl.read_parquet(chunk)
    registry, labels = (
        None if path is None else pl.read_csv(path, infer_schema=False) for path in (order.outlets, order.labels)
    )
    if RENEWED in documents.columns:
        tables = _again(documents, order, {"outlets": registry, "labels": labels})
        return _written(_conformed(Batch(tables, documents.clear().select("article_id"), {})), final=final)
    documents = _with_recurring(documents, order.recurring)
    made = [
        _conformed(process_documents(documents[place], registry=registry, labels=labels))
        for place in slices(documents["content"].str.len_bytes().to_list())
    ]
    return _written(_with_runs(_joined(made), documents), final=final)


def _with_runs(tables: dict[str, pl.DataFrame], documents: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Articles of earlier runs that are cleaned again from their stored texts keep the id of their run."""
    if "run_id" not in documents.columns or "articles" not in tables:
        return tables
    runs = documents.select("article_id", "run_id")
    return tables | {
        "articles": tables["articles"].drop("run_id").join(runs, on="article_id", how="left", maintain_order="left")
    }


def _again(articles: pl.DataFrame, order: Order, lists: Lists) -> dict[str, pl.DataFrame]:
    """The tables of articles that are done again, from their stored rows."""
    again = ANNOTATORS.again(articles[RENEWED][0].split())
    stored = StoredRows.noted(Path(str(order.stored)))
    periods = articles["period"].unique().to_list()
    frames = {name: stored.frame(name, articles["article_id"], periods=periods) for name in again.reads}
    learned = pl.DataFrame(schema=FRAGMENTS) if order.fragments is None else pl.read_parquet(order.fragments)
    return process_again({**frames, "fragments": learned}, again, lists)


def attempt(order: Order) -> dict[str, Any]:
    """Process a chunk; nothing where it is done, else what was wrong, as plain values: ``error``, perhaps ``errno``."""
    try:
        process_chunk(order)
    except OSError as error:
        return {"error": str(error.strerror or error), "errno": error.errno or 0, "filename": error.filename}
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  said to the guard, who cuts the chunk
        return {"error": _where(error)}
    return {}


def join_results(folders: Sequence[Path], *, final: Path) -> Path:
    """Results of the parts of a chunk as those of the chunk, in the parts' order."""
    parts = [{file.stem: pl.read_parquet(file) for file in sorted(folder.glob("*.parquet"))} for folder in folders]
    return _written(_joined(parts), final=final)


def reject_documents(documents: pl.DataFrame, final: Path, *, reason: str, detail: str, is_put_off: bool) -> Path:
    """The result of documents that could not be processed.

    Args:
        documents: Rows of the chunk.
        final: Folder to make.
        reason: Why, of the closed list.
        detail: What was wrong.
        is_put_off: Whether the next run is to try again.
    """
    rejects = documents.select(
        "article_id",
        "source_id",
        "source_uri",
        reason=pl.lit(reason),
        detail=pl.lit(detail[:500]),
        is_put_off=pl.lit(is_put_off),
    )
    return _written({_REJECTS: rejects}, final=final)


def outlet_keys(documents: pl.DataFrame) -> pl.Series:
    """What groups page dumps by outlet before outlets are identified; null for documents of other kinds."""
    keys = [
        outlet_key(outlet, url) if kind == DUMP else None
        for kind, outlet, url in documents.select("source_kind", "outlet", "url").iter_rows()
    ]
    return pl.Series("outlet_key", keys, pl.String)


def _with_recurring(documents: pl.DataFrame, file: str | None) -> pl.DataFrame:
    """Every dump of an outlet with recurring lines, with those lines."""
    if file is None:
        return documents
    by_outlet = pl.read_parquet(file)
    keyed = documents.with_columns(outlet_keys(documents))
    return keyed.join(by_outlet, on="outlet_key", how="left", maintain_order="left").drop("outlet_key")


def _joined(parts: Sequence[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """Frames of the same name one below the other; a part need not have all of them."""
    frames: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for name, frame in part.items():
            frames.setdefault(name, []).append(frame)
    return {name: pl.concat(found, how="diagonal_relaxed") for name, found in frames.items()}


def _written(frames: Mapping[str, pl.DataFrame], *, final: Path) -> Path:
    draft = final.with_name(f"{final.name}.draft-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, frame in frames.items():
        write_frame(frame, draft / f"{name}.parquet")
    try:
        draft.rename(final)
    except OSError:
        shutil.rmtree(draft)
        if not final.is_dir():
            raise
        # else another worker finished the same chunk first: its result is the same
    return final


def _conformed(batch: Batch) -> dict[str, pl.DataFrame]:
    """All that is written: the tables with exactly their columns, the rejects, and what a later stage needs.

    Raises:
        SchemaError: A rule made a value that its column may not hold.
    """
    tables = {name: frame for name, frame in batch.tables.items() if frame.height}
    if "articles" in tables and "run_id" not in tables["articles"].columns:
        tables["articles"] = tables["articles"].with_columns(run_id=pl.lit(""))  # known when all chunks are done
    stored = {name: conform(frame, name) for name, frame in tables.items()}
    return {**stored, **batch.handed_on, _REJECTS: batch.rejects}


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    return f"{error.__class__.__name__}: {error} ({Path(last.filename).name}:{last.lineno} in {last.name})"[:500]
