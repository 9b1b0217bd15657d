"""One group of a step on a worker of a cluster, which may be another machine.

Nothing of Prefect is here: a worker reaches the files and the engine's scheduler, and nobody else.
"""

import functools
import socket
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flows.workers.retrying import RETRY_SECONDS, is_transient
from transforms.fingerprints import source_hash
from warehouse.store.layout import EngineError

Paths = Sequence[Path]


class Answer(NamedTuple):
    """What became of a group: paths, or the error as a value, for engines wrap what is raised in words of theirs."""

    paths: Paths
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """A step that goes to workers of a cluster.

    Attributes:
        step: What is done with a group of files.
        folder: Folder that the worker must see, for the files are there; None where they come by another way.
        code: Hash of the code that gave the order: other code on a worker would make other rows.
    """

    step: Callable[[Paths], Paths]
    folder: Path | None
    code: str

    def __call__(self, group: Paths) -> Answer:
        """Do it, and try again where storage fails."""
        for seconds in (*RETRY_SECONDS, None):
            try:
                self._check()
                return Answer(list(self.step(group)))
            except Exception as error:  # noqa: BLE001  whatever it is, it is raised where the run is
                if seconds is None or not is_transient(error):
                    error.add_note(traceback.format_exc())
                    return Answer((), error.with_traceback(None))
            time.sleep(seconds)
        raise AssertionError  # the last turn returns

    def _check(self) -> None:
        if source_hash() != self.code:
            raise EngineError(
                f"the worker on {socket.gethostname()} has another newsprism than this machine; install the same there"
            )
        if self.folder is not None and not _is_there(self.folder):
            raise EngineError(
                f"the worker on {socket.gethostname()} does not see {self.folder}; with --address the warehouse lies "
                "on a file system that all machines share, or on an object store (s3://…)"
            )


@functools.lru_cache(maxsize=64)  # folders of runs: once a worker
def _is_there(folder: Path) -> bool:
    return folder.is_dir()
