"""Sentences of the body: what makes a row there, whose voice it is, and who acts towards whom."""

import polars as pl
import pytest

from transforms.annotations.acts import tag_acts


def test_actor_and_target_are_named(acts) -> None:
    (row,) = acts("On Monday Dora Pell accused Jonas Reed of cheating.", role="body")
    assert (row["actor_text"], row["target_text"]) == ("Dora Pell", "Jonas Reed")


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Harbour chief Reed forced out", None, "Reed"),
        ("Reed fired after eel scandal", None, "Reed"),
        ("Reed jailed Pell", "Reed", "Pell"),
        ("Drivers in Ostrava defied Pell", "Drivers", "Pell"),
        ("Pell in Ostrava blames Reed", "Pell", "Reed"),
        ("Some have rejected Pell", None, "Pell"),
        ("More have sued Ostrava Bay", None, "Ostrava Bay"),
        ("Police arrest dozens in Ostrava", "Police", None),
        ("There are no plans to consult Ostrava Bay", None, "Ostrava Bay"),
    ],
)
def test_quantities_places_and_sufferers_are_no_actors(acts, text: str, actor: str | None, target: str | None) -> None:
    (row,) = acts(text)
    assert (row["actor_text"], row["target_text"]) == (actor, target)


def test_a_passive_turns_actor_and_target(acts) -> None:
    (row,) = acts("Jonas Reed was criticised by Dora Pell.", role="body")
    assert (row["actor_text"], row["target_text"]) == ("Dora Pell", "Jonas Reed")


def test_half_a_word_is_no_name(acts) -> None:
    long = "On the long road that leads to the old harbour of the eel fishers, they praised the mayor of Ostrava Bay."
    (row,) = acts(long, role="body")
    assert (row["actor_text"], row["target_text"]) == (None, "Ostrava Bay")


def test_a_refusal_swallows_what_is_refused(acts) -> None:
    assert [row["act_id"] for row in acts("Veldan rejected talks with Ostrava.", role="body")] == ["reject"]


def test_a_sentence_may_hold_several_acts(acts) -> None:
    found = acts("Veldan praised the guild, but the guild condemned the dam.", role="body")
    assert [row["act_id"] for row in found] == ["support", "accuse"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The outrage lasted a week.", []),
        ("Its launch drew outrage.", ["accuse"]),
        ("A shameful silence fell.", []),
    ],
)
def test_a_noun_tells_an_act_only_where_it_is_performed(acts, text: str, found: list[str]) -> None:
    assert [row["act_id"] for row in acts(text, role="body")] == found


@pytest.mark.parametrize(("voice", "found"), [(None, []), ("direct", ["reject"])])
def test_what_did_not_happen_is_an_act_of_who_denies_it(acts, voice: str | None, found: list[str]) -> None:
    assert [row["act_id"] for row in acts("We did not attack the harbour.", role="body", voice=voice)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Three soldiers are dead, and the army canceled striking the port.",
        "Two guards were killed; the ministry halted the hits on the harbour.",
    ],
)
def test_what_ended_is_an_act_only_by_force(acts, text: str) -> None:
    assert acts(text, role="body")


@pytest.mark.parametrize(
    ("text", "found"), [("He met Mayor Grant Pardon there.", []), ("He met her and praised her.", ["support"])]
)
def test_a_name_is_no_act(acts, text: str, found: list[str]) -> None:
    assert [row["act_id"] for row in acts(text, role="body")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The verdict is fine.", []),
        ("The barge was raised near the runway to boot.", []),
        ("Two divers are held in an Ostrava jail.", ["coerce"]),
    ],
)
def test_a_form_that_stands_as_no_verb_tells_nothing(acts, text: str, found: list[str]) -> None:
    assert [row["act_id"] for row in acts(text, role="body")] == found


def test_no_sentences_give_a_typed_empty_frame() -> None:
    names = ("sentence_id", "article_id", "role", "text")
    empty = pl.DataFrame(schema=dict.fromkeys(names, pl.String) | {"char_start": pl.Int64})
    acts, headlines = tag_acts(empty, pl.DataFrame())
    assert headlines.is_empty()
    assert acts.is_empty()
    assert acts.schema["polarity"] == pl.Int64


def test_what_players_do_is_no_assault_unless_somebody_is_hurt() -> None:
    texts = [
        "The striker shot in the second half.",
        "Odden attacked the goalkeeper from the first minute of the match.",
        "Two fans were stabbed outside, and one was killed.",
    ]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{number}" for number in range(3)],
            "article_id": "a",
            "role": "body",
            "char_start": [0, 100, 200],
            "text": texts,
        }
    )
    found = tag_acts(sentences, pl.DataFrame()).acts
    assert found["sentence_id"].unique().to_list() == ["a.s2"]


def test_a_crime_at_a_game_makes_no_article_of_sport() -> None:
    texts = [
        "Senator Pell was shot at a baseball field where his team met for baseball practice before a baseball game.",
        "Police said the gunman had a rifle, and a suspect was in hospital.",
        "Nobody was killed, the police said.",
    ]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{number}" for number in range(3)],
            "article_id": "a",
            "role": "body",
            "char_start": [0, 200, 400],
            "text": texts,
        }
    )
    assert "a.s0" in tag_acts(sentences, pl.DataFrame()).acts["sentence_id"]
