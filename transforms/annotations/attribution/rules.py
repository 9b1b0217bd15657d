"""From a cue to an attribution: the cue's place, its source, and the content it reports.

Every rule has a name, which ends up in the ``rule`` column.
"""

from typing import Final

from transforms.annotations.attribution.clauses import clause_end, has_finite, opens_clause
from transforms.annotations.attribution.complements import Complement, complement, introduced, skip_adjuncts
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.left import closes, from_left, holds_report, left_content, rest_of_clause
from transforms.annotations.attribution.mentions import (
    Subject,
    is_adverb,
    is_finite,
    phrase_left,
    phrase_right,
    subject_before,
    verb_group_start,
)
from transforms.annotations.attribution.passives import read_asked, read_passive
from transforms.annotations.attribution.phrases import trim
from transforms.annotations.attribution.sharing import after_participle, beside, quoted_as, shared_source
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    NO_TAG,
    NUMBER,
    OPEN,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    THAT,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set
from transforms.annotations.attribution.verbs import (
    agrees,
    is_intended,
    is_named,
    is_noun,
    is_person,
    is_verb_here,
    names_person,
)

_FRONTING: Final = word_set("fronting")
_REFUSALS: Final = word_set("refusals")
_INVERTIBLE: Final = word_set("invertible_cues")
_ALWAYS_ADDRESSED: Final = word_set("always_addressed")
_BEFORE_INVERTED: Final = COMMA | QUOTATION | STOP | DASH
_WEAK_RULES: Final = frozenset({"object", "prepositional", "naming", "object-as"})


def attribute_cue(tokens: Tokens, index: int, entry: Cue, bounds: Span, *, last: Found | None) -> Found | None:
    """The attribution that the cue at ``index`` makes within the unit's ``bounds``; None when it makes none.

    ``last`` is the attribution found before it in the unit, whose source a coordinated or participial cue shares.
    """
    tags = tokens.tags
    low, high = bounds
    form = entry.form
    cue = (index, index + 1 + len(entry.rest))
    if index > low and is_noun(tokens, index, entry):
        return None
    start, negated, passive = verb_group_start(tokens, index, low)
    if passive and form in {"past", "participle"}:
        return read_passive(tokens, cue, bounds, entry, start=start, negated=negated)
    before = tags[start - 1] if start > low else NO_TAG
    subject: Subject | None = None
    shared: Span | None = None
    infinitive = index > low and tags[index - 1] == TO
    participle_first = form == "gerund" and (
        start == low or (start == low + 1 and before & (PREPOSITION | SUBORDINATOR | ADVERB) != 0)
    )
    if form == "gerund" and start == index and before != PRONOUN:
        if not participle_first:
            subject = quoted_as(tokens, index, low) or beside(tokens, index, low)
            shared = None if subject else shared_source(tokens, low, index, last)
    elif infinitive:
        negated = negated or tokens.lower[start - 1] in _REFUSALS
        shared = shared_source(tokens, low, start, last)
    elif before == CONJUNCTION:
        # "Ruiz denied it, according to the minutes, but said A": the minutes say nothing more
        shared = shared_source(tokens, low, start - 1, None if last and last.entry.lemma == "according to" else last)
    elif start == low:
        if form in {"base", "participle"}:
            return None
    else:
        subject = subject_before(tokens, start, low)
    nobody = subject is None and shared is None and not participle_first
    if nobody and start == index:
        asked = read_asked(tokens, cue, bounds, entry)
        if asked:
            return asked
    after_content = start == index and shared is None and before & _BEFORE_INVERTED
    chanting = nobody and form == "gerund" and _quotation_follows(tokens, cue[1], high)
    if nobody and not after_content and not chanting:
        return None
    found = Found([], None, cue, entry, rule="", negated=negated)
    quote_first = "quote" in entry.frames and _ends_quotation(tokens, subject.first if subject else start, low)
    if after_content and (nobody or quote_first or _source_follows(tokens, cue[1], high)):
        inverted = _inverted(tokens, found, start, bounds, last)
        if inverted:
            return inverted
    if nobody and not chanting:
        return None
    if form in {"base", "third"} and subject is not None and start == index and not agrees(tokens, subject, form):
        return None
    if entry.lemma == "read" and subject is not None and is_person(tokens, subject):
        return None  # a sign reads "A"; whoever reads "A" does not say it
    found.speaker = (subject.start, subject.end) if subject else shared
    edge = subject.first if subject else start
    ends = cue[1] >= high or tags[cue[1]] & (COMMA | STOP)
    doubtful = entry.like_noun and start == index and subject is not None and not names_person(tokens, subject)
    if quote_first and subject is not None and (ends or not doubtful):
        left = left_content(tokens, edge, low, last)
        if left is not None and (left[1] - left[0] == 1 or not _quotation_follows(tokens, cue[1], high)):
            result = from_left(tokens, left, cue, high, found)
            if result:
                return result
    gap = _relative_gap(tokens, found, subject, bounds)
    if gap:
        return gap
    if subject is not None:
        parenthesis = _as_clause(tokens, found, subject, bounds, last)
        if parenthesis:
            return parenthesis
    content = complement(tokens, cue[1], high, entry, _embedding(tokens, subject, low, participle=participle_first))
    if content is not None:
        if entry.like_noun and start == index and not infinitive and not is_verb_here(tokens, subject, content):
            return None
        if "obj2" in entry.frames and subject is not None and is_named(tokens, subject, content, cue[1]):
            return None
        if content.rule in _WEAK_RULES and (
            (before == PREPOSITION and form == "gerund") or (infinitive and is_intended(tokens, start, low))
        ):
            return None  # "for criticizing X", "plans to discuss X": what somebody does, or may do, is not said yet
        if participle_first:
            found.speaker = after_participle(tokens, content.end, high)
        left = left_content(tokens, edge, low, last) if subject else None
        return _with_content(tokens, found, content, left)
    if entry.lemma == "say" and subject is not None:
        content = _after_comma(tokens, subject, cue[1], bounds, form)
        if content:
            return _with_content(tokens, found, content, None)
    if "quote" in entry.frames:
        content = introduced(tokens, cue[1], high)
        if content:
            return _with_content(tokens, found, content, None)
    if doubtful:
        return None
    if subject is not None and not subject.relative and "quote" in entry.frames:
        left = left_content(tokens, edge, low, last)
        result = from_left(tokens, left, cue, high, found) if left is not None else None
        if result is None and last is not None and holds_report(tokens, last, edge):
            left = left_content(tokens, edge, low, None)
            result = from_left(tokens, left, cue, high, found) if left is not None else None
        return result
    return None


def _belongs(tokens: Tokens, left: Span, rule: str, *, goes_on: bool) -> bool:
    """Whether the clause before *, he said* is part of what he said: a condition, or a clause that the quote ends."""
    tags, lower = tokens.tags, tokens.lower
    first = left[0] + (tags[left[0]] == CONJUNCTION)
    if QUOTATION in tags[left[0] : left[1]]:
        return False
    if goes_on and tags[first] == SUBORDINATOR and has_finite(tokens, left[0], left[1]):
        return lower[first + 1] != "asked"
    if rule in {"bare-clause", "quote-after"} and lower[first] in {"if", "unless", "even", "whether"}:
        return True
    if rule == "quote-after" and tuple(lower[first : first + 3]) == ("in", "other", "words"):
        return True
    # a whole clause, or a subject whose verb is in the quotation
    return (
        rule == "quote-after"
        and tags[first] & (OPEN | DETERMINER | PRONOUN) != 0
        and not lower[first].endswith(("ing", "ed", "ly"))
        and COMMA not in tags[left[0] : left[1]]
        and (has_finite(tokens, left[0], left[1]) or left[1] - left[0] > 1)
    )


def _embedding(tokens: Tokens, subject: Subject | None, low: int, *, participle: bool) -> str:
    """What kind of clause the report is; see ``clause_end``."""
    if participle:
        return "initial"
    if subject is None:
        return ""
    if subject.relative:
        return "relative"
    before = subject.first - 1
    if before > low and tokens.tags[before] == THAT and tokens.lower[before - 1] == "now":
        return "initial"  # "Now that Ruiz has said A, B"
    if before >= low and tokens.tags[before] == SUBORDINATOR and tokens.lower[before] in _FRONTING:
        opens = (
            before == low
            or tokens.tags[before - 1] & (COMMA | CONJUNCTION | DASH)
            or tokens.lower[before - 1] == "even"
        )
        return "initial" if opens else ""
    return ""


def _with_content(tokens: Tokens, found: Found, content: Complement, left: Span | None) -> Found:
    """The attribution with the content after the verb, and the quotation before the source when one is split."""
    pieces = [(content.start, content.end)]
    rule = content.rule
    if rule in {"quote-after", "colon"} and left is not None and tokens.tags[left[1] - 1] == QUOTATION:
        pieces.insert(0, left)
        rule = "split-quote"
    elif left is not None and _belongs(
        tokens, left, rule, goes_on=rule == "quote-after" and tokens.goes_on(content.start)
    ):
        pieces.insert(0, left)
    return found.reporting(pieces, rule)


def _relative_gap(tokens: Tokens, found: Found, subject: Subject | None, bounds: Span) -> Found | None:
    """*a plan that officials said would fail*: the relative pronoun is the subject of the content."""
    tags = tokens.tags
    low, high = bounds
    after = found.cue[1]
    if subject is None or "bare" not in found.entry.frames or after >= high:
        return None
    pronoun = subject.first - 1
    if pronoun < low or not is_finite(tokens, after):
        return None
    gap = (pronoun, pronoun + 1)
    if tags[pronoun] == OPEN and tags[subject.first] & (DETERMINER | PRONOUN) and tags[after] == AUXILIARY:
        gap = (phrase_left(tokens, pronoun, low), pronoun + 1)  # no pronoun: "a leak the harbor office said was small"
    elif not (tags[pronoun] & (THAT | RELATIVE) or tokens.lower[pronoun] == "what"):
        return None
    end = clause_end(tokens, after, high, found.entry.form, "relative")
    pieces = [gap, (after, trim(tokens, after, end))]
    return found.reporting(pieces, "relative-gap")


def _as_clause(tokens: Tokens, found: Found, subject: Subject, bounds: Span, last: Found | None) -> Found | None:
    """*As Ruiz told reporters, A* and *A, as Ruiz noted*."""
    low, high = bounds
    opening = subject.first - 1
    if opening < low or tokens.lower[opening] != "as" or subject.relative:
        return None
    quoting = tokens.tags[found.cue[1] : found.cue[1] + 2] == [COMMA, QUOTATION]
    if not ("bare" in found.entry.frames or quoting) or found.entry.like_noun:
        return None
    if opening - low <= 1:
        place = _skip_to_comma(tokens, found.cue[1], high)
        if place is None:
            return None
        end = clause_end(tokens, place + 1, high, found.entry.form)
        content = [(place + 1, trim(tokens, place + 1, end))]
        return found.reporting(content, "as-clause-first") if end > place + 1 else None
    if tokens.tags[opening - 1] != COMMA or not closes(tokens, found.cue[1], high, found.entry):
        return None
    left = left_content(tokens, opening, low, last)
    if left is None:
        return None
    if has_finite(tokens, left[0], left[1]):
        return found.reporting([left], "as-clause-last")
    rest = rest_of_clause(tokens, found.cue[1], high, found.entry.form)
    return found.reporting([left, rest], "as-clause-middle") if rest else None


def _after_comma(tokens: Tokens, subject: Subject, after: int, bounds: Span, form: str) -> Complement | None:
    """*You said yesterday, the ferry is too slow*: a comma before the clause, and nothing of it before the source."""
    low, high = bounds
    tags = tokens.tags
    comma = skip_adjuncts(tokens, after, high)
    if comma + 2 >= high or tags[comma] != COMMA:
        return None
    if COMMA in tags[low : subject.first] or (
        subject.first > low and tags[subject.first - 1] & (PREPOSITION | SUBORDINATOR | THAT | RELATIVE)
    ):
        return None
    first = comma + 1
    if not tags[first] & (OPEN | DETERMINER | PRONOUN | SUBORDINATOR | THAT) or tokens.lower[first] in {"while", "as"}:
        return None
    if not opens_clause(tokens, first + (tags[first] == THAT), high, lax=False):
        return None
    return Complement(first, trim(tokens, first, clause_end(tokens, first, high, form)), "comma-clause")


def _skip_to_comma(tokens: Tokens, index: int, high: int) -> int | None:
    """The comma that closes a fronted clause, where content begins behind it; None when there is none near."""
    for place in range(index, min(high - 1, index + 14)):
        if tokens.tags[place] == COMMA:
            return place
        if tokens.tags[place] & (AUXILIARY | QUOTATION | THAT | COLON | SEMICOLON):
            return None
    return None


def _quotation_follows(tokens: Tokens, after: int, high: int) -> bool:
    """Whether a quotation stands right after the verb, which is then what the verb reports."""
    tags = tokens.tags
    return after < high and (
        tags[after] == QUOTATION or (tags[after] & (COMMA | COLON) != 0 and tags[after + 1 : after + 2] == [QUOTATION])
    )


def _source_follows(tokens: Tokens, after: int, high: int) -> bool:
    """Whether a noun phrase and nothing more of a clause follows the verb: *..., said Ana Ruiz, the mayor*."""
    if after >= high or not tokens.tags[after] & (OPEN | DETERMINER | NUMBER):
        return False
    stop = phrase_right(tokens, after, high, names=True)
    return stop > after and (stop >= high or tokens.tags[stop] & (COMMA | RELATIVE | STOP | DASH) != 0)


def _ends_quotation(tokens: Tokens, edge: int, low: int) -> bool:
    """Whether a quotation closed by punctuation stands right before token ``edge``: *"A," he said*."""
    closing = edge - 1
    if closing <= low:
        return False
    return tokens.tags[closing] & (COMMA | STOP | DASH) != 0 and tokens.tags[closing - 1] == QUOTATION


def _inverted(tokens: Tokens, found: Found, start: int, bounds: Span, last: Found | None) -> Found | None:
    """*X, said Y*: the source follows the verb."""
    low, high = bounds
    tags = tokens.tags
    after = found.cue[1]
    entry = found.entry
    if "quote" not in entry.frames or entry.form not in {"past", "third", "base"} or after >= high:
        return None
    left = left_content(tokens, start, low, last)
    while after < high - 1 and is_adverb(tokens.lower[after], tags[after]):
        after += 1
    if left is None or not tags[after] & (OPEN | DETERMINER | PRONOUN | NUMBER) or tokens.lower[after] == "it":
        return None
    if entry.lemma in _ALWAYS_ADDRESSED or (entry.like_noun and is_finite(tokens, after)):
        return None  # "Ana" told the man; the bridge is safe, reports said
    quoted = tags[left[1] - 1] == QUOTATION
    if not quoted and (entry.lemma not in _INVERTIBLE or not has_finite(tokens, left[0], left[1])):
        return None
    stop = phrase_right(tokens, after, high, names=True)
    if stop == after:
        return None
    pieces = [left]
    rule = "inverted"
    place = stop
    while place < high and tags[place] != QUOTATION:
        place += 1
    if quoted and place < high and tags[place - 1] & (COMMA | COLON | DASH):
        pieces.append((place, place + 1))
        rule = "split-inverted"
    found.speaker = (after, stop)
    return found.reporting(pieces, rule)
