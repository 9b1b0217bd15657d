"""Views and macros in the database: created in order, held to what is declared of them, and commented."""

import graphlib
import hashlib
import re
from collections.abc import Mapping
from typing import Final

import duckdb

from warehouse.contract.ddl import column_comments, comments, create_table, view_comment
from warehouse.contract.frames import SchemaError
from warehouse.contract.schema import View
from warehouse.contract.tables import TABLES
from warehouse.contract.views import VIEW
from warehouse.statements import mart_sql, sql_files, view_files

_WORD: Final = re.compile(r"\w+")
_DIGITS: Final = 16  # of the hash


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all views and macros, each after those that it uses, and comment the views and their columns.

    Raises:
        SchemaError: A view's columns are not those that ``warehouse/contract/views`` declares.
    """
    views = dict(view_files())
    if unlike := sorted(VIEW.keys() ^ views.keys()):
        raise SchemaError(f"{unlike}: a view needs its SQL below sql/ and its columns in warehouse/contract/views")
    every = {**dict(sql_files("macros")), **views}
    code = {name: "\n".join(line for line in sql.splitlines() if line[:2] != "--") for name, sql in every.items()}
    used = {name: {word for word in _WORD.findall(text) if word in every} - {name} for name, text in code.items()}
    for name in graphlib.TopologicalSorter(used).static_order():
        connection.execute(every[name])
    found = columns_of_relations(connection)
    for name, sql in views.items():
        hold_to_declaration(found[name], VIEW[name])
        connection.execute(view_comment(name, sql))
        for statement in column_comments(name, VIEW[name].columns):
            connection.execute(statement)


def relations_hash() -> str:
    """Hash over everything that a database is created with: another one means that it has to be built anew."""
    said = [(create_table(table), comments(table)) for table in TABLES]
    views = [(name, [*column_comments(name, VIEW[name].columns)]) for name in sorted(VIEW)]
    files = [sql_files(folder) for folder in ("macros", "intermediate", "views")]
    marts = [(table.name, mart_sql(table.name)) for table in TABLES if table.origin == "mart"]
    every = repr((said, views, [list(of_folder) for of_folder in files], marts))
    return hashlib.blake2b(every.encode(), digest_size=_DIGITS // 2).hexdigest()


def columns_of_relations(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Names and types of the columns of every table and view, in their order; none is bound again for it."""
    rows = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'main' order by table_name, column_index"
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for relation, name, type_ in rows:
        found.setdefault(relation, {})[name] = type_
    return found


def hold_to_declaration(found: Mapping[str, str], view: View) -> None:
    """Compare the columns that a view has with those that are declared.

    Args:
        found: Names and types of its columns, in their order.
        view: What is declared.

    Raises:
        SchemaError: A column is not declared, not there, in another place or of another type.
    """
    declared = {column.name: str(column.type) for column in view.columns}
    said = "; declare its columns in warehouse/contract/views as its SQL has them"
    if unknown := [name for name in found if name not in declared]:
        raise SchemaError(f"view {view.name}: no prose for {unknown}{said}")
    if missing := [name for name in declared if name not in found]:
        raise SchemaError(f"view {view.name}: {missing} declared and not there{said}")
    for name, type_ in found.items():
        if type_ != declared[name]:
            raise SchemaError(f"view {view.name}: {name} is {type_}, declared {declared[name]}{said}")
    if list(found) != list(declared):
        raise SchemaError(f"view {view.name}: the columns come in the order {list(found)}{said}")
