"""The word lists: every row names a known act, kind or context."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotations.acts import act_rows, tag_acts
from transforms.resources import read_rows
from transforms.text.matching import fold_for_matching


def test_every_term_belongs_to_a_known_act() -> None:
    known = set(act_rows()["act_id"])
    # "none": an act only beside words of force
    assert {row["act_id"] for row in read_rows("acts_terms.csv")} <= known | {"none"}
    assert {row["act_id_with_force"] for row in read_rows("acts_terms.csv")} <= known | {""}
    assert {row["act_id"] for row in read_rows("acts_scope.csv")} <= known | {"none", ""}


def test_every_act_says_what_its_negation_is() -> None:
    known = set(act_rows()["act_id"]) | {"none"}
    assert {row[name] for row in read_rows("acts.csv") for name in ("when_refused", "when_denied")} <= known


def test_no_term_is_both_an_act_and_an_idiom() -> None:
    terms = {(row["term"], row["form"]) for row in read_rows("acts_terms.csv")}
    assert not terms & {(row["term"], row["form"]) for row in read_rows("acts_idioms.csv")}


_ACTS = set(act_rows()["act_id"])
_WORDS = [row["term"] for name in ("acts_terms.csv", "acts_scope.csv", "acts_contexts.csv") for row in read_rows(name)]


@given(
    st.lists(st.sampled_from([*_WORDS, "the", "of", "Pell", "by", ",", "to", ":", "?", "“", "-"]), max_size=12),
    st.sampled_from(["title", "body"]),
)
def test_any_chain_of_terms_is_read(words: list[str], role: str) -> None:
    text = " ".join(words)
    sentences = pl.DataFrame(
        {"sentence_id": ["a.s0"], "article_id": ["a"], "role": [role], "char_start": [0], "text": [text]}
    )
    for row in tag_acts(sentences, pl.DataFrame()).acts.iter_rows(named=True):
        assert row["act_id"] in _ACTS
        assert all(term in fold_for_matching(text) for term in row["matched_terms"].split("; "))
