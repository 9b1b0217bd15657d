"""``docs/queries.md`` has every view, macro and analysis, and nothing else."""

import re
from pathlib import Path

import pytest

from warehouse.statements import description, sql_files

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")


def test_every_view_and_macro_has_a_section_with_an_example() -> None:
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
    names = {name for folder in ("views", "intermediate", "macros") for name, _ in sql_files(folder)}
    assert set(sections) == names
    for name, section in sections.items():
        assert re.search(rf"```sql\n[^`]*\b{name}\b[^`]*```\n\n```text\n[^`]+\(\d+ rows?\)\n```", section), name


@pytest.mark.parametrize(("name", "sql"), list(sql_files("macros")), ids=lambda value: value.split("\n")[0][:30])
def test_every_macro_is_shown_with_its_arguments(name: str, sql: str) -> None:
    found = re.search(rf"macro ({name}\([^)]*\))", sql)
    assert found is not None
    call = " ".join(found[1].split()).replace("( ", "(").replace(" )", ")")
    assert f"`{call}`" in PAGE


def test_every_analysis_is_in_the_table_with_its_question_and_parameters() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)
    assert [row[0] for row in rows] == [name for name, _ in sql_files("analyses")]
    for (_, question, parameters), (_, sql) in zip(rows, sql_files("analyses"), strict=True):
        assert description(sql).startswith(question)
        assert set(re.findall(r"`(\w+)`", parameters)) == set(re.findall(r"\$(\w+)", sql))
