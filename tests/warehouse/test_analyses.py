"""Every analysis over the sample: restrictions restrict."""

import re
from pathlib import Path
from typing import Any, Final

import pytest

from warehouse.query import open_sandboxed
from warehouse.statements import optional_parameters, sql_files
from warehouse.store.layout import Layout

ANALYSES: Final = list(sql_files("analyses"))
OF_AN_OUTLET: Final = [(name, sql) for name, sql in ANALYSES if "outlet" in optional_parameters(sql)]
SHOWN_WHOLE: Final = {"conflicts"}  # what an outlet takes part in is shown with all who do
NOTHING: Final = {"story": "no such story", "topic": "no such topic", "from": "2999-01-01", "to": "1900-01-01"}
CHOSEN: Final = {
    "outlet": "select outlet_id from mart_quotes group by 1 order by count(*) desc, 1 limit 1",
    "outlet_name": "select outlet_name from mart_quotes group by 1 order by count(*) desc, 1 limit 1",
    "story": "select story_id from stories order by article_count desc, 1 limit 1",
    "name": "select speaker_name from quotes where speaker_id is not null group by 1 order by count(*) desc, 1 limit 1",
    "words": "select split_part(canonical_text, ' ', 1) from quote_variants order by outlet_count desc, 1 limit 1",
    "term": "select term from article_terms where term_kind = 'word' group by 1 order by count(*) desc, 1 limit 1",
    "concept": "select concept from mart_labels group by 1 order by count(*) desc, 1 limit 1",
    "target": "select target_text from sentence_acts where target_text is not null order by 1 limit 1",
    "measure": "select 'frame'",
    "item": "select 'economic'",
    "first": "select min(outlet_id) from articles",
    "second": "select max(outlet_id) from articles where outlet_id <> 'unknown'",
    "other": "select max(outlet_id) from articles where outlet_id <> 'unknown'",
}


class Analyses:
    """The analyses of a warehouse, with values for what they ask."""

    def __init__(self, warehouse: Path) -> None:
        self._connection = open_sandboxed(Layout(warehouse).require_published())

    def chosen(self, name: str) -> Any:
        ((value,),) = self._connection.execute(CHOSEN[name]).fetchall()
        return value

    def rows(self, sql: str, **given: Any) -> list[dict[str, Any]]:
        optional = optional_parameters(sql)
        named = sorted(set(re.findall(r"\$(\w+)", sql)))
        values = {name: given.get(name, None if name in optional else self.chosen(name)) for name in named}
        result = self._connection.execute(sql, values or None)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@pytest.fixture(scope="module")
def analyses(sample: Path) -> Analyses:
    return Analyses(sample)


@pytest.mark.parametrize(("name", "sql"), ANALYSES, ids=[name for name, _ in ANALYSES])
def test_what_no_article_meets_leaves_nothing(analyses: Analyses, name: str, sql: str) -> None:
    for parameter in optional_parameters(sql) & NOTHING.keys():
        assert analyses.rows(sql, **{parameter: NOTHING[parameter]}) == [], f"{name}: {parameter}"


@pytest.mark.parametrize(("name", "sql"), OF_AN_OUTLET, ids=[name for name, _ in OF_AN_OUTLET])
def test_an_outlet_that_is_asked_for_is_told_alone(analyses: Analyses, name: str, sql: str) -> None:
    every, of_one = analyses.rows(sql), analyses.rows(sql, outlet=analyses.chosen("outlet"))
    if name not in SHOWN_WHOLE and every and "outlet_name" in every[0]:
        told = analyses.chosen("outlet_name")
        assert {row["outlet_name"] for row in of_one} <= {told}
        assert analyses.rows(sql, outlet=told.upper()) == of_one
        assert bool(of_one) == (told in {row["outlet_name"] for row in every})
    else:
        assert len(of_one) <= len(every)
