import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.credits import CREDIT_COLUMNS, credits_of, find_agency, find_credits, wire_agencies
from transforms.documents.outlets import agencies_of

_LEAD = "The harbour of Westmere will close for a month, the council said on Monday."
_END = "The council meets again next week."


def _found(
    *lines: str, role: str = "other", is_kept: bool = False, before: bool = False
) -> list[tuple[str | None, str, str, str]]:
    """Credits of a text whose body is followed (or preceded) by the lines as one block."""
    body, extra = f"{_LEAD}\n\n{_END}\n", "\n".join(lines) + "\n"
    text = extra + body if before else body + extra
    cut = len(extra) if before else len(body)
    first, second = ((role, is_kept), ("body", True)) if before else (("body", True), (role, is_kept))
    blocks = [(0, cut, *first), (cut, len(text), *second)]
    return [(c.agency_id, c.kind, c.rule, text[c.char_start : c.char_end]) for c in credits_of(text, blocks)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(AP, AFP, dpa)", [("afp", "agency_brackets"), ("ap", "agency_brackets"), ("dpa", "agency_brackets")]),
        ("[With dpa and Kyodo]", [("dpa", "agency_lead_in"), ("kyodo", "agency_lead_in")]),
        ("– mit Material von dpa", [("dpa", "agency_lead_in")]),
        ("Avec AFP", [("afp", "agency_lead_in")]),
        ("(avec AFP)", [("afp", "agency_lead_in")]),
        ("Con información de EFE", [("efe", "agency_lead_in")]),
        ("Quelle: dpa/AFP", [("afp", "agency_lead_in"), ("dpa", "agency_lead_in")]),
        ("Source: Reuters", [("reuters", "agency_lead_in")]),
        ("dpa-infocom", [("dpa", "agency_line")]),
        ("Agencias", [("unnamed", "agency_line")]),
        ("— The Associated Press", [("ap", "agency_line")]),
        ("With inputs from PTI", [("pti", "agency_lead_in")]),
        ("With files from The Associated Press and Ada Holm", [("ap", "agency_lead_in")]),
        ("/ritzau/", [("ritzau", "agency_line")]),
        ("Text: dpa", [("dpa", "agency_lead_in")]),
        ("Mit Material der Nachrichtenagentur dpa", [("dpa", "agency_lead_in")]),
        ("(TT-AFP)", [("afp", "agency_brackets"), ("tt", "agency_brackets")]),
        ("Reuters/dpa", [("dpa", "agency_line"), ("reuters", "agency_line")]),
        ("Redacción / EFE", [("efe", "outlet_with")]),
        ("Le Monde avec AFP", [("afp", "outlet_with")]),
        ("—IANS jr/al", [("ians", "agency_line")]),
        ("From staff and wire reports", [("unnamed", "agency_lead_in")]),
        ("Compiled from wire reports", [("unnamed", "agency_line")]),
        ("Post staff and agencies", [("unnamed", "outlet_with")]),
        ("By Jo Roe, Associated Press", [("ap", "byline")]),
        ("Distributed by Tribune Content Agency", [("tns", "republished")]),
        ("This report by The Canadian Press was first published June 3, 2031.", [("cp", "republished")]),
        ("This story was originally published by ProPublica.", [("propublica", "republished")]),
        ("This article is republished from The Conversation under a licence.", [("the_conversation", "republished")]),
    ],
)
def test_agency_lines(line: str, expected: list[tuple[str, str]]) -> None:
    found = _found(line)
    assert [(agency, rule) for agency, _, rule, _ in found] == expected
    assert {kind for _, kind, _, _ in found} == {"agency"}


def test_initials_stand_before_agencies() -> None:
    assert _found("ah/tk (AP, dpa)") == [
        (None, "initials", "initials", "ah"),
        (None, "initials", "initials", "tk"),
        ("ap", "agency", "agency_brackets", "AP, dpa"),
        ("dpa", "agency", "agency_brackets", "AP, dpa"),
    ]


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("LONDON (Reuters) - The harbour will close.", "reuters"),
        ("WESTMERE, Ohio (AP) — The harbour will close.", "ap"),
        ("(AP) The harbour will close.", "ap"),
        ("BEIJING, June 3 (Xinhua) -- The harbour will close.", "xinhua"),
        ("Berlin (dpa) - Der Hafen wird geschlossen.", "dpa"),
        ("Berlin/dpa - Der Hafen wird geschlossen.", "dpa"),
        ("AFP - The harbour will close.", "afp"),
        ("WESTMERE, March 3, 2024 /PRNewswire/ -- The harbour will close.", "pr_newswire"),
        ("Oslo (NTB): Havnen stenges i en måned.", "ntb"),
        ("MOSCOW, June 3. /TASS/. The harbour will close.", "tass"),
        ("København /ritzau/ Havnen lukker i en måned.", "ritzau"),
        ("New Delhi [India], June 3 (ANI): The harbour will close.", "ani"),
        ("Zürich (sda) Der Hafen wird geschlossen.", "sda"),
        ("(서울=연합뉴스) 항구가 폐쇄된다.", "yonhap"),
    ],
)
def test_dateline(lead: str, agency: str | None) -> None:
    text = f"{lead}\n\n{_END}"
    found = credits_of(text, [(0, len(text), "body", True)])
    assert [(c.agency_id, c.kind, c.rule) for c in found] == [(agency, "agency", "dateline")]


@pytest.mark.parametrize(
    ("line", "agency", "rule"),
    [
        ("Image: Reuters", "reuters", "image_label"),
        ("Photo: Ada Holm/Getty Images", "getty", "image_label"),
        ("Foto: dpa", "dpa", "image_label"),
        ("Photograph by Ada Holm / Alamy", "alamy", "image_label"),
        ("A crane in the harbour (Photo by Ada Holm/Getty Images)", "getty", "image_brackets"),
        ("A crane in the harbour. (AP Photo/Ada Holm)", "ap", "image_brackets"),
        ("© Getty Images", "getty", "image_copyright"),
        ("A crane in the harbour. Ada Holm/AFP", "afp", "image_slash"),
        ("A crane in the harbour. (Reuters)", "reuters", "image_brackets"),
        ("A crane in the harbour. (Ada Holm/Reuters)", "reuters", "image_slash"),
        ("A crane in the harbour | AP Photo", "ap", "image_bar"),
        ("Image copyright AFP", "afp", "image_copyright"),
        ("© Ada Holm (AFP/File)", "afp", "image_brackets"),
        ("A crane in the harbour. Photo: Ada Holm/Associated Press", "ap", "image_label"),
        ("Ada Holm / Getty Images for Harbour Days", "getty", "image_slash"),
    ],
)
def test_image_credits(line: str, agency: str | None, rule: str) -> None:
    found = _found(line, role="caption", is_kept=True, before=True)
    assert [(a, kind, r) for a, kind, r, _ in found] == [(agency, "image", rule)]


def test_photographer_without_an_agency_is_a_row_without_an_agency() -> None:
    assert _found("Photo: Ada Holm", role="caption") == [(None, "image", "image_label", "Photo: Ada Holm")]


@pytest.mark.parametrize(
    ("line", "agency", "rule"),
    [
        ("The Associated Press contributed to this report.", "ap", "contributed"),
        ("Ada Holm of Reuters contributed to this report.", "reuters", "contributed"),
        ("Associated Press writer Ada Holm in Westmere contributed to this report.", "ap", "contributed"),
        ("CNN's Ada Holm contributed to this report.", "cnn", "contributed"),
        ("Ada Holm contributed to this report.", None, "contributed"),
        ("Contributing: Ada Holm; The Associated Press", "ap", "additional_reporting"),
        ("With reporting by Reuters", "reuters", "additional_reporting"),
        ("Reuters and AFP contributed reporting to this article", "afp", "contributed"),
        ("(Additional reporting by Ada Holm; Editing by Tom Kerr)", None, "additional_reporting"),
        ("– (Additional reporting Telegraph Service)", "telegraph", "additional_reporting"),
        ("Additional reporting by AFP", "afp", "additional_reporting"),
    ],
)
def test_additional_reporting(line: str, agency: str | None, rule: str) -> None:
    found = _found(line)
    assert (agency, "additional_reporting", rule) in [(a, kind, r) for a, kind, r, _ in found]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Trademark and Copyright 2024 CBS Interactive Inc. All rights reserved.", "cbs"),
        ("Copyright 2024 The Associated Press. All rights reserved.", "ap"),
        ("© 2024 AFP", "afp"),
    ],
)
def test_copyright_lines(line: str, agency: str | None) -> None:
    assert [(a, kind) for a, kind, _, _ in _found(line)] == [(agency, "copyright")]


def test_own_copyright_line_is_no_credit() -> None:
    line = "Copyright 2024 The Associated Press. All rights reserved."
    text = f"{_LEAD}\n{line}"
    assert credits_of(text, [(0, len(text), "body", True)], outlet_id="associated-press-news") == []


@pytest.mark.parametrize(
    "text",
    [
        "An official told Reuters that the harbour would close.",
        "The harbour will close, Reuters reported on Monday.",
        "The state agency (Xinhua) said on Monday that the harbour would close.",
        "The AP and Reuters filed a complaint. The dpa joined them.",
        "Ada Holm (left) met the mayor (right).",
        "The band (PA, Ohio) played on.",
        "The company contributed to the rise in rents.",
        "The image: a crane over the harbour.",
        "Additional research may be needed, the council said.",
        "The study recommends additional contributions of Reuters readers.",
        "From Reuters:",
    ],
)
def test_agency_in_the_news_is_no_credit(text: str) -> None:
    body = f"{_LEAD}\n\n{text} And it went on.\n\n{_END}\n\n{_END}\n\n{_END}"
    assert credits_of(body, [(0, len(body), "body", True)]) == []


def test_sign_off_after_the_last_sentence() -> None:
    text = f"{_LEAD}\n\n{_END} (AP, dpa)"
    found = credits_of(text, [(0, len(text), "body", True)])
    assert [(c.agency_id, c.rule, text[c.char_start : c.char_end]) for c in found] == [
        ("ap", "sign_off", "AP, dpa"),
        ("dpa", "sign_off", "AP, dpa"),
    ]


def test_byline_in_the_text_and_from_metadata() -> None:
    assert _found("By Ada Holm, Associated Press", role="byline", before=True)[0][:3] == ("ap", "agency", "byline")
    found = credits_of(_LEAD, [(0, len(_LEAD), "body", True)], byline_names="Ada Holm; Reuters")
    assert [(c.agency_id, c.rule, c.char_start) for c in found] == [("reuters", "byline", -1)]


def test_frame_has_places_that_reproduce_the_text() -> None:
    texts = {"a1": f"LONDON (Reuters) - {_LEAD}\n\nImage: dpa\n", "a2": _LEAD}
    articles = pl.DataFrame({"article_id": list(texts), "text": list(texts.values()), "byline": [None, "AFP"]})
    blocks = pl.DataFrame(
        {
            "article_id": list(texts),
            "block_index": [0, 0],
            "char_start": [0, 0],
            "char_end": [len(text) for text in texts.values()],
            "role": ["body", "body"],
            "is_kept": [True, True],
        }
    )
    found = find_credits(articles, blocks)
    assert found.select("article_id", "agency_name", "credit_kind").rows() == [
        ("a1", "Reuters", "agency"),
        ("a1", "dpa", "image"),
        ("a2", "AFP", "agency"),
    ]
    for article_id, start, end, text in found.select("article_id", "char_start", "char_end", "text").iter_rows():
        assert text is None if start is None else texts[article_id][start:end] == text
    assert wire_agencies(found).rows() == [("a1", "reuters"), ("a2", "afp")]
    empty = find_credits(articles.clear(), blocks.clear())
    assert dict(empty.schema) == CREDIT_COLUMNS


def _whole_bodies(*article_ids: str, length: int) -> pl.DataFrame:
    """A ledger of one block of body an article."""
    one = {"block_index": 0, "char_start": 0, "char_end": length, "role": "body", "is_kept": True}
    return pl.DataFrame([{"article_id": article_id} | one for article_id in article_ids])


def test_copyright_line_of_an_agency_makes_a_wire_copy() -> None:
    text = f"{_LEAD}\n\nCopyright 2024 The Associated Press. All rights reserved."
    articles = pl.DataFrame(
        {"article_id": ["a", "b"], "text": [text] * 2, "outlet_id": ["lamp", "associated-press-news"]}
    )
    blocks = _whole_bodies("a", "b", length=len(text))
    assert wire_agencies(find_credits(articles, blocks)).rows() == [("a", "ap")]


@pytest.mark.parametrize(
    ("text", "rule", "kind", "wire"),
    [
        (f"NORTHMARK, Eastholm (QNX) - {_LEAD}", "dateline", "agency", ["quorn-news"]),
        (f"{_LEAD}\n\n© Quorn News Exchange 2024", "copyright", "copyright", ["quorn-news"]),
        (f"{_LEAD}\n\nPhoto: Quorn News Exchange", "image_label", "image", []),
    ],
)
def test_agencies_of_the_users_registry_are_credited(text: str, rule: str, kind: str, wire: list[str]) -> None:
    registry = pl.DataFrame(
        {
            "outlet_id": ["quorn-news", "lamp"],
            "name": ["Quorn News Exchange", "The Lamp"],
            "is_agency": ["true", "false"],
            "aliases": ["QNX", None],
        }
    )
    articles = pl.DataFrame({"article_id": ["a", "b"], "text": [text] * 2, "outlet_id": ["lamp", "quorn-news"]})
    blocks = _whole_bodies("a", "b", length=len(text))
    found = find_credits(articles, blocks, agencies=agencies_of(registry))
    assert found.select("article_id", "agency_id", "rule", "credit_kind").rows() == [("a", "quorn-news", rule, kind)]
    assert wire_agencies(found)["agency_id"].to_list() == wire
    assert find_credits(articles, blocks)["agency_id"].drop_nulls().is_empty()  # known within the call alone


def test_a_registry_without_agencies_adds_none() -> None:
    assert agencies_of(None) is None
    assert agencies_of(pl.DataFrame({"name": ["The Lamp"]})) is None


def test_compiled_text_is_no_wire_copy() -> None:
    rows = {
        "article_id": ["a", "a", "b", "c"],
        "credit_index": [0, 1, 0, 0],
        "agency_id": ["ap", "afp", "dpa", "reuters"],
    }
    rules = {"rule": ["sign_off", "sign_off", "agency_line", "agency_lead_in"], "credit_kind": ["agency"] * 4}
    assert wire_agencies(pl.DataFrame(rows | rules)).rows() == [("b", "dpa")]


def _agency_id(name: str) -> str | None:
    agency = find_agency(name)
    return agency.agency_id if agency else None


def test_short_names_match_in_their_own_case_only() -> None:
    assert _agency_id("AP") == "ap"
    assert _agency_id("ap") is None
    assert _agency_id("the associated press") == "ap"
    assert _agency_id("Reuters file photo") == "reuters"
    assert _agency_id("Ada Holm") is None


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "a" * 300_000, "(Reuters) " * 20_000, "© " * 50_000, ("x, " * 99 + "\n") * 500]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    credits_of(text, [(0, len(text), "caption", True)])
    assert time.process_time() - start < 2.0  # seconds; quadratic work would take minutes


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("AP dpaReutrs()[]/,.:©\n-–20By"), max_size=120))
def test_credits_lie_within_the_text(text: str) -> None:
    for credit in credits_of(text, [(0, len(text), "credit", False)]):
        assert 0 <= credit.char_start <= credit.char_end <= len(text)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The quay on Friday. Jo van Roe/AFP via Getty Images", "Jo van Roe/AFP via Getty Images"),
        (
            "Enlarge this image toggle caption Jo Roe/AFP/Getty Images Jo Roe/AFP/Getty Images",
            "Jo Roe/AFP/Getty Images",
        ),
        ("A crane fell on Monday. Previous Next J. R. Roe/AP", "J. R. Roe/AP"),
        ("The quay of Port Alder [Jo Roe/AFP]", "Jo Roe/AFP"),
        ("The quay of Port Alder (Jo Roe/Reuters )", "Jo Roe/Reuters"),
        ("Enlarge this image toggle caption AP AP", "AP"),
        ("Photo by Jo Roe/Getty Images Photo by Jo Roe/Getty Images", "Photo by Jo Roe/Getty Images"),
        ("The council met in Washington, D.C. Jo Roe/Reuters.", "Jo Roe/Reuters"),
        ("A crane fell into the harbour. (Dec. 4) AP", "AP"),
    ],
)
def test_the_credit_of_a_picture_is_no_longer_than_itself(line: str, credit: str) -> None:
    assert {text for _, _, _, text in _found(line, role="caption", is_kept=True)} == {credit}


def test_a_link_to_a_gallery_is_no_credit() -> None:
    assert _found("(PHOTOS: Jo Roe)", role="caption", is_kept=True) == []


def test_a_label_on_the_line_above_makes_it_a_picture() -> None:
    found = _found("The quay of Port Alder (", "Image:", "PA)")
    assert found == [("pa", "image", "image_label", "PA")]


def test_agencies_with_a_picture_agency_credit_a_picture() -> None:
    assert {kind for _, kind, _, _ in _found("(AFP/Getty)")} == {"image"}


@pytest.mark.parametrize(
    ("line", "agencies", "rule"),
    [
        ("Associated Press writers Jo Roe in Melin and Al Poe in Orvel contributed.", ["ap"], "contributed"),
        ("Jo Roe and Al Poe contributed", [None], "contributed"),
        ("Post writer Jo Roe contributed to this report, along with Reuters.", ["reuters"], "contributed"),
        ("Information from the Associated Press was used in this story.", ["ap"], "used_in"),
        ("(Reporting by Jo Roe; Editing by Al Poe)", [None], "reporting_by"),
    ],
)
def test_help_in_other_words(line: str, agencies: list[str | None], rule: str) -> None:
    found = _found(line, role="body", is_kept=True)
    assert [(agency, kind, name) for agency, kind, name, _ in found] == [
        (agency, "additional_reporting", rule) for agency in agencies
    ]


@pytest.mark.parametrize(
    "line", ["The council said that the firms contributed.", "Reporting by the harbour office is poor."]
)
def test_a_sentence_about_help_is_none(line: str) -> None:
    assert _found(line, role="body", is_kept=True) == []


@pytest.mark.parametrize(
    "line", ["A-" * 69 + "A/ Reuters x!", "A.-" * 45 + "A/x Reuters!", "A-A/" * 34 + " Reuters x!"]
)
def test_hostile_names_take_no_time(line: str) -> None:
    start = time.process_time()
    for _ in range(20):
        _found(line, role="caption", is_kept=True)
    assert time.process_time() - start < 1
