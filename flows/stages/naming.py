"""Speakers and outlets across articles: who is who, and what each is called, in the blocks that a run touches."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from flows.stages.neighbours import Scene
from flows.user_lists import outlet_registry, speaker_aliases
from transforms.corpus.names import name_entities
from transforms.corpus.speakers import PROFILE, Identities, identify, profiles_of, speaker_facts, with_speakers
from transforms.documents.outlets import outlet_rows
from warehouse.contract.frames import conform
from warehouse.store.database import read_parquet
from warehouse.store.handed import Filed, Replaced
from warehouse.store.ledger import FACTS

_SLICE: Final = 10_000  # articles whose quotes are held at a time: some 75,000 quotes
_AT_ONCE: Final = 50_000  # profiles that are compared at a time
_QUOTES: Final = (
    "select quote_id, article_id, article_speaker_name as speaker_name, speaker_kind, speaker_affiliation, "
    "speaker_affiliation_class, speaker_role, speaker_country, speaker_title, speaker_gender, speaker_party "
    "from source_quotes semi join made_slice using (article_id) where article_speaker_name is not null"
)
_NAMED_NOW: Final = ["article_id", "name", "kind", "speaker_id", "speaker_name"]
_STAYING: Final = """
select
    '' as article_id, name, kind, affiliation, affiliation_class, role, title, country, gender, party, block,
    count(*)::bigint as article_count, sum(quote_count)::bigint as quote_count
from facts
where block in (select block from blocks) and article_id not in (select article_id from touched)
group by all
"""
_RENAMED: Final = """
select f.article_id, f.name, f.kind, turned.speaker_id, turned.speaker_name
from facts as f
inner join turned
    on
        f.block = turned.block and f.name = turned.name and f.kind = turned.kind
        and f.affiliation = turned.affiliation and f.affiliation_class = turned.affiliation_class
        and f.role = turned.role and f.title = turned.title and f.country = turned.country
        and f.gender = turned.gender and f.party = turned.party
where f.article_id not in (select article_id from touched)
"""
_NAMED: Final = (
    "select q.quote_id, n.speaker_id, n.speaker_name from source_quotes q join named_now n "
    "on q.article_id = n.article_id and q.article_speaker_name = n.name and coalesce(q.speaker_kind, 'person') = n.kind"
)
_SPOKEN: Final = (
    "select q.article_id, q.article_speaker_name, "
    "case when d.quote_id is null then q.speaker_id else d.speaker_id end as speaker_id "
    "from source_quotes q semi join made_slice using (article_id) left join decided_now d using (quote_id)"
)
_BORNE: Final = (
    "select speaker_id, alias from aliases_now "
    "where alias in (select name from names_now semi join made_slice using (article_id))"
)


class Speakers(NamedTuple):
    """What was decided of speakers.

    Attributes:
        speakers: Rows of the table, or a part of it.
        speaker_aliases: The same.
        articles: Articles that the run does not touch, and some of whose speakers have another id or name.
        aliases: Forms of names that stand for another speaker than before.
    """

    speakers: pl.DataFrame | Filed | Replaced
    speaker_aliases: pl.DataFrame | Filed | Replaced
    articles: pl.Series
    aliases: pl.Series


def name_speakers(scene: Scene) -> Speakers:
    """Say who the speakers are of the articles that a run touches, and of all who share a block with them.

    What was decided of all quotes that the run touches stands in the assembly as ``decided_now`` (``quote_id``,
    ``speaker_id``, ``speaker_name``), and all aliases as ``aliases_now``.
    """
    aliases = speaker_aliases(scene.context.settings)
    touched = scene.touched()
    facts = scene.remember("facts", _facts(scene, aliases))
    if scene.is_whole:
        return _name_all(scene, aliases)
    made = profiles_of(facts)
    before = scene.ledger.frame("select f.* from facts as f semi join touched using (article_id)", touched=touched)
    blocks = pl.concat([made.select("block"), before.select("block")]).unique().filter(pl.col("block") != "")
    staying = scene.ledger.frame(_STAYING, blocks=blocks, touched=touched)
    now = _identified(_added(staying, made), aliases)
    then = _identified(_added(staying, profiles_of(before)), aliases)
    names = ["speaker_id", "speaker_name"]
    turned = now.profiles.join(staying, on=PROFILE, how="semi").join(
        then.profiles, on=[*PROFILE, *names], how="anti", nulls_equal=True
    )
    renamed = scene.ledger.frame(_RENAMED, turned=turned, touched=touched)
    own = with_speakers(facts, now.profiles).select(_NAMED_NOW)
    scene.assembly.keep("named_now", "select * from given", given=pl.concat([own, renamed.select(own.columns)]))
    scope = then.speakers.select("speaker_id")
    pair = ["speaker_id", "alias"]
    one, other = now.speaker_aliases, then.speaker_aliases
    aliases_turned = pl.concat([one.join(other, on=pair, how="anti"), other.join(one, on=pair, how="anti")])["alias"]
    _keep_aliases(scene, scope, now.speaker_aliases)
    scene.assembly.keep("decided_now", _NAMED)
    return Speakers(
        scene.handed(scope, now.speakers),
        scene.handed(scope, now.speaker_aliases),
        renamed["article_id"].unique(),
        aliases_turned.unique(),
    )


def _name_all(scene: Scene, aliases: pl.DataFrame | None) -> Speakers:
    """The same of all articles: what is said of speakers lies in files by now, and is read some articles at a time."""
    speakers, names, named = map(scene.gathering, ("speakers", "speaker_aliases", "named_now"))
    files = sorted(scene.rows["facts"].glob("*.parquet"))
    shared = []
    for file in files:
        facts = pl.read_parquet(file)
        profiles = profiles_of(facts)
        of_one_article = pl.col("block") == ""
        own = identify(profiles.filter(of_one_article), aliases=aliases)
        speakers.add(conform(own.speakers, "speakers"))
        names.add(conform(own.speaker_aliases, "speaker_aliases"))
        named.add(with_speakers(facts, own.profiles).select(_NAMED_NOW))
        shared.append(profiles.filter(~of_one_article))
    met = []
    for found in _by_block(_added(*shared), aliases):
        speakers.add(conform(found.speakers, "speakers"))
        names.add(conform(found.speaker_aliases, "speaker_aliases"))
        met.append(found.profiles)
    of_several = pl.concat(met)
    for file in files:
        named.add(with_speakers(pl.read_parquet(file), of_several).select(_NAMED_NOW))
    scene.assembly.keep("named_now", f"from {read_parquet(named.filed().paths)}")
    own_files = read_parquet(names.filed().paths)
    scene.assembly.keep("aliases_now", f"select speaker_id, alias from {own_files}")  # noqa: S608 - our own files
    scene.assembly.keep("decided_now", _NAMED)
    nobody = pl.Series(dtype=pl.String)  # beside those whom the run touches: these are all there are
    return Speakers(speakers.rows(), names.rows(), nobody, nobody)


def _identified(profiles: pl.DataFrame, aliases: pl.DataFrame | None) -> Identities:
    """Say who is who."""
    named, speakers, names = (pl.concat(frames) for frames in zip(*_by_block(profiles, aliases), strict=True))
    return Identities(named.sort(PROFILE), speakers.sort("speaker_id"), names.sort("speaker_id", "alias"))


def _by_block(profiles: pl.DataFrame, aliases: pl.DataFrame | None) -> Iterator[Identities]:
    """Say who is who, some blocks at a time: nobody is compared with those of another block."""
    # the places are numbered before: within over() they would be those in the block
    placed = profiles.sort("block", "article_id").with_columns(part=pl.int_range(pl.len()) // _AT_ONCE)
    parts = placed.with_columns(pl.col("part").min().over("block", "article_id"))
    for rows in parts.partition_by("part", maintain_order=True) or [parts]:
        yield identify(rows.drop("part"), aliases=aliases)


def _keep_aliases(scene: Scene, scope: pl.DataFrame, aliases: pl.DataFrame) -> None:
    """Let all aliases of now stand in ``aliases_now``."""
    scene.assembly.keep("speakers_gone", "select * from given", given=scope)
    scene.assembly.keep(
        "aliases_now",
        "select speaker_id, alias from published_speaker_aliases anti join speakers_gone using (speaker_id) "
        "union all select speaker_id, alias from given",
        given=aliases,
    )


def name_entities_of(scene: Scene, speakers: Speakers) -> pl.DataFrame | Filed:
    """Whom or what names name: those of the articles that a run touches, and those that stand for another now.

    Returns:
        ``name_id`` and ``entity_id``, null where it is not known; a row a name that was looked at.
    """
    assembly = scene.assembly
    assembly.keep("names_turned", "select * from given", given=speakers.aliases.to_frame("alias"))
    assembly.keep("articles_renamed", "select * from given", given=speakers.articles.to_frame("article_id"))
    assembly.keep(
        "names_now",
        "select name_id, article_id, name, kind, case when kind = 'place' then entity_id end as entity_id "
        "from source_article_names where article_id in (from made_now) or article_id in (from articles_renamed) "
        "or name in (from names_turned)",
    )
    ids = assembly.frame("select distinct article_id from names_now order by article_id")
    found = scene.gathering("names")
    for low in range(0, max(1, ids.height), _SLICE):
        assembly.keep("made_slice", "select * from given", given=ids.slice(low, _SLICE))
        names = assembly.frame("select * from names_now semi join made_slice using (article_id) order by name_id")
        spoken, aliases = assembly.frame(_SPOKEN), assembly.frame(_BORNE)
        known = name_entities(names, spoken, aliases)
        found.add(names.select("name_id").join(known, on="name_id", how="left", maintain_order="left"))
    return found.rows()


def _facts(scene: Scene, aliases: pl.DataFrame | None) -> Iterator[pl.DataFrame]:
    """What the touched articles say of their speakers, read some articles at a time."""
    ids = scene.assembly.frame("select article_id from made_now order by article_id")
    for low in range(0, max(1, ids.height), _SLICE):
        scene.assembly.keep("made_slice", "select * from given", given=ids.slice(low, _SLICE))
        facts = speaker_facts(scene.assembly.frame(_QUOTES), aliases=aliases)
        yield facts.select(pl.col(name).cast(kind) for name, kind in FACTS.items())


def _added(*profiles: pl.DataFrame) -> pl.DataFrame:
    """Profiles of all frames, counted together."""
    columns = [*PROFILE, "article_count", "quote_count"]
    every = pl.concat([frame.select(columns) for frame in profiles])
    return every.group_by(PROFILE).agg(pl.col("article_count", "quote_count").sum()).sort(PROFILE)


class Outlets(NamedTuple):
    """``outlets``: rows of the table, or a part of it; ``names``: ``article_id`` and ``outlet_name``."""

    outlets: pl.DataFrame | Filed | Replaced
    names: pl.DataFrame


def name_outlets(scene: Scene) -> Outlets:
    """Name the outlets of the articles that a run touches; an unregistered one has one name, whatever they call it."""
    assembly = scene.assembly
    assembly.keep(
        "outlets_now",
        "select distinct outlet_id from source_articles semi join touched_now using (article_id) union "
        "select distinct outlet_id from published_articles semi join touched_now using (article_id)",
    )
    counted = assembly.frame(
        "select outlet_id, article_outlet_name as outlet_name, "
        "any_value(url) as url, count(*)::bigint as article_count "
        "from source_articles semi join outlets_now using (outlet_id) "
        "group by outlet_id, article_outlet_name, regexp_extract(lower(url), '^[a-z]+://([^/?#]+)', 1) order by all"
    )
    rows = outlet_rows(counted, extra=outlet_registry(scene.context.settings))
    assembly.keep("outlet_names_now", "select outlet_id, name as outlet_name from given", given=rows)
    names = assembly.frame(
        "select a.article_id, o.outlet_name from source_articles a join outlet_names_now o using (outlet_id) "
        "where a.outlet_name is distinct from o.outlet_name or a.article_id in (select article_id from made_now)"
    )
    return Outlets(scene.handed(assembly.frame("from outlets_now"), rows), names)
