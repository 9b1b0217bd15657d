"""The resolve stage: what can only be decided across articles (speakers, outlets, copies, stories, variants).

Each resolver looks at the articles that the run touches and at those that share a key with them, and hands over what it
decided of these; the result is that of a look at all articles, whichever run brought which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.stages.context import RunContext
from flows.stages.copying import mark_copies
from flows.stages.grouping import Grouped, find_stories
from flows.stages.memory import give_back
from flows.stages.naming import name_entities_of, name_outlets, name_speakers
from flows.stages.neighbours import Scene
from flows.stages.tracing import trace_variants
from warehouse.store.assembly import Assembly
from warehouse.store.handed import Cells, Filed, Handed, Overrides, Replaced


@dataclass(frozen=True)
class Resolved:
    """What was decided across articles.

    Attributes:
        tables: Rows of the tables made across articles.
        overrides: Columns of other tables, by their key. Either is whole or of the part that was looked at: see
            :mod:`warehouse.store.handed`.
        rows: What later runs find neighbours by, for the ledger: folders of files.
        scopes: Articles whose rows there go.
    """

    tables: Handed
    overrides: Overrides
    rows: Mapping[str, Path] = field(default_factory=dict)
    scopes: Mapping[str, pl.Series] = field(default_factory=dict)


def resolve(context: RunContext, assembly: Assembly, moved: Sequence[tuple[str, str, str]] = ()) -> Resolved:
    """Resolve what a run touches, with its neighbours.

    Args:
        context: The run.
        assembly: The rows.
        moved: Articles whose document was met in another place: ``article_id``, ``source_id``, ``source_uri``.
    """
    give_back()
    scene = Scene.of(context, assembly, list(moved))
    speakers = name_speakers(scene)
    of_quotes = scene.filed("quotes", assembly.frame("from decided_now"))
    of_mentions = scene.filed("mentions", assembly.frame("select quote_id, speaker_id from decided_now"))
    of_names = scene.filed("names", name_entities_of(scene, speakers))
    outlets = name_outlets(scene)
    give_back()
    copies = mark_copies(scene)
    give_back()
    grouped = find_stories(scene, speakers.articles)
    give_back()
    traced = _variants(scene, grouped)
    give_back()
    return Resolved(
        tables={
            "outlets": outlets.outlets,
            "speakers": speakers.speakers,
            "speaker_aliases": speakers.speaker_aliases,
            **grouped.tables,
            **traced.tables,
        },
        overrides={
            "quotes": [scene.cells(of_quotes), scene.cells(scene.filed("told", traced.of_quotes))],
            "label_mentions": scene.cells(of_mentions),
            "actor_mentions": scene.cells(of_mentions),
            "article_names": scene.cells(of_names),
            "articles": [
                scene.cells(outlets.names),
                scene.cells(copies),
                scene.cells(grouped.of_articles),
                Cells(scene.places, is_whole=False),
            ],
        },
        rows=scene.rows,
        scopes=scene.scopes,
    )


class _Variants(NamedTuple):
    """``of_quotes``: whom stories tell to speak, null where they tell nobody, of all quotes that were looked at."""

    tables: dict[str, pl.DataFrame | Filed | Replaced]
    of_quotes: pl.DataFrame


def _variants(scene: Scene, grouped: Grouped) -> _Variants:
    """Variants of the quotes of the stories that came out otherwise, or whose articles were touched."""
    assembly, same = scene.assembly, grouped.same
    members = grouped.stories.members.join(same, on="story_id", how="anti", maintain_order="left")
    variants, told = trace_variants(assembly, members)
    of_articles = grouped.of_articles.join(same, on="story_id", how="anti", maintain_order="left")
    assembly.keep("grouped_articles", "select article_id from given", given=of_articles)
    looked_at = assembly.frame(
        "select quote_id from source_quotes semi join grouped_articles using (article_id) order by quote_id"
    )
    of_quotes = looked_at.join(
        told.select("quote_id", story_speaker_id="speaker_id", story_speaker_rule="rule"),
        on="quote_id",
        how="left",
        maintain_order="left",
    )
    before = grouped.before.join(same, on="story_id", how="anti")
    stories = pl.concat([before, members.select("story_id")]).unique().sort("story_id")
    assembly.keep("variant_stories", "select * from given", given=stories)
    scope = assembly.frame(
        "select variant_id from published_quote_variants semi join variant_stories using (story_id) order by all"
    )
    tables = {
        "quote_variants": scene.handed(scope, variants.variants),
        "variant_pieces": scene.handed(scope, variants.pieces),
        "variant_edits": scene.handed(scope, variants.edits),
    }
    return _Variants(tables, of_quotes)
