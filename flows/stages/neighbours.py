"""What a resolver looks at: the articles that a run touches, and those that share a key with them.

Each resolver keeps its keys in the ledger, so that neighbours are found without a look at anybody else: a speaker's
surname by its sound (``facts.block``), bands of a signature (``copy_keys``), weighty words of title and lead
(``story_keys``). What a resolver decides of an article hangs on these alone. Where something changed that affects all
(a rule, a user's list), or the keys are not there, everything is touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from flows.stages.context import RunContext
from warehouse.contract.frames import conform
from warehouse.frame_file import write_frame
from warehouse.store.assembly import Assembly
from warehouse.store.handed import Cells, Filed, Gathering, Replaced
from warehouse.store.ledger import SCHEMAS, Ledger

ARTICLE: Final = {"article_id": pl.String}
_PLACES: Final = {"article_id": pl.String, "source_id": pl.String, "source_uri": pl.String}
_TOUCHED: Final = (  # terms that are only counted again are nothing that a resolver looks at
    "select article_id from touched_articles where change <> 'renewed' or article_id in "
    "(select article_id from replaced where of_table is distinct from 'article_terms')"
)
_MOST: Final = 0.3  # of all articles: where more are touched, all of them cost less than their neighbours


@dataclass(frozen=True)
class Scene:
    """What there is to resolve.

    The assembly has the tables ``touched_now`` (``article_id`` of what is made, made again, moved or gone),
    ``made_now`` (those of them that are still there) and ``moved_now`` (``article_id``, ``source_id``, ``source_uri``).

    Attributes:
        context: The run.
        assembly: The rows.
        is_whole: Whether everything is touched.
        places: The rows of ``moved_now``.
        rows: What resolvers keep in the ledger, by table: folders of Parquet files.
        scopes: Articles whose rows there go.
    """

    context: RunContext
    assembly: Assembly
    is_whole: bool
    places: pl.DataFrame
    rows: dict[str, Path] = field(default_factory=dict)
    scopes: dict[str, pl.Series] = field(default_factory=dict)

    @classmethod
    def of(cls, context: RunContext, assembly: Assembly, moved: list[tuple[str, str, str]]) -> "Scene":
        """Look at what a run touches.

        Args:
            context: The run.
            assembly: The rows.
            moved: Articles whose document was met in another place.
        """
        places = pl.DataFrame(moved, schema=_PLACES, orient="row")
        assembly.keep("moved_now", "select * from given", given=places)
        touched = assembly.frame(_TOUCHED)
        every = assembly.frame("select count(*) as n from source_articles")["n"].item()
        is_whole = (
            context.ledger.is_empty
            or not context.rules.is_same_across(context.ledger)
            or not context.ledger.has_keys
            or touched.height > _MOST * every
        )
        if is_whole:
            assembly.keep("made_now", "select article_id from source_articles")
            assembly.keep("touched_now", "from made_now union select article_id from published_articles")
        else:
            ids = pl.concat([touched, places.select("article_id")]).unique()
            assembly.keep("touched_now", "select * from given", given=ids)
            assembly.keep("made_now", "select article_id from source_articles semi join touched_now using (article_id)")
        return cls(context, assembly, is_whole, places)

    @property
    def ledger(self) -> Ledger:
        """Keys of earlier runs."""
        return self.context.ledger

    def touched(self) -> pl.DataFrame:
        """Ids of the touched articles."""
        return self.assembly.frame("select article_id from touched_now order by article_id")

    def remember(self, table: str, parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
        """Keep rows of the touched articles for the ledger, in the place of those that they had.

        Args:
            table: Of the ledger.
            parts: The rows, some at a time: they are written to files, so that a first run does not hold all of them.

        Returns:
            The rows together, to look neighbours up by; none where everything is touched.
        """
        folder = self.context.work / "keys" / table
        folder.mkdir(parents=True, exist_ok=True)
        together = [pl.DataFrame(schema=SCHEMAS[table])]
        for number, part in enumerate(parts):
            write_frame(part, folder / f"{number:06d}.parquet")
            if not self.is_whole:
                together.append(part)
        self.rows[table] = folder
        self.scopes[table] = self.ledger.articles_of(table) if self.is_whole else self.touched()["article_id"]
        return pl.concat(together)

    def handed(
        self, scope: pl.DataFrame, rows: pl.DataFrame | Filed, *, table: str | None = None
    ) -> pl.DataFrame | Filed | Replaced:
        """Rows of a table, whole or in the place of those in scope.

        Args:
            scope: Values of columns, of which published rows go.
            rows: What stands there now.
            table: The table's name, where so many rows are whole that they wait in a file.
        """
        if isinstance(rows, Filed):
            return rows
        if not self.is_whole:
            return Replaced(scope, rows)
        if table is None:
            return rows
        gathering = self.gathering(table)
        gathering.add(conform(rows, table))
        return gathering.rows()

    def gathering(self, name: str) -> Gathering:
        """For rows that come some at a time; those of the whole corpus wait in files under that name."""
        return Gathering(self._folder(name) if self.is_whole else None)

    def filed(self, name: str, sql: str) -> pl.DataFrame | Filed:
        """Rows of a query over the assembly; those of the whole corpus wait in a file under that name."""
        if not self.is_whole:
            return self.assembly.frame(sql)
        return self.assembly.file(sql, self._folder(name) / "000000.parquet")

    def _folder(self, name: str) -> Path:
        return self.context.work / "resolved" / name

    def cells(self, rows: pl.DataFrame | Filed) -> Cells:
        """Columns that were decided, of all articles or of some."""
        return Cells(rows, is_whole=self.is_whole)
