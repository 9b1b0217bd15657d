"""A process that works on chunks for another one, and may be ended at any moment: see :mod:`flows.workers.guarding`.

Orders and answers are lines of JSON: an :class:`Order` in, ``{}`` or ``{"error": …, "errno": …}`` out, after a first
line in the form of an answer that says whether the process is ready.
"""

import contextlib
import faulthandler
import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Final

from flows.workers.chunks import BrokenInstallationError, Order, attempt, probe

_GRACE: Final = 60.0  # seconds after which a process whose master is gone ends itself, stuck or not


def main() -> None:
    """Work until the orders end, or nobody hears the answers any more."""
    with contextlib.suppress(BrokenPipeError):
        _serve()


def _serve() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the master, who ends this process
    with os.fdopen(os.dup(1), "w", buffering=1) as answers, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(2, 1)  # what a library prints is no answer
        try:
            probe()  # word lists are loaded here, so that no deadline has to allow for it
        except BrokenInstallationError as error:
            answers.write(json.dumps({"error": str(error)}) + "\n")
            return
        gc.collect()
        gc.freeze()  # the word lists stay until the end: nobody need look through them again
        answers.write("{}\n")
        for line in sys.stdin:
            order = Order(**json.loads(line))
            # by a thread of C: it needs no turn of the interpreter, which a stuck regular expression does not give
            faulthandler.dump_traceback_later(order.seconds + _GRACE, exit=True, file=nowhere)
            answer = attempt(order)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
