"""Frames of sentences and articles: the fifteen dimensions of the Policy Frames Codebook, by a weighted lexicon.

Every tag names the terms that caused it and the voice they stand in. The lexicon counts words, not meaning: irony,
and a frame that is argued without any of its usual words, stay invisible.

Source of the dimensions: Boydstun, Card, Gross, Resnik and Smith (2014), "Tracking the development of media frames
within and across policy issues"; Card et al. (2015), "The Media Frames Corpus". Definitions and terms are ours.
"""

from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.resources import read_lines, read_rows
from transforms.text.columns import Numbers, order_by, rows_of, run_starts, run_sums
from transforms.text.matching import SentenceIndex, TermMatcher, inflect, term_key
from transforms.vocabulary import VOICES

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
_OF_FORCE: Final = "security_and_defense"
_LITERAL: Final = 2.0  # weight from which a word of the frame that is no figure of speech tells of force
_TOGETHER: Final = 3  # different words of armed force, *soldiers*, *troops* and *missiles*, are no figure any more
_OUTLET: Final = VOICES.index("outlet")

_ARTICLE_SCHEMA: Final = {
    "article_id": pl.String,
    "frame_id": pl.String,
    "score": pl.Float64,
    "matched_terms": pl.String,
    "outlet_share": pl.Float64,
}


class _Lexicon(NamedTuple):
    """Written form number i has the senses from ``senses[i]`` to ``senses[i + 1]``; columns of one row per sense."""

    matcher: TermMatcher
    senses: Numbers
    lemmas: Numbers
    frames: Numbers
    weights: Numbers  # thousandths
    lemma_names: list[str]  # sorted
    frame_ids: list[str]  # sorted
    factors: npt.NDArray[np.float64]  # by frame
    is_figure: npt.NDArray[np.bool_]  # by lemma: a word of war that peaceful things borrow
    is_armed: npt.NDArray[np.bool_]  # by lemma: one of them that is no figure beside two more of its kind


class _Uses(NamedTuple):
    """What the hits in a batch show: columns of one row per hit and sense, in the order of the text."""

    sentences: Numbers
    voices: Numbers
    lemmas: Numbers
    frames: Numbers
    weights: Numbers


@cache
def _lexicon() -> _Lexicon:
    forms: dict[str, dict[str, tuple[str, float]]] = {}
    for row in read_rows("frames_terms.csv"):
        for written in inflect(row["term"], row["form"]):
            frames = forms.setdefault(term_key(written), {})
            if not row["frame_id"]:  # a phrase that hides the frames of its words
                continue
            frames[row["frame_id"]] = max(
                (row["term"], float(row["weight"])), frames.get(row["frame_id"], ("", 0.0)), key=_loudness
            )
    terms = sorted(forms)
    rows = sorted(read_rows("frames.csv"), key=lambda row: row["frame_id"])
    frame_ids = [row["frame_id"] for row in rows]
    lemma_names = sorted({lemma for frames in forms.values() for lemma, _ in frames.values()})
    frame_number = {frame: number for number, frame in enumerate(frame_ids)}
    lemma_number = {lemma: number for number, lemma in enumerate(lemma_names)}
    senses = [
        (lemma_number[lemma], frame_number[frame], round(weight * _UNIT))
        for term in terms
        for frame, (lemma, weight) in sorted(forms[term].items())
    ]
    lemmas, frames_, weights = np.array(senses, dtype=np.int64).reshape(-1, 3).T
    return _Lexicon(
        TermMatcher(terms),
        np.cumsum([0, *(len(forms[term]) for term in terms)]),
        lemmas,
        frames_,
        weights,
        lemma_names,
        frame_ids,
        np.array([float(row["factor"]) for row in rows]),
        np.isin(lemma_names, read_lines("frames_figures.txt") + read_lines("frames_forces.txt")),
        np.isin(lemma_names, read_lines("frames_forces.txt")),
    )


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
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    uses = _uses(index)
    return _sentence_frames(uses, index), _article_frames(uses, index, articles)


def _uses(index: SentenceIndex) -> _Uses:
    lexicon = _lexicon()
    numbers, found = index.find(lexicon.matcher)
    voices = index.voices_at(numbers, found.starts)[0].to_physical().cast(pl.Int64).to_numpy()
    hits, senses = rows_of(lexicon.senses, found.terms)
    numbers, lemmas = numbers[hits], lexicon.lemmas[senses]
    frames, weights = lexicon.frames[senses], lexicon.weights[senses]
    is_of_force = frames == lexicon.frame_ids.index(_OF_FORCE)
    is_figure = is_of_force & lexicon.is_figure[lemmas]
    is_literal = is_of_force & ~is_figure & (weights >= _LITERAL * _UNIT)
    articles = index.article_numbers[numbers]
    size = int(articles.max(initial=-1)) + 1
    tells_of_force = np.bincount(articles[is_literal], minlength=size) > 0
    armed = is_of_force & lexicon.is_armed[lemmas]
    different = np.unique(articles[armed] * len(lexicon.lemma_names) + lemmas[armed]) // len(lexicon.lemma_names)
    tells_of_force |= np.bincount(different, minlength=size) >= _TOGETHER
    kept = ~is_figure | tells_of_force[articles]
    return _Uses(numbers[kept], voices[hits][kept], lemmas[kept], frames[kept], weights[kept])


def _sentence_frames(uses: _Uses, index: SentenceIndex) -> pl.DataFrame:
    lexicon = _lexicon()
    # one row per lemma of a sentence's frame in a voice: its first use
    order = order_by(uses.sentences, uses.frames, uses.voices, uses.lemmas)
    sorted_uses = _Uses(*(column[order] for column in uses))
    first = run_starts(sorted_uses.sentences, sorted_uses.frames, sorted_uses.voices, sorted_uses.lemmas)[:-1]
    rows = order[first]
    firsts = _Uses(*(column[first] for column in sorted_uses))
    starts = run_starts(firsts.sentences, firsts.frames, firsts.voices)
    points = run_sums(firsts.weights, starts)
    shown = np.flatnonzero(points >= _SENTENCE_FLOOR * _UNIT)
    # in the order of the text, and so the terms of each
    owners, places = rows_of(starts, shown)
    begins = np.minimum.reduceat(rows[places], run_starts(owners)[:-1]) if owners.size else owners
    told = order_by(begins[owners], rows[places])
    owners, places = owners[told], places[told]
    edges = run_starts(owners)
    shown, at = shown[owners[edges[:-1]]], places[edges[:-1]]
    return index.columns.select("sentence_id", "article_id")[firsts.sentences[at]].with_columns(
        frame_id=pl.Series(lexicon.frame_ids).gather(firsts.frames[at]),
        score=pl.Series(points[shown] / _UNIT),
        matched_terms=_joined(firsts.lemmas[places], edges),
        voice=pl.Series(VOICES).gather(firsts.voices[at]),
    )


def _joined(lemmas: Numbers, edges: Numbers) -> pl.Series:
    """The names of the lemmas of each run, joined."""
    names = _lexicon().lemma_names
    found = [names[lemma] for lemma in lemmas.tolist()]
    return pl.Series(["; ".join(found[first:last]) for first, last in pairwise(edges.tolist())], dtype=pl.String)


def _article_frames(uses: _Uses, index: SentenceIndex, articles: pl.DataFrame) -> pl.DataFrame:
    lexicon = _lexicon()
    zones = index.columns["role"].cast(pl.String).replace_strict(_ZONES, default=1.0, return_dtype=pl.Float64)
    of_uses = index.article_numbers[uses.sentences]
    order = order_by(of_uses, uses.frames, uses.lemmas)
    numbers, frames, lemmas = of_uses[order], uses.frames[order], uses.lemmas[order]
    starts = run_starts(numbers, frames, lemmas)
    first, counts = starts[:-1], np.diff(starts)
    numbers, frames, lemmas = numbers[first], frames[first], lemmas[first]
    loud = uses.weights[order] * zones.to_numpy()[uses.sentences[order]]
    weights = np.maximum.reduceat(loud, first) if loud.size else loud
    repeated = 1 + _REPEAT * (np.log(counts) / np.log(2))
    points = np.rint(weights * lexicon.factors[frames] * repeated).astype(np.int64)
    by_outlet = run_sums((uses.voices[order] == _OUTLET).astype(np.int64), starts) / counts
    outlet = np.rint(points * by_outlet).astype(np.int64)
    # one row per frame of an article, its terms the loudest first
    order = order_by(numbers, frames, np.rint((weights.max(initial=0) - weights) * _UNIT).astype(np.int64), lemmas)
    numbers, frames, lemmas = numbers[order], frames[order], lemmas[order]
    starts = run_starts(numbers, frames)
    first = starts[:-1]
    of_article = index.columns["article_id"].gather(np.searchsorted(index.article_numbers, numbers[first]))
    found = (
        pl.DataFrame(
            {
                "article_id": of_article,
                "frame_id": pl.Series(lexicon.frame_ids).gather(frames[first]),
                "points": run_sums(points[order], starts),
                "outlet": run_sums(outlet[order], starts),
                "place": np.arange(first.size),
            }
        )
        .join(articles.select("article_id").with_row_index("_article"), on="article_id", how="inner")
        .with_columns(score=pl.col("points") / pl.col("points").sum().over("_article"))
        .sort(["_article", "points", "frame_id"], descending=[False, True, False])
        .filter(_is_shown())
        .with_columns(outlet_share=pl.col("outlet") / pl.col("points"))
    )
    owners, places = rows_of(starts, found["place"].to_numpy())
    found = found.with_columns(matched_terms=_joined(lemmas[places], run_starts(owners)))
    return (
        articles.select("article_id")
        .join(found, on="article_id", how="left", maintain_order="left_right")
        .with_columns(
            frame_id=pl.col("frame_id").fill_null(_OTHER),
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
