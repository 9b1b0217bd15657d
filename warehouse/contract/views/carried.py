"""Columns of tables that a view carries through: one prose for one thing."""

from dataclasses import replace

from warehouse.contract.schema import Column
from warehouse.contract.tables import TABLE


def carried(table: str, *names: str, **renamed: str) -> tuple[Column, ...]:
    """Columns of a table as a view has them: type, prose, unit and closed list are the table's.

    Args:
        table: The table that they come from.
        names: Columns that keep their name.
        renamed: Name in the view, and the column of the table.

    Raises:
        KeyError: The table has no such column.
    """
    columns = {column.name: column for column in TABLE[table].columns}
    pairs = [*zip(names, names, strict=True), *renamed.items()]
    return tuple(replace(columns[name], name=name_in_view) for name_in_view, name in pairs)
