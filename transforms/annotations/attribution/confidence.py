"""How likely a quote's content is what a reader would mark: a calibrated probability, from evidence in words.

A logistic regression over what the row itself shows. ``tools/fit_quote_confidence.py`` fits the weights on the invented
articles of ``tests/gold``, and says how they hold on articles that they have not seen.
"""

import math
from typing import Final

from transforms.resources import read_rows

_PRIORS: Final = {row["rule"]: float(row["confidence"]) for row in read_rows("attribution_rules.csv")}
_LOGITS: Final = {rule: math.log(prior / (1.0 - prior)) for rule, prior in _PRIORS.items()}
_WEIGHTS: Final = {row["evidence"]: float(row["weight"]) for row in read_rows("quote_confidence.csv")}
_INNER: Final = (", and ", ", but ", ", which ", ", who ", ", while ", ", as ")
_MOST_COMMAS: Final = 3
_ENDS: Final = frozenset(".!?\n")
_CLOSING: Final = frozenset("\"”’'») ")
EVIDENCE: Final = (
    "rule", "direct", "mixed", "says", "gerund", "negated", "nobody", "it", "name", "words", "commas", "inner",
    "at_end", "before_comma",
)  # fmt: skip


def evidence(  # noqa: PLR0913 - one parameter for each thing that a row shows
    text: str, content: str, end: int, *, rule: str, kind: str, cue: str, lemma: str, speaker: str, negated: bool
) -> list[float]:
    """What speaks for a quote and against it, in the order of ``EVIDENCE``.

    Args:
        text: The article's text.
        content: The quote's content, pieces joined.
        end: Where its last piece ends.
        rule: The rule that found it; its share of right contents counts as a logit.
        kind: direct, mixed or indirect.
        cue: The cue as written; empty without one.
        lemma: Its entry in the lexicon.
        speaker: The mention of the source; empty without one.
        negated: Whether the cue is negated.
    """
    place = end
    while place < len(text) and text[place] in _CLOSING:
        place += 1
    ends = place >= len(text) or text[place] in _ENDS or text[end - 1] in _ENDS or "\n" in text[end:place]
    return [
        _LOGITS[rule],
        float(kind == "direct"),
        float(kind == "mixed"),
        float(lemma == "say"),
        float(cue.endswith("ing")),
        float(negated),
        float(not speaker),
        float(speaker in ("it", "It")),
        float(speaker != "" and speaker[speaker.rfind(" ") + 1].isupper()),
        math.log1p(content.count(" ") + 1.0),
        float(min(_MOST_COMMAS, content.count(","))),
        float(True in [joint in content for joint in _INNER]),
        float(ends),
        float(text[end : end + 1] == ","),
    ]


def probability(found: list[float]) -> float:
    """The probability that the content is right, from its evidence."""
    total = _WEIGHTS["always"]
    for name, value in zip(EVIDENCE, found, strict=True):
        total += _WEIGHTS[name] * value
    return round(1.0 / (1.0 + math.exp(-total)), 3)
