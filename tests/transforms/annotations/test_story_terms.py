"""Weighty words of articles, and where they stand."""

import numpy as np
import polars as pl

from transforms.annotations.story_terms import TERM_TYPE, story_terms
from transforms.text.matching import SentenceIndex
from transforms.text.running_words import RunningWords


def _index(*sentences: tuple[str, str, str]) -> SentenceIndex:
    rows = [
        {"sentence_id": str(number), "article_id": article, "role": role, "char_start": None, "text": text}
        for number, (article, role, text) in enumerate(sentences)
    ]
    schema = {"sentence_id": pl.String, "article_id": pl.String, "role": pl.String, "char_start": pl.Int64}
    return SentenceIndex(pl.DataFrame(rows, schema={**schema, "text": pl.String}), pl.DataFrame())


def _records(content: bytes) -> dict[int, np.void]:
    return {int(record["term"]): record for record in np.frombuffer(content, dtype=TERM_TYPE)}


def _term(word: str) -> int:
    return int(RunningWords([word]).hashes[0] >> np.uint64(32))


def test_words_are_counted_where_they_stand() -> None:
    made = story_terms(
        _index(
            ("a", "title", "Ferry aground"),
            ("a", "lead", "The ferry Halcyon ran aground."),
            ("a", "caption", "Halcyon at sea."),
        )
    )
    records = _records(made["terms"][0])
    ferry, ship = records[_term("ferry")], records[_term("halcyon")]
    assert (ferry["title"], ferry["lead"], ferry["full"], ferry["named"]) == (1, 1, 1, 0)
    assert (ship["title"], ship["lead"], ship["full"], ship["named"]) == (0, 1, 1, 1)  # no caption
    assert _term("the") not in records


def test_rare_words_weigh_more() -> None:
    records = _records(story_terms(_index(("a", "lead", "Ministers met the Qorvanian envoy 37 times.")))["terms"][0])
    assert records[_term("qorvanian")]["weight"] > records[_term("envoy")]["weight"] > records[_term("met")]["weight"]
    assert [record["is_number"] for term, record in records.items() if term == _term("37")] == [1]


def test_a_long_article_has_a_lead_and_a_limit() -> None:
    words = [f"word{number}x" for number in range(400)]
    content = story_terms(_index(("a", "body", " ".join(words)), ("b", "lead", "Halcyon aground.")))["terms"]
    records = _records(content[0])
    assert len(records) == 160
    assert sum(record["lead"] for record in records.values()) == 100
    assert records[_term("word99x")]["lead"] == 1
    assert len(_records(content[1])) == 2


def test_articles_without_words_have_no_row() -> None:
    assert story_terms(_index()).is_empty()
    assert story_terms(_index(("a", "lead", "It was the one."))).is_empty()
