"""Folding keeps lengths; hits are whole words; inflection follows English spelling."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.matching import SentenceIndex, TermMatcher, Voices, fold, inflect, plural, verb_forms


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_parts_words_by_spaces() -> None:
    assert fold("Won’t “Ban”\u00a0co-op’s ‘it’") == "won't  ban  co op's  it'"


def test_a_hyphen_is_a_space_to_a_term() -> None:
    assert TermMatcher(["co-operate"]).find(fold("They co operate, or co-operate")) == [(0, 5, 15), (0, 20, 30)]


def test_a_term_does_not_hide_in_a_word_before_another() -> None:
    matcher = TermMatcher(["in charge", "charged with"])
    assert [matcher.terms[term] for term, _, _ in matcher.find("martin charged with theft")] == ["charged with"]


def test_only_whole_words_hit() -> None:
    matcher = TermMatcher(["ban", "ban on"])
    assert (matcher.find("urban ban, banned; ban on trams")) == [(0, 6, 9), (1, 19, 25)]


def test_offsets_are_code_points() -> None:
    matcher = TermMatcher(["tram"])
    assert (matcher.find("élan — tram")) == [(0, 7, 11)]


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


def test_voices() -> None:
    voices = Voices([(10, 20, "direct", "q1"), (30, 40, "indirect", "q2")])
    assert [voices.at(place) for place in (9, 10, 19, 20, 35, 90)] == [
        ("outlet", None),
        ("direct", "q1"),
        ("direct", "q1"),
        ("outlet", None),
        ("indirect", "q2"),
        ("outlet", None),
    ]


def test_hits_are_counted_within_their_sentence() -> None:
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0", "a.s1", "b.s0"],
            "article_id": ["a", "a", "b"],
            "role": ["title", "lead", "title"],
            "char_start": [None, 0, 0],
            "text": ["No trams here", "Quiet.", "Trams"],
        }
    )
    spans = pl.DataFrame(
        {"article_id": ["b"], "char_start": [0], "char_end": [5], "voice": ["direct"], "quote_id": ["q"]}
    )
    index = SentenceIndex(sentences, spans)
    matcher = TermMatcher(["trams"])
    assert list(index.hits(matcher)) == [(0, [(0, 3, 8)]), (2, [(0, 0, 5)])]
    assert index.voice_at(0, 3) == ("outlet", None)
    assert index.voice_at(2, 0) == ("direct", "q")
