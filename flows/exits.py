"""How newsprism ends: one exit code for one kind of mistake, the same in every command."""

import os
import sys
from typing import Final

FAILED: Final = 1
INTERNAL: Final = 70  # EX_SOFTWARE of sysexits.h
EXITS: Final = {  # by the name of the error's class, so that to end needs no import of all rooms; subclasses first
    "LockedError": 5,
    "ChecksFailedError": 6,
    "FindingsError": 7,
    "ParameterError": 4,
    "QueryError": 4,
    "SourceError": 3,
}
ABOUT: Final = {  # for people; the page of the operations has this table
    0: "Done. Rejected documents are no failure, and neither is a reader that has seen enough (a broken pipe).",
    FAILED: "Failed: no warehouse there, a damaged one, a disk that is full, a permission that is missing.",
    2: "Wrong usage: of an option, of the environment or of newsprism.toml.",
    3: "A source: none is there, or one is not and all are needed; or none holds a document.",
    4: "A query: its SQL is wrong, asks for what is forbidden, or lacks a parameter.",
    5: "Another run holds the warehouse.",
    6: "A check that blocks found rows, or a file is damaged: nothing was published.",
    7: "Published, with a finding that is a failure by newsprism.toml.",
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
