"""What is learned of outlets from many documents at once: lines and fragments that recur are furniture.

What is learned hangs on the articles that the warehouse holds, and not on the runs that brought them: it is decided for
the outlets that a run touches, and where it comes out otherwise than before, older articles are done again.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from flows.stages.context import RunContext
from flows.stages.repeats import find_repeats
from flows.stages.samples import Sample, laid_out
from flows.stages.stored import read_batches, stored_rows
from flows.workers.chunks import DUMP, outlet_keys
from transforms.annotations.terms import (
    FRAGMENTS,
    PHRASES,
    count_phrases,
    repeated_phrases,
    repeated_sentences,
    template_phrases,
)
from transforms.annotations.unseen import text_as_seen
from transforms.documents.dumps import document_lines, learn_recurring
from warehouse.frame_file import write_frame
from warehouse.store.ledger import LINES, RECURRING, SAMPLES, Ledger
from warehouse.store.stored import StoredRows

FRAGMENTS_FILE: Final = "fragments.parquet"
_SAMPLES: Final = (10, 25, 50, 100, 200, 400)  # articles of an outlet that are looked at: in steps, so that few runs
# change them; a template shows in far fewer than the last
_COUNTED_AS: Final = "phrases"  # what the ledger keeps of a sample: of one with less, all is counted again
_COUNTED: Final = """
select outlet_key, line_hash, count(*)::bigint as count
from (
    select * from lines
    where outlet_key in (from affected) and article_id not in (from gone_now)
    union all
    select * from new_lines where outlet_key in (from affected)
)
where
    article_id not in (select article_id from dumps where is_repeat and article_id not in (from decided))
    and article_id not in (select article_id from new_dumps where is_repeat)
group by all
order by all
"""
_SAMPLED: Final = """
with every as (
    select article_id, outlet_id, published_date from new_articles
    union all
    select article_id, outlet_id, published_date from stored_articles where article_id not in (from gone_now)
),

placed as (
    select
        *,
        row_number() over (partition by outlet_id order by published_date nulls last, article_id) as place,
        count(*) over (partition by outlet_id) as article_count
    from every
    where outlet_id is not null
)

select placed.article_id, placed.outlet_id, placed.published_date
from placed
where place <= (select max(step) from steps where step <= placed.article_count)
order by placed.outlet_id, placed.article_id
"""


class Lines(NamedTuple):
    """What a run learns of page dumps.

    Attributes:
        lines: Those of the run's dumps.
        dumps: What the run's dumps, and some of earlier runs, are to the others.
        recurring: Lines that recur, of the outlets that are touched.
        outlets: These outlets.
        redo: Articles of earlier runs that hold lines which recur now, or no longer do.
    """

    lines: pl.DataFrame
    dumps: pl.DataFrame
    recurring: pl.DataFrame
    outlets: pl.Series
    redo: pl.Series


def learn_lines(
    ledger: Ledger, chunks: Sequence[Path], *, sketches: Mapping[str, bytes | None], gone: Collection[str]
) -> Lines:
    """Learn which lines recur in the page dumps of the outlets that a run touches.

    Args:
        ledger: The dumps of earlier runs.
        chunks: Files of this run's documents.
        sketches: Sketches of its page dumps, by article.
        gone: Articles of earlier runs that it replaces or takes away.
    """
    new = [pl.DataFrame(schema=LINES)]
    for chunk in chunks:
        columns = ["article_id", "source_kind", "outlet", "url", "content"]
        documents = pl.read_parquet(chunk, columns=columns).filter(source_kind=DUMP)
        if documents.height:
            texts = text_as_seen(documents["content"])
            new.append(document_lines(documents.select("article_id", outlet_keys(documents), texts.alias("text"))))
    lines = pl.concat(new)
    dumps = find_repeats(ledger, sketches, gone)
    gone_now = pl.DataFrame({"article_id": sorted(gone)}, schema={"article_id": pl.String})
    decided = dumps.select("article_id").unique()
    old = ledger.frame(
        "select distinct outlet_key from lines where article_id in (from gone_now) or article_id in (from decided)",
        gone_now=gone_now,
        decided=decided,
    )
    affected = pl.concat([old, lines.select("outlet_key")]).unique().sort("outlet_key")
    if affected.is_empty():
        nothing = pl.Series("article_id", [], pl.String)
        return Lines(lines, dumps, pl.DataFrame(schema=RECURRING), affected["outlet_key"], nothing)
    frames = {"affected": affected, "gone_now": gone_now}
    counts = ledger.frame(_COUNTED, **frames, decided=decided, new_lines=lines, new_dumps=dumps)
    recurring = learn_recurring(counts).select(RECURRING.names())
    before = ledger.frame("from recurring where outlet_key in (from affected)", affected=affected)
    turned = pl.concat(
        [
            recurring.join(before, on=RECURRING.names(), how="anti"),
            before.join(recurring, on=RECURRING.names(), how="anti"),
        ]
    )
    redo = ledger.frame(
        "select distinct l.article_id from lines as l "
        "inner join turned on turned.outlet_key = l.outlet_key and turned.line_hash = l.line_hash "
        "inner join documents as d on d.article_id = l.article_id and d.given is not null "
        "where l.article_id not in (from gone_now) order by all",
        turned=turned.with_columns(pl.col("line_hash").str.replace("^h", "l")).unique(),
        gone_now=gone_now,
    )
    return Lines(lines, dumps, recurring, affected["outlet_key"], redo["article_id"])


def write_recurring(recurring: pl.DataFrame, folder: Path) -> Path | None:
    """Write the lines that recur, by outlet, into a file that is named after what it holds; None where none do."""
    if recurring.is_empty():
        return None
    digest = hashlib.blake2b(repr(recurring.rows()).encode(), digest_size=6).hexdigest()
    by_outlet = recurring.group_by("outlet_key").agg(recurring=pl.col("line_hash").sort()).sort("outlet_key")
    file = folder / f"{digest}.parquet"
    write_frame(by_outlet, file)
    return file


class Templates(NamedTuple):
    """What a run learns of the outlets' templates.

    Attributes:
        file: All fragments that recur inside sentences.
        turned: Those that were none before, or no longer are, of their outlets.
        rows: For the ledger, by table.
        scopes: Outlets of which the ledger's rows go, by table.
    """

    file: Path
    turned: pl.DataFrame
    rows: Mapping[str, pl.DataFrame]
    scopes: Mapping[str, pl.Series]


def learn(context: RunContext, gone: Collection[str], batches: Sequence[Path]) -> Templates:
    """Learn what the outlets' templates repeat inside sentences.

    They are learned from the first articles of each outlet by their dates, of all runs. The articles of an outlet are
    counted again when they are others than before; of the other outlets stands in the ledger how often they hold what
    any outlet repeats, and only phrases that none has repeated so far are looked for in their articles.

    Args:
        context: The run.
        gone: Articles of earlier runs that it replaces or takes away.
        batches: Folders of the annotate stage.
    """
    file = context.work / FRAGMENTS_FILE
    new = read_batches(batches, "articles", ("article_id", "outlet_id", "published_date"))
    sample = _sampled(stored_rows(context, "articles"), new, gone)
    known = context.ledger.frame("from fragments order by all")
    again, digests = _to_count(context.ledger, sample, new)
    if again.is_empty():
        write_frame(known, file)
        return Templates(file, known.clear(), {}, {})
    asked = pl.DataFrame({"outlet_id": again}, schema={"outlet_id": pl.String})
    own = sample.join(asked, on="outlet_id", how="semi", maintain_order="left")
    others = sample.join(asked, on="outlet_id", how="anti", maintain_order="left")
    of_others = context.ledger.frame("from phrases anti join asked using (outlet_id)", asked=asked)
    with laid_out(context, own, batches, name="sample") as laid:
        sentences = pl.concat([pl.DataFrame(schema=FRAGMENTS), *(repeated_sentences(*part) for part in laid.parts())])
        phrases = _count_phrases(laid, of_others["fragment"].unique())
    unmet = _not_in(phrases["fragment"].unique(), of_others["fragment"])
    if others.height and unmet.len():
        with laid_out(context, others, batches, name="others") as laid:
            phrases = pl.concat([phrases, *(count_phrases(*part, unmet) for part in laid.parts())])
    whole = known.filter(kind="sentence").join(asked, on="outlet_id", how="anti")
    templates = template_phrases(sample, pl.concat([of_others, phrases]))
    learned = pl.concat([whole, sentences, templates]).sort("outlet_id", "kind", "fragment")
    write_frame(learned, file)
    key = ["outlet_id", "kind", "fragment"]
    turned = pl.concat(one.join(other, on=key, how="anti") for one, other in ((learned, known), (known, learned)))
    outlets = pl.concat([learned["outlet_id"], known["outlet_id"]]).unique()
    rows = {"fragments": learned, "samples": digests, "phrases": phrases}
    return Templates(file, turned, rows, {"fragments": outlets, "samples": again, "phrases": again})


def _count_phrases(sample: Sample, known: pl.Series) -> pl.DataFrame:
    """How often the outlets of a sample hold what any of them repeats, and what others are known to repeat.

    What one part repeats is looked for in the others when all have said what they repeat.
    """
    counted = [repeated_phrases(*part, known=known) for part in sample.parts()]
    if len(counted) > 1:
        every = _not_in(pl.concat(counted)["fragment"].unique(), known)
        for number, part in enumerate(sample.parts()):
            unmet = _not_in(every, counted[number]["fragment"])
            if unmet.len():
                counted.append(count_phrases(*part, unmet))
    return pl.concat([pl.DataFrame(schema=PHRASES), *counted])


def _not_in(phrases: pl.Series, others: pl.Series) -> pl.Series:
    return phrases.filter(~phrases.is_in(others.implode()))


def _to_count(ledger: Ledger, sample: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """Outlets of which other articles stand for them than before, or one of which the run has made.

    Args:
        ledger: What stood for them before.
        sample: What stands for them now.
        new: Articles that the run made.

    Returns:
        The outlets, and the rows of those that still have such articles for the ledger.
    """
    now, before = _digests(sample), ledger.frame("from samples")
    differing = [one.join(other, on=SAMPLES.names(), how="anti") for one, other in ((now, before), (before, now))]
    made = sample.join(new, on="article_id", how="semi")
    again = pl.concat([one.select("outlet_id") for one in (*differing, made)]).unique().sort("outlet_id")
    return again["outlet_id"], now.join(again, on="outlet_id", how="semi")


def _sampled(stored: StoredRows, new: pl.DataFrame, gone: Collection[str]) -> pl.DataFrame:
    """The articles from which fragments are learned."""
    gone_now = pl.DataFrame({"article_id": sorted({*gone, *new["article_id"]})}, schema={"article_id": pl.String})
    steps = pl.DataFrame({"step": _SAMPLES})
    return stored.query(_SAMPLED, "articles", new_articles=new, gone_now=gone_now, steps=steps)


def _digests(sample: pl.DataFrame) -> pl.DataFrame:
    """Which articles stand for each outlet, as a hash."""
    rows = [
        (outlet_id, hashlib.blake2b(" ".join([_COUNTED_AS, *ids]).encode(), digest_size=8).hexdigest())
        for outlet_id, ids in sample.group_by("outlet_id", maintain_order=True).agg("article_id").iter_rows()
    ]
    return pl.DataFrame(rows, schema=SAMPLES, orient="row")
