"""A chunk becomes its tables; what gets stuck, dies or fails on the way costs the document that it got stuck on."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from flows.workers import chunks, workers
from flows.workers.budget import Budget
from flows.workers.chunks import CHUNK, REJECTS_FILE, Order, check_declarations, process_chunk
from flows.workers.guarding import Guard
from flows.workers.workers import ChildProcesses, StoppedError, ThisProcess, Workplace, start_workers, stop_workers
from transforms.vocabulary import PAGE_REASONS, REJECT_REASONS
from warehouse.contract.frames import SchemaError
from warehouse.store.layout import WarehouseError

BODY = 'The ferry sailed on {}. "We are glad," said Jorun Aske, a spokeswoman for the line. {}'

# a worker with an invented mistake: on documents that say so, the cleaning of texts does what `mistake` does
_WORKER = """
import os, signal, sys, time
import transforms.documents.articles
from flows.workers import child

original = transforms.documents.articles.mark_text

def mark_text(text, **options):
    if "stuck here" in text:
        time.sleep(600)
    if "die here" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "print here" in text:
        print("not an answer", flush=True)
    return original(text, **options)

transforms.documents.articles.mark_text = mark_text
child.main()
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ...]]:
    script = tmp_path_factory.mktemp("worker") / "mistaken.py"
    script.write_text(_WORKER, encoding="utf-8")
    yield (sys.executable, str(script))
    stop_workers()


def guard(
    results: Path, workplace: Workplace, *, document_seconds: float = 30.0, budget_seconds: float = 600.0
) -> Guard:
    results.parent.mkdir(exist_ok=True)
    budget = Budget(results.parent / "seconds-lost", budget_seconds)
    return Guard(Order("", str(results)), workplace, document_seconds, budget)


def process(chunk: Path, results: Path) -> Path:
    return process_chunk(Order(str(chunk), str(results)))


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


def test_results_of_child_processes_are_those_of_this_one_and_workers_serve_many_chunks(tmp_path: Path) -> None:
    stop_workers()
    start_workers(ChildProcesses(), 1)
    for n in range(3):
        chunk = write_chunk(tmp_path, [f"Chunk {n}.", "Two."], f"c{n}")
        plain = guard(tmp_path / "plain", ThisProcess()).process(chunk)
        guarded = guard(tmp_path / "guarded", ChildProcesses()).process(chunk)
        names = sorted(path.name for path in plain.iterdir())
        assert names == sorted(path.name for path in guarded.iterdir())
        assert "articles.parquet" in names
        assert all((plain / name).read_bytes() == (guarded / name).read_bytes() for name in names)
    assert {workplace: len(idle) for workplace, idle in workers._idle.items()} == {
        ThisProcess(): 1,
        ChildProcesses(): 1,
    }
    before = (guarded / "articles.parquet").stat().st_mtime_ns
    guard(tmp_path / "guarded", ChildProcesses()).process(chunk)
    assert (guarded / "articles.parquet").stat().st_mtime_ns == before


@pytest.mark.parametrize("workplace", [ThisProcess(), ChildProcesses()])
def test_failing_storage_is_said_as_such(tmp_path: Path, workplace: Workplace) -> None:
    chunk = write_chunk(tmp_path, ["One."])
    (tmp_path / "r").write_text("a file where a folder should be")
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        guard(tmp_path / "r", workplace).process(chunk)
    stop_workers()
    assert workers._idle == {}


@pytest.mark.slow
def test_documents_that_get_stuck_or_kill_the_process_cost_themselves(tmp_path: Path, command: tuple[str, ...]) -> None:
    texts = ["One.", "It is stuck here.", "Two.", "print here", "It will die here."]
    chunk = write_chunk(tmp_path, texts)
    folder = guard(tmp_path / "r", ChildProcesses(command), document_seconds=2.0).process(chunk)
    assert ids_of(folder) == ["n0", "n2", "n3"]
    assert rejects_of(folder) == [("n1", "timed_out"), ("n4", "worker_ended")]
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["chunk"]
    whole = process(write_chunk(tmp_path, texts, "whole"), tmp_path / "plain")
    expected = pl.read_parquet(whole / "sentences.parquet").filter(~pl.col("article_id").str.ends_with("1"))
    expected = expected.filter(~pl.col("article_id").str.ends_with("4"))
    assert pl.read_parquet(folder / "sentences.parquet").equals(expected)


class Stubborn:
    """A worker that pretends to get stuck on some documents, and writes down how much it was given, and how long."""

    is_alive = True

    def __init__(self, stuck: frozenset[str], orders: list[tuple[int, float]]) -> None:
        self._stuck, self._orders = stuck, orders

    def work(self, order: Order) -> None:
        documents = pl.read_parquet(order.chunk)
        self._orders.append((documents.height, round(order.seconds, 1)))
        if self._stuck & set(documents["source_id"]):
            raise StoppedError("timed_out", "invented")
        process_chunk(order)

    def stop(self) -> None: ...


class Invented:
    """Where stubborn workers are."""

    def __init__(self, *stuck: str) -> None:
        self._stuck, self.orders = frozenset(stuck), []

    def start(self) -> Stubborn:
        return Stubborn(self._stuck, self.orders)


def test_chunk_is_taken_in_pieces_before_single_documents(tmp_path: Path) -> None:
    workplace = Invented("n30")
    chunk = write_chunk(tmp_path, ["Fine."] * 45)
    folder = guard(tmp_path / "r", workplace).process(chunk)
    assert [height for height, _ in workplace.orders] == [45, 20, 20, *([1] * 20), 5]
    assert ids_of(folder) == [f"n{n}" for n in range(45) if n != 30]
    assert rejects_of(folder) == [("n30", "timed_out")]
    assert not pl.read_parquet(folder / REJECTS_FILE)["is_put_off"].any()
    stop_workers()


def test_when_the_runs_time_is_lost_deadlines_are_short_and_what_passes_them_is_put_off(tmp_path: Path) -> None:
    workplace = Invented("n0", "n2")
    texts = ["Fine."] * 4
    under = guard(tmp_path / "r", workplace, budget_seconds=60.0)
    first, second = (under.process(write_chunk(tmp_path, texts, name)) for name in ("one", "two"))
    # 30 s for the chunk and 30 s for n0 are all there is; n2, and the chunk after it, have a tenth
    assert [seconds for _, seconds in workplace.orders] == [30.0] * 2 + [3.0] * 8
    assert ids_of(first) == ids_of(second) == ["n1", "n3"]
    put_off = [pl.read_parquet(folder / REJECTS_FILE)["is_put_off"].to_list() for folder in (first, second)]
    assert put_off == [[False, True], [True, True]]
    stop_workers()


def test_worker_that_does_not_start(tmp_path: Path) -> None:
    chunk = write_chunk(tmp_path, ["One."])
    with pytest.raises(WarehouseError, match="no worker process could be started"):
        guard(tmp_path / "r", ChildProcesses((sys.executable, "-c", "pass"))).process(chunk)


def test_rules_that_fail_on_a_plain_document_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_workers()
    monkeypatch.setattr(chunks, "process_documents", lambda _, **__: 1 / 0)
    with pytest.raises(WarehouseError, match=r"the rules fail on a plain document.*ZeroDivisionError"):
        guard(tmp_path / "r", ThisProcess()).process(write_chunk(tmp_path, ["One."]))


def test_value_that_a_column_may_not_hold_costs_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = chunks.process_documents

    def with_a_mistake(documents: pl.DataFrame, **options: object):
        batch = original(documents, **options)
        wrong = pl.when(pl.col("source_id") == "n1").then(pl.lit("hearsay")).otherwise(pl.col("outlet_method"))
        tables = {**batch.tables, "articles": batch.tables["articles"].with_columns(outlet_method=wrong)}
        return batch._replace(tables=tables)

    monkeypatch.setattr(chunks, "process_documents", with_a_mistake)
    chunk = write_chunk(tmp_path, ["One.", "Two.", "Three."])
    folder = guard(tmp_path / "r", ThisProcess()).process(chunk)
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
    rejects = pl.read_parquet(process(chunk, tmp_path / "results") / REJECTS_FILE)
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
