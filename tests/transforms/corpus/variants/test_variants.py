"""One utterance in several invented articles: what is one, what is not, and what stays the same from run to run."""

from collections.abc import Callable

import polars as pl

from transforms.corpus.variants import StoryRows, find_variants, with_speakers

_OFFER = "We would reopen the harbour for anybody who pays the old toll"
_LONG = {
    "a1": ["The mayor spoke.", f"“{_OFFER}, and we will not ask for papers,” the mayor said."],
    "b1": [f"“{_OFFER},” she told reporters."],
    "c1": ["“We will not ask for papers,” she said."],
}


def _texts(rows: StoryRows, before: pl.DataFrame) -> list[list[str]]:
    """Texts of each variant, canonical first."""
    pieces = find_variants(rows, before).pieces.sort("variant_id", pl.col("is_canonical").not_(), "article_id")
    grouped = pieces.group_by("variant_id", maintain_order=True).agg("text")
    return sorted(grouped["text"].to_list())


def test_words_that_several_articles_quote_are_one_variant_of_the_fullest(story, nothing_before) -> None:
    found = find_variants(story(_LONG), nothing_before)
    (variant,) = found.variants.to_dicts()
    assert variant["canonical_text"] == f"{_OFFER}, and we will not ask for papers"
    assert (variant["canonical_article_id"], variant["article_count"], variant["outlet_count"]) == ("a1", 3, 3)
    kept = dict(found.pieces.select("article_id", "kept_share").iter_rows())
    assert kept["a1"] == 1.0
    assert kept["b1"] + kept["c1"] < 1.0  # "and" is in neither
    assert set(found.pieces["carriage"]) == {"direct"}


def test_offsets_lead_to_the_words(story, nothing_before) -> None:
    texts = {article_id: " ".join(sentences) for article_id, sentences in _LONG.items()}
    for piece in find_variants(story(_LONG), nothing_before).pieces.iter_rows(named=True):
        assert texts[piece["article_id"]][piece["char_start"] : piece["char_end"]] == piece["text"]


def test_the_order_of_the_rows_decides_nothing(story, nothing_before) -> None:
    rows = story(_LONG)
    other = StoryRows(*(frame.reverse() for frame in rows))
    one, two = find_variants(rows, nothing_before), find_variants(other, nothing_before)
    assert one.pieces.equals(two.pieces)
    assert one.variants.equals(two.variants)


def test_a_sentence_and_what_stands_behind_an_ellipsis_are_clauses(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["“The dam holds for the whole summer … no village below it has to leave,” she said."],
            "b1": ["“No village below it has to leave.", "The dam holds for the whole summer,” she said."],
        }
    )
    assert _texts(rows, nothing_before) == [
        ["The dam holds for the whole summer", "The dam holds for the whole summer"],
        ["no village below it has to leave", "No village below it has to leave"],
    ]


def test_parts_around_who_said_it_are_one_clause(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["“The nets were cut at night,” he said, “by somebody who knew the bay.”"],
            "b1": ["“The nets were cut at night by somebody who knew the bay.”"],
        }
    )
    pieces = find_variants(rows, nothing_before).pieces
    assert pieces["variant_id"].n_unique() == 1
    parts = pieces.filter(pl.col("article_id") == "a1")
    assert parts["text"].to_list() == ["The nets were cut at night", "by somebody who knew the bay"]
    assert round(parts["kept_share"].sum(), 3) == 1.0


def test_fragments_of_one_sentence_are_one_clause(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["She called the plan “a bad bargain” that would “ruin every fisher”."],
            "b1": ["“This plan is a bad bargain and would ruin every fisher,” she said."],
        },
        mixed=("a1",),
    )
    pieces = find_variants(rows, nothing_before).pieces.filter(pl.col("article_id") == "a1")
    assert pieces["carriage"].to_list() == ["partial", "partial"]


def test_spelling_and_endings_aside(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["“We won’t organise talks or co-ordinate patrols with their navies,” he said."],
            "b1": ["“We will not organize a talk or coordinate patrols with their navy,” he said."],
        }
    )
    assert len(_texts(rows, nothing_before)) == 1


def test_there_is_and_its_short_form_are_one(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["“There’s no leak whatsoever,” she said."],
            "b1": ["“There is no leak whatsoever,” she said."],
            "c1": ["“The mayor’s no leak whatsoever,” she said."],
        }
    )
    pieces = find_variants(rows, nothing_before).pieces
    assert set(pieces["article_id"]) == {"a1", "b1"}


def test_every_short_form_of_a_clause_counts(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["“He’s a sailor, he’s a gifted pilot,” she said."],
            "b1": ["“He’s a gifted pilot,” she said."],
        }
    )
    assert set(find_variants(rows, nothing_before).pieces["article_id"]) == {"a1", "b1"}


def test_set_phrases_and_names_are_no_variants(story, nothing_before) -> None:
    rows = story(
        {
            "a1": [
                "“I think it is one of the best things that we have done,” he said.",
                "“The purposes of the Old Harbour Act are plain,” he said.",
                "“I saw the keeper run down to the pier,” he said.",
            ],
            "b1": [
                "“I think it is one of the worst of all the storms,” he said.",
                "“Nobody in the capital has read the Old Harbour Act,” he said.",
                "“I saw the keeper feeding the gulls,” he said.",
            ],
        }
    )
    assert _texts(rows, nothing_before) == []


def test_a_whole_clause_of_plain_words_is_one(story, nothing_before) -> None:
    rows = story({"a1": ["“I was just trying to keep it up,” he said."], "b1": ["“I was just trying to keep it up.”"]})
    assert len(_texts(rows, nothing_before)) == 1
    plainer = story({"a1": ["“It was only for them and us,” he said."], "b1": ["“It was only for them and us.”"]})
    assert len(_texts(plainer, nothing_before)) == 1  # where function words are all of it, too


def test_words_that_stand_far_apart_are_not_the_same(story, nothing_before) -> None:
    rows = story(
        {
            "a1": ["“The full repair of the northern lights,” he said."],
            "b1": [
                (
                    "“The full cost, from the repair of roads to the loss of cattle, is unknown, and so is when any "
                    "of the northern villages will see the lights again,” he said."
                )
            ],
        }
    )
    assert _texts(rows, nothing_before) == []


def test_articles_of_two_stories_share_nothing(story, nothing_before) -> None:
    one, two = (story({key: _LONG[key]}, story_id=f"sto_{key}") for key in ("a1", "b1"))
    rows = StoryRows(*(pl.concat(frames) for frames in zip(one, two, strict=True)))
    assert find_variants(rows, nothing_before).variants.is_empty()


def test_an_article_that_repeats_itself_is_no_variant(story, nothing_before) -> None:
    rows = story(
        {"a1": [f"“{_OFFER},” she said.", "Hours later she said it again.", f"“{_OFFER},” she said."], "b1": ["No."]}
    )
    assert find_variants(rows, nothing_before).variants.is_empty()


def test_a_variant_keeps_its_id_while_it_grows(story, nothing_before) -> None:
    first = find_variants(story({key: _LONG[key] for key in ("b1", "a1")}), nothing_before)
    later = find_variants(story({"d1": _LONG["a1"], **_LONG}), first.pieces)
    assert later.variants["variant_id"].to_list() == first.variants["variant_id"].to_list()
    afresh = find_variants(story({"d1": _LONG["a1"], **_LONG}), nothing_before)
    members = ("article_id", "char_start", "char_end", "kept_share")
    assert afresh.pieces.select(members).equals(later.pieces.select(members))


def test_no_quotations_no_variants(story: Callable[..., StoryRows], nothing_before: pl.DataFrame) -> None:
    found = find_variants(story({"a1": ["It rained."], "b1": ["It rained."]}), nothing_before)
    assert found.variants.is_empty()
    assert found.pieces.is_empty()


def test_a_variant_is_whose_most_articles_say(story, nothing_before) -> None:
    found = find_variants(story(_LONG), nothing_before)
    said = pl.DataFrame({"quote_id": ["a1.q1", "b1.q0", "c1.q0"], "speaker_id": ["ruiz", "ruiz", "bell"]})
    (variant,) = with_speakers(found, said).variants.to_dicts()
    assert (variant["speaker_id"], variant["named_speaker_count"]) == ("ruiz", 2)
    (nobodys,) = with_speakers(found, said.clear()).variants.to_dicts()
    assert (nobodys["speaker_id"], nobodys["named_speaker_count"]) == (None, 0)


def test_an_article_repeats_its_own_quotation_any_number_of_times(story, nothing_before) -> None:
    said = "“We would reopen the harbour for anybody who pays the old toll,” she said."
    again = "“Reopen the harbour for anybody who pays,” she said."
    rows = story({"a1": [said, "Rain fell.", said, "Snow fell.", said, "It was late.", again], "b1": [said]})
    pieces = find_variants(rows, nothing_before).pieces
    assert pieces["article_id"].to_list() == ["a1"] * 4 + ["b1"]
    assert pieces["variant_id"].n_unique() == 1
