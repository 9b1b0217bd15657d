"""Count the terms of each article, by voice: what keyness is computed from.

A term is a normalised word or two of them in a row, without function words, honorifics, dates, verbs of saying, names
of agencies and the outlet's own template. Spelling variants and house style fold into one term; the form that the
article uses most stands beside it. Texts in another language than English have no terms: the lists are English.
"""

from typing import Final

import polars as pl

from transforms.annotations.terms.fragments import (
    FRAGMENTS,
    PHRASES,
    articles_near,
    bundled_fragments,
    count_phrases,
    mark_fragments,
    repeated_fragments,
    repeated_phrases,
    repeated_sentences,
    template_phrases,
)
from transforms.annotations.terms.tokens import ROLES, Tokens, cut_by_voice
from transforms.vocabulary import VOICES

__all__ = [
    "FRAGMENTS",
    "PHRASES",
    "PIECES",
    "SCHEMA",
    "article_terms",
    "articles_near",
    "count_phrases",
    "repeated_fragments",
    "repeated_phrases",
    "repeated_sentences",
    "template_phrases",
    "term_pieces",
]

SCHEMA: Final = {
    "article_id": pl.String,
    "term": pl.String,
    "voice": pl.String,
    "count": pl.Int32,
    "term_kind": pl.String,
    "surface": pl.String,
}
PIECES: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "voice": pl.UInt8(),  # place in `VOICES`
        "text": pl.String(),
        "sentence": pl.String(),  # the whole one; null where it is no longer than the stretch
    }
)
_DIRECT: Final = VOICES.index("direct")
_NAME: Final = r"[\p{L}\p{N}][\p{L}\p{N}.'’-]*"


def term_pieces(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    masks: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Stretches of articles in one voice each: all that terms are counted in.

    Args:
        articles: One row per article, with ``article_id`` and, where known, ``language``.
        sentences: Their sentences, with ``article_id``, ``role``, ``char_start``, ``char_end`` and ``text``.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``: sorted, without overlap.
        masks: ``article_id``, ``char_start``, ``char_end`` of stretches that hold no terms, such as credits.

    Returns:
        One row per stretch (`PIECES`), in the order of the sentences and of the text.
    """
    rows = sentences.filter(pl.col("role").is_in(ROLES)).join(
        _english(articles).select("article_id"), on="article_id", how="semi", maintain_order="left"
    )
    cut = cut_by_voice(rows, voice_spans, masks)
    sentence = rows["text"].gather(cut["row"])
    return cut.select(
        article_id=rows["article_id"].gather(cut["row"]),
        voice=pl.col("voice").cast(pl.UInt8),
        text="text",
        sentence=pl.when(sentence != pl.col("text")).then(sentence),
    )


def article_terms(
    articles: pl.DataFrame, pieces: pl.DataFrame, *, fragments: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Count words and content bigrams of each article by voice.

    Args:
        articles: One row per article, with ``article_id`` and, where known, ``outlet_id``, ``outlet_name``, ``byline``
            and ``language``.
        pieces: What `term_pieces` made of them.
        fragments: What `repeated_fragments` learned; masked, save in direct speech.

    Returns:
        One row per article, voice and term (`SCHEMA`), in the order of the articles, then by voice, words before
        bigrams. ``term_kind`` is ``word`` or ``bigram``; ``surface`` is the commonest form there (of
        a bigram the first one).
    """
    own = _english(articles)
    rows = pieces.join(
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
        rows = rows.with_columns(pl.coalesce("sentence", "text").alias("sentence")).join(
            outlets,
            left_on=["outlet", "sentence"],
            right_on=["outlet", "fragment"],
            how="anti",
            maintain_order="left",
        )
    if rows.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    tokens = Tokens(
        rows.select(
            "text",
            "outlet",
            group=pl.col("article") * len(VOICES) + pl.col("voice").cast(pl.UInt32),
            piece=pl.int_range(pl.len(), dtype=pl.UInt32),
        )
    )
    token, surfaces = tokens.frame, tokens.surfaces
    is_masked = mark_fragments(token, surfaces["plain"], _phrases(own, learned))
    entries, entry = _entries(surfaces)
    # no template stands in direct speech
    is_kept = ~is_masked | (token["group"] % len(VOICES) == _DIRECT)
    token = token.select("group", entry=pl.when(is_kept).then(entry.gather(token["code"])).otherwise(0))
    counted = pl.concat([_count_words(token, entries), _count_bigrams(token, entries)])
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


def _entries(surfaces: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """The distinct pairs of term and form, sorted, and the number of each surface's pair; 0 is no term.

    Numbers grow with the strings, whatever the order of the batch: what is decided by them is decided everywhere alike.
    """
    content = surfaces.with_row_index("code").filter("is_content").sort("term", "form")
    is_new_term = (pl.col("term") != pl.col("term").shift(1)).fill_null(value=True)
    is_new = is_new_term | (pl.col("form") != pl.col("form").shift(1))
    content = content.with_columns(entry=is_new.cum_sum().cast(pl.UInt32), number=is_new_term.cum_sum().cast(pl.UInt32))
    none = pl.DataFrame({"entry": 0, "number": 0, "term": "", "form": ""}, schema_overrides=content.schema)
    entries = pl.concat([none.select("entry", "number", "term", "form"), content.select(none.columns).unique("entry")])
    numbers = (
        pl.Series([0], dtype=pl.UInt32).new_from_index(0, surfaces.height).scatter(content["code"], content["entry"])
    )
    return entries.sort("entry"), numbers


def _count_words(token: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    size, number = entries.height, entries["number"]
    packed = token.filter(pl.col("entry") > 0).select(key=pl.col("group").cast(pl.UInt64) * size + pl.col("entry"))
    # sorting packed numbers and counting runs is several times as fast as grouping
    runs = packed["key"].sort().rle().struct.unnest()
    runs = runs.select("len", group=pl.col("value") // size, entry=pl.col("value") % size)
    runs = runs.with_columns(number=number.gather(runs["entry"]))
    is_next = (pl.col("number") == pl.col("number").shift(1)) & (pl.col("group") == pl.col("group").shift(1))
    counted = runs.with_columns(term=(~is_next).fill_null(value=True).cum_sum())
    is_shared = is_next | is_next.shift(-1)
    shared = counted.select(is_shared.fill_null(value=False)).to_series()
    # of several forms of a term the commonest, and among equals the first in the order of strings
    several = (
        counted.filter(shared)
        .sort("term", "len", "entry", descending=[False, True, False])
        .group_by("term", maintain_order=True)
        .agg(pl.col("len").sum(), pl.col("group", "entry").first())
    )
    columns = ("group", "entry", "len", "term")
    counted = pl.concat([counted.filter(~shared).select(columns), several.select(columns)]).sort("term")
    return counted.select(
        pl.col("group").cast(pl.UInt32),
        pl.col("len").alias("count"),
        term=entries["term"].gather(counted["entry"]),
        surface=entries["form"].gather(counted["entry"]),
        term_kind=pl.lit("word"),
    )


def _count_bigrams(token: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Two content words in a row: a mark between them would be a token."""
    size, number = entries.height, entries["number"]
    is_pair = (pl.col("entry") > 0) & (pl.col("entry").shift(-1, fill_value=0) > 0)
    place = token.select(is_pair.arg_true()).to_series()
    left, right = token["entry"].gather(place), token["entry"].gather(place + 1)
    key = token["group"].gather(place).cast(pl.UInt64) * size + number.gather(left)
    pairs = pl.DataFrame({"key": key * size + number.gather(right), "left": left, "right": right})
    counted = pairs.group_by("key").agg(pl.len().alias("count"), pl.col("left", "right").first()).sort("key")
    term, form = entries["term"], entries["form"]
    return counted.select(
        (pl.col("key") // (size * size)).cast(pl.UInt32).alias("group"),
        "count",
        term=term.gather(counted["left"]) + " " + term.gather(counted["right"]),
        surface=form.gather(counted["left"]) + " " + form.gather(counted["right"]),
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
