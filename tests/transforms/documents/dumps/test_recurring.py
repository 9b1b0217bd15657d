import polars as pl

from transforms.documents.dumps import count_lines, learn_recurring, line_hash
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE

_TEXTS = [
    f"The Quay\nYour harbour, every day and night\n\nStory number {word} is told here with care and some patience.\n"
    for word in ("one", "two", "three", "four")
]


def _documents(texts: list[str], outlet: str | None = "quay") -> pl.DataFrame:
    return pl.DataFrame(
        {"outlet_key": [outlet] * len(texts), "text": texts}, schema={"outlet_key": pl.String, "text": pl.String}
    )


def test_learns_the_lines_that_an_outlet_repeats() -> None:
    learned = learn_recurring(count_lines(_documents(_TEXTS)))
    assert set(learned["line_hash"]) == {
        line_hash(line, kind, heads=heads)
        for line, kind in (("The Quay", LABEL), ("Your harbour, every day and night", PHRASE))
        for heads in (False, True)
    }
    assert learned["count"].to_list() == [4, 4, 4, 4]
    assert set(learned["outlet_key"]) == {"quay"}


def test_counts_a_text_once_however_often_it_comes() -> None:
    assert learn_recurring(count_lines(_documents([_TEXTS[0]] * 6))).is_empty()


def test_adds_up_the_counts_of_several_runs() -> None:
    runs = pl.concat([count_lines(_documents(_TEXTS[:2])), count_lines(_documents(_TEXTS[2:]))])
    assert learn_recurring(runs)["count"].to_list() == [4, 4, 4, 4]


def test_a_line_above_paragraphs_must_recur_more_than_others() -> None:
    heading = "What happens next"
    texts = [f"{heading}\n\n{text}" if number < 3 else text for number, text in enumerate(_many())]
    learned = set(learn_recurring(count_lines(_documents(texts)))["line_hash"])
    assert line_hash(heading, PHRASE) in learned
    assert line_hash(heading, PHRASE, heads=True) not in learned


def _many() -> list[str]:
    return [_TEXTS[0].replace("one", word) for word in ("one", "two", "three", "four", "five", "six", "seven", "eight")]


def test_keeps_paragraphs_that_follow_ups_share() -> None:
    shared = "The ferry sank in the storm of 2029, and nine people were never found by the divers of the coast guard."
    texts = [f"{shared}\n\n{text}" for text in _TEXTS]
    assert line_hash(shared, PROSE) not in set(learn_recurring(count_lines(_documents(texts)))["line_hash"])


def test_documents_without_an_outlet_teach_nothing() -> None:
    counts = count_lines(_documents(_TEXTS, outlet=None))
    assert counts.is_empty()
    assert counts.schema == {"outlet_key": pl.String, "line_hash": pl.String, "count": pl.Int64}
    assert learn_recurring(counts).schema == counts.schema


def test_numbers_and_case_do_not_make_a_line_another() -> None:
    assert line_hash("Show 12 Comments", LABEL) == line_hash("show 7 comments", LABEL)
    assert line_hash("Show 12 Comments", LABEL) != line_hash("Hide 12 Comments", LABEL)
