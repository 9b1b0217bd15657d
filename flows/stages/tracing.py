"""Quote variants over the warehouse's rows: stories are read and told some at a time, so that no run holds them all."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from transforms.corpus.variants import (
    StoryRows,
    Variants,
    correct_speakers,
    find_variants,
    with_speakers,
)
from warehouse.store.assembly import Assembly

_AT_ONCE: Final = 4_000  # articles whose sentences are held at a time: some 40 MB
_ARTICLES: Final = (
    "select o.*, coalesce(a.published_at, a.published_date::timestamptz) as published_at "
    "from source_articles a join story_originals o using (article_id) order by o.part"
)
_SENTENCES: Final = (
    "select o.part, s.article_id, s.char_start, s.char_end, s.text from source_sentences s "
    "join story_originals o using (article_id) where s.char_start is not null "
    "order by o.part"
)
_SPANS: Final = (
    "select o.part, v.article_id, v.char_start, v.char_end, v.voice, v.quote_id, q.kind = 'mixed' as is_fragment "
    "from source_voice_spans v join story_originals o using (article_id) "
    "join source_quotes q using (quote_id) order by o.part"
)
_QUOTES: Final = (
    "with surnames as (select article_id, ' ' || string_agg(distinct "
    "lower(split_part(regexp_replace(name, ',? (Jr\\.?|Sr\\.?|II|III|IV)$', ''), ' ', -1)), ' ') || ' ' "
    "as surnames from source_article_names join story_originals using (article_id) where kind in ('person', 'other') "
    "group by article_id) "
    "select o.part, q.quote_id, q.article_id, o.story_id, "
    "case when d.quote_id is null then q.speaker_id else d.speaker_id end as speaker_id, "
    "case when d.quote_id is null then q.speaker_name else d.speaker_name end as speaker_name, "
    "q.speaker_kind, q.speaker_rule, q.speaker_text, q.speaker_gender, s.surnames "
    "from source_quotes q join story_originals o using (article_id) left join decided_now d using (quote_id) "
    "left join surnames s using (article_id) order by o.part, q.quote_id"
)
_BEFORE: Final = (
    "select o.part, p.variant_id, p.article_id, p.char_start from source_variant_pieces p "
    "join story_originals o using (article_id) order by o.part, p.variant_id, p.article_id, p.char_start"
)
_QUERIES: Final = {  # by the table in which their rows are put aside, those of a part together
    "story_articles_read": _ARTICLES,
    "story_sentences": _SENTENCES,
    "story_spans": _SPANS,
    "story_quotes": _QUOTES,
    "story_pieces": _BEFORE,
}


class Traced(NamedTuple):
    """What was found in some stories.

    Attributes:
        variants: Rows of their tables.
        told: Quotes whose speaker the story tells, as by `correct_speakers`.
    """

    variants: Variants
    told: pl.DataFrame


class _Rows(NamedTuple):
    """What is read of some stories; ``before`` are the pieces that an earlier run published of their articles."""

    stories: StoryRows
    quotes: pl.DataFrame
    before: pl.DataFrame


def trace_variants(assembly: Assembly, members: pl.DataFrame) -> Iterator[Traced]:
    """Find the quote variants of stories, and who speaks where a story tells it better than the article.

    Args:
        assembly: The rows, with ``decided_now``: speakers of quotes that this run decided.
        members: ``article_id``, ``story_id``, ``outlet_id`` and ``duplicate_of`` of the stories' articles.

    Yields:
        What some of the stories have; something where there are none, too.
    """
    originals = _in_parts(members.filter(pl.col("duplicate_of").is_null()))
    assembly.keep("story_originals", "select * from given", given=originals)
    taken = set(assembly.frame("select variant_id from published_quote_variants")["variant_id"].to_list())
    given = pl.DataFrame(schema={"variant_id": pl.String})
    for rows in _rows(assembly, originals["part"].unique(maintain_order=True).to_list()):
        # an id whose pieces lie in stories of two parts by now is that of the first
        before = rows.before.join(given, on="variant_id", how="anti")
        variants = find_variants(rows.stories, before, taken)
        given = pl.concat([given, variants.variants.select("variant_id")])
        told = correct_speakers(variants.pieces, rows.quotes)
        own = rows.quotes.join(told, on="quote_id", how="anti", maintain_order="left").drop_nulls("speaker_id")
        said = [own.select("quote_id", "speaker_id"), told.select("quote_id", "speaker_id")]
        yield Traced(with_speakers(variants, pl.concat(said)), told)


def _rows(assembly: Assembly, parts: list[int]) -> Iterator[_Rows]:
    """The rows of the parts, one after the other; those of a single part are not put aside before."""
    if len(parts) < 2:
        yield _read([assembly.frame(query).drop("part") for query in _QUERIES.values()])
        return
    for name, query in _QUERIES.items():
        assembly.keep(name, query)
    for part in parts:
        of_part = (f"select * exclude (part) from {table} where part = {part}" for table in _QUERIES)  # noqa: S608 - our own
        yield _read([assembly.frame(query) for query in of_part])
    assembly.drop(*_QUERIES)


def _read(frames: list[pl.DataFrame]) -> _Rows:
    """Rows of the queries, in their order."""
    *stories, quotes, before = frames
    return _Rows(StoryRows(*stories), quotes, before)


def _in_parts(originals: pl.DataFrame) -> pl.DataFrame:
    """The articles with the number of the part that they are read in: whole stories."""
    ordered = originals.select("article_id", "story_id", "outlet_id").sort("story_id", "article_id")
    # the places are numbered before: within over() they would be those in the story
    placed = ordered.with_columns(part=pl.int_range(pl.len()) // _AT_ONCE)
    return placed.with_columns(pl.col("part").min().over("story_id"))
