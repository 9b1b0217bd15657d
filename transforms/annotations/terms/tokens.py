"""The running words of articles as integer columns, cut where the voice changes."""

from typing import Final, cast

import numpy as np
import polars as pl

from transforms.annotations.terms.surfaces import describe
from transforms.text.axis import Axis
from transforms.text.columns import Numbers, order_by, rows_between
from transforms.vocabulary import SENTENCE_ROLES, VOICES

ROLES: Final = tuple(role for role in SENTENCE_ROLES if role != "caption")  # a caption says what a picture shows

# Marks that part words become tokens of their own, so that no bigram reaches over them. A full stop inside a sentence
# belongs to an abbreviation and parts nothing.
_MARKS: Final = ("—", "–", "--", "…", "(", ")", "[", "]", '"', "“", "”", "«", "»", "''", ", ", "; ", ": ", "! ", "? ")
_SPACES: Final = {"\n": " ", "\t": " ", "\u00a0": " "} | {mark: f" {mark} " for mark in _MARKS}
_PIECE_END: Final = " |"  # a token of marks only: parts the last word of a piece from the first of the next


class Tokens:
    """Tokens of a batch and the table of their distinct surface forms.

    ``frame`` has one row per token, in running order: ``code`` (row of ``surfaces``), and the columns that stood beside
    the piece it comes from.
    """

    def __init__(self, pieces: pl.DataFrame) -> None:
        """Split the column ``text`` of the pieces into tokens."""
        spaced = (pl.col("text") + _PIECE_END).str.replace_many(list(_SPACES), list(_SPACES.values()))
        # categories of this batch alone: the shared ones would grow as long as the process lives
        kind = pl.Categorical(pl.Categories.random())
        frame = pieces.with_columns(spaced.str.split(" ").alias("text")).explode("text")
        words = frame["text"].cast(kind)  # keeps the categories alive until their strings are read
        frame = frame.select(pl.exclude("text"), words.to_physical().alias("code"))
        size = 0 if frame.is_empty() else cast("int", frame["code"].max()) + 1
        forms = pl.int_range(size, dtype=pl.UInt32, eager=True).cat.to(kind).cast(pl.String)
        blank = forms.index_of("")  # where two spaces met
        del words
        self.frame = frame if blank is None else frame.filter(pl.col("code") != blank)
        self.surfaces = describe(forms)


def cut_by_voice(sentences: pl.DataFrame, voice_spans: pl.DataFrame, masks: pl.DataFrame | None) -> pl.DataFrame:
    """Pieces of sentences in one voice each.

    Returns:
        In the order of the text: ``row`` of ``sentences``, ``voice`` as index into `VOICES`, ``text``. Masked stretches
        are in none.
    """
    axis = Axis(sentences["article_id"])
    starts, ends, voices = _spans(axis, voice_spans, masks)
    begin, end = axis.places(sentences, "char_start"), axis.places(sentences, "char_end")
    first = np.searchsorted(ends, begin, side="right")
    rows, spans = rows_between(first, np.maximum(np.searchsorted(starts, end, side="left"), first))
    low, high = np.maximum(starts[spans], begin[rows]), np.minimum(ends[spans], end[rows])
    # what stands before each span, or behind the last one, is the outlet's
    is_first = np.diff(rows, prepend=-1) > 0
    before = np.where(is_first, begin[rows], np.concatenate([begin[:1], high])[: rows.size])
    behind = begin.copy()
    behind[rows] = high
    is_voiced, is_gap = voices[spans] >= 0, before < low
    is_rest = (behind < end) | (end < 0)
    row = np.concatenate([rows[is_voiced], rows[is_gap], np.flatnonzero(is_rest)])
    offset = np.concatenate([low[is_voiced], before[is_gap], behind[is_rest]]) - begin[row]
    length = np.concatenate([(high - low)[is_voiced], (low - before)[is_gap], (end - behind)[is_rest]])
    voice = np.concatenate([voices[spans][is_voiced], np.zeros(row.size - int(is_voiced.sum()), np.int64)])
    order = order_by(row, offset)
    row, offset, length, voice = row[order], offset[order], length[order], voice[order]
    texts = sentences["text"].gather(row)
    is_part = length < (end - begin)[row]
    parts = pl.DataFrame({"text": texts, "offset": offset, "length": length}).filter(is_part)
    cut = parts.select(pl.col("text").str.slice("offset", "length")).to_series()
    return pl.DataFrame({"row": row, "voice": voice, "text": texts.scatter(np.flatnonzero(is_part), cut)})


def _spans(axis: Axis, voice_spans: pl.DataFrame, masks: pl.DataFrame | None) -> tuple[Numbers, Numbers, Numbers]:
    """Start, end and voice of the spans on the axis of the articles, without overlap; -1 is a mask."""
    voices = pl.col("voice").replace_strict(list(VOICES), range(len(VOICES)), return_dtype=pl.Int64)
    columns = ("article_id", "char_start", "char_end")
    spans = voice_spans.select(*columns, voices)
    if masks is not None:
        spans = pl.concat([spans, masks.select(*columns, voice=pl.lit(-1, pl.Int64))])
    starts, ends, voice = axis.places(spans, "char_start"), axis.places(spans, "char_end"), spans["voice"].to_numpy()
    order = np.lexsort([voice, starts])  # a mask goes before the voice it covers
    starts, ends, voice = starts[order], ends[order], voice[order]
    starts[1:] = np.maximum(starts[1:], np.maximum.accumulate(ends)[:-1])
    is_told = starts < ends
    return starts[is_told], ends[is_told], voice[is_told]
