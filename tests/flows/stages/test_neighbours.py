"""A later run looks at what it touches and at those that share a key with it, and at nobody else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from flows.stages import copying, linking, naming

pytestmark = pytest.mark.slow

Run = Callable[..., dict[str, Any] | None]
_NAMES = ("Aske", "Brandt", "Lind", "Orvel", "Riegel", "Tandy", "Ulmer", "Varn", "Wessel", "Yarrow")
_THINGS = ("harbour", "school", "ferry", "market", "tunnel", "library", "hospital", "stadium", "orchard", "theatre")


def _text(number: int) -> str:
    name, thing = _NAMES[number % 10], _THINGS[number // 10]
    more = " ".join(f"{word}{number}x{at}" for at, word in enumerate(_THINGS * 3))
    return f"The {thing} number {number} is shut. “It stays shut,” said Ilsa {name} of row {number}. {more}."


def _write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> dict[str, pl.DataFrame]:
    """What was compared last, by resolver."""
    seen: dict[str, pl.DataFrame] = {}

    def spy(module: Any, name: str) -> None:
        original = getattr(module, name)

        def call(frame: pl.DataFrame, *rest: Any, **named: Any) -> Any:
            seen[name] = frame
            return original(frame, *rest, **named)

        monkeypatch.setattr(module, name, call)

    for module, name in ((copying, "find_duplicates"), (naming, "identify"), (linking, "new_links")):
        spy(module, name)
    return seen


def test_one_more_article_is_compared_with_its_neighbours(
    run_stages: Run, tmp_path: Path, looked_at: dict[str, pl.DataFrame]
) -> None:
    warehouse = tmp_path / "w"
    records = [
        {"id": str(n), "outlet": f"Post {n % 4}", "published_at": f"2026-03-{1 + n % 27:02d}", "text": _text(n)}
        for n in range(60)
    ]
    run_stages(_write(tmp_path / "a.jsonl", *records), warehouse=warehouse)
    assert looked_at["new_links"].height == 60
    assert looked_at["find_duplicates"].height < 60  # whoever shares no key with anybody is nobody's copy
    copy = {"id": "copy", "outlet": "Post 9", "published_at": "2026-03-09", "text": _text(7)}
    run_stages(_write(tmp_path / "b.jsonl", copy), warehouse=warehouse)
    assert 2 <= looked_at["find_duplicates"].height < 20
    assert set(looked_at["identify"]["block"]) == {"varn"}
    assert looked_at["new_links"].height < 20
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        copies = "select c.source_id, a.source_id from articles c join articles a on c.duplicate_of = a.article_id"
        assert connection.execute(copies).fetchall() == [("copy", "7")]
        assert connection.execute("select count(distinct speaker_id) from quotes").fetchall() == [(10,)]
        assert connection.execute("select count(*) from quotes where speaker_name is null").fetchall() == [(0,)]


def test_an_article_that_leaves_a_group_sets_its_neighbours_free(run_stages: Run, tmp_path: Path) -> None:
    warehouse, feed = tmp_path / "w", tmp_path / "a.jsonl"
    first = {"id": "first", "outlet": "Post 1", "published_at": "2026-03-01", "text": _text(1)}
    second = {"id": "second", "outlet": "Post 2", "published_at": "2026-03-02", "text": _text(1)}
    others = [{"id": str(n), "outlet": "Post 3", "published_at": "2026-03-05", "text": _text(n)} for n in range(2, 12)]
    run_stages(_write(feed, first, second, *others), warehouse=warehouse)
    run_stages(_write(feed, first | {"text": _text(50)}, second, *others), warehouse=warehouse)
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(duplicate_of), count(*) from articles").fetchall() == [(0, 12)]
        assert connection.execute("select count(*) from stories").fetchall() == [(0,)]
        names = connection.execute("select count(*) from speakers where name = 'Ilsa Aske'").fetchall()
    assert names == [(1,)]
