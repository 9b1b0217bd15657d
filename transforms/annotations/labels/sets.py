"""Bundled label sets by concept, and their uses in text.

A label is a word or phrase that one side prefers and another avoids; the bundled sets are data (``labels.csv``), and a
user adds to them with rows of the same columns. Every use keeps the words before it that qualify it, and its voice.

What this cannot see: a label that is named only to be refused ("we do not call them terrorists"), and a word used in
another sense than the label's where no neighbouring word tells.
"""

from collections.abc import Sequence
from functools import cache
from re import Pattern, escape
from re import compile as regex
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from transforms.annotations.labels.modifiers import LAST_WORD, modifier_start
from transforms.resources import read_rows
from transforms.text.matching import SentenceIndex, TermMatcher, term_key
from transforms.vocabulary import LABEL_RULES

_COLUMNS: Final = ("label_id", "concept", "term", "forms", "register", "source", "not_before", "not_after", "beside")
_REQUIRED: Final = ("label_id", "concept", "term", "register")
_MENTION_SCHEMA: Final = {
    "article_id": pl.String,
    "sentence_id": pl.String,
    "label_id": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "text": pl.String,
    "modifier": pl.String,
    "voice": pl.String,
    "quote_id": pl.String,
    "rule": pl.String,
}
_BUNDLED, _USER = LABEL_RULES
_NEXT_WORD: Final = regex(r"[\s-]+([^\W\d_]+)")
_PREFIXES: Final = ("anti", "counter", "non", "ex", "pro", "un")  # "anti-terrorist unit" names nobody a terrorist


class _Label(NamedTuple):
    label_id: str
    surfaces: frozenset[str] | None  # the exact spellings, where case decides; None: any
    not_before: frozenset[str]
    not_after: frozenset[str]
    beside: Pattern[str] | None  # one of these words stands in the same article; None: nothing need


def _words(cell: str) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in cell.split(";") if word.strip())


def _any_of(cell: str) -> Pattern[str] | None:
    """A pattern of whole words of folded text; None for an empty cell."""
    words = sorted(term_key(word) for word in _words(cell))
    return regex(rf"\b(?:{'|'.join(map(escape, words))})\b") if words else None


def _build(rows: Sequence[dict[str, str]]) -> tuple[TermMatcher, list[list[_Label]]]:
    surfaces: dict[tuple[str, int], set[str] | None] = {}
    for number, row in enumerate(rows):
        forms = [form.strip() for form in (row["forms"] or f"{row['term']};{row['term']}s").split(";")]
        for form in filter(None, forms):
            key = (term_key(form), number)
            if form == form.lower():
                surfaces[key] = None
            elif (exact := surfaces.setdefault(key, set())) is not None:
                exact.update((form, form.upper()))
    terms = sorted({term for term, _ in surfaces})
    place = {term: number for number, term in enumerate(terms)}
    labels: list[list[_Label]] = [[] for _ in terms]
    for (term, number), exact in sorted(surfaces.items(), key=lambda item: item[0]):
        row = rows[number]
        labels[place[term]].append(
            _Label(
                row["label_id"],
                None if exact is None else frozenset(exact),
                _words(row["not_before"]),
                _words(row["not_after"]),
                _any_of(row["beside"]),
            )
        )
    return TermMatcher(terms), labels


@cache
def _bundled() -> tuple[TermMatcher, list[list[_Label]]]:
    return _build(read_rows("labels.csv"))


def _checked(extra: pl.DataFrame) -> list[dict[str, str]]:
    missing = [name for name in _REQUIRED if name not in extra.columns]
    if missing:
        raise ValueError(f"labels: the extra label set lacks the columns {', '.join(missing)}; see docs/labels.md")
    blank = extra.with_row_index("_row", offset=1).filter(
        pl.any_horizontal(pl.col(name).is_null() | (pl.col(name) == "") for name in _REQUIRED)
    )
    if blank.height:
        raise ValueError(
            f"labels: {blank.height} rows of the extra label set lack one of {', '.join(_REQUIRED)}, the first is row "
            f"{blank['_row'][0]}; fill them in, see docs/labels.md"
        )
    return [{name: str(row.get(name) or "") for name in _COLUMNS} for row in extra.iter_rows(named=True)]


def label_rows(extra: pl.DataFrame | None = None) -> pl.DataFrame:
    """The labels: label_id, concept, term, register, source; a row of ``extra`` replaces a bundled one of its id."""
    rows = {row["label_id"]: row for row in read_rows("labels.csv")}
    if extra is not None:
        rows |= {row["label_id"]: row for row in _checked(extra)}
    names = ("label_id", "concept", "term", "register", "source")
    return pl.DataFrame(
        {name: [rows[label_id][name] for label_id in sorted(rows)] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )


def find_labels(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    extra: pl.DataFrame | None = None,
    index: SentenceIndex | None = None,
) -> pl.DataFrame:
    """Uses of the labels.

    Args:
        articles: One row per article, with ``article_id``; fixes nothing else.
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (nullable), ``text``; sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
        extra: A label set of the user's: at least ``label_id``, ``concept``, ``term``, ``register``; also ``forms``
            (spellings joined by ";"), ``source``, ``not_before`` and ``not_after`` (words that make it another thing),
            and ``beside`` (words of which one must stand in the article, where the label means other things too).
        index: The sentences' index, where the caller has made it for other tags too.

    Returns:
        One row per use, in the order of the text: offsets into the article's text (null for a title that does not
        stand in it), the words as written, ``modifier`` (the words before it that qualify it, or null), the voice and,
        inside a quotation, its ``quote_id``. ``rule`` is one of LABEL_RULES: the set it comes from.

    Raises:
        ValueError: The extra label set lacks a column or a value that is needed.
    """
    del articles
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    matcher, labels = _bundled()
    mentions = _collect(index, matcher, labels, _BUNDLED)
    if extra is None or not extra.height:
        return mentions
    own = _checked(extra)
    replaced = [row["label_id"] for row in own]
    return pl.concat([mentions.filter(~pl.col("label_id").is_in(replaced)), _collect(index, *_build(own), _USER)])


class _Company:
    """Which words stand in the articles of a batch; looked for where a label asks, and once."""

    def __init__(self, index: SentenceIndex) -> None:
        self._index = index
        self._known: dict[tuple[int, Pattern[str]], bool] = {}

    def has(self, number: int, words: Pattern[str]) -> bool:
        """Whether one of the words stands in the article of a sentence."""
        index = self._index
        article = int(index.article_numbers[number])
        known = self._known.get((article, words))
        if known is None:
            first, last = np.searchsorted(index.article_numbers, [article, article + 1]).tolist()
            end = int(index.starts[last]) if last < len(index.texts) else len(index.folded)
            known = words.search(index.folded, int(index.starts[first]), end) is not None
            self._known[article, words] = known
        return known


def _collect(index: SentenceIndex, matcher: TermMatcher, labels: list[list[_Label]], rule: str) -> pl.DataFrame:
    uses: list[tuple[str, str, str | None]] = []
    places: list[tuple[int, int, int]] = []
    company = _Company(index)
    numbers, found = index.find(matcher)
    for number, term, start, end in zip(numbers.tolist(), *(column.tolist() for column in found), strict=True):
        text = index.texts[number]
        surface = text[start:end]
        for label in labels[term]:
            if label.surfaces is not None and surface not in label.surfaces:
                continue
            if (
                label.not_before
                and (after := _NEXT_WORD.match(text, end))
                and after.group(1).lower() in label.not_before
            ):
                continue
            if label.beside is not None and not company.has(number, label.beside):
                continue
            before = LAST_WORD.search(text, max(0, start - 40), start) if start else None
            modifier = None
            if before is not None:
                previous = before.group(1).lower()
                if previous in label.not_after or (text[start - 1] == "-" and previous in _PREFIXES):
                    continue
                begin = modifier_start(text, start, is_title=index.roles[number] == "title")
                modifier = text[begin:start].strip(" -") or None
            uses.append((label.label_id, surface, modifier))
            places.append((number, start, end))
    number_of, starts, ends = np.array(places, dtype=np.int64).reshape(-1, 3).T
    sentences = index.columns[number_of]
    voice, quote_id = index.voices_at(number_of, starts)
    label_ids, surfaces, modifiers = zip(*uses, strict=True) if uses else ((), (), ())
    mentions = sentences.select(
        "article_id",
        "sentence_id",
        pl.Series("label_id", label_ids, dtype=pl.String),
        char_start=pl.col("char_start") + starts,
        char_end=pl.col("char_start") + ends,
        text=pl.Series(surfaces, dtype=pl.String),
        modifier=pl.Series(modifiers, dtype=pl.String),
        voice=voice.cast(pl.String),
        quote_id=quote_id,
        rule=pl.lit(rule),
    )
    return mentions.select(pl.col(name).cast(dtype) for name, dtype in _MENTION_SCHEMA.items())
