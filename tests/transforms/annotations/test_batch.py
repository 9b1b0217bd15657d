"""What the batch stage makes of texts as they come."""

import polars as pl

from transforms.annotations.batch import process_documents

_TEXT = (
    "Mayor Ilse Brandt Ilse Maria BrandtCouncil votes on quay Terrorists blamed for fire MORE said on Monday that the "
    "quay would hold.\n\nAdvertisement: terrorists for sale\n\n"
    "She spoke in the harbour of Port Alder, where many had come."
)


def test_headlines_that_a_site_inserts_are_nobodys_words() -> None:
    row = {"article_id": "a1", "source_id": "s1", "source_uri": "feed", "source_kind": "text", "content": _TEXT}
    names = ("url", "outlet", "title", "published_at", "authors", "language")
    documents = pl.DataFrame(
        [row | dict.fromkeys(names) | {"content_hash": "h"}], schema_overrides=dict.fromkeys(names, pl.String)
    )
    tables = process_documents(documents).tables
    quotes, sentences = tables["quotes"], tables["sentences"]
    assert quotes["speaker_text"].to_list() == ["Mayor Ilse Brandt"]
    assert tables["label_mentions"].is_empty()
    assert [_TEXT[start:end] for start, end in sentences.select("char_start", "char_end").iter_rows()] == sentences[
        "text"
    ].to_list()


def test_many_documents_are_read_in_slices_and_come_back_in_order() -> None:
    names = ("url", "outlet", "title", "published_at", "authors", "language")
    contents = {"a1": "A short text.", "a2": "x" * (5 << 20), "a3": _TEXT, "a4": "The quay is open, he said."}
    rows = [
        {"article_id": key, "source_id": key, "source_uri": "feed", "source_kind": "text", "content": content}
        | dict.fromkeys(names)
        | {"content_hash": key}
        for key, content in contents.items()
    ]
    documents = pl.DataFrame(rows, schema_overrides=dict.fromkeys(names, pl.String))
    together = process_documents(documents)
    alone = [process_documents(documents[place]) for place in range(documents.height)]
    assert together.tables["articles"]["article_id"].to_list() == ["a1", "a2", "a3", "a4"]
    for name, table in together.tables.items():
        assert table.equals(pl.concat([part.tables[name] for part in alone], how="vertical_relaxed")), name
