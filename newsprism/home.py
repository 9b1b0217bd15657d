"""The pull step of a deployment: go to the folder to which sources and warehouse are relative.

Prefect's own step takes an unset variable for the folder that it is in, a temporary one: runs would be green, and
what they publish gone with it.
"""

import os
from pathlib import Path
from typing import Final

HOME: Final = "NEWSPRISM_HOME"


class NoHomeError(Exception):
    """Nothing says where the warehouse lies."""


def enter() -> dict[str, str]:
    """Go to the folder that ``NEWSPRISM_HOME`` names in the environment of the worker.

    Raises:
        NoHomeError: The variable is not set, or names no folder.
    """
    named = os.environ.get(HOME, "").strip()
    if not named:
        raise NoHomeError(f"{HOME} is not set in the environment of the worker; set it to the folder of the warehouse")
    folder = Path(named).expanduser()
    if not folder.is_absolute() or not folder.is_dir():
        raise NoHomeError(f"{HOME} is {named}, which is no folder here; name one by its absolute path")
    os.chdir(folder)
    return {"directory": str(folder)}


def is_missing(warehouse: str) -> bool:
    """Whether a warehouse's path says nothing in this process: relative, and to no folder that anybody named."""
    if "://" in warehouse or Path(warehouse).expanduser().is_absolute():
        return False
    named = Path(os.environ.get(HOME, "").strip()).expanduser()
    return not named.is_absolute() or named.resolve() != Path.cwd().resolve()
