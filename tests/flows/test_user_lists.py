"""A user's own lists: outlets, labels, aliases as CSV files, without a change to newsprism."""

import json
from pathlib import Path

import duckdb
import pytest

from warehouse.store.layout import WarehouseError

_ARTICLE = {
    "id": "1",
    "url": "https://www.melinpost.example/quay",
    "text": 'The sand eaters took the quay. "We will pay the bill," said Mayor Teodor Lind on Monday.',
}


def test_lists_reach_the_tables(run_stages, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text(json.dumps(_ARTICLE))
    outlets, labels, aliases = (tmp_path / f"{name}.csv" for name in ("outlets", "labels", "aliases"))
    outlets.write_text("outlet_id,name,domains\nmelin-post,Melin Post,melinpost.example\n")
    labels.write_text(
        "label_id,concept,term,register,source\ndredging.sand_eater,dredging,sand eater,pejorative,ours\n"
    )
    aliases.write_text("alias,name\nTeodor Lind,Teodor A. Lind\n")
    lists = {"outlets": str(outlets), "labels": str(labels), "aliases": str(aliases)}
    run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w", **lists)
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        assert connection.execute("select outlet_id, outlet_method from articles").fetchall() == [
            ("melin-post", "domain")
        ]
        uses = connection.execute("select label_id, text, voice from label_mentions").fetchall()
        assert uses == [("dredging.sand_eater", "sand eaters", "outlet")]
        assert ("Teodor A. Lind",) in connection.execute("select name from speakers").fetchall()
        assert connection.execute("select term from labels where concept = 'dredging'").fetchall() == [("sand eater",)]


def test_the_users_own_agency_is_the_original_of_copies(run_stages, tmp_path: Path) -> None:
    text = _ARTICLE["text"] + " The mayor, who has led the town for nine years, said the dredging would end in May."
    rows = [
        {"id": "copy", "outlet": "Melin Post", "published_at": "2026-05-02", "text": text},
        {"id": "wire", "outlet": "Sandbank Wire", "published_at": "2026-05-03", "text": text},
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)))
    outlets = tmp_path / "outlets.csv"
    outlets.write_text("outlet_id,name,is_agency\nsandbank-wire,Sandbank Wire,true\n")
    run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w", outlets=str(outlets))
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select a.source_id, a.duplicate_kind, b.source_id from articles a "
            "join articles b on a.duplicate_of = b.article_id"
        ).fetchall()
    assert found == [("copy", "wire", "wire")]


def test_an_author_who_is_the_users_own_agency_is_no_person(run_stages, tmp_path: Path) -> None:
    article = _ARTICLE | {"outlet": "Melin Post", "authors": "By MARA ELLISON, Sandbank Tidings"}
    (tmp_path / "feed.jsonl").write_text(json.dumps(article))
    outlets = tmp_path / "outlets.csv"
    outlets.write_text("outlet_id,name,is_agency\nsandbank-tidings,Sandbank Tidings,true\n")
    run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w", outlets=str(outlets))
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        row = connection.execute("select byline, authors, agency_id from articles").fetchone()
    assert row == ("Mara Ellison; Sandbank Tidings", "Mara Ellison", "sandbank-tidings")


@pytest.mark.slow
def test_changed_list_processes_again(run_stages, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text(json.dumps(_ARTICLE))
    labels = tmp_path / "labels.csv"
    labels.write_text("label_id,concept,term,register\ndredging.sand_eater,dredging,sand eater,pejorative\n")
    assert run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w")["articles_kept"] == 1
    again = run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w", labels=str(labels))
    assert (again["articles_kept"], again["articles_renewed"]) == (0, 1)


@pytest.mark.parametrize("option", ["outlets", "labels", "aliases"])
def test_list_without_its_columns_is_named(run_stages, tmp_path: Path, option: str) -> None:
    (tmp_path / "feed.jsonl").write_text(json.dumps(_ARTICLE))
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    with pytest.raises(WarehouseError, match="needs the columns"):
        run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w", **{option: str(wrong)})


def test_uses_carry_the_speaker_of_their_quote(run_stages, tmp_path: Path) -> None:
    text = '"Corrupt separatists took the quay," said Mayor Teodor Lind on Monday. The separatists left the quay.'
    (tmp_path / "feed.jsonl").write_text(json.dumps({"id": "1", "text": text}))
    run_stages(tmp_path / "feed.jsonl", warehouse=tmp_path / "w")
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        for table in ("label_mentions", "actor_mentions"):
            uses = connection.execute(
                f"select voice, speakers.name from {table} left join speakers using (speaker_id) "
                "where char_start in (1, 9, 75) order by char_start"
            ).fetchall()
            assert uses == [("direct", "Teodor Lind"), ("outlet", None)]
