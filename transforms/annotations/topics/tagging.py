"""Tag sentences and articles with topics, with the terms that caused each tag.

A topic is seen through its vocabulary only. Each term is filed under the most specific topic that it speaks for and
counts for every topic above. Repetition counts by its square root, the title several times. What the words do not tell
stays untagged: an article whose evidence is thin, or that is not in English (the lexicon is), gets no primary topic
rather than a guess.
"""

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.annotations.topics.lexicon import UNIT, bundled_lexicon, find_terms
from transforms.annotations.topics.taxonomy import MAX_LEVEL, taxonomy
from transforms.text.columns import Numbers, order_by, rows_of, run_starts, run_sums
from transforms.text.matching import SentenceIndex

# News tells first what it is about: how often a term counts, in tenths, in the sentences up to each place, and behind.
_PLACES: Final = ((2, 30), (6, 20), (15, 10))
_FURTHER: Final = 7
_TENTHS: Final = 10
_TITLE_PART: Final = 2.5  # a headline says it first of all: it counts as so many sentences' part of the text,
_TITLE_LEAST, _TITLE_MOST = 6, 16  # within these bounds (measured: one weight for all lengths does worse)
_MIN_EVIDENCE: Final = 1.8  # an ordinary term ("voter") in the title, two in the lead, or a strong one; less is a guess
_MIN_PRIMARY_SHARE: Final = 0.15  # under it no topic leads: 17 topics share the evidence of a text without a subject
_MIN_TOP_SHARE: Final = 0.15  # a second subject of the article, not an aside
_SECOND_SHARE: Final = 0.25  # from which a subject needs no word in headline or lead: half the article is about it
_MIN_NARROW_SHARE: Final = 0.08  # the same under a top topic, where each narrower topic has fewer terms
_NARROWING_SHARE: Final = 0.4  # the primary topic narrows to a child that carries so much of its parent's evidence
_MIN_NARROW_EVIDENCE: Final = 3.0  # and that one strong term or two ordinary ones of the lead speak for
_MIN_SENTENCE_EVIDENCE: Final = 2.0  # a sentence is about what one strong or two ordinary terms say
_MIN_ORDINARY: Final = 0.7  # weight of ordinary and strong terms; a hint needs an article around it
_MIN_SENTENCE_SHARE: Final = 0.4  # at most two topics of a level in one sentence


_HEAD: Final = ("title", "subtitle", "lead")


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


class _Evidence(NamedTuple):
    """What each term of a text says for each topic: columns of one row per text, term and topic."""

    texts: Numbers
    terms: Numbers
    topics: Numbers
    amounts: Numbers
    is_named: npt.NDArray[np.bool_]  # by more than a hint in the article's headline or lead


class _Sums(NamedTuple):
    """The same summed up: columns of one row per text and topic, sorted by both.

    ``rows`` is the order of the evidence in which ``starts`` begins each sum's.
    """

    texts: Numbers
    topics: Numbers
    amounts: Numbers
    shares: npt.NDArray[np.float64]
    is_named: npt.NDArray[np.bool_]
    rows: Numbers
    starts: Numbers


def tag_topics(articles: pl.DataFrame, sentences: pl.DataFrame, *, index: SentenceIndex | None = None) -> TopicTags:
    """Tag a batch.

    Args:
        articles: article_id, language (null counts as English), one row each.
        sentences: sentence_id, article_id, role, text; sorted by article; rows of other articles are ignored.
        index: The sentences' index, where the caller has made it for other tags too.

    Returns:
        Tags with ``score``: the share (0 to 1) of the topical evidence of the text that this topic and those under it
        carry, so that the scores of the top topics of one article add up to at most 1. An article's narrow topics
        stand beside the topics above them, or alone where they are named; a sentence's are the narrowest ones only.
    """
    if index is None:
        index = SentenceIndex(sentences.with_columns(char_start=pl.lit(None, pl.Int64)), pl.DataFrame())
    article_of = _article_of(articles, index)
    numbers, terms = find_terms(index.words, bundled_lexicon())
    is_read = article_of[numbers] >= 0
    numbers, terms = numbers[is_read], terms[is_read]
    weighed = _weigh_articles(numbers, terms, article_of, index)
    in_articles = _count_upwards(weighed)
    in_sentences = _count_upwards(_weigh_sentences(numbers, terms))
    of_articles, of_sentences = _sum_up(in_articles), _sum_up(in_sentences)
    primary = _primary_topics(of_articles, weighed, articles.height)
    topic_ids = taxonomy().topic_ids
    return TopicTags(
        article_topics=_describe(
            _article_tags(of_articles, primary), of_articles, in_articles, ids=articles.select("article_id")
        ),
        sentence_topics=_describe(
            _sentence_tags(of_sentences),
            of_sentences,
            in_sentences,
            ids=index.columns.select("sentence_id", "article_id"),
        ),
        primary=articles.select("article_id", topic_id=topic_ids.gather(pl.Series(primary).replace(-1, None))),
    )


def _article_of(articles: pl.DataFrame, index: SentenceIndex) -> Numbers:
    """Row of each sentence's article; -1 where the article is not there, or not in English."""
    is_english = pl.col("language").is_null() | pl.col("language").str.starts_with("en")
    english = articles.with_row_index("_row").filter(is_english).select("article_id", "_row")
    starts = run_starts(index.article_numbers)
    found = index.columns.select("article_id")[starts[:-1]].join(
        english, on="article_id", how="left", maintain_order="left"
    )
    rows = found["_row"].cast(pl.Int64).fill_null(-1).to_numpy()
    return np.repeat(rows, np.diff(starts))


def _weigh_articles(numbers: Numbers, terms: Numbers, article_of: Numbers, index: SentenceIndex) -> _Evidence:
    """Evidence in articles; a term counts by the square root of its occurrences, those further up more than others."""
    sizes = np.bincount(article_of[article_of >= 0], minlength=1)
    of_title = np.clip(sizes / _TITLE_PART, _TITLE_LEAST, _TITLE_MOST).astype(np.int64) * _TENTHS
    articles = article_of[numbers]
    counts = np.where(index.is_title[numbers], of_title[articles], _count_by_place(_places(index)[numbers]))
    order = order_by(articles, terms)
    in_head = index.columns["role"].is_in(_HEAD).to_numpy().astype(np.int64)[numbers]
    articles, terms, counts, in_head = articles[order], terms[order], counts[order], in_head[order]
    starts = run_starts(articles, terms)
    articles, terms, counts = articles[starts[:-1]], terms[starts[:-1]], run_sums(counts, starts)
    in_head = run_sums(in_head, starts)
    lexicon = bundled_lexicon()
    owners, entries = rows_of(lexicon.entries, terms)
    weights = lexicon.weights[entries]
    amounts = np.rint(weights * np.sqrt(counts[owners] / _TENTHS)).astype(np.int64)
    is_named = (in_head[owners] > 0) & (weights >= _MIN_ORDINARY * UNIT)
    return _Evidence(articles[owners], terms[owners], lexicon.topics[entries], amounts, is_named)


def _places(index: SentenceIndex) -> Numbers:
    """Which sentence of its article each one is, the title left out."""
    before: Numbers = np.cumsum(~index.is_title) - ~index.is_title
    starts = run_starts(index.article_numbers)
    return np.asarray(before - np.repeat(before[starts[:-1]], np.diff(starts)), dtype=np.int64)


def _count_by_place(places: Numbers) -> Numbers:
    """How often a term counts in the sentences at some places of their articles, in tenths."""
    counts = np.full(len(places), _FURTHER, dtype=np.int64)
    for until, count in reversed(_PLACES):
        counts[places < until] = count
    return counts


def stretches() -> list[tuple[int, int | None, float]]:
    """The same by stretch: first sentence, the one behind the last (None: to the end), how often a term counts."""
    found: list[tuple[int, int | None, float]] = []
    first = 0
    for until, count in _PLACES:
        found.append((first, until, count / _TENTHS))
        first = until
    return [*found, (first, None, _FURTHER / _TENTHS)]


def _weigh_sentences(numbers: Numbers, terms: Numbers) -> _Evidence:
    """The same for sentences: hints do not count there, and most sentences say too little to be weighed."""
    lexicon = bundled_lexicon()
    is_loud = lexicon.loudest[terms] >= _MIN_ORDINARY * UNIT
    numbers, terms = numbers[is_loud], terms[is_loud]
    starts = run_starts(numbers)
    is_telling = run_sums(lexicon.loudest[terms], starts) >= _MIN_SENTENCE_EVIDENCE * UNIT
    _, told = rows_of(starts, np.flatnonzero(is_telling))
    numbers, terms = numbers[told], terms[told]
    order = order_by(numbers, terms)
    numbers, terms = numbers[order], terms[order]
    distinct = run_starts(numbers, terms)[:-1]
    numbers, terms = numbers[distinct], terms[distinct]
    owners, entries = rows_of(lexicon.entries, terms)
    weights = lexicon.weights[entries]
    is_loud = weights >= _MIN_ORDINARY * UNIT
    owners, entries, weights = owners[is_loud], entries[is_loud], weights[is_loud]
    return _Evidence(numbers[owners], terms[owners], lexicon.topics[entries], weights, weights > 0)


def _count_upwards(evidence: _Evidence) -> _Evidence:
    """The evidence again for every topic above the one that the term is filed under."""
    topics = taxonomy()
    owners, lines = rows_of(topics.lines, evidence.topics)
    return _Evidence(
        evidence.texts[owners],
        evidence.terms[owners],
        topics.above[lines],
        evidence.amounts[owners],
        evidence.is_named[owners],
    )


def _sum_up(evidence: _Evidence) -> _Sums:
    """One row per text and topic, those above included, and its share of the evidence for all top topics."""
    rows = order_by(evidence.texts, evidence.topics)
    texts, topics = evidence.texts[rows], evidence.topics[rows]
    starts = run_starts(texts, topics)
    texts, topics, amounts = texts[starts[:-1]], topics[starts[:-1]], run_sums(evidence.amounts[rows], starts)
    of_tops = np.where(taxonomy().levels[topics] == 1, amounts, 0)
    totals = np.bincount(texts, weights=of_tops)
    is_named = run_sums(evidence.is_named[rows].astype(np.int64), starts) > 0
    return _Sums(texts, topics, amounts, amounts / totals[texts], is_named, rows, starts)


def _article_tags(sums: _Sums, primary: Numbers) -> Numbers:
    """Rows of the topics that an article is tagged with, its primary one in any case.

    A second subject that is not named in headline or lead is mostly an aside, or an accumulation of hints.
    """
    topics = taxonomy()
    is_top = topics.levels[sums.topics] == 1
    best = np.zeros(int(sums.texts.max(initial=-1)) + 1)
    np.maximum.at(best, sums.texts[is_top], sums.shares[is_top])
    is_second = sums.is_named | (sums.shares >= _SECOND_SHARE) | (sums.shares == best[sums.texts])
    is_shown = is_top & (sums.amounts >= _MIN_EVIDENCE * UNIT) & (sums.shares >= _MIN_TOP_SHARE) & is_second
    size = topics.levels.size
    shown_tops = (sums.texts * size + sums.topics)[is_shown]
    with_top = np.isin(sums.texts * size + topics.tops[sums.topics], shown_tops)
    is_narrow = ~is_top & (sums.amounts >= _MIN_NARROW_EVIDENCE * UNIT) & (sums.shares >= _MIN_NARROW_SHARE)
    return np.flatnonzero(is_shown | (is_narrow & (sums.is_named | with_top)) | (sums.topics == primary[sums.texts]))


def _sentence_tags(sums: _Sums) -> Numbers:
    """The narrowest topics that pass: a topic with a passing topic under it is left out."""
    kept = np.flatnonzero((sums.amounts >= _MIN_SENTENCE_EVIDENCE * UNIT) & (sums.shares >= _MIN_SENTENCE_SHARE))
    parents = taxonomy().parents[sums.topics[kept]]
    line = sums.texts[kept] * taxonomy().parents.size
    return kept[~np.isin(line + sums.topics[kept], (line + parents)[parents >= 0])]


def _primary_topics(sums: _Sums, weighed: _Evidence, article_count: int) -> Numbers:
    """The top topic that leads each article, narrowed while one child carries enough of it; -1 where none leads.

    In narrowing, words for those who govern count nothing: they say who acts. What they alone would lead to stays at
    the topic above.
    """
    topics = taxonomy()
    leading = np.full(article_count, -1, dtype=np.int64)
    amounts = np.zeros(article_count, dtype=np.int64)
    can_lead = (topics.levels[sums.topics] == 1) & (sums.shares >= _MIN_PRIMARY_SHARE)
    _lead(leading, amounts, sums, np.flatnonzero(can_lead & (sums.amounts >= _MIN_EVIDENCE * UNIT)))
    is_led = topics.tops[weighed.topics] == leading[weighed.texts]
    subjects = _sum_up(_count_upwards(_rows(weighed, is_led & ~topics.is_institution[weighed.topics])))
    of_leaders = np.flatnonzero(subjects.topics == leading[subjects.texts])
    amounts[:] = 0
    amounts[subjects.texts[of_leaders]] = subjects.amounts[of_leaders]
    narrow = np.flatnonzero((topics.levels[subjects.topics] > 1) & (subjects.amounts >= _MIN_NARROW_EVIDENCE * UNIT))
    for _ in range(MAX_LEVEL - 1):
        texts = subjects.texts[narrow]
        is_child = topics.parents[subjects.topics[narrow]] == leading[texts]
        is_enough = subjects.amounts[narrow] >= _NARROWING_SHARE * amounts[texts]
        _lead(leading, amounts, subjects, narrow[is_child & is_enough])
    for _ in range(MAX_LEVEL - 1):
        named = np.flatnonzero(leading >= 0)
        empty = named[topics.is_institution[leading[named]]]
        leading[empty] = topics.parents[leading[empty]]
    return leading


def _rows(evidence: _Evidence, kept: npt.NDArray[np.bool_]) -> _Evidence:
    return _Evidence(
        evidence.texts[kept],
        evidence.terms[kept],
        evidence.topics[kept],
        evidence.amounts[kept],
        evidence.is_named[kept],
    )


def _lead(leading: Numbers, amounts: Numbers, sums: _Sums, rows: Numbers) -> None:
    """Let of some rows the strongest of each article lead it."""
    weakest_first = rows[order_by(sums.amounts[rows], sums.topics.max(initial=0) - sums.topics[rows])]
    leading[sums.texts[weakest_first]] = sums.topics[weakest_first]
    amounts[sums.texts[weakest_first]] = sums.amounts[weakest_first]


def _describe(tags: Numbers, sums: _Sums, evidence: _Evidence, *, ids: pl.DataFrame) -> pl.DataFrame:
    """Put ids for numbers, and give each tag the terms that caused it, those with the most evidence first."""
    most = int(sums.amounts.max(initial=0))
    tags = tags[order_by(sums.texts[tags], most - sums.amounts[tags], sums.topics[tags])]
    owners, places = rows_of(sums.starts, tags)
    rows = sums.rows[places]
    order = order_by(owners, most - evidence.amounts[rows], evidence.terms[rows])
    names = bundled_lexicon().terms
    found = [names[term] for term in evidence.terms[rows[order]].tolist()]
    edges = run_starts(owners).tolist()
    return ids[sums.texts[tags]].with_columns(
        topic_id=taxonomy().topic_ids.gather(sums.topics[tags]),
        score=pl.Series(sums.shares[tags]).round(4),
        matched_terms=pl.Series(["; ".join(found[first:last]) for first, last in pairwise(edges)], dtype=pl.String),
    )
