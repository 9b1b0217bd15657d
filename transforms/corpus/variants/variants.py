"""The tables of quote variants: the same utterance in several articles of a story, and what each made of it.

Only originals carry variants: a copy repeats what its original's desk decided, and would count one decision twice.
Membership hangs on the story's articles alone; ids are state, as those of stories are: they keep their name while
they grow.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

import polars as pl

from transforms.collecting import without_collecting
from transforms.corpus.stories.identity import name_groups
from transforms.corpus.variants.clauses import Clause
from transforms.corpus.variants.edits import BETWEEN, Edit, Words, choose_clauses, find_edits
from transforms.corpus.variants.grouping import Group, group_clauses
from transforms.corpus.variants.matching import Compared, find_matches
from transforms.corpus.variants.reading import Read, StoryRows, read_stories
from transforms.corpus.variants.renderings import Rendering, find_renderings

_UNKNOWN: Final = "unknown"  # no outlet
_FEWEST_KEPT: Final = 6  # words of such a clause that the other has
_SAME: Final = 0.9  # words in common of a clause that one article attributes and another has as nobody's
_VARIANT_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "variant_id": pl.String,
    "story_id": pl.String,
    "canonical_text": pl.String,
    "canonical_article_id": pl.String,
    "outlet_count": pl.Int64,
    "article_count": pl.Int64,
}
_PIECE_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "variant_id": pl.String,
    "article_id": pl.String,
    "outlet_id": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "quote_id": pl.String,
    "text": pl.String,
    "carriage": pl.String,
    "kept_share": pl.Float64,
    "match_score": pl.Float64,
    "is_canonical": pl.Boolean,
}
_EDIT_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "variant_id": pl.String,
    "article_id": pl.String,
    "edit_index": pl.Int64,
    "char_start": pl.Int64,
    **dict.fromkeys(("edit_kind", "position", "canonical_text", "outlet_text"), pl.String),
    **dict.fromkeys(("canonical_char_start", "canonical_char_end", "outlet_char_start", "outlet_char_end"), pl.Int64),
    **dict.fromkeys(Edit._fields[-7:], pl.Boolean),
}


class Variants(NamedTuple):
    """Rows of the tables ``quote_variants``, ``variant_pieces`` and ``variant_edits``."""

    variants: pl.DataFrame
    pieces: pl.DataFrame
    edits: pl.DataFrame


class _Piece(NamedTuple):
    """A row of ``variant_pieces``, less its variant; ``article`` is a number."""

    article: int
    char_start: int
    char_end: int
    quote_id: str | None
    text: str
    carriage: str
    kept_share: float
    match_score: float
    is_canonical: bool


def with_speakers(found: Variants, speakers: pl.DataFrame) -> Variants:
    """Say who speaks: in each article, and by what most of the articles say.

    Args:
        found: What was found.
        speakers: ``quote_id`` and ``speaker_id``.
    """
    pieces = found.pieces.join(
        speakers.select("quote_id", "speaker_id"), on="quote_id", how="left", maintain_order="left"
    )
    named = pieces.drop_nulls("speaker_id").select("variant_id", "article_id", "speaker_id").unique()
    most = (
        named.group_by("variant_id", "speaker_id")
        .agg(article_count=pl.len())
        .sort("variant_id", -pl.col("article_count").cast(pl.Int64), "speaker_id")
        .group_by("variant_id", maintain_order=True)
        .agg(pl.col("speaker_id").first(), named_speaker_count=pl.len())
    )
    variants = found.variants.join(most, on="variant_id", how="left", maintain_order="left").with_columns(
        pl.col("named_speaker_count").fill_null(0)
    )
    return found._replace(variants=variants, pieces=pieces)


@without_collecting()
def find_variants(rows: StoryRows, before: pl.DataFrame, taken: Collection[str] = ()) -> Variants:
    """Find what several articles of a story quote alike; see :func:`with_speakers` for who said it.

    Args:
        rows: Of whole stories.
        before: ``variant_id``, ``article_id`` and ``char_start`` of the pieces that an earlier run published; those of
            other stories do no harm.
        taken: Ids that other stories' variants have, or had; no new one is the same.
    """
    read = read_stories(rows)
    compared = Compared(read.clauses, read.sentences, read.wording)
    matches = find_matches(read.clauses, read.story_ids, read.wording, compared)
    groups, renderings = _with_renderings(read, group_clauses(read.clauses, matches, compared), compared)
    ids = _ids(read, groups, before, taken)
    pieces = [_pieces(read, group, compared) for group in groups]
    for rendering in renderings:
        size = len(read.clauses[groups[rendering.group].canonical].running.words)
        pieces[rendering.group].append(_rendered(rendering, size))
    variants = [
        (variant_id, *_variant(read, read.clauses[group.canonical], listed))
        for variant_id, group, listed in zip(ids, groups, pieces, strict=True)
    ]
    piece_rows = [
        (variant_id, *_piece_row(read, piece))
        for variant_id, listed in zip(ids, pieces, strict=True)
        for piece in listed
    ]
    edit_rows = list(_edit_rows(read, ids, groups))
    return Variants(
        pl.DataFrame(variants, schema=_VARIANT_COLUMNS, orient="row").sort("variant_id"),
        pl.DataFrame(piece_rows, schema=_PIECE_COLUMNS, orient="row").sort("variant_id", "article_id", "char_start"),
        pl.DataFrame(edit_rows, schema=_EDIT_COLUMNS, orient="row").sort("variant_id", "article_id", "edit_index"),
    )


def _with_renderings(read: Read, groups: Sequence[Group], compared: Compared) -> tuple[list[Group], list[Rendering]]:
    """The groups, with what renders them outside quotation marks that are somebody's.

    A clause that one article alone attributes is a variant, too, where another has the words and names nobody for them.
    """
    grouped = {at for group in groups for at in group.clauses}
    alone = [Group(at, [at], [1.0]) for at in range(len(read.clauses)) if at not in grouped]
    every = [*groups, *alone]
    renderings = [
        rendering
        for rendering in find_renderings(read, every, compared)
        if rendering.group < len(groups)
        or (rendering.score >= _SAME and rendering.kept >= _FEWEST_KEPT and rendering.quote_id is None)
    ]
    rendered = {rendering.group for rendering in renderings}
    kept = [number for number in range(len(every)) if number < len(groups) or number in rendered]
    places = {number: place for place, number in enumerate(kept)}
    return [every[number] for number in kept], [r._replace(group=places[r.group]) for r in renderings]


def _ids(read: Read, groups: Sequence[Group], before: pl.DataFrame, taken: Collection[str]) -> list[str]:
    """An id for each group; a new one is made of its canonical clause."""
    old = {
        _member(article_id, start): variant_id
        for variant_id, article_id, start in before.select("variant_id", "article_id", "char_start").iter_rows()
    }
    members = []
    for group in groups:
        ordered = sorted(group.clauses, key=lambda at: (at != group.canonical, at))
        clauses = [read.clauses[at] for at in ordered]
        members.append([_member(read.article_ids[clause.article], clause.parts[0][0]) for clause in clauses])
    return name_groups(members, old, prefix="var", taken=taken).ids


def _member(article_id: str, char_start: int) -> str:
    return f"{article_id} {char_start}"


def _pieces(read: Read, group: Group, compared: Compared) -> list[_Piece]:
    """The stretches of a group: one for each part of a clause."""
    pieces = []
    size = len(compared.stems[group.canonical])
    for at, score in zip(group.clauses, group.scores, strict=True):
        clause = read.clauses[at]
        kept = [place for _, place in compared.aligned(group.canonical, at)]
        for start, end in clause.parts:
            kept_here = len(kept)
            if len(clause.parts) > 1:
                kept_here = sum(start <= clause.running.starts[place] < end for place in kept)
            pieces.append(
                _Piece(
                    clause.article,
                    start,
                    end,
                    clause.quote_id,
                    read.sentences[clause.sentence].between(start, end),
                    "partial" if clause.is_fragment else "direct",
                    round(kept_here / size, 4),
                    round(score, 4),
                    at == group.canonical,
                )
            )
    return pieces


def _rendered(rendering: Rendering, size: int) -> _Piece:
    """A stretch outside quotation marks; the canonical text has ``size`` words."""
    return _Piece(
        rendering.article,
        rendering.char_start,
        rendering.char_end,
        rendering.quote_id,
        rendering.text,
        "unattributed" if rendering.quote_id is None else "indirect",
        round(rendering.kept / size, 4),
        rendering.score,
        is_canonical=False,
    )


def _variant(read: Read, canonical: Clause, pieces: Sequence[_Piece]) -> tuple[object, ...]:
    """A row of ``quote_variants``, less its id and its speaker."""
    articles = {piece.article for piece in pieces}
    sentence = read.sentences[canonical.sentence]
    return (
        read.story_ids[canonical.article],
        BETWEEN.join(sentence.between(start, end) for start, end in canonical.parts),
        read.article_ids[canonical.article],
        len({read.outlet_ids[article] for article in articles} - {_UNKNOWN}),
        len(articles),
    )


def _piece_row(read: Read, piece: _Piece) -> tuple[object, ...]:
    article, *rest = piece
    return read.article_ids[article], read.outlet_ids[article], *rest


class _Rendering(NamedTuple):
    """What an article makes of a variant's canonical text, and the words beside its quotation marks."""

    variant_id: str
    article: int
    canonical: Words
    outlet: Words
    outside: list[int]


def _edit_rows(read: Read, ids: Sequence[str], groups: Sequence[Group]) -> Iterator[tuple[object, ...]]:
    """Rows of ``variant_edits``."""
    renderings = [
        rendering
        for variant_id, group in zip(ids, groups, strict=True)
        for rendering in _renderings(read, variant_id, group)
    ]
    read.wording.settle()  # the words outside are read for the first time
    stems = read.wording.stems
    for rendering in renderings:
        outside = frozenset(stems[word] for word in rendering.outside)
        for index, edit in enumerate(find_edits(rendering.canonical, rendering.outlet, outside, read.wording)):
            yield rendering.variant_id, read.article_ids[rendering.article], index, *edit


def _renderings(read: Read, variant_id: str, group: Group) -> Iterator[_Rendering]:
    """The renderings of a group by the articles that change a word, or a mark, of it."""
    fullest = read.clauses[group.canonical]
    canonical, said = Words.of([fullest], read.sentences), _text(read, [fullest])
    of_articles: dict[int, list[Clause]] = {}
    for at in group.clauses:
        of_articles.setdefault(read.clauses[at].article, []).append(read.clauses[at])
    for article, clauses in of_articles.items():
        if article == fullest.article:
            continue
        chosen = choose_clauses(fullest, clauses, read.wording)
        if _text(read, chosen) == said:
            continue
        outlet = Words.of(chosen, read.sentences)
        outside = _outside(read, chosen) if len(outlet.words) != len(canonical.words) else []
        yield _Rendering(variant_id, article, canonical, outlet, outside)


def _text(read: Read, clauses: Sequence[Clause]) -> list[str]:
    return [read.sentences[clause.sentence].between(*part) for clause in clauses for part in clause.parts]


def _outside(read: Read, clauses: Sequence[Clause]) -> list[int]:
    """The words beside the quotation marks, in the sentences of some clauses."""
    words: list[int] = []
    for number in dict.fromkeys(clause.sentence for clause in clauses):
        sentence = read.sentences[number]
        end = sentence.start
        for start, after in read.marked[number]:
            words += read.wording.read(sentence.between(end, start), end).words
            end = after
        words += read.wording.read(sentence.between(end, sentence.start + len(sentence.text)), end).words
    return words
