"""The rooms stay apart, and what is installed is ours and whole."""

import ast
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("newsprism", "flows", "transforms", "warehouse", "sql")
_MOST_LINES = 60  # of a function, its docstring aside
_MOST_PARAMETERS = 6


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def test_import_contracts_hold() -> None:
    finished = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_banned_imports_are_nowhere() -> None:
    finished = run(sys.executable, "-m", "ruff", "check", "--select", "TID251", "--no-cache", *PACKAGES)
    assert finished.returncode == 0, finished.stdout


def _functions() -> Iterator[tuple[str, str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Where each function of ours stands, the line that it begins with, and itself."""
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines[node.lineno - 1], node


def _line_count(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    count = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return count
    return count - ((first.end_lineno or 0) - first.lineno + 1)


def _parameter_count(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return len(named) - (bool(named) and named[0].arg in ("self", "cls"))


def test_a_function_fits_on_a_screen_and_takes_few_things_or_says_why() -> None:
    long = [
        where
        for where, line, function in _functions()
        if (_line_count(function) > _MOST_LINES or _parameter_count(function) > _MOST_PARAMETERS) and "#" not in line
    ]
    assert long == [], "name its steps, or give the reason in a comment on the line of its def"


@pytest.mark.parametrize("room", ["transforms/ids.py", "warehouse/store/layout.py"])
def test_banned_import_would_be_found(tmp_path: Path, room: str) -> None:
    """The rule bites: an import of Prefect in the wrong room is an error."""
    code = f"import prefect\n{(ROOT / room).read_text(encoding='utf-8')}"
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "transforms/x.py", "-"]
    finished = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False)
    assert "only flows/ may import Prefect" in finished.stdout


def test_distribution_owns_its_import_names() -> None:
    owners = metadata.packages_distributions()
    assert {name: sorted(set(owners[name])) for name in PACKAGES} == {name: ["newsprism"] for name in PACKAGES}


# with what is installed: an environment of the build's own takes a minute to fill
_PIP_WHEEL = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")


def test_wheel_holds_data_sql_and_sample_and_nothing_else(tmp_path: Path) -> None:
    command = (*_PIP_WHEEL, "--wheel-dir", str(tmp_path), str(ROOT))
    finished = run(*command, NEWSPRISM_PURE="1")  # what is compiled is looked at by .ci/run
    assert finished.returncode == 0, finished.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} <= {
        *PACKAGES,
        *{n.split("/")[0] for n in names if ".dist-info/" in n},
    }
    shipped = {ROOT / name for name in names}
    for folder, pattern in (
        ("transforms/data", "*.*"),
        ("sql", "**/*.sql"),
        ("warehouse/reports/templates", "**/*.*"),
        ("flows/sample/articles", "*.*"),
    ):
        missing = [file.name for file in (ROOT / folder).glob(pattern) if file.is_file() and file not in shipped]
        assert missing == [], folder
