"""``newsprism.toml``: the options of a run in a file, for what neither the command line nor the environment says.

The file is the one that ``NEWSPRISM_CONFIG`` names, else ``newsprism.toml`` in the folder where newsprism is started.
Paths in it are relative to its own folder.
"""

import dataclasses
import difflib
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from flows.settings import Settings

FILE: Final = "newsprism.toml"
VARIABLE: Final = "NEWSPRISM_CONFIG"
_PATHS: Final = frozenset({"sources", "warehouse", "manifest", "outlets", "labels", "aliases"})


def configured() -> dict[str, Any]:
    """Options that the file sets, by name; empty without a file.

    Raises:
        click.UsageError: The file that is named is not there, is no TOML, or sets what is no option.
    """
    named = os.environ.get(VARIABLE)
    path = Path(named or FILE)
    if not named and not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise click.UsageError(f"{VARIABLE}: {path}: no such file") from error
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path}: {error}") from error
    for name in content:
        if name not in _names():
            near = difflib.get_close_matches(name, _names(), 1)
            known = f"did you mean {near[0]}?" if near else f"there are: {', '.join(_names())}"
            raise click.UsageError(f"{path}: no option is named {name}; {known}")
    return {name: _placed(name, value, path.parent) for name, value in content.items()}


def template() -> str:
    """A file that sets nothing yet: every option as a comment, with what it is and its default."""
    lines = [
        "# Options of newsprism run and newsprism serve. What the command line or an environment variable says goes",
        "# before this file. Paths are relative to this file's folder. Take the # away from what you set.",
        "",
    ]
    for name, default, help_ in _options():
        value = json.dumps(default) if not isinstance(default, tuple) else json.dumps(list(default))
        lines += [f"# {help_}", f"# {name} = {value if default is not None else '…'}", ""]
    return "\n".join(lines)


def _options() -> Iterator[tuple[str, Any, str]]:
    for setting in dataclasses.fields(Settings):
        if "option" in setting.metadata:
            yield setting.name, setting.default, setting.metadata["option"].help


def _names() -> list[str]:
    return [name for name, _, _ in _options()]


def _placed(name: str, value: Any, folder: Path) -> Any:
    """The value, with its paths from where newsprism is started."""
    if name not in _PATHS:
        return value
    if isinstance(value, list):
        return [_placed(name, item, folder) for item in value]
    is_local = isinstance(value, str) and "://" not in value and "::" not in value
    return str(folder / Path(value).expanduser()) if is_local else value
