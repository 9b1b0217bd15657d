"""Party, anonymity and where gender and role come from; and words that an outlet keeps away from itself."""

from typing import Any

import polars as pl
import pytest

from transforms.annotations.facets import FACET_COLUMNS, speaker_facets
from transforms.annotations.labels.distance import distances
from transforms.annotations.speakers import SPEAKER_COLUMNS

QUOTE: dict[str, Any] = {
    "quote_id": "a1.q0", "article_id": "a1", "sentence_id": "a1.s0", "speaker_text": "Ana Ruiz",
    "speaker_name": "Ana Ruiz", "speaker_method": "name", "speaker_rule": "name_full", "speaker_kind": "person",
}  # fmt: skip


def facets(
    *quotes: dict[str, Any], sentences: tuple[str, ...] = ("It is late, said Ana Ruiz.",)
) -> list[dict[str, Any]]:
    names = dict.fromkeys((*QUOTE, *(n for n in SPEAKER_COLUMNS if n != "speaker_confidence")), pl.String)
    frame = pl.DataFrame([QUOTE | quote for quote in quotes], schema=names)
    text = pl.DataFrame(
        [(f"a1.s{number}", "a1", number, sentence) for number, sentence in enumerate(sentences)],
        schema=["sentence_id", "article_id", "sentence_index", "text"],
        orient="row",
    )
    made = speaker_facets(frame, text)
    assert made.columns == ["quote_id", *FACET_COLUMNS]
    return made.to_dicts()


@pytest.mark.parametrize(
    ("given", "party", "source"),
    [
        ({"speaker_affiliation": "Labour Party"}, "Labour Party", "affiliation"),
        ({"speaker_affiliation": "Democrats"}, "Democratic Party", "affiliation"),
        ({"speaker_title": "Republican Sen."}, "Republican Party", "title"),
        ({"speaker_title": "aide to Republican leaders"}, None, None),
        ({"speaker_title": "republican"}, None, None),
        ({"speaker_title": "harbour master"}, None, None),
    ],
)
def test_party(given: dict[str, str], party: str | None, source: str | None) -> None:
    (row,) = facets(given)
    assert (row["speaker_party"], row["speaker_party_source"]) == (party, source)


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ({"speaker_gender": "f", "speaker_title": "spokeswoman"}, "title"),
        ({"speaker_gender": "f", "speaker_text": "Mrs Ruiz"}, "title"),
        ({"speaker_gender": "f", "speaker_name": "Maria Ruiz", "speaker_text": "Ruiz"}, "name"),
        ({"speaker_gender": "m", "speaker_name": "Xo Ruiz", "speaker_text": "Ruiz"}, "pronoun"),
        ({}, None),
    ],
)
def test_source_of_gender(given: dict[str, str], source: str | None) -> None:
    assert facets(given)[0]["speaker_gender_source"] == source


@pytest.mark.parametrize(
    ("mention", "rule", "sentences", "expected"),
    [
        ("an official", "own_words", ("An official said so.",), "unnamed"),
        ("An official", "own_words", ("An official said so on condition of anonymity.",), "granted"),
        ("one aide", "own_words", ("One aide said so.", "He was not authorized to speak."), "granted"),
        ("one aide", "own_words", ("One aide said so.", "It rained.", "He asked not to be named."), "unnamed"),
        ("the official", "own_words", ("The official said so.",), "unnamed"),
        ("the officials", "own_words", ("The officials said so.",), "unnamed"),
        ("the fire chief", "own_words", ("The fire chief said so.",), "identified"),
        ("the man", "title_anonymous", ("The man said so.",), "unnamed"),
        ("nobody", "own_words", ("Nobody said so.",), "nobody"),
        ("Any player", "own_words", ("Any player can say so.",), "nobody"),
        ("No captain", "own_words", ("No captain said so.",), "nobody"),
        ("No 10 officials", "own_words", ("No 10 officials said so.",), "unnamed"),
        ("Ana Varn's widow", "own_words", ("Ana Varn's widow said so.",), "identified"),
        ("Veldan’s attorney general", "own_words", ("Veldan’s attorney general said so.",), "identified"),
        ("Varn's aide", "own_words", ("Varn's aide said so.",), "unnamed"),
        ("his mother", "own_words", ("His mother said so.",), "unnamed"),
        ("the newspaper", "own_words", ("The newspaper said so.",), "medium"),
        ("a source familiar with the paper", "own_words", ("A source said so.",), "unnamed"),
        ("Prosecutors", "own_words", ("Prosecutors said so.",), "unnamed"),
        ("Singer", "own_words", ("Singer said so.",), "identified"),
    ],
)
def test_anonymity(mention: str, rule: str, sentences: tuple[str, ...], expected: str) -> None:
    quote = {"speaker_kind": "anonymous", "speaker_text": mention, "speaker_name": mention, "speaker_rule": rule}
    (row,) = facets({**quote, "speaker_method": "title"}, sentences=sentences)
    assert row["anonymity"] == expected
    assert (row["anonymity_text"] is not None) == (expected == "granted")


def test_anonymity_that_is_granted_once_holds_for_the_source_in_its_article() -> None:
    source = {
        "speaker_kind": "anonymous",
        "speaker_text": "an aide",
        "speaker_name": "an aide",
        "speaker_rule": "own_words",
    }
    sentences = ("It is late, said an aide.", "It rains.", "An aide said on condition of anonymity that it snows.")
    rows = facets(source, {**source, "quote_id": "a1.q1", "sentence_id": "a1.s2"}, sentences=sentences)
    assert [row["anonymity"] for row in rows] == ["granted", "granted"]


def test_nobody_else_has_an_anonymity() -> None:
    assert facets({})[0]["anonymity"] is None


@pytest.mark.parametrize(
    ("text", "voice", "expected"),
    [
        ("The so-called rebels left.", "outlet", "so_called"),
        ("The self-styled “rebels” left.", "outlet", "so_called"),
        ("The army fought what it calls rebels there.", "outlet", "so_called"),
        ("The ‘rebels’ left.", "outlet", "marks"),
        ('The "northern rebels" left.', "outlet", "marks"),
        ("The rebels left.", "outlet", None),
        ('"Go home," he told rebels "at once".', "outlet", None),
        ("The ‘rebels’ left.", "direct", None),
    ],
)
def test_distance(text: str, voice: str, expected: str | None) -> None:
    start = text.index("rebels")
    mentions = pl.DataFrame({"article_id": ["a1"], "voice": [voice], "char_start": [start], "char_end": [start + 6]})
    articles = pl.DataFrame({"article_id": ["a1"], "text": [text]})
    assert distances(mentions, articles).to_list() == [expected]
