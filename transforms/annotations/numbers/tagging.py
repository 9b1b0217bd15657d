"""The figures of a batch: found by their first words, read one by one, with the voice in which they stand."""

from functools import cache
from typing import Final

import numpy as np
import polars as pl

from transforms.annotations.numbers.lexicon import lexicon
from transforms.annotations.numbers.reading import Figure, read_figure
from transforms.text.matching import HashTable, SentenceIndex
from transforms.text.running_words import RunningWords

_SCHEMA: Final = {
    "article_id": pl.String,
    "sentence_id": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "text": pl.String,
    "value": pl.Float64,
    "value_to": pl.Float64,
    "unit": pl.String,
    "base_value": pl.Float64,
    "base_unit": pl.String,
    "object_text": pl.String,
    "object_key": pl.String,
    "qualifier": pl.String,
    "is_conversion": pl.Boolean,
    "voice": pl.String,
    "quote_id": pl.String,
}
_IS_DIGIT: Final = np.array([chr(code).isdigit() for code in range(0x100)])
_DIGITS: Final = 9  # of a converted value: the same on every machine
_CONVERTED: Final = 0.06  # how far a figure in brackets may be from the one before it
_BESIDE: Final = 4  # characters between them: " (", ", or "


@cache
def _first_words() -> HashTable:
    """Words that begin a figure in words."""
    words = lexicon()
    return HashTable(RunningWords([*words.small, *words.tens, *words.scales]).hashes)


def article_numbers(index: SentenceIndex) -> pl.DataFrame:
    """The figures of each article.

    Args:
        index: The batch's sentences under their voices.

    Returns:
        One row per figure, in the order of the text. ``base_value`` is the value in ``base_unit``, in which values of
        one kind are compared; ``object_key`` is what is counted in one form; ``is_conversion`` marks a figure that only
        says the one before it in another unit. Null offsets: in a title that does not stand in the text.
    """
    words = index.words
    is_first = _IS_DIGIT[words.codes[words.starts]]
    is_first[_first_words().find(words.hashes)[0]] = True
    places = np.flatnonzero(is_first)
    numbers = words.texts[places].astype(np.int64)
    starts = words.starts[places] - index.starts[numbers]
    texts = index.texts
    found: list[tuple[int, Figure, bool]] = []
    last, edge, before = -1, 0, None
    for number, start in zip(numbers.tolist(), starts.tolist(), strict=True):
        if number != last:
            last, edge, before = number, 0, None
        if start < edge:
            continue
        figure = read_figure(texts[number], start)
        if figure is not None:
            found.append((number, figure, before is not None and _repeats(figure, before)))
            edge, before = figure.end, figure
    return _frame(index, found)


def _repeats(figure: Figure, before: Figure) -> bool:
    """Whether a figure says the one before it in another unit: "340 miles (548 km)"."""
    if figure.unit.base_unit != before.unit.base_unit or figure.unit.unit == before.unit.unit:
        return False
    here, there = figure.value * figure.unit.factor, before.value * before.unit.factor
    return figure.start - before.end <= _BESIDE and abs(here - there) <= _CONVERTED * there


def _frame(index: SentenceIndex, found: list[tuple[int, Figure, bool]]) -> pl.DataFrame:
    numbers = np.fromiter((number for number, _, _ in found), np.int64, len(found))
    starts = np.fromiter((figure.start for _, figure, _ in found), np.int64, len(found))
    voice, quote_id = index.voices_at(numbers, starts)
    texts = index.texts
    rows = [
        (
            figure.start,
            figure.end,
            texts[number][figure.start : figure.end],
            figure.value,
            figure.value_to,
            figure.unit.unit,
            round(figure.value * figure.unit.factor, _DIGITS),
            figure.unit.base_unit,
            texts[number][figure.object.start : figure.object.end] or None,
            figure.object.key or None,
            figure.qualifier or None,
            is_repeated,
        )
        for number, figure, is_repeated in found
    ]
    names = [name for name in _SCHEMA if name not in ("article_id", "sentence_id", "voice", "quote_id")]
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    read = [pl.Series(name, values, _SCHEMA[name]) for name, values in zip(names, columns, strict=True)]
    return (
        index.columns.select("article_id", "sentence_id", offset="char_start")[numbers]
        .with_columns(*read, voice=voice, quote_id=quote_id)
        .with_columns(pl.col("char_start", "char_end") + pl.col("offset"))
        .select(pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items())
    )
