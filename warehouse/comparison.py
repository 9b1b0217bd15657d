"""The SQL of a comparison of two groups of articles, made of what was asked for."""

import csv
from pathlib import Path
from typing import Final

from warehouse.query import ParameterError
from warehouse.statements import literal

_COLUMNS: Final = (
    "measure, case when of_what in ('all', 'words') then item_name else of_what || ': ' || item_name end as item, "
    "n, total, other_n, other_total, round(ratio, 2) as ratio, round(ratio_low, 2) as ratio_low, "
    "round(ratio_high, 2) as ratio_high, round(p_corrected, 4) as p_corrected, item_article_count as articles, verdict"
)
_ARGUMENTS: Final = {
    "story": "only_story",
    "topic": "only_topic",
    "first_day": "first_day",
    "last_day": "last_day",
    "of_what": "only_of_what",
    "item": "only_item",
}
_KEYS: Final = ("article_id", "outlet_id")


def comparison(
    measure: str | None, first: str, second: str | None, *, groups: Path | None = None, **restrictions: str | None
) -> tuple[str, tuple[str, ...]]:
    """The SQL of a comparison, and its parameters as ``name=value``.

    Args:
        measure: One of the measures of ``observations``; None for all but terms.
        first: Outlet or group.
        second: Another one; None for all the rest.
        groups: CSV of groups; None for outlets.
        restrictions: By what articles and rows are chosen: story, topic, first_day, last_day, of_what, item.

    Raises:
        ParameterError: The file of groups has other columns.
    """
    named = {"first": first, "second": second, "measure": measure, **restrictions}
    arguments = [f"${name}" if named[name] is not None else "null" for name in ("measure", "first", "second")]
    arguments += [f"{_ARGUMENTS[name]} := ${name}" for name, value in restrictions.items() if value is not None]
    before = ""
    if groups is not None:
        before = _own_groups(groups)
        arguments.append("groups := 'own_groups'")
    sql = (
        f"{before}select {_COLUMNS} from contrast({', '.join(arguments)}) "
        "order by p_value nulls last, measure, n + other_n desc, item"
    )
    return sql, tuple(f"{name}={value}" for name, value in named.items() if value is not None)


def _own_groups(file: Path) -> str:
    """Statements that make ``own_groups`` of a CSV."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        key = next((name for name in _KEYS if name in (rows.fieldnames or ())), None)
        if key is None or "group" not in (rows.fieldnames or ()):
            raise ParameterError(f"{file}: wants the columns group, and outlet_id or article_id; has {rows.fieldnames}")
        pairs = [f"({literal(row[key])}, {literal(row['group'])})" for row in rows if row["group"]]
    if not pairs:
        raise ParameterError(f"{file}: no row with a group")
    return (
        f"create temp table own_groups as select articles.article_id, given.group_name from articles "
        f"inner join (values {', '.join(pairs)}) as given ({key}, group_name) using ({key}); "
    )
