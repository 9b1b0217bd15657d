"""The package ``newsprism``: found, and finding its rooms, where a project has packages of the same names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsprism import home, rooms

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with packages of its own that are named like our rooms."""
    for name in ("flows", "warehouse"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"whose = 'theirs: {name}'\n")
    return tmp_path


def python(project: Path, code: str, **environment: str) -> list[str]:
    """What a program prints that is started in the project, whose packages are found first."""
    path = os.pathsep.join([str(project), str(ROOT)])
    finished = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.split("\n")[:-1]


_LOAD = (
    "import flows, sys; from prefect.flows import load_flow_from_entrypoint as load\n"
    "flow = load('newsprism.flow.newsprism', use_placeholder_flow=False)\n"
    "print(flow.name, 'warehouse' in flow.parameters.properties)\n"
)


def test_the_flow_loads_beside_the_packages_of_a_project_and_leaves_them_alone(project: Path) -> None:
    after = "import warehouse; print(flows.whose, sys.modules['flows'] is flows); print(warehouse.whose)"
    assert python(project, _LOAD + after) == ["newsprism True", "theirs: flows True", "theirs: warehouse"]


def test_in_the_process_of_a_run_the_rooms_are_ours(project: Path) -> None:
    after = "import importlib, flows.pipeline; print(sys.modules['flows.pipeline'].__file__)"
    *_, file = python(project, _LOAD + after, PREFECT__FLOW_RUN_ID="1")
    assert Path(file) == ROOT / "flows" / "pipeline.py"


def test_a_program_of_ours_runs_among_them(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(project), str(ROOT)])}
    command = rooms.command("flows.cli", "--version")
    finished = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert finished.stdout.startswith("newsprism, version"), finished.stderr


@pytest.mark.parametrize(
    ("named", "message"), [(None, "is not set"), ("  ", "is not set"), ("nowhere", "no folder here"), (".", "absolute")]
)
def test_a_run_without_a_home_is_refused(named: str | None, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(home.HOME, raising=False)
    if named is not None:
        monkeypatch.setenv(home.HOME, named)
    with pytest.raises(home.NoHomeError, match=message):
        home.enter()
    assert home.is_missing("press")
    assert not home.is_missing("/srv/press")
    assert not home.is_missing("s3://bucket/press")


def test_a_home_is_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press").mkdir()
    monkeypatch.setenv(home.HOME, str(tmp_path / "press"))
    assert home.is_missing("w")  # somebody's folder, and not the one that we are in
    assert home.enter() == {"directory": str(tmp_path / "press")}
    assert not home.is_missing("w")
