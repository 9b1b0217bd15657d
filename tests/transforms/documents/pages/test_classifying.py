from transforms.documents.pages.body import LinkedTexts, Paragraph
from transforms.documents.pages.classifying import classify, place_standfirst
from transforms.documents.pages.composing import Piece, compose
from transforms.text.words import bare_words

_STORY = Paragraph("The mill at Orrin Bridge grinds flour for eleven bakeries again.", "p")
_MORE = Paragraph("It had stood still for ninety years, the miller said.", "p")
_TITLE = "Mill at Orrin Bridge grinds again"


def _rules(
    *paragraphs: Paragraph, whole: tuple[str, ...] = (), partly: tuple[str, ...] = (), authors: tuple[str, ...] = ()
) -> list[tuple[str, str, bool]]:
    pieces = classify(
        list(paragraphs),
        title=_TITLE,
        headlines=frozenset({bare_words(_TITLE)}),
        authors=authors,
        links=LinkedTexts(frozenset(whole), frozenset(partly)),
    )
    return [(piece.rule, piece.role, piece.is_kept) for piece in pieces]


_LEAD = ("extracted", "lead", True)
_BODY = ("extracted", "body", True)


def test_title_repeated_with_and_without_a_kicker() -> None:
    removed = ("title_repeated", "title", False)
    assert _rules(Paragraph(_TITLE, "heading"), _STORY) == [removed, _LEAD]
    assert _rules(Paragraph("CountyMill at Orrin Bridge grinds again", "heading"), _STORY) == [removed, _LEAD]
    assert _rules(Paragraph("Orrin Bridge mill grinds again", "heading"), _STORY) == [removed, _LEAD]


def test_a_heading_of_the_story_is_not_its_title() -> None:
    assert _rules(_STORY, Paragraph("Ninety years of rest", "heading"), _MORE)[1] == ("extracted", "heading", True)


def test_label_above_lead() -> None:
    assert _rules(Paragraph("COUNTY FEATURE", "p"), _STORY) == [("label_above_lead", "navigation", False), _LEAD]
    assert _rules(Paragraph("It turns!", "p"), _STORY) == [_LEAD, _BODY]


def test_byline_line_by_the_authors_name_or_a_date() -> None:
    removed = ("byline_line", "byline", False)
    assert _rules(Paragraph("Ines Calloway", "p"), _STORY, authors=("Ines Calloway",)) == [removed, _LEAD]
    assert _rules(_STORY, Paragraph("2 May 2031", "p"), _MORE) == [_LEAD, removed, _BODY]


def test_caption_set_as_a_heading() -> None:
    caption = "The miller of Orrin Bridge, second left, and his three sisters at the weir on Tuesday morning"
    credit = Paragraph("Photo: Hal Torrin", "p")
    rules = _rules(Paragraph(caption, "heading"), credit, _STORY)
    assert rules == [("caption_above_credit", "caption", False), ("photo_credit", "credit", False), _LEAD]
    assert _rules(_STORY, Paragraph("At the weir", "heading"), credit, _MORE)[1] == ("extracted", "heading", True)


def test_no_words() -> None:
    assert _rules(_STORY, Paragraph("* * *", "p"), _MORE)[1] == ("no_words", "other", False)


def test_link_line() -> None:
    pointer = "Bakers of the county want local flour"
    rules = _rules(_STORY, Paragraph(f"Background: {pointer}", "p"), _MORE, whole=(pointer,))
    assert rules == [_LEAD, ("link_line", "related", False), _BODY]


def test_link_list_of_headlines_goes_and_one_of_names_stays() -> None:
    headlines = ("Bakers of the county want local flour", "Why the last miller left in a hurry")
    names = ("Orrin Bridge", "Sellick")
    rules = _rules(_STORY, *(Paragraph(text, "item") for text in headlines), _MORE, partly=headlines)
    assert rules == [_LEAD, ("link_list", "related", False), ("link_list", "related", False), _BODY]
    assert _rules(_STORY, *(Paragraph(text, "item") for text in names), _MORE, partly=names) == [
        _LEAD,
        _BODY,
        _BODY,
        _BODY,
    ]


def test_heading_without_text() -> None:
    rules = _rules(_STORY, Paragraph("From the archive", "heading"), Paragraph("Read more: The last miller", "p"))
    assert rules[1:] == [("heading_without_text", "related", False), ("related_pointer", "related", False)]
    assert _rules(_STORY, Paragraph("Comments", "heading"))[1][2] is False


def test_author_biography() -> None:
    text = "Ines Calloway is a reporter in Sellick."
    assert _rules(_STORY, Paragraph(text, "p"), authors=("Ines Calloway",))[1] == (
        "author_biography",
        "author_box",
        False,
    )
    assert _rules(_STORY, Paragraph(text, "p"))[1] == _BODY
    first = _rules(Paragraph(text, "p"), _STORY, *[_MORE] * 6, authors=("Ines Calloway",))
    assert first[:2] == [("author_biography", "author_box", False), _LEAD]
    other = Paragraph("Ines Calloway is among the eleven bakers who waited for the flour.", "p")
    assert _rules(_STORY, other, *[_MORE] * 6, authors=("Ines Calloway",))[1] == _BODY


def test_standfirst_is_placed_once() -> None:
    pieces = [
        Piece("It turns.", "lead", is_kept=True, rule="extracted"),
        Piece("More.", "body", is_kept=True, rule="x"),
    ]
    placed = place_standfirst(pieces, ("It turns.",))
    assert [(piece.text, piece.role) for piece in placed] == [("It turns.", "subtitle"), ("More.", "lead")]


def test_standfirst_that_is_all_there_is_stays_the_story() -> None:
    pieces = [Piece("It turns.", "lead", is_kept=True, rule="extracted")]
    assert place_standfirst(pieces, ("It turns.",)) == pieces


def test_compose_of_nothing() -> None:
    assert compose([]) == ("", [])
