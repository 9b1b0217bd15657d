"""What articles quote and count, as marks of their story: one invented case per rule."""

import numpy as np
import polars as pl

from transforms.annotations.story_marks import story_marks
from transforms.annotations.story_terms import FIGURE, QUOTED, TERM_TYPE

_QUOTES = {"article_id": pl.String, "kind": pl.String, "text": pl.String}
_NUMBERS = {"article_id": pl.String, "base_unit": pl.String, "base_value": pl.Float64}


def _marks(
    quotes: list[tuple[str, str, str]], numbers: list[tuple[str, str, float]] | None = None
) -> dict[str, dict[int, set[int]]]:
    made = story_marks(
        pl.DataFrame(quotes, schema=_QUOTES, orient="row"), pl.DataFrame(numbers or [], schema=_NUMBERS, orient="row")
    )
    read = {article_id: np.frombuffer(content, TERM_TYPE) for article_id, content in made.iter_rows()}
    return {
        article_id: {kind: set(records["term"][records["is_number"] == kind].tolist()) for kind in (QUOTED, FIGURE)}
        for article_id, records in read.items()
    }


def test_articles_share_the_runs_that_both_quote() -> None:
    marks = _marks(
        [
            ("a", "direct", "“The quay will hold until spring,”"),
            ("b", "mixed", 'that "the quay will hold" for now'),
            ("c", "direct", "Spring will hold the quay until then"),
        ]
    )
    one, other, third = (marks[article_id][QUOTED] for article_id in "abc")
    assert len(one) == 3
    assert len(one & other) == 1
    assert one & third == set()


def test_reported_speech_and_short_quotations_have_no_runs() -> None:
    assert _marks([("a", "indirect", "the quay will hold until spring"), ("b", "direct", "It will hold")]) == {}


def test_runs_do_not_go_on_from_one_quote_to_the_next() -> None:
    assert _marks([("a", "direct", "It will hold"), ("a", "direct", "until the spring")]) == {}


def test_of_a_long_interview_the_same_runs_stand_in_every_article() -> None:
    long = " ".join(f"word{n}" for n in range(400))
    marks = _marks([("a", "direct", long), ("b", "direct", long)])
    assert marks["a"][QUOTED] == marks["b"][QUOTED]
    assert len(marks["a"][QUOTED]) == 96


def test_figures_count_with_their_units_and_small_ones_do_not() -> None:
    marks = _marks(
        [], [("a", "count", 130), ("a", "day", 130), ("a", "usd", 130), ("a", "count", 3), ("b", "count", 130)]
    )
    assert len(marks["a"][FIGURE]) == 2
    assert len(marks["a"][FIGURE] & marks["b"][FIGURE]) == 1
