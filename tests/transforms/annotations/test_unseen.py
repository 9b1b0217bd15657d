"""A text with characters that do not show gives the rows of the text as it is seen."""

from pathlib import Path

import polars as pl
import pytest

from flows.stages.counting import count_terms
from flows.stages.learning import read_batches
from flows.workers.chunks import Order, process_chunk
from transforms.annotations.batch import process_documents
from transforms.annotations.terms import repeated_fragments
from transforms.annotations.unseen import tables_as_seen, tables_as_stored

_TEXT = (
    "Separatists took the quay in Melin on Monday, the co-operative said.\n\n"
    "“We will rebuild the harbour café,” said Mayor Teodor Lindqvist, the mayor of Osterhaven. He denied that the "
    "rebels had won.\n\nPhoto: Mara Ellison/AFP\n\n"
    "The mayor accused the separatists of terrorism. “It’s a war,” he added.\n"
)
_NAMES = ("url", "outlet", "title", "published_at", "authors", "language")


def _soften(text: str) -> str:
    """Soft hyphens, zero-width characters, bidi marks, other hyphens and loose accents in every place that breaks."""
    for plain, odd in (
        ("Separatists", "Sepa\u00adra\u00adtists"),
        ("separatists", "separa\u00adtists"),
        ("terrorism", "terror\u2060ism"),
        ("Lindqvist", "\u200eLind\u200bqvist\u200f"),
        ("co-operative", "co\u2011operative"),
        ("café", "cafe\u0301"),
        ("said", "sa\ufeffid"),
        ("rebels", "re\u200dbels"),
        ("“We", "\u200b“We\u200b"),
        ("AFP", "A\u2063FP"),
    ):
        text = text.replace(plain, odd)
    return "\ufeff" + text


def _document(content: str, kind: str, **fields: str) -> pl.DataFrame:
    row = {"article_id": "art_1", "source_id": "s", "source_uri": "feed", "source_kind": kind, "content": content}
    return pl.DataFrame(
        [row | dict.fromkeys(_NAMES) | fields | {"content_hash": "h"}],
        schema_overrides=dict.fromkeys(_NAMES, pl.String),
    )


@pytest.mark.parametrize("kind", ["text", "raw_text"])
def test_rows_are_those_of_the_clean_text_but_for_offsets(kind: str) -> None:
    stored = _soften(_TEXT)
    clean = process_documents(_document(_TEXT, kind)).tables
    found = process_documents(_document(stored, kind)).tables
    assert found["articles"]["text"].to_list() == [stored]
    assert found["label_mentions"].height > 2
    assert found["quotes"].height > 2
    for name, table in clean.items():
        verbatim = [
            column
            for column in table.columns
            if column.endswith(("char_start", "char_end"))
            or column in ("speaker_text", "cue_text", "via_text", "phrase")
            or (column == "text" and name != "quotes")
        ]
        assert found[name].drop(verbatim).equals(table.drop(verbatim)), name


@pytest.mark.parametrize("kind", ["text", "raw_text"])
def test_offsets_reproduce_the_stored_text(kind: str) -> None:
    stored = _soften(_TEXT)
    tables = process_documents(_document(stored, kind)).tables
    for name, start, end, text in (
        ("sentences", "char_start", "char_end", "text"),
        ("credits", "char_start", "char_end", "text"),
        ("quote_pieces", "char_start", "char_end", "text"),
        ("label_mentions", "char_start", "char_end", "text"),
        ("actor_mentions", "char_start", "char_end", "phrase"),
        ("article_numbers", "char_start", "char_end", "text"),
        ("quotes", "speaker_char_start", "speaker_char_end", "speaker_text"),
        ("quotes", "cue_char_start", "cue_char_end", "cue_text"),
    ):
        for low, high, value in tables[name].select(start, end, text).drop_nulls().iter_rows():
            assert stored[low:high] == value, name
    assert "sa\ufeffid" in tables["quotes"]["cue_text"].to_list()
    blocks = tables["blocks"].select("char_start", "char_end").rows()
    assert [start for start, _ in blocks] == [0, *(end for _, end in blocks[:-1])]
    assert blocks[-1][1] == len(stored)


def test_fields_beside_the_text_are_as_they_are_seen() -> None:
    document = _document(_TEXT, "text", title="Sepa\u00adratists take quay", authors="Mara Elli\u200bson")
    articles = process_documents(document).tables["articles"]
    assert articles.select("title", "authors").row(0) == ("Separatists take quay", "Mara Ellison")


def test_pages_are_as_they_are_seen() -> None:
    body = _soften(_TEXT).replace("Melin", "Me&shy;lin&#8209;Ost").replace("\n\n", "</p><p>")
    page = f"<html><body><article><h1>Quay</h1><p>{body}</p></article></body></html>"
    text = process_documents(_document(page, "html")).tables["articles"]["text"][0]
    assert "Separatists took the quay in Melin-Ost on Monday, the co-operative said." in text
    assert "café,” said Mayor Teodor Lindqvist" in text


def test_terms_are_those_of_the_clean_text(tmp_path: Path) -> None:
    counted = []
    for name, content in (("clean", _TEXT), ("soft", _soften(_TEXT))):
        chunk = tmp_path / f"{name}.parquet"
        _document(content, "text").write_parquet(chunk)
        batch = process_chunk(Order(str(chunk), str(tmp_path / "results")))
        articles = read_batches([batch], "articles", ("article_id", "outlet_id", "published_date"))
        learned = repeated_fragments(articles, read_batches([batch], "sentences", ("article_id", "role", "text")))
        learned.write_parquet(tmp_path / "fragments.parquet")
        count_terms(tmp_path / "fragments.parquet", [batch])
        counted.append(pl.read_parquet(batch / "article_terms.parquet"))
    assert counted[0].height > 5
    assert counted[0].equals(counted[1])


def test_stored_tables_are_seen_and_stored_again() -> None:
    tables = process_documents(_document(_soften(_TEXT), "text")).tables
    shown, seen = tables_as_seen(tables)
    assert shown["articles"]["text"].to_list() == [_TEXT]
    assert shown["sentences"].equals(process_documents(_document(_TEXT, "text")).tables["sentences"])
    back = tables_as_stored(shown, seen)
    for name, table in tables.items():
        assert back[name].equals(table), name
