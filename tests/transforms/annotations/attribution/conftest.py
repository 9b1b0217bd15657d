"""A small article in, its quotes and pieces out."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.annotations.attribution import attribute
from transforms.annotations.sentences import split_sentences

Rows = list[dict[str, Any]]


def _attribute_text(text: str, *, role: str = "body") -> tuple[Rows, Rows]:
    rows = []
    position = 0
    for paragraph, line in enumerate(text.split("\n")):
        rows += [(paragraph, position + start, position + end) for start, end in split_sentences(line)]
        position += len(line) + 1
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{index:04d}" for index in range(len(rows))],
            "article_id": ["a"] * len(rows),
            "sentence_index": list(range(len(rows))),
            "paragraph_index": [row[0] for row in rows],
            "role": [role] * len(rows),
            "char_start": [row[1] for row in rows],
            "char_end": [row[2] for row in rows],
        },
        schema_overrides={"char_start": pl.Int64, "char_end": pl.Int64, "paragraph_index": pl.Int32},
    )
    found = attribute(pl.DataFrame({"article_id": ["a"], "text": [text]}), sentences)
    return found.quotes.to_dicts(), found.quote_pieces.to_dicts()


@pytest.fixture
def attribute_text() -> Callable[..., tuple[Rows, Rows]]:
    """The function that attributes a text whose lines are paragraphs."""
    return _attribute_text
