"""What speaks for a reading of a headline: whether its act is right, or that it has none, and whose judgement it is.

Each piece of evidence has a name and a number, mostly from 0 to 1; a logistic regression for each question weighs them.
The weights stand in ``acts_evidence.toml``, fitted by ``tools/fit_acts.py``: one says how much its evidence raises the
odds. The last question is asked of running text, which has less to go by.
"""

import math
import re
from functools import cache
from typing import Final, NamedTuple

from transforms.annotations.acts.act import Act
from transforms.annotations.acts.headline import calls_itself_opinion, explains, is_subordinate
from transforms.annotations.acts.lexicon import AS_WRITTEN, NOUN, TITLE_THRESHOLD
from transforms.annotations.acts.manner import Manner, Told
from transforms.annotations.acts.parties import parties
from transforms.resources import read_toml

Evidence = dict[str, float]

EVALUATION: Final = "evaluation"
REPORT: Final = "report"

_OUTLET: Final = "outlet"
EVALUATING: Final = ("accuse", "reject", "support", "request", "threaten")  # what an outlet does by words alone
_HALF: Final = 0.5
_MARKS: Final = re.compile(r"[\"“”]|(?:^| )['‘]")
_NEGATION: Final = re.compile(r"n['’]t\b|\bno\b|\bnot\b|\bnever\b", re.IGNORECASE)
_SAYS: Final = re.compile(r"\b[Ss]ays?\b")
_NUMBER: Final = re.compile(r"\W*\d")
_STRONG: Final = 2.5  # strength of a verb that mostly tells its act
_FULL_LENGTH: Final = 12.0  # words of a headline
_FULL_SENTENCE: Final = 25.0
_MOST: Final = 1.5  # of a length, times the full one
_RECURS: Final = 3.0  # so often a text tells the act of its headline
_HINTS: Final = 3.0
_AT_START: Final = 3  # characters of quotation marks and the like


@cache
def _weights(question: str) -> dict[str, float]:
    weights: dict[str, float] = read_toml("acts_evidence.toml")[question]
    return weights


def probability(question: str, evidence: Evidence) -> float:
    """How probable an answer is, rounded so that it does not hang on the machine's last bit.

    Args:
        question: ``act`` or ``none`` (is it right?), or ``evaluation`` (is it the outlet's own?).
        evidence: By name; what has no weight counts for nothing.
    """
    weights = _weights(question)
    total = weights["always"]
    for name, value in evidence.items():
        total += weights.get(name, 0.0) * value
    return round(1 / (1 + math.exp(-total)), 3)


def _of_headline(text: str) -> Evidence:
    """What any headline shows, whatever it tells."""
    return {
        "opinion": float(calls_itself_opinion(text)),
        "explains": float(explains(text)),
        "asks": float("?" in text),
        "marks": float(_MARKS.search(text) is not None),
        "length": min(_MOST, (text.count(" ") + 1) / _FULL_LENGTH),
    }


class Seen(NamedTuple):
    """What is seen of a headline: its text, its act, all acts that were read in it; what its article tells, and how."""

    text: str
    act: Act | None
    acts: list[Act]
    told: Told
    manner: Manner


def judge_headline(seen: Seen) -> tuple[str, float]:
    """Whose evaluation a headline is, and how probably its reading is right."""
    if seen.act is None:
        return REPORT, probability("none", evidence_of_none(seen))
    is_own = seen.act.act_id in EVALUATING and probability("evaluation", evidence_of_voice(seen, seen.act)) >= _HALF
    return EVALUATION if is_own else REPORT, probability("act", evidence_of_act(seen, seen.act))


def judge_sentence(text: str, act: Act, voice: str) -> tuple[str, float]:
    """The same of an act in running text: there only words that judge are an evaluation."""
    told_as = EVALUATION if act.judges and voice == _OUTLET else REPORT
    return told_as, probability("sentence", evidence_of_sentence(text, act, voice))


def evidence_of_act(seen: Seen, act: Act) -> Evidence:
    """What speaks for or against the act that was read in a headline."""
    text, acts, told, manner = seen.text, seen.acts, seen.told, seen.manner
    others = {other.act_id for other in acts if other.act_id != act.act_id and other.strength >= TITLE_THRESHOLD}
    return _of_headline(text) | {
        act.act_id: 1.0,
        "strength": act.strength - _STRONG,
        "noun": float(act.shape in (AS_WRITTEN, NOUN)),
        "judges": float(act.judges),
        "turned": float(act.rule != "stated"),
        "told_twice": float(sum(other.act_id == act.act_id for other in acts) > 1),
        "others": min(2.0, len(others)),
        "subordinate": float(is_subordinate(text, act.char_start)),
        "late": act.char_start / max(1, len(text)),
        "lead_agrees": float(any(act_id == act.act_id for act_id, _ in told.lead)),
        "lead_is_silent": float(not told.lead),
        "text_agrees": min(1.0, sum(act_id == act.act_id for act_id, _ in told.all) / _RECURS),
        "quotes": manner.quotes,
    }


def evidence_of_none(seen: Seen) -> Evidence:
    """What speaks for or against reading no act in a headline."""
    text, acts, told, manner = seen.text, seen.acts, seen.told, seen.manner
    sentences = max(1, manner.sentences)
    return _of_headline(text) | {
        "hint": max((act.strength for act in acts), default=0.0) / TITLE_THRESHOLD,
        "hints": min(_HINTS, len(acts)),
        "colon": float(":" in text),
        "negation": float(_NEGATION.search(text) is not None),
        "number": float(_NUMBER.match(text) is not None),
        "lead_tells": float(bool(told.lead)),
        "lead_is_hostile": float(any(side < 0 for _, side in told.lead)),
        "hostile_text": sum(side < 0 for _, side in told.all) / sentences,
        "friendly_text": sum(side > 0 for _, side in told.all) / sentences,
        "quotes": manner.quotes,
    }


def evidence_of_voice(seen: Seen, act: Act) -> Evidence:
    """What tells whether a headline's act is the outlet's own evaluation or appeal, or a report of what others do."""
    text, manner = seen.text, seen.manner
    actor, _ = parties(text, act.char_start, act.char_end)
    return _of_headline(text) | {
        act.act_id: 1.0,
        "noun": float(act.shape in (AS_WRITTEN, NOUN)),
        "judges": float(act.judges),
        "actor": float(actor is not None),
        "begins": float(act.char_start < _AT_START),
        "the": float(text.startswith("The ")),
        "says": float(_SAYS.search(text) is not None),
        "quotes": manner.quotes,
        "first_person": manner.first_person,
        "shortened": manner.shortened,
        "adverbs": manner.adverbs,
        "questions": manner.questions,
    }


def evidence_of_sentence(text: str, act: Act, voice: str) -> Evidence:
    """What speaks for or against an act that was read in running text."""
    return {
        act.act_id: 1.0,
        "strength": act.strength - _STRONG,
        "noun": float(act.shape in (AS_WRITTEN, NOUN)),
        "judges": float(act.judges),
        "turned": float(act.rule != "stated"),
        "phrase": float(len(act.terms) > 1 or " " in act.terms[0]),
        "quoted": float(voice != _OUTLET),
        "length": min(_MOST, (text.count(" ") + 1) / _FULL_SENTENCE),
    }
