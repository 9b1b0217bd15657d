"""The running words of articles as integer columns, cut where the voice changes."""

from typing import Any, Final, cast

import polars as pl

from transforms.terms.surfaces import describe

VOICES: Final = ("outlet", "indirect", "direct")
ROLES: Final = ("title", "subtitle", "lead", "body", "heading")  # captions say what a picture shows, not the outlet

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


def cut_by_voice(
    sentences: pl.DataFrame, voice_spans: pl.DataFrame, masks: pl.DataFrame | None
) -> tuple[list[int], list[int], list[str]]:
    """Pieces of sentences in one voice each.

    Returns:
        Three lists: row of ``sentences``, index into `VOICES`, text. Masked stretches are in none.
    """
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for article_id, start, end, voice in voice_spans.select(
        "article_id", "char_start", "char_end", "voice"
    ).iter_rows():
        spans.setdefault(article_id, []).append((start, end, VOICES.index(voice)))
    if masks is not None:
        for article_id, start, end in masks.select("article_id", "char_start", "char_end").iter_rows():
            spans.setdefault(article_id, []).append((start, end, -1))
    rows: list[int] = []
    voices: list[int] = []
    texts: list[str] = []
    known: Any = None
    own: list[tuple[int, int, int]] = []
    for row, (article_id, start, end, text) in enumerate(
        sentences.select("article_id", "char_start", "char_end", "text").iter_rows()
    ):
        if article_id != known:
            # a mask goes before the voice it covers
            own, known, place = sorted(spans.get(article_id, []), key=lambda span: (span[0], span[2])), article_id, 0
        if start is None or not own:
            rows.append(row)
            voices.append(0)
            texts.append(text)
            continue
        while place < len(own) and own[place][1] <= start:
            place += 1
        at, index = start, place
        while index < len(own) and own[index][0] < end:
            low, high, voice = own[index]
            index += 1
            if high <= at:
                continue
            low = max(low, at)
            if low > at:
                rows.append(row)
                voices.append(0)
                texts.append(text[at - start : low - start])
            at = min(high, end)
            if voice >= 0:
                rows.append(row)
                voices.append(voice)
                texts.append(text[low - start : at - start])
        if at < end:
            rows.append(row)
            voices.append(0)
            texts.append(text[at - start :])
    return rows, voices, texts
