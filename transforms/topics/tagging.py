"""Tag sentences and articles with topics, with the terms that caused each tag.

A topic is seen through its vocabulary only. Each term is filed under the most specific topic that it speaks for and
counts for every topic above. Repetition counts by its square root, the title twice. What the words do not tell stays
untagged: an article whose evidence is thin, or that is not in English (the lexicon is), gets no primary topic rather
than a guess.
"""

from typing import Final, NamedTuple

import polars as pl

from transforms.topics.lexicon import UNIT, bundled_lexicon, find_terms
from transforms.topics.taxonomy import MAX_LEVEL, numbered_topics, topic_parents

_TITLE_WEIGHT: Final = 2  # a headline is written to say what the piece is about; 1 and 4 do worse on held-out outlets
_MIN_EVIDENCE: Final = 1.0  # one ordinary term ("voter") or three vague ones; less is a guess
_MIN_PRIMARY_SHARE: Final = 0.12  # under it no topic leads: 17 topics share the evidence of a text without a subject
_MIN_TOP_SHARE: Final = 0.15  # a second subject of the article, not an aside
_MIN_NARROW_SHARE: Final = 0.08  # the same under a top topic, where each narrower topic has fewer terms
_NARROWING_SHARE: Final = 0.4  # the primary topic narrows to a child that carries so much of its parent's evidence
_MIN_NARROW_EVIDENCE: Final = 2.0  # and that one strong term or two ordinary ones speak for
_MIN_SENTENCE_EVIDENCE: Final = 2.0  # a sentence is about what one strong or two ordinary terms say
_MIN_SENTENCE_SHARE: Final = 0.3  # at most three topics of a level in one sentence


class TopicTags(NamedTuple):
    """Topics of a batch.

    Attributes:
        article_topics: article_id, topic_id, score, matched_terms; sorted by article and score.
        sentence_topics: sentence_id, article_id, topic_id, score, matched_terms; sorted by sentence and score.
        primary: article_id, topic_id (null where no topic leads); one row per article, in the order given.
    """

    article_topics: pl.DataFrame
    sentence_topics: pl.DataFrame
    primary: pl.DataFrame


def tag_topics(articles: pl.DataFrame, sentences: pl.DataFrame) -> TopicTags:
    """Tag a batch.

    Args:
        articles: article_id, language (null counts as English), one row each.
        sentences: sentence_id, article_id, role, text; rows of other articles are ignored.

    Returns:
        Tags with ``score``: the share (0 to 1) of the topical evidence of the text that this topic and those under it
        carry, so that the scores of the top topics of one article add up to at most 1. An article's topics come with
        the topics above them; a sentence's are the narrowest ones only.
    """
    english = articles.select("article_id", "language").with_row_index("article")
    english = english.filter(pl.col("language").is_null() | pl.col("language").str.starts_with("en"))
    read = sentences.select("sentence_id", "article_id", "role", "text").with_row_index("sentence")
    read = read.join(english.select("article_id", "article"), on="article_id", how="inner", maintain_order="left")
    title = pl.when(pl.col("role") == "title").then(_TITLE_WEIGHT).otherwise(1).cast(pl.Int64)
    found = find_terms(read["text"], bundled_lexicon()).join(
        read.with_row_index("row").select("row", "sentence", "article", count=title), on="row", how="left"
    )
    evidence = _weigh(found, by="article")
    topics = _sum_up(evidence, by="article")
    in_sentences = _weigh(_filter_telling(found), by="sentence")
    primary = articles.select("article_id").with_row_index("article")
    primary = primary.join(_primary_topics(topics), on="article", how="left", maintain_order="left")
    return TopicTags(
        article_topics=_describe(
            _article_tags(topics), evidence, by="article", ids=english.select("article", "article_id")
        ),
        sentence_topics=_describe(
            _sentence_tags(_sum_up(in_sentences, by="sentence")),
            in_sentences,
            by="sentence",
            ids=read.select("sentence", "sentence_id", "article_id"),
        ),
        primary=_name_topics(primary).select("article_id", "topic_id"),
    )


def _filter_telling(found: pl.DataFrame) -> pl.DataFrame:
    """The terms of the sentences that could carry a tag: most sentences say too little, and are not weighed."""
    loudest = found.join(bundled_lexicon().terms.select("term", "loudest"), on="term", how="left")
    telling = loudest.group_by("sentence").agg(pl.col("loudest").sum())
    telling = telling.filter(pl.col("loudest") >= _MIN_SENTENCE_EVIDENCE * UNIT)
    return found.join(telling.select("sentence"), on="sentence", how="semi")


def _weigh(found: pl.DataFrame, *, by: str) -> pl.DataFrame:
    """One row per text, term and topic the term speaks for, those above included: evidence in thousandths."""
    counted = found.group_by(by, "term").agg(pl.col("count").sum())
    return counted.join(bundled_lexicon().weights, on="term", how="inner").select(
        by,
        "term",
        "topic",
        "level",
        evidence=(pl.col("weight") * pl.col("count").cast(pl.Float64).sqrt()).round().cast(pl.Int64),
    )


def _sum_up(evidence: pl.DataFrame, *, by: str) -> pl.DataFrame:
    """One row per text and topic: its evidence, and its share of the text's evidence for all top topics."""
    topics = evidence.group_by(by, "topic", "level").agg(pl.col("evidence").sum())
    total = topics.filter(pl.col("level") == 1).group_by(by).agg(total=pl.col("evidence").sum())
    return topics.join(total, on=by, how="left").with_columns(score=pl.col("evidence") / pl.col("total"))


def _article_tags(topics: pl.DataFrame) -> pl.DataFrame:
    return topics.filter(
        pl.when(pl.col("level") == 1)
        .then((pl.col("evidence") >= _MIN_EVIDENCE * UNIT) & (pl.col("score") >= _MIN_TOP_SHARE))
        .otherwise((pl.col("evidence") >= _MIN_NARROW_EVIDENCE * UNIT) & (pl.col("score") >= _MIN_NARROW_SHARE))
    )


def _sentence_tags(topics: pl.DataFrame) -> pl.DataFrame:
    """The narrowest topics that pass: a topic with a passing topic under it is left out."""
    kept = topics.filter(
        (pl.col("evidence") >= _MIN_SENTENCE_EVIDENCE * UNIT) & (pl.col("score") >= _MIN_SENTENCE_SHARE)
    )
    parents = kept.join(topic_parents(), on="topic", how="inner").select("sentence", topic="parent")
    return kept.join(parents, on=["sentence", "topic"], how="anti")


def _primary_topics(topics: pl.DataFrame) -> pl.DataFrame:
    """One row per article that a top topic leads: that topic, narrowed while one child carries enough of it."""
    enough = topics.filter(pl.col("evidence") >= _MIN_EVIDENCE * UNIT)
    leading = (
        enough.filter((pl.col("level") == 1) & (pl.col("score") >= _MIN_PRIMARY_SHARE))
        .sort("article", "evidence", "topic", descending=[False, True, False])
        .unique("article", keep="first", maintain_order=True)
    )
    children = topics.filter(pl.col("evidence") >= _MIN_NARROW_EVIDENCE * UNIT).join(topic_parents(), on="topic")
    for _ in range(MAX_LEVEL - 1):
        narrowed = (
            leading.select("article", "topic", parent_evidence="evidence")
            .join(children, left_on=["article", "topic"], right_on=["article", "parent"], suffix="_child")
            .filter(pl.col("evidence") >= _NARROWING_SHARE * pl.col("parent_evidence"))
            .sort("article", "evidence", "topic_child", descending=[False, True, False])
            .unique("article", keep="first", maintain_order=True)
            .select("article", topic="topic_child", evidence="evidence")
        )
        leading = leading.select("article", "topic", "evidence").update(narrowed, on="article")
    return leading.select("article", "topic")


def _name_topics(tags: pl.DataFrame) -> pl.DataFrame:
    return tags.join(numbered_topics().select("topic", "topic_id"), on="topic", how="left", maintain_order="left")


def _describe(tags: pl.DataFrame, evidence: pl.DataFrame, *, by: str, ids: pl.DataFrame) -> pl.DataFrame:
    """Put names for numbers, and give each tag the terms that caused it, those with the most evidence first."""
    terms = (
        evidence.join(tags.select(by, "topic"), on=[by, "topic"], how="semi")
        .join(bundled_lexicon().terms.select("term", "name"), on="term", how="left")
        .sort(by, "topic", "evidence", "name", descending=[False, False, True, False])
        .group_by(by, "topic", maintain_order=True)
        .agg(matched_terms=pl.col("name").str.join("; "))
    )
    described = _name_topics(tags.join(terms, on=[by, "topic"], how="left")).join(ids, on=by, how="left")
    described = described.sort(by, "evidence", "topic_id", descending=[False, True, False])
    names = [name for name in ids.columns if name != by]
    return described.select(*names, "topic_id", pl.col("score").round(4), "matched_terms")
