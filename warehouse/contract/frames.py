"""Polars frames that fit the schema: the one place where a stage's result becomes a table's rows."""

from typing import Final

import polars as pl

from warehouse.contract.schema import Type
from warehouse.contract.tables import TABLE

_POLARS: Final[dict[Type, pl.DataType]] = {
    "VARCHAR": pl.String(),
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "TIMESTAMP WITH TIME ZONE": pl.Datetime("us", "UTC"),
}


class SchemaError(ValueError):
    """A frame that does not fit its table: a mistake of ours, never of the input."""


def polars_schema(table_name: str) -> pl.Schema:
    """Column names and Polars types of a table."""
    return pl.Schema({column.name: _POLARS[column.type] for column in TABLE[table_name].columns})


def conform(frame: pl.DataFrame, table_name: str) -> pl.DataFrame:
    """The frame with exactly the table's columns, in order and cast; columns that a later stage fills are null.

    Raises:
        SchemaError: The frame lacks a column that must be there, or holds a value outside a closed list.
    """
    table = TABLE[table_name]
    missing = [c.name for c in table.columns if c.is_required and c.name not in frame.columns]
    if missing:
        raise SchemaError(f"{table_name}: columns {missing} are missing from the frame {frame.columns}")
    schema = polars_schema(table_name)
    result = frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in schema.items()
    )
    for column in table.columns:
        if column.is_required and result[column.name].null_count():
            raise SchemaError(f"{table_name}.{column.name}: {result[column.name].null_count()} rows are null")
        if column.allowed:
            found = result[column.name].drop_nulls().unique()
            unknown = sorted(set(found) - set(column.allowed))
            if unknown:
                raise SchemaError(
                    f"{table_name}.{column.name}: {unknown[:5]} not among the allowed values; "
                    "add them to transforms/vocabulary.py or mend the rule"
                )
    return result


def empty(table_name: str) -> pl.DataFrame:
    """A frame of the table without rows."""
    return pl.DataFrame(schema=polars_schema(table_name))
