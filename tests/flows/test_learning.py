"""What a run learns of outlets reaches the tables."""

import itertools
import json
from pathlib import Path

import duckdb
import pytest

from flows.stages import samples

_SUBJECTS = ("harbour", "school", "ferry", "market", "tunnel", "library", "hospital", "stadium", "orchard", "theatre")
_OWN = {"Melin Post": "Zoom toggle widget", "Coast Radio": "Press play below", "Hill Echo": ""}
_VERBS = ("reopened", "closed", "flooded", "grew", "moved", "burned", "shrank", "split", "won", "failed")


def test_phrase_of_a_template_is_no_term(run_stages, tmp_path: Path) -> None:
    rows = []
    for number in range(40):
        subject, verb = _SUBJECTS[number % 10], _VERBS[(number * 7 + number // 10) % 10]
        plain = f"The {subject} of Melin {verb} in week {number}, and {number * 3} people came to look at it."
        template = f" Zoom toggle widget {number} shows the {subject}."
        date = f"2025-{1 + number % 12:02d}-10"
        for outlet, text in (("Melin Post", plain + template), ("Coast Radio", plain)):
            rows.append({"id": f"{outlet}-{number}", "outlet": outlet, "published_at": date, "text": text})
    feed = tmp_path / "feed.jsonl"
    feed.write_text("\n".join(map(json.dumps, rows)))
    run_stages(feed, warehouse=tmp_path / "w")
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select term, sum(count)::int from article_terms where term in ('zoom', 'toggle', 'ferry') group by term"
        ).fetchall()
    assert dict(found).keys() == {"ferry"}


@pytest.mark.slow
def test_templates_are_the_same_however_articles_came(
    run_stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = []
    for number in range(27):
        subject, verb = _SUBJECTS[number % 10], _VERBS[(number * 7 + number // 10) % 10]
        plain = f"The {subject} of Melin {verb} in week {number}, and {number * 3} people came to look at it."
        date = f"2025-{1 + number % 12:02d}-10"
        for outlet, own in _OWN.items():
            text = f"{plain} {own} {number} shows the {subject}."
            rows.append({"id": f"{outlet}-{number}", "outlet": outlet, "published_at": date, "text": text})
    found = []
    for name, cuts in (("whole", [0, 81]), ("parts", [0, 33, 36, 72, 81]), ("an outlet at a time", [0, 36, 81])):
        if name == "an outlet at a time":
            monkeypatch.setattr(samples, "_AT_ONCE", 1)
        for part, (low, high) in enumerate(itertools.pairwise(cuts)):
            feed = tmp_path / f"{name}-{part}.jsonl"
            feed.write_text("\n".join(map(json.dumps, rows[low:high])))
            run_stages(feed, warehouse=tmp_path / name)
        with duckdb.connect(str(tmp_path / name / "state" / "ledger.duckdb"), read_only=True) as connection:
            learned = connection.execute("select * exclude (born, gone) from fragments where gone is null order by all")
            learned = learned.fetchall()
        with duckdb.connect(str(tmp_path / name / "newsprism.duckdb"), read_only=True) as connection:
            found.append((learned, connection.execute("select * from article_terms order by all").fetchall()))
    assert found[0] == found[1] == found[2]
    assert {"zoom toggle widget", "press play below"} <= {fragment for _, _, fragment, _ in found[0][0]}


def test_line_that_recurs_in_an_outlets_dumps_is_removed(run_stages, tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    lines = ["file,outlet,published_at"]
    for number, subject in enumerate(_SUBJECTS):
        body = f"The {subject} of Melin reopened on Tuesday after {number + 3} weeks of work, the town council said."
        more = f"Visitors to the {subject} waited for {number + 2} hours before the doors opened in the afternoon."
        odd = "Melin speaks with one voice and the sea"  # nothing but its return tells it from a heading
        (folder / f"{subject}.txt").write_text(f"{subject.title()} reopens\n\n{body}\n\n{odd}\n\n{more}\n")
        lines.append(f"{subject}.txt,Melin Post,2026-01-{number + 1:02d}")
    (folder / "manifest.csv").write_text("\n".join(lines))
    run_stages(folder, warehouse=tmp_path / "w")
    with duckdb.connect(str(tmp_path / "w" / "newsprism.duckdb"), read_only=True) as connection:
        kept = connection.execute(
            "select count(*) from sentences where text like 'Melin speaks%' and role in ('lead', 'body', 'heading')"
        ).fetchall()
        body = connection.execute("select count(*) from sentences where text like '%reopened on Tuesday%'").fetchall()
    assert (kept, body) == ([(0,)], [(10,)])
