from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.documents.plain.furniture import outside_furniture
from transforms.documents.plain.marking import mark_text

TEXT = """\
Harbour Office Moves – To the old customs house

The harbour office will move next spring, the council decided.

A lift too small

The move costs less than a new building, an inspector found.
Subscribe to our newsletter

"We are ready"

Port Alder
"""


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    document = mark_text(text, title=title)
    return [(block.role, block.rule) for block in document.blocks]


def test_keeps_every_line_and_names_it() -> None:
    document = mark_text(TEXT, title="harbour office moves - to the old Customs House")
    assert [(block.role, block.rule) for block in document.blocks] == [
        ("title", "title_given"),
        ("lead", "lead"),
        ("heading", "heading"),
        ("body", "paragraph"),
        ("body", "furniture_subscribe"),
        ("body", "paragraph"),
        ("body", "paragraph"),
    ]
    assert all(block.is_kept for block in document.blocks)
    assert document.title == "harbour office moves - to the old Customs House"


def test_without_a_title_the_first_line_is_the_lead() -> None:
    assert roles(TEXT)[0] == ("lead", "lead")


def test_a_date_above_the_text_is_not_the_lead() -> None:
    assert roles("Saturday, June 14, 2031\n\nThe office will move, the council decided.") == [
        ("heading", "date_line"),
        ("lead", "lead"),
    ]


def test_a_sentence_between_paragraphs_is_no_heading() -> None:
    text = (
        "The office will move, the council decided.\n\nPure nonsense.\n\nSo said the mayor, who had wanted it to stay."
    )
    assert [role for role, _ in roles(text)] == ["lead", "body", "body"]


def test_another_title_leaves_the_first_line_the_lead() -> None:
    assert roles(TEXT, title="Harbour office")[0] == ("lead", "lead")


@pytest.mark.parametrize(
    "last", ["Port Alder", "Pure nonsense.", '"We are ready"', "- a list item", "and so it went on", "Conditions:"]
)
def test_what_only_looks_short_is_no_heading(last: str) -> None:
    assert roles(f"The office will move, the council decided.\n\n{last}")[-1] == ("body", "paragraph")


def test_dialogue_broken_before_its_speaker_is_one_paragraph() -> None:
    assert len(roles("It is late.\n\n“We are ready and have been for many weeks,”\nthe mayor said on Monday.\n")) == 2


@pytest.mark.parametrize(("text", "kept"), [("", []), (" \n ", [False]), ("•", [True])])
def test_texts_of_nothing(text: str, kept: list[bool]) -> None:
    assert [block.is_kept for block in mark_text(text).blocks] == kept


@given(st.text(alphabet=st.sampled_from("ab .\n“”,•1A "), max_size=120), st.sampled_from([None, "a", "A b"]))
def test_blocks_cover_the_text_and_nothing_is_dropped(text: str, title: str | None) -> None:
    document = mark_text(text, title=title)
    blocks = document.blocks
    assert "".join(text[block.char_start : block.char_end] for block in blocks) == text
    assert all(left.char_end == right.char_start for left, right in pairwise(blocks))
    assert all(block.is_kept for block in blocks) or not text.strip()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement", "furniture_advert"),
        ("Sign up for our daily newsletter", "furniture_subscribe"),
        ("MAYOR LIND SAYS QUAY WILL HOLD UNTIL AUTUMN", "furniture_related"),
        ("More:Council votes on the quay", "furniture_related"),
        ("( PHOTOS: The storm in Port Alder)", "furniture_related"),
        ("JUST WATCHED Storm hits quay Replay More Videos ... MUST WATCH Storm hits quay 01:20", "furniture_player"),
        ("Who pays for the quay? Listen · 3:51 3:51", "furniture_player"),
        ("Copyright 2031 The Port Alder Post. All rights reserved.", "furniture_legal"),
        ("Follow Ilse Brandt on Twitter: @ilsebrandt", "furniture_share"),
    ],
)
def test_a_line_of_furniture_stays_and_is_named(line: str, rule: str) -> None:
    text = f"The office will move, the council decided on Monday.\n\n{line}\n\nThe mayor had wanted it to stay there."
    document = mark_text(text)
    assert [(block.role, block.rule, block.is_kept) for block in document.blocks[1:2]] == [("body", rule, True)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Enlarge this image toggle caption Jo Roe/AP Jo Roe/AP", "caption_gallery"),
        ("Photos: Storm in Port Alder The quay on Monday. Hide Caption 1 of 12", "caption_gallery"),
        (
            "".join(
                f"The quay of Port Alder on Monday, before the storm came, and the old lift. {n} of 12 "
                for n in (1, 2, 3, 4)
            ),
            "caption_gallery",
        ),
        ("CLOSE A crane fell into the harbour of Port Alder on Monday night. Jo Roe", "caption_player"),
        (
            "A crane stands in the harbour of Port Alder, where the storm broke the quay on Monday. REUTERS/Jo Roe",
            "caption_inside",
        ),
    ],
)
def test_a_line_of_a_picture_is_its_caption(line: str, rule: str) -> None:
    text = f"{line}\n\nThe office will move, the council decided on Monday.\n\nThe mayor had wanted it to stay there."
    assert roles(text)[:2] == [("caption", rule), ("lead", "lead")]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told AP that the harbour office would have to move by the end of the year.",
        "“The photo: a crane in the water,” said the mayor, who showed it to the council on Monday.",
        "Two of 12 cranes fell, one of 12 stood, and three of 12 were gone, the harbour office said.",
        "Advertisement prices in the Port Alder Post rose, as its publisher said on Monday.",
    ],
)
def test_a_paragraph_that_speaks_of_such_things_is_none(line: str) -> None:
    text = f"The office will move, the council decided on Monday.\n\n{line}\n\nThe mayor had wanted it to stay there."
    assert roles(text)[1] == ("body", "paragraph")


def test_a_text_that_lost_its_line_breaks_is_no_caption() -> None:
    text = "Enlarge this image toggle caption Jo Roe/AP Jo Roe/AP " + "The council voted to move the office. " * 20
    assert roles(text) == [("lead", "lead")]
    assert roles("The quay\n\nImage copyright Jo Roe", "The quay")[1] == ("lead", "lead")


def test_sentences_of_furniture_can_be_left_out() -> None:
    text = "The office will move.\n\nAdvertisement\n\nThe mayor had wanted it to stay there, she said."
    blocks = pl.DataFrame(
        [("a", *block) for block in mark_text(text).blocks],
        schema=["article_id", "char_start", "char_end", "role", "is_kept", "rule"],
        orient="row",
    )
    sentences = pl.DataFrame({"article_id": ["a"] * 4 + ["b"], "char_start": [None, 0, 23, 38, 23]})
    assert outside_furniture(sentences, blocks)["char_start"].to_list() == [None, 0, 38, 23]
