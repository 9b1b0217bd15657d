"""``newsprism.toml``: the options of a run in a file, for what neither the command line nor the environment says.

The file is the one that ``NEWSPRISM_CONFIG`` names, else ``newsprism.toml`` in the folder where newsprism is started.
Paths in it are relative to its own folder. A table ``[warehouses.NAME]`` holds the options of one of several
warehouses, before those that stand above it: ``--warehouse NAME`` is that warehouse in every command.
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
TABLES: Final = ("report", "warehouses")  # what the file says beside options of a run
SCHEDULE: Final = {"cron": "0 * * * *", "timezone": "UTC"}  # options of newsprism serve, with their defaults
_PATHS: Final = frozenset({"sources", "warehouse", "manifest", "outlets", "labels", "aliases", "textfile"})


def report_of(warehouse: str) -> dict[str, Any]:
    """The ``[report]`` table as it is for a warehouse: what its own ``[warehouses.NAME.report]`` says goes before.

    Waivers of both count. Several warehouses have a text file each: where the file names one, their names are added.

    Raises:
        click.UsageError: As :func:`configured`.
    """
    path, content = _content()
    found = {key: _placed(key, value, path.parent) for key, value in _table(content, "report").items()}
    name = next((name for name, options in warehouses().items() if _is_same(options["warehouse"], warehouse)), None)
    if name is None:
        return found
    if isinstance(found.get("textfile"), str):
        shared = Path(found["textfile"])
        found["textfile"] = str(shared.with_stem(f"{shared.stem}-{name}"))
    for key, value in _table(content["warehouses"][name], "report", where=f"warehouses.{name}.report").items():
        before, value = found.get(key), _placed(key, value, path.parent)  # noqa: PLW2901  the value in its place
        if isinstance(before, dict) and isinstance(value, dict):
            value = before | value  # noqa: PLW2901  as above
        elif isinstance(before, list) and isinstance(value, list):
            value = before + value  # noqa: PLW2901  as above
        found[key] = value
    return found


def configured() -> dict[str, Any]:
    """Options that the file sets for every warehouse, by name; empty without a file.

    Raises:
        click.UsageError: The file that is named is not there, is no TOML, or sets what is no option.
    """
    path, content = _content()
    return _options_in(path, {name: value for name, value in content.items() if name not in TABLES})


def warehouses() -> dict[str, dict[str, Any]]:
    """The warehouses that the file has tables for, by name: their options, ``warehouse`` among them.

    Where a table does not say where its warehouse lies, it lies in the folder of its name.

    Raises:
        click.UsageError: As :func:`configured`; or two of them are one.
    """
    path, content = _content()
    tables = _table(content, "warehouses")
    if tables and "warehouse" in content:
        raise click.UsageError(f"{path}: warehouse stands beside [warehouses.…]: say it in each of these tables")
    found: dict[str, dict[str, Any]] = {}
    for name in tables:
        where = f"warehouses.{name}"
        options = {key: value for key, value in _table(tables, name, where=where).items() if key != "report"}
        made = configured() | _options_in(path, {"warehouse": name} | options, where=f"[{where}]: ")
        for other, taken in found.items():
            if _is_same(taken["warehouse"], made["warehouse"]):
                raise click.UsageError(f"{path}: [{where}] and [warehouses.{other}] are one: {made['warehouse']}")
        found[name] = made
    return found


def _table(content: dict[str, Any], name: str, *, where: str = "") -> dict[str, Any]:
    found = content.get(name, {})
    if not isinstance(found, dict):
        raise click.UsageError(f"newsprism.toml: {where or name} is a table: [{where or name}]")
    return found


def _is_same(one: str, other: str) -> bool:
    """Whether two warehouses are one."""
    if "://" in one or "://" in other:
        return one.rstrip("/") == other.rstrip("/")
    return Path(one).expanduser().resolve() == Path(other).expanduser().resolve()


def _options_in(path: Path, given: dict[str, Any], *, where: str = "") -> dict[str, Any]:
    known = (*_names(), *SCHEDULE)
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
            raise click.UsageError(f"{path}: {where}no option is named {name}; {advice}")
    return {name: _placed(name, value, path.parent) for name, value in given.items()}


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
    return "\n".join([*lines, *_schedule_lines(), *_report_lines()])


def _schedule_lines() -> Iterator[str]:
    """The schedule, and tables of several warehouses."""
    yield "# When newsprism serve runs, and in which time zone."
    yield from (f"# {name} = {json.dumps(default)}" for name, default in SCHEDULE.items())
    yield ""
    yield "# One of several warehouses, each with such a table: newsprism serve keeps them all, and --warehouse uk is"
    yield "# this one in every command. All options above can stand in it, and [warehouses.uk.report]."
    yield "# [warehouses.uk]"
    yield '# sources = ["feeds/uk"]'
    yield '# timezone = "Europe/London"'
    yield ""


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
