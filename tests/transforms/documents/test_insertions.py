import time

import polars as pl
import pytest

from transforms.documents.insertions import INSERTIONS, blank_insertions, find_insertions, insertions_of, restore_texts


def found(text: str) -> list[tuple[str, str]]:
    return [(insertion.rule, text[insertion.char_start : insertion.char_end]) for insertion in find_insertions(text)]


@pytest.mark.parametrize(
    ("text", "inserted"),
    [
        (
            "Mayor Ilse Brandt Ilse Maria BrandtCouncil votes on quay Harbour tax to rise MORE said so on Monday.",
            " Ilse Maria BrandtCouncil votes on quay Harbour tax to rise MORE",
        ),
        (
            "Senator Ruth McArdle Ruth (Ruthie) Ann McArdleGOP balks at quay MORE (R) and others met.",
            " Ruth (Ruthie) Ann McArdleGOP balks at quay MORE",
        ),
        (
            "Mayor Jan de Vrees Jan de Vrees\u2018Hold the line\u2019 in Port Alder MORE, he said.",
            " Jan de Vrees\u2018Hold the line\u2019 in Port Alder MORE",
        ),
        ("The mayor of Melin, Ilse Brandt Ilse BrandtMORE, was there.", " Ilse BrandtMORE"),
    ],
)
def test_headlines_stuck_to_a_name_end_with_more(text: str, inserted: str) -> None:
    assert found(text) == [("inserted_headlines", inserted)]


@pytest.mark.parametrize(
    "link",
    [
        "(RELATED: Mayor Opens The Quay [VIDEO])",
        "( PHOTOS: Storm in Port Alder)",
        "( Also on HARBOUR WATCH: The quay in numbers)",
        "[Read more: Who pays for the quay?]",
    ],
)
def test_a_bracket_that_a_label_opens_is_a_link(link: str) -> None:
    assert found(f"The quay held. {link} The mayor was glad.") == [("inserted_link", link)]


def test_a_prompt_in_capitals_ends_with_the_capitals() -> None:
    assert found("It held. CLICK HERE TO GET THE HARBOUR APP The mayor was glad.") == [
        ("inserted_prompt", "CLICK HERE TO GET THE HARBOUR APP")
    ]


def test_buttons_of_a_picture_take_its_doubled_credit_along() -> None:
    text = "The quay held Enlarge this image toggle caption Jo Roe/AP Jo Roe/AP The mayor was glad."
    assert found(text) == [("inserted_picture", "Enlarge this image toggle caption Jo Roe/AP Jo Roe/AP")]
    assert found("She would hide captions.") == []


@pytest.mark.parametrize(
    "text",
    [
        "He wanted MORE, said Ilse Brandt, and McArdleGroup agreed.",
        "Brandt said the firm BrandtWorks would need MORE.",
        "The mayor (more on this below) spoke of a (related) matter.",
        "He read (read: skimmed) it.",
    ],
)
def test_what_people_write_is_none(text: str) -> None:
    assert [rule for rule, _ in found(text) if rule != "inserted_link"] == []


def test_a_line_stays_whatever_it_is() -> None:
    articles = pl.DataFrame({"article_id": ["a"], "text": ["It held.\n\n( PHOTOS: The quay )\n\nThe mayor was glad."]})
    assert blank_insertions(articles, insertions_of(articles)).equals(articles)


def test_every_article_gets_its_own() -> None:
    articles = pl.DataFrame({"article_id": ["a", "b"], "text": ["It held. (WATCH: The quay)", "It held."]})
    assert insertions_of(articles).rows() == [("a", 9, 26, "inserted_link")]
    assert insertions_of(articles.clear()).schema == INSERTIONS


def test_what_was_read_in_blanks_gets_its_own_characters_back() -> None:
    text = "Mayor Ilse Brandt Ilse BrandtCouncil votes MORE said so."
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]})
    reading = blank_insertions(articles, insertions_of(articles))["text"].item()
    assert (len(reading), reading.split()) == (len(text), ["Mayor", "Ilse", "Brandt", "said", "so."])
    spans = pl.DataFrame(
        {
            "article_id": ["a", "a", "b"],
            "char_start": [0, None, 0],
            "char_end": [len(text), None, 4],
            "text": [reading, "A title", "Else"],
        }
    )
    assert restore_texts(spans, articles)["text"].to_list() == [text, "A title", "Else"]
    assert restore_texts(spans, articles.clear()).equals(spans)


@pytest.mark.parametrize(
    "piece", ["MORE ", "AaAaAa", "(related: ", "CLICK HERE A", "Aa Aa MORE ", "(photos: (", "toggle caption aa "]
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.process_time()
    find_insertions(text)
    assert time.process_time() - start < 3
