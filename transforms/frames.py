"""Frames of sentences and articles: the fifteen dimensions of the Policy Frames Codebook, by a weighted lexicon.

Every tag names the terms that caused it and the voice they stand in. The lexicon counts words, not meaning: irony,
and a frame that is argued without any of its usual words, stay invisible.

Source of the dimensions: Boydstun, Card, Gross, Resnik and Smith (2014), "Tracking the development of media frames
within and across policy issues"; Card et al. (2015), "The Media Frames Corpus". Definitions and terms are ours.
"""

from functools import cache
from typing import Final, NamedTuple

import polars as pl

from transforms.matching import SentenceIndex, TermMatcher, inflect, term_key
from transforms.resources import read_rows

_UNIT: Final = 1000  # points are summed as whole thousandths, so that sums do not depend on the order of rows
_ZONES: Final = {"title": 2.5, "subtitle": 2.0, "lead": 1.15}  # the headline and the lead say what a story is about
_REPEAT: Final = 0.2  # a term's second, fourth, eighth use each add this share of its weight: repetition is style
_SECOND_SHARE: Final = (
    0.2  # the second frame counts from this share of the strongest one's points: most stories have two
)
_SHARE_OF_BEST: Final = 0.42  # every further one from this
_OTHER_SHARE: Final = 0.6  # "other" means none of the fourteen, so it hardly stands beside one
_FLOOR: Final = 6.0  # points below which an article has no frame: one strong term of the body is not enough
_SENTENCE_FLOOR: Final = 2.0  # one hint alone (weight 1) shows no frame of a sentence
_OTHER: Final = "other"

_SENTENCE_SCHEMA: Final = {
    "sentence_id": pl.String,
    "article_id": pl.String,
    "frame_id": pl.String,
    "score": pl.Float64,
    "matched_terms": pl.String,
    "voice": pl.String,
}
_ARTICLE_SCHEMA: Final = {
    "article_id": pl.String,
    "frame_id": pl.String,
    "score": pl.Float64,
    "matched_terms": pl.String,
    "outlet_share": pl.Float64,
}
# twice as fast as joining within the groups
_JOINED: Final = pl.col("matched_terms").cast(pl.List(pl.String)).list.join("; ")


class _Lexicon(NamedTuple):
    matcher: TermMatcher
    senses: pl.DataFrame  # term (number of the written form), lemma, frame_id, weight (thousandths)
    factors: pl.DataFrame  # frame_id, factor


@cache
def _lexicon() -> _Lexicon:
    forms: dict[str, dict[str, tuple[str, float]]] = {}
    for row in read_rows("frames_terms.csv"):
        for written in inflect(row["term"], row["form"]):
            frames = forms.setdefault(term_key(written), {})
            frames[row["frame_id"]] = max(
                (row["term"], float(row["weight"])), frames.get(row["frame_id"], ("", 0.0)), key=_loudness
            )
    terms = sorted(forms)
    rows = read_rows("frames.csv")
    frame_id = pl.Enum(sorted(row["frame_id"] for row in rows))
    lemma = pl.Enum(sorted({lemma for frames in forms.values() for lemma, _ in frames.values()}))
    senses = pl.DataFrame(
        [
            (number, name, frame, round(weight * _UNIT))
            for number, term in enumerate(terms)
            for frame, (name, weight) in sorted(forms[term].items())
        ],
        schema={"term": pl.UInt32, "lemma": lemma, "frame_id": frame_id, "weight": pl.Int64},
        orient="row",
    )
    factors = pl.DataFrame(
        {"frame_id": [row["frame_id"] for row in rows], "factor": [float(row["factor"]) for row in rows]},
        schema_overrides={"frame_id": frame_id},
    )
    return _Lexicon(TermMatcher(terms), senses, factors)


def _loudness(sense: tuple[str, float]) -> float:
    return sense[1]


def frame_rows() -> pl.DataFrame:
    """The frames: frame_id, name, and definition in our own words."""
    rows = read_rows("frames.csv")
    return pl.DataFrame({name: [row[name] for row in rows] for name in ("frame_id", "name", "definition")})


def tag_frames(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    index: SentenceIndex | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Frames of each sentence and of each article.

    Args:
        articles: One row per article, with ``article_id``.
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (nullable), ``text``; sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
        index: The sentences' index, where the caller has made it for other tags too.

    Returns:
        Sentence frames, one row per (sentence_id, frame_id, voice): ``score`` is the sum of the weights of
        ``matched_terms`` (joined by "; "); a lone hint (score below 2) makes no row. And article frames, one row per
        (article_id, frame_id), strongest first:
        ``score`` is the frame's share of all frame points of the article (0 to 1), ``outlet_share`` the share of its
        points that stand in the outlet's own voice. An article whose words reach no frame is ``other`` with score 0
        and no terms.
    """
    lexicon = _lexicon()
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    uses = index.hit_frame(lexicon.matcher).join(lexicon.senses, on="term", how="inner", maintain_order="left")
    order = articles.select("article_id").with_row_index("_article")
    sentences = sentences.select(pl.col("sentence_id", "article_id", "role").cast(pl.String))
    return _sentence_frames(uses, sentences), _article_frames(uses, sentences, order, lexicon.factors)


def _sentence_frames(uses: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    grain = ["sentence", "frame_id", "voice"]
    ids = sentences.select("sentence_id", "article_id")
    found = (
        uses.group_by([*grain, "lemma"], maintain_order=True)
        .agg(pl.col("weight").first())
        .filter(pl.col("weight").sum().over(grain) >= _SENTENCE_FLOOR * _UNIT)
        .group_by(grain, maintain_order=True)
        .agg(score=pl.col("weight").sum() / _UNIT, matched_terms=pl.col("lemma"))
        .with_columns(_JOINED)
    )
    return pl.concat([ids[found["sentence"]], found], how="horizontal").select(
        pl.col(name).cast(dtype) for name, dtype in _SENTENCE_SCHEMA.items()
    )


def _article_frames(
    uses: pl.DataFrame, sentences: pl.DataFrame, order: pl.DataFrame, factors: pl.DataFrame
) -> pl.DataFrame:
    zones = sentences.join(order, on="article_id", how="left", maintain_order="left").select(
        "_article", zone=pl.col("role").replace_strict(_ZONES, default=1.0, return_dtype=pl.Float64)
    )
    grain = ["_article", "frame_id"]
    found = (
        pl.concat([zones[uses["sentence"]], uses], how="horizontal")
        .drop_nulls("_article")
        .group_by("_article", "frame_id", "lemma")
        .agg(
            weight=(pl.col("weight") * pl.col("zone")).max(),
            uses=pl.len(),
            outlet=(pl.col("voice") == "outlet").mean(),
        )
        .join(factors, on="frame_id", how="inner")
        .with_columns(
            points=(pl.col("weight") * pl.col("factor") * (1 + _REPEAT * pl.col("uses").log(2))).round().cast(pl.Int64)
        )
        .with_columns(outlet=(pl.col("points") * pl.col("outlet")).round().cast(pl.Int64))
        .sort([*grain, "weight", "lemma"], descending=[False, False, True, False])
        .group_by(grain, maintain_order=True)
        .agg(pl.col("points").sum(), pl.col("outlet").sum(), matched_terms=pl.col("lemma"))
        .with_columns(_JOINED, score=pl.col("points") / pl.col("points").sum().over("_article"))
        .sort(["_article", "points", "frame_id"], descending=[False, True, False])
        .filter(_is_shown())
        .with_columns(outlet_share=pl.col("outlet") / pl.col("points"))
    )
    return (
        order.join(found, on="_article", how="left", maintain_order="left_right")
        .with_columns(
            frame_id=pl.col("frame_id").cast(pl.String).fill_null(_OTHER),
            score=pl.col("score").fill_null(0.0),
            matched_terms=pl.col("matched_terms").fill_null(""),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in _ARTICLE_SCHEMA.items())
    )


def _is_shown() -> pl.Expr:
    """Whether a frame is told, of an article's frames sorted strongest first."""
    rank = pl.int_range(pl.len()).over("_article")
    best = pl.col("points").first().over("_article")
    with_other = (pl.col("frame_id") == _OTHER) | (pl.col("frame_id").first().over("_article") == _OTHER)
    share = pl.when(rank == 1).then(_SECOND_SHARE).otherwise(_SHARE_OF_BEST)
    share = pl.when(rank == 0).then(0.0).when(with_other).then(_OTHER_SHARE).otherwise(share)
    return (pl.col("points") >= _FLOOR * _UNIT) & (pl.col("points") >= share * best)
