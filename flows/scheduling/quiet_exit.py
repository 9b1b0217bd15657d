"""Leave a process without pages of other people's diagnostics.

Prefect leaves threads behind whose frames hold objects of DuckDB, and DuckDB 2.0 then prints sixty lines of leaks when
the interpreter ends, after every handler has run. They say nothing about a run, so nobody should read them every hour.
"""

import atexit
import functools
import os
import sys


@functools.cache  # once a process
def leave_quietly() -> None:
    """Send what is written to standard error after the last exit handler to nowhere. Exit codes stay."""
    atexit.register(_close_standard_error)


def _close_standard_error() -> None:
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
