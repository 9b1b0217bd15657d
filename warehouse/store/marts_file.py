"""The marts alone in a database of their own: one small file for who reads a warehouse on a store with one tool."""

from pathlib import Path
from typing import Final

from warehouse.contract.ddl import comments, create_table
from warehouse.contract.tables import TABLES
from warehouse.statements import literal
from warehouse.store.database import open_database

NAME: Final = "marts.duckdb"
_PREFIX: Final = "mart_"  # of tables for dashboards; other tables made by one select are looked at with the database


def write_marts(database: Path, target: Path) -> None:
    """Write the marts of a finished database into a file of their own.

    Args:
        database: The database; it is read.
        target: The file, which is new.
    """
    with open_database(target) as connection:
        connection.execute(f"attach {literal(database)} as whole (read_only)")
        for table in TABLES:
            if table.name.startswith(_PREFIX):
                connection.execute(create_table(table))
                connection.execute(f'insert into "{table.name}" from whole."{table.name}"')
                for comment in comments(table):
                    connection.execute(comment)
        connection.execute("detach whole")
        connection.execute("checkpoint")
