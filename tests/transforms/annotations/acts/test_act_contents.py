"""The act of a quote's content, from its own text and from the hits of the sentences in which it lies."""

import polars as pl
import pytest

from transforms.annotations.acts import content_acts, find_act_hits
from transforms.text.matching import SentenceIndex

_CONTENTS = [
    ("We will not cooperate with them", "reject"),
    ("It rained", None),
    ("I wouldn’t rule out talks", "consult"),
    ("We never attacked the harbour", "reject"),
    ("a shameful idea", "accuse"),
    ("We could talk if they attack the port", None),
    ("If Pell blocks the quay, we will sue", "threaten"),
    ("Talks with the union are off the table", "reject"),
    ("Cooperation with the port was not discussed and “is not an option”", "reject"),
    ("Joint work with the harbour board isn't possible", "reject"),
    ("Talks with the board that was not acceptable", "consult"),
    ("A strike is no longer planned", "reject"),
    ("Talks with a board that is not on the agenda", "consult"),
]


@pytest.mark.parametrize(("text", "act_id"), _CONTENTS)
def test_content_of_a_quote(text: str, act_id: str | None) -> None:
    quotes = pl.DataFrame({"quote_id": ["q1"], "article_id": ["a"], "text": [text]})
    assert content_acts(quotes)["content_act"].to_list() == [act_id]


def test_the_sentences_hits_serve_the_quotes() -> None:
    sentences, quotes, pieces = [], [], []
    char_start = 0
    for number, (text, _) in enumerate(_CONTENTS):
        sentence = f"Pell condemned the storm and said: “{text}.”"
        sentences.append((f"a.s{number}", "a", "body", char_start, sentence))
        quotes.append((f"q{number}", "a", text))
        first = char_start + sentence.index(text)
        pieces.append((f"q{number}", first, first + len(text)))
        char_start += len(sentence) + 1
    frame = pl.DataFrame(sentences, schema=["sentence_id", "article_id", "role", "char_start", "text"], orient="row")
    found = content_acts(
        pl.DataFrame(quotes, schema=["quote_id", "article_id", "text"], orient="row"),
        pieces=pl.DataFrame(pieces, schema=["quote_id", "char_start", "char_end"], orient="row"),
        hits=find_act_hits(SentenceIndex(frame, pl.DataFrame())),
    )
    assert found["content_act"].to_list() == [act_id for _, act_id in _CONTENTS]
