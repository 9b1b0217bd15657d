"""Articles that are taken out for good: found by id or address, and refused when they come again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.stages.context import RunContext
from transforms.documents.addresses import address_of_page, canonical_address
from transforms.ids import stable_id
from warehouse.query import run_query
from warehouse.sources import Document, Record, Reject
from warehouse.store.forgotten import forgotten
from warehouse.store.layout import Layout, MissingError, MisuseError

FORGOTTEN: Final = "forgotten"
_RECORDS: Final = (".jsonl", ".ndjson", ".csv", ".parquet", ".gz")  # files whose records have ids of their own
_SHOWN: Final = 5  # articles in a message
_COLUMNS: Final = "select article_id, source_id, source_uri, url, duplicate_of, outlet_name, title from articles"

_COPIES: Final = (  # of one original, that itself among them
    "with wanted as (select unnest(string_split($ids, ' ')) as article_id), "
    "originals as (select coalesce(duplicate_of, article_id) as original_id from articles "
    "semi join wanted using (article_id)) "
    "select article_id, source_id, source_uri, url, duplicate_of, outlet_name, title from articles "
    "where coalesce(duplicate_of, article_id) in (select original_id from originals) order by article_id"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a user named.

    Attributes:
        articles: Title and outlet of each published article, by id.
        names: The article of each name under which one may come again: its id, those of its address and given id.
        copies: Published articles that are copies of these, or that these are copies of, by id.
    """

    articles: Mapping[str, str]
    names: Mapping[str, str]
    copies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Keeps forgotten articles out.

    Attributes:
        names: The names under which they may come.
    """

    names: Mapping[str, str]

    @classmethod
    def of(cls, layout: Layout) -> "Refusal":
        """That of a warehouse.

        Raises:
            WarehouseError: The list is damaged.
        """
        return cls(forgotten(layout))

    def met(self, record: Record) -> Record:
        """The record, or a reject in its place."""
        if not self.names or not isinstance(record, Document):
            return record
        address = canonical_address(record.url)
        if address is None and record.url is None and record.source_kind == "html":
            address = address_of_page(record.content)
        ids = (stable_id("art", record.key), *(() if address is None else (of_address(address),)))
        article = next((self.names[name] for name in ids if name in self.names), None)
        if article is None:
            return record
        detail = f"{article} is kept out; see forgotten.csv in the warehouse"
        return Reject(record.source_id, record.source_uri, FORGOTTEN, detail)


def still_there(context: RunContext) -> list[str]:
    """Forgotten articles that are published: they were named just now, or the run that took them out was killed."""
    return context.ledger.known(sorted(set(forgotten(context.layout).values())))["article_id"].to_list()


def of_address(address: str) -> str:
    """The id of the article that an address names."""
    return stable_id("art", f"url:{address}")


def find_named(layout: Layout, names: Sequence[str]) -> Named:
    """The articles that a user named by article id, by the id that their source gave them, or by address.

    Raises:
        WarehouseError: Something names no article, or several; nothing is done then.
    """
    articles: dict[str, str] = {}
    found_names: dict[str, str] = {}
    for name in names:
        rows = _rows(layout, name)
        address = canonical_address(name) if "/" in name else None
        if len({row[0] for row in rows}) > 1:
            shown = "; ".join(f"{row[0]} {_title(row)}" for row in rows[:_SHOWN])
            raise MisuseError(f"{name} names {len(rows)} articles, and one has to be named by its id: {shown}")
        if not rows and address is None:
            raise MissingError(
                f"{layout.root}: no article {name!r}; an article is named by its article_id or source_id "
                '(newsprism query "from articles select article_id, source_id, title"), or by its address'
            )
        if not rows and address is not None:
            found_names[of_address(address)] = of_address(address)
        for row in rows:
            articles[row[0]] = _title(row)
            found_names |= dict.fromkeys(_names_of(layout, row), row[0])
    ((count,),) = run_query(layout.database, "select count(*) from articles", {}).rows
    if len(articles) == count:
        raise MisuseError(f"{layout.root}: these are all articles of the warehouse; delete the folder instead")
    return Named(articles, found_names, _copies(layout, articles))


def _rows(layout: Layout, name: str) -> list[tuple[str, ...]]:
    rows = run_query(layout.database, f"{_COLUMNS} where article_id = $name", {"name": name}).rows
    if not rows:
        rows = run_query(layout.database, f"{_COLUMNS} where source_id = $name", {"name": name}).rows
    if not rows and (address := canonical_address(name)) is not None:
        host = address.partition("/")[0]
        near = run_query(layout.database, f"{_COLUMNS} where contains(url, $host)", {"host": host}).rows
        rows = [row for row in near if canonical_address(row[3]) == address]
    return list(rows)


def _names_of(layout: Layout, row: Sequence[str]) -> list[str]:
    """The names under which an article may come again: not an address that others have, too."""
    article_id, source_id, source_uri, url = row[:4]
    names = [article_id]
    address = canonical_address(url)
    if address is not None and len(run_query(layout.database, f"{_COLUMNS} where url = $url", {"url": url}).rows) == 1:
        names.append(of_address(address))
    if source_uri.endswith(_RECORDS):
        names.append(stable_id("art", f"id:{source_id}"))
    return names


def _copies(layout: Layout, articles: Mapping[str, str]) -> dict[str, str]:
    """Articles that say the same as some, and stay."""
    if not articles:
        return {}
    rows = run_query(layout.database, _COPIES, {"ids": " ".join(articles)}).rows
    return {row[0]: _title(row) for row in rows if row[0] not in articles}


def _title(row: Sequence[str | None]) -> str:
    return f"{row[5] or 'unknown outlet'}: {row[6] or 'without a title'}"
