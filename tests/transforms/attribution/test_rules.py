"""Each rule on an invented micro-text: content pieces, source mention, rule name."""

from typing import Any

import polars as pl
import pytest

from transforms.attribution import attribute
from transforms.sentences import split_sentences

CASES = [
    # text, rule, kind, pieces, speaker, cue
    (
        '"The bridge is safe," Mayor Ana Ruiz said.',
        "quote-before", "direct", ['"The bridge is safe,"'], "Mayor Ana Ruiz", "said",
    ),
    (
        "“The bridge is safe,” she said. “We checked it twice.”",
        "quote-before", "direct", ["“The bridge is safe,”", "“We checked it twice.”"], "she", "said",
    ),
    (
        "''The bridge is safe,'' said Ana Ruiz, the mayor.",
        "inverted", "direct", ["''The bridge is safe,''"], "Ana Ruiz", "said",
    ),
    (
        '"The bridge," Ruiz added, "is safe."',
        "split-quote", "direct", ['"The bridge,"', '"is safe."'], "Ruiz", "added",
    ),
    (
        'Ruiz told reporters on Monday: "It will hold."',
        "quote-after", "direct", ['"It will hold."'], "Ruiz", "told",
    ),
    (
        'Ruiz said the bridge was "perfectly safe" after the repair.',
        "bare-clause", "mixed", ['the bridge was "perfectly safe" after the repair'], "Ruiz", "said",
    ),
    (
        "Two senior officials said that the bridge would close.",
        "that-clause", "indirect", ["that the bridge would close"], "Two senior officials", "said",
    ),
    (
        "The bridge would close, officials said.",
        "clause-before", "indirect", ["The bridge would close"], "officials", "said",
    ),
    (
        "The bridge, officials said, would close.",
        "interrupted-clause", "indirect", ["The bridge", "would close"], "officials", "said",
    ),
    (
        "According to the Harbor Authority, the bridge will close.",
        "according-to-first", "indirect", ["the bridge will close"], "the Harbor Authority", "According to",
    ),
    (
        "The bridge will close, according to the Harbor Authority.",
        "according-to-last", "indirect", ["The bridge will close"], "the Harbor Authority", "according to",
    ),
    (
        "The union asked whether the bridge would close.",
        "wh-clause", "indirect", ["whether the bridge would close"], "The union", "asked",
    ),
    (
        "Ruiz vowed to repair the bridge.",
        "infinitive", "indirect", ["to repair the bridge"], "Ruiz", "vowed",
    ),
    (
        "The union accused Ruiz of neglecting the bridge.",
        "object-of", "indirect", ["Ruiz of neglecting the bridge"], "The union", "accused",
    ),
]  # fmt: skip


def attribute_text(text: str, *, role: str = "body") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    rows = []
    for paragraph, line in enumerate(text.split("\n")):
        offset = text.index(line)
        rows += [(paragraph, offset + start, offset + end) for start, end in split_sentences(line)]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{index:04d}" for index in range(len(rows))],
            "article_id": ["a"] * len(rows),
            "sentence_index": list(range(len(rows))),
            "paragraph_index": [row[0] for row in rows],
            "role": [role] * len(rows),
            "char_start": [row[1] for row in rows],
            "char_end": [row[2] for row in rows],
        }
    )
    found = attribute(pl.DataFrame({"article_id": ["a"], "text": [text]}), sentences)
    return found.quotes.to_dicts(), found.quote_pieces.to_dicts()


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_rule(case: tuple[str, str, str, list[str], str | None, str]) -> None:
    text, rule, kind, pieces, speaker, cue = case
    quotes, found = attribute_text(text)
    assert [(quote["rule"], quote["kind"]) for quote in quotes] == [(rule, kind)]
    assert [piece["text"] for piece in found] == pieces
    assert quotes[0]["speaker_text"] == speaker
    assert quotes[0]["cue_text"] == cue
    for piece in found:
        assert text[piece["char_start"] : piece["char_end"]] == piece["text"]


def test_headline_colon() -> None:
    quotes, _ = attribute_text("Ruiz: Bridge open to all from Monday", role="title")
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("headline-colon", "Ruiz", "Bridge open to all from Monday")
    ]


def test_thought_is_not_speech() -> None:
    quotes, pieces = attribute_text("Ruiz believes that the bridge is safe.")
    assert (quotes, pieces) == ([], [])
