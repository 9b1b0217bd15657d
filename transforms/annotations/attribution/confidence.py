"""How likely a quote's content is what a reader would mark: a calibrated probability, from evidence in words.

A logistic regression over what the row itself and its neighbours show. ``tools/fit_quote_confidence.py`` fits the
weights on the invented articles of ``tests/gold``, and says how they hold on articles that they have not seen.
"""

import math
import re
from collections.abc import Iterable
from typing import Final

from transforms.annotations.attribution.tokens import word_set
from transforms.resources import read_rows, read_toml

_PRIORS: Final = {row["rule"]: float(row["confidence"]) for row in read_rows("attribution_rules.csv")}
_LOGITS: Final = {rule: math.log(prior / (1.0 - prior)) for rule, prior in _PRIORS.items()}
_WEIGHTS: Final = {row["evidence"]: float(row["weight"]) for row in read_rows("quote_confidence.csv")}
_INNER: Final = (", and ", ", but ", ", which ", ", who ", ", while ", ", as ")
_DASHES: Final = (" — ", " – ", " - ")
_MOST_COMMAS: Final = 3
_FEW_WORDS: Final = (3, 5)  # of indirect content: mostly an object that a clause goes on behind
_USUAL: Final = frozenset(read_toml("attribution_words.toml")["cues"]["usual"])  # of other cues one knows less
_HOLDING: Final = word_set("holding_words")  # in front of a cue: mostly nothing was said yet
_TENSED: Final = re.compile(r" (?:w(?:ill|ould|as|ere)|could|should|m(?:ight|ust)|had) ")
_ADDRESSING: Final = re.compile(r"(?<!\S)(?:I|we|you) ")  # outside marks hardly a source's words
_OPENING: Final = word_set("clause_openings")  # no loose noun
_LONGEST: Final = 9  # characters of a word of these lists and a blank
_RELATIVE: Final = frozenset(("who", "which", "that", "whose"))
_NEAR_US: Final = frozenset(("i", "we", "you", "me", "us"))
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
        place: Where that is; None without one.
    """

    __slots__ = ("content", "cue", "kind", "lemma", "pieces", "place", "rule", "speaker")

    def __init__(  # noqa: PLR0913 - one parameter for each thing that a row shows
        self,
        *,
        rule: str,
        kind: str,
        content: str,
        pieces: list[Span],
        cue: Span | None,
        lemma: str,
        speaker: str,
        place: Span | None,
    ) -> None:
        """A row as it will be written."""
        self.rule = rule
        self.kind = kind
        self.content = content
        self.pieces = pieces
        self.cue = cue
        self.lemma = lemma
        self.speaker = speaker
        self.place = place


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
    shown = {
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
        "mixed": float(row.kind == "mixed"),
        "bare": float(row.rule == "bare-clause" and _is_loose(content)),
        "tensed": float(is_indirect and _TENSED.search(content) is not None),
        "address": float(is_indirect and _ADDRESSING.search(content) is not None),
        "cut": float(text.startswith(" ", last) and text[last + 1 : last + 2].isalnum()),
        "usual": float(row.lemma in _USUAL),
    }
    if row.cue is not None:
        before = text[max(0, begin - _LONGEST) : begin - 1]
        word = before[before.rfind(" ") + 1 :].lower()
        shown["held"] = float(word in _HOLDING or word.endswith(("n't", "n’t")))
    if row.place is not None:
        first, stop = row.place
        shown["opens"] = float(_opens(text, first))
        shown["beside"] = float(row.cue is not None and stop + 1 == begin)
        if stop - first < _LONGEST:
            speaker = row.speaker.lower()
            shown["relative"] = float(speaker in _RELATIVE)
            shown["ours"] = float(speaker in _NEAR_US)
    return shown


def _is_loose(content: str) -> bool:
    """Whether a clause without *that* begins with a noun that may as well be an object: "claim credit for …"."""
    first = content.partition(" ")[0]
    return first[:1].islower() and first not in _OPENING


def _opens(text: str, start: int) -> bool:
    """Whether a mention is the first of its sentence."""
    before = text[max(0, start - 3) : start].rstrip(" \"”’'")
    return before == "" or before[-1] in _ENDS


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
