"""Stories of a handful of invented articles, at once and slice by slice."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from transforms.annotations.story_terms import story_terms
from transforms.corpus.stories import LINK_COLUMNS, Stories, StoryState, find_stories, have_todays_weights
from transforms.corpus.stories.pairs import find_pairs
from transforms.text.matching import SentenceIndex

_FERRY = "The ferry Halcyon ran aground off Skerry Point at dawn with ninety passengers, the coastguard of Varn said."
_STRIKE = "Nurses in Osthaven walked out over night shifts after the union Vereda rejected a ministry pay offer."
_TEXTS = {
    "a1": ("Ferry aground off Skerry Point", _FERRY + " A lifeboat from Tarsava took the passengers off."),
    "a2": ("Halcyon runs aground at Skerry Point", _FERRY + " Divers looked at the hull of the Halcyon."),
    "a3": ("Passengers rescued from ferry Halcyon", _FERRY + " Nobody among the passengers was hurt."),
    "b1": ("Osthaven nurses walk out", _STRIKE + " Wards were closed in Osthaven."),
    "b2": ("Nurses strike in Osthaven over pay", _STRIKE + " The ministry asked Vereda for talks."),
    "c1": ("Gold price climbs", "Gold rose to a record as investors sought bullion before a central bank meeting."),
}
_OUTLETS = {"a1": "ledger", "a2": "courier", "a3": "ledger", "b1": "ledger", "b2": "courier", "c1": "ledger"}
_DAYS = {"a1": 1, "a2": 1, "a3": 2, "b1": 1, "b2": 2, "c1": 1}


def _articles(ids: list[str], new: set[str], copies: dict[str, str] | None = None) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "article_id": ids,
            "outlet_id": [_OUTLETS.get(one, "standard") for one in ids],
            "title": [_TEXTS.get(one, ("A copy",))[0] for one in ids],
            "article_kind": ["news"] * len(ids),
            "word_count": [300] * len(ids),
            "published_date": [dt.date(2026, 6, _DAYS.get(one, 3)) for one in ids],
            "topic_id": [None] * len(ids),
            "duplicate_of": [(copies or {}).get(one) for one in ids],
            "is_new": [one in new for one in ids],
        },
        schema={
            **dict.fromkeys(("article_id", "outlet_id", "title", "article_kind"), pl.String),
            "word_count": pl.Int64,
            "published_date": pl.Date,
            **dict.fromkeys(("topic_id", "duplicate_of"), pl.String),
            "is_new": pl.Boolean,
        },
    )


@pytest.fixture(scope="module")
def terms() -> pl.DataFrame:
    sentences = pl.DataFrame(
        [
            {"sentence_id": f"{one}.{role}", "article_id": one, "role": role, "char_start": None, "text": text}
            for one, parts in _TEXTS.items()
            for role, text in zip(("title", "lead"), parts, strict=True)
        ],
        schema_overrides={"char_start": pl.Int64},
    )
    return story_terms(SentenceIndex(sentences, pl.DataFrame()))


def _nothing() -> StoryState:
    return StoryState(
        pl.DataFrame(schema=LINK_COLUMNS),
        pl.DataFrame(schema={"story_id": pl.String, "article_id": pl.String, "joined_run_id": pl.String}),
    )


def _state(found: Stories) -> StoryState:
    return StoryState(found.links, found.members)


def _members(found: Stories) -> list[list[str]]:
    return sorted(found.members.group_by("story_id").agg(pl.col("article_id").sort())["article_id"].to_list())


def test_articles_of_one_event_are_a_story_and_others_have_none(terms: pl.DataFrame) -> None:
    found = find_stories(_articles(list(_TEXTS), set(_TEXTS)), terms, _nothing(), run_id="r1")
    assert _members(found) == [["a1", "a2", "a3"], ["b1", "b2"]]
    ferry = found.stories.sort("article_count").row(-1, named=True)
    assert (ferry["outlet_count"], ferry["original_count"]) == (2, 3)
    assert (ferry["first_date"], ferry["last_date"]) == (dt.date(2026, 6, 1), dt.date(2026, 6, 2))
    assert found.changes["change"].to_list() == ["created", "created"]
    assert found.members["is_central"].sum() == found.stories.height


def test_a_copy_belongs_to_the_story_of_its_original_and_is_never_central(terms: pl.DataFrame) -> None:
    ids = [*_TEXTS, "w1", "w2"]
    found = find_stories(_articles(ids, set(ids), {"w1": "a1", "w2": "c1"}), terms, _nothing(), run_id="r1")
    assert _members(found) == [["a1", "a2", "a3", "w1"], ["b1", "b2"], ["c1", "w2"]]  # two outlets print one text
    assert not found.members.filter(article_id="w1")["is_central"].item()


@pytest.mark.parametrize("order", [["a1", "b1", "a2", "c1", "b2", "a3"], ["a3", "b2", "c1", "a2", "b1", "a1"]])
def test_slice_by_slice_gives_the_same_members(terms: pl.DataFrame, order: list[str]) -> None:
    at_once = find_stories(_articles(list(_TEXTS), set(_TEXTS)), terms, _nothing(), run_id="r1")
    state, found = _nothing(), at_once
    for number in range(1, len(order) + 1):
        there = sorted(order[:number])
        found = find_stories(_articles(there, {order[number - 1]}), terms, state, run_id=f"r{number}")
        state = _state(found)
    assert _members(found) == _members(at_once)
    assert found.links.equals(at_once.links)


def test_an_id_is_kept_and_so_is_the_run_in_which_an_article_came(terms: pl.DataFrame) -> None:
    first = find_stories(_articles(["a1", "a2"], {"a1", "a2"}), terms, _nothing(), run_id="r1")
    second = find_stories(_articles(["a1", "a2", "a3"], {"a3"}), terms, _state(first), run_id="r2")
    assert second.stories["story_id"].to_list() == first.stories["story_id"].to_list()
    assert second.changes.is_empty()
    assert second.members.sort("article_id")["joined_run_id"].to_list() == ["r1", "r1", "r2"]


def test_where_an_article_goes_its_story_is_retired(terms: pl.DataFrame) -> None:
    first = find_stories(_articles(["a1", "a2", "c1"], {"a1", "a2", "c1"}), terms, _nothing(), run_id="r1")
    second = find_stories(_articles(["a1", "c1"], set()), terms, _state(first), run_id="r2")
    assert second.members.is_empty()
    assert second.links.is_empty()
    assert second.changes["change"].to_list() == ["retired"]


def test_an_undated_article_is_met_too(terms: pl.DataFrame) -> None:
    articles = _articles(["a1", "a2"], {"a1", "a2"}).with_columns(published_date=pl.lit(None, dtype=pl.Date))
    found = find_stories(articles, terms, _nothing(), run_id="r1")
    assert found.links["days"].to_list() == [None]


@pytest.mark.parametrize(("last", "linked"), [(8, 2), (9, 0)])
def test_far_apart_articles_have_to_share_more(last: int, linked: int) -> None:
    common = [f"common{number}" for number in range(30)]
    texts = {one: " ".join([*common[:4], *(f"{one}{number}x" for number in range(36))]) for one in ("f1", "f2")}
    sentences = pl.DataFrame(
        [
            {"sentence_id": one, "article_id": one, "role": "lead", "char_start": None, "text": text}
            for one, text in texts.items()
        ],
        schema_overrides={"char_start": pl.Int64},
    )
    pairs = find_pairs(story_terms(SentenceIndex(sentences, pl.DataFrame()))["terms"], np.array([1, last]))
    assert pairs.first.size * 2 == linked  # a product of .1, which is enough within seven days


def test_no_articles(terms: pl.DataFrame) -> None:
    found = find_stories(_articles([], set()), terms.clear(), _nothing(), run_id="r1")
    assert all(frame.is_empty() for frame in found)


def test_links_of_other_weights_are_known_by_their_probability(terms: pl.DataFrame) -> None:
    ids = sorted(_TEXTS)
    links = find_stories(_articles(ids, set(ids)), terms, _nothing(), run_id="r1").links
    assert links.height
    assert have_todays_weights(links)
    assert not have_todays_weights(links.with_columns(pl.col("probability") * 0.9))
    assert have_todays_weights(links.clear())
