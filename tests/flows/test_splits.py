"""A corpus that comes in many runs, in any order, is the warehouse that one run over all of it makes."""

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.contract.tables import TABLES

Run = Callable[..., dict[str, Any] | None]
_SUBJECTS = ("harbour", "school", "ferry", "market", "tunnel", "library", "hospital", "stadium", "orchard", "theatre")
_VERBS = ("reopened", "closed", "flooded", "grew", "moved", "burned", "shrank", "split", "won", "failed")
_BARGE = (
    "A barge sank off the Melin breakwater on Monday morning, and two of its crew were hurt, the harbour office said.",
    "“We heard a knock and then the water came,” said Minister Varn, who was on the quay. The cook swam ashore.",
    "The channel stays closed until divers have looked at the wreck, and ferries leave from the northern quay instead.",
    "Mayor Teodor Lind told reporters that the town would not ask the state for help with the salvage of the barge.",
)
_APPLES = (
    "Apples will be dear this autumn because frost killed half of the blossom in April, growers in the hills said.",
    "“I have never seen trees so bare,” said {speaker}, whose family has kept an orchard for ninety years.",
    "Wholesalers expect prices to rise by a third before the first cider is pressed in September, and jam will follow.",
)
# what depends on when something came: ids of groups are state, and the run's own tables tell of runs
_OF_RUNS = {"runs", "rejects", "story_changes", "data_dictionary"}
_STATE = {"run_id", "joined_run_id", "seen_at", "version_index", "change_share", "next_title", "next_word_count"}


def _record(outlet: str, number: int, *paragraphs: str, **fields: Any) -> dict[str, Any]:
    day = f"2026-{1 + number % 9:02d}-{1 + number % 27:02d}"
    text = "\n\n".join(paragraphs)
    own = {"id": f"{outlet}-{number}", "outlet": outlet, "published_at": day, "title": text[:50], "text": text}
    return own | fields


def _plain(number: int) -> str:
    subject, verb = _SUBJECTS[number % 10], _VERBS[(number * 7 + number // 10) % 10]
    return f"The {subject} of Melin {verb} in week {number}, and {number * 3} people came to look at it."


def corpus() -> Iterator[tuple[str, str]]:
    """Names of files and what stands in them: each a part that may come alone."""
    files: dict[str, list[dict[str, Any]]] = {
        # one surname, two people: what a surname alone means hangs on who else is there
        "varn-1.jsonl": [_record("Melin Post", 1, *_BARGE)],
        "varn-2.jsonl": [_record("Coast Radio", 2, "The bridge holds.", "“It will hold,” said Ilsa Varn on Monday.")],
        "varn-3.jsonl": [_record("Coast Radio", 3, "The mill is shut.", "“It stays shut,” Pavel Varn said at noon.")],
        "varn-4.jsonl": [_record("Hill Courier", 4, "The lock is dry.", "“It is dry,” said Ms Varn. Nobody answered.")],
        # copies: a late original, an edited one, one by words and one of a wire
        "copy-1.jsonl": [_record("Hill Courier", 5, *_APPLES, published_at="2026-04-02T10:00:00Z")],
        "copy-2.jsonl": [_record("Coast Radio", 6, *_APPLES, published_at="2026-04-01T08:00:00Z")],
        "copy-3.jsonl": [_record("Melin Post", 7, *_APPLES, "Jam, too.", published_at="2026-04-03T08:00:00Z")],
        "copy-4.jsonl": [_record("Hill Courier", 8, *_BARGE[:3], "By Reuters", published_at="2026-01-02")],
        # an outlet that nobody registered goes by several names
        "name-1.jsonl": [_record("The Quay-Mail", 9, _plain(9)), _record("The Quay Mail", 10, _plain(10))],
        "name-2.jsonl": [_record("The Quay-Mail", 11, _plain(11), "“Rain,” the paper’s Ilse Brandt said.")],
        # one id in two files, with and without a word on when; the same record in two files
        "id-1.jsonl": [_record("Melin Post", 12, *_BARGE, id="same", published_at=None)],
        "id-2.jsonl": [_record("Melin Post", 12, *_APPLES, id="same", published_at=None)],
        "id-3.jsonl": [_record("Melin Post", 13, *_BARGE, id="dated", published_at="2026-05-03T12:00:00Z")],
        "id-4.jsonl": [_record("Melin Post", 13, *_BARGE, "More.", id="dated", published_at="2026-05-03T09:00:00Z")],
        "id-5.jsonl": [_record("Melin Post", 14, _plain(14), id="twice"), _record("Coast Radio", 15, _plain(15))],
        "id-6.jsonl": [_record("Melin Post", 14, _plain(14), id="twice"), _record("Coast Radio", 16, _plain(16))],
        # one address, as several ids
        "url-1.jsonl": [_record("Melin Post", 17, *_BARGE, url="https://melinpost.example/a?utm_id=1")],
        "url-2.jsonl": [_record("Melin Post", 18, *_BARGE, "It is gone.", url="https://www.melinpost.example/a")],
    }
    # a template that a site sets into its texts, learned from many months
    for number in range(20, 60):
        template = f" Zoom toggle widget {number} shows the {_SUBJECTS[number % 10]}."
        for outlet, text in (("Melin Post", _plain(number) + template), ("Coast Radio", _plain(number))):
            files.setdefault(f"template-{number % 6}.jsonl", []).append(_record(outlet, number, text))
    for name, records in files.items():
        yield name, "\n".join(json.dumps({k: v for k, v in r.items() if v is not None}) for r in records)


def dumps() -> Iterator[tuple[str, dict[str, str]]]:
    """Folders of page dumps with their manifest: lines that recur are learned from all of them."""
    for part in range(3):
        files, lines = {}, ["file,outlet,published_at"]
        for number in range(part * 3, part * 3 + 3):
            subject = _SUBJECTS[number]
            body = f"The {subject} of Melin reopened on Tuesday after {number + 3} weeks of work, the council said."
            more = f"Visitors to the {subject} waited for {number + 2} hours before the doors opened in the afternoon."
            odd = "Melin speaks with one voice and the sea"  # nothing but its return tells it from a heading
            files[f"{subject}.txt"] = f"{subject.title()} reopens\n\n{body}\n\n{odd}\n\n{more}\n"
            lines.append(f"{subject}.txt,Melin Post,2026-01-{number + 1:02d}")
        yield f"dumps-{part}", files | {"manifest.csv": "\n".join(lines)}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("corpus")
    paths = []
    for number, (name, content) in enumerate(corpus()):
        (folder / name).write_text(content, encoding="utf-8")
        os.utime(folder / name, (1_700_000_000 + number, 1_700_000_000 + number))
        paths.append(folder / name)
    for name, files in dumps():
        (folder / name).mkdir()
        for file, content in files.items():
            (folder / name / file).write_text(content, encoding="utf-8")
        paths.append(folder / name)
    return paths


@pytest.fixture(scope="module")
def whole(parts: list[Path], run_stages_once: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    warehouse = tmp_path_factory.mktemp("whole") / "w"
    run_stages_once(*parts, warehouse=warehouse)
    return rows_of(warehouse)


def rows_of(warehouse: Path) -> dict[str, list[Any]]:
    """The rows of each table, groups named after their first member instead of their id."""
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        first = "select story_id, min(article_id) from story_articles group by story_id"
        stories = dict(connection.execute(first).fetchall())
        line = "select storyline_id, min(article_id) from stories join story_articles using (story_id) group by all"
        lines = dict(connection.execute(line).fetchall())
        named = {"story_id": stories, "storyline_id": lines}
        found = {}
        for table in TABLES:
            if table.name in _OF_RUNS:
                continue
            columns = [column for column in table.column_names if column not in _STATE]
            names = ", ".join(f'"{column}"' for column in columns)
            rows = connection.execute(f"select {names} from {table.name}").fetchall()
            found[table.name] = sorted(
                (
                    tuple(_id_aside(named.get(c, {}).get(v, v)) for c, v in zip(columns, row, strict=True))
                    for row in rows
                ),
                key=repr,
            )
        return found


def _id_aside(value: Any) -> Any:
    """Variants and conflicts have ids that are state, or made of such."""
    return value[:4] if isinstance(value, str) and value.startswith(("var_", "con_")) else value


def differing(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> dict[str, tuple[list[Any], list[Any]]]:
    """By table, a few of the rows that only one of the two has."""
    return {
        name: (
            [row for row in one[name] if row not in other[name]][:2],
            [row for row in other[name] if row not in one[name]][:2],
        )
        for name in one
        if one[name] != other[name]
    }


def split(parts: list[Path], seed: int) -> list[list[Path]]:
    """The parts in runs, in an order of chance; some come again in a later run."""
    chance = random.Random(seed)
    shuffled = chance.sample(parts, len(parts))
    cuts = sorted(chance.sample(range(1, len(parts)), chance.randint(1, 3)))
    runs = [shuffled[low:high] for low, high in zip([0, *cuts], [*cuts, len(parts)], strict=True)]
    return [run + chance.sample(shuffled[:low], min(low, 2)) for run, low in zip(runs, [0, *cuts], strict=True)]


def grow(run: Run, runs: list[list[Path]], warehouse: Path) -> dict[str, list[Any]]:
    for sources in runs:
        run(*sources, warehouse=warehouse)
    return rows_of(warehouse)


def test_the_corpus_holds_what_depends_on_company(whole: dict[str, list[Any]]) -> None:
    """Without it, the comparison of runs would say nothing."""
    speakers = [row[1] for row in whole["speakers"]]
    bearers = {name for name in speakers if name.endswith("Varn")}
    assert bearers > {"Ilsa Varn", "Pavel Varn"}  # a surname of two people is neither of them
    assert len([row for row in whole["articles"] if "Melin speaks" in str(row)]) == 9
    assert not [row for row in whole["sentences"] if "Melin speaks" in str(row) and "body" in row]
    terms = {row[1] for row in whole["article_terms"]}
    assert "ferry" in terms
    assert not terms & {"zoom", "toggle"}
    assert len(whole["article_versions"]) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("NEWSPRISM_SPLITS", "2"))))
def test_runs_in_any_order_make_what_one_run_makes(
    run_stages: Run, parts: list[Path], whole: dict[str, list[Any]], tmp_path: Path, seed: int
) -> None:
    assert differing(grow(run_stages, split(parts, seed), tmp_path / "w"), whole) == {}
