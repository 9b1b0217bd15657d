"""A chunk becomes its tables; what gets stuck, dies or fails on the way costs the document that it got stuck on."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from flows.stages.processing import REJECTS_FILE, check_declarations, process_chunk
from flows.stages.reading import CHUNK
from flows.workers import guarding
from flows.workers.guarding import process_guarded, start_workers, stop_workers
from transforms.vocabulary import PAGE_REASONS, REJECT_REASONS
from warehouse.contract.frames import SchemaError
from warehouse.sources import Limits
from warehouse.store.layout import WarehouseError

BODY = 'The ferry sailed on {}. "We are glad," said Jorun Aske, a spokeswoman for the line. {}'

# a worker with an invented mistake: on documents that say so, the cleaning of texts does what `mistake` does
_WORKER = """
import os, signal, sys, time
import transforms.documents.cleaning
from flows.workers import chunk_worker

original = transforms.documents.cleaning.clean_text

def clean_text(text, **options):
    if "stuck here" in text:
        time.sleep(600)
    if "die here" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "print here" in text:
        print("not an answer", flush=True)
    return original(text, **options)

transforms.documents.cleaning.clean_text = clean_text
chunk_worker.main()
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ...]]:
    script = tmp_path_factory.mktemp("worker") / "mistaken.py"
    script.write_text(_WORKER, encoding="utf-8")
    yield (sys.executable, str(script))
    stop_workers()


def write_chunk(folder: Path, texts: Sequence[str], name: str = "chunk") -> Path:
    rows = [
        (f"art_{n:016x}", f"id:n{n}", f"n{n}", "feed.jsonl", "text", None, "Melin Post", "Ferry sails")  # noqa: RUF005
        + (None, None, None, BODY.format(f"day {n}", text), f"hash{n}")
        for n, text in enumerate(texts)
    ]
    path = folder / f"{name}.parquet"
    pl.DataFrame(rows, schema=CHUNK, orient="row").write_parquet(path)
    return path


def rejects_of(folder: Path) -> list[tuple[str, str]]:
    return pl.read_parquet(folder / REJECTS_FILE).select("source_id", "reason").rows()


def ids_of(folder: Path) -> list[str]:
    return pl.read_parquet(folder / "articles.parquet")["source_id"].to_list()


def test_guarded_result_is_the_plain_one_and_workers_serve_many_chunks(tmp_path: Path) -> None:
    stop_workers()
    start_workers(1)
    for n in range(3):
        chunk = write_chunk(tmp_path, [f"Chunk {n}.", "Two."], f"c{n}")
        plain = process_chunk(chunk, tmp_path / "plain")
        guarded = process_guarded(chunk, tmp_path / "guarded", limits=Limits())
        names = sorted(path.name for path in plain.iterdir())
        assert names == sorted(path.name for path in guarded.iterdir())
        assert "articles.parquet" in names
        assert all((plain / name).read_bytes() == (guarded / name).read_bytes() for name in names)
    assert [len(workers) for workers in guarding._idle.values()] == [1]
    before = (guarded / "articles.parquet").stat().st_mtime_ns
    process_guarded(chunk, tmp_path / "guarded", limits=Limits())
    assert (guarded / "articles.parquet").stat().st_mtime_ns == before


def test_failing_storage_is_said_as_such(tmp_path: Path) -> None:
    chunk = write_chunk(tmp_path, ["One."])
    (tmp_path / "r").write_text("a file where a folder should be")
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        process_guarded(chunk, tmp_path / "r", limits=Limits())
    stop_workers()
    assert guarding._idle == {}


@pytest.mark.slow
def test_documents_that_get_stuck_or_kill_the_process_cost_themselves(tmp_path: Path, command: tuple[str, ...]) -> None:
    texts = ["One.", "It is stuck here.", "Two.", "print here", "It will die here."]
    folder = process_guarded(
        write_chunk(tmp_path, texts), tmp_path / "r", limits=Limits(document_seconds=2.0), command=command
    )
    assert ids_of(folder) == ["n0", "n2", "n3"]
    assert rejects_of(folder) == [("n1", "timed_out"), ("n4", "internal_error")]
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["chunk"]
    whole = process_chunk(write_chunk(tmp_path, texts, "whole"), tmp_path / "plain")
    expected = pl.read_parquet(whole / "sentences.parquet").filter(~pl.col("article_id").str.ends_with("1"))
    expected = expected.filter(~pl.col("article_id").str.ends_with("4"))
    assert pl.read_parquet(folder / "sentences.parquet").equals(expected)


def test_chunk_is_taken_in_pieces_before_single_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def work(self: guarding.Worker, chunk: Path, results: Path, **_: object) -> None:
        documents = pl.read_parquet(chunk)
        sizes.append(documents.height)
        if documents["source_id"].is_in(["n30"]).any():
            raise guarding._StoppedError("timed_out", "invented")
        process_chunk(chunk, results)

    monkeypatch.setattr(guarding.Worker, "work", work)
    chunk = write_chunk(tmp_path, ["Fine."] * 45)
    folder = process_guarded(chunk, tmp_path / "r", limits=Limits(), command=("sleep", "60"))
    assert sizes == [45, 20, 20, *([1] * 20), 5]
    assert ids_of(folder) == [f"n{n}" for n in range(45) if n != 30]
    assert rejects_of(folder) == [("n30", "timed_out")]
    stop_workers()


def test_worker_that_does_not_start(tmp_path: Path) -> None:
    chunk = write_chunk(tmp_path, ["One."])
    with pytest.raises(WarehouseError, match="no worker process could be started"):
        process_guarded(chunk, tmp_path / "r", limits=Limits(), command=(sys.executable, "-c", "pass"))


def test_value_that_a_column_may_not_hold_costs_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import flows.stages.processing

    original = flows.stages.processing.process_documents

    def with_a_mistake(documents: pl.DataFrame, **options: object):
        batch = original(documents, **options)
        wrong = pl.when(pl.col("source_id") == "n1").then(pl.lit("hearsay")).otherwise(pl.col("outlet_method"))
        tables = {**batch.tables, "articles": batch.tables["articles"].with_columns(outlet_method=wrong)}
        return batch._replace(tables=tables)

    monkeypatch.setattr(flows.stages.processing, "process_documents", with_a_mistake)
    folder = process_chunk(write_chunk(tmp_path, ["One.", "Two.", "Three."]), tmp_path / "r")
    assert ids_of(folder) == ["n0", "n2"]
    assert rejects_of(folder) == [("n1", "internal_error")]


def test_reasons_of_pages_are_among_those_of_rejects() -> None:
    assert set(PAGE_REASONS) <= set(REJECT_REASONS)


@pytest.mark.parametrize(
    "text", ["", "!", "rain fell.", "Rain fell.", "“”", "Il pleut sur le port depuis lundi matin, dit-on."]
)
def test_a_batch_in_which_nothing_is_found_is_no_fault(tmp_path: Path, text: str) -> None:
    chunk = tmp_path / "chunk.parquet"
    row = {
        "article_id": "art_1",
        "key": "k",
        "source_id": "s",
        "source_uri": "u",
        "source_kind": "text",
        "content": text,
    }
    pl.DataFrame([{**row, "content_hash": "h"}], schema=CHUNK).write_parquet(chunk)
    rejects = pl.read_parquet(process_chunk(chunk, tmp_path / "results") / REJECTS_FILE)
    assert set(rejects["reason"]) <= {"empty_article"}


def test_table_that_is_made_or_declared_alone_stops_the_build() -> None:
    from transforms.annotations.annotator import Annotator, Plan
    from transforms.annotations.annotators import ANNOTATORS

    check_declarations()
    misspelt = Annotator("misspelt", lambda _: {}, (), ("label_mentoins",))
    with pytest.raises(SchemaError, match="makes the table label_mentoins, which"):
        check_declarations(Plan((*ANNOTATORS.annotators, misspelt)))
    fewer = [one for one in ANNOTATORS.annotators if one.name != "labels"]
    with pytest.raises(SchemaError, match=r"label_mentions is declared .* no annotator makes it"):
        check_declarations(Plan(fewer))
    more = Annotator("more", lambda _: {}, (), ("articles.mood",))
    with pytest.raises(SchemaError, match="add mood to articles"):
        check_declarations(Plan((*ANNOTATORS.annotators, more)))
