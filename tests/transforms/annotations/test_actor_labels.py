"""Actors as found in the text: one invented article per behaviour."""

import polars as pl
import pytest

from transforms.annotations.labels import actor_labels

_ARTICLES = pl.DataFrame({"article_id": ["a"]})


def _mentions(*texts: str, role: str = "body") -> list[dict[str, object]]:
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{number}" for number in range(len(texts))],
            "article_id": ["a"] * len(texts),
            "role": [role] * len(texts),
            "char_start": starts,
            "text": list(texts),
        }
    )
    rows = actor_labels(_ARTICLES, sentences, pl.DataFrame()).mentions.to_dicts()
    whole = " ".join(texts)
    assert all(whole[row["char_start"] : row["char_end"]] == row["phrase"] for row in rows)
    return rows


def test_a_names_title_is_its_modifier() -> None:
    (first, second) = _mentions("They met former prime minister Dora Pell.", "Later Ms. Pell left.")
    assert (first["head"], first["modifier"], first["rule"]) == ("pell", "former prime minister", "titled_name")
    assert (second["head"], second["modifier"], second["phrase"]) == ("pell", "Ms.", "Ms. Pell")


def test_the_word_used_alone_is_the_head() -> None:
    rows = _mentions("It was Veldan dictator Rok Jon Su again.", "Then Rok spoke.", "So Rok left.")
    assert [row["head"] for row in rows if row["rule"] != "role"] == ["rok", "rok", "rok"]


def test_a_role_noun_keeps_its_modifiers() -> None:
    (row,) = _mentions("It hurt undocumented Veldan workers most.")
    assert (row["head"], row["modifier"], row["rule"]) == ("worker", "undocumented Veldan", "role")


def test_a_body_is_named_whole() -> None:
    rows = _mentions("He told the River Safety Committee.", "So the River Safety Committee met.")
    assert [row["head"] for row in rows] == ["river safety committee"] * 2


def test_ways_of_writing_one_name_share_a_head() -> None:
    rows = _mentions("Ships left the U.S. and sank.", "But the United States paid.")
    assert [row["head"] for row in rows] == ["united states", "united states"]


def test_a_bare_head_that_stands_once_is_left_out() -> None:
    assert _mentions("They saw Kelmore and slept.") == []


def test_a_sentences_first_word_is_no_name_by_itself() -> None:
    assert _mentions("Eels swam.", "Eels slept.") == []


def test_a_headline_names_whom_the_body_names() -> None:
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0", "a.s1"],
            "article_id": ["a", "a"],
            "role": ["title", "body"],
            "char_start": [None, 0],
            "text": ["Angry Pell Leaves Early", "On Monday Dora Pell left."],
        }
    )
    rows = actor_labels(_ARTICLES, sentences, pl.DataFrame()).mentions.to_dicts()
    assert [(row["phrase"], row["char_start"]) for row in rows] == [("Pell", None), ("Dora Pell", 10)]


def test_a_word_of_its_own_is_nobodys_plural() -> None:
    rows = _mentions("They blame the harbour authorities.", "The authorities deny it.")
    assert [row["head"] for row in rows] == ["authorities", "authorities"]


@pytest.mark.parametrize(
    ("text", "head", "modifier", "rule"),
    [
        ("They sued the Veldan attorney general.", "attorney general", "Veldan", "role"),
        ("She met a former head of state.", "head of state", "former", "role"),
        ("It pleased moderate Republicans most.", "republicans", "moderate", "role"),
        ("It pleased angry Veldan Catholics.", "catholics", "angry Veldan", "role"),
        ("Senate Republicans left.", "republicans", "Senate", "role"),
        ("It pleased the anti-tram judges.", "judge", "anti-tram", "role"),
        ("It hurt working-class families.", "family", "working-class", "role"),
        ("We saw Secretary of Defense Rok Pell there.", "pell", "Secretary of Defense", "titled_name"),
    ],
)
def test_roles_of_several_words_and_members_of_camps(text: str, head: str, modifier: str, rule: str) -> None:
    (row,) = _mentions(text)
    assert (row["head"], row["modifier"], row["rule"]) == (head, modifier, rule)


@pytest.mark.parametrize("name", ["Kelmore Times", "Pell University", "Saint Odo Hospital"])
def test_papers_schools_and_places_are_named_whole(name: str) -> None:
    rows = _mentions(f"He read the {name} once.", f"She likes the {name} too.", "Kelmore, Pell and Odo shrug.")
    assert [row["phrase"] for row in rows if row["head"] == name.lower()] == [name] * 2


def test_a_phrase_that_only_looks_like_an_actor_is_none() -> None:
    assert _mentions("A bold state of the union speech.", "The worst state of emergency.") == []


def test_gallery_furniture_is_no_name() -> None:
    assert _mentions("We saw Hide Caption here.", "Then Hide Caption there.", "More Photos here.", "As Photos.") == []
