"""A process that works on chunks for another one, and may be ended at any moment: see :mod:`flows.workers.guarding`.

Orders and answers are lines of JSON: ``{"chunk": …, "results": …, "lists": …, "seconds": …}`` in, ``{}`` or
``{"error": …, "errno": …}`` out, after a first line that says that the process is ready.
"""

import contextlib
import faulthandler
import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, Final

import polars as pl

from flows.stages.processing import process_chunk
from flows.stages.reading import CHUNK
from transforms.annotations.batch import process_documents

_FIRST: Final = (  # a document that makes the rules load their word lists, so that no deadline has to allow for it
    ("art_0", "id:0", "0", "", "text", None, None, "A title", None, None, None, '"It is so," said Ann Example.', "")
)
_GRACE: Final = 60.0  # seconds after which a process whose master is gone ends itself, stuck or not


def main() -> None:
    """Work until the orders end, or nobody hears the answers any more."""
    with contextlib.suppress(BrokenPipeError):
        _serve()


def _serve() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the master, who ends this process
    with os.fdopen(os.dup(1), "w", buffering=1) as answers, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(2, 1)  # what a library prints is no answer
        process_documents(pl.DataFrame([_FIRST], schema=CHUNK, orient="row"))
        gc.collect()
        gc.freeze()  # the word lists stay until the end: nobody need look through them again
        answers.write("{}\n")
        for line in sys.stdin:
            order = json.loads(line)
            # by a thread of C: it needs no turn of the interpreter, which a stuck regular expression does not give
            faulthandler.dump_traceback_later(order["seconds"] + _GRACE, exit=True, file=nowhere)
            answer = _work(order)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps(answer) + "\n")


def _work(order: dict[str, Any]) -> dict[str, Any]:
    try:
        lists = {name: pl.read_csv(path, infer_schema=False) for name, path in order["lists"].items() if path}
        registry, labels = lists.get("outlets"), lists.get("labels")
        process_chunk(Path(order["chunk"]), Path(order["results"]), registry=registry, labels=labels)
    except OSError as error:
        return {"error": str(error.strerror or error), "errno": error.errno or 0, "filename": error.filename}
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  said to the master, who splits the chunk
        return {"error": f"{error.__class__.__name__}: {error}"[:500]}
    return {}


if __name__ == "__main__":
    main()
