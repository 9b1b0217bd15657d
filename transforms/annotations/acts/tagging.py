"""The acts of sentences and of quotes' contents, as tables."""

from typing import Final, NamedTuple

import numpy as np
import polars as pl

from transforms.annotations.acts.act import Act
from transforms.annotations.acts.denial import is_denied_after
from transforms.annotations.acts.evidence import Seen, judge_headline, judge_sentence
from transforms.annotations.acts.headline import MAX_TITLE, headline_act
from transforms.annotations.acts.lexicon import BODY_THRESHOLD, CONTENT_THRESHOLD, lexicon
from transforms.annotations.acts.manner import Manner, Told, leads, manners
from transforms.annotations.acts.parties import is_suffered, parties
from transforms.annotations.acts.reading import read_acts, read_lone
from transforms.annotations.acts.selection import Flags, Worth, worth_reading
from transforms.text.axis import moved
from transforms.text.columns import rows_between
from transforms.text.matching import Found, Numbers, SentenceIndex

_OUTLET: Final = "outlet"
_REFUSAL: Final = "reject"
_HEDGED: Final = "hedged"  # the rule of what may be or is only supposed
_SCHEMA: Final = {
    "act_id": pl.String,
    "polarity": pl.Int64,
    "is_negated": pl.Boolean,
    "voice": pl.String,
    "told_as": pl.String,
    "matched_terms": pl.String,
    "actor_text": pl.String,
    "target_text": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}


class ActHits(NamedTuple):
    """Hits of the act lexicon in a batch's sentences: one pass serves the sentences and the quotes in them."""

    sentences: SentenceIndex
    numbers: Numbers
    found: Found


def find_act_hits(index: SentenceIndex) -> ActHits:
    """Look for the act lexicon's terms in a batch."""
    return ActHits(index, *index.find(lexicon().matcher))


class TaggedActs(NamedTuple):
    """Acts by sentence, and how sure the reading of each headline is: its act, or that it has none."""

    acts: pl.DataFrame
    headlines: pl.DataFrame


def tag_acts(
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    quotes: pl.DataFrame | None = None,
    index: SentenceIndex | None = None,
    hits: ActHits | None = None,
) -> TaggedActs:
    """Acts of each sentence; a title has its main act only.

    Args:
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (nullable), ``text``; sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
        quotes: ``article_id`` of each quote; how much is quoted tells an opinion from a report.
        index: The sentences' index, where the caller has made it for other tags too.
        hits: The lexicon's hits in it, where the caller has looked for them already.

    Returns:
        ``acts`` has one row per (sentence_id, act_id, voice), in order of the text. ``polarity`` is -1, 0 or 1 after
        negation, 0 where the act is hedged or asked; ``is_negated`` says that a negation turned the act; ``actor_text``
        and ``target_text`` are the names nearest before and after the act in its clause, null where none is named;
        ``rule`` is one of those that :mod:`transforms.annotations.acts.reading` lists, or asked, claimed, contradicted;
        ``told_as`` says whose evaluation it is, ``confidence`` how probably the act is right.
        ``headlines`` has one row per article with a title: ``article_id`` and ``headline_confidence``. A title may be
        of several sentences.
    """
    if hits is None:
        hits = find_act_hits(SentenceIndex(sentences, voice_spans) if index is None else index)
    index = hits.sentences
    read = _read_sentences(hits)
    found = read.found
    voices, _ = index.voices_at(
        np.array([number for number, _ in found], dtype=np.int64),
        np.array([act.char_start for _, act in found], dtype=np.int64),
    )
    judged = _judge_titles(read, index, sentences, quotes)
    texts, roles = index.texts, index.roles
    seen: set[tuple[int, str, str]] = set()
    numbers: list[int] = []
    rows: list[tuple[object, ...]] = []
    for (number, act), voice in zip(found, voices.to_list(), strict=True):
        grain = (number, act.act_id, voice)
        if grain in seen or (act.rule == "denied" and voice == _OUTLET and roles[number] != "title"):
            continue  # an outlet's "did not attack" reports that nothing happened; a speaker's denies it
        seen.add(grain)
        actor, target = parties(
            texts[number], act.char_start, act.char_end, is_suffered=is_suffered(texts[number], act)
        )
        numbers.append(number)
        terms = act.terms[0] if len(act.terms) == 1 else "; ".join(act.terms)
        told_as, confidence = judged[number] if number in judged else judge_sentence(texts[number], act, voice)
        rows.append(
            (act.act_id, act.polarity, act.is_negated, voice, told_as, terms, actor, target, act.rule, confidence)
        )
    columns = zip(*rows, strict=True) if rows else ([] for _ in _SCHEMA)
    ids = index.columns.select("sentence_id", "article_id")[numbers]
    acts = ids.with_columns(
        pl.Series(name, values, dtype=dtype) for (name, dtype), values in zip(_SCHEMA.items(), columns, strict=True)
    )
    return TaggedActs(acts, _headlines(read, index, judged))


def _headlines(read: "_Read", index: SentenceIndex, judged: dict[int, tuple[str, float]]) -> pl.DataFrame:
    """How sure each headline's reading is: as its least sure act, or where it has none its least sure sentence."""
    sentences = index.columns.select("article_id")[list(judged)]
    return (
        sentences.with_columns(
            pl.Series("headline_confidence", [confidence for _, confidence in judged.values()], dtype=pl.Float64),
            pl.Series("_has_act", [number in read.main for number in judged], dtype=pl.Boolean),
        )
        .group_by("article_id", maintain_order=True)
        .agg(
            pl.col("headline_confidence").filter("_has_act").min().alias("_of_acts"),
            pl.col("headline_confidence").min(),
        )
        .select("article_id", pl.coalesce("_of_acts", "headline_confidence").alias("headline_confidence"))
    )


def headline_evidence(hits: ActHits, sentences: pl.DataFrame, quotes: pl.DataFrame | None) -> dict[int, Seen]:
    """What is seen of each title, by the number of its sentence; the arguments are as above."""
    return _see_titles(_read_sentences(hits), hits.sentences, sentences, quotes)


def _judge_titles(
    read: "_Read", index: SentenceIndex, sentences: pl.DataFrame, quotes: pl.DataFrame | None
) -> dict[int, tuple[str, float]]:
    """For each title by number, whose evaluation it is and how sure its reading is."""
    return {number: judge_headline(seen) for number, seen in _see_titles(read, index, sentences, quotes).items()}


def _see_titles(
    read: "_Read", index: SentenceIndex, sentences: pl.DataFrame, quotes: pl.DataFrame | None
) -> dict[int, Seen]:
    """Each title with what its article tells and how."""
    if not len(index.texts):
        return {}
    empty = pl.DataFrame(schema={"article_id": pl.String})
    manner_of = manners(sentences, empty if quotes is None else quotes.select("article_id"))
    is_lead = leads(index.article_numbers, index.is_title)
    articles = index.article_numbers.tolist()
    told: dict[int, Told] = {}
    for number, act in read.found:
        if not index.is_title[number]:
            of_article = told.setdefault(articles[number], Told([], []))
            of_article.all.append((act.act_id, act.polarity))
            if is_lead[number]:
                of_article.lead.append((act.act_id, act.polarity))
    nothing, plain = Told([], []), Manner(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    ids = index.columns["article_id"].to_list()
    return {
        number: Seen(
            index.texts[number],
            read.main.get(number),
            read.of_titles.get(number, []),
            told.get(articles[number], nothing),
            manner_of.get(ids[number], plain),
        )
        for number in np.flatnonzero(index.is_title).tolist()
    }


def content_acts(
    quotes: pl.DataFrame, *, pieces: pl.DataFrame | None = None, hits: ActHits | None = None
) -> pl.DataFrame:
    """The first act in each quote's content that is not hedged: "if they attack" does nothing yet.

    One that is denied behind it is a refusal: "talks are off the table".

    Args:
        quotes: ``quote_id``, ``article_id``, ``text``.
        pieces: ``quote_id``, ``char_start``, ``char_end`` of the contents' pieces, in the quotes' order.
        hits: The lexicon's hits in the batch's sentences. With both, the hits that lie in the pieces are read, and
            no text is searched again; else the quotes' texts are.

    Returns:
        One row per quote, in the same order: ``quote_id`` and ``content_act``, null where the content holds none.
    """
    if pieces is None or hits is None:
        hits = find_act_hits(_texts_as_sentences(quotes))
        owners = sentences = np.arange(quotes.height)
        groups = hits.numbers
    else:
        hits, groups, owners, sentences = _hits_in_pieces(quotes, pieces, hits)
    is_title = np.zeros(len(owners), dtype=bool)
    worth = worth_reading(groups, hits.found, lexicon(), is_title=is_title, threshold=CONTENT_THRESHOLD)
    acts: list[str | None] = [None] * quotes.height
    owner_of = owners.tolist()
    readers = _Groups(worth, hits.sentences, sentence_of=sentences, is_title=is_title)
    for group, number in enumerate(readers.numbers):
        owner = owner_of[number]
        if acts[owner] is None:
            acts[owner] = _content_act(readers.text(group), readers.read(group))
    return pl.DataFrame(
        {"quote_id": quotes["quote_id"], "content_act": acts},
        schema={"quote_id": pl.String, "content_act": pl.String},
    )


def _content_act(text: str, acts: list[Act]) -> str | None:
    """What the acts of one sentence make of a content."""
    for act in acts:
        if act.strength >= CONTENT_THRESHOLD and act.rule != _HEDGED:
            return _REFUSAL if is_denied_after(text, act.char_end) else act.act_id
    return None


class _Read(NamedTuple):
    """What was read: acts with the numbers of their sentences, and of titles the main act and all acts, by number."""

    found: list[tuple[int, Act]]
    main: dict[int, Act]
    of_titles: dict[int, list[Act]]


def _read_sentences(hits: ActHits) -> _Read:
    """Acts that sentences report."""
    index = hits.sentences
    texts = index.texts
    is_title = index.is_title.copy()
    for number in np.flatnonzero(is_title).tolist():
        is_title[number] = len(texts[number]) <= MAX_TITLE
    worth = worth_reading(
        hits.numbers,
        hits.found,
        lexicon(),
        is_title=is_title,
        threshold=BODY_THRESHOLD,
        articles=index.article_numbers,
    )
    titles = is_title.tolist()
    told: list[tuple[int, Act]] = []
    of_titles: dict[int, list[Act]] = {}
    groups = _Groups(worth, index, sentence_of=np.arange(len(titles)), is_title=is_title)
    for group, number in enumerate(groups.numbers):
        acts = groups.read(group)
        if titles[number]:
            of_titles.setdefault(number, []).extend(acts)
            continue
        is_asked = texts[number].endswith("?")
        for act in acts:
            if act.strength >= BODY_THRESHOLD or (act.is_negated and act.strength >= CONTENT_THRESHOLD):
                told.append((number, act._replace(polarity=0, rule="asked") if is_asked else act))  # noqa: PERF401
    main_of: dict[int, Act] = {}
    for number, acts in of_titles.items():
        text = texts[number]
        start = int(index.starts[number])
        main = headline_act(text, index.folded[start : start + len(text)], acts)
        if main is not None:
            told.append((number, main))
            main_of[number] = main
    told.sort(key=_place)
    return _Read(told, main_of, of_titles)


def _place(told: tuple[int, Act]) -> tuple[int, int]:
    return told[0], told[1].char_start


class _Groups:
    """Groups of hits, ready to be read one by one."""

    def __init__(self, worth: Worth, index: SentenceIndex, *, sentence_of: Numbers, is_title: Flags) -> None:
        """Lay out the columns; a group's number is that of its sentence, or of what stands for one."""
        sentences = sentence_of[worth.sentences]
        self.numbers: list[int] = worth.sentences.tolist()
        self._sentences: list[int] = sentences.tolist()
        self._bounds: list[int] = index.starts[sentences].tolist()
        self._is_title: list[bool] = is_title[worth.sentences].tolist()
        self._contexts: list[int] = worth.contexts.tolist()
        self._edges: list[int] = np.flatnonzero(np.diff(worth.groups, prepend=-1, append=-1)).tolist()
        self._terms, self._starts, self._ends = (column.tolist() for column in worth.found)
        self._texts, self._folded, self._words = index.texts, index.folded, lexicon()

    def text(self, group: int) -> str:
        """The text that a group's offsets lead into."""
        return self._texts[self._sentences[group]]

    def read(self, group: int) -> list[Act]:
        """The acts of one group."""
        text, bound = self._texts[self._sentences[group]], self._bounds[group]
        folded = self._folded[bound : bound + len(text)]
        is_headline, contexts = self._is_title[group], self._contexts[group]
        first, last = self._edges[group], self._edges[group + 1]
        if last - first == 1:
            hit = self._terms[first], self._starts[first], self._ends[first]
            return read_lone(text, folded, hit, contexts, self._words, is_headline=is_headline)
        places = slice(first, last)
        hits = list(zip(self._terms[places], self._starts[places], self._ends[places], strict=True))
        return read_acts(text, folded, hits, contexts, self._words, is_headline=is_headline)


def _texts_as_sentences(quotes: pl.DataFrame) -> SentenceIndex:
    sentences = quotes.select(
        pl.col("quote_id").alias("sentence_id"),
        "article_id",
        pl.lit("content").alias("role"),
        pl.lit(None, dtype=pl.Int64).alias("char_start"),
        "text",
    )
    return SentenceIndex(sentences, pl.DataFrame())


def _hits_in_pieces(
    quotes: pl.DataFrame, pieces: pl.DataFrame, hits: ActHits
) -> tuple[ActHits, Numbers, Numbers, Numbers]:
    """The hits that lie in quotes' contents, their groups, and each group's quote and sentence.

    A group holds the hits of one quote in one sentence.
    """
    index = hits.sentences
    numbered = quotes.select("quote_id", "article_id", pl.int_range(pl.len()).alias("_quote"))
    placed = pieces.select("quote_id", "char_start", "char_end").join(
        numbered, on="quote_id", how="inner", maintain_order="left"
    )
    places = moved(index.places[hits.numbers], hits.found.starts)
    order = np.argsort(places, kind="stable")  # sentences are in order, but for titles that stand in no text
    first = np.searchsorted(places[order], index.axis.places(placed, "char_start"))
    last = np.searchsorted(places[order], index.axis.places(placed, "char_end"))
    pieces_of, rows = rows_between(first, np.maximum(last, first))
    inside = order[rows]
    owners = placed["_quote"].to_numpy()[pieces_of]
    numbers = hits.numbers[inside]
    is_new = np.ones(len(inside), dtype=bool)
    is_new[1:] = (owners[1:] != owners[:-1]) | (numbers[1:] != numbers[:-1])
    found = Found(*(column[inside] for column in hits.found))
    return ActHits(index, numbers, found), np.cumsum(is_new) - 1, owners[is_new], numbers[is_new]
