"""What changes a fingerprint, and what does not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from transforms.annotations.annotators import ANNOTATORS
from transforms.fingerprints import Code, source_hash

ROOT = Path(__file__).parents[2]
Edit = Callable[[Path], None]


def _fingerprints(home: Path) -> dict[str, str]:
    code = Code(home)
    return {
        one.name: code.fingerprint([(one.function.__module__, one.function.__name__)]) for one in ANNOTATORS.annotators
    }


@pytest.fixture(scope="module")
def before() -> dict[str, str]:
    return _fingerprints(ROOT)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "transforms", tmp_path / "transforms", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def _replace(file: str, old: str, new: str) -> Edit:
    def edit(home: Path) -> None:
        path = home / "transforms" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _append(file: str, text: str) -> Edit:
    def edit(home: Path) -> None:
        with (home / "transforms" / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    return edit


@pytest.mark.parametrize(
    ("edits", "changed"),
    [
        (
            [
                _append("annotations/labels/sets.py", "\n# a thought\n"),
                _replace("annotations/labels/sets.py", '"""Uses of the labels.', '"""Other words.'),
                _append("annotations/labels/sets.py", "\n\ndef unused() -> int:\n    return 1\n"),
                _append("corpus/copies.py", "\nNEW = 1\n"),
            ],
            set(),
        ),
        ([_replace("annotations/labels/sets.py", "rule=pl.lit(rule)", 'rule=pl.lit("x")')], {"labels"}),
        (
            [_append("data/topic_terms.csv", "\n"), _append("data/labels_modifiers.toml", "\n")],
            {"topics", "labels", "actors"},
        ),
    ],
    ids=["comments, docstrings, what nobody calls, the corpus", "a rule", "lists"],
)
def test_what_changes_a_fingerprint(home: Path, before: dict[str, str], edits: list[Edit], changed: set[str]) -> None:
    for edit in edits:
        edit(home)
    after = _fingerprints(home)
    assert {name for name in before if before[name] != after[name]} == changed


def test_every_list_belongs_to_an_annotator_or_to_the_corpus() -> None:
    code = Code()
    annotators = [(one.function.__module__, one.function.__name__) for one in ANNOTATORS.annotators]
    reached = code.reach([*annotators, ("flows.stages.resolving", "resolve")])
    files = {path.name for path in (ROOT / "transforms" / "data").iterdir() if path.is_file()}
    assert set(code.lists(reached)) == files


def test_name_that_a_package_passes_on_is_followed_to_its_definition() -> None:
    reached = Code().reach([("transforms.annotations.labels", "find_labels")])
    modules = {one.module for one in reached}
    assert {"transforms.annotations.labels.sets", "transforms.text.matching"} <= modules
    assert not {"transforms.annotations.labels.actors", "transforms.annotations.acts.tagging"} & modules


def test_source_says_every_list_and_file_of_code(home: Path) -> None:
    """What a fingerprint may hang on; kept fingerprints are those of the same source."""
    before = source_hash(home)
    _append("data/topic_terms.csv", "\n")(home)
    between = source_hash(home)
    _append("corpus/copies.py", "# a thought\n")(home)
    assert len({before, between, source_hash(home)}) == 3
