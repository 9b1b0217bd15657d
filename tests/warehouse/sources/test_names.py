"""Records with names of their own, and files of tools that are known by their fields."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouse.sources import tools_records
from transforms.vocabulary import SOURCE_KINDS
from warehouse.sources import Document, FieldNames, Limits, Reject, SourceError, find_files, read_file
from warehouse.sources.literals import literal
from warehouse.sources.names import OWN, presets
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
    assert "--map text=story would read it" in str(refused.detail)


@pytest.mark.parametrize("mapped", [["foo=bar"], ["text"], ["text="], ["text=a", "text=b"], ["text=a", "html=b"]])
def test_a_mapping_that_is_none_is_refused(mapped: list[str]) -> None:
    with pytest.raises(SourceError, match="--map"):
        FieldNames.parse(mapped)


def test_a_reject_names_the_mapping_that_would_read_it(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    records = [{"content": TEXT, "n": 1}, {"notes": TEXT}, {"page": "<p>A</p>"}, {"n": 1}, {"code": "x"}]
    records += [
        {"when": "Fri, 02 Jan 2026 10:00:00 GMT", "code": "x"},
        {"when": "2026-01-02 10:00", "url": "https://a"},
    ]
    records += [{"summary": "Quay shut", "notes": TEXT, "link": "https://a"}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    hints = [str(record.detail).partition("; ")[2] for record in read(path)]
    assert hints == [
        "--map text=content would read it",
        "--map text=notes would read it",
        "--map html=page would read it",
        "",
        "",
        "",
        "it lists addresses without texts, and newsprism fetches none: save the pages, and run over these",
        "--map text=summary would read it",
    ]


def test_a_table_that_lists_stories_without_texts_says_so(tmp_path: Path) -> None:
    """As Media Cloud's page exports what a search found."""
    path = tmp_path / "mc-onlinenews-mediacloud.csv"
    path.write_text("id,indexed_date,language,media_name,media_url,publish_date,title,url\na,,en,b,b,,c,https://d\n")
    (refused,) = read(path)
    assert (refused.reason, "newsprism fetches none" in refused.detail) == ("missing_content", True)
    path.write_text("id,body,url\na,The quay is shut.,https://d\n")
    (refused,) = read(path)
    assert "--map text=body would read it" in refused.detail


@pytest.mark.parametrize("name", ["event-registry", "newsapi"])
def test_tables_that_data_frames_made_of_nested_records(tmp_path: Path, name: str) -> None:
    """Objects and lists stand in cells as Python writes them; a column may be empty in every row."""
    record, expected = tools_records.RECORDS[name]
    path = tmp_path / "frame.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(record))
        writer.writeheader()
        writer.writerows([record, {**record, "source": json.dumps(record["source"]), "url": "https://b.example/2"}])
    documents = read(path)
    assert [document.outlet for document in documents] == ["Melin Post", "Melin Post"]
    assert {field: getattr(documents[0], field) for field in expected} == expected


@pytest.mark.parametrize("text", ["{'name': ", "[" * 5_000 + "]" * 5_000, "{x}", "[1, 2", "{'a': 1}}", "{1, 2}"])
def test_what_only_looks_like_a_list_stays_text(text: str) -> None:
    assert literal(text) == text


_RSS = f"""<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY own SYSTEM "file:///etc/hostname">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Melin Post</title>
<item><title>Ferry sails &own;</title><link>{tools_records.URL}</link><guid>post-1</guid>
<dc:creator>Jorun Aske</dc:creator>
<pubDate>Fri, 02 Jan 2026 10:00:00 GMT</pubDate><description>A ferry.</description>
<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
<item><title>Quay shut</title><link>https://melinpost.example/2</link>
<description>The quay is shut.</description></item>
</channel></rss>"""
_ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Melin Post</title><updated>2026-01-03T10:00:00Z</updated>
<entry><id>tag:1</id><title>Ferry sails</title><link href="{tools_records.URL}"/><updated>2026-01-02T10:00:00Z</updated>
<author><name>Jorun Aske</name></author><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def test_feeds_as_they_are_served(tmp_path: Path) -> None:
    path = tmp_path / "melin.rss"
    path.write_text(_RSS, encoding="utf-8")
    document, refused = read(path)
    assert (document.source_id, document.url, document.source_kind) == ("post-1", tools_records.URL, "html")
    assert (document.content, document.authors) == (f"<p>{TEXT}</p>", "Jorun Aske")
    assert document.title.startswith("Ferry sails")
    assert len(document.title) < len("Ferry sails &own;") + 1  # what an entity names is not fetched
    assert (refused.reason, "--map text=summary would read it" in refused.detail) == ("missing_content", True)
    assert [found.content for found in read(path, "text=summary")] == ["A ferry.", "The quay is shut."]
    atom = tmp_path / "melin.xml.gz"
    atom.write_bytes(gzip.compress(_ATOM.encode()))
    (document,) = read(atom)
    found = (document.source_id, document.published_at, document.authors, document.content)
    assert found == ("tag:1", "2026-01-02T10:00:00Z", "Jorun Aske", f"<p>{TEXT}</p>")


def test_what_is_no_feed_or_too_large_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text("<?xml version='1.0'?><urlset><url><loc>https://a.example</loc></url></urlset>", encoding="utf-8")
    (refused,) = read(path)
    assert (refused.reason, refused.detail) == ("broken_record", "no RSS or Atom feed")
    path.write_text(_RSS, encoding="utf-8")
    (file,) = find_files([str(path)])
    (refused,) = read_file(file, limits=Limits(document_bytes=300))
    assert refused.reason == "too_large"


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


def test_other_names_of_fields_are_read_where_ours_are_missing() -> None:
    record = {"text": "The ferry sailed.", "date": "2026-01-02", "author": "Jorun Aske", "headline": "Ferry sails"}
    assert OWN.fields(record) == {
        "text": "The ferry sailed.",
        "published_at": "2026-01-02",
        "authors": "Jorun Aske",
        "title": "Ferry sails",
    }
    assert OWN.fields(record | {"published_at": "2026-01-03"})["published_at"] == "2026-01-03"


@pytest.mark.parametrize("value", [1767312000, {"day": "2026-01-02"}, None, True])
def test_what_cannot_be_the_field_is_left_alone(value: object) -> None:
    assert "published_at" not in OWN.fields({"text": "The ferry sailed.", "date": value})


def test_a_record_without_content_keeps_its_names() -> None:
    assert OWN.fields({"story": "The ferry sailed.", "date": "2026-01-02"}) == {
        "story": "The ferry sailed.",
        "date": "2026-01-02",
    }
