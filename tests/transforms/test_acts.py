"""Acts: one invented headline or sentence per rule, asserting the rule's name."""

import polars as pl
import pytest

from transforms.acts import act_rows, content_acts, tag_acts
from transforms.resources import read_rows


def _acts(text: str, role: str = "title") -> list[dict[str, object]]:
    sentences = pl.DataFrame(
        {"sentence_id": ["a.s0"], "article_id": ["a"], "role": [role], "char_start": [0], "text": [text]}
    )
    return tag_acts(sentences, pl.DataFrame()).to_dicts()


@pytest.mark.parametrize(
    ("text", "act_id", "polarity", "rule"),
    [
        ("Veldan accuses Ostrava of poisoning river", "accuse", -1, "stated"),
        ("Veldan agrees to share river water", "agree", 1, "stated"),
        ("Mayor Pell visits Ostrava", "consult", 1, "stated"),
        ("Guild backs Pell for mayor", "support", 1, "stated"),
        ("Veldan joins forces with Ostrava on floods", "cooperate", 1, "stated"),
        ("Ostrava donates blankets to Veldan", "aid", 1, "stated"),
        ("Harbour chief apologises for spill", "concede", 1, "stated"),
        ("Ostrava withdraws troops from island", "retreat", 1, "stated"),
        ("Fishermen urge Pell to dredge harbour", "request", 0, "stated"),
        ("Ostrava rejects river plan", "reject", -1, "stated"),
        ("Ostrava threatens Veldan over dam", "threaten", -1, "stated"),
        ("Tram drivers go on strike in Kelmore", "protest", -1, "stated"),
        ("Veldan imposes sanctions on Ostrava", "sanction", -1, "stated"),
        ("Veldan deploys warships to strait", "mobilize", -1, "stated"),
        ("Police arrest harbour chief", "coerce", -1, "stated"),
        ("Rebels bomb Kelmore market", "assault", -1, "stated"),
        ("Pell won't cooperate with harbour inquiry", "reject", -1, "negated"),
        ("No Veldan-Ostrava cooperation on dam", "reject", -1, "negated"),
        ("Pell would not rule out talks with Ostrava", "consult", 1, "negated_refusal"),
        ("Pell refuses to rule out deal", "agree", 1, "negated_refusal"),
        ("Could Veldan and Ostrava work together? Maybe, envoys say", "cooperate", 0, "asked"),
        ("Pell may support dam", "support", 0, "hedged"),
        ("Pell won't appear before guild", "reject", -1, "refusal"),
        ("Veldan delays tariffs on tin", "concede", 1, "ended"),
        ("Ostrava cancels talks with Veldan", "reject", -1, "ended"),
        ("Guild demands resignation probe of Pell", "request", -1, "hostile_request"),
        ("No evidence of fraud in eel count, guild says", "reject", -1, "negated"),
        ("Stop feeding the gulls", "request", -1, "stated"),
        ("Veldan could impose tariffs on Ostrava tin", "threaten", -1, "possible_force"),
    ],
)
def test_headline(text: str, act_id: str, polarity: int, rule: str) -> None:
    found = _acts(text)
    assert [(row["act_id"], row["polarity"], row["rule"]) for row in found] == [(act_id, polarity, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Veldan-backed guild in Kelmore",
        "Storm kills two in Kelmore",
        "Kelmore greets its champions",
        "Dora Pell has a heart attack",
        "Five things to know about eels",
        "Tin at highest since 1911",
    ],
)
def test_no_act(text: str) -> None:
    assert _acts(text) == []


def test_actor_and_target_are_named() -> None:
    (row,) = _acts("On Monday Dora Pell accused Jonas Reed of cheating.", role="body")
    assert (row["actor_text"], row["target_text"]) == ("Dora Pell", "Jonas Reed")


def test_a_passive_turns_actor_and_target() -> None:
    (row,) = _acts("Jonas Reed was criticised by Dora Pell.", role="body")
    assert (row["actor_text"], row["target_text"]) == ("Dora Pell", "Jonas Reed")


def test_a_refusal_swallows_what_is_refused() -> None:
    assert [row["act_id"] for row in _acts("Veldan rejected talks with Ostrava.", role="body")] == ["reject"]


def test_a_body_sentence_may_hold_several_acts() -> None:
    found = _acts("Veldan praised the guild, but the guild condemned the dam.", role="body")
    assert [row["act_id"] for row in found] == ["support", "accuse"]


def test_content_of_quotes() -> None:
    quotes = pl.DataFrame(
        {
            "quote_id": ["q1", "q2", "q3"],
            "article_id": ["a", "a", "a"],
            "text": ["We will not cooperate with them", "It rained", "I wouldn’t rule out talks"],
        }
    )
    assert content_acts(quotes)["content_act"].to_list() == ["reject", None, "consult"]


def test_every_term_belongs_to_a_known_act() -> None:
    known = set(act_rows()["act_id"]) | {"not", "maybe", "skip", "stop", "none"}
    assert {part for row in read_rows("acts_terms.csv") for part in row["act_id"].split(":")} == known


def test_no_sentences_give_a_typed_empty_frame() -> None:
    empty = pl.DataFrame(
        schema={
            "sentence_id": pl.String,
            "article_id": pl.String,
            "role": pl.String,
            "char_start": pl.Int64,
            "text": pl.String,
        }
    )
    acts = tag_acts(empty, pl.DataFrame())
    assert acts.is_empty()
    assert acts.schema["polarity"] == pl.Int64


def test_a_noun_in_running_text_is_not_told_as_an_act() -> None:
    assert _acts("The outrage lasted a week.", role="body") == []


def test_half_a_word_is_no_name() -> None:
    long = "On the long road that leads to the old harbour of the eel fishers, they praised the mayor of Ostrava Bay."
    (row,) = _acts(long, role="body")
    assert (row["actor_text"], row["target_text"]) == (None, "Ostrava Bay")


@pytest.mark.parametrize(
    "text",
    [
        "Three soldiers are dead, and the army canceled striking the port.",
        "Two guards were killed; the ministry halted the hits on the harbour.",
    ],
)
def test_what_ended_is_an_act_only_by_force(text: str) -> None:
    sentences = pl.DataFrame(
        {"sentence_id": ["a.s0000"], "article_id": ["a"], "role": ["body"], "char_start": [0], "text": [text]}
    )
    spans = pl.DataFrame(
        schema={
            "article_id": pl.String,
            "char_start": pl.Int64,
            "char_end": pl.Int64,
            "voice": pl.String,
            "quote_id": pl.String,
        }
    )
    assert tag_acts(sentences, spans)["act_id"].to_list()
