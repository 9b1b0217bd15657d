"""An article is one, however often, under whichever address and in whichever file it comes; its versions are kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

_PARAGRAPHS = (
    "A barge sank off the Melin breakwater on Monday morning, and two of its crew were hurt, the harbour office said.",
    "“We heard a knock and then the water came,” said Jorun Aske, who steered the barge. She swam with the cook.",
    "The channel stays closed until divers have looked at the wreck, and ferries leave from the northern quay instead.",
    "Mayor Teodor Lind told reporters that the town would not ask the state for help with the salvage.",
)
_LATER = (
    "A barge sank off the Melin breakwater on Monday, and three of its crew were hurt, the harbour office said later.",
    *_PARAGRAPHS[1:],
    "The owner of the barge had been fined twice since spring for loads that were too heavy, an inspector said.",
)
_OTHER = (
    "Apples will be dear this autumn because frost killed half of the blossom in April, growers in the hills said.",
    "“I have never seen trees so bare,” said Ilse Brandt, whose family has kept an orchard for ninety years.",
    "Wholesalers expect prices to rise by a third before the first cider is pressed in September.",
)
_URL = "https://www.melinpost.example/quay/barge-sinks"


def _record(paragraphs: tuple[str, ...], **fields: Any) -> dict[str, Any]:
    return {"outlet": "Melin Post", "title": paragraphs[0][:40], "text": "\n\n".join(paragraphs)} | fields


def _write(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def _query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


_ARTICLES = "select title from articles order by title"
_VERSIONS = "select version_index, title, next_title from article_versions order by article_id, version_index"
Run = Callable[..., dict[str, Any]]


@pytest.mark.slow
def test_a_later_crawl_of_an_address_replaces_the_earlier_one(run_stages: Run, tmp_path: Path) -> None:
    first = _write(tmp_path, "a.jsonl", _record(_PARAGRAPHS, url=_URL))
    second = _write(
        tmp_path, "b.jsonl", _record(_LATER, url=_URL.replace("https://www.", "http://m.") + "/?utm_id=7#x")
    )
    together, grown = tmp_path / "together", tmp_path / "grown"
    result = run_stages(first, second, warehouse=together)
    assert (result["documents_read"], result["articles_kept"], result["superseded"]) == (2, 1, 1)
    run_stages(first, warehouse=grown)
    result = run_stages(first, second, warehouse=grown)
    assert (result["articles_kept"], result["superseded"], result["files_skipped"]) == (1, 0, 1)
    for warehouse in (together, grown):
        assert _query(warehouse, _ARTICLES) == [(_LATER[0][:40],)]
        assert _query(warehouse, _VERSIONS) == [(0, _PARAGRAPHS[0][:40], _LATER[0][:40])]
        ((share, text),) = _query(warehouse, "select change_share, text from article_versions")
        assert 0.1 < share < 0.3
        assert text == "\n\n".join(_PARAGRAPHS)
    assert _query(together, "select article_id from articles") == _query(grown, "select article_id from articles")
    assert run_stages(first, second, warehouse=grown) is None


@pytest.mark.slow
def test_an_earlier_version_that_comes_later_replaces_nothing(run_stages: Run, tmp_path: Path) -> None:
    first = _write(tmp_path, "a.jsonl", _record(_LATER, url=_URL, published_at="2026-05-04T18:00:00Z"))
    second = _write(tmp_path, "b.jsonl", _record(_PARAGRAPHS, url=_URL, published_at="2026-05-04T09:00:00Z"))
    run_stages(first, warehouse=tmp_path / "w")
    result = run_stages(second, warehouse=tmp_path / "w")
    assert (result["articles_kept"], result["superseded"]) == (0, 1)
    assert _query(tmp_path / "w", _ARTICLES) == [(_LATER[0][:40],)]
    assert _query(tmp_path / "w", _VERSIONS) == [(0, _PARAGRAPHS[0][:40], _LATER[0][:40])]
    run_stages(first, second, warehouse=tmp_path / "both")
    assert _query(tmp_path / "both", _ARTICLES) == [(_LATER[0][:40],)]


@pytest.mark.slow
def test_an_address_that_brings_different_articles_names_none(run_stages: Run, tmp_path: Path) -> None:
    feed = "https://www.melinpost.example/feed"
    records = [_record(_PARAGRAPHS, url=feed, id="1"), _record(_OTHER, url=feed, id="2")]
    result = run_stages(_write(tmp_path, "a.jsonl", *records), warehouse=tmp_path / "w")
    assert (result["articles_kept"], result["superseded"]) == (2, 0)
    run_stages(_write(tmp_path, "one.jsonl", records[0]), warehouse=tmp_path / "grown")
    run_stages(_write(tmp_path, "two.jsonl", records[1]), warehouse=tmp_path / "grown")
    assert len(_query(tmp_path / "grown", _ARTICLES)) == 2


def test_a_front_page_names_no_article(run_stages: Run, tmp_path: Path) -> None:
    records = [_record(_PARAGRAPHS, url="https://melinpost.example/"), _record(_LATER, url="https://melinpost.example")]
    run_stages(_write(tmp_path, "a.jsonl", *records), warehouse=tmp_path / "w")
    assert _query(tmp_path / "w", "select count(*) from articles") == [(2,)]


def test_the_same_version_again_is_no_version(run_stages: Run, tmp_path: Path) -> None:
    first = _write(tmp_path, "a.jsonl", _record(_PARAGRAPHS, url=_URL, id="x1"))
    second = _write(tmp_path, "b.jsonl", _record(_PARAGRAPHS, url=_URL, id="y7"))
    result = run_stages(first, second, warehouse=tmp_path / "w")
    assert (result["articles_kept"], result["duplicates"], result["superseded"]) == (1, 0, 1)
    assert _query(tmp_path / "w", _VERSIONS) == []
    third = _write(tmp_path, "c.jsonl", _record(_PARAGRAPHS, url=_URL, id="z9"))
    assert run_stages(third, warehouse=tmp_path / "w") is None


def test_a_version_of_an_id_in_another_file_replaces_it(run_stages: Run, tmp_path: Path) -> None:
    first, second = (_write(tmp_path, f"{n}.jsonl", _record(p, id="7")) for n, p in ((1, _PARAGRAPHS), (2, _LATER)))
    result = run_stages(first, second, warehouse=tmp_path / "w")
    assert (result["articles_kept"], result["superseded"], result["rejected"]) == (1, 1, 0)
    assert _query(tmp_path / "w", _ARTICLES) == [(_LATER[0][:40],)]


@pytest.mark.slow
def test_a_file_of_all_versions_that_is_touched_changes_nothing(run_stages: Run, tmp_path: Path) -> None:
    versions = [_record((*_PARAGRAPHS, f"This report was updated {n} times."), url=_URL) for n in range(3)]
    file = _write(tmp_path, "a.jsonl", *versions)
    run_stages(file, warehouse=tmp_path / "w")
    before = _query(tmp_path / "w", "select * from article_versions order by version_index")
    assert len(before) == 2
    file.write_text(file.read_text() + "\n")
    assert run_stages(file, warehouse=tmp_path / "w") is None
    _write(tmp_path, "a.jsonl", *versions, _record(_OTHER, id="new"))
    result = run_stages(file, warehouse=tmp_path / "w")
    assert (result["documents_unchanged"], result["articles_kept"], result["superseded"]) == (3, 1, 0)
    assert _query(tmp_path / "w", "select * from article_versions order by version_index") == before


@pytest.mark.slow
def test_a_text_that_goes_back_is_a_version_again(run_stages: Run, tmp_path: Path) -> None:
    file = _write(tmp_path, "a.jsonl", _record(_PARAGRAPHS, url=_URL))
    run_stages(file, warehouse=tmp_path / "w")
    for paragraphs in (_LATER, _PARAGRAPHS):
        _write(tmp_path, "a.jsonl", _record(paragraphs, url=_URL))
        run_stages(file, warehouse=tmp_path / "w")
    assert _query(tmp_path / "w", _ARTICLES) == [(_PARAGRAPHS[0][:40],)]
    assert [title for _, title, _ in _query(tmp_path / "w", _VERSIONS)] == [_PARAGRAPHS[0][:40], _LATER[0][:40]]


@pytest.mark.slow
def test_pages_are_ordered_by_when_they_say_they_were_changed(run_stages: Run, tmp_path: Path) -> None:
    pages = {}
    for name, paragraphs, at in (("a", _LATER, "20:45"), ("b", _PARAGRAPHS, "12:20")):
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        pages[name] = tmp_path / f"{name}.html"
        pages[name].write_text(
            f'<html><head><title>{paragraphs[0][:40]}</title><link rel="canonical" href="{_URL}">'
            f'<meta property="article:modified_time" content="2026-05-04T{at}:00+02:00"></head>'
            f"<body><article><h1>{paragraphs[0][:40]}</h1>{body}</article></body></html>"
        )
    run_stages(*pages.values(), warehouse=tmp_path / "w")
    assert _query(tmp_path / "w", _ARTICLES) == [(_LATER[0][:40],)]
    run_stages(pages["a"], warehouse=tmp_path / "grown")
    run_stages(pages["b"], warehouse=tmp_path / "grown")
    assert _query(tmp_path / "grown", _ARTICLES) == [(_LATER[0][:40],)]


def test_a_page_that_holds_no_article_any_more_takes_none_away(run_stages: Run, tmp_path: Path) -> None:
    file = _write(tmp_path, "a.jsonl", _record(_PARAGRAPHS, url=_URL))
    run_stages(file, warehouse=tmp_path / "w")
    _write(tmp_path, "b.jsonl", {"url": _URL, "text": " \n "})
    result = run_stages(tmp_path / "b.jsonl", warehouse=tmp_path / "w")
    assert (result["rejected"], result["articles_kept"]) == (1, 0)
    assert _query(tmp_path / "w", _ARTICLES) == [(_PARAGRAPHS[0][:40],)]


def _dump(number: int) -> str:
    return "\n\n".join(("Barge sinks off Melin breakwater", "By Mara Ellison", *_PARAGRAPHS, f"Read {number} times"))


@pytest.mark.slow
@pytest.mark.parametrize("fields", [{"url": _URL}, {"id": "7"}])
def test_a_dump_fetched_again_and_again_stays_whole(run_stages: Run, tmp_path: Path, fields: dict[str, str]) -> None:
    files = [
        _write(tmp_path, f"{number}.jsonl", {"outlet": "Melin Post", "raw_text": _dump(number)} | fields)
        for number in range(10)
    ]
    for number in range(10):
        run_stages(files[number], warehouse=tmp_path / "runs")
    run_stages(*files, warehouse=tmp_path / "run")
    for warehouse in (tmp_path / "runs", tmp_path / "run"):
        ((title, authors, words),) = _query(warehouse, "select title, authors, word_count from articles")
        assert (title, authors) == ("Barge sinks off Melin breakwater", "Mara Ellison")
        assert words > 60
        assert _query(warehouse, "select count(*), count(distinct text_hash) from article_versions") == [(9, 9)]


@pytest.mark.slow
def test_dumps_that_nothing_but_their_text_tells_to_be_one_stay_whole(run_stages: Run, tmp_path: Path) -> None:
    files = [_write(tmp_path, f"{n}.jsonl", {"outlet": "Melin Post", "raw_text": _dump(n)}) for n in range(10)]
    run_stages(*files, warehouse=tmp_path / "run")
    for file in files:
        run_stages(file, warehouse=tmp_path / "runs")
    for warehouse in (tmp_path / "runs", tmp_path / "run"):
        assert _query(warehouse, "select distinct title from articles") == [("Barge sinks off Melin breakwater",)]
        counts = "select count(*), count(*) filter (duplicate_of is null), min(word_count) > 60 from articles"
        assert _query(warehouse, counts) == [(10, 1, True)]
