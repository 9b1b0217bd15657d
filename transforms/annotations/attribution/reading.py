"""Read one unit: every cue in it, in order, becomes an attribution or nothing."""

from typing import Final

from transforms.annotations.attribution.cues import (
    AFTER_NOUN,
    CUE_NOUNS,
    CUE_WORDS,
    HEARSAY,
    NEXT_WORDS,
    NOUN_LIKE,
    PARAPHRASE_WORDS,
    Cue,
    match_cue,
)
from transforms.annotations.attribution.found import Found
from transforms.annotations.attribution.headlines import headline_colon, headline_source
from transforms.annotations.attribution.nouns import read_noun
from transforms.annotations.attribution.rules import attribute_cue
from transforms.annotations.attribution.tags import (
    ADVERB,
    COLON,
    COMMA,
    NUMBER,
    OBJECT_PRONOUN,
    OPEN,
    PRONOUN,
    PUNCTUATION,
    QUOTATION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
    TIME,
    TO,
)
from transforms.annotations.attribution.tokens import BEFORE_NOUNS, Tokens
from transforms.annotations.attribution.units import HEADINGS, Unit
from transforms.annotations.attribution.verbless import attribute_according_to, attribute_hearsay

# inside what somebody reports, only these count as a report of their own
_NESTING_RULES: Final = frozenset({"that-clause", "quote-after"})
_DANGLING_RULES: Final = frozenset({"quote-before", "inverted"})
_QUOTATION_RULES: Final = frozenset({"quote-before", "quote-after", "inverted", "split-quote", "split-inverted"})
_AFTER_VERBS: Final = (
    COMMA | QUOTATION | SUBORDINATOR | THAT | RELATIVE | TO | ADVERB | TIME | STOP | COLON | OBJECT_PRONOUN
)
# What counts with a capital inside a sentence, too.
_NAMED: Final = (["it"], ["her"], ["his"], ["their"], ["its"])  # "the chief calls it a "glove""
_ANYWHERE: Final = frozenset(word.capitalize() for word in ("according", *HEARSAY))
_WRITTEN_CUES: Final = CUE_WORDS | _ANYWHERE
_NO_WORDS: Final[frozenset[str]] = frozenset()
_ACCORDING: Final = Cue("according to", "neutral", frames=frozenset({"quote"}))
_HEARSAY: Final = Cue("reportedly", "neutral")


def find_cues(words: list[str], units: list[Unit]) -> None:
    """Tell each unit at which of its words a cue may begin.

    A capital inside a sentence makes a name (the United States), but not in a heading.
    """
    found = [index for index, word in enumerate(words) if word in _WRITTEN_CUES]
    position, count = 0, len(found)
    quoted_before = False
    for unit in units:
        low, high = unit.low, unit.high
        first = position
        while position < count and found[position] < high:
            position += 1
        places = found[first:position]
        if unit.role in HEADINGS:
            places = [index for index in range(low, high) if words[index].lower() in CUE_WORDS]
        elif low < high and (not places or places[0] > low) and words[low].lower() in CUE_WORDS:
            places.insert(0, low)
        quoted = unit.quoted
        if not places:
            quoted_before = quoted
            continue
        tried = CUE_WORDS if quoted or quoted_before else PARAPHRASE_WORDS
        for index in places:
            word = words[index].lower()
            if word not in tried:
                continue
            following = NEXT_WORDS.get(word)
            if following is None and word in NOUN_LIKE and index > low and words[index - 1].lower() in BEFORE_NOUNS:
                following = AFTER_NOUN.get(word, _NO_WORDS)
            if following is None or words[index + 1].lower() in following:
                unit.places.append(index - low)
        quoted_before = quoted


def read_unit(tokens: Tokens, unit: Unit, before: Unit | None) -> list[Found]:
    """Attributions of a unit.

    Args:
        tokens: The article's tokens.
        unit: The unit to read.
        before: The unit before it, which a dangling *Ruiz asked* may report.
    """
    low, high, role = unit.low, unit.high, unit.role
    if role == "title":
        colon = headline_colon(tokens, low, high)
        if colon and colon.is_whole():
            return [colon]
    found: list[Found] = []
    headed = role in HEADINGS
    heard = False
    lower = tokens.lower
    for place in unit.places:
        index = low + place
        if found and index < found[-1].cue[1]:
            continue  # the verb of "went on to say"
        word = lower[index]
        if word == "according":
            result = _according(tokens, index, (low, high), found)
        elif word in HEARSAY:
            result = attribute_hearsay(tokens, index, (low, high), _HEARSAY)
            heard = True
        elif headed or index == low or not tokens.capital(index):
            result = _report(tokens, index, unit, before, found[-1] if found else None)
        else:
            continue  # a capital inside a sentence makes a name: the United States
        if result and result.is_whole() and _may_nest(index, result, found):
            if found and _repeats(found[-1], result):
                if result.entry.like_noun or result.entry.form == "noun":
                    continue  # "said in his statement that A"
                found.pop()  # "Ruiz rose to reply, saying that A": the nearest verb has it
            elif found and _is_noun_of(found[-1], result):
                found.pop()
            for outer in found:
                if outer.entry is _ACCORDING and any(begin <= index < end for begin, end in outer.content):
                    result.via = outer.speaker
            if result.rule == "clause-before":
                begin, end = result.content[0]
                found = [inner for inner in found if not begin <= inner.cue[0] < end]
            found.append(result)
    if heard and len(found) > 1:
        found = [item for item in found if item.entry is not _HEARSAY or not _is_sourced(item, found)]
    if role == "title":
        source = headline_source(tokens, unit)
        if source and source.is_whole() and not any(item.cue[0] >= source.content[0][1] for item in found):
            found.append(source)
    return found


def _according(tokens: Tokens, index: int, bounds: tuple[int, int], found: list[Found]) -> Found | None:
    """*According to*, which may only say through whom a quotation came: *"A," Ruiz said, according to the minutes*."""
    if index + 2 >= bounds[1] or tokens.lower[index + 1] != "to":
        return None
    result = attribute_according_to(tokens, index, bounds, _ACCORDING)
    if result is None or not found:
        return result
    inner = found[-1]
    if inner.speaker is None or not any(begin <= inner.cue[0] < end for begin, end in result.content):
        return result
    inner.via = result.speaker
    return None if inner.rule in _QUOTATION_RULES else result


def _report(tokens: Tokens, index: int, unit: Unit, before: Unit | None, last: Found | None) -> Found | None:
    lower = tokens.lower
    entry = match_cue(lower, index, unit.high)
    noun = CUE_NOUNS.get(lower[index])
    if noun:
        result = read_noun(tokens, index, (unit.low, unit.high), noun, last)
        if result:
            return result
    if entry is None or entry.kind != "speech" or (entry.like_noun and _surely_noun(tokens, index, unit.high)):
        return None
    if _modifies(tokens, index, unit.low):
        return None
    result = attribute_cue(tokens, index, entry, (unit.low, unit.high), last=last)
    if result is None and last is None and before and unit.paragraph == before.paragraph and is_bare(tokens, before):
        # '"Why now?" Ruiz asked.' was split after the question mark
        result = attribute_cue(tokens, index, entry, (before.low, unit.high), last=None)
        if result and (result.rule not in _DANGLING_RULES or result.negated or tokens.lower[before.high - 1] == "."):
            return None  # '"No." Venn left.' is two sentences, and who *did not laugh* said nothing
    return result


def _modifies(tokens: Tokens, index: int, low: int) -> bool:
    """*He ignored repeated warnings*: a participle behind a verb that has its subject."""
    lower, tags = tokens.lower, tokens.tags
    behind_verb = index - 2 >= low and lower[index].endswith("ed") and lower[index - 1].endswith("ed")
    return behind_verb and tags[index - 1] == OPEN and tags[index - 2] & PRONOUN != 0


def _surely_noun(tokens: Tokens, index: int, high: int) -> bool:
    """Whether a form that is a noun, too, follows a common noun or adjective and nothing after it asks for a verb."""
    before = tokens.tags[index - 1]
    if before == NUMBER:
        return True
    if before != OPEN or tokens.capital(index - 1):
        return False
    after = index + 1
    if tokens.lower[index] == "calls" and tokens.lower[after : after + 1] in _NAMED:
        return False
    return after < high and not tokens.tags[after] & _AFTER_VERBS


def is_bare(tokens: Tokens, unit: Unit) -> bool:
    """Whether the unit is nothing but quotations."""
    tags = tokens.tags
    return all(tags[index] == QUOTATION or tags[index] & PUNCTUATION for index in range(unit.low, unit.high))


def _is_sourced(hearsay: Found, found: list[Found]) -> bool:
    """*The bridge is reportedly unsafe, according to Ruiz*: somebody is named for it after all."""
    begin, end = hearsay.content[0][0], hearsay.content[-1][1]
    return any(item.speaker and begin < span[1] and span[0] < end for item in found for span in item.content)


def _repeats(before: Found, result: Found) -> bool:
    """Whether a report has the content of the one before, which its own cue stands in front of."""
    begin, end = before.content[-1]
    first = result.content[0][0]
    return result.content[-1][1] == end and result.cue[0] < begin and -1 <= first - begin <= 1


def _is_noun_of(before: Found, result: Found) -> bool:
    """*Harbor advocates say A*: what seemed to report *say A* is the source of it."""
    return before.entry.like_noun and result.cue[0] == before.content[0][0] == before.cue[1]


def _may_nest(index: int, result: Found, found: list[Found]) -> bool:
    """Whether an attribution may stand: its cue is in the outlet's words, or it is a report beyond doubt."""
    if result.rule in _NESTING_RULES or (result.rule == "bare-clause" and result.entry.lemma == "say"):
        return True
    return not any(begin <= index < end for other in found for begin, end in other.content)
