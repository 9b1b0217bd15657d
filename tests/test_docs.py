"""The docs are true: their SQL examples give what stands below them."""

import difflib
import re
from pathlib import Path

import pytest

from flows.sample import sample_sources
from tools.refresh_examples import refreshed

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def database(run_stages_once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = sample_sources()
    warehouse = tmp_path_factory.mktemp("docs") / "w"
    run_stages_once(*sources.pop("sources"), warehouse=warehouse, **sources)
    return warehouse / "newsprism.duckdb"


@pytest.mark.parametrize("page", [page for page in PAGES if "```sql" in page.read_text()], ids=lambda page: page.name)
def test_examples_are_fresh(page: Path, database: Path) -> None:
    text = page.read_text(encoding="utf-8")
    now = refreshed(text, database)
    difference = "\n".join(
        difflib.unified_diff(text.splitlines(), now.splitlines(), "written", "now", lineterm="", n=1)
    )
    name = page.relative_to(ROOT)
    assert text == now, (
        f"mend with: newsprism run && python -m tools.refresh_examples newsprism-warehouse {name}\n{difference}"
    )


def test_links_lead_somewhere() -> None:
    missing = [
        f"{page.name}: {target}"
        for page in [*PAGES, ROOT / "CONTRIBUTING.md"]
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert missing == []


def test_contributing_names_what_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = r"(?:flows|transforms|warehouse|sql|tests|tools|docs)/"
    missing = [path for path in re.findall(rf"\b{rooms}[\w./-]*\w/?", page) if not (ROOT / path).exists()]
    assert missing == []
    named = re.findall(rf"`({rooms}[\w./-]+\.py)` \(`(\w+)`\)", page)
    assert named
    assert [pair for pair in named if not re.search(rf"\b{pair[1]}\b", (ROOT / pair[0]).read_text())] == []


def test_the_questions_have_an_answer() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.partition("| where is | file |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    assert len(table) == 10
    assert all(re.search(r"`\w+/", row.split(" | ")[1]) for row in table)
