"""Attributions of passive cues: who is told, what is reported by whom, what somebody is asked."""

from typing import Final

from transforms.annotations.attribution.clauses import clause_end
from transforms.annotations.attribution.complements import complement, introduced
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.mentions import is_adverb, phrase_right, subject_before
from transforms.annotations.attribution.phrases import before_new_clause, object_end, trim
from transforms.annotations.attribution.tags import COMMA, CONJUNCTION, TO
from transforms.annotations.attribution.tokens import Tokens, word_set

_SURE_CONTENT: Final = frozenset({"that-clause", "quote-after", "wh-clause"})
_MATTERS: Final = frozenset({"about", "on", "over"})
_ASKING: Final = word_set("asking_cues")
_CHARGES: Final = frozenset({"obj-of", "obj-for"})  # *accused of*, *criticized for*
_REPORTED: Final = frozenset({"that", "obj"})
_PERSONAL: Final = frozenset({"he", "she", "they", "we", "i", "you", "who"})
_PARTICLES: Final = frozenset({"out", "off", "up", "down", "away", "back", "over"})  # of the verb before: *locked out*
_WHEN: Final = frozenset({"when", "if", "once", "while"})


def read_passive(tokens: Tokens, cue: Span, bounds: Span, entry: Cue, *, start: int, negated: bool) -> Found | None:
    """*was told that*, *was asked by Ruiz: "A"*, *was first reported by the Post*; ``start`` is the verb group's."""
    high = bounds[1]
    after = _before_agent(tokens, cue[1], high)
    if after < high and tokens.lower[after] == "by":
        stop = phrase_right(tokens, after + 1, high)
        stop = _before_charge(tokens, after + 1, stop, entry)
        if stop == after + 1:
            return None
        agent = (after + 1, stop)
        charged = stop < high and f"obj-{tokens.lower[stop]}" in _CHARGES & entry.frames
        if charged:  # "accused by Ruiz of neglect"
            return _charged(tokens, Found([], agent, cue, entry, rule="", negated=negated), start, bounds, stop)
        content = introduced(tokens, stop, high, addressed=True) or complement(tokens, stop, high, entry)
        if content is None or content.rule not in _SURE_CONTENT or tokens.lower[content.start] == "who":
            return _by_agent(tokens, Found([], agent, cue, entry, rule="", negated=negated), start, bounds)
        return Found([(content.start, content.end)], agent, cue, entry, rule="passive", negated=negated)
    if after < high and f"obj-{tokens.lower[after]}" in _CHARGES & entry.frames:
        return _charged(tokens, Found([], None, cue, entry, rule="", negated=negated), start, bounds, after)
    if entry.lemma in _ASKING:
        span = _question(tokens, after, high, entry)
    else:
        content = complement(tokens, after, high, entry)
        span = (content.start, content.end) if content and content.rule in _SURE_CONTENT else None
    if span is None or ("obj2" in entry.frames and span[0] == after):
        return None  # a field called "the oval": its name
    return Found([span], None, cue, entry, rule="passive", negated=negated)


def _before_agent(tokens: Tokens, after: int, high: int) -> int:
    """The place of *by* behind an adverb: *asked directly by Ruiz*; else the place right behind the verb."""
    if after + 1 < high and tokens.lower[after + 1] == "by" and is_adverb(tokens.lower[after], tokens.tags[after]):
        return after + 1
    return after


def _before_charge(tokens: Tokens, first: int, stop: int, entry: Cue) -> int:
    """Where the agent of a charge ends: *criticized by fans for leaving*, *accused by some of the board of fraud*."""
    for place in range(stop - 2, first, -1):
        if f"obj-{tokens.lower[place]}" in _CHARGES & entry.frames and not tokens.capital(place + 1):
            return place
    return stop


def _charged(tokens: Tokens, found: Found, start: int, bounds: Span, after: int) -> Found | None:
    """*Ruiz was accused of neglect*: the subject, and of what, which begins at ``after``."""
    subject = subject_before(tokens, start, bounds[0])
    if subject is None:
        return None
    end = object_end(tokens, after, clause_end(tokens, after, bounds[1], "past"))
    end = trim(tokens, after, before_new_clause(tokens, after, end, verbs=True))
    if end <= after + 1:
        return None
    own = (start - 1, start) if subject.relative else (subject.start, subject.end)
    return found.reporting([own, (after, end)], "passive")


def _by_agent(tokens: Tokens, found: Found, start: int, bounds: Span) -> Found | None:
    """*The plan was first reported by the Post*: the subject is what was reported."""
    low = bounds[0]
    if not found.entry.frames & _REPORTED:
        return None
    subject = subject_before(tokens, start, low)
    if subject is None or tokens.lower[subject.end - 1] in _PERSONAL or tokens.lower[subject.start] in _PARTICLES:
        return None
    own = (start - 1, start) if subject.relative else (subject.start, subject.end)
    behind = found.speaker[1] if found.speaker else bounds[1]
    if behind + 1 < bounds[1] and tokens.tags[behind] == TO and not tokens.capital(behind + 1):
        rest = (behind, trim(tokens, behind, clause_end(tokens, behind + 1, bounds[1], "past")))
        if found.entry.frames & {"addr", "obj-to"}:  # "was urged by friends to rest"
            return found.reporting([rest], "passive")
        return found.reporting([own, rest], "passive-agent")  # "was said by friends to be unwell"
    return found.reporting([own], "passive-agent")


def read_asked(tokens: Tokens, cue: Span, bounds: Span, entry: Cue) -> Found | None:
    """*Asked whether it was safe, Ruiz nodded*, *when asked about the toll*: somebody asks, nobody is named."""
    low, high = bounds
    index = cue[0]
    if entry.lemma not in _ASKING or entry.form != "past":
        return None
    opens = index == low or tokens.lower[index - 1] in _WHEN or tokens.tags[index - 1] & (COMMA | CONJUNCTION)
    if not opens:
        return None
    after = _before_agent(tokens, cue[1], high)
    speaker: Span | None = None
    if after < high and tokens.lower[after] == "by":
        stop = phrase_right(tokens, after + 1, high)
        speaker, after = (after + 1, stop), stop
    if speaker is None and after < high and tokens.lower[after] in _MATTERS:
        return None  # a matter that nobody puts in words is the outlet's own phrase
    span = _question(tokens, after, high, entry)
    return Found([span], speaker, cue, entry, rule="asked") if span else None


def _question(tokens: Tokens, after: int, high: int, entry: Cue) -> Span | None:
    """What somebody is asked: a question, or the matter."""
    if after + 1 < high and tokens.lower[after] in _MATTERS:
        end = object_end(tokens, after + 1, clause_end(tokens, after + 1, high, "past", "initial"))
        return (after + 1, trim(tokens, after + 1, end)) if end > after + 1 else None
    content = complement(tokens, after, high, entry, "initial")
    return (content.start, content.end) if content and content.rule in _SURE_CONTENT else None
