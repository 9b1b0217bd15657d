"""The SQL files that ship with newsprism, ``sql/<folder>/<name>.sql``, and what SQL made here is put together from."""

from collections.abc import Iterator
from importlib import resources


def sql_files(folder: str) -> Iterator[tuple[str, str]]:
    """Name (without ending) and text of each file of a folder of ``sql/``, by name."""
    entries = [e for e in resources.files("sql").joinpath(folder).iterdir() if e.name.endswith(".sql")]
    for entry in sorted(entries, key=lambda e: e.name):
        yield entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8")


def view_files() -> Iterator[tuple[str, str]]:
    """Name and text of every view: those that answer a question, and those that others count from."""
    yield from sql_files("intermediate")
    yield from sql_files("views")


def mart_sql(name: str) -> str:
    """The ``select`` of which a mart is made."""
    sql = resources.files("sql").joinpath("marts", f"{name}.sql").read_text(encoding="utf-8")
    return sql.strip().rstrip(";")


def literal(value: object) -> str:
    """A text or path as a literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def analysis(name: str) -> str | None:
    """The text of a named analysis; None where there is none of that name."""
    return dict(sql_files("analyses")).get(name)


def description(sql: str) -> str:
    """The first comment line of a file: the question it answers."""
    first = sql.lstrip().partition("\n")[0]
    return first.removeprefix("--").strip() if first.startswith("--") else ""


def optional_parameters(sql: str) -> frozenset[str]:
    """Parameters that need not be given, as the comment of a file says: ``-- Optional: outlet, from.``."""
    lines = (line.removeprefix("-- Optional:") for line in sql.splitlines() if line.startswith("-- Optional:"))
    return frozenset(name.strip(" .") for line in lines for name in line.split(","))


def example(sql: str) -> str:
    """The command that the comment of a file gives as an example; empty where there is none."""
    return next((line[12:].strip() for line in sql.splitlines() if line.startswith("-- Example: ")), "")


def comment_text(sql: str) -> str:
    """The comment lines of a file in one paragraph, without the list of what it reads: question, grain and rules."""
    lines = [line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--")]
    return " ".join(lines).partition(" Reads: ")[0]
