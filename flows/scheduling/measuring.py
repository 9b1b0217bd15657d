"""How long each stage of a run takes, and how much memory the run's processes hold meanwhile."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any, Final, Self

import psutil

_SECONDS: Final = 0.5  # between two looks: a stage's most memory stays longer than that


class Stages:
    """Measures stages; to be entered with ``with``, so that it looks at memory only while there is a run.

    Attributes:
        done: Name, seconds and most memory in megabytes of each stage, in their order.
    """

    def __init__(self) -> None:
        self.done: list[dict[str, Any]] = []
        self._most = 0
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._watcher.join()

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens in the block."""
        started, self._most = time.monotonic(), _held()
        try:
            yield
        finally:
            seconds = round(time.monotonic() - started, 2)
            self.done.append(
                {"name": name, "seconds": seconds, "most_memory_mb": max(self._most, _held()) // 1_000_000}
            )

    def _watch(self) -> None:
        while not self._ended.wait(_SECONDS):
            self._most = max(self._most, _held())


def _held() -> int:
    """Bytes that this process and those below it hold; what they share counts in each."""
    total = 0
    with contextlib.suppress(psutil.Error):
        this = psutil.Process()
        for process in [this, *this.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total
