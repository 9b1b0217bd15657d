"""An option of a run is written once, and everything that has it agrees."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from flows import options
from flows.cli import main
from flows.commands import run as run_command
from flows.commands.run import command
from flows.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """Settings that ``newsprism run`` would run with."""
    taken: list[Settings] = []
    monkeypatch.setattr(run_command, "run_flow", lambda settings, _=None: taken.append(settings))
    return taken


def run(*arguments: str) -> int:
    return CliRunner().invoke(main, ["run", *arguments], prog_name="newsprism").exit_code


def test_command_and_flow_have_the_same_options() -> None:
    from flows.pipeline import newsprism

    names = [setting.name for setting, _ in options.declared()]
    assert [parameter.name for parameter in command.params][: len(names)] == names  # then those of its voice
    parameters = newsprism.parameters.model_dump()["properties"]
    assert list(parameters) == names
    for setting, option in options.declared():
        default = list(setting.default) or None if isinstance(setting.default, tuple) else setting.default
        assert (parameters[setting.name]["default"], parameters[setting.name]["description"]) == (default, option.help)
    assert parameters["runner"]["enum"] == ["auto", "threads", "processes", "dask", "ray"]


def test_parameters_give_the_settings_that_they_were_made_of() -> None:
    settings = Settings(sources=("a", "b"), runner="dask", workers=3, full_refresh=True, labels="l.csv", keep_days=1.5)
    assert options.settings_of(options.parameters_of(settings)) == settings
    assert options.settings_of(options.parameters_of(Settings())) == Settings()


def test_flow_takes_its_parameters_as_a_deployment_gives_them() -> None:
    from flows.pipeline import newsprism

    deployment = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"][0]
    assert (
        newsprism.validate_parameters(deployment["parameters"]).items() >= {"runner": "auto", "sources": None}.items()
    )
    assert newsprism.validate_parameters({"workers": "2", "sources": ["news"]})["workers"] == 2
    with pytest.raises(Exception, match="runner"):
        newsprism.validate_parameters({"runner": "magic"})


def test_environment_gives_what_the_command_line_does_not(
    given: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSPRISM_WAREHOUSE", "elsewhere")
    monkeypatch.setenv("NEWSPRISM_SOURCES", "s3://bucket/news feed")
    monkeypatch.setenv("NEWSPRISM_FULL_REFRESH", "1")
    monkeypatch.setenv("NEWSPRISM_KEEP_DAYS", "7")
    assert run() == 0
    assert run("other", "--warehouse", "here") == 0
    whole = Settings(("s3://bucket/news", "feed"), "elsewhere", full_refresh=True, keep_days=7.0)
    assert given == [whole, Settings(("other",), "here", full_refresh=True, keep_days=7.0)]
    monkeypatch.setenv("NEWSPRISM_WORKERS", "none")
    assert run() == 2


def test_environment_of_a_prefect_worker_gives_what_its_deployment_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSPRISM_WAREHOUSE", "elsewhere")
    monkeypatch.setenv("NEWSPRISM_SOURCES", "news")

    @options.as_parameters
    def flow(**parameters: Any) -> None:
        """Run."""

    import inspect

    defaults = {name: parameter.default for name, parameter in inspect.signature(flow).parameters.items()}
    assert (defaults["warehouse"], defaults["sources"], defaults["runner"]) == ("elsewhere", ["news"], "auto")


def test_docs_list_the_options() -> None:
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for setting, option in options.declared():
        flag = option.flag or f"--{setting.name.replace('_', '-')}"
        name = "SOURCE …" if setting.name == "sources" else flag
        line = f"| `{name}` | `{setting.name}` | `{options.variable(setting.name)}` | {option.help} |"
        assert line in page, f"docs/sources.md lacks the line\n{line}"
        assert name in readme, f"README.md, Commands, lacks {name}"


def test_help_imports_no_prefect() -> None:
    script = "import sys, flows.cli, flows.commands.run\nassert 'prefect' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
