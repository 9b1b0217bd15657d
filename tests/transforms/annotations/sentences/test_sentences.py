"""Sentence boundaries: one invented micro-text per rule, and properties that hold for any text."""

import itertools
import textwrap

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.annotations.sentences import SCHEMA, segment, split_sentences
from transforms.annotations.sentences.paragraphs import split_paragraphs

WRAPPED = """The port of Velm was shut after a storm which
killed two people. The mayor, Ilse Marren,
said that trains would run again by Friday and
Harbour Board ships a day later."""


def sentences(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language=language)]


@pytest.mark.parametrize(
    "marked",
    [
        # titles, initials, names
        "Gov. Ilse Marren met Rear Adm. Tobin Hale.| Both declined to comment.",
        "The J. K. Orvath Prize went to Mr. P. Q. Lund.| He wept.",
        "It was plan B.| The others had failed.",
        "She told Yahoo! News that talks go on.| Nobody else heard.",
        "Stop!| The minister shouted it twice.",
        # abbreviations with inner stops
        "The U.S. Senate met.| It voted on aid to the U.S.| The vote was close.",
        "He moved to the U.S. in May.| “I’m home,” he said.",
        "They left at 7 p.m. Tuesday.| They came back at 9 a.m.| Nobody noticed.",
        "Marren, D-N.Y., voted no.| Hale of Orvath Inc. Stores did not.| He owns Orvath Inc.| He has for years.",
        "The court cited Dunn v. Marren, No. 12, and vol. 3.| It said no.| Then it rose.",
        "Prices rose 3.5 per cent.| Wages rose 1.2.| Analysts shrugged.",
        "On Jan. 5 the harbour closed.| It reopened in Feb. 2031.",
        # quotations
        "“We won. They lost,” she said.".replace(". They", ".| They"),
        '"Where are you going?" Marren asked.| "Home!" Mr. Hale shouted.',
        '"We are ready." | The minister left.'.replace(" |", "|"),
        "He said: “Never.”| She said: “Always.”",
        "“Is it ‘over’?”| The room fell silent.",
        '"Really?" the mayor said.| He left.',
        '"Really?"| When Hale asked, he left.',
        '"... So we left," he said.',
        # brackets, references, ellipses
        "It failed (see p. 4).| (The mayor disagrees.)| It was rebuilt.",
        "The dam broke.[3]| It was rebuilt. [4]| It holds.",
        "“We … Never mind,” he said.| He waited...| She did not.",
        "It is late. ...| Nobody came.".replace(". ...| N", ".| ... N"),
        "the crisis . . . Marren said.| He left.",
        "President [Tobin H.] Hale spoke.| Few listened.",
        # datelines and captions
        "ORVATH, Me. — Tobin Hale lost on Monday.| He conceded.",
        "VELM, June 3 (Reuters) - The port shut.| It reopened.",
        "Marren greets voters in Velm| Image: Lotte Brandt",
        # lists
        "1. Free the port. 2. Pay the crews. 3. Go home.".replace(" 2.", "| 2.").replace(" 3.", "| 3."),
        "2. Findings of the inquiry",
        # lost space
        "The talks ended.The envoys left.| They flew home.".replace(".The", ".|The"),
        "Visit velm.example today.| It works.",
        # nothing but marks at the end
        'He left. "',
        # small letters go on
        "It was the iPhone vs. the rest.| iPads came later.",
    ],
)
def test_boundaries(marked: str) -> None:
    pieces = marked.split("|")
    assert sentences("".join(pieces)) == [piece.strip() for piece in pieces if piece.strip()]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("de", "Am 3. Oktober sprach Dr. Brandt, d. h. am Freitag.| Niemand kam."),
        ("de", "Das war 1987.| Danach kam z. B. Herr Lund."),
        ("fr", "M. Lund est arrivé.| Mme Brandt aussi."),
        ("es", "El Sr. Lund llegó a EE.UU. el lunes.| ¿Quién lo vio?| Nadie."),
        ("zh", "港口关闭了。|没有人受伤！|为什么？|没有人知道。"),
        ("ja", "「港は閉じた。」|と彼は言った。"),
        ("ar", "هل عاد الوزير؟| لم يعد."),
        ("hi", "बंदरगाह बंद है।| कोई नहीं आया।"),
        (None, "The port shut.| It reopened."),
        ("xx", "The port shut.| It reopened."),
    ],
)
def test_other_languages(language: str | None, marked: str) -> None:
    pieces = marked.split("|")
    assert sentences("".join(pieces), language) == [piece.strip() for piece in pieces]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A heading\n\nThe port shut.", 2),
        ("A heading\nThe port shut.", 2),
        ("The port, they said,\nwas shut.", 1),
        ("“It is possible that talks resume,”\nAdmiral Tobin Hale said.", 1),
        ("“There is no plan to meet Velm\n... there are no plans,” he said.", 1),
        (WRAPPED, 1),
        ("one\n \t\ntwo", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_paragraphs(text: str, count: int) -> None:
    assert len(split_paragraphs(text)) == count


def test_white_space_of_any_kind_parts_words() -> None:
    text = "He met Mr. Lund of the U.S. envoys. “Why?” Dr. Orr asked. Nobody knew."
    expected = sentences(text)
    assert len(expected) == 3
    for space in "\u00a0\u2009\t":
        assert [found.replace(space, " ") for found in sentences(text.replace(" ", space))] == expected
    wrapped = textwrap.fill(" ".join([text] * 6), width=61)
    assert "Dr.\n" in wrapped
    assert [found.replace("\n", " ") for found in sentences(wrapped)] == expected * 6


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aB .!?\"'”“’\n…[]()1.-—。؟U.S. ")), max_size=80))
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    spans = split_sentences(text)
    assert all(low < high and text[low:high] == text[low:high].strip() for low, high in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert "".join("".join(text[low:high].split()) for low, high in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        ". " * 50_000,
        "." * 200_000 + "a",
        ".!?…" * 50_000 + " A",
        "a" * 1_000_000,
        '"' * 100_000,
        '."' * 50_000,
        "A.\t" * 50_000,
        "?\n" * 50_000,
        "\n" * 1_000_000,
        "1. " * 30_000,
        " ".join(f"{number}. a" for number in range(1, 30_000)),
        "• a " * 50_000,
        "a? — " * 50_000,
        ". (((( " * 30_000,
        "Mr." * 50_000 + "A",
    ],
)
def test_hostile_text_loses_nothing(text: str) -> None:
    spans = split_sentences(text)
    assert sum(len("".join(text[low:high].split())) for low, high in spans) == len("".join(text.split()))


def frames(
    text: str, roles: list[tuple[str, bool, str]], title: str | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    articles = pl.DataFrame(
        {"article_id": ["a"], "title": [title], "text": [text], "language": ["en"]},
        schema_overrides={"title": pl.String},
    )
    rows, start = [], 0
    for index, (role, is_kept, piece) in enumerate(roles):
        rows.append(("a", index, start, start + len(piece), role, is_kept, "test"))
        start += len(piece)
    names = ["article_id", "block_index", "char_start", "char_end", "role", "is_kept", "rule"]
    return articles, pl.DataFrame(rows, schema=names, orient="row")


def test_segment_gives_roles_and_offsets() -> None:
    pieces = [
        ("title", True, "Port shut\n\n"),
        ("share", False, "Share. This.\n\n"),
        ("body", True, "The port shut. It rained.\n\nIt reopened.\n\n"),
        ("caption", True, "The port\n\n"),
        ("body", True, "Ships left."),
    ]
    text = "".join(piece for _, _, piece in pieces)
    result = segment(*frames(text, pieces, title="Port shut"))
    assert result.select("paragraph_index", "role", "text").rows() == [
        (0, "title", "Port shut"),
        (1, "lead", "The port shut."),
        (1, "lead", "It rained."),
        (2, "body", "It reopened."),
        (3, "caption", "The port"),
        (4, "body", "Ships left."),
    ]
    assert all(
        text[low:high] == part for low, high, part in result.select("char_start", "char_end", "text").iter_rows()
    )
    assert result["sentence_id"].to_list() == [f"a.s{index:04d}" for index in range(6)]
    assert result.schema == pl.Schema(SCHEMA)


@pytest.mark.parametrize(
    ("paragraphs", "lead"),
    [
        (("The port of Velm shut on Monday.", "It reopened on Friday, crews said."), 0),
        (("VELM, Tarsava:", "The port of Velm shut on Monday."), 1),
        (("By Lotte Brandt", "Velm Agency", "“The port of Velm is shut.”"), 2),
        (("Storm shuts port, mayor blames board", "The port of Velm (pop. 9,000) shut."), 1),
        (("6:01 p.m.", "The port of Velm shut on Monday."), 1),
        (("Ships", "Crews"), 0),
        (("word " * 40, "The port of Velm shut on Monday."), 0),
    ],
)
def test_the_lead_is_the_first_prose_of_the_body(paragraphs: tuple[str, ...], lead: int) -> None:
    result = segment(*frames(*_as_blocks(paragraphs)))
    assert result.unique("paragraph_index", maintain_order=True)["role"].to_list() == [
        "lead" if index == lead else "body" for index in range(len(paragraphs))
    ]


def _as_blocks(paragraphs: tuple[str, ...]) -> tuple[str, list[tuple[str, bool, str]]]:
    pieces = [("body", True, f"{paragraph}\n\n") for paragraph in paragraphs]
    return "".join(piece for _, _, piece in pieces), pieces


def test_title_outside_the_text_has_null_offsets() -> None:
    result = segment(*frames("The port shut.", [("body", True, "The port shut.")], title=" Port shut "))
    assert result.select("sentence_index", "role", "char_start", "char_end", "text").rows() == [
        (0, "title", None, None, "Port shut"),
        (1, "lead", 0, 14, "The port shut."),
    ]


def test_empty_input_keeps_its_columns() -> None:
    articles, blocks = frames("x", [("body", True, "x")])
    assert segment(articles.clear(), blocks.clear()).schema == pl.Schema(SCHEMA)
    assert segment(articles, blocks.clear()).height == 0
