"""Who and what an article names: one invented article per behaviour."""

import polars as pl
import pytest

from transforms.annotations.labels import actor_labels
from transforms.annotations.names import article_names
from transforms.text.matching import SentenceIndex

_ARTICLES = pl.DataFrame({"article_id": ["a"]})
_QUOTES = pl.DataFrame(schema={"article_id": pl.String, "speaker_name": pl.String, "speaker_kind": pl.String})


def _named(*texts: str, title: str = "", spoken: dict[str, str] | None = None) -> dict[str, dict[str, object]]:
    """Rows by name; a title stands before the sentences, but not in the text."""
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    roles = ["lead", *["body"] * (len(texts) - 1)]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{number}" for number in range(len(texts) + 1)],
            "article_id": ["a"] * (len(texts) + 1),
            "role": ["title", *roles],
            "char_start": [None, *starts],
            "text": [title, *texts],
        },
        schema_overrides={"char_start": pl.Int64},
    )
    said = [{"article_id": "a", "speaker_name": name, "speaker_kind": kind} for name, kind in (spoken or {}).items()]
    quotes = pl.DataFrame(said, schema=_QUOTES.schema)
    index = SentenceIndex(sentences, pl.DataFrame())
    runs = actor_labels(_ARTICLES, sentences, pl.DataFrame(), index=index).names
    return {row["name"]: row for row in article_names(index, runs, quotes).iter_rows(named=True)}


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    rows = _named("They met Dora Pell.", "Later Ms. Pell left, and Pell's aide too.", title="Anger at Pell")
    assert list(rows) == ["Dora Pell"]
    row = rows["Dora Pell"]
    assert (row["kind"], row["mention_count"], row["is_in_title"], row["is_in_lead"]) == ("person", 4, True, True)
    assert row["first_char_start"] == len("They met ")


def test_an_unlisted_given_name_is_told_by_title_or_by_the_surname_alone() -> None:
    rows = _named("Then mayor Vex Orlund came.", "They saw Zub Karrow.", "So Karrow spoke.", "They like Tarn Velk.")
    assert {name: row["kind"] for name, row in rows.items()} == {
        "Vex Orlund": "person",
        "Zub Karrow": "person",
        "Tarn Velk": "other",
    }


def test_who_speaks_is_a_person_or_a_body() -> None:
    rows = _named(
        "So said Tarn Velk.", "It was Mirdex again.", spoken={"Tarn Velk": "person", "Mirdex": "organization"}
    )
    assert {name: row["kind"] for name, row in rows.items()} == {"Tarn Velk": "person", "Mirdex": "organization"}


def test_the_familys_name_may_stand_first() -> None:
    assert list(_named("They met Kim Jae-in.", "Later Mr. Kim left.")) == ["Kim Jae-in"]


def test_an_acronym_is_the_body_that_the_article_names() -> None:
    rows = _named("He told the River Safety Committee.", "So the RSC met.")
    assert list(rows) == ["River Safety Committee"]
    assert rows["River Safety Committee"]["mention_count"] == 2


@pytest.mark.parametrize(
    ("text", "name", "kind", "entity"),
    [
        ("Ships left the U.S. and sank.", "United States", "place", "place:united states"),
        ("They lay in Kelmore and slept.", "Kelmore", "place", None),
        ("They kept the Zarvel and slept.", "Zarvel", "other", None),
    ],
)
def test_places_are_listed_or_told_by_the_word_before(text: str, name: str, kind: str, entity: str | None) -> None:
    row = _named(text)[name]
    assert (row["kind"], row["entity_id"]) == (kind, entity)


def test_an_owner_is_named_too() -> None:
    assert list(_named("They heard Iraq's Dora Pell.")) == ["Iraq", "Dora Pell"]


def test_an_office_and_a_people_are_no_names() -> None:
    assert _named("They told the Prime Minister.", "Many Iraqis left.") == {}


def test_a_name_of_the_title_that_stands_nowhere_else_in_the_text_is_none() -> None:
    assert _named("They slept.", title="Kelmore Burns") == {}


def test_no_articles_have_no_names() -> None:
    empty = pl.DataFrame(
        schema={"sentence_id": pl.String, "article_id": pl.String, "role": pl.String, "char_start": pl.Int64}
        | {"text": pl.String}
    )
    index = SentenceIndex(empty, pl.DataFrame())
    runs = actor_labels(_ARTICLES.clear(), empty, pl.DataFrame(), index=index).names
    assert article_names(index, runs, _QUOTES).is_empty()
