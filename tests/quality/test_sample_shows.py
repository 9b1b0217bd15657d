"""The bundled sample shows every value of the closed lists that tell what outlets of one story make of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from flows.sample import sample_sources
from transforms.vocabulary import (
    CARRIAGES,
    CARRIED_IN_STORY,
    CONFLICT_KINDS,
    EDIT_KINDS,
    EDIT_POSITIONS,
    OMISSION_STATUSES,
    OMITTED_KINDS,
    STORY_ARTICLE_KINDS,
    STORY_CHANGES,
    STORY_RULES,
)
from warehouse.query import run_query

# what one run over articles of one month cannot show, and why
NOT_SHOWN: Final = {
    "split_from": "needs an earlier run",
    "merged_into": "needs an earlier run",
    "retired": "needs an earlier run",
    "story_surname": "needs two people of one surname, one of them named in full in this story alone",
}


@pytest.fixture(scope="module")
def database(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = sample_sources()
    warehouse = tmp_path_factory.mktemp("shows") / "w"
    run_stages_once(*sources.pop("sources"), warehouse=warehouse, **sources)
    return warehouse / "newsprism.duckdb"


@pytest.mark.parametrize(
    ("values", "sql"),
    [
        (EDIT_KINDS, "select edit_kind from variant_edits"),
        (EDIT_POSITIONS, "select position from variant_edits"),
        (CARRIAGES, "select carriage from variant_pieces"),
        (OMITTED_KINDS, "select kind from omissions"),
        (OMISSION_STATUSES, "select status from omissions"),
        (CONFLICT_KINDS, "select kind from conflicts"),
        (STORY_ARTICLE_KINDS, "select kind from story_articles"),
        (STORY_CHANGES, "select change from story_changes"),
        (STORY_RULES, "select story_speaker_rule from quotes where story_speaker_rule is not null"),
        (CARRIED_IN_STORY, "select carriage from speakers_in_story"),
    ],
    ids=lambda value: value.split(" from ")[-1] if isinstance(value, str) else "",
)
def test_every_value_occurs(database: Path, values: tuple[str, ...], sql: str) -> None:
    shown = {value for (value,) in run_query(database, sql, {}).rows}
    assert shown == set(values) - NOT_SHOWN.keys()


@pytest.mark.parametrize(
    "kind",
    [
        "edit_kind = 'cut' and is_marked",  # an ellipsis
        "edit_kind = 'added' and is_marked",  # brackets
        "edit_kind = 'cut' and is_outside_quotes",
        "edit_kind = 'cut' and not is_marked and not is_outside_quotes",
        "touches_condition",
        "is_condition_lost",
        "touches_negation",
        "touches_hedge",
        "touches_number",
    ],
)
def test_every_kind_of_edit_occurs(database: Path, kind: str) -> None:
    assert run_query(database, f"select 1 from variant_edits where {kind} limit 1", {}).rows


def test_an_affair_has_several_stories(database: Path) -> None:
    assert run_query(database, "select 1 from storylines where story_count > 1", {}).rows
