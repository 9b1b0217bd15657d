"""The word lists: every row names a known act, kind or context."""

from transforms.acts import act_rows
from transforms.resources import read_rows


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
