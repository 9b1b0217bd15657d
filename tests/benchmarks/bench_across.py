"""What is decided across articles costs: ``python -m tests.benchmarks.bench_across [--keep DIR] ARTICLES …``.

For each size a corpus is generated, read and annotated; then copies, speakers, stories and variants are resolved over
all of it, and nothing is published. One table: milliseconds of processor time an article, by resolver and in all. The
days grow with the number of articles, so that what surrounds a day stays what it is: whatever grows from one size to
the next would grow with a warehouse. ``--keep DIR`` leaves the annotated articles there, so that the next call
measures at once; ``--profile`` prints where the time of the last size goes.
"""

import argparse
import contextlib
import cProfile
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from flows.settings import Settings
from flows.stages import resolving
from flows.stages.running import run_once
from flows.workers.executors import InProcess
from tests.benchmarks.corpus import articles, write

_RESOLVERS: Final = ("name_speakers", "name_outlets", "mark_copies", "find_stories", "_variants", "name_entities_of")
_SHOWN: Final = 45  # functions of a profile

Result = TypeVar("Result")
Given = ParamSpec("Given")


class _Measured(Exception):  # noqa: N818 - no error: the run has come to where it is to end
    """What was to be measured has been."""


class _UntilResolved(InProcess):
    """Goes through a run up to the end of the resolve stage; ``seconds`` of it, with a profile if asked for."""

    def __init__(self, profile: cProfile.Profile | None) -> None:
        super().__init__()
        self.seconds = 0.0
        self._profile = profile

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        if name != "resolve":
            return super().call(name, step)
        begun = time.process_time()
        with self._profile or contextlib.nullcontext():
            step()
        self.seconds = time.process_time() - begun
        raise _Measured


def _timed(function: Callable[Given, Result], seconds: Counter[str]) -> Callable[Given, Result]:
    @wraps(function)
    def call(*given: Given.args, **named: Given.kwargs) -> Result:
        begun = time.process_time()
        try:
            return function(*given, **named)
        finally:
            seconds[function.__name__.strip("_")] += time.process_time() - begun

    return call


def measure(folder: Path, count: int, profile: cProfile.Profile | None = None) -> Counter[str]:
    """Seconds of processor time by resolver, and of ``all``.

    Args:
        folder: Where the corpus and its annotated articles are, or will be.
        count: Articles.
        profile: To be filled.
    """
    corpus = folder / f"{count}.jsonl.gz"
    if not corpus.exists():
        write(corpus, articles(count))
    seconds: Counter[str] = Counter()
    own = {name: getattr(resolving, name) for name in _RESOLVERS}
    executor = _UntilResolved(profile)
    try:
        for name, function in own.items():
            setattr(resolving, name, _timed(function, seconds))
        with contextlib.suppress(_Measured):
            run_once(Settings(sources=(str(corpus),), warehouse=str(folder / f"w{count}")), executor)
    finally:
        for name, function in own.items():
            setattr(resolving, name, function)
    seconds["all"] = executor.seconds
    return seconds


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for place, size in enumerate(options.sizes):
            is_last = place == len(options.sizes) - 1
            profile = cProfile.Profile(time.process_time) if options.profile and is_last else None
            seconds = measure(folder, size, profile)
            spent = ", ".join(f"{name} {1000 * spent / size:.3f}" for name, spent in seconds.items())
            print(f"{size:7,} articles, ms an article: {spent}", flush=True)
            if profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(_SHOWN)


if __name__ == "__main__":
    main()
