"""How likely a quote's content is what a reader would mark: a calibrated probability, from evidence in words.

A logistic regression over what the row itself and its neighbours show. ``tools/fit_quote_confidence.py`` fits the
weights on the invented articles of ``tests/gold``, and says how they hold on articles that they have not seen.
"""

import math
from collections.abc import Iterable
from typing import Final

from transforms.resources import read_rows

_PRIORS: Final = {row["rule"]: float(row["confidence"]) for row in read_rows("attribution_rules.csv")}
_LOGITS: Final = {rule: math.log(prior / (1.0 - prior)) for rule, prior in _PRIORS.items()}
_WEIGHTS: Final = {row["evidence"]: float(row["weight"]) for row in read_rows("quote_confidence.csv")}
_INNER: Final = (", and ", ", but ", ", which ", ", who ", ", while ", ", as ")
_DASHES: Final = (" — ", " – ", " - ")
_MOST_COMMAS: Final = 3
_FEW_WORDS: Final = (3, 5)  # of indirect content: mostly an object that a clause goes on behind
_NEARBY: Final = 300  # characters between the beginnings of two quotes of one passage
_MOST_NEIGHBOURS: Final = 3
_ENDS: Final = frozenset(".!?\n")
_CLOSING: Final = frozenset("\"”’'») ")

Span = tuple[int, int]


class Row:
    """What is seen of a quote.

    Attributes:
        rule: The rule that found it.
        kind: direct, mixed or indirect.
        content: The pieces joined.
        pieces: Their places.
        cue: Its place; None without one.
        lemma: Its entry in the lexicon.
        speaker: The mention of the source; empty without one.
    """

    __slots__ = ("content", "cue", "kind", "lemma", "pieces", "rule", "speaker")

    def __init__(  # noqa: PLR0913 - one parameter for each thing that a row shows
        self, *, rule: str, kind: str, content: str, pieces: list[Span], cue: Span | None, lemma: str, speaker: str
    ) -> None:
        """A row as it will be written."""
        self.rule = rule
        self.kind = kind
        self.content = content
        self.pieces = pieces
        self.cue = cue
        self.lemma = lemma
        self.speaker = speaker


def evidence(text: str, row: Row, neighbours: Iterable[list[Span]]) -> dict[str, float]:
    """What speaks for a quote and against it, by name.

    Args:
        text: The article's text.
        row: The quote.
        neighbours: Pieces of each of the quotes around it, which may hold it.
    """
    content, (begin, end) = row.content, row.cue or (0, 0)
    last = row.pieces[-1][1]
    is_indirect = row.kind == "indirect"
    words = content.count(" ") + 1
    commas = float(min(_MOST_COMMAS, content.count(",")))
    near, inside = 0, False
    for pieces in neighbours:
        near += abs(pieces[0][0] - row.pieces[0][0]) < _NEARBY
        inside = inside or (row.cue is not None and True in [first <= begin < stop for first, stop in pieces])
    return {
        "rule": _LOGITS[row.rule],
        "direct": float(row.kind == "direct"),
        "says": float(row.lemma == "say"),
        "gerund": float(text.endswith("ing", begin, end)),
        "infinitive": float(row.cue is not None and text.endswith("to ", 0, begin)),
        "after_comma": float(row.cue is not None and text.endswith(", ", 0, begin)),
        "nobody": float(not row.speaker),
        "it": float(row.speaker in ("it", "It")),
        "name": float(row.speaker != "" and row.speaker[row.speaker.rfind(" ") + 1].isupper()),
        "words": 0.0 if is_indirect else math.log1p(words),
        "short": float(is_indirect and _FEW_WORDS[0] <= words <= _FEW_WORDS[1]),
        "commas": 0.0 if is_indirect else commas,
        "indirect_commas": commas if is_indirect else 0.0,
        "inner": float(True in [joint in content for joint in _INNER]),
        "dash": float(True in [dash in content for dash in _DASHES]),
        "semicolon": float(";" in content),
        "pieces": float(len(row.pieces) > 1),
        "at_end": float(_ends(text, last)),
        "inside": float(inside),
        "near": min(_MOST_NEIGHBOURS, near) / _MOST_NEIGHBOURS,
    }


def _ends(text: str, end: int) -> bool:
    """Whether content ends where its sentence or its paragraph does."""
    place = end
    while place < len(text) and text[place] in _CLOSING:
        place += 1
    return place >= len(text) or text[place] in _ENDS or text[end - 1] in _ENDS or "\n" in text[end:place]


def probability(found: dict[str, float]) -> float:
    """The probability that the content is right, from its evidence; what has no weight counts for nothing."""
    total = _WEIGHTS["always"]
    for name, value in found.items():
        total += _WEIGHTS.get(name, 0.0) * value
    return round(1.0 / (1.0 + math.exp(-total)), 3)
