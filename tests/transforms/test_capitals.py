"""Tests of transforms.labels.capitals."""

import itertools

import pytest

from transforms.labels.capitals import capitalised_runs
from transforms.running_words import RunningWords


def _found(*texts: str) -> list[str]:
    runs = capitalised_runs(RunningWords(texts))
    found = zip(runs.starts.tolist(), runs.numbers.tolist(), strict=True)
    return [runs.written[number] for _, number in sorted(found)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Ilse Brandt met Rok Jon Su, the envoy.", ["Ilse Brandt", "Rok Jon Su"]),
        ("Mr. Brandt and Gen. de Rook saw Ludwig van der Aa.", ["Mr. Brandt", "Gen. de Rook", "Ludwig van der Aa"]),
        ("the U.S. Navy in Port. The quay", ["U.S. Navy", "Port", "The"]),
        ("Brandt's Quay-Side Fund, Élan’s Łan", ["Brandt's Quay-Side Fund", "Élan’s"]),
        ("al-Tarif and 'Ostrand'", ["Tarif", "Ostrand'"]),
        ("iPhone Store of McBride", ["McBride"]),
        ("5 × Brandt", ["Brandt"]),
        ("no name here", []),
        ("", []),
    ],
)
def test_runs_are_what_is_written_with_capitals(text: str, runs: list[str]) -> None:
    assert _found(text) == runs


def test_neighbours_decide_nothing_but_what_a_run_may_go_on_with() -> None:
    words = ("Brandt", "Mr", "de", "quay", "iQuay", "S")
    gaps = (" ", "-", "’", ".", ". ", ", ", "  ")
    texts = ["".join(parts) for parts in itertools.product(words, gaps, words, gaps, words)]

    alone = [run for text in texts for run in _found(text)]

    assert _found(*texts) == alone


def test_a_run_says_where_it_stands_and_what_is_before_it() -> None:
    runs = capitalised_runs(RunningWords(["He said: Quay", "“Harbour”"]))

    assert [runs.written[number] for number in runs.numbers.tolist()] == ["He", "Quay", "Harbour"]
    assert [chr(mark) for mark in runs.marks.tolist()] == ["\n", " ", "“"]
    assert chr(runs.earlier.tolist()[1]) == ":"
    assert runs.starts.tolist() == [1, 10, 17]
