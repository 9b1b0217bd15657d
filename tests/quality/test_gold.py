"""Figures on a gold folder, where ``NEWSPRISM_GOLD`` names one: no figure may fall under its floor.

The scorers stand beside the gold folder (``../score``). Floors are in ``floors.toml``; a floor may rise, and lowering
one needs the reason in the commit.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif("NEWSPRISM_GOLD" not in os.environ, reason="NEWSPRISM_GOLD names no gold folder"),
]
GOLD = Path(os.environ.get("NEWSPRISM_GOLD", "."))
SCORE = GOLD.parent / "score"
_COPY: list[Path] = []
FLOORS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session", autouse=True)
def _scorers(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A copy of the scorers whose query of the body names the table: ``articles`` has a column ``text`` too."""
    copy = tmp_path_factory.mktemp("gold") / "score"
    shutil.copytree(SCORE, copy)
    (copy.parent / "gold").symlink_to(GOLD)
    extraction = copy / "extraction.py"
    extraction.chmod(0o644)
    extraction.write_text(
        extraction.read_text().replace('"select source_id, text from', '"select source_id, sentences.text from')
    )
    _COPY.append(copy)


def score(script: str, *arguments: Path | str) -> str:
    command = [sys.executable, str(_COPY[0] / script), *map(str, arguments)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    finished = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def figure(output: str, pattern: str) -> float:
    """The figure that a pattern finds: one number, or a part of a whole."""
    found = re.search(pattern, output)
    assert found is not None, f"no {pattern!r} in:\n{output}"
    numbers = [float(group) for group in found.groups()]
    return numbers[0] if len(numbers) == 1 else numbers[0] / numbers[1]


def hold(output: str, section: str) -> None:
    """Every floor and ceiling of a section; all that fail are named."""
    failed = []
    for name, rule in FLOORS[section].items():
        value = figure(output, rule["pattern"])
        print(f"{section} {name}: {value:.3f}")
        if ("floor" in rule and value < rule["floor"] - 1e-9) or ("ceiling" in rule and value > rule["ceiling"] + 1e-9):
            failed.append(f"{name} is {value:.3f}, wanted {rule}")
    assert not failed, "\n".join(failed) + "\n" + output


@pytest.fixture
def scored(run_stages: Callable[..., Any], tmp_path: Path) -> Callable[..., str]:
    def run(file: Path, script: str, *options: str, kind: str, metadata: bool = True, field: str | None = None) -> str:
        feed = tmp_path / "feed.jsonl"
        extra = ([] if metadata else ["--no-metadata"]) + (["--field", field] if field else [])
        score("make_input.py", file, feed, "--as", kind, *extra)
        run_stages(feed, warehouse=tmp_path / "w")
        return score(script, tmp_path / "w", file, *options)

    return run


def test_reference_articles(run_stages: Callable[..., Any], tmp_path: Path) -> None:
    sources = sorted((GOLD / "seeds").glob("*.txt"))
    run_stages(*sources, warehouse=tmp_path / "w", manifest=str(GOLD / "seeds" / "manifest.csv"))
    hold(score("seeds.py", tmp_path / "w"), "seeds")
    hold(score("contrast.py", tmp_path / "w"), "contrast")


@pytest.mark.parametrize("name", ["polnear-dev", "basil-dev"])
def test_quotes(scored: Callable[..., str], name: str) -> None:
    output = scored(GOLD / "quotes" / f"{name}.jsonl.gz", "quotes.py", "--by-outlet", kind="text")
    hold(output, f"quotes-{name}")
    if name == "polnear-dev":
        outlets_stay_near_the_mean(output)


def outlets_stay_near_the_mean(output: str) -> None:
    """A score that differs by outlet turns into false framing."""
    wide = FLOORS["outlets"]["points_under_the_mean"]
    rows = re.findall(
        r"^  (\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+\|\s+([\d.]+)$", output.partition("by outlet")[2], re.MULTILINE
    )
    assert len(rows) >= 5
    for column, measure in enumerate(("all", "marks", "indirect", "speaker")):
        values = {row[0]: float(row[column + 1]) for row in rows}
        mean = sum(values.values()) / len(values)
        far = {outlet: value for outlet, value in values.items() if value < mean - wide[measure]}
        assert not far, f"{measure}: {far} lie more than {wide[measure]} under the mean {mean:.1f}"


@pytest.mark.parametrize(
    "name", ["gum-news-dev", "wcl50-semigold-dev", "basil-silver-dev", "ewt-newsgroup-weblog-dev", "gum-prose-dev"]
)
def test_sentences(scored: Callable[..., str], name: str) -> None:
    output = scored(GOLD / "sentences" / f"{name}.jsonl.gz", "sentences.py", kind="text", metadata=False)
    hold(output, f"sentences-{name}")


@pytest.mark.parametrize("name", ["fundus-dev", "aeb-dev", "wcxb-dev", "mediacloud-dev"])
def test_pages(scored: Callable[..., str], name: str) -> None:
    hold(scored(GOLD / "extraction" / f"{name}.jsonl.gz", "extraction.py", kind="html"), f"pages-{name}")


@pytest.mark.parametrize("field", ["raw_text", "raw_text_main"])
def test_page_dumps(scored: Callable[..., str], field: str) -> None:
    output = scored(
        GOLD / "plain" / "plain-dev.jsonl.gz", "extraction.py", kind="raw_text", metadata=False, field=field
    )
    hold(output, f"dumps-{field}")


@pytest.mark.parametrize("name", ["bbc-dev", "agnews-dev", "allsides-dev"])
def test_topics(scored: Callable[..., str], name: str) -> None:
    hold(scored(GOLD / "topics" / f"{name}.jsonl.gz", "topics.py", kind="text"), f"topics-{name}")


def test_headlines(scored: Callable[..., str]) -> None:
    hold(scored(GOLD / "headlines" / "headlines-dev.jsonl.gz", "headlines.py", kind="text"), "headlines")


def test_frames_and_acts(scored: Callable[..., str]) -> None:
    hold(scored(GOLD / "frames" / "frames-dev.jsonl.gz", "frames.py", kind="text"), "frames")
