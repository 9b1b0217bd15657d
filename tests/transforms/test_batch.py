"""What the batch stage makes of texts as they come."""

import polars as pl

from transforms.batch import process_documents

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
