"""Folding keeps lengths; hits are whole words; inflection follows English spelling."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.folding import fold_for_matching, fold_narrow
from transforms.text.inflection import inflect, plural, verb_forms
from transforms.text.matching import SentenceIndex, TermMatcher
from transforms.text.running_words import RunningWords


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold_for_matching(text)) == len(text)


def test_folding_parts_words_by_spaces() -> None:
    assert fold_for_matching("Won’t “Ban”\u00a0co-op’s ‘it’") == "won't  ban  co op's  it'"


def _narrow(char: str) -> str:
    return char if char <= "\xff" else "ÿ" if char.isalnum() else "\x7f"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="Σ")))  # Σ is lowered by its place in a word
def test_the_narrow_copy_says_the_same(text: str) -> None:
    assert fold_narrow(text).decode("latin-1") == "".join(map(_narrow, fold_for_matching(text)))


def _hits(terms: list[str], text: str) -> list[tuple[str, int, int]]:
    matcher = TermMatcher(terms)
    _, found = matcher.find(RunningWords([text]))
    return [
        (matcher.terms[term], start, end)
        for term, start, end in zip(*(column.tolist() for column in found), strict=True)
    ]


def test_a_hyphen_is_a_space_to_a_term() -> None:
    assert _hits(["co-operate"], "They co operate, or co-operate") == [("co operate", 5, 15), ("co operate", 20, 30)]


def test_a_term_does_not_hide_in_a_word_before_another() -> None:
    assert _hits(["in charge", "charged with"], "Martin charged with theft") == [("charged with", 7, 19)]


def test_only_whole_words_hit() -> None:
    assert _hits(["ban", "ban on"], "Urban ban, banned; ban on trams") == [("ban", 6, 9), ("ban on", 19, 25)]


def test_a_longer_term_that_ends_inside_a_word_hides_no_shorter_one() -> None:
    assert _hits(["tram", "tram line"], "The tram lineage") == [("tram", 4, 8)]


def test_of_overlapping_terms_the_first_and_the_longest_count() -> None:
    terms = ["old tram", "tram line", "line", "tram line map"]
    assert _hits(terms, "old tram line map") == [("old tram", 0, 8), ("line", 9, 13)]
    assert _hits(terms, "a tram line map") == [("tram line map", 2, 15)]


def test_marks_within_a_term_are_told_apart() -> None:
    assert _hits(["r & d", "at sea. then"], "R & D; r d, R. D; at sea. Then") == [
        ("r & d", 0, 5),
        ("at sea. then", 18, 30),
    ]


def test_marks_around_a_term_belong_to_it() -> None:
    terms = ["#trams", "rep.", "trams", "fares $", "c++"]
    assert _hits(terms, "#Trams, Rep. Pell, rep, x#trams, fares $ now, C++, C+") == [
        ("#trams", 0, 6),
        ("rep.", 8, 12),
        ("fares $", 33, 40),
        ("c++", 46, 49),
    ]


def test_a_term_without_a_word_hits_nothing() -> None:
    assert _hits(["$", "tram"], "$ 5 tram") == [("tram", 4, 8)]


def test_offsets_are_code_points() -> None:
    assert _hits(["tram"], "élan — 😀 Tram") == [("tram", 9, 13)]


def test_terms_of_any_alphabet_hit() -> None:
    text = "Tram, Трамвай, Троллей ŝoforo"
    assert _hits(["трамвай", "ŝoforo", "tram"], text) == [("tram", 0, 4), ("трамвай", 6, 13), ("ŝoforo", 23, 29)]


def _found(index: SentenceIndex, terms: list[str]) -> list[tuple[int, ...]]:
    """Sentence, term, start and end of each hit."""
    numbers, found = index.find(TermMatcher(terms))
    return list(zip(numbers.tolist(), *(column.tolist() for column in found), strict=True))


def test_no_hit_reaches_into_the_next_sentence() -> None:
    index = _index([("a", None, "Mayor repeats ban"), ("a", 0, "On trams nothing was said")], spans=[])
    assert _found(index, ["ban", "ban on"]) == [(0, 0, 14, 17)]


def test_a_term_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        TermMatcher(["Tram", "tram"])


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("tax", "taxes"), ("policy", "policies"), ("gunman", "gunmen"), ("human", "humans"), ("survey", "surveys")],
)
def test_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("slam", {"slam", "slams", "slammed", "slamming"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("seek help", {"seek help", "seeks help", "sought help", "seeking help"}),
        ("force out", {"force out", "forces out", "forced out", "forcing out"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
    ],
)
def test_verb_forms(verb: str, expected: set[str]) -> None:
    assert set(verb_forms(verb)) == expected


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="'q'"):
        inflect("tram", "q")


def _index(
    sentences: list[tuple[str, int | None, str]], *, spans: list[tuple[str, int, int, str, str]]
) -> SentenceIndex:
    rows = [(f"{article}.s{n}", article, "body", start, text) for n, (article, start, text) in enumerate(sentences)]
    names = ("sentence_id", "article_id", "role", "char_start", "text")
    span_names = ("article_id", "char_start", "char_end", "voice", "quote_id")
    return SentenceIndex(
        pl.DataFrame(rows, schema=names, orient="row", schema_overrides={"char_start": pl.Int64}),
        pl.DataFrame(spans, schema=span_names, orient="row") if spans else pl.DataFrame(),
    )


def test_voices() -> None:
    index = _index(
        [("a", None, "Trams"), ("a", 5, "Trams again"), ("b", 0, "Trams")],
        spans=[("a", 10, 20, "direct", "q1"), ("a", 30, 40, "indirect", "q2"), ("b", 0, 9, "direct", "q3")],
    )
    places = [(1, 4), (1, 5), (1, 14), (1, 15), (1, 30), (1, 85), (0, 11), (2, 0), (2, 9)]
    voice, quote_id = index.voices_at(*np.array(places).T)
    assert list(zip(voice, quote_id, strict=True)) == [
        ("outlet", None),
        ("direct", "q1"),
        ("direct", "q1"),
        ("outlet", None),
        ("indirect", "q2"),
        ("outlet", None),
        ("outlet", None),
        ("direct", "q3"),
        ("outlet", None),
    ]


def test_hits_are_counted_within_their_sentence() -> None:
    index = _index([("a", None, "No trams here"), ("a", 0, "Quiet."), ("b", 0, "Trams")], spans=[])
    assert _found(index, ["trams"]) == [(0, 0, 3, 8), (2, 0, 0, 5)]
