"""Count the terms of each article, by voice: what keyness is computed from.

A term is a normalised word or two of them in a row, without function words, honorifics, dates, verbs of saying, names
of agencies and the outlet's own template. Spelling variants and house style fold into one term; the form that the
article uses most stands beside it. Texts in another language than English have no terms: the lists are English.
"""

from typing import Final

import polars as pl

from transforms.terms.fragments import FRAGMENTS, bundled_fragments, mark_fragments, repeated_fragments
from transforms.terms.tokens import ROLES, VOICES, Tokens, cut_by_voice

__all__ = ["FRAGMENTS", "SCHEMA", "article_terms", "repeated_fragments"]

SCHEMA: Final = {
    "article_id": pl.String,
    "term": pl.String,
    "voice": pl.String,
    "count": pl.Int32,
    "term_kind": pl.String,
    "surface": pl.String,
}
_DIRECT: Final = VOICES.index("direct")
_NAME: Final = r"[\p{L}\p{N}][\p{L}\p{N}.'’-]*"


def article_terms(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    fragments: pl.DataFrame | None = None,
    masks: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Count words and content bigrams of each article by voice.

    Args:
        articles: One row per article, with ``article_id`` and, where known, ``outlet_id``, ``outlet_name``, ``byline``
            and ``language``.
        sentences: Their sentences, with ``article_id``, ``role``, ``char_start``, ``char_end`` and ``text``.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``: sorted, without overlap.
        fragments: What `repeated_fragments` learned; masked, save in direct speech.
        masks: ``article_id``, ``char_start``, ``char_end`` of stretches that hold no terms, such as credits.

    Returns:
        One row per article, voice and term (`SCHEMA`), in the order of the articles, then by voice, words before
        bigrams. ``term_kind`` is ``word`` or ``bigram``; ``surface`` is the commonest form there (of
        a bigram the first one).
    """
    own = _english(articles)
    rows = sentences.filter(pl.col("role").is_in(ROLES)).join(
        own.select("article_id", "article", "outlet"), on="article_id", how="inner", maintain_order="left"
    )
    learned = (
        bundled_fragments()
        if fragments is None
        else pl.concat([fragments.select(list(FRAGMENTS)), bundled_fragments()])
    )
    whole = learned.filter(kind="sentence").select("fragment", "outlet_id")
    if whole.height:
        outlets = own.select("outlet_id", "outlet").unique().join(whole, on="outlet_id")
        rows = rows.join(outlets, left_on=["outlet", "text"], right_on=["outlet", "fragment"], how="anti")
    sentence_rows, voices, texts = cut_by_voice(rows, voice_spans, masks)
    if not texts:
        return pl.DataFrame(schema=SCHEMA)
    where = pl.DataFrame({"row": sentence_rows, "voice": voices}, schema={"row": pl.UInt32, "voice": pl.UInt32})
    pieces = pl.DataFrame({"text": texts}, schema={"text": pl.String}).with_columns(
        group=rows["article"].gather(where["row"]) * len(VOICES) + where["voice"],
        outlet=rows["outlet"].gather(where["row"]),
        piece=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    tokens = Tokens(pieces)
    token, surfaces = tokens.frame, tokens.surfaces
    is_masked = mark_fragments(token, surfaces["plain"], _phrases(own, learned))
    terms, term = _ranked(surfaces["term"])
    forms, form = _ranked(surfaces["form"])
    # no template stands in direct speech
    is_kept = ~is_masked | (token["group"] % len(VOICES) == _DIRECT)
    code = token["code"]
    token = token.select(
        "group",
        term=term.gather(code),
        form=form.gather(code),
        is_content=surfaces["is_content"].gather(code) & is_kept,
    )
    counted = pl.concat([_count_words(token, terms, forms), _count_bigrams(token, terms, forms)])
    counted = counted.sort("group", maintain_order=True)
    group = counted["group"]
    return counted.select(
        article_id=articles["article_id"].gather(group // len(VOICES)),
        term="term",
        voice=pl.Series(VOICES).gather(group % len(VOICES)),
        count=pl.col("count").cast(pl.Int32),
        term_kind="term_kind",
        surface="surface",
    )


def _ranked(values: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The distinct values in order, and each value's place among them: ranks do not depend on the batch's order."""
    distinct = values.unique().sort()
    ranks = pl.int_range(len(distinct), dtype=pl.UInt32, eager=True)
    return distinct, values.replace_strict(distinct, ranks, return_dtype=pl.UInt32)


def _count_words(token: pl.DataFrame, terms: pl.Series, forms: pl.Series) -> pl.DataFrame:
    size = len(forms)
    kept = token.filter("is_content")
    # sorting packed numbers and counting runs is several times as fast as grouping
    runs = kept.select(key=(pl.col("group").cast(pl.UInt64) * len(terms) + pl.col("term")) * size + pl.col("form"))
    run = runs["key"].sort().rle().struct.unnest()
    # one number that is greatest for the commonest form, and among equals for the first in the order of strings
    best = pl.col("len").cast(pl.UInt64) * size + (size - 1 - pl.col("value") % size)
    counts = run.select(key=pl.col("value") // size, count="len", best=best)
    is_shared = (pl.col("key") == pl.col("key").shift(1)) | (pl.col("key") == pl.col("key").shift(-1))
    shared = counts.select(is_shared.fill_null(value=False)).to_series()
    several = counts.filter(shared).group_by("key").agg(pl.col("count").sum(), pl.col("best").max())
    counted = pl.concat([counts.filter(~shared), several]).sort("key")
    return counted.select(
        (pl.col("key") // len(terms)).cast(pl.UInt32).alias("group"),
        "count",
        term=terms.gather(counted["key"] % len(terms)),
        surface=forms.gather(size - 1 - counted["best"] % size),
        term_kind=pl.lit("word"),
    )


def _count_bigrams(token: pl.DataFrame, terms: pl.Series, forms: pl.Series) -> pl.DataFrame:
    """Two content words in a row: a mark between them would be a token."""
    size = len(terms)
    place = token.select(
        (pl.col("is_content") & pl.col("is_content").shift(-1, fill_value=False)).arg_true()
    ).to_series()
    left, right = token[place], token[place + 1]
    key = (left["group"].cast(pl.UInt64) * size + left["term"]) * size + right["term"]
    counted = (
        pl.DataFrame({"key": key, "left": left["form"], "right": right["form"]})
        .group_by("key")
        .agg(pl.len().alias("count"), pl.col("left").first(), pl.col("right").first())
        .sort("key")
    )
    key = counted["key"]
    return counted.select(
        (key // (size * size)).cast(pl.UInt32).alias("group"),
        "count",
        term=terms.gather(key // size % size) + " " + terms.gather(key % size),
        surface=forms.gather(counted["left"]) + " " + forms.gather(counted["right"]),
        term_kind=pl.lit("bigram"),
    )


def _english(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles whose terms are counted, numbered; ``outlet`` numbers their outlets from 1, 0 where unknown."""
    columns = ("outlet_id", "outlet_name", "byline", "language")
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in columns if name not in articles.columns]
    own = articles.with_columns(absent).select("article_id", *columns).with_row_index("article")
    own = own.filter(pl.col("language").fill_null("en").str.starts_with("en"))
    outlets = own.select(pl.col("outlet_id").drop_nulls().unique().sort()).with_row_index("outlet", offset=1)
    return own.join(outlets, on="outlet_id", how="left", maintain_order="left").with_columns(
        pl.col("outlet").fill_null(0)
    )


def _phrases(own: pl.DataFrame, learned: pl.DataFrame) -> pl.DataFrame:
    """Fragments by outlet number: learned and bundled ones, the outlet's own name and its writers' names."""
    outlets = own.select("outlet_id", "outlet").unique()
    phrases = learned.filter(kind="phrase")
    bundled = phrases.filter(pl.col("outlet_id").is_null()).select(pl.lit(0, pl.UInt32).alias("outlet"), "fragment")
    known = phrases.join(outlets, on="outlet_id").select("outlet", "fragment")
    names = pl.concat(
        [
            own.select("outlet", name=pl.col("outlet_name").str.replace(r" \(.*\)$", "")),
            own.select("outlet", name=pl.col("byline").str.split("; "))
            .explode("name")
            .filter(pl.col("name").str.contains(" ")),
        ]
    )
    spelled = (
        names.drop_nulls()
        .unique()
        .filter(pl.col("outlet") > 0)
        .select("outlet", fragment=pl.col("name").str.to_lowercase().str.extract_all(_NAME).list.join(" "))
    )
    return pl.concat([bundled, known, spelled]).filter(pl.col("fragment") != "")
