"""Records with names of their own, and files of tools that are known by their fields."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouse.sources import tools_records
from transforms.vocabulary import SOURCE_KINDS
from warehouse.sources import Document, FieldNames, Limits, Reject, SourceError, find_files, read_file
from warehouse.sources.names import presets
from warehouse.sources.records import FIELDS

PAGE = (Path(__file__).parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")
TEXT = "The ferry to Melin sailed on Tuesday, and nobody was hurt."


def read(path: Path, *mapped: str) -> list[Any]:
    (file,) = find_files([str(path)])
    return list(read_file(file, limits=Limits(), names=FieldNames.parse(mapped)))


def test_a_mapping_reads_nested_fields(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    record = {"headline": "Own", "payload": {"parts": [{"story": TEXT}]}, "src": {"name": "Harbor Times"}, "text": "no"}
    path.write_text(json.dumps(record), encoding="utf-8")
    (document,) = read(path, "text=payload.parts.0.story", "title=headline", "outlet=src.name")
    assert (document.content, document.title, document.outlet) == (TEXT, "Own", "Harbor Times")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_mapping_reads_columns(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"table.{kind}"
    rows = [{"nr": "7", "story": TEXT, "by": "Ana Ruiz"}]
    if kind == "csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    (document,) = read(path, "text=story", "id=nr", "authors=by")
    assert (document.source_id, document.source_kind, document.content) == ("7", "text", TEXT)
    assert document.authors == "Ana Ruiz"
    (refused,) = read(path)
    assert isinstance(refused, Reject)
    assert "--map text=NAME" in str(refused.detail)


@pytest.mark.parametrize("mapped", [["foo=bar"], ["text"], ["text="], ["text=a", "text=b"], ["text=a", "html=b"]])
def test_a_mapping_that_is_none_is_refused(mapped: list[str]) -> None:
    with pytest.raises(SourceError, match="--map"):
        FieldNames.parse(mapped)


def test_a_reject_names_the_mapping_that_would_read_it(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    records = [{"content": TEXT, "n": 1}, {"notes": TEXT}, {"page": "<p>A</p>"}, {"n": 1}, {"code": "x"}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    hints = [str(record.detail).partition("; ")[2] for record in read(path)]
    assert hints == [
        "--map text=content would read it",
        "--map text=notes would read it",
        "--map html=page would read it",
        "",
        "",
    ]


@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_files_of_tools_are_read(tmp_path: Path, name: str) -> None:
    record, expected = tools_records.RECORDS[name]
    path = tmp_path / "tool.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    (document,) = read(path)
    assert isinstance(document, Document), document
    found = {field: getattr(document, field) for field in expected}
    assert found == expected


def test_articles_under_their_publishers(tmp_path: Path) -> None:
    """As Fundus saves what it crawled: ``Crawler.crawl(save_to_file=…)``."""
    record, _ = tools_records.RECORDS["fundus-body"]
    path = tmp_path / "crawled.json"
    second = {**record, "title": "Quay shut"}
    content = {"Melin Post": [record, second], "None today": [], "Coast.Radio": [{**record, "title": "Rain"}]}
    path.write_text(json.dumps(content, indent=4), encoding="utf-8")
    assert [(document.outlet, document.title) for document in read(path)] == [
        ("Melin Post", "Ferry sails"),
        ("Melin Post", "Quay shut"),
        ("Coast.Radio", "Rain"),
    ]


@pytest.mark.parametrize("first", [[{"name": "Jorun Aske"}], ["Jorun Aske"], [], [["a"], "b"]])
def test_an_object_that_begins_with_a_list_is_one_article(tmp_path: Path, first: list[Any]) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"links": first, "text": TEXT, "tags": ["x"], "more": [{"text": "no"}]}))
    (document,) = read(path)
    assert (document.content, document.outlet) == (TEXT, None)


def test_a_data_set_of_cc_news_as_parquet(tmp_path: Path) -> None:
    record, expected = tools_records.RECORDS["cc-news"]
    path = tmp_path / "train-00000.parquet"
    pq.write_table(pa.Table.from_pylist([record, {**record, "title": "Rain"}]), path)
    documents = read(path)
    assert [document.title for document in documents] == ["Ferry sails", "Rain"]
    assert {field: getattr(documents[0], field) for field in expected} == expected


def test_an_entry_with_a_summary_alone_is_a_reject_that_says_what_would_read_it(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    entry = {"title": "Quay shut", "link": tools_records.URL, "id": "2", "summary": "The quay is shut."}
    path.write_text(json.dumps({"bozo": False, "entries": [entry], "feed": {"title": "Melin Post"}}))
    (refused,) = read(path)
    assert (refused.reason, "fields: title, link, id, summary" in refused.detail) == ("missing_content", True)
    (document,) = read(path, "html=summary")
    assert document.content == "The quay is shut."


def test_presets_name_our_fields_and_stand_in_the_docs() -> None:
    for preset in presets():
        assert set(preset.fields) <= {*FIELDS, *SOURCE_KINDS}
        assert len({*preset.fields} & {*SOURCE_KINDS}) == 1
        listed = [line for line in PAGE.splitlines() if all(f"`{known}`" in line for known in preset.known_by)]
        assert listed, preset.name


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([{"text": "A b."}, {"text": "C d."}], ["A b.", "C d."]),
        ({"status": "ok", "articles": [{"text": "A b."}, 3], "page": {"articles": [{"text": "no"}]}}, ["A b.", None]),
        ({"articles": {"results": [{"text": "A b."}], "page": 1}}, ["A b."]),
        ({"id": "7", "text": "A b.", "tags": ["x", "y"]}, ["A b."]),
        ([], []),
        (3, [None]),
    ],
)
def test_json_files(tmp_path: Path, content: Any, expected: list[str | None]) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    found = [record.content if isinstance(record, Document) else None for record in read(path)]
    assert found == expected


def test_a_json_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('[{"text": "A b."}, {"text": "C', encoding="utf-8")
    document, refused = read(path)
    assert document.content == "A b."
    assert (refused.reason, "1 objects were read before" in refused.detail) == ("broken_record", True)


def test_an_object_that_is_too_large_does_not_stop_the_next(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_text(json.dumps([{"text": "A " * 500}, {"text": "C d."}]), encoding="utf-8")
    (file,) = find_files([str(path)])
    refused, document = read_file(file, limits=Limits(document_bytes=300))
    assert (refused.reason, document.content) == ("too_large", "C d.")
