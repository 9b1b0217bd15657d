"""``docs/queries.md`` has every view, macro and analysis, and nothing else."""

import re
from pathlib import Path

import pytest

from tools.refresh_examples import analysis_table
from warehouse.statements import optional_parameters, sql_files

RESTRICTIONS = {"outlet", "topic", "story", "from", "to"}
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


def test_every_analysis_is_in_the_table_with_its_question_grain_and_parameters() -> None:
    assert analysis_table(PAGE) == PAGE, "stale; mend with: python -m tools.refresh_examples WAREHOUSE docs/queries.md"
    assert len(list(sql_files("analyses"))) >= 35


@pytest.mark.parametrize(("name", "sql"), list(sql_files("analyses")), ids=lambda value: value.split("\n")[0][:30])
def test_every_analysis_says_its_grain_an_example_and_what_it_can_do_without(name: str, sql: str) -> None:
    assert re.search(r"^-- Grain: \w", sql, re.MULTILINE), name
    used = set(re.findall(r"\$(\w+)", sql))
    optional = optional_parameters(sql)
    assert optional <= used
    parameter = r' --param \w+=(?:"[^"]+"|[^\s"]+)'
    example = re.search(rf"^-- Example: newsprism query {name}((?:{parameter})*)$", sql, re.MULTILINE)
    assert example is not None, "an example that can be pasted"
    given = set(re.findall(r"--param (\w+)=", example[1]))
    assert used - optional <= given <= used


@pytest.mark.parametrize(("name", "sql"), list(sql_files("analyses")), ids=lambda value: value.split("\n")[0][:30])
def test_every_analysis_can_be_restricted_or_says_why_not(name: str, sql: str) -> None:
    excused = re.search(r"^-- Without ([a-z, ]+): \w.*\.$", sql, re.MULTILINE)
    without = set(excused[1].split(", ")) if excused else set()
    used = set(re.findall(r"\$(\w+)", sql))
    assert RESTRICTIONS - used == without, f"{name}: a parameter, or a reason: -- Without outlet: …"
