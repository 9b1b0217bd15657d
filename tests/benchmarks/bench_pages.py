"""CPU per page, page to blocks, beside trafilatura with metadata on the same pages, alternating, in one run.

usage: python tests/benchmarks/bench_pages.py PAGES.jsonl[.gz] [--rounds N]

Each row of the file has ``html`` and, if known, ``url``. Both sides run once before the clock starts, because
trafilatura builds its stop lists and both fill their caches with the first pages. Prints milliseconds a page and the
ratio, which is to stay at or below 0.65.
"""

import argparse
import contextlib
import gzip
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trafilatura

from transforms.documents.pages import PageError, extract_page


def _ours(row: dict[str, Any]) -> None:
    with contextlib.suppress(PageError):
        extract_page(row["html"], url=row.get("url"))


def _theirs(row: dict[str, Any]) -> None:
    trafilatura.bare_extraction(row["html"], url=row.get("url"), with_metadata=True)


def _clock(function: Callable[[dict[str, Any]], None], row: dict[str, Any]) -> float:
    start = time.process_time()
    function(row)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    opener = gzip.open if options.pages.suffix == ".gz" else open
    with opener(options.pages, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[:5]:
        _ours(row)
        _theirs(row)
    ours = theirs = 0.0
    for _ in range(options.rounds):
        for row in rows:
            ours += _clock(_ours, row)
            theirs += _clock(_theirs, row)
    scale = 1000 / (len(rows) * options.rounds)
    sys.stdout.write(
        f"{len(rows)} pages: ours {ours * scale:.2f} ms, trafilatura with metadata {theirs * scale:.2f} ms a page, "
        f"ratio {ours / theirs:.2f}\n"
    )


if __name__ == "__main__":
    main()
