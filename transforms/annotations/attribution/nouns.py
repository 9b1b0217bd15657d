"""Attributions by a noun of speech: *Ruiz's warning that A*, *his promise to B*, *issued a warning about C*."""

from typing import Final

from transforms.annotations.attribution.clauses import before_main_verb, clause_end
from transforms.annotations.attribution.cues import CueNoun
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.mentions import (
    clause_subject,
    phrase_right,
    subject_before,
    verb_group_start,
)
from transforms.annotations.attribution.phrases import before_new_clause, object_end, trim
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NUMBER,
    OPEN,
    PREPOSITION,
    SUBORDINATOR,
    THAT,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set

_POSSESSIVES: Final = word_set("possessives")
_LIGHT_VERBS: Final = word_set("light_verbs")
_EVENTFUL: Final = word_set("eventful_verbs")
_SOURCES: Final = word_set("headline_sources")
_PERSONAL: Final = frozenset({"he", "she", "they", "we", "i", "you", "who"})
_MODALS: Final = word_set("modals")
_FARTHEST: Final = 4  # words between a noun and its owner, or the verb that carries it
_COPULAS: Final = frozenset({"is", "was"})
_BEHIND: Final = frozenset({"by", "from"})
_RULES: Final = {THAT: "noun-clause", TO: "noun-infinitive"}


def read_noun(tokens: Tokens, index: int, bounds: Span, noun: CueNoun, last: Found | None) -> Found | None:
    """The attribution that the noun at ``index`` makes: somebody has it, or utters it with a verb like *issue*."""
    low, high = bounds
    after = index + 1
    if after + 1 >= high:
        return None
    word = tokens.lower[after]
    if word in noun.carried:
        verb = _light_verb(tokens, index, low)
        if verb >= 0:
            return _carried(tokens, (verb, after), bounds, noun, last)
    if word in _BEHIND and "that" in noun.owned:
        return _behind(tokens, index, high, noun)
    if word in _COPULAS and "that" in noun.owned and tokens.tags[after + 1] == THAT:
        return _told(tokens, index, bounds, noun)
    to_be = "to-be" in noun.owned and word == "to" and tokens.tags[after + 1] == AUXILIARY
    if word not in noun.owned and not to_be:
        return None  # "her claim to have met the king", but "her claim to the land"
    speaker = _owner(tokens, index, low)
    if speaker is None:
        return None
    tag = tokens.tags[after]
    first, end = _content(tokens, after, bounds)
    owed = 1 if tag == THAT else 0
    end = before_main_verb(tokens, after + 1, end, owed)
    if end <= first or first > after:
        return None
    return Found([(first, trim(tokens, first, end))], speaker, (index, after), noun.cue, rule=_RULES[tag])


def _behind(tokens: Tokens, index: int, high: int, noun: CueNoun) -> Found | None:
    """*claims by the union that A*, *a warning from Ruiz that B*: the source stands between the noun and its clause."""
    that = phrase_right(tokens, index + 2, high)
    if that <= index + 2 or that + 1 >= high or tokens.tags[that] != THAT or noun.cue.lemma == "comment":
        return None  # "a comment from the firm that owns the mill"
    end = before_main_verb(tokens, that + 1, clause_end(tokens, that + 1, high, "past"), 1)
    if end <= that + 1:
        return None
    return Found([(that, trim(tokens, that, end))], (index + 2, that), (index, index + 1), noun.cue, rule="noun-clause")


def _told(tokens: Tokens, index: int, bounds: Span, noun: CueNoun) -> Found | None:
    """*Her main argument is that A*: what the noun says, behind its verb."""
    low, high = bounds
    speaker = _owner(tokens, index, low)
    that = index + 2
    if speaker is None:
        return None
    end = clause_end(tokens, that + 1, high, "past", is_clause=True)
    if end <= that + 1:
        return None
    return Found([(that, trim(tokens, that, end))], speaker, (index, that), noun.cue, rule="noun-clause")


def _light_verb(tokens: Tokens, index: int, low: int) -> int:
    """The verb that carries a noun: *issued* in *issued a stern warning*; -1 when there is none."""
    tags, lower = tokens.tags, tokens.lower
    for position in range(index - 1, max(low, index - _FARTHEST - 1) - 1, -1):
        if lower[position] in _LIGHT_VERBS:
            if tags[position - 1] & (DETERMINER | NUMBER) or lower[position - 1].endswith(("'s", "s'")):
                return -1  # "his repeated denunciation of", "a familiar voice"
            made = lower[position].startswith(("make", "made", "making"))
            # "made his support a centerpiece": he may never have said so
            return -1 if made and not _POSSESSIVES.isdisjoint(lower[position:index]) else position
        if not tags[position] & (OPEN | DETERMINER | CONJUNCTION | ADVERB | NUMBER) or tokens.capital(position):
            break
    return -1


def _carried(tokens: Tokens, cue: Span, bounds: Span, noun: CueNoun, last: Found | None) -> Found | None:
    """*issued a warning that A*, *raised questions about B*."""
    low = bounds[0]
    verb, after = cue
    start, negated, passive = verb_group_start(tokens, verb, low)
    if passive or tokens.tags[verb - 1] == TO or not _MODALS.isdisjoint(tokens.lower[start:verb]):
        return None  # what somebody might do
    speaker: Span | None = None
    if start > low and not (start == verb and tokens.lower[verb].endswith("ing")):
        subject = subject_before(tokens, start, low)
        speaker = (subject.start, subject.end) if subject else None
    if speaker is None and last is not None:
        speaker = last.speaker
    if speaker is None:
        subject = clause_subject(tokens, start, low)
        speaker = (subject.start, subject.end) if subject else None
    if speaker is None or (tokens.lower[verb] in _EVENTFUL and not _speaks(tokens, speaker)):
        return None
    first, end = _content(tokens, after, bounds)
    if end <= first:
        return None
    return Found([(first, trim(tokens, first, end))], speaker, cue, noun.cue, rule="light-verb", negated=negated)


def _speaks(tokens: Tokens, source: Span) -> bool:
    """Whether a source is somebody: what raises questions, poses a threat or casts doubt may be an event."""
    tags = tokens.tags[source[0] : source[1]]
    last = (
        source[0] + tags.index(PREPOSITION) if PREPOSITION in tags[1:] else source[1]
    ) - 1  # "reporters in the hall"
    word = tokens.lower[last]
    return tokens.capital(last) or word in _PERSONAL or word in _SOURCES or word[-1] == "s"


def _content(tokens: Tokens, after: int, bounds: Span) -> Span:
    """A clause with *that*, an infinitive with *to*, or what follows a preposition."""
    tags = tokens.tags
    low, high = bounds
    # "Rejecting its claim that A, the court left": the main clause is still to come
    leads = tags[low] == SUBORDINATOR or (tags[low] == OPEN and tokens.lower[low].endswith("ing"))
    embedded = "initial" if leads and COMMA not in tags[low:after] else ""
    if tags[after] == THAT:
        return after, clause_end(tokens, after + 1, high, "past", embedded)
    first = after + 1
    infinitive = tags[after] == TO and tags[first] & (OPEN | AUXILIARY) != 0 and not tokens.capital(first)
    end = clause_end(tokens, first, high, "past", embedded)
    if infinitive:
        return after, before_new_clause(tokens, first, end, verbs=False)
    return first, before_new_clause(tokens, first, object_end(tokens, first, end), verbs=True)


def _owner(tokens: Tokens, index: int, low: int) -> Span | None:
    """Whose warning it is: *Ruiz's stern warning*, *his warning*."""
    tags, lower = tokens.tags, tokens.lower
    owner = index - 1
    while (
        owner >= low and index - owner <= _FARTHEST and tags[owner] == OPEN and not lower[owner].endswith(("'s", "s'"))
    ):
        owner -= 1
    if owner < low:
        return None
    if lower[owner] in _POSSESSIVES:
        return owner, owner + 1
    if tags[owner] != OPEN or not lower[owner].endswith(("'s", "s'")):
        return None
    phrase = subject_before(tokens, owner + 1, low)
    return (phrase.start, phrase.end) if phrase else (owner, owner + 1)
