"""Tag sentences and articles with topics, with the terms that caused each tag.

A topic is seen through its vocabulary only. Each term is filed under the most specific topic that it speaks for and
counts for every topic above. Repetition counts by its square root, the title several times. What the words do not tell
stays untagged: an article whose evidence is thin, or that is not in English (the lexicon is), gets no primary topic
rather than a guess.
"""

from typing import Final, NamedTuple

import polars as pl

from transforms.topics.lexicon import UNIT, bundled_lexicon, find_terms
from transforms.topics.taxonomy import MAX_LEVEL, numbered_topics, topic_lines, topic_parents

_TITLE_PART: Final = 5  # a headline says what the piece is about: it counts as a fifth of the sentences,
_TITLE_LEAST, _TITLE_MOST = 2, 8  # within these bounds (measured: one weight for all lengths does worse)
_MIN_EVIDENCE: Final = 1.2  # an ordinary term ("voter") in the title, or two, or a strong one; less is a guess
_MIN_PRIMARY_SHARE: Final = 0.15  # under it no topic leads: 17 topics share the evidence of a text without a subject
_MIN_TOP_SHARE: Final = 0.15  # a second subject of the article, not an aside
_MIN_NARROW_SHARE: Final = 0.08  # the same under a top topic, where each narrower topic has fewer terms
_NARROWING_SHARE: Final = 0.4  # the primary topic narrows to a child that carries so much of its parent's evidence
_MIN_NARROW_EVIDENCE: Final = 2.0  # and that one strong term or two ordinary ones speak for
_MIN_SENTENCE_EVIDENCE: Final = 2.0  # a sentence is about what one strong or two ordinary terms say
_MIN_SENTENCE_WEIGHT: Final = 0.7  # of ordinary and strong terms; a hint needs an article around it
_MIN_SENTENCE_SHARE: Final = 0.4  # at most two topics of a level in one sentence


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
    english = articles.select("article_id", "language").with_row_index("number")
    english = english.filter(pl.col("language").is_null() | pl.col("language").str.starts_with("en"))
    read = sentences.select("sentence_id", "article_id", "role", "text").join(
        english.select("article_id", article="number"), on="article_id", how="inner", maintain_order="left"
    )
    found = find_terms(read["text"], bundled_lexicon())
    in_articles = _count_upwards(_weigh_articles(found, read))
    topics = _sum_up(in_articles)
    in_sentences = _count_upwards(_weigh_sentences(found))
    primary = articles.select("article_id").with_row_index("number")
    primary = primary.join(_primary_topics(topics), on="number", how="left", maintain_order="left")
    sentence_ids = read.select("sentence_id", "article_id").with_row_index("number")
    return TopicTags(
        article_topics=_describe(_article_tags(topics), in_articles, ids=english.select("number", "article_id")),
        sentence_topics=_describe(_sentence_tags(_sum_up(in_sentences)), in_sentences, ids=sentence_ids),
        primary=_name_topics(primary).select("article_id", "topic_id"),
    )


def _weigh_articles(found: pl.DataFrame, read: pl.DataFrame) -> pl.DataFrame:
    """Evidence in articles: number (of the article), term, topic (that the term is filed under), evidence."""
    of_title = (pl.len().over("article") // _TITLE_PART).clip(_TITLE_LEAST, _TITLE_MOST)
    counts = read.select("article", count=pl.when(pl.col("role") == "title").then(of_title).otherwise(1))
    occurrences = pl.concat([counts[found["row"]], found.select("term")], how="horizontal")
    counted = occurrences.group_by(number="article", term="term").agg(pl.col("count").sum())
    return counted.join(bundled_lexicon().weights, on="term", how="inner").select(
        "number", "term", "topic", evidence=(pl.col("weight") * pl.col("count").sqrt()).round().cast(pl.Int64)
    )


def _weigh_sentences(found: pl.DataFrame) -> pl.DataFrame:
    """The same for sentences: hints do not count there, and most sentences say too little to be weighed."""
    lexicon = bundled_lexicon()
    loud = found.select(number="row", term="term", loudest=lexicon.terms["loudest"][found["term"]])
    loud = loud.filter(pl.col("loudest") >= _MIN_SENTENCE_WEIGHT * UNIT)
    telling = loud.filter(pl.col("loudest").sum().over("number") >= _MIN_SENTENCE_EVIDENCE * UNIT).unique()
    weights = lexicon.weights.filter(pl.col("weight") >= _MIN_SENTENCE_WEIGHT * UNIT)
    return telling.join(weights, on="term", how="inner").select("number", "term", "topic", evidence="weight")


def _count_upwards(evidence: pl.DataFrame) -> pl.DataFrame:
    """The evidence again for every topic above the one that the term is filed under: adds above, level."""
    return evidence.join(topic_lines(), on="topic", how="inner")


def _sum_up(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row per text and topic, those above included: level, evidence, and its share of that of all top topics."""
    topics = evidence.group_by("number", topic="above").agg(pl.col("evidence").sum(), pl.col("level").first())
    total = topics.filter(pl.col("level") == 1).group_by("number").agg(total=pl.col("evidence").sum())
    return topics.join(total, on="number", how="left").with_columns(score=pl.col("evidence") / pl.col("total"))


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
    parents = kept.join(topic_parents(), on="topic", how="inner").select("number", topic="parent")
    return kept.join(parents, on=["number", "topic"], how="anti")


def _primary_topics(topics: pl.DataFrame) -> pl.DataFrame:
    """One row per article that a top topic leads: that topic, narrowed while one child carries enough of it."""
    enough = topics.filter(pl.col("evidence") >= _MIN_EVIDENCE * UNIT)
    leading = (
        enough.filter((pl.col("level") == 1) & (pl.col("score") >= _MIN_PRIMARY_SHARE))
        .sort("number", "evidence", "topic", descending=[False, True, False])
        .unique("number", keep="first", maintain_order=True)
    )
    children = topics.filter(pl.col("evidence") >= _MIN_NARROW_EVIDENCE * UNIT).join(topic_parents(), on="topic")
    for _ in range(MAX_LEVEL - 1):
        narrowed = (
            leading.select("number", "topic", parent_evidence="evidence")
            .join(children, left_on=["number", "topic"], right_on=["number", "parent"], suffix="_child")
            .filter(pl.col("evidence") >= _NARROWING_SHARE * pl.col("parent_evidence"))
            .sort("number", "evidence", "topic_child", descending=[False, True, False])
            .unique("number", keep="first", maintain_order=True)
            .select("number", topic="topic_child", evidence="evidence")
        )
        leading = leading.select("number", "topic", "evidence").update(narrowed, on="number")
    return leading.select("number", "topic")


def _name_topics(tags: pl.DataFrame) -> pl.DataFrame:
    return tags.join(numbered_topics().select("topic", "topic_id"), on="topic", how="left", maintain_order="left")


def _describe(tags: pl.DataFrame, evidence: pl.DataFrame, *, ids: pl.DataFrame) -> pl.DataFrame:
    """Put ids for numbers, and give each tag the terms that caused it, those with the most evidence first."""
    sorted_tags = _name_topics(tags).sort("number", "evidence", "topic_id", descending=[False, True, False])
    numbered = sorted_tags.with_row_index("tag")
    terms = (
        evidence.join(numbered.select("tag", "number", above="topic"), on=["number", "above"], how="inner")
        .select("tag", "evidence", "term")
        .sort("tag", "evidence", "term", descending=[False, True, False])
        .select("tag", name=pl.lit(bundled_lexicon().terms["name"]).gather(pl.col("term")))
        .group_by("tag", maintain_order=True)
        .agg(matched_terms=pl.col("name"))
        .with_columns(pl.col("matched_terms").list.join("; "))
    )
    described = numbered.join(terms, on="tag", how="left", maintain_order="left")
    described = described.join(ids, on="number", how="left", maintain_order="left")
    names = [name for name in ids.columns if name != "number"]
    return described.select(*names, "topic_id", pl.col("score").round(4), "matched_terms")
