"""What the batch stage makes of texts as they come."""

import itertools
import random
from typing import Any

import polars as pl

from transforms.annotations.batch import process_documents

_TEXT = (
    "Mayor Ilse Brandt Ilse Maria BrandtCouncil votes on quay Terrorists blamed for fire MORE said on Monday that the "
    "quay would hold.\n\nAdvertisement: terrorists for sale\n\n"
    "She spoke in the harbour of Port Alder, where many had come."
)
_GIVEN = ("url", "outlet", "title", "published_at", "authors", "language")


def _row(key: str, kind: str, content: str, *, title: str | None = None) -> dict[str, Any]:
    row = {"article_id": key, "source_id": key, "source_uri": "feed", "source_kind": kind, "content": content}
    return row | dict.fromkeys(_GIVEN) | {"title": title, "content_hash": key}


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema_overrides=dict.fromkeys(_GIVEN, pl.String))


def test_headlines_that_a_site_inserts_are_nobodys_words() -> None:
    tables = process_documents(_frame([_row("a1", "text", _TEXT)])).tables
    quotes, sentences = tables["quotes"], tables["sentences"]
    assert quotes["speaker_text"].to_list() == ["Mayor Ilse Brandt"]
    assert tables["label_mentions"].is_empty()
    assert [_TEXT[start:end] for start, end in sentences.select("char_start", "char_end").iter_rows()] == sentences[
        "text"
    ].to_list()


def test_documents_of_any_size_come_back_in_order_and_as_if_alone() -> None:
    contents = {"a1": "A short text.", "a2": "x" * (5 << 20), "a3": _TEXT, "a4": "The quay is open, he said."}
    documents = _frame([_row(key, "text", content) for key, content in contents.items()])
    together = process_documents(documents)
    alone = [process_documents(documents[place]) for place in range(documents.height)]
    assert together.tables["articles"]["article_id"].to_list() == ["a1", "a2", "a3", "a4"]
    for name, table in together.tables.items():
        assert table.equals(pl.concat([part.tables[name] for part in alone], how="vertical_relaxed")), name


_HTML = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"""
_TITLES = {
    "act": "Rebels attack the harbour of Melin",
    "speech": "Brandt: Ferry tax 'will be rejected'",
    "names": "Terrorists threaten Mayor Brandt over Veldan sanctions",
    "plain": "Ferry sails",
    "none": None,
}
_BODIES = {
    "direct": 'The quay was calm on Monday.\n\n"We are glad to be back at sea for the summer," said Jorun Aske.',
    "mixed": "Mayor Teodor Lind told reporters that the town “would not ask” the state for help, and denied it.",
    "act": "“The terrorists attacked the Veldan army and will be punished,” Teodor Lind said.\n\nHe rejected the tax.",
    "unquoted": "Prices rose in Melin for a third month.\n\nVoters in Osterhaven elect a council in the autumn.",
    "short": "Melin.",
    "french": "Le port de Melin est fermé depuis lundi, a annoncé la mairie.\n\nLes pêcheurs sont inquiets.",
}


def _documents() -> pl.DataFrame:
    """Invented articles of every kind: with a title in the text, beside it, or none; with and without quotes."""
    rows = []
    for (kind, (title_name, title)), (body_name, body) in itertools.product(
        itertools.product(("text", "inside", "raw_text", "html"), _TITLES.items()), _BODIES.items()
    ):
        content, source_kind = body, kind
        if kind == "html":
            paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n\n"))
            content = _HTML.format(title=title or "", body=paragraphs)
        elif kind == "inside":
            content, source_kind = f"{title}\n\n{body}" if title else body, "text"
        key = f"{kind}-{title_name}-{body_name}"
        rows.append(_row(key, source_kind, content, title=None if kind == "html" else title))
    return _frame(rows)


def _alone(documents: pl.DataFrame) -> list[dict[str, pl.DataFrame]]:
    return [process_documents(documents[place]).tables for place in range(documents.height)]


def _assert_alike(documents: pl.DataFrame, parts: list[dict[str, pl.DataFrame]]) -> None:
    for name, table in process_documents(documents).tables.items():
        expected = pl.concat([part[name] for part in parts], how="vertical_relaxed")
        if name == "voice_spans":  # stand in the order of their articles' ids
            expected = expected.sort("article_id", maintain_order=True)
        assert table.equals(expected), name


def test_the_next_headline_gives_a_quote_no_act() -> None:
    documents = _frame(
        [
            _row("a", "text", '"We are glad to be back at sea for the summer," said Jorun Aske.', title="Ferry sails"),
            _row("b", "text", "The quay is open again.", title="Rebels attack the town"),
        ]
    )
    tables = process_documents(documents).tables
    assert tables["sentence_acts"]["act_id"].to_list() == ["assault"]
    assert tables["quotes"]["content_act"].to_list() == [None]


def test_an_article_has_the_same_rows_in_any_company() -> None:
    documents = _documents()
    parts = _alone(documents)
    chance = random.Random(9)
    for size in (2, 5, 40):
        for _ in range(3):
            places = chance.sample(range(documents.height), size)
            _assert_alike(documents[places], [parts[place] for place in places])


def test_an_article_has_the_same_rows_in_every_pair_of_kinds() -> None:
    documents = _documents().filter(pl.col("article_id").str.contains(r"-act-(?:direct|act)$"))
    parts = _alone(documents)
    for first, second in itertools.permutations(range(documents.height), 2):
        _assert_alike(documents[[first, second]], [parts[first], parts[second]])
