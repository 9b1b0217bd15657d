"""Terms: normalised words and bigrams by voice, without furniture and house style."""

import datetime as dt

import polars as pl
import pytest

from transforms.annotations.terms import (
    FRAGMENTS,
    SCHEMA,
    article_terms,
    articles_near,
    count_phrases,
    repeated_fragments,
    repeated_phrases,
    template_phrases,
    term_pieces,
)

NO_SPANS = pl.DataFrame(
    schema={"article_id": pl.String, "char_start": pl.Int64, "char_end": pl.Int64, "voice": pl.String}
)


def one_article(text: str, **columns: str | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    articles = pl.DataFrame({"article_id": ["a"], "outlet_id": ["ledger"], **{k: [v] for k, v in columns.items()}})
    sentences = pl.DataFrame(
        {"article_id": ["a"], "role": ["body"], "char_start": [0], "char_end": [len(text)], "text": [text]}
    )
    return articles, sentences


def counted(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    spans: pl.DataFrame = NO_SPANS,
    *,
    masks: pl.DataFrame | None = None,
    fragments: pl.DataFrame | None = None,
) -> pl.DataFrame:
    pieces = term_pieces(articles, sentences, spans, masks=masks)
    return article_terms(articles, pieces, fragments=fragments)


def words(text: str, kind: str = "word", **columns: str | None) -> dict[str, int]:
    result = counted(*one_article(text, **columns), NO_SPANS).filter(pl.col("term_kind") == kind)
    return dict(result.select("term", "count").iter_rows())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the US told us.", {"u.s.": 2}),
        (
            "Organised rebels organize; organisers, organizers.",
            {"organized": 1, "rebels": 1, "organize": 1, "organizers": 2},
        ),
        ("They co-ordinate, coordinate, surprise and advertise.", {"coordinate": 2, "surprise": 1, "advertise": 1}),
        ("Mr. Lund’s harbour, Lund's harbor.", {"lund": 2, "harbor": 2}),
        ("Sen. Marren, Senator Marren, D-N.Y.", {"senator": 2, "marren": 2}),
        ("“Don’t,” he said on Tuesday, March 4, 2031, at 7 p.m.", {}),
        ("See https://velm.example/x and @velm, www.velm.example (velm.example).", {}),
        ("The F.B.I. and the FBI and/or 9/11.", {"fbi": 2}),
    ],
)
def test_words_are_normalised(text: str, expected: dict[str, int]) -> None:
    assert words(text) == expected


def test_bigrams_are_of_content_words_with_nothing_between() -> None:
    text = "Sella bridge, border guards (rebel farmers) and the U.S. Senate — peace talks, Sella bridge"
    assert words(text, "bigram") == {
        "sella bridge": 2,
        "border guards": 1,
        "rebel farmers": 1,
        "u.s. senate": 1,
        "peace talks": 1,
    }


def test_surface_is_the_commonest_form() -> None:
    result = counted(*one_article("Co-ordinate coordinate, Co-ordinate; organise"), NO_SPANS)
    assert dict(result.filter(term_kind="word").select("term", "surface").iter_rows()) == {
        "coordinate": "Co-ordinate",
        "organize": "organise",
    }


def test_voices_are_counted_apart() -> None:
    text = "Rebels fled. “Terrorists fled,” Varn said, adding that bandits fled."
    spans = pl.DataFrame(
        {
            "article_id": ["a", "a"],
            "char_start": [text.index("Terrorists"), text.index("that bandits")],
            "char_end": [text.index(",”"), len(text) - 1],
            "voice": ["direct", "indirect"],
        }
    )
    result = counted(*one_article(text), spans).filter(term_kind="word")
    assert result.select("term", "voice", "count").rows() == [
        ("fled", "outlet", 1),
        ("rebels", "outlet", 1),
        ("varn", "outlet", 1),
        ("bandits", "indirect", 1),
        ("fled", "indirect", 1),
        ("fled", "direct", 1),
        ("terrorists", "direct", 1),
    ]


def test_masks_the_outlets_own_name_and_its_writers_hold_no_terms() -> None:
    text = "Hale, mayor of Velm, told Capitol Ledger the bridge stays shut. By Dana Whitlock. Tomas Riegel, Orvel"
    masks = pl.DataFrame(
        {"article_id": ["a"], "char_start": [text.index("Tomas")], "char_end": [text.index(", Orvel")]}
    )
    articles, sentences = one_article(text, outlet_name="Capitol Ledger", byline="Dana Whitlock")
    result = counted(articles, sentences, NO_SPANS, masks=masks)
    assert set(result.filter(term_kind="word")["term"]) == {"hale", "mayor", "velm", "bridge", "stays", "shut", "orvel"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Update at 4:10 p.m. ET. Ferries sail.", {"ferries", "sail"}),
        ("Updated at 4:10 p.m. ET. Ferries sail.", {"ferries", "sail"}),
        ("FILE PHOTO: Ferries sail.", {"ferries", "sail"}),
        ("Previous Next Ferries sail.", {"ferries", "sail"}),
        ("CLICK HERE TO GET THE CAPITOL LEDGER APP", set()),
        ("Engineers filed a photo and an update on ferries.", {"engineers", "filed", "update", "ferries"}),
    ],
)
def test_furniture_of_many_sites_holds_no_terms(text: str, expected: set[str]) -> None:
    assert set(words(text, outlet_name="Capitol Ledger")) == expected


def test_texts_in_another_language_have_no_terms() -> None:
    assert words("Die Brücke bleibt geschlossen.", language="de") == {}
    assert words("The bridge stays shut.", language="en-GB") == {"bridge": 1, "stays": 1, "shut": 1}


def test_sentences_without_offsets_count_as_the_outlets() -> None:
    articles, sentences = one_article("Bridge shut")
    sentences = sentences.with_columns(char_start=None, char_end=None)
    assert counted(articles, sentences, NO_SPANS)["voice"].unique().to_list() == ["outlet"]


def test_empty_input_keeps_its_columns() -> None:
    articles, sentences = one_article("x")
    assert counted(articles.clear(), sentences.clear(), NO_SPANS).schema == pl.Schema(SCHEMA)
    assert repeated_fragments(articles.clear(), sentences.clear()).schema == pl.Schema(FRAGMENTS)


NOUNS = ("harbor", "bread", "tram", "ferry", "school", "opera", "chess", "violin", "barley", "copper", "lantern", "jam")


def corpus() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Twelve articles each of two outlets; the first has a template inside its sentences."""
    rows = []
    for index, noun in enumerate(NOUNS):
        for outlet in ("ledger", "courier"):
            text = f"The {noun} of Velm opened after long repairs."
            if outlet == "ledger":
                text = f"The {noun} Flip Card Now of Velm opened after long repairs."
            rows.append((f"{outlet}-{index}", outlet, dt.date(2031, 1 + index % 12, 1), text))
            if outlet == "ledger":
                rows.append((f"{outlet}-{index}", outlet, dt.date(2031, 1 + index % 12, 1), "Enjoying our tales?"))
    frame = pl.DataFrame(rows, schema=["article_id", "outlet_id", "published_date", "text"], orient="row")
    articles = frame.select("article_id", "outlet_id", "published_date").unique(maintain_order=True)
    sentences = frame.select("article_id", "text", role=pl.lit("body"), char_start=pl.lit(None), char_end=pl.lit(None))
    return articles, sentences


def test_fragments_of_one_outlet_are_learned_and_masked() -> None:
    articles, sentences = corpus()
    fragments = repeated_fragments(articles, sentences)
    assert ("ledger", "phrase", "flip card now", 12) in fragments.rows()
    assert ("ledger", "sentence", "Enjoying our tales?", 12) in fragments.rows()
    assert fragments["outlet_id"].unique().to_list() == ["ledger"]
    assert not fragments["fragment"].str.contains("repairs").any()
    terms = counted(articles, sentences, NO_SPANS, fragments=fragments)
    assert not set(terms["term"]) & {"flip", "card", "tales", "flip card"}
    assert {"harbor", "repairs", "velm"} <= set(terms["term"])


def test_phrases_counted_outlet_by_outlet_come_to_the_same() -> None:
    articles, sentences = corpus()
    own, other = (articles.filter(outlet_id=outlet) for outlet in ("ledger", "courier"))
    first = repeated_phrases(other, sentences)
    known = first["fragment"].unique()
    second = repeated_phrases(own, sentences, known=known)
    unmet = second["fragment"].unique()
    unmet = unmet.filter(~unmet.is_in(known.implode()))
    assert {"flip card now", "card now of"} <= set(unmet)
    together = pl.concat([first, second, count_phrases(other, sentences, unmet)])
    key = ["outlet_id", "fragment"]
    assert together.sort(key).equals(repeated_phrases(articles, sentences).sort(key))
    assert "flip card now" in template_phrases(articles, together)["fragment"].to_list()


def test_phrases_without_letters_are_counted() -> None:
    articles, sentences = corpus()
    figures = sentences.with_columns(text=pl.lit("Won 3-1, 4-0 in Velm."))
    counted = count_phrases(articles, figures, pl.Series(["#-# #-#", "in velm", "won #-#", "never said"]))
    found = counted.filter(outlet_id="courier").select("fragment", "article_count", "spread").sort("fragment")
    assert found.rows() == [("in velm", 12, 12), ("won #-#", 12, 12)]  # a comma parts the figures


def test_articles_that_may_hold_a_fragment_are_those_of_its_outlet_with_its_words() -> None:
    texts = [
        ("a", "ledger", "lead", "Flip Card Now: the tram is late."),
        ("b", "ledger", "body", "Now she may flip the card."),  # its words in another order
        ("c", "ledger", "body", "She may flip it now."),
        ("d", "courier", "body", "Flip card now, it says here."),
        ("e", "ledger", "caption", "Flip card now"),  # not counted anyway
        ("f", "ledger", "body", "Enjoying our tales?"),
        ("g", "ledger", "body", "Enjoying our tales? We are."),
        ("h", "courier", "body", "Won 3-1 in Velm."),
        ("i", "ledger", "body", "Won 3-1 in Velm."),
    ]
    sentences = pl.DataFrame(texts, schema=["article_id", "outlet_id", "role", "text"], orient="row")

    def near(*fragments: tuple[str, str, str]) -> list[str]:
        rows = [(*fragment, 9) for fragment in fragments]
        return articles_near(sentences, pl.DataFrame(rows, schema=FRAGMENTS, orient="row")).to_list()

    assert near() == []
    assert near(("ledger", "phrase", "flip card now")) == ["a", "b"]
    assert near(("courier", "phrase", "flip card"), ("ledger", "sentence", "Enjoying our tales?")) == ["d", "f"]
    assert near(("courier", "phrase", "#-# #-#")) == ["d", "h"]  # no letters to go by


def test_fragments_do_not_mask_direct_speech() -> None:
    articles, sentences = one_article("Flip Card Now")
    learned = pl.DataFrame([("ledger", "phrase", "flip card now", 12)], schema=FRAGMENTS, orient="row")
    spans = pl.DataFrame({"article_id": ["a"], "char_start": [0], "char_end": [13], "voice": ["direct"]})
    assert counted(articles, sentences, NO_SPANS, fragments=learned).is_empty()
    assert set(counted(articles, sentences, spans, fragments=learned)["term"]) == {"flip", "card", "flip card"}


def test_words_of_one_event_are_no_fragment() -> None:
    articles, sentences = corpus()
    event = sentences.filter(pl.col("text").str.contains("repairs")).with_columns(
        text=pl.when(pl.col("article_id").str.contains("-[0-9]$"))
        .then(pl.col("text"))
        .otherwise(pl.col("text").str.replace(" Flip Card Now", ""))
    )
    dated = articles.with_columns(
        published_date=pl.when(pl.col("article_id").str.contains("-[0-9]$"))
        .then(dt.date(2031, 2, 1))
        .otherwise("published_date")
    )
    assert "flip card now" in repeated_fragments(dated.drop("published_date"), event)["fragment"].to_list()
    assert "flip card now" not in repeated_fragments(dated, event)["fragment"].to_list()
