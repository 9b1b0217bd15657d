"""The tables of speakers and of their aliases, from what each article says of each of its speakers."""

from typing import Final

import polars as pl

from transforms.annotations.speakers.lexicon import lexicon, plain_word

FACT_FIELDS: Final = ("affiliation", "affiliation_class", "role", "title", "country", "gender", "party")
SPEAKER_TABLE: Final = {
    "speaker_id": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "affiliation": pl.String,
    "affiliation_class": pl.String,
    "role": pl.String,
    "title": pl.String,
    "country": pl.String,
    "gender": pl.String,
    "party": pl.String,
}
ALIAS_TABLE: Final = {"speaker_id": pl.String, "alias": pl.String, "alias_kind": pl.String}

_FEW: Final = 3  # articles: up to here one of them is support enough
_TELLING: Final = {"representative": -3, "decision_maker": -2, "informational": -1}  # of equally common roles
_UNLISTED: Final = ("person", "anonymous", "document")  # kinds whose names stand in no bundled list


def commonest(rows: pl.DataFrame, by: str, value: str, *, weight: str) -> pl.DataFrame:
    """The value of the greatest weight for each ``by``, of equal ones the first by alphabet; empty values count not.

    Returns:
        ``by`` and ``value``, and ``weight`` summed up; no row for a ``by`` without a value.
    """
    return (
        rows.filter(pl.col(value) != "")
        .group_by(by, value)
        .agg(pl.col(weight).sum())
        .with_columns(_telling=pl.col(value).replace_strict(_TELLING, default=0, return_dtype=pl.Int64))
        .sort(by, weight, "_telling", value, descending=[False, True, False, False])
        .unique(by, keep="first", maintain_order=True)
        .select(by, value, weight)
    )


def speaker_tables(facts: pl.DataFrame, *, own: dict[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of ``speakers`` and ``speaker_aliases``.

    Args:
        facts: Rows of what articles say: ``speaker_id``, ``name`` as they have it, ``canonical`` (the same after the
            alias lists), ``kind``, ``FACT_FIELDS``, ``article_count`` and ``quote_count``.
        own: The user's names by folded alias.

    Returns:
        Both tables, sorted.
    """
    speakers = _names(facts)
    speakers = speakers.join(
        commonest(facts, "speaker_id", "kind", weight="quote_count").drop("quote_count"), on="speaker_id", how="left"
    )
    counted = facts.with_columns(support="article_count")
    for field in FACT_FIELDS:
        # one article of many is too weak to describe the speaker everywhere
        supported = commonest(counted, "speaker_id", field, weight="support")
        speakers = speakers.join(supported, on="speaker_id", how="left").with_columns(
            pl.when((pl.col("support") > 1) | (pl.col("article_count") <= _FEW)).then(pl.col(field))
        )
        speakers = speakers.drop("support")
    speakers = speakers.select(pl.col(name).cast(dtype) for name, dtype in SPEAKER_TABLE.items()).sort("speaker_id")
    return speakers, _aliases(facts, speakers, own)


def _names(facts: pl.DataFrame) -> pl.DataFrame:
    """The commonest form of those with a given name; of equally common ones the longest, then the first by alphabet."""
    return (
        facts.group_by("speaker_id", name="canonical")
        .agg(pl.col("quote_count", "article_count").sum())
        .with_columns(
            article_count=pl.col("article_count").sum().over("speaker_id"),
            is_full=pl.col("name").str.contains(" ", literal=True),
            length=pl.col("name").str.len_chars(),
        )
        .sort("speaker_id", "is_full", "quote_count", "length", "name", descending=[False, True, True, True, False])
        .unique("speaker_id", keep="first", maintain_order=True)
        .select("speaker_id", "name", "article_count")
    )


def _aliases(facts: pl.DataFrame, speakers: pl.DataFrame, own: dict[str, str]) -> pl.DataFrame:
    """The name itself, the forms that articles use, those that the lists hold; the first kind of an alias counts."""
    written = facts.select("speaker_id", alias="name").unique()
    is_own = [plain_word(alias) in own for alias in written["alias"].to_list()] if own else [False] * written.height
    written = written.with_columns(
        alias_kind=pl.when(pl.Series(is_own, dtype=pl.Boolean)).then(pl.lit("user")).otherwise(pl.lit("variant"))
    )
    bundled = pl.DataFrame(
        [(entry.name, alias, entry.alias_kind) for alias, entry in lexicon().aliases.items()],
        schema={"name": pl.String, "alias": pl.String, "alias_kind": pl.String},
        orient="row",
    )
    listed = speakers.filter(~pl.col("kind").is_in(_UNLISTED)).join(bundled, on="name").select(written.columns)
    parts = [
        speakers.select("speaker_id", alias="name", alias_kind=pl.lit("name")),
        written,
        listed,
    ]
    if own:
        given = pl.DataFrame(
            [(plain_word(name), alias, "user") for alias, name in own.items()],
            schema={"folded": pl.String, "alias": pl.String, "alias_kind": pl.String},
            orient="row",
        )
        folded = speakers.with_columns(folded=pl.Series(map(plain_word, speakers["name"].to_list()), dtype=pl.String))
        parts.append(folded.join(given, on="folded").select(written.columns))
    return (
        pl.concat(parts)
        .select(pl.col(name).cast(dtype) for name, dtype in ALIAS_TABLE.items())
        .unique(["speaker_id", "alias"], keep="first", maintain_order=True)
        .sort("speaker_id", "alias")
    )
