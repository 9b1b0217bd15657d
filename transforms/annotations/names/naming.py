"""Names of articles, quoted or not: who or what is named, how often, and how far up.

The names are those that the annotator of actors finds: capitalised runs that behave like names. What cannot be seen: a
name in small letters, a person told by an office alone, and whether two articles mean one person.
"""

from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.annotations.names.resolving import resolve_names
from transforms.text.columns import Numbers, order_by, run_starts, run_sums
from transforms.text.matching import SentenceIndex
from transforms.text.running_words import RunningWords

NAME_RUNS: Final = {"sentence": pl.Int64, "begin": pl.Int64, "start": pl.Int64, "end": pl.Int64}
Flags: TypeAlias = npt.NDArray[np.bool_]

_PLACING: Final = RunningWords(["in near outside across at around throughout"]).hashes  # words before a place
_OWNING: Final = ("'s", "’s")
_NAMED_KINDS: Final = frozenset({"person", "organization", "metonym", "office"})  # of speakers, who have names
_TITLE, _LEAD = 1, 2
_ROLES: Final = {"title": _TITLE, "lead": _LEAD}
_SCHEMA: Final = {
    "name_id": pl.String,
    "article_id": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "entity_id": pl.String,
    "mention_count": pl.Int32,
    "is_in_title": pl.Boolean,
    "is_in_lead": pl.Boolean,
    "first_char_start": pl.Int64,
}
_NOWHERE: Final = np.iinfo(np.int64).max


class _Mentions(NamedTuple):
    """Mentions as columns: number of the sentence, start in the running words, number of the form, and marks."""

    sentences: Numbers
    starts: Numbers
    forms: Numbers
    is_titled: Flags


def article_names(index: SentenceIndex, runs: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The names of each article.

    Args:
        index: The batch's sentences.
        runs: ``NAME_RUNS``, in the order of the text: number of the sentence, and where the name begins with its
            title, without, and ends, in the running words of the index.
        quotes: ``article_id``, ``speaker_name`` and ``speaker_kind``.

    Returns:
        One row per article and name, in the order of first mention. ``name`` is the fullest form that the article
        gives, or the listed name; ``entity_id`` the key of a listed place; ``first_char_start`` null where the name
        stands in a title only that does not stand in the text.
    """
    mentions, forms = _mentions(index, runs)
    articles = index.article_numbers[mentions.sentences]
    order = order_by(articles, mentions.forms)
    edges = run_starts(articles[order], mentions.forms[order])
    heads = order[edges[:-1]]
    offsets = index.columns["char_start"].fill_null(-1).to_numpy()[mentions.sentences]
    places = np.where(offsets < 0, _NOWHERE, offsets + mentions.starts - index.starts[mentions.sentences])
    roles = np.array([_ROLES.get(role, 0) for role in index.roles], dtype=np.int8)[mentions.sentences]
    flags = (mentions.is_titled, _after_place_word(index, mentions.starts), roles == _TITLE, roles == _LEAD)
    counts = [run_sums(flag[order].astype(np.int64), edges).tolist() for flag in flags]
    firsts = np.minimum.reduceat(places[order], edges[:-1]).tolist() if heads.size else []
    seen = list(zip(np.diff(edges).tolist(), *counts, firsts, strict=True))
    texts = [forms[form] for form in mentions.forms[heads].tolist()]
    owners = articles[heads]
    bounds = run_starts(owners)
    spoken = _spoken(quotes)
    ids = index.columns["article_id"].gather(np.flatnonzero(np.diff(index.article_numbers, prepend=-1))).to_list()
    rows: list[_Row] = []
    for first, last in pairwise(bounds.tolist()):
        article_id = ids[int(owners[first])]
        rows += _rows(article_id, texts[first:last], seen[first:last], spoken.get(article_id, {}))
    columns = zip(*rows, strict=True) if rows else ([] for _ in _SCHEMA)
    return pl.DataFrame(
        [pl.Series(name, values, dtype) for (name, dtype), values in zip(_SCHEMA.items(), columns, strict=True)]
    )


def _mentions(index: SentenceIndex, runs: pl.DataFrame) -> tuple[_Mentions, list[str]]:
    """Names, and owners before names ("Northmark's Ann Fox" names both), with the distinct forms."""
    numbers, begins, starts, ends = (runs[name].to_list() for name in NAME_RUNS)
    bounds = index.starts[runs["sentence"].to_numpy()].tolist()
    texts = index.texts
    forms: dict[str, int] = {}
    found: list[tuple[int, int, int, bool]] = []
    for number, begin, start, end, bound in zip(numbers, begins, starts, ends, bounds, strict=True):
        text = texts[number]
        is_titled = begin < start
        if is_titled and text[start - bound - 3 : start - bound - 1] in _OWNING:
            owner = text[begin - bound : start - bound - 3]
            found.append((number, begin, forms.setdefault(owner, len(forms)), False))
            is_titled = False
        found.append((number, start, forms.setdefault(text[start - bound : end - bound], len(forms)), is_titled))
    columns = np.array(found, dtype=np.int64).reshape(-1, 4).T
    return _Mentions(columns[0], columns[1], columns[2], columns[3] > 0), list(forms)


def _after_place_word(index: SentenceIndex, starts: Numbers) -> Flags:
    """Whether the word before each place is one after which a place is named."""
    words = index.words
    before = np.searchsorted(words.starts, starts) - 1
    found: Flags = (before >= 0) & np.isin(words.hashes[np.maximum(before, 0)], _PLACING)
    return found


def _spoken(quotes: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Kind of each speaker by article and name."""
    spoken: dict[str, dict[str, str]] = {}
    named = quotes.select("article_id", "speaker_name", "speaker_kind").drop_nulls().unique(maintain_order=True)
    for article_id, name, kind in named.iter_rows():
        if kind in _NAMED_KINDS:
            spoken.setdefault(article_id, {})[name] = kind
    return spoken


_Row = tuple[str, str, str, str, str | None, int, bool, bool, int | None]
_Counted = tuple[int, int, int, int, int, int]  # mentions; titled, after a word of place, in title, in lead; first


def _rows(article_id: str, texts: list[str], counted: list[_Counted], spoken: dict[str, str]) -> list[_Row]:
    """Rows of one article: forms of one name are one row."""
    seen = [(text, one[0], one[1], one[2]) for text, one in zip(texts, counted, strict=True)]
    joined: dict[str, tuple[str, str, int, int, int, int]] = {}  # kind, place; mentions, in title, in lead, first
    for named, one in zip(resolve_names(seen, spoken), counted, strict=True):
        if named is None:
            continue
        name, kind, place = named
        old = joined.get(name)
        if old is None:
            joined[name] = (kind, place, one[0], one[3], one[4], one[5])
        else:
            joined[name] = (
                old[0], old[1], old[2] + one[0], old[3] + one[3], old[4] + one[4], min(old[5], one[5])
            )  # fmt: skip
    ordered = sorted(joined.items(), key=lambda item: (item[1][5], item[0]))
    return [
        (
            f"{article_id}.n{number:04d}", article_id, name, kind, f"place:{place}" if place else None, count,
            in_title > 0, in_lead > 0, None if first == _NOWHERE else first,
        )
        for number, (name, (kind, place, count, in_title, in_lead, first)) in enumerate(ordered)
    ]  # fmt: skip
