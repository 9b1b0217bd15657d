"""Annotators as data: their order, what they may see, and what is done again."""

import polars as pl
import pytest

from transforms.annotations.annotator import Annotator, DeclarationError, Frames, Needed, Plan, Rows
from transforms.annotations.annotators import ANNOTATORS
from transforms.annotations.batch import process_again, process_documents, process_learned
from transforms.annotations.terms import FRAGMENTS

_TEXTS = (
    (
        'The harbour of Melin\n\nThe quay will hold. "We will pay the bill," said Mayor Teodor Lind on Monday.\n\n'
        "Rebels attacked the town, and militants denied it."
    ),
    (
        "Mayor Ilse Brandt Ilse Maria BrandtCouncil votes on quay Terrorists blamed for fire MORE said on Monday that "
        "the quay would hold.\n\nAdvertisement: terrorists for sale\n\nThe tax will rise, according to "
        "two senior officials."
    ),
    'The mil\u00aditants left the quay. "We will pay the b\u200bill," said Teo\u00addor Lind. Lind denied the report.',
    "Der Hafen bleibt heute offen, und die Fähre fährt wieder nach Melin, sagte der Bürgermeister am Montag.",
)
_GIVEN = ("url", "outlet", "title", "published_at", "authors", "language")
_FROM_STORED = frozenset(
    ("reading", "sentences", "as_read", "attribution", "speakers", "voice", "counts", "topics", "frames", "acts")
) | {"labels", "actors", "signatures", "story_terms", "terms", "credits", "insertions", "pieces", "kinds", "facets"}
_FROM_STORED |= {"names", "numbers"}


def _nothing(needed: Needed) -> Frames:
    return {}


def _documents() -> pl.DataFrame:
    rows = [
        {"article_id": f"a{n}", "source_id": f"s{n}", "source_uri": "feed", "source_kind": "text", "content": text}
        | dict.fromkeys(_GIVEN)
        | {"title": "Rebels attack the town", "authors": "Ana Ruiz; Jo Roe", "content_hash": "h"}
        for n, text in enumerate(_TEXTS)
    ]
    return pl.DataFrame(rows, schema_overrides=dict.fromkeys(_GIVEN, pl.String))


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    batch = process_documents(_documents())
    made = batch.tables
    return made | process_learned(made | batch.handed_on, pl.DataFrame(schema=FRAGMENTS))


def test_order_comes_from_needs_and_not_from_the_list() -> None:
    late, early = Annotator("late", _nothing, ("rows",), ("more",)), Annotator("early", _nothing, (), ("rows",))
    assert [one.name for one in Plan((late, early)).annotators] == ["early", "late"]


@pytest.mark.parametrize(
    ("annotators", "message"),
    [
        ([Annotator("a", _nothing, ("quotse",), ("x",))], "the annotator a needs quotse, which nobody makes"),
        ([Annotator("a", _nothing, (), ("articles.x",))], "the annotator a needs articles, which nobody makes"),
        (
            [Annotator("a", _nothing, ("y",), ("x",)), Annotator("b", _nothing, ("x",), ("y",))],
            "the annotators a, b need each other in a circle",
        ),
        (
            [Annotator("a", _nothing, (), ("x",)), Annotator("b", _nothing, (), ("x",))],
            "both annotators a and b make x",
        ),
    ],
)
def test_what_cannot_be_put_in_order_is_an_error_before_any_run(annotators: list[Annotator], message: str) -> None:
    with pytest.raises(DeclarationError, match=message):
        Plan(annotators)


def test_annotator_sees_what_it_declares_and_makes_what_it_declares() -> None:
    def rows(needed: Needed) -> Frames:
        return {"rows": pl.DataFrame({"id": [1], "own": [2]})}

    def extend(needed: Needed) -> Frames:
        return {"rows": pl.DataFrame({"id": [1], "added": [3]})}

    def look(needed: Needed) -> Frames:
        assert needed["rows"].columns == ["id", "own"]  # the column of another is not among the needs
        return {"seen": needed["rows"]}

    def peep(needed: Needed) -> Frames:
        return {"seen": needed["other"]}

    maker, extender = Annotator("maker", rows, (), ("rows",)), Annotator("extender", extend, (), ("rows.added",))
    found = Rows({})
    Plan((maker, extender, Annotator("looker", look, ("rows",), ("seen",)))).run(found)
    assert found.frames["rows"].columns == ["id", "own", "added"]
    with pytest.raises(DeclarationError, match="peeper reads other and does not say so"):
        Plan((maker, Annotator("peeper", peep, ("rows",), ("seen",)))).run(Rows({}))
    with pytest.raises(DeclarationError, match="declares nothing_else and makes rows"):
        Plan((Annotator("a", rows, (), ("nothing_else",)),)).run(Rows({}))
    with pytest.raises(DeclarationError, match="adds added to rows and declares others"):
        Plan((maker, Annotator("extender", extend, (), ("rows.others",)))).run(Rows({}))


@pytest.mark.parametrize(
    ("stale", "written"),
    [
        ("labels", {"label_mentions"}),
        ("actors", {"actor_mentions", "article_names"}),
        ("names", {"actor_mentions", "article_names"}),
        ("numbers", {"article_numbers", "article_story_terms"}),
        ("frames", {"sentence_frames", "article_frames"}),
        ("topics", {"article_topics", "sentence_topics", "articles"}),
        ("acts", {"sentence_acts", "quotes", "articles"}),
        ("terms", {"article_terms"}),
        ("signatures", {"article_signatures"}),
    ],
)
def test_tags_are_made_again_alone(stale: str, written: set[str]) -> None:
    assert set(ANNOTATORS.again({stale}).writes) == written


def test_what_rests_on_quotes_is_made_again_with_them() -> None:
    again = ANNOTATORS.again({"attribution"})
    assert {"attribution", "speakers", "voice", "counts", "acts", "labels", "terms"} <= set(again.annotators)
    assert not {"topics", "signatures", "sentences"} & set(again.annotators)
    assert set(again.reads) == {"articles", "blocks", "credits", "sentences"}


def test_speakers_take_attribution_along_whose_links_nobody_stores() -> None:
    again = ANNOTATORS.again({"speakers"})
    assert {"attribution", "speakers", "acts"} <= set(again.annotators)  # the quotes' acts stand in their rows
    assert "label_mentions" not in again.writes


@pytest.mark.parametrize("stale", ["documents", "languages", "outlets"])
def test_what_needs_the_document_is_not_done_again(stale: str) -> None:
    assert ANNOTATORS.again({stale}).annotators == ()
    assert ANNOTATORS.again({stale, "labels"}) == ANNOTATORS.again({"labels"})


@pytest.mark.parametrize("stale", sorted(_FROM_STORED))
def test_stored_rows_give_what_the_documents_gave(stale: str, tables: dict[str, pl.DataFrame]) -> None:
    again = ANNOTATORS.again({stale})
    stored = {name: tables[name].select(pl.all()) for name in again.reads}
    made = process_again({**stored, "fragments": pl.DataFrame(schema=FRAGMENTS)}, again, {})
    assert set(made) == set(again.writes)
    assert stale in {*again.annotators}
    for name, frame in made.items():
        assert frame.select(tables[name].columns).equals(tables[name]), name


def test_every_annotator_but_those_that_need_the_document_works_from_stored_rows() -> None:
    names = {one.name for one in ANNOTATORS.annotators}
    assert names - _FROM_STORED == {"documents", "languages", "outlets"}
