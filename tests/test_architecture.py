"""The rooms stay apart, and what is installed is ours and whole."""

import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("flows", "transforms", "warehouse", "sql")


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


@pytest.mark.slow
def test_wheel_holds_data_sql_and_sample_and_nothing_else(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT))
    finished = run(*command, NEWSPRISM_PURE="1")  # what is compiled is looked at by .ci/run
    assert finished.returncode == 0, finished.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} <= {
        *PACKAGES,
        *{n.split("/")[0] for n in names if ".dist-info/" in n},
    }
    shipped = {ROOT / name for name in names}
    for folder, pattern in (("transforms/data", "*.*"), ("sql", "**/*.sql"), ("flows/sample/articles", "*.*")):
        missing = [file.name for file in (ROOT / folder).glob(pattern) if file.is_file() and file not in shipped]
        assert missing == [], folder
