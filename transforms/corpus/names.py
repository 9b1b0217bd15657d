"""Whom names of articles name: the speaker of the warehouse, where one is known by that name.

A name is its article's own speaker of that name, else the only speaker whom the warehouse knows by it. One word alone
("Fox") is nobody beyond its own article, unless it is the name of a body; two speakers of one name leave it open.
"""

import polars as pl


def name_entities(names: pl.DataFrame, quotes: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """Say whom or what names name.

    Args:
        names: ``name_id``, ``article_id``, ``name``, ``kind`` and ``entity_id`` (of listed places).
        quotes: ``article_id``, ``article_speaker_name`` and ``speaker_id``.
        aliases: ``speaker_id`` and ``alias``.

    Returns:
        ``name_id`` and ``entity_id`` of the names of which it is known.
    """
    own = (
        quotes.select("article_id", "speaker_id", name="article_speaker_name")
        .drop_nulls()
        .group_by("article_id", "name")
        .agg(own_id=pl.col("speaker_id").min())
    )
    one_bearer = (
        aliases.select("speaker_id", name="alias")
        .drop_nulls()
        .group_by("name")
        .agg(bearers=pl.col("speaker_id").n_unique(), known_id=pl.col("speaker_id").min())
        .filter(pl.col("bearers") == 1)
    )
    is_telling = pl.col("name").str.contains(" ", literal=True) | (pl.col("kind") == "organization")
    is_speaker = pl.col("kind").is_in(["person", "organization"])
    return (
        names.join(own, on=("article_id", "name"), how="left", maintain_order="left")
        .join(one_bearer, on="name", how="left", maintain_order="left")
        .with_columns(
            entity_id=pl.coalesce(
                "entity_id",
                pl.when(is_speaker).then("own_id"),
                pl.when(is_speaker & is_telling).then("known_id"),
            )
        )
        .filter(pl.col("entity_id").is_not_null())
        .select("name_id", "entity_id")
    )
