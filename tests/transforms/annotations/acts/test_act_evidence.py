"""Whose evaluation a headline is, and how sure its reading is."""

import polars as pl
import pytest

from transforms.annotations.acts import tag_acts
from transforms.annotations.acts.evidence import probability

_REPORT = (
    "The guild leader criticised the mayor on Monday. “The dam is late,” said Ana Reed, who leads the guild. The mayor,"
    " Dora Pell, said work would go on. “We will finish in May,” she said."
)
_OPINION = (
    "I can't say I'm surprised, and we shouldn't be. Surely it's plain by now that our mayor isn't up to it? We've seen"
    " this before, and frankly it's absurd. Perhaps she simply doesn't care about us."
)


def tagged(title: str, text: str, *, quotes: int = 0) -> tuple[dict[str, object] | None, float]:
    sentences = [title, *(f"{part.strip()}." for part in text.replace("?", ".").split(".") if part.strip(" ”"))]
    rows = pl.DataFrame(
        {
            "sentence_id": [f"a.s{number}" for number in range(len(sentences))],
            "article_id": "a",
            "role": ["title"] + ["body"] * (len(sentences) - 1),
            "char_start": [None, *range(0, 500 * (len(sentences) - 1), 500)],
            "text": sentences,
        }
    )
    made = pl.DataFrame({"article_id": ["a"] * quotes}, schema={"article_id": pl.String})
    found = tag_acts(rows, pl.DataFrame(), quotes=made)
    acts = found.acts.filter(sentence_id="a.s0").to_dicts()
    return (acts[0] if acts else None), found.headlines["headline_confidence"].item()


def test_an_opinion_tells_its_own_evaluation_and_a_report_that_of_others() -> None:
    own, _ = tagged("Opinion: Pell's dreadful dam", _OPINION)
    reported, _ = tagged("Guild slams Pell over dam", _REPORT, quotes=2)
    assert own is not None
    assert reported is not None
    assert (own["act_id"], own["told_as"]) == ("accuse", "evaluation")
    assert (reported["act_id"], reported["told_as"]) == ("accuse", "report")


def test_what_is_done_by_more_than_words_is_always_a_report() -> None:
    act, _ = tagged("Opinion: Pell meets with Reed", _OPINION)
    assert act is not None
    assert (act["act_id"], act["told_as"]) == ("consult", "report")


def test_a_text_that_tells_the_act_again_makes_it_surer() -> None:
    act, sure = tagged("Guild slams Pell over dam", _REPORT, quotes=2)
    _, unsure = tagged("Guild slams Pell over dam", "The dam is of concrete. It has four gates.")
    assert act is not None
    assert act["confidence"] == sure > unsure


def test_hints_of_hostility_make_it_less_sure_that_a_headline_tells_nothing() -> None:
    plain, sure = tagged("Seven eels for the winter", "Eels are long. They swim.")
    hinted, unsure = tagged("Pell: eels are no 'late' fish", "The guild criticised Pell. It blamed her.")
    assert plain is hinted is None
    assert sure > 0.6
    assert unsure < 0.5


def test_a_headline_of_several_sentences_is_as_sure_as_its_least_sure_act() -> None:
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0", "a.s1", "a.s2"],
            "article_id": "a",
            "role": "title",
            "char_start": [None, None, None],
            "text": ["Guild slams Pell.", "She arrested Reed in Kelmore as he left.", "What is next?"],
        },
        schema_overrides={"char_start": pl.Int64},
    )
    found = tag_acts(sentences, pl.DataFrame())
    assert found.headlines["article_id"].to_list() == ["a"]
    assert found.headlines["headline_confidence"].item() == found.acts["confidence"].min()
    assert found.acts.height == 2


@pytest.mark.parametrize("question", ["act", "none", "evaluation", "sentence"])
def test_each_question_has_its_weights(question: str) -> None:
    assert 0 < probability(question, {}) < 1
    assert probability(question, {"no such evidence": 5.0}) == probability(question, {})


def test_an_evaluation_in_running_text_is_a_word_that_judges_in_the_outlets_voice() -> None:
    judging = pl.DataFrame(
        {
            "sentence_id": ["a.s0"],
            "article_id": ["a"],
            "role": ["body"],
            "char_start": [0],
            "text": ["The guild has blamed Pell for the flood."],
        }
    )
    (row,) = tag_acts(judging, pl.DataFrame()).acts.to_dicts()
    assert row["told_as"] == "report"
    assert 0.5 < row["confidence"] < 1
