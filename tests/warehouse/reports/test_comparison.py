"""The page of two outlets: what holds, what is the same, what is too small to tell, and where its sentences are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from flows.cli import main

DAYS = 24  # articles of each outlet: enough that a difference in all of them holds
TEXTS = {
    "Melin Ledger": 'The rebels left bridge {n} of {town} on day {many} of the siege. "The {town} bridge is open," '
    "said Ana Lind, the mayor. Engineers had found {many} cracks in a pillar, and every lorry had to wait.",
    "Brask Herald": "After {many} days, terrorists gave up their posts at {town}, where children of school {n} sang on "
    'the quay. "Our river is ours again," said Ana Lind, the mayor. Fishermen of {town} sold {many} baskets by noon.',
}


@pytest.fixture(scope="session")
def compared(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which one outlet calls them rebels, the other terrorists, and both quote a mayor."""
    folder = tmp_path_factory.mktemp("compared")
    towns = ("Melin", "Osterhaven", "Brask", "Skerry", "Varnholt", "Tuvik")
    rows = [
        {
            "id": f"{outlet}-{n}",
            "outlet": outlet,
            "title": f"Bridge number {n} of {towns[n % 6]} reopened after repairs <b>{outlet}</b>",
            "published_at": f"2026-06-{n + 1:02}",
            "text": text.format(n=n, town=towns[n % 6], many=n + 2),
        }
        for outlet, text in TEXTS.items()
        for n in range(DAYS)
    ]
    file = folder / "bridges.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    run_stages_once(file, warehouse=folder / "w")
    return folder / "w"


@pytest.fixture
def page(compared: Path, tmp_path: Path) -> Callable[..., html.HtmlElement]:
    def write(*arguments: str) -> html.HtmlElement:
        command = ["report", "--outlets", "melin-ledger", "brask-herald", *arguments, "--warehouse", str(compared)]
        result = CliRunner().invoke(main, [*command, "--out", str(tmp_path)])
        assert result.exit_code == 0, result.output
        (file,) = tmp_path.iterdir()
        assert result.stdout == f"{file}\n"
        return html.document_fromstring(file.read_text(encoding="utf-8"))

    return write


def test_what_holds_comes_first_with_its_sentences(page: Callable[..., html.HtmlElement]) -> None:
    found = page()
    assert found.xpath("string(//h1)") == "Melin Ledger and Brask Herald"
    rows = found.xpath("//section[@id='differs']//tr[th/bdi='word, own voice: armed group: rebel']")
    here, there = (cell.text_content() for cell in rows[0].xpath("td")[:2])
    assert here.endswith("(100 %)")
    assert there.startswith("0 of ")
    assert "more" in rows[0].text_content()
    marks = rows[0].xpath(".//a[@data-mark]/@href")
    assert len(marks) == 3
    for mark in marks:
        (sentence,) = found.xpath(f"//li[@id='{mark[1:]}']")
        assert "The rebels left bridge" in sentence.text_content()
        assert "rule bundled" in sentence.text_content()


def test_what_is_the_same_and_what_is_not_known(page: Callable[..., html.HtmlElement]) -> None:
    found = page()
    assert "Of nothing can it be said that it is the same" in found.xpath("string(//section[@id='same'])")
    assert "verb of speech: neutral" in found.xpath("//section[@id='undecided']//tbody/tr/th/bdi/text()")
    assert "are too small to tell" in found.xpath("string(//section[@id='undecided'])")
    assert "newsprism compare melin-ledger brask-herald" in found.xpath("string(//section[@id='undecided'])")


def test_a_period_and_a_topic_restrict_all_of_it(page: Callable[..., html.HtmlElement]) -> None:
    found = page("--from", "2026-06-01", "--to", "2026-06-03")
    assert "3 originals" in found.xpath("string(//p[@class='facts'])")
    assert "Nothing that was compared differs" in found.xpath("string(//section[@id='differs'])")
    assert "--from 2026-06-01 --to 2026-06-03" in found.xpath("string(//section[@id='undecided'])")


@pytest.mark.parametrize(
    ("outlets", "message"),
    [
        (("melin-ledger", "brask-harold"), "no outlet 'brask-harold'; did you mean brask-herald?"),
        (("brask-herald", "brask-herald"), "wants two that differ"),
    ],
)
def test_mistakes_are_named(compared: Path, tmp_path: Path, outlets: tuple[str, str], message: str) -> None:
    command = ["report", "--outlets", *outlets, "--warehouse", str(compared), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "out").exists()
