"""Everything that can be wrong with input, in one folder: the rest is published, and every reject has its reason."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.schema import REJECT_REASONS
from warehouse.sources import SourceError

BODY = 'The ferry to {} sailed on Tuesday. "We are glad," said Jorun Aske, a spokeswoman for the line.'
Run = Callable[..., dict[str, Any] | None]


def line(identifier: str, **fields: object) -> str:
    return json.dumps({"id": identifier, "outlet": "Melin Post", "title": f"About {identifier}", **fields})


def write_folder(folder: Path) -> None:
    folder.mkdir()
    rows = [
        line("good", text=BODY.format("Melin")),
        '{"id": "cut", "text": "The ferry',
        line("none"),
        line("both", text="a", html="b"),
        line("typed", text=["a"]),
        line("empty", text=""),
        line("blank", text=" \n\n\t "),
        line("marks", text="\u202e\u200b\ufeff\u0301"),
        line("half", text=BODY.format("Os\ud83den")),
        line("bidi", text=BODY.format("\u202eOsterhaven\u202c")),
        line("nul", text=BODY.format("Os\x00ten"), title="a\x00b"),
        line("combining", text=BODY.format("Skar") + " o" + "\u0301" * 300_000),
        line("unbroken", text=BODY.format("Brenn") + " " + "x" * 300_000),
        line("quotes", text='"' * 20_000 + BODY.format("Tarn")),
        line("astral", text=BODY.format("\U0001f6a2\U0010ffff\ufffe")),
        line("address", text=BODY.format("Nord"), url="http://[half"),
        line("same", text=BODY.format("Alder")),
        line("same", text=BODY.format("Birch")),
        line("odd-fields", text=BODY.format("Ulm"), published_at="yesterday", language="x" * 300, authors=["", None]),
    ]
    (folder / "feed.jsonl").write_text("\n".join(rows), encoding="utf-8", errors="surrogatepass")
    with gzip.open(folder / "large.jsonl.gz", "wt", compresslevel=1, encoding="utf-8") as file:
        file.write('{"id": "large", "text": "')
        for number in range(50_000):
            file.write(f"{hash((number, 3)):020d} " * 48)
        file.write('"}\n' + line("after", text=BODY.format("Lund")))
    lines = "\n".join(line(f"z{n}", text=f"{BODY.format(n * n)} {n}") for n in range(3000))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-20_000])
    (folder / "utf16.txt").write_bytes(BODY.format("Åre").encode("utf-16"))
    (folder / "latin.txt").write_bytes((BODY.format("Växjö") + " Där är det kallt på hösten.").encode("latin-1"))
    (folder / "damaged.txt").write_bytes((BODY.format("Malmö") * 3).encode() + b"\xff\xfe end")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 500)
    (folder / "nothing.html").write_bytes(b"")
    (folder / "comment.html").write_bytes(b"<!-- nothing -->")
    (folder / "deep.html").write_bytes(b"<div>" * 50_000 + b"x")
    (folder / "table.csv").write_text("name,body\na,b\n")
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")
    (folder / "broken.parquet").write_bytes(b"PAR1 not really PAR1")
    (folder / "crawl.warc.gz").write_bytes(b"no archive")


def test_rest_is_published_and_totals_reconcile(run_stages: Run, tmp_path: Path) -> None:
    write_folder(tmp_path / "news")
    result = run_stages(tmp_path / "news", warehouse=tmp_path / "w")
    assert result is not None
    assert result["documents_read"] == result["articles_kept"] + result["duplicates"] + result["rejected"]
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        rejects = connection.execute("select source_id, reason, source_uri from rejects").fetchall()
        kept = {row[0] for row in connection.execute("select source_id from articles").fetchall()}
        misplaced = connection.execute(
            "select count(*) from sentences inner join articles using (article_id) where char_start is not null and "
            "substring(articles.text, char_start + 1, char_end - char_start) <> sentences.text"
        ).fetchall()
    assert misplaced == [(0,)]
    reasons = {(source_id, reason) for source_id, reason, _ in rejects}
    assert {reason for _, reason in reasons} <= set(REJECT_REASONS)
    assert "internal_error" not in {reason for _, reason in reasons}
    for expected in (
        ("feed-000002", "broken_record"),
        ("none", "missing_content"),
        ("both", "ambiguous_content"),
        ("typed", "invalid_field"),
        ("address", "invalid_field"),
        ("same", "duplicate_id"),
        ("large-000001", "too_large"),
        (None, "truncated_archive"),
        ("picture", "not_text"),
        ("report.pdf", "unsupported_type"),
        ("broken", "unreadable_file"),
        ("crawl", "unreadable_file"),
        ("table", "missing_content"),
        ("empty", "empty_article"),
        ("blank", "empty_article"),
        ("nothing", "empty_page"),
    ):
        assert expected in reasons
    assert {"good", "half", "bidi", "nul", "combining", "unbroken", "quotes", "astral", "same", "odd-fields"} <= kept
    assert {"after", "z0", "utf16", "latin", "damaged"} <= kept


def test_source_that_is_not_there_leaves_the_published_as_it_was(run_stages: Run, news: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w"
    run_stages(news, warehouse=warehouse)
    before = (warehouse / "PUBLISHED").read_text(), (warehouse / "newsprism.duckdb").read_bytes()
    with pytest.raises(SourceError, match=f"{tmp_path}/absent: no such file or folder"):
        run_stages(news, tmp_path / "absent", warehouse=warehouse)
    assert before == ((warehouse / "PUBLISHED").read_text(), (warehouse / "newsprism.duckdb").read_bytes())
