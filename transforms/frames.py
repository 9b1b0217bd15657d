"""Frames of sentences and articles: the fifteen dimensions of the Policy Frames Codebook, by a weighted lexicon.

Every tag names the terms that caused it and the voice they stand in. The lexicon counts words, not meaning: irony,
and a frame that is argued without any of its usual words, stay invisible.

Source of the dimensions: Boydstun, Card, Gross, Resnik and Smith (2014), "Tracking the development of media frames
within and across policy issues"; Card et al. (2015), "The Media Frames Corpus". Definitions and terms are ours.
"""

from functools import cache
from math import log2
from typing import Final, NamedTuple

import polars as pl

from transforms.matching import SentenceIndex, TermMatcher, fold, inflect
from transforms.resources import read_rows

_ZONES: Final = {"title": 2.5, "subtitle": 2.0, "lead": 1.3}  # the headline and the lead say what a story is about
_REPEAT: Final = 0.2  # a term's second, fourth, eighth use each add this share of its weight: repetition is style
_SHARE_OF_BEST: Final = 0.42  # a frame counts beside the strongest from this share of its points
_FLOOR: Final = 5.0  # points below which an article has no frame of the fourteen: one strong term, or a few weak ones
_SENTENCE_FLOOR: Final = 2.0  # one hint alone (weight 1) shows no frame of a sentence
_OTHER: Final = "other"
_OUTLET: Final = "outlet"

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


class _Lexicon(NamedTuple):
    matcher: TermMatcher
    senses: list[tuple[str, tuple[tuple[str, float], ...]]]  # per written form: the term, and its (frame, weight) pairs
    factors: dict[str, float]


@cache
def _lexicon() -> _Lexicon:
    forms: dict[str, tuple[str, dict[str, float]]] = {}
    for row in read_rows("frames_terms.csv"):
        frame_id, weight = row["frame_id"], float(row["weight"])
        for written in inflect(row["term"], row["form"]):
            _, weights = forms.setdefault(fold(written), (row["term"], {}))
            weights[frame_id] = max(weight, weights.get(frame_id, 0.0))
    terms = sorted(forms)
    senses = [(forms[term][0], tuple(sorted(forms[term][1].items()))) for term in terms]
    factors = {row["frame_id"]: float(row["factor"]) for row in read_rows("frames.csv")}
    return _Lexicon(TermMatcher(terms), senses, factors)


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
    matcher, senses, factors = _lexicon()
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    rows: list[tuple[str, str, str, float, str, str]] = []
    by_article: dict[str, dict[str, dict[str, list[float]]]] = {}
    article_ids, sentence_ids, roles = index.article_ids, index.sentence_ids, index.roles
    for number, hits in index.hits(matcher):
        article_id, sentence_id = article_ids[number], sentence_ids[number]
        zone = _ZONES.get(roles[number], 1.0)
        article = by_article.get(article_id)
        if article is None:
            article = by_article[article_id] = {}
        voices = index.voices(number)
        by_voice: dict[tuple[str, str], dict[str, float]] = {}
        voice = _OUTLET
        for term, start, _ in hits:
            lemma, weights = senses[term]
            if voices is not None:
                voice = voices[0].at(voices[1] + start)[0]
            for frame_id, weight in weights:
                key = (frame_id, voice)
                if key in by_voice:
                    by_voice[key][lemma] = weight
                else:
                    by_voice[key] = {lemma: weight}
                terms = article.get(frame_id)
                if terms is None:
                    terms = article[frame_id] = {}
                uses = terms.get(lemma)
                if uses is None:
                    terms[lemma] = [weight * zone, 1.0, 1.0 if voice == _OUTLET else 0.0]
                else:  # the zones of a text come strongest first
                    uses[1] += 1.0
                    if voice == _OUTLET:
                        uses[2] += 1.0
        for (frame_id, voice), found in by_voice.items():
            score = sum(found.values())
            if score >= _SENTENCE_FLOOR:
                rows.append((sentence_id, article_id, frame_id, score, "; ".join(found), voice))
        voice = _OUTLET
    sentence_frames = pl.DataFrame(rows, schema=_SENTENCE_SCHEMA, orient="row")
    return sentence_frames, _article_frames(articles.get_column("article_id").to_list(), by_article, factors)


def _article_frames(
    article_ids: list[str], by_article: dict[str, dict[str, dict[str, list[float]]]], factors: dict[str, float]
) -> pl.DataFrame:
    rows: dict[str, list[object]] = {name: [] for name in _ARTICLE_SCHEMA}
    for article_id in article_ids:
        ranked = []
        total = 0.0
        for frame_id, terms in by_article.get(article_id, {}).items():
            points = outlet = 0.0
            for weight, uses, outlet_uses in terms.values():
                gain = weight * (1.0 + _REPEAT * log2(uses))
                points += gain
                outlet += gain * outlet_uses / uses
            factor = factors[frame_id]
            total += points * factor
            ranked.append((-points * factor, frame_id, outlet / points))
        ranked.sort()
        best = -ranked[0][0] if ranked else 0.0
        chosen = [row for row in ranked if -row[0] >= max(_FLOOR, _SHARE_OF_BEST * best)]
        if not chosen:
            for name, value in zip(_ARTICLE_SCHEMA, (article_id, _OTHER, 0.0, "", None), strict=True):
                rows[name].append(value)
        for negative, frame_id, outlet_share in chosen:
            terms = by_article[article_id][frame_id]
            rows["article_id"].append(article_id)
            rows["frame_id"].append(frame_id)
            rows["score"].append(-negative / total)
            rows["matched_terms"].append("; ".join(sorted(terms, key=lambda term: (-terms[term][0], term))))
            rows["outlet_share"].append(outlet_share)
    return pl.DataFrame(rows, schema=_ARTICLE_SCHEMA)
