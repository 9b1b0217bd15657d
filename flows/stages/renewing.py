"""The renew stage: what annotators would do otherwise today is done again, from the rows that are stored.

No source is opened for it. Articles that this run reads anew are left out; so is what only the source could tell.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from flows.rules import frame_of, hash_of
from flows.stages.context import RunContext
from flows.stages.reading import Reading
from flows.stages.stored import stored_by_periods, stored_rows
from flows.workers.chunks import REJECTS_FILE, RENEWED
from flows.workers.cutting import Filling
from transforms.annotations.annotators import ANNOTATORS
from transforms.annotations.terms import articles_near
from transforms.annotations.unseen import text_as_seen
from warehouse.contract.tables import TABLE
from warehouse.frame_file import write_frame
from warehouse.store.ledger import DOCUMENTS, FINGERPRINTS
from warehouse.store.stored import StoredRows

FAILED: Final = pl.Schema({"content_hash": pl.String(), "reason": pl.String(), "is_put_off": pl.Boolean()})
_NOTE: Final = "stored.json"
_TERMS: Final = "terms"  # the annotator
_CONTENTS: Final = {"content_hash": pl.String}
_ARTICLE: Final = {"article_id": pl.String}
_STALE: Final = {"rules_hash": pl.String, "names": pl.String}
_CONTENT: Final = ("article_id", "source_id", "source_uri", "content")


@dataclass(frozen=True, slots=True)
class Stale:
    """Articles some of whose rows are to be made again.

    Attributes:
        chunks: Files of such articles, with what is to be done.
        note: Where their rows lie; None where nothing is stale.
        recounted: Those of the chunks whose articles are not stale, but hold what is a template now or no longer is.
    """

    chunks: list[Path] = field(default_factory=list)
    note: Path | None = None
    recounted: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was made again.

    Attributes:
        batches: Folders of tables.
        articles: By table, ids of the articles whose rows of it are replaced.
        documents: New rows of the ledger's documents.
        fingerprints: New rows of its fingerprints.
        failed: Articles on which a rule failed: ``content_hash``, ``reason``, ``is_put_off``.
    """

    batches: Sequence[Path] = ()
    articles: Mapping[str | None, pl.Series] = field(default_factory=dict)
    documents: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DOCUMENTS))
    fingerprints: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FINGERPRINTS))
    failed: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FAILED))


def find_stale(context: RunContext, reading: Reading) -> Stale:
    """Look for articles that were made by other annotators than today's, and write chunks of them."""
    made = context.ledger.rules()
    again = {
        rules: " ".join(ANNOTATORS.again(context.rules.stale(made.get(rules, {}))).annotators)
        for rules in context.ledger.rules_of_documents()
    }
    stale = {rules: names for rules, names in again.items() if names}
    articles = context.ledger.frame(
        "select article_id, names from documents inner join stale using (rules_hash) "
        "where article_id not in (from gone_now) and content_hash not in (from given_up) order by article_id",
        stale=pl.DataFrame({"rules_hash": list(stale), "names": list(stale.values())}, schema=_STALE),
        gone_now=pl.DataFrame({"article_id": sorted(reading.gone())}, schema={"article_id": pl.String}),
        given_up=pl.DataFrame(
            {"content_hash": sorted(context.failures.given_up(context.rules.hash))}, schema=_CONTENTS
        ),
    ).rename({"names": RENEWED})
    if context.published is None or articles.is_empty():
        return Stale()
    return Stale(_write_chunks(context, articles), _note(context))


def add_recounted(context: RunContext, stale: Stale, turned: pl.DataFrame, gone: Collection[str]) -> Stale:
    """Terms of articles that are counted again, for they hold what is now a template of their outlet, or no longer is.

    Args:
        context: The run.
        stale: What is to be done again anyway.
        turned: These fragments, as :func:`~flows.stages.learning.learn` gives them.
        gone: Articles that this run makes, or takes away.
    """
    if context.published is None or turned.is_empty():
        return stale
    again = ANNOTATORS.again({_TERMS})
    done = [pl.read_parquet(chunk, columns=["article_id", RENEWED]) for chunk in stale.chunks]
    ours = [rows["article_id"] for rows in done if _TERMS in rows[RENEWED][0].split()]
    others = pl.DataFrame({"article_id": sorted({*gone, *(one for ids in ours for one in ids)})}, schema=_ARTICLE)
    holding = pl.DataFrame({"article_id": _articles_near(context, turned)}, schema=_ARTICLE)
    articles = holding.join(others, on="article_id", how="anti", maintain_order="left")
    if articles.is_empty():
        return stale
    chunks = _write_chunks(context, articles.with_columns(pl.lit(" ".join(again.annotators)).alias(RENEWED)))
    return Stale([*stale.chunks, *chunks], _note(context), frozenset(chunks))


def _articles_near(context: RunContext, fragments: pl.DataFrame) -> pl.Series:
    """Published articles that may hold fragments of their outlets; sentences of some periods are read at a time."""
    outlets = fragments.select("outlet_id").unique()
    sql = "select article_id, outlet_id from stored_articles semi join outlets using (outlet_id)"
    articles = stored_rows(context, "articles").query(sql, "articles", outlets=outlets)
    found = [pl.Series("article_id", [], pl.String)]
    sql = "select article_id, outlet_id, role, text from stored_sentences inner join articles using (article_id)"
    for stored in stored_by_periods(context, "sentences", articles["article_id"]):
        sentences = stored.query(sql, "sentences", articles=articles)
        found.append(articles_near(sentences.with_columns(text_as_seen(sentences["text"])), fragments))
    return pl.concat(found).unique().sort()


def _note(context: RunContext) -> Path:
    note = context.work / _NOTE
    stored_rows(context, *TABLE).write_note(note)
    return note


def _write_chunks(context: RunContext, articles: pl.DataFrame) -> list[Path]:
    folder = context.staging / "chunks"
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(rows, folder, context) for rows in _chunks(stored_rows(context, "articles"), articles, context)]


def _chunks(stored: StoredRows, articles: pl.DataFrame, context: RunContext) -> Iterator[pl.DataFrame]:
    """The articles of a period and of one thing to do, some at a time."""
    settings = context.settings
    for period in stored.periods():
        rows = stored.frame("articles", articles["article_id"], periods=[period])
        rows = rows.rename({"text": "content"}).select(_CONTENT).join(articles, on="article_id", maintain_order="left")
        for of_kind in rows.with_columns(period=pl.lit(period)).partition_by(RENEWED, maintain_order=True):
            filling = Filling(count=settings.chunk_documents, size=settings.chunk_bytes)
            is_last = [filling.is_full(size) for size in of_kind["content"].str.len_bytes()]
            numbers = pl.Series(is_last).shift(1, fill_value=False).cum_sum()
            yield from of_kind.with_columns(number=numbers).partition_by("number", include_key=False)


def _written(rows: pl.DataFrame, folder: Path, context: RunContext) -> Path:
    digest = hashlib.blake2b(f"{context.published}{context.rules.hash}".encode(), digest_size=12)
    for said in rows.select(RENEWED, "article_id").iter_rows():
        digest.update(repr(said).encode())
    path = folder / f"{digest.hexdigest()}.parquet"
    write_frame(rows, path)
    return path


def gather_renewed(context: RunContext, stale: Stale, batches: Sequence[Path]) -> Renewed:
    """What became of the chunks; an article on which a rule failed stays as it is, and stale; some runs try it again.

    Args:
        context: The run.
        stale: What was to be done.
        batches: The chunks' folders, in their order.
    """
    made = context.ledger.rules()
    articles: dict[str | None, list[pl.Series]] = {}
    documents, fingerprints = [pl.DataFrame(schema=DOCUMENTS)], [pl.DataFrame(schema=FINGERPRINTS)]
    lost = [pl.DataFrame(schema=FAILED)]
    for chunk, batch in zip(stale.chunks, batches, strict=True):
        rows = pl.read_parquet(chunk, columns=["article_id", RENEWED])
        failed = pl.read_parquet(batch / REJECTS_FILE)
        if failed.height:
            rows = rows.join(failed, on="article_id", how="anti")
            known = context.ledger.known(failed["article_id"].to_list())
            lost.append(failed.join(known, on="article_id").select(FAILED.names()))
        if rows.is_empty():
            continue
        names = rows[RENEWED][0].split()
        for table in ANNOTATORS.again(names).writes:
            articles.setdefault(table, []).append(rows["article_id"])
        if chunk in stale.recounted:  # they were made by the rules that they were made by
            continue
        known = context.ledger.known(rows["article_id"].to_list()).select(DOCUMENTS.names())
        for (rules,), of_rules in known.partition_by("rules_hash", as_dict=True).items():
            then = made.get(str(rules), {})
            now = {name: then.get(name, "") for name in context.rules.annotators}
            now |= {name: context.rules.annotators[name] for name in names}
            documents.append(of_rules.with_columns(rules_hash=pl.lit(hash_of(now))))
            fingerprints.append(frame_of(now))
    return Renewed(
        batches,
        {table: pl.concat(ids) for table, ids in articles.items()},
        pl.concat(documents),
        pl.concat(fingerprints).unique(),
        pl.concat(lost),
    )
