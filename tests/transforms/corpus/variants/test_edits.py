"""What invented articles do to a sentence: words cut, added, replaced, spelled otherwise, and what that touches."""

from typing import Any

import pytest

from transforms.corpus.variants import find_variants

_CLASSES = ("negation", "condition", "hedge", "number")


@pytest.fixture
def edited(story, nothing_before):
    """Edits of one article's sentence against another's, as rows."""

    def edited(canonical: str, *outlet: str) -> list[dict[str, Any]]:
        rows = story({"a1": [canonical], "b1": outlet}, mixed=("b1",))
        found = find_variants(rows, nothing_before)
        assert found.variants["canonical_article_id"].to_list() == ["a1"]
        texts = {"a1": canonical, "b1": " ".join(outlet)}
        edits = found.edits.to_dicts()
        for edit in edits:
            words = texts["a1"][edit["canonical_char_start"] : edit["canonical_char_end"]]
            own = texts["b1"][edit["outlet_char_start"] : edit["outlet_char_end"]]
            assert words.strip() == (edit["canonical_text"] or "")
            assert own.strip() == (edit["outlet_text"] or "")
        return edits

    return edited


def _shown(edits: list[dict[str, Any]]) -> list[tuple[str, str, str | None, str | None]]:
    return [(edit["edit_kind"], edit["position"], edit["canonical_text"], edit["outlet_text"]) for edit in edits]


def _touched(edit: dict[str, Any]) -> set[str]:
    return {name for name in _CLASSES if edit[f"touches_{name}"]}


def test_the_same_words_have_no_edits(edited) -> None:
    assert (
        edited(
            "“The ferry sails at noon, whatever the sea does,” she said.",
            "“The ferry sails at noon, whatever the sea does.”",
        )
        == []
    )


def test_words_cut_at_both_ends_and_in_between(edited) -> None:
    edits = edited(
        "“Frankly, the old ferry sails at noon from the northern pier today,” she said.",
        "“The ferry sails at noon from the northern pier,” she said.",
    )
    assert _shown(edits) == [
        ("cut", "start", "Frankly", None),
        ("cut", "middle", "old", None),
        ("cut", "end", "today", None),
    ]
    assert _touched(edits[0]) == {"hedge"}


def test_words_added_and_replaced(edited) -> None:
    edits = edited(
        "“Our small ferry will sail at noon with every passenger and the mail on board,” she said.",
        "“Our small ferry will surely sail at dusk with every passengers and the mail,” she said.",
    )
    assert _shown(edits) == [
        ("added", "middle", None, "surely"),
        ("replaced", "middle", "noon", "dusk"),
        ("replaced", "middle", "passenger", "passengers"),
        ("cut", "end", "on board", None),
    ]


def test_spelling_is_no_other_word(edited) -> None:
    edits = edited(
        "“We will not organise harbour patrols or co-ordinate air lifts for a neighbour,” he said.",
        "“We won’t organize harbor patrols or coordinate air-lifts for a neighbor,” he said.",
    )
    assert {edit["edit_kind"] for edit in edits} == {"spelling"}
    assert ("spelling", "middle", "will not organise harbour", "won’t organize harbor") in [
        (kind, "middle", *texts) for kind, _, *texts in _shown(edits)
    ]
    assert not any(_touched(edit) for edit in edits)


def test_marks_between_the_same_words(edited) -> None:
    edits = edited(
        "“The pier -- our pride -- stands, and the light burns,” she said.",
        "“The pier, our pride, stands and the light burns,” she said.",
    )
    assert _shown(edits) == [
        ("punctuation", "middle", "--", ","),
        ("punctuation", "middle", "--", ","),
        ("punctuation", "middle", ",", None),
    ]


def test_dashes_of_every_length_are_one_mark(edited) -> None:
    assert (
        edited(
            "“The pier -- our pride – stands for ever,” she said.",
            "“The pier — our pride - stands for ever,” she said.",
        )
        == []
    )


@pytest.mark.parametrize(
    ("canonical", "outlet", "touched"),
    [
        ("We would sign a treaty that would open the port", "We would sign a treaty", {"condition"}),
        ("We will meet anybody who leaves the pier by noon", "We will meet anybody", {"condition"}),
        ("We will hail any old ship that sails under their flag", "We will hail any old ship", {"condition"}),
        (
            "The pilots strike on Monday if nobody raises their pay",
            "The pilots strike on Monday",
            {"condition", "negation"},
        ),
        ("The pilots hope that would end the long strike", "The pilots hope", set()),
        ("I think the long strike ends on Monday morning", "the long strike ends on Monday morning", {"hedge"}),
        (
            "The strike cost forty ships their berth in the port",
            "The strike cost ships their berth in the port",
            {"number"},
        ),
        (
            "The strike cost 40 ships their berth in the port",
            "The strike cost 30 ships their berth in the port",
            {"number"},
        ),
        ("The pilots never agreed to sail in the fog", "The pilots agreed to sail in the fog", {"negation"}),
        ("The keeper who lit the lamp sleeps by day", "The keeper sleeps by day", set()),
    ],
)
def test_what_a_cut_touches(edited, canonical, outlet, touched) -> None:
    edits = edited(f"“{canonical},” she said.", f"She said: “{outlet}”.") if len(outlet.split()) > 3 else []
    found = set().union(*map(_touched, edits))
    assert found == touched


def test_a_condition_is_lost_where_what_it_governs_is_kept(edited) -> None:
    offer = "“We will open the northern pier to anybody who pays the old toll,” she said."
    (kept,) = edited(offer, "“We will open the northern pier to anybody.”")
    assert kept["is_condition_lost"]
    (gone,) = edited(
        offer.replace(",”", " if the storm has gone by noon,”"), "“If the storm has gone by noon,” she said."
    )
    assert (gone["position"], _touched(gone), gone["is_condition_lost"]) == ("start", {"condition"}, False)


def test_a_cut_beside_a_kept_condition_touches_none(edited) -> None:
    (edit,) = edited(
        "“We would sign anything that would open the port to the small boats,” she said.",
        "“We would sign anything that would open the port.”",
    )
    assert edit["canonical_text"] == "to the small boats"
    assert _touched(edit) == set()


def test_an_ellipsis_marks_a_cut_and_brackets_mark_words(edited) -> None:
    edits = edited(
        "“He fed the gulls on the pier, as ever, and then went home to sleep,” she said.",
        "“[The keeper] fed the gulls on the pier … and then went home,” she said.",
    )
    assert _shown(edits) == [
        ("replaced", "start", "He", "The keeper"),
        ("cut", "middle", "as ever", None),
        ("cut", "end", "to sleep", None),
    ]
    assert [edit["is_marked"] for edit in edits] == [True, True, False]


def test_cut_words_that_stand_in_paraphrase_are_outside_the_marks(edited) -> None:
    (edit,) = edited(
        "“The port authority is ready to open the northern pier before winter,” she said.",
        "She said the authority of the port was “ready to open the northern pier before winter”.",
    )
    assert edit["canonical_text"] == "The port authority is"
    assert edit["is_outside_quotes"]


def test_a_pronoun_becomes_the_third_person_outside_the_marks(edited) -> None:
    (edit,) = edited(
        "“We have never seen the northern light go out,” she said.",
        "They “have never seen the northern light go out”, she said.",
    )
    assert (edit["canonical_text"], edit["is_outside_quotes"]) == ("We", True)


def test_a_second_clause_adds_what_it_has_and_no_more(edited) -> None:
    edits = edited(
        "“The dredger digs the channel for the big ships by day, and the small boats follow it at night,” she said.",
        "“The small boats follow it at night.”",
        "She spoke of the mornings, too.",
        "“The dredger digs the channel for the big ships.”",
    )
    assert _shown(edits) == [("cut", "middle", "by day, and", None)]
