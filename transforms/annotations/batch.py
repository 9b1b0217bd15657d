"""The batch stage: documents in, rows of every per-article table out. Each article stands for itself."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import polars as pl

from transforms.annotations.annotator import DOCUMENTS, FRAGMENTS, Again, Rows
from transforms.annotations.annotators import ANNOTATORS
from transforms.annotations.unseen import documents_as_seen, tables_as_seen, tables_as_stored
from transforms.collecting import without_collecting

# what is learned from many articles is not there yet
_AT_ONCE: Final = frozenset(one.name for one in ANNOTATORS.annotators if FRAGMENTS not in one.needs)
_LATER: Final = frozenset(one.name for one in ANNOTATORS.annotators) - _AT_ONCE

_HANDED_ON: Final = frozenset(
    name
    for one in ANNOTATORS.annotators
    if one.name in _LATER
    for name in one.needs
    if any(name in maker.hands_on for maker in ANNOTATORS.annotators if maker.name in _AT_ONCE)
)

Lists = Mapping[str, pl.DataFrame | None]


class Batch(NamedTuple):
    """Frames by table name, the documents that hold no article, and what `process_learned` needs beside the tables."""

    tables: dict[str, pl.DataFrame]
    rejects: pl.DataFrame
    handed_on: dict[str, pl.DataFrame]


def process_documents(
    documents: pl.DataFrame, *, registry: pl.DataFrame | None = None, labels: pl.DataFrame | None = None
) -> Batch:
    """Let every annotator work that needs no more than the documents.

    Args:
        documents: As for :func:`transforms.documents.articles.make_articles`.
        registry: Outlets to add to the bundled registry.
        labels: Labels to add to the bundled sets.

    Returns:
        Frames of the per-article tables. Articles in other languages than English have blocks, sentences and credits,
        and ``language_support`` says that they have no more.
    """
    shown, seen = documents_as_seen(documents)
    rows = Rows({DOCUMENTS: shown}, {"outlets": registry, "labels": labels})
    with without_collecting():
        ANNOTATORS.run(rows, _AT_ONCE)
    tables = {name: rows.frames[name] for name in rows.frames if name in ANNOTATORS.tables}
    handed_on = {name: rows.frames[name] for name in _HANDED_ON}
    return Batch(tables_as_stored(tables, seen), rows.frames["rejects"], handed_on)


def process_learned(frames: Mapping[str, pl.DataFrame], fragments: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What could not be made before the outlets' templates were known: the frames of further tables.

    Args:
        frames: Of a batch: ``articles``, of which the text is not needed, and what was handed on.
        fragments: What :func:`transforms.annotations.terms.repeated_fragments` learned.
    """
    rows = Rows({**frames, FRAGMENTS: fragments})
    ANNOTATORS.run(rows, _LATER)
    return {name: rows.frames[name] for one in ANNOTATORS.annotators if one.name in _LATER for name in one.makes}


def process_again(stored: Mapping[str, pl.DataFrame], again: Again, lists: Lists) -> dict[str, pl.DataFrame]:
    """Let some annotators work again on stored rows.

    Args:
        stored: Frames that ``again`` reads, by table name, rows of an article in the order of the text; ``fragments``
            beside them.
        again: What to do, from :meth:`transforms.annotations.annotator.Plan.again`.
        lists: The user's lists.

    Returns:
        Frames of the tables that ``again`` writes: all rows of these articles.
    """
    shown, seen = tables_as_seen(stored)
    rows = Rows(shown, lists)
    with without_collecting():
        ANNOTATORS.run(rows, again.annotators)
    return tables_as_stored({name: rows.frames[name] for name in again.writes}, seen)
