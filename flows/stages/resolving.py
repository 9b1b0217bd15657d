"""The resolve stage: what can only be decided across articles (speakers, copies, outlets present)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from flows.stages.context import RunContext
from flows.stages.grouping import group_stories
from flows.stages.tracing import trace_variants
from flows.user_lists import outlet_registry, speaker_aliases
from transforms.corpus.copies import find_duplicates
from transforms.corpus.names import name_entities
from transforms.corpus.speakers import Linked, link_speakers
from transforms.documents.outlets import outlet_rows
from warehouse.store.assembly import Assembly
from warehouse.store.handed import Cells, Handed, Overrides

_PLACES: Final = {"article_id": pl.String, "source_id": pl.String, "source_uri": pl.String}


class Resolved(NamedTuple):
    """``tables``: rows of the tables made across articles; ``overrides``: columns of other tables, by their key.

    Either whole or of the part that was looked at: see :mod:`warehouse.store.handed`.
    """

    tables: Handed
    overrides: Overrides


def resolve(context: RunContext, assembly: Assembly, moved: Sequence[tuple[str, str, str]] = ()) -> Resolved:
    """Resolve over old and new articles alike, so that the result does not depend on which run brought which.

    Args:
        context: The run.
        assembly: The rows.
        moved: Articles whose document was met in another place: ``article_id``, ``source_id``, ``source_uri``.
    """
    places = pl.DataFrame(moved, schema=_PLACES, orient="row")
    quotes = assembly.frame(
        "select quote_id, article_id, article_speaker_name as speaker_name, speaker_kind, speaker_affiliation, "
        "speaker_affiliation_class, speaker_role, speaker_country, speaker_title, speaker_gender, speaker_party "
        "from source_quotes where article_speaker_name is not null"
    )
    linked = link_speakers(quotes, aliases=speaker_aliases(context.settings))
    articles = assembly.frame(
        "select article_id, outlet_id, article_outlet_name as outlet_name, outlet_method, url, language, published_at, "
        "agency_id from source_articles order by article_id"
    )
    outlets = outlet_rows(articles, extra=outlet_registry(context.settings))
    copies = _copies(assembly, places, outlets)
    names = articles.select("article_id", "outlet_id").join(
        outlets.select("outlet_id", outlet_name="name"), on="outlet_id", how="left", maintain_order="left"
    )
    speaker_of = linked.quotes.select("quote_id", "speaker_id", "speaker_name")
    stories = group_stories(assembly, copies, run_id=context.run_id)
    variants = trace_variants(assembly, stories.members, speaker_of)
    story_of = stories.members.select("article_id", "story_id")
    return Resolved(
        tables={
            "outlets": outlets,
            "speakers": linked.speakers,
            "speaker_aliases": linked.speaker_aliases,
            "stories": stories.stories,
            "story_articles": stories.members,
            "story_links": stories.links,
            "story_changes": stories.changes,
            "storylines": stories.storylines,
            "quote_variants": variants.variants,
            "variant_pieces": variants.pieces,
            "variant_edits": variants.edits,
        },
        overrides={
            "quotes": speaker_of,
            "label_mentions": speaker_of.drop("speaker_name"),
            "actor_mentions": speaker_of.drop("speaker_name"),
            "article_names": _named(assembly, quotes, linked),
            # an outlet that is not registered has one name, whatever its articles call it
            "articles": [
                Cells(
                    names.join(copies, on="article_id", how="left", maintain_order="left")
                    .join(story_of, on="article_id", how="left", maintain_order="left")
                    .select("article_id", "outlet_name", "duplicate_of", "duplicate_kind", "story_id")
                ),
                Cells(places, is_whole=False),
            ],
        },
    )


def _copies(assembly: Assembly, places: pl.DataFrame, outlets: pl.DataFrame) -> pl.DataFrame:
    """Which articles are copies of which; ``places`` are those of documents that were met elsewhere."""
    assembly.connection.register("moved", places.to_arrow())
    stored = assembly.frame(
        "select s.*, a.outlet_id, a.agency_id, "
        "coalesce(a.published_at, a.published_date::timestamptz) as published_at, "
        "row_number() over (order by coalesce(m.source_uri, a.source_uri), coalesce(m.source_id, a.source_id), "
        "article_id) as place from source_article_signatures s join source_articles a using (article_id) "
        "left join moved m using (article_id) order by article_id"
    )
    assembly.connection.unregister("moved")
    return find_duplicates(
        stored.with_columns(pl.col("signature").str.decode("base64")),
        agencies=outlets.filter("is_agency")["outlet_id"].to_list(),
    )


def _named(assembly: Assembly, quotes: pl.DataFrame, linked: Linked) -> pl.DataFrame:
    """Whom or what the names of articles name."""
    names = assembly.frame("select name_id, article_id, name, kind, entity_id from source_article_names")
    spoken = quotes.select("article_id", article_speaker_name="speaker_name").with_columns(linked.quotes["speaker_id"])
    # of anything but a place it is what an earlier run found
    places = pl.when(pl.col("kind") == "place").then("entity_id")
    return name_entities(names.with_columns(entity_id=places), spoken, linked.speaker_aliases)
