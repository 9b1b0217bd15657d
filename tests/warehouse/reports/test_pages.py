"""Pages as files: what stands in them, where their marks lead, what they let in."""

import base64
import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from lxml import html

from transforms.vocabulary import MEASURES
from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure
from warehouse.reports.rendering import render
from warehouse.reports.sections.headlines import _pieces
from warehouse.reports.sections.measures import MEASURE_NAMES
from warehouse.reports.sections.sentences import _edited
from warehouse.reports.sections.speakers import speakers

ROOT = Path(__file__).parents[3]
SECTIONS = [
    "headlines",
    "sentences",
    "speakers",
    "words",
    "names",
    "voices",
    "first-quoted",
    "omissions",
    "conflicts",
    "measures",
    "evidence",
]
MOST_BYTES = 2_000_000
PRECISION = (ROOT / "warehouse" / "reports" / "precision.csv").read_text(encoding="utf-8")


def parsed(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_text(encoding="utf-8"))


def test_a_story_has_its_sections_in_their_order(story_page: Path) -> None:
    page = parsed(story_page)
    assert [section.get("id") for section in page.iter("section")] == SECTIONS
    assert story_page.stat().st_size < MOST_BYTES
    headlines = [mark.text for mark in page.xpath("//section[@id='headlines']//mark")]
    assert "open to talks" in headlines
    speakers = page.xpath("//section[@id='speakers']//tr[th/bdi='Lena Okafor']/td/@class")
    assert speakers == ["direct", "direct", "direct", "absent", "absent", "edge"]


def test_sources_without_a_name_are_one_by_what_they_are_called_and_have_no_edge() -> None:
    outlets = ("Herald", "Ledger")
    told = {
        ("u1", "the union", "organization"): [("direct", 1, 0, 9), ("absent", 0, 0, 0)],
        ("u2", "the union", "organization"): [("absent", 0, 0, 0), ("indirect", 0, 2, 0)],
        ("p1", "Ana Lind", "person"): [("direct", 1, 0, 5), ("absent", 0, 0, 0)],
        ("a1", "a Velm diver", "anonymous"): [("direct", 1, 0, 3), ("absent", 0, 0, 0)],
    }
    columns = ("carriage", "direct_count", "indirect_count", "quoted_word_count")
    rows = [
        {
            "speaker_id": key,
            "speaker_name": name,
            "speaker_kind": kind,
            "outlet_id": outlet.lower(),
            "outlet_name": outlet,
            "reporting_outlet_count": 1,
            **dict(zip(columns, counts, strict=True)),
        }
        for (key, name, kind), of_outlets in told.items()
        for outlet, counts in zip(outlets, of_outlets, strict=True)
    ]
    section = speakers(Figure("speakers", "", "", (), tuple(rows)), Evidence([]))
    found = section.content
    assert [(each.name, each.edge) for each in found.single] == [("Ana Lind", "only in Herald")]
    assert [(each.name, each.edge) for each in found.nameless] == [("the union", ""), ("a Velm diver", "")]
    assert [cell.row["carriage"] for cell in found.nameless[0].cells] == ["direct", "indirect"]


def test_every_mark_opens_a_sentence_with_its_rule(story_page: Path) -> None:
    page = parsed(story_page)
    marks = page.xpath("//a[@data-mark]/@href")
    assert len(marks) > 400
    for target in {mark.removeprefix("#") for mark in marks}:
        (found,) = page.xpath(f"//*[@id='{target}']")
        (sentence,) = found.xpath("ancestor-or-self::li[parent::ol[@class='evidence']]")
        assert "sentence" in sentence.xpath("string(span[@class='where'])")
        if found is not sentence:
            assert "; rule " in found.text_content()


def test_ids_are_there_once_and_every_link_leads_somewhere(pages: Path, hostile: Path) -> None:
    for file in [*pages.glob("*.html"), *hostile.glob("*.html")]:
        page = parsed(file)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for link in page.xpath("//a/@href"):
            if link.startswith("#"):
                assert link[1:] in ids
            else:
                assert link.startswith("data:text/csv;") or (file.parent / link).is_file()


def test_under_every_figure_stand_number_verdict_precision_sql_and_rows(story_page: Path) -> None:
    page = parsed(story_page)
    for section in page.xpath("//section[@id!='evidence']"):
        under = section.find_class("under")[0]
        said = under.text_content()
        for part in ("n:", "Verdict:", "as measured on texts", "newsprism query s"):
            assert part in said
        assert "$story" in under.xpath("string(.//pre)")
        link = under.xpath(".//a[@download]/@href")[0]
        text = base64.b64decode(link.partition("base64,")[2]).decode()
        assert text.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text[1:])))
        assert rows or "No two outlets give different figures" in section.text_content()
        assert f"CSV of all {len(rows):,} row" in said


def test_what_articles_hold_is_text(hostile: Path) -> None:
    for file in hostile.glob("*.html"):
        page = parsed(file)
        assert len(page.xpath("//script")) == 1
        assert page.xpath("//img | //iframe | //object | //@onerror | //@onclick") == []
        assert "harmed" in page.text_content()
        text = file.read_text(encoding="utf-8")
        assert "49" not in page.xpath("string(//h1)")
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    (story,) = hostile.glob("sto_*.html")
    turned = [element for element in parsed(story).iter() if element.text and "\u202e" in element.text]
    assert turned
    assert {
        ("bdi" if element.tag == "bdi" else element.getparent().tag) for element in turned if element.tag != "script"
    } >= {"bdi"}


def test_a_section_with_nothing_says_so(hostile: Path) -> None:
    (story,) = hostile.glob("sto_*.html")
    said = parsed(story).xpath("string(//section[@id='words'])")
    assert "No outlet uses a word of the lists of contested words" in said


def test_the_index_names_every_story_with_its_days(pages: Path) -> None:
    page = parsed(pages / "index.html")
    stories = page.xpath("//ul[@class='stories']/li")
    assert len(stories) == len(list(pages.glob("sto_*.html")))
    assert all(story.get("data-first") <= story.get("data-last") for story in stories)
    (talks,) = [story for story in stories if "No negotiations" in story.text_content()]
    assert len(talks.get("data-outlets").split("; ")) == 5
    assert talks.xpath(".//svg/path/@d")[0].count("M") == 2  # articles on two days
    assert page.xpath("string(//option[.='Capitol Ledger'])") == "Capitol Ledger"


def test_words_that_decide_are_found_whole_and_in_any_case() -> None:
    pieces = list(_pieces("Talks: No, open to talks, notably", ["no", "open to talks"]))
    assert [text for text, decides in pieces if decides] == ["No", "open to talks"]
    assert "".join(text for text, _ in pieces) == "Talks: No, open to talks, notably"
    assert list(_pieces("A (b", ["("])) == [("A (b", False)]


def test_a_template_that_wants_what_is_not_there_fails() -> None:
    with pytest.raises(Exception, match="is undefined"):
        render("index.html.j2", entries=[])


@pytest.mark.parametrize("row", list(csv.DictReader(PRECISION.splitlines())), ids=lambda row: row["tag"])
def test_measured_figures_are_those_of_the_docs(row: dict[str, str]) -> None:
    page = (ROOT / row["page"]).read_text(encoding="utf-8")
    assert row["figure"] in page, f"{row['page']} has another figure now: bring warehouse/reports/precision.csv to it"
    assert all(row.values())
    assert dt.date.fromisoformat(row["date"])
    assert measured(row["tag"])[0].page == row["page"]


EDIT = {"edit_kind": "cut", "outlet_text": None, "is_outside_quotes": False} | {
    f"touches_{what}": False for what in ("negation", "condition", "hedge", "number")
}


def test_edits_are_shown_in_the_sentence() -> None:
    text = "We will not dive, perhaps, if it is 40 below"
    place = text.index
    canonical = [{"char_start": 100, "char_end": 100 + len(text), "text": text}]
    edits = [
        {
            **EDIT,
            "canonical_char_start": 100 + place("not "),
            "canonical_char_end": 100 + place("dive"),
            "touches_negation": True,
        },
        {
            **EDIT,
            "canonical_char_start": 100 + place(" perhaps"),
            "canonical_char_end": 100 + place(" if"),
            "is_outside_quotes": True,
        },
        {
            **EDIT,
            "canonical_char_start": 100 + place("40"),
            "canonical_char_end": 100 + place(" below"),
            "edit_kind": "replaced",
            "outlet_text": "50",
            "touches_number": True,
        },
    ]
    pieces = [piece for piece in _edited(canonical, edits) if piece.text.strip()]
    assert [(piece.kind, piece.text.strip(), piece.touches) for piece in pieces] == [
        ("kept", "We will", ""),
        ("cut", "not", "negation"),
        ("kept", "dive,", ""),
        ("outside", "perhaps,", ""),
        ("kept", "if it is", ""),
        ("cut", "40", "number"),
        ("added", "50", "number"),
        ("kept", "below", ""),
    ]


def test_every_measure_that_pages_show_has_a_name() -> None:
    assert set(MEASURES) - {"cue_of_speaker", "term"} == set(MEASURE_NAMES)
