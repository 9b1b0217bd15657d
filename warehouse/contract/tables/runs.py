"""The history of the warehouse, and what describes it."""

from typing import Final

from transforms.vocabulary import REJECT_REASONS, RELATION_KINDS
from warehouse.contract.schema import TO_RUN, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "rejects", "one row per document not kept", "Nothing is dropped silently.",
        ("run_id", "reject_index"), (
            column("run_id", "VARCHAR", "The run that rejected it.", required=True),
            column("reject_index", "INTEGER", "Position among the run's rejects, from 0.", required=True),
            column("source_id", "VARCHAR", "The document's own id, where it has one."),
            column("source_uri", "VARCHAR", "Where the document was read.", required=True),
            column("reason", "VARCHAR", "Why it was not kept.", allowed=REJECT_REASONS, required=True),
            column("detail", "VARCHAR", "Where in the document, and what was found there."),
        ), "run", (TO_RUN,),
    ),
    Table(
        "runs", "one row per run that published", "The history of the warehouse. read = unchanged + kept + duplicates + rejected + superseded.",
        ("run_id",), (
            column("run_id", "VARCHAR", "The run.", example="20260612T081500Z-4f1c", required=True),
            column("run_number", "BIGINT", "Place of the run in the history of the warehouse, from 1: the order of runs, whatever the clock said.", required=True, older="row_number() over (order by run_id)"),
            column("started_at", "TIMESTAMP WITH TIME ZONE", "When the run began, UTC.", required=True),
            column("finished_at", "TIMESTAMP WITH TIME ZONE", "When its tables were complete, UTC.", required=True),
            column("code_version", "VARCHAR", "Version of newsprism.", required=True),
            column("rules_hash", "VARCHAR", "Hash over rules and word lists.", required=True),
            column("settings_hash", "VARCHAR", "Hash over the settings that can change a result.", required=True),
            column("documents_read", "BIGINT", "Documents seen in the sources that were read.", required=True),
            column("documents_unchanged", "BIGINT", "Of these, known from an earlier run and not processed again.", required=True),
            column("articles_kept", "BIGINT", "Of these, new or changed articles that are originals.", required=True),
            column("duplicates", "BIGINT", "Of these, new or changed articles that are copies (kept, with duplicate_of).", required=True),
            column("articles_renewed", "BIGINT", "Articles of earlier runs of which rows were made again from the stored ones, because a rule or a list was changed.", required=True, older="0"),
            column("rejected", "BIGINT", "Of these, rejected.", required=True),
            column("superseded", "BIGINT", "Of these, earlier versions of an article that came in a later one (see article_versions), or the same version again.", required=True, older="0"),
            column("files_skipped", "BIGINT", "Source files not opened because neither size nor time of change differ.", required=True),
            column("records_skipped", "BIGINT", "Records of archives that are no pages by their nature (errors of the server, redirects, images); no documents, so not among those read."),
            column("articles_total", "BIGINT", "Articles of the warehouse after the run.", required=True),
        ), "run",
    ),
    Table(
        "data_dictionary", "one row per column", "This dictionary, of tables and of views.",
        ("table_name", "column_index"), (
            column("table_name", "VARCHAR", "The table or view.", required=True),
            column("relation_kind", "VARCHAR", "Whether that is a table or a view; null in what a version before this column wrote.", allowed=RELATION_KINDS),
            column("column_index", "INTEGER", "Position of the column, from 0.", required=True),
            column("column_name", "VARCHAR", "The column.", required=True),
            column("type", "VARCHAR", "DuckDB type.", required=True),
            column("description", "VARCHAR", "What it holds.", required=True),
            column("unit", "VARCHAR", "Unit of measure."),
            column("allowed_values", "VARCHAR", "Closed list of values, joined by '; '."),
            column("example", "VARCHAR", "An example."),
        ), "static",
    ),
)  # fmt: skip
