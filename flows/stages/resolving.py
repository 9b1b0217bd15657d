"""The resolve stage: what can only be decided across articles (speakers, outlets, copies, stories, variants).

Each resolver looks at the articles that the run touches and at those that share a key with them, and hands over what it
decided of these; the result is that of a look at all articles, whichever run brought which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from flows.stages.context import RunContext
from flows.stages.copying import mark_copies
from flows.stages.grouping import Grouped, find_stories
from flows.stages.memory import give_back
from flows.stages.naming import name_entities_of, name_outlets, name_speakers
from flows.stages.neighbours import Scene
from flows.stages.tracing import trace_variants
from warehouse.contract.frames import conform
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
    of_quotes = scene.filed("quotes", "from decided_now")
    of_mentions = scene.filed("mentions", "select quote_id, speaker_id from decided_now")
    of_names = name_entities_of(scene, speakers)
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
            "quotes": [scene.cells(of_quotes), scene.cells(traced.of_quotes)],
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


_TABLES: Final = ("quote_variants", "variant_pieces", "variant_edits")


class _Variants(NamedTuple):
    """``of_quotes``: whom stories tell to speak, null where they tell nobody, of all quotes that were looked at."""

    tables: dict[str, pl.DataFrame | Filed | Replaced]
    of_quotes: pl.DataFrame | Filed


def _variants(scene: Scene, grouped: Grouped) -> _Variants:
    """Variants of the quotes of the stories that came out otherwise, or whose articles were touched."""
    assembly, same = scene.assembly, grouped.same
    members = grouped.stories.members.join(same, on="story_id", how="anti", maintain_order="left")
    gathered = {name: scene.gathering(name) for name in _TABLES}
    told = []
    for traced in trace_variants(assembly, members):
        for (name, gathering), rows in zip(gathered.items(), traced.variants, strict=True):
            gathering.add(conform(rows, name))
        told.append(traced.told)
        give_back()
    of_articles = grouped.of_articles.join(same, on="story_id", how="anti", maintain_order="left")
    assembly.keep("grouped_articles", "select article_id from given", given=of_articles)
    assembly.keep("told_now", "select * from given", given=pl.concat(told))
    of_quotes = scene.filed(
        "told",
        "select q.quote_id, t.speaker_id as story_speaker_id, t.rule as story_speaker_rule from source_quotes q "
        "semi join grouped_articles using (article_id) left join told_now t using (quote_id) order by q.quote_id",
    )
    before = grouped.before.join(same, on="story_id", how="anti")
    stories = pl.concat([before, members.select("story_id")]).unique().sort("story_id")
    assembly.keep("variant_stories", "select * from given", given=stories)
    scope = assembly.frame(
        "select variant_id from published_quote_variants semi join variant_stories using (story_id) order by all"
    )
    return _Variants({name: scene.handed(scope, gathering.rows()) for name, gathering in gathered.items()}, of_quotes)
