"""The SQL of a comparison of two groups of articles, made of what was asked for."""

import csv
from collections.abc import Sequence
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
    "kind": "only_kind",
    "speaker": "only_speaker",
    "of_what": "only_of_what",
    "item": "only_item",
}
_KEYS: Final = ("article_id", "outlet_id")
FACETS: Final = (  # columns of article_facets that make groups
    *("outlet_country", "outlet_medium", "article_kind", "article_language", "top_topic_name"),
    *("published_week", "published_month"),
)
_IDS: Final = ("article_id", "source_id", "url")


def comparison(
    measure: str | None,
    first: str,
    second: str | None,
    *,
    groups: tuple[Path | None, str | None] = (None, None),
    among: Path | None = None,
    **restrictions: str | None,
) -> tuple[str, tuple[str, ...]]:
    """The SQL of a comparison, and its parameters as ``name=value``.

    Args:
        measure: One of the measures of ``observations``; None for all but terms.
        first: Outlet or group.
        second: Another one; None for all the rest.
        groups: CSV of groups and the column that names them; without a CSV, one of ``FACETS``; neither for outlets.
        among: CSV of the articles that count; None for all.
        restrictions: By what articles and rows are chosen: story, topic, first_day, last_day, kind, speaker, of_what,
            item.

    Raises:
        ParameterError: A file has other columns, or no row.
    """
    named = {"first": first, "second": second, "measure": measure, **restrictions}
    arguments = [f"${name}" if named[name] is not None else "null" for name in ("measure", "first", "second")]
    arguments += [f"{_ARGUMENTS[name]} := ${name}" for name, value in restrictions.items() if value is not None]
    before = ""
    file, by = groups
    if file is not None or by is not None:
        before = _facet_groups(str(by)) if file is None else _own_groups(file, by or "group")
        arguments.append("groups := 'own_groups'")
    if among is not None:
        before += _own_articles(among)
        arguments.append("among := 'own_articles'")
    sql = (
        f"{before}select {_COLUMNS} from contrast({', '.join(arguments)}) "
        "order by p_value nulls last, measure, n + other_n desc, item"
    )
    return sql, tuple(f"{name}={value}" for name, value in named.items() if value is not None)


def _facet_groups(column: str) -> str:
    """Statements that make ``own_groups`` of what is known of articles."""
    if column not in FACETS:
        raise ParameterError(f"--by {column}: without --groups one of {', '.join(FACETS)}")
    return f"create temp table own_groups as select article_id, {column} as group_name from article_facets; "


def _own_groups(file: Path, column: str) -> str:
    """Statements that make ``own_groups`` of a CSV."""
    key, rows = _read(file, _KEYS, column)
    pairs = [f"({literal(row[key])}, {literal(row[column])})" for row in rows if row[column]]
    if not pairs:
        raise ParameterError(f"{file}: no row with {column}")
    return (
        f"create temp table own_groups as select articles.article_id, given.group_name from articles "
        f"inner join (values {', '.join(pairs)}) as given ({key}, group_name) using ({key}); "
    )


def _own_articles(file: Path) -> str:
    """Statements that make ``own_articles`` of a CSV."""
    key, rows = _read(file, _IDS)
    ids = [f"({literal(row[key])})" for row in rows if row[key]]
    if not ids:
        raise ParameterError(f"{file}: no row with {key}")
    return (
        "create temp table own_articles as select distinct articles.article_id from articles "
        f"inner join (values {', '.join(ids)}) as given ({key}) using ({key}); "
    )


def _read(file: Path, keys: Sequence[str], *others: str) -> tuple[str, list[dict[str, str]]]:
    """Which of the keys a CSV has, and its rows.

    Raises:
        ParameterError: It has none of them, or lacks another column.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        names = rows.fieldnames or ()
        key = next((name for name in keys if name in names), None)
        if key is None or not set(others) <= set(names):
            wanted = ", ".join([*others, " or ".join(keys)])
            own = [name for name in names if name not in keys]
            hint = f"; --by {own[0]} takes its groups from there" if others == ("group",) and key and own else ""
            raise ParameterError(f"{file}: wants the columns {wanted}; has {', '.join(names) or 'none'}{hint}")
        return key, list(rows)
