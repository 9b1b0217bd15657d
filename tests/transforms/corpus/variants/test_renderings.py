"""Words of a variant that an invented article has outside quotation marks."""

import polars as pl
import pytest

from transforms.corpus.variants import find_variants

_QUOTING = {
    "a1": ["“We will keep the northern lighthouse burning through the whole winter,” she said."],
    "b1": ["“We will keep the northern lighthouse burning through the whole winter,” the mayor said."],
}


@pytest.fixture
def rendered(story, nothing_before):
    """What an article that says some sentence has of the variant: carriage, text, and the quote."""

    def rendered(*sentences: str, reported: str | None = None) -> list[tuple[str, str, str | None]]:
        rows = story({**_QUOTING, "c1": sentences})
        if reported:
            start = " ".join(sentences).index(reported)
            span = ("c1", start, start + len(reported), "indirect", "c1.q9", False)
            rows = rows._replace(spans=pl.concat([rows.spans, pl.DataFrame([span], rows.spans.schema, orient="row")]))
        found = find_variants(rows, nothing_before)
        mine = found.pieces.filter(pl.col("article_id") == "c1")
        return list(mine.select("carriage", "text", "quote_id").iter_rows())

    return rendered


def test_words_in_the_outlets_own_voice(rendered) -> None:
    assert rendered(
        "Snow fell.", "So we will keep the northern lighthouse burning through the winter, it is said."
    ) == [("unattributed", "we will keep the northern lighthouse burning through the winter", None)]


def test_words_that_somebody_is_reported_to_have_said(rendered) -> None:
    told = "they would keep the lighthouse in the north burning all through the whole winter"
    assert rendered(f"The mayor said that {told}.", reported=told) == [
        ("indirect", "keep the lighthouse in the north burning all through the whole winter", "c1.q9")
    ]


def test_a_loose_paraphrase_of_nobody_is_none(rendered) -> None:
    assert rendered("To keep lit, all winter and whole, that burning old lighthouse takes oil, a northern oil.") == []


def test_a_few_words_in_common_are_none(rendered) -> None:
    assert rendered("The northern lighthouse was built in a hard winter.") == []


def test_an_article_that_quotes_the_variant_is_not_searched(rendered) -> None:
    found = rendered(
        "“We will keep the northern lighthouse burning,” she said.",
        "The town will keep the northern lighthouse burning through the whole winter.",
    )
    assert [carriage for carriage, *_ in found] == ["direct"]


def test_one_article_that_names_the_source_is_enough(story, nothing_before) -> None:
    rows = story(
        {"a1": _QUOTING["a1"], "c1": ["We will keep the northern lighthouse burning through the whole winter."]}
    )
    found = find_variants(rows, nothing_before)
    assert found.pieces["carriage"].sort().to_list() == ["direct", "unattributed"]
    loose = story(
        {"a1": _QUOTING["a1"], "c1": ["The northern lighthouse will be burning through the winter, as ever."]}
    )
    assert find_variants(loose, nothing_before).variants.is_empty()


@pytest.mark.parametrize(
    ("quoted", "own"),
    [
        ("the Handbook of Northern Harbour Lights", "He wrote a Handbook of Northern Harbour Lights last year."),
        (
            "We do not want to remove the harbour warden from office",
            "They voted to remove Harbour Warden Ada Quill from office.",
        ),
    ],
)
def test_titles_and_offices_are_everybodys_words(quoted: str, own: str, story, nothing_before) -> None:
    rows = story({name: [f"“{quoted},” she said."] for name in ("a1", "b1")} | {"c1": [own]})
    assert "unattributed" not in find_variants(rows, nothing_before).pieces["carriage"].to_list()
