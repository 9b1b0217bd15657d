"""Pages over the sample and over articles that mean harm; a Chromium to try them in."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from flows.cli import main

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def write_pages(warehouse: Path, folder: Path, *arguments: str) -> Path:
    result = CliRunner().invoke(main, ["report", *arguments, "--warehouse", str(warehouse), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def pages(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the sample, with their index."""
    return write_pages(sample, tmp_path_factory.mktemp("pages"), "--all")


@pytest.fixture(scope="session")
def story_page(pages: Path) -> Path:
    """The page of the sample's story of the talks, which five outlets tell."""
    told = {page: page.read_text() for page in pages.glob("sto_*.html")}
    (page,) = [page for page, text in told.items() if "One story in 5 outlets" in text and "Sella bridge" in text]
    return page


HARM = "</script><script>document.title='harmed'</script><img src=http://harm.example/x.png onerror=alert(1)>"
TURNED = "\u202edesrever\u202c \u2067\u0627\u0644\u0639\u0631\u0628\u064a\u0629"
BODY = (
    "{name} told reporters that the eel market of Osterhaven would stay closed until {day}. "
    '"{said} We will not open the eel market," said {name}, the mayor of Osterhaven. '
    "The eel market of Osterhaven has been closed since traders found mercury in eels from the river Melin. "
    "{name} said that traders of the eel market would be paid by the town of Osterhaven."
)


@pytest.fixture(scope="session")
def hostile(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a story whose articles mean harm."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {
            "id": f"eel-{n}",
            "outlet": outlet,
            "url": f"https://{n}.example/eels?<script>alert({n})</script>",
            "title": f"Osterhaven eel market closed over mercury in eels {mischief}",
            "published_at": "2026-06-01",
            "text": BODY.format(name=name, day="Tuesday", said=mischief),
        }
        for n, (outlet, mischief, name) in enumerate(
            (
                (f"Ledger {HARM}", HARM, "Ana Lind"),
                ("Herald", TURNED, "Ana Lind"),
                ("Courier", "{{ 7 * 7 }} {% raw %} & &amp; ]]> <!-- \x00\x1b[31m", "Ana <b>Lind</b>"),
            )
        )
    ]
    file = folder / "eels.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    run_stages_once(file, warehouse=folder / "w")
    return write_pages(folder / "w", folder / "pages", "--all")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; tests of it are skipped where there is none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()
