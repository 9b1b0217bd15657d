"""Whom names name: one invented case per rule."""

import polars as pl
import pytest

from transforms.corpus.names import name_entities

_QUOTES = pl.DataFrame(
    {"article_id": ["a", "b"], "article_speaker_name": ["Dora Pell", "Fox"], "speaker_id": ["spk_pell", "spk_fox"]}
)
_ALIASES = pl.DataFrame(
    {
        "speaker_id": ["spk_pell", "spk_fox", "spk_fox", "spk_rsc", "spk_lind_1", "spk_lind_2"],
        "alias": ["Dora Pell", "Ann Fox", "Fox", "Mirdex", "Teo Lind", "Teo Lind"],
    }
)


@pytest.mark.parametrize(
    ("article_id", "name", "kind", "place", "entity"),
    [
        ("a", "Dora Pell", "person", None, "spk_pell"),  # who speaks in the article
        ("c", "Dora Pell", "person", None, "spk_pell"),  # who speaks elsewhere
        ("b", "Fox", "person", None, "spk_fox"),
        ("c", "Fox", "person", None, None),  # one word, in another article
        ("c", "Mirdex", "organization", None, "spk_rsc"),
        ("c", "Teo Lind", "person", None, None),  # two of the name
        ("c", "Iraq", "place", "place:iraq", "place:iraq"),
        ("c", "Ann Fox", "other", None, None),
    ],
)
def test_a_name_is_who_bears_it(article_id: str, name: str, kind: str, place: str | None, entity: str | None) -> None:
    names = pl.DataFrame(
        {"name_id": ["n"], "article_id": [article_id], "name": [name], "kind": [kind], "entity_id": [place]},
        schema_overrides={"entity_id": pl.String},
    )
    found = name_entities(names, _QUOTES, _ALIASES)
    assert found["entity_id"].to_list() == ([entity] if entity else [])
