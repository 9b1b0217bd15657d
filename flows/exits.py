"""How newsprism ends: one exit code for one kind of mistake, the same in every command."""

import os
import sys
from typing import Final

FAILED: Final = 1
INTERNAL: Final = 70  # EX_SOFTWARE of sysexits.h
EXITS: Final = {  # by the name of the error's class or of one above it, so that to end needs no import of all rooms
    "LockedError": 5,
    "ChangedError": 5,
    "BlockedError": 6,
    "FindingsError": 7,
    "MissingError": 8,
    "DamagedError": 9,
    "OutdatedError": 10,
    "EngineError": 11,
    "MisuseError": 2,
    "QueryError": 4,
    "SourceError": 3,
}
ABOUT: Final = {  # for people; the page of the operations has this table
    0: "Done. Rejected documents are no failure, and neither is a reader that has seen enough (a broken pipe).",
    FAILED: "The machine: a disk that is full, want of memory, a permission that is missing, a store that is away.",
    2: "Wrong usage: of an option, a variable, newsprism.toml or a list of yours; or what is asked for cannot be.",
    3: "A source: none is there, or one is not and all are needed; or none holds an article.",
    4: "A query: its SQL is wrong, asks for what is forbidden, or lacks a parameter.",
    5: "Another run holds the warehouse, or has published first.",
    6: "A check found what blocks (also: rules that fail on most documents): nothing was published.",
    7: "Published, with a finding that is a failure by newsprism.toml.",
    8: "Not there: no published warehouse, no such snapshot, table or article.",
    9: "Damaged: a file of the warehouse is not what was written; the line says how to mend it.",
    10: "An older version published the warehouse: newsprism upgrade.",
    11: "The engine: Prefect's server, a Dask or Ray cluster or a worker process does not answer or start.",
    INTERNAL: "A mistake of ours; the line names a file for the report of it.",
    130: "Interrupted with Ctrl-C.",
    143: "Terminated.",
}


def exit_code(error: Exception) -> int:
    """The code that a mistake has."""
    names = [kind.__name__ for kind in type(error).__mro__]
    return next((code for name, code in EXITS.items() if name in names), FAILED)


def is_reader_gone() -> bool:
    """Whether nobody reads any more what we print."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return True
    return False


def nowhere() -> None:
    """Let what is still buffered for a reader who is gone go nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
