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
TABLES: Final = ("report",)  # what the file says beside options of a run
_PATHS: Final = frozenset({"sources", "warehouse", "manifest", "outlets", "labels", "aliases", "textfile"})


def table(name: str) -> dict[str, Any]:
    """A table of the file, which is of no option of a run; empty where there is none.

    Raises:
        click.UsageError: As :func:`configured`; or it is no table.
    """
    path, content = _content()
    found = content.get(name, {})
    if not isinstance(found, dict):
        raise click.UsageError(f"{path}: {name} is a table: [{name}]")
    return {key: _placed(key, value, path.parent) for key, value in found.items()}


def configured() -> dict[str, Any]:
    """Options that the file sets, by name; empty without a file.

    Raises:
        click.UsageError: The file that is named is not there, is no TOML, or sets what is no option.
    """
    path, content = _content()
    content = {name: value for name, value in content.items() if name not in TABLES}
    for name in content:
        if name not in _names():
            near = difflib.get_close_matches(name, _names(), 1)
            known = f"did you mean {near[0]}?" if near else f"there are: {', '.join(_names())}"
            raise click.UsageError(f"{path}: no option is named {name}; {known}")
    return {name: _placed(name, value, path.parent) for name, value in content.items()}


def _content() -> tuple[Path, dict[str, Any]]:
    named = os.environ.get(VARIABLE)
    path = Path(named or FILE)
    if not named and not path.is_file():
        return path, {}
    try:
        return path, tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise click.UsageError(f"{VARIABLE}: {path}: no such file") from error
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path}: {error}") from error


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
    return "\n".join([*lines, *_report_lines()])


def _report_lines() -> Iterator[str]:
    """The table of reports: how serious what is, and where it begins."""
    from warehouse.run_report import KINDS  # noqa: PLC0415  DuckDB, which takes time to import

    yield "# [report]"
    yield "# Where reports are posted, as JSON; an address that is secret stands in the environment: NEWSPRISM_WEBHOOK."
    yield '# webhook = "https://…"'
    yield "# File for the textfile collector of Prometheus' node exporter."
    yield '# textfile = "/var/lib/prometheus/node-exporter/newsprism.prom"'
    yield "# A run with a finding as serious as this ends as failed, although it has published: info, warning or error."
    yield '# fail_on = "error"'
    yield ""
    yield "# How serious a finding is: ignore, info, warning or error. Checks have names of their own: newsprism check."
    yield "# [report.severity]"
    for name, kind in KINDS.items():
        yield f'# {name} = "{kind.severity}"  # {kind.about}'
    yield '# warn__undated_articles = "ignore"'
    yield ""
    yield "# Where a finding begins."
    yield "# [report.bounds]"
    yield from (f"# {name} = {kind.bound}" for name, kind in KINDS.items() if kind.bound is not None)
    yield ""
    yield "# What is known, and no news until a day."
    yield "# [[report.waive]]"
    yield '# finding = "stale_outlet"'
    yield '# item = "melin-post"'
    yield "# until = 2026-12-31"
    yield '# because = "closed for the winter"'
    yield ""


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
