"""Speakers whom the other articles of an invented story name."""

import polars as pl
import pytest

from transforms.corpus.variants import correct_speakers

_QUOTES = {
    **dict.fromkeys(("quote_id", "article_id", "story_id", "speaker_id", "speaker_name"), pl.String),
    **dict.fromkeys(("speaker_kind", "speaker_rule", "speaker_text", "speaker_gender", "surnames"), pl.String),
}


def _quote(quote_id: str, name: str | None, rule: str, text: str | None = None, **other: str) -> dict[str, str | None]:
    """A quote of article ``a1`` for ``a1.q``; people have their name for an id."""
    return {
        "quote_id": quote_id,
        "article_id": quote_id.split(".", maxsplit=1)[0],
        "story_id": "s1",
        "speaker_id": name and name.lower(),
        "speaker_name": name,
        "speaker_kind": name and "person",
        "speaker_rule": rule,
        "speaker_text": text or name,
        "speaker_gender": "f" if name and name.startswith("Ana") else None,
        "surnames": " ruiz bell ",
        **other,
    }


def _corrected(*quotes: dict[str, str | None], variant: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Quote, name and rule of what is corrected; the quotes named are one variant."""
    pieces = pl.DataFrame(
        [("v1", quote_id.split(".", maxsplit=1)[0], quote_id) for quote_id in variant],
        schema={"variant_id": pl.String, "article_id": pl.String, "quote_id": pl.String},
        orient="row",
    )
    found = correct_speakers(pieces, pl.DataFrame(list(quotes), schema=_QUOTES))
    return list(found.select("quote_id", "speaker_name", "rule").iter_rows())


def test_nobody_is_whom_others_name_for_the_same_words() -> None:
    quotes = _quote("a1.q", "Ana Ruiz", "name_full"), _quote("b1.q", None, "no_mention")
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Ana Ruiz", "story_variant")]
    assert _corrected(*quotes) == []  # other words


def test_a_pronoun_that_was_weighed_wrongly_gives_way_to_a_name() -> None:
    quotes = _quote("a1.q", "Ana Ruiz", "name_surname"), _quote("b1.q", "Tom Bell", "pronoun_salient", "she")
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Ana Ruiz", "story_variant")]


@pytest.mark.parametrize(
    "other",
    [
        _quote("b1.q", "Tom Bell", "name_full"),  # a name against a name
        _quote("b1.q", "Tom Bell", "pronoun_salient", "he"),  # she is no "he"
        _quote("b1.q", "Tom Bell", "pronoun_salient", "she", surnames=" bell "),  # the article does not name her
        _quote("b1.q", None, "pronoun_unknown", "they"),
        _quote("b1.q", None, "head_unknown", "the plan"),
        _quote("b1.q", "an aide", "title_described", speaker_kind="anonymous"),  # unnamed sources stay so
    ],
    ids=["name", "gender", "not named", "several", "no source", "unnamed"],
)
def test_what_speaks_against_it(other) -> None:
    assert _corrected(_quote("a1.q", "Ana Ruiz", "name_full"), other, variant=("a1.q", "b1.q")) == []


def test_a_surname_alone_is_no_rival_of_the_full_name() -> None:
    quotes = (
        _quote("a1.q", "Ana Ruiz", "name_full"),
        _quote("b1.q", "Ruiz", "name_unexpanded"),
        _quote("c1.q", "Leo Ruiz", "name_full"),  # another of that name in the story
    )
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Ana Ruiz", "story_variant")]


def test_a_suffix_is_no_surname() -> None:
    quotes = _quote("a1.q", "Leo Ruiz Jr.", "name_full"), _quote("b1.q", "Tom Bell", "pronoun_salient", "he")
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Leo Ruiz Jr.", "story_variant")]


def test_two_names_for_the_same_words_tell_nothing() -> None:
    quotes = (
        _quote("a1.q", "Ana Ruiz", "name_full"),
        _quote("b1.q", "Tom Bell", "name_full"),
        _quote("c1.q", None, "no_mention"),
    )
    assert _corrected(*quotes, variant=("a1.q", "b1.q", "c1.q")) == []


def test_a_surname_that_the_article_never_expands() -> None:
    bare = _quote("b1.q", "Ruiz", "name_unexpanded")
    assert _corrected(_quote("a1.q", "Ana Ruiz", "name_full"), bare) == [("b1.q", "Ana Ruiz", "story_surname")]
    assert _corrected(_quote("a1.q", "Ana Ruiz", "name_full", story_id="s2"), bare) == []
    two = _quote("a1.q", "Ana Ruiz", "name_full"), _quote("c1.q", "Leo Ruiz", "name_full")
    assert _corrected(*two, bare) == []


def test_a_surname_that_was_expanded_names_the_speaker_of_a_variant() -> None:
    quotes = (
        _quote("a1.q", "Ana Ruiz", "name_full"),
        _quote("b1.q", "Ruiz", "name_unexpanded"),
        _quote("c1.q", None, "no_mention"),
    )
    assert ("c1.q", "Ana Ruiz", "story_variant") in _corrected(*quotes, variant=("a1.q", "b1.q", "c1.q"))


def test_a_mention_that_calls_the_speaker_by_name_is_no_other_source() -> None:
    quotes = _quote("a1.q", "Ana Ruiz", "name_full"), _quote("b1.q", None, "head_unknown", "the union's Ruiz")
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Ana Ruiz", "story_variant")]


def test_a_pronoun_that_another_article_resolves_fills_what_is_open() -> None:
    told = _quote("a1.q", "Ana Ruiz", "pronoun_salient", "she")
    assert _corrected(told, _quote("b1.q", None, "pronoun_ambiguous", "she"), variant=("a1.q", "b1.q")) == [
        ("b1.q", "Ana Ruiz", "story_variant")
    ]
    for other in (
        _quote("b1.q", None, "pronoun_ambiguous", "she", surnames=" bell "),  # the article does not name her
        _quote("b1.q", "Tom Bell", "pronoun_salient", "she"),  # one guess against another
    ):
        assert _corrected(told, other, variant=("a1.q", "b1.q")) == []


def test_a_name_that_holds_all_words_of_another_is_the_fuller_one() -> None:
    quotes = _quote("a1.q", "Ana Ruiz Bell", "name_full"), _quote("b1.q", "Ana Ruiz", "name_full")
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Ana Ruiz Bell", "story_variant")]


def test_a_name_that_only_the_corpus_completes_names_the_speaker() -> None:
    quotes = _quote("a1.q", "Ana Ruiz", "name_unexpanded", "Ms Ruiz"), _quote("b1.q", "Tom Bell", "carried_link", "she")
    assert _corrected(*quotes, variant=("a1.q", "b1.q")) == [("b1.q", "Ana Ruiz", "story_variant")]
