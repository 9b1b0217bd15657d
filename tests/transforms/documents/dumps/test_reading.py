from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.document import CleanedDocument
from transforms.documents.dumps import line_hash, read_dump
from transforms.documents.dumps.lines import PHRASE
from transforms.vocabulary import BLOCK_ROLES

PAGE = """\
Skip to content
  • Home
  • News
  • Sport
  • Weather
Follow HARBOR9 on Twitter

Council backs ferry to Port Alder despite cost warning

Two more votes are needed before work on the pier can begin

By Mara Ellison and Tom Okafor

June 3, 2031 4:10 PM EDT

Share
Tweet
Email

Ferry at the old pier
The ferry Halcyon at the old pier in Port Alder. Photo: Mara Ellison/Harbor Nine
The council voted on Tuesday to buy a second ferry, although its auditor had warned that the costs could double.

"We are buying time as much as a boat," said Mayor Lena Brandt, who has pushed for the line since she took office.

Read more: Five things to know about the old pier

What happens next

The plan now goes to the state, which pays for half of the pier and has asked for a second estimate of its cost.

Advertisement

Opponents said that they would not give up. They want a vote of all residents, and have two thousand names.

"Nobody asked us," said Piet Lindqvist, who lives above the landing and has counted the cars on his street.

– (Additional reporting by Coastline News Agency)

Mara Ellison

Mara Ellison joined Harbor Nine after the flood and covers the coast.

More from HARBOR9

Storm closes coastal road for a third day

Bakery wins prize for its rye bread

Show comments (12)

© 2031 Harbor Nine Media. All rights reserved.
"""


def found(document: CleanedDocument, words: str) -> tuple[str, str, bool]:
    """Role, rule and is_kept of the only block that holds the words."""
    blocks = [block for block in document.blocks if words in document.text[block.char_start : block.char_end]]
    assert len(blocks) == 1, words
    return blocks[0].role, blocks[0].rule, blocks[0].is_kept


def assert_covers(document: CleanedDocument) -> None:
    blocks = document.blocks
    assert bool(blocks) == bool(document.text)
    if blocks:
        assert blocks[0].char_start == 0
        assert blocks[-1].char_end == len(document.text)
        assert all(block.char_start < block.char_end for block in blocks)
        assert all(left.char_end == right.char_start for left, right in pairwise(blocks))
        assert all(block.role in BLOCK_ROLES and block.rule for block in blocks)


def test_says_what_the_page_says_of_itself() -> None:
    document = read_dump(PAGE)
    assert document.title == "Council backs ferry to Port Alder despite cost warning"
    assert document.subtitle == "Two more votes are needed before work on the pier can begin"
    assert document.authors == ("Mara Ellison", "Tom Okafor")
    assert document.date is not None
    assert document.date.value == "2031-06-03T16:10-04:00"
    assert document.notes["site_candidates"].split("\n")[0] == "HARBOR9"


@pytest.mark.parametrize(
    ("words", "role", "rule", "kept"),
    [
        ("Skip to content", "navigation", "navigation_line", False),
        ("Council backs ferry", "title", "title", True),
        ("Two more votes", "subtitle", "standfirst", True),
        ("By Mara Ellison", "byline", "byline", False),
        ("June 3, 2031", "dateline", "date_line", False),
        ("Tweet", "share", "share_line", False),
        ("The ferry Halcyon", "caption", "caption_inside", True),
        ("The council voted", "lead", "lead", True),
        ("We are buying time", "body", "running_text", True),
        ("Read more: Five", "related", "related_start", False),
        ("What happens next", "heading", "heading", True),
        ("Advertisement", "advert", "advert_line", False),
        ("Additional reporting", "credit", "credit_line", False),
        ("covers the coast", "author_box", "author_bio", False),
        ("Storm closes", "related", "related_section", False),
        ("Show comments", "comments", "comments_line", False),
        ("All rights reserved", "legal", "legal_start", False),
    ],
)
def test_gives_each_line_of_a_page_its_role(words: str, role: str, rule: str, kept: bool) -> None:  # noqa: FBT001 - a column
    assert found(read_dump(PAGE), words) == (role, rule, kept)


def test_blocks_cover_the_page() -> None:
    assert_covers(read_dump(PAGE))


def test_every_paragraph_is_a_block_of_its_own() -> None:
    document = read_dump(PAGE)
    body = [block for block in document.blocks if block.role in ("lead", "body")]
    assert len(body) == 5
    assert all("\n\n" not in document.text[block.char_start : block.char_end].strip() for block in body)


def article(inner: str, *, before: str = "", after: str = "") -> CleanedDocument:
    """A dump of three invented paragraphs with something inside, before or after."""
    return read_dump(
        f"{before}The harbour office will move to the old customs house next spring, the council decided on Monday.\n\n"
        f"Clerks have worked in two damp rooms since the flood, and the archive was never dried out completely.\n\n"
        f"{inner}"
        f"The move costs less than a new building, but the lift is too small for wheelchairs, an inspector found.\n\n"
        f"A second lift will be added to the yard, and the council will open the doors again in September.\n{after}"
    )


@pytest.mark.parametrize(
    ("line", "role", "rule"),
    [
        ("0:00 0:01:12 0:00", "player", "player_time"),
        ("***", "other", "no_letters"),
        ("Published: Updated:", "notice", "notice_line"),
        ("100% Font Size", "navigation", "navigation_line"),
        ("Sign up for the Harbour Letter", "subscribe", "subscribe_start"),
        ("Lesen Sie auch: Der neue Hafen", "related", "related_start"),
        ("Suivez-nous sur les réseaux", "share", "share_start"),
        ("Photo by Ines Calder for The Quay", "caption", "caption_inside"),
        ("The pier after the storm. (Coast News/Ines Calder)", "caption", "caption_slashed_credit"),
        ("pk/ov (CNA, Quay)", "credit", "credit_initials"),
        ("[With Coast News and Quay]", "credit", "credit_line"),
        ("— Port Alder (@portalder) June 3, 2031", "share", "social_post"),
        ("This is an archived article of our print edition.", "notice", "notice_start"),
        ("This is an archived article that may be outdated now.", "notice", "notice_phrases"),
        ("GET THE QUAY ON YOUR PHONE BY TAPPING HERE TODAY", "related", "capitals_link"),
        ("By Ines Calder", "byline", "byline_inside"),
        ("Follow THE QUAY on Telegram", "share", "share_follow"),
        ("$249 from Quay Outfitters", "advert", "price_link"),
        ("21:05Ines Calder", "other", "time_stamp"),
        ("2:05 Crowds cheer as the first clerk moves in", "player", "player_clip"),
        ("Crowds cheer as the first clerk moves in – video", "player", "player_clip"),
        ("https://quay.example/p/4b", "other", "web_address"),
        ("Ines Calder / CNA", "credit", "credit_photographer"),
        ("icl/dpa", "credit", "credit_initials"),
        ("We use cookies to make this site work for you.", "legal", "legal_start"),
        ("We may earn a commission from links on this page.", "advert", "advert_start"),
        ("Ines Calder can be reached at the desk.", "author_box", "author_box_inside"),
        ("Ines Calder Asks | Who Pays For The Old Customs House", "related", "barred_link"),
        ("A map showing the old customs house and the yard", "alt_text", "alt_text_start"),
        ("Enjoy additional articles per month.", "subscribe", "subscribe_start"),
        ("The Quay moderates comments to keep the talk civil.", "comments", "comments_inside"),
    ],
)
def test_names_the_rule_for_a_line_between_paragraphs(line: str, role: str, rule: str) -> None:
    document = article(f"{line}\n\n")
    assert found(document, line) == (role, rule, role == "caption")
    assert [block.role for block in document.blocks if block.role in ("lead", "body")] == [
        "lead",
        "body",
        "body",
        "body",
    ]


def test_takes_the_line_above_a_lone_credit_for_the_caption() -> None:
    document = article("Boats in the yard of the customs house\nImage: Coast News\n\n")
    assert found(document, "Boats in the yard") == ("caption", "caption_before_credit", True)


def test_takes_what_follows_a_picture_label_for_its_credit() -> None:
    document = article("Boats in the yard of the customs house\nFoto:\nInes Calder\n\n")
    assert found(document, "Boats in the yard") == ("caption", "caption_before_credit", True)
    assert found(document, "Foto:") == ("alt_text", "alt_text_line", False)
    assert found(document, "Ines Calder") == ("credit", "credit_after_label", False)


def test_a_label_that_heads_nothing_is_no_heading() -> None:
    document = article("Coast Region\n\nHarbour\n\n")
    assert found(document, "Coast Region") == ("other", "stray_label", False)


def test_drops_the_text_of_a_clip_below_its_length() -> None:
    document = article(
        "Crowds cheer as the first clerk moves in\n14 hours ago\nDuration 1:30\n"
        "A first look at the rooms in which the clerks of the harbour will work from the spring on.\n\n"
    )
    assert found(document, "A first look") == ("related", "teaser_text", False)


def test_starts_below_teasers_that_lost_their_breaks() -> None:
    cards = "".join(
        f"Mayor Opens Another New Bridge Over The {word}The mayor opened a bridge on Monday, and many came.\n\n"
        for word in ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir")
    )
    document = article("", before=cards)
    lead = next(block for block in document.blocks if block.role == "lead")
    assert document.text[lead.char_start :].startswith("The harbour office")
    assert all(block.role not in ("lead", "body") for block in document.blocks if block.char_start < lead.char_start)


def test_ends_with_the_comments() -> None:
    talk = "".join(
        f"Reader {n}\n\nI think that the old customs house is much too far away from the pier number {n}.\n\n"
        for n in "abc"
    )
    paragraphs = (
        "The council had looked for new rooms since the flood, in which the archive of the office was lost for good, "
        "and had visited nine houses in the town before it chose the customs house, as its minutes show.\n\n"
    )
    document = article(paragraphs + paragraphs.replace("nine", "ten"), after=f"\n\nComments\n\n{talk}")
    assert all(
        block.role not in ("lead", "body")
        for block in document.blocks
        if "I think" in document.text[block.char_start : block.char_end]
    )


def test_takes_text_above_a_caption_for_the_alternative_text() -> None:
    document = article("boats-yard grey sky\nBoats in the yard of the customs house\nImage: Coast News\n\n")
    assert found(document, "boats-yard") == ("alt_text", "alt_text_before_caption", False)


def test_takes_the_label_of_a_map_above_a_heading_for_a_caption() -> None:
    document = article("Map of the new harbour quarter\n\nA lift too small\n\n")
    assert found(document, "Map of the new") == ("caption", "figure_label", True)
    assert found(document, "A lift too small") == ("heading", "heading", True)


def test_keeps_a_heading_that_speaks_of_a_map() -> None:
    assert found(article("A new map of the quarter\n\n"), "A new map")[0] == "heading"


def test_drops_a_label_that_comes_again_and_again() -> None:
    document = article("Content note\n\n", after="\nContent note\n\nContent note\n")
    rules = [
        block.rule for block in document.blocks if "Content note" in document.text[block.char_start : block.char_end]
    ]
    assert set(rules) == {"repeated_label"}


def test_keeps_one_of_two_equal_paragraphs() -> None:
    again = "Clerks have worked in two damp rooms since the flood, and the archive was never dried out completely."
    document = article(f"{again}\n\n")
    rules = [block.rule for block in document.blocks if again in document.text[block.char_start : block.char_end]]
    assert rules == ["running_text", "repeated_line"]


def test_drops_a_line_that_recurs_in_the_outlets_documents() -> None:
    line = "Harbour stories from our own kitchen table"
    recurring = {line_hash(line, PHRASE, heads=True)}
    text = article(f"{line}\n\n").text
    assert found(read_dump(text), line)[0] == "heading"
    assert found(read_dump(text, recurring=recurring), line) == ("other", "recurring_line", False)


def test_keeps_author_and_date_that_recur_in_the_outlets_documents() -> None:
    lines = ("Council sells the quay after 40 years", "By Jorun Aske", "March 3, 2031", "Harbour stories every evening")
    body = "The council of Melin sold the quay on Monday after a long debate, and the buyers will rebuild it, it said."
    text = "\n\n".join([*lines, body, body.replace("quay", "pier"), body.replace("quay", "mill")])
    recurring = {line_hash(line, PHRASE, heads=heads) for line in lines[1:] for heads in (False, True)}
    document = read_dump(text, recurring=recurring)
    assert document.authors == ("Jorun Aske",)
    assert document.date is not None
    assert document.date.value == "2031-03-03"
    assert found(document, lines[3]) == ("other", "recurring_line", False)


def test_drops_a_box_of_other_stories_and_takes_the_article_up_again() -> None:
    document = article("RELATED COVERAGE\n\nFerry line may close in winter\n\nPier to be painted green\n\n")
    assert found(document, "Pier to be painted") == ("related", "related_section", False)
    assert found(document, "The move costs less")[0] == "body"


def test_drops_a_run_of_headlines_without_a_label() -> None:
    links = (
        "Ferry line to the northern islands may close before the winter",
        "Pier of Port Alder to be painted green after long dispute",
        "Harbour master retires after forty years at the old landing stage",
    )
    document = article("\n\n".join(links) + "\n\n")
    assert [found(document, link)[:2] for link in links] == [
        ("related", "headline_run"),
        ("related", "headline_run"),
        ("heading", "heading"),
    ]


def test_ends_above_teasers_of_one_length() -> None:
    teaser = " ".join(["The council of {} wants to know by the end of this year what a new"] + ["pier"] * 12) + "…"
    after = "".join(f"\n{teaser.format(town)}\n" for town in ("Melin", "Orvel", "Westmere", "Tarsa"))
    document = article("", after=after)
    assert found(document, "The council of Orvel")[0] == "related"
    assert found(document, "A second lift")[0] == "body"


def test_keeps_an_interview_in_which_answers_trail_off() -> None:
    answers = [
        "Well, nobody asked us what we think of the second lift and the yard, and so on…",
        "It was never about the money, it was about the rooms, and about the people who worked there…",
        "I would do it again, if they let me, but I am not sure that they would ever let me…",
    ]
    document = article("\n\n".join(answers) + "\n\n")
    assert {found(document, answer)[0] for answer in answers} == {"body"}


def test_drops_the_portrait_of_an_author_below_the_text() -> None:
    document = article("", after="\nIda Holm has covered the harbour as a reporter since the flood of ten years ago.\n")
    assert found(document, "Ida Holm") == ("author_box", "author_portrait", False)


def test_drops_the_portrait_of_a_desk() -> None:
    document = article("", after="\nThe Quay Harbour Desk is a team of journalists who write about boats and piers.\n")
    assert found(document, "The Quay Harbour") == ("author_box", "author_portrait", False)


def test_keeps_the_end_of_a_story_about_a_reporter() -> None:
    document = article(
        "Ida Holm wrote about the damp rooms first, and the council did not like what it read in the paper.\n\n",
        after="\nIda Holm has covered the harbour as a reporter since the flood of ten years ago.\n",
    )
    assert found(document, "Ida Holm has")[0] == "body"


def test_drops_the_headline_of_a_clip_by_its_age() -> None:
    document = article("Crowds cheer as the first clerk moves in\n14 hours ago\n\n")
    assert found(document, "Crowds cheer") == ("related", "teaser_headline", False)


def test_keeps_items_of_a_list_that_a_colon_announces() -> None:
    document = article(
        "The council named three conditions that the builder has to meet before the work starts:\n"
        "• a lift for two wheelchairs\n• windows that open\n\n"
    )
    assert found(document, "a lift for two") == ("body", "list_item", True)


def test_joins_the_lines_of_one_sentence() -> None:
    document = article('"It is only a house,”\nthe inspector Ada Quill said, referring to the stairs.\n\n')
    role, _, _ = found(document, "It is only a house")
    assert role == "body"
    assert found(document, "It is only a house") == found(document, "the inspector Ada Quill")
    assert sum("It is only" in document.text[b.char_start : b.char_end] for b in document.blocks) == 1


def test_marks_the_repeated_title_and_keeps_one() -> None:
    title = "Harbour Office Moves to the Old Customs House"
    document = article("", before=f"{title}\n\n{title}\nplease wait\n\n")
    titles = [block for block in document.blocks if block.role == "title"]
    assert [(block.rule, block.is_kept) for block in titles] in (
        [("title", True), ("title_repeated", False)],
        [("title_repeated", False), ("title", True)],
    )


def test_takes_the_given_title_and_finds_its_line() -> None:
    document = read_dump(
        article("", before="Coast\n\nHarbour office moves to old customs house\n\n").text,
        title="Harbour Office moves to old Customs House",
    )
    assert document.title == "Harbour Office moves to old Customs House"
    assert found(document, "Harbour office moves")[:2] == ("title", "title")


def test_takes_the_printed_title_for_the_given_one_if_they_differ_a_little() -> None:
    document = read_dump(
        article("", before="Coast\n\nHarbour office moves to the dry old customs house\n\nBy Ines Calder\n\n").text,
        title="Harbour Office moves to old Customs House",
    )
    assert document.title == "Harbour Office moves to old Customs House"
    assert found(document, "Harbour office moves")[:2] == ("title", "title")


def test_leaves_a_title_out_of_the_blocks_that_does_not_stand_in_the_text() -> None:
    document = read_dump(article("").text, title="Something else entirely")
    assert document.title == "Something else entirely"
    assert all(block.role != "title" for block in document.blocks)


def test_takes_a_paragraph_above_the_byline_for_the_standfirst() -> None:
    before = (
        "Harbour office to move\n\nThe council wants dry rooms for its clerks and its archive.\n\n"
        "Von Ines Calder\n\n16. Juni 2031\n\n"
    )
    document = article("", before=before)
    assert found(document, "The council wants dry") == ("subtitle", "standfirst", True)
    assert document.authors == ("Ines Calder",)
    assert document.date is not None
    assert document.date.value == "2031-06-16"


def test_gives_an_update_only_as_such() -> None:
    document = article("", before="Harbour office to move\n\nUpdated: June 4, 2031\n\n")
    assert document.date is not None
    assert (document.date.value, document.notes) == ("2031-06-04", {"date_is_update": "true"})


def test_names_after_a_by_may_stand_on_lines_of_their_own() -> None:
    document = article(
        "", before="Harbour office to move to dry rooms\n\nBy\nInes CalderChief Reporter\nPiet Lindqvist\n\n"
    )
    assert document.authors == ("Ines Calder", "Piet Lindqvist")


def test_takes_nobody_of_whom_the_article_tells_for_its_author() -> None:
    document = article("", before="Harbour office to move, says Ada Brandt\n\nAda Brandt\n\n16 June 2031\n\n")
    assert document.authors == ()


def test_days_come_first_outside_english() -> None:
    text = article("", before="Harbour office to move to dry rooms\n\n03/04/2031\n\n").text
    assert read_dump(text).date is None
    date = read_dump(text, language="fr").date
    assert date is not None
    assert date.value == "2031-04-03"


def test_takes_no_section_for_an_author() -> None:
    document = article("", before="Harbour office to move to dry rooms\n\nCoast Weather\n\n")
    assert document.authors == ()


def test_reads_pages_in_other_languages() -> None:
    text = (
        "Zum Inhalt springen\n  * Startseite\n  * Politik\n\n"
        "Hafenamt zieht in das alte Zollhaus\n\nVon Ines Kalder\n\n16.06.2031, 10:30 Uhr\n\n"
        "Das Hafenamt zieht im Frühjahr in das alte Zollhaus, wie der Stadtrat am Montag beschlossen hat.\n\n"
        "Lesen Sie auch: Neue Fähre für die Inseln\n\n"
        "Der Umzug kostet weniger als ein Neubau, doch der Aufzug ist zu klein, wie eine Prüferin feststellte.\n\n"
        "Ein zweiter Aufzug soll im Hof entstehen, und im September will das Amt seine Türen wieder öffnen.\n\n"
        "Meistgelesen\n\nSturm sperrt die Küstenstraße\n\nDatenschutz\nImpressum\n"
    )
    document = read_dump(text, language="de")
    assert document.title == "Hafenamt zieht in das alte Zollhaus"
    assert document.authors == ("Ines Kalder",)
    assert document.date is not None
    assert document.date.value == "2031-06-16T10:30"
    assert [block.role for block in document.blocks if block.is_kept] == ["title", "lead", "body", "body"]
    assert document.language == "de"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n \n", "•", "Home\nNews\nSport\n", "One short line", "half \ud800 a pair"]
)
def test_a_page_without_an_article_has_no_body(text: str) -> None:
    document = read_dump(text)
    assert_covers(document)
    assert all(block.role not in ("lead", "body", "heading") for block in document.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "word " * 200_000,
        "Home\n" * 200_000,
        "“" * 100_000,
        "the council voted on tuesday to buy a second ferry although its\n" * 10_000,
        ("June 3, 2031 " * 4 + "\n") * 2_000,
        "By Ann Lee and " * 40_000,
        "(" * 50_000 + ")" * 50_000,
    ],
    ids=["no space", "no line break", "labels", "quotes", "wrapped", "dates", "names", "brackets"],
)
def test_hostile_dumps_end(text: str) -> None:
    assert_covers(read_dump(text))


_LINES = st.sampled_from(
    [
        *PAGE.splitlines(),
        "",
        " ",
        "•",
        "İstanbul'da",
        "1.",
        "\u2028",
        "0:00",
        "Von",
        "By",
        "ﬁ ß İ",
        "新聞社の記事です。",
        "(A/B)",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES | st.text(max_size=40), max_size=30).map("\n".join))
def test_blocks_always_cover_the_text(text: str) -> None:
    document = read_dump(text)
    assert document.text == text
    assert_covers(document)
    assert read_dump(text) == document
