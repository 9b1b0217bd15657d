"""Pick the one act that a headline reports: the strongest, and of those the first, that stands in a main clause.

A headline is read part by part (parts end at colons, question marks, dashes). An act counts less behind a word that
opens a subordinate clause, in an explainer ("How …", "5 things …"), in a question, as a noun where another verb is the
headline's; a judging word ("a shameful deal") counts more where it is said of somebody, or where the headline calls
itself opinion.
"""

import re
from typing import Final

from transforms.acts.lexicon import AS_WRITTEN, BODY_THRESHOLD, ING, NOUN, PAST, TITLE_THRESHOLD
from transforms.acts.reading import Act

MAX_TITLE: Final = 500  # characters; a longer "title" is a text, and parts times acts would cost its square

_PART: Final = re.compile(r"(?:[^:;?!—–|.]|\.(?! )|\?(?=\w))+[?!]?|[:;?!—–|.]")
_SUBORDINATE: Final = re.compile(
    r"\b(?:[Aa]fter|[Aa]mid|[Oo]ver|[Dd]espite|[Tt]hat|[Aa]s|[Ss]ince|[Ww]hen|[Ww]hile|[Bb]efore|[Bb]ecause|[Uu]ntil)\b"
)
_FRONTED: Final = re.compile(r"\W*(?:After|Amid|Despite|As|Since|When|While|Before|Because|Until|If)\b")
_RELATIVE: Final = re.compile(r"\b(?:[Ww]ho|[Ww]hich|[Ww]here|[Ww]hose)\b")
_AGENT: Final = re.compile(r" (?:[Bb]y|[Ii]n|[Ff]rom|[Aa]t|[Dd]uring|[Oo]n|[Ff]or|[Ww]ith) ")
_HOW_TO: Final = re.compile(r"^\W*how to\b", re.IGNORECASE)
_PHRASE: Final = re.compile(r"\b(?:for|of|in|during|from|about)\b", re.IGNORECASE)
_EXPLAINER: Final = re.compile(
    r"^\W*(?!(?-i:WHO)\b)(?:how|why|what|who|where|when|here's|inside|meet"
    r"|\d+ (?:\w+ )?(?:things|ways|reasons|facts|takeaways|questions|moments|times|photos|lessons|tips|charts))\b",
    re.IGNORECASE,
)
_OPINION: Final = re.compile(r"^\W*(?:opinion|analysis|editorial|commentary|column)\b", re.IGNORECASE)
_PREDICATED: Final = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|isn't|aren't|seems?|looks?|sounds?|remains?|becomes?|makes?|how)|'s|'re)"
    r"(?: [\w']+){0,4} ?\Z"
)
_POSSESSED: Final = re.compile(r"(?:'s|s'|\b(?:their|our|his|her|its|your))(?: [\w'.]+){0,2} ?\Z")
_SUBORDINATE_LOSS: Final = 0.9  # after "amid", "who", "for" only a verb that performs its act is the headline's
_RELATIVE_REACH: Final = 30
_RELATIVE_LOSS: Final = 1.5
_HOW_TO_LOSS: Final = 1.5
_PHRASE_LOSS: Final = 0.9
_EXPLAINER_LOSS: Final = 0.9  # "how", "why": the act is what is explained
_QUESTION_NOUN_LOSS: Final = 1.5
_QUESTION_LOSS: Final = 0.9  # a question whose act is only hinted at reports none
_OPINION_GAIN: Final = 0.5  # a headline that calls itself opinion mostly takes a stance
_JUDGED_GAIN: Final = 0.5
_OLDER_LOSS: Final = 1.0


def headline_act(text: str, folded: str, acts: list[Act]) -> Act | None:
    """The main act of a headline, or None."""
    best: Act | None = None
    is_opinion = _OPINION.match(text) is not None
    best_value = TITLE_THRESHOLD
    for part in _PART.finditer(text):
        first, last = part.span()
        inside = [act for act in acts if first <= act.char_start < last]
        if not inside:
            continue
        is_question = text[first:last].rstrip().endswith("?")
        is_explainer = not is_opinion and _EXPLAINER.match(text[first:last]) is not None
        for number, act in enumerate(inside):
            value = act.strength
            clause = first
            if _FRONTED.match(text, first):
                clause = max(first, text.find(", ", first, act.char_start))
            if _RELATIVE.search(
                text,
                max(
                    clause, first + 1, act.char_start - _RELATIVE_REACH, inside[number - 1].char_start if number else 0
                ),
                act.char_start,
            ):
                value -= _RELATIVE_LOSS
            elif _SUBORDINATE.search(text, clause, act.char_start):
                value -= _SUBORDINATE_LOSS
            elif (act.shape in (NOUN, AS_WRITTEN, ING)) and _PHRASE.search(text, first, act.char_start):
                value -= _PHRASE_LOSS
            if is_explainer:
                value -= _HOW_TO_LOSS if _HOW_TO.match(text[first:last]) else _EXPLAINER_LOSS
            if is_opinion:
                value += _OPINION_GAIN
            if is_question:
                value -= _QUESTION_LOSS if act.shape != NOUN else _QUESTION_NOUN_LOSS
                act = act._replace(polarity=0, rule="asked")  # noqa: PLW2901  the same act, read as a question
            value += _standing_gain(text, folded[first : act.char_start], act, inside[number + 1 :])
            if value > best_value or (best is None and value == best_value):
                best, best_value = act, value
    return best


def _standing_gain(text: str, before: str, act: Act, later: list[Act]) -> float:
    """What an act's standing in its part of the headline adds to its strength."""
    if act.judges:
        return _JUDGED_GAIN if _PREDICATED.search(before) or _POSSESSED.search(before) else 0.0
    if (
        act.shape == PAST
        and any(
            other.shape != NOUN
            and not other.judges
            and other.strength >= BODY_THRESHOLD
            and not _SUBORDINATE.search(text, act.char_end, other.char_start)
            for other in later
        )
        and _AGENT.match(text, act.char_end)
    ):
        return -_OLDER_LOSS
    return 0.0
