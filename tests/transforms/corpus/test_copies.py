import datetime as dt
import pathlib
import time

import numpy as np
import polars as pl

from transforms.annotations.signatures import SIGNATURE_COLUMNS, signatures
from transforms.corpus.copies import DUPLICATE_COLUMNS, find_duplicates

_WORDS = [
    f"{a}{b}"
    for a in ("har", "bour", "coun", "cil", "mon", "ton")
    for b in ("ex", "ol", "um", "ish", "ard", "ane", "ik")
]


def _text(seed: int, words: int = 300) -> str:
    return " ".join(np.random.default_rng(seed).choice(_WORDS, words))


def _articles(*rows: tuple[str, str, str | None, int | None, str]) -> pl.DataFrame:
    """Rows of (article_id, outlet_id, agency_id, day of January or None, text)."""
    return pl.DataFrame(
        {
            "article_id": [row[0] for row in rows],
            "outlet_id": [row[1] for row in rows],
            "agency_id": [row[2] for row in rows],
            "published_date": [dt.date(2024, 1, row[3]) if row[3] else None for row in rows],
            "text": [row[4] for row in rows],
        },
        schema_overrides={"agency_id": pl.String, "published_date": pl.Date},
    )


def _copies(*rows: tuple[str, str, str | None, int | None, str]) -> list[tuple[str, str, str]]:
    return find_duplicates(signatures(_articles(*rows)), agencies=["harbourwire", "reuters"]).rows()


def test_exact_copy_points_to_the_earliest_whatever_its_case_and_layout() -> None:
    text = _text(1)
    assert _copies(
        ("a", "lamp", None, 3, text.upper()),
        ("b", "lamp", None, 2, text),
        ("c", "courier", None, 4, text.replace(" ", "\n")),
    ) == [("a", "b", "exact"), ("c", "b", "exact")]


def test_near_copy_is_an_edited_version() -> None:
    text = _text(2)
    assert _copies(("a", "lamp", None, 2, text), ("b", "lamp", None, 3, text + " " + _text(3, 40))) == [
        ("b", "a", "near")
    ]


def test_wire_copy_in_another_outlet_may_be_cut() -> None:
    text = _text(4)
    cut = " ".join(text.split()[:140])
    assert _copies(("a", "lamp", "harbourwire", 2, text), ("b", "courier", None, 3, cut)) == [("b", "a", "wire")]
    assert _copies(("a", "lamp", None, 2, text), ("b", "courier", None, 3, cut)) == []


def test_agency_keeps_the_original_even_where_it_is_later() -> None:
    text = _text(5)
    assert _copies(("a", "lamp", None, 2, text), ("b", "reuters", None, 3, text)) == [("a", "b", "wire")]


def test_other_texts_and_short_notices_are_no_copies() -> None:
    assert _copies(("a", "lamp", None, 2, _text(6)), ("b", "lamp", None, 2, _text(7))) == []
    assert (
        _copies(("a", "lamp", None, 2, "The harbour is closed today"), ("b", "lamp", None, 2, "The harbour is closed"))
        == []
    )


def test_recurring_format_outside_the_window_is_no_near_copy() -> None:
    text = _text(8)
    edited = text + " " + _text(9, 40)
    assert _copies(("a", "lamp", None, 1, text), ("b", "lamp", None, 30, edited)) == []
    assert _copies(("a", "lamp", None, 1, text), ("b", "lamp", None, None, edited)) == [("b", "a", "near")]


def test_small_edits_do_not_chain_into_another_text() -> None:
    words = _text(10, 400).split()
    versions = [" ".join(words[shift : shift + 200]) for shift in (0, 40, 80, 120, 160)]
    found = _copies(*((f"a{i}", "lamp", None, 2, text) for i, text in enumerate(versions)))
    assert ("a1", "a0", "near") in found
    assert "a0" not in {original for copy, original, _ in found if copy in ("a3", "a4")}
    assert not {original for _, original, _ in found} & {copy for copy, _, _ in found}


def test_result_does_not_depend_on_order_or_batches() -> None:
    rows = [(f"a{i:02d}", f"o{i % 3}", None, 1 + i % 10, _text(i // 3) + " " + _text(1000 + i, 10)) for i in range(30)]
    whole = signatures(_articles(*rows))
    parts = pl.concat([signatures(_articles(*rows[i : i + 7])) for i in reversed(range(0, 30, 7))])
    found = find_duplicates(whole)
    assert found.height == 20
    assert found.equals(find_duplicates(parts))


def test_signatures_survive_parquet(tmp_path: pathlib.Path) -> None:
    made = signatures(_articles(("a", "lamp", None, 2, _text(11)), ("b", "lamp", None, 3, _text(11))))
    made.write_parquet(tmp_path / "signatures.parquet")
    assert find_duplicates(pl.read_parquet(tmp_path / "signatures.parquet")).rows() == [("b", "a", "exact")]


def test_signature_is_pinned() -> None:
    # stored signatures are compared with new ones: a change of the scheme needs a new name in SCHEME
    made = signatures(_articles(("a", "lamp", None, 2, " ".join(_WORDS))))
    assert made["text_hash"].item() == "1c4c2af3ccb757584d30bc46c6e0ff4b"
    assert made["signature"].item()[:8].hex() == "1812ef038a632904"


def test_only_the_body_counts_where_blocks_are_given() -> None:
    body = _text(12)
    texts = [body + "\nMore from Lamp", "Menu\n" + body]
    articles = pl.DataFrame({"article_id": ["a", "b"], "text": texts})
    blocks = pl.DataFrame(
        {
            "article_id": ["a", "a", "b", "b"],
            "block_index": [0, 1, 0, 1],
            "char_start": [0, len(body) + 1, 0, 5],
            "char_end": [len(body) + 1, len(texts[0]), 5, len(texts[1])],
            "role": ["body", "navigation", "navigation", "body"],
            "is_kept": [True, False, False, True],
        }
    )
    assert find_duplicates(signatures(articles, blocks)).rows() == [("b", "a", "exact")]


def test_texts_without_blanks_are_compared_by_character() -> None:
    text = "市议会周一表示老城港口将关闭一个月渔民对此表示不满议员们将于下周再次开会讨论赔偿问题"
    assert _copies(("a", "lamp", None, 2, text), ("b", "lamp", None, 3, text + "市长没有出席")) == [("b", "a", "near")]


def test_empty_frames_and_empty_texts() -> None:
    made = signatures(_articles(("a", "lamp", None, 2, ""), ("b", "lamp", None, 2, "")))
    assert find_duplicates(made).is_empty()
    assert dict(signatures(_articles().clear()).schema) == SIGNATURE_COLUMNS
    assert dict(find_duplicates(made.clear()).schema) == DUPLICATE_COLUMNS


def test_a_thousand_copies_take_linear_time() -> None:
    text = _text(13)
    rows = [(f"a{i:04d}", "lamp", None, 2, f"{text} {_text(i, 12)}") for i in range(1000)]
    made = signatures(_articles(*rows))
    start = time.process_time()
    assert find_duplicates(made).height == 999
    assert time.process_time() - start < 5.0  # seconds; all pairs would be half a million comparisons


def test_of_versions_of_one_moment_the_last_read_is_the_original() -> None:
    text = _text(2)
    rows = signatures(_articles(("a", "lamp", None, 2, text), ("b", "lamp", None, 2, f"{text} {_text(3, 40)}")))
    for places, original in (([1, 2], "b"), ([2, 1], "a")):
        ((_, found, kind),) = find_duplicates(rows.with_columns(place=pl.Series(places))).rows()
        assert (found, kind) == (original, "near")
