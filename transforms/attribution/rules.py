"""From a cue to an attribution: the cue's place, its source, and the content it reports.

Every rule has a name, which ends up in the ``rule`` column.
"""

from typing import Final

from transforms.attribution.clauses import clause_end, has_finite, opens_clause
from transforms.attribution.complements import Complement, complement, introduced, skip_adjuncts, skip_phrases, trim
from transforms.attribution.cues import REPORTING, Cue
from transforms.attribution.found import Found, Span
from transforms.attribution.mentions import (
    NUMBERS,
    Subject,
    clause_subject,
    is_adverb,
    is_finite,
    phrase_left,
    phrase_right,
    subject_before,
    verb_group_start,
)
from transforms.attribution.passives import read_asked, read_passive
from transforms.attribution.tokens import Tokens, word_set

_PLURALS: Final = word_set("plurals")
_QUANTIFIERS: Final = word_set("quantifiers")
_COUNTS: Final = word_set("counts")
_FRONTING: Final = word_set("fronting")
_REFUSALS: Final = word_set("refusals")
_ASPECTUAL: Final = word_set("aspectual_cues")
_PERSONAL: Final = frozenset({"he", "she", "they", "we", "i", "you", "who"})
_QUOTING: Final = frozenset({"quoted", "quotes", "quoting", "cited", "citing", "cites"})
_DOCUMENTS: Final = word_set("documents")
_INVERTIBLE: Final = word_set("invertible_cues")
_PLURAL_PRONOUNS: Final = word_set("plural_pronouns")
_SINGULAR_PRONOUNS: Final = word_set("singular_pronouns")

# complements that a noun rarely has
_VERBAL_RULES: Final = frozenset({"quote-after", "colon", "infinitive", "object-to", "object-of", "wh-clause"})

_BEFORE_INVERTED: Final = frozenset({",", "Q", "-", "."})
_PARTS: Final = frozenset({",", "c", ";", ":", "-"})
_FARTHEST_REST: Final = 25  # tokens between the two parts of a quotation
_WEAK_RULES: Final = frozenset({"object", "prepositional", "naming", "object-as"})


def attribute_cue(tokens: Tokens, index: int, entry: Cue, bounds: Span, *, last: Found | None) -> Found | None:
    """The attribution that the cue at ``index`` makes within the unit's ``bounds``; None when it makes none.

    ``last`` is the attribution found before it in the unit, whose source a coordinated or participial cue shares.
    """
    tags = tokens.tags
    low, high = bounds
    form = entry.form
    cue = (index, index + 1 + len(entry.rest))
    if index > low and _is_noun(tokens, index, entry):
        return None
    start, negated, passive = verb_group_start(tokens, index, low)
    if passive and form in {"past", "participle"}:
        return read_passive(tokens, cue, bounds, entry, start=start, negated=negated)
    before = tags[start - 1] if start > low else ""
    subject: Subject | None = None
    shared: Span | None = None
    infinitive = index > low and tags[index - 1] == "T"
    participle_first = form == "gerund" and (start == low or (start == low + 1 and before in {"p", "s", "a"}))
    if form == "gerund" and start == index and before != "n":
        if not participle_first:
            subject = _quoted_as(tokens, index, low) or _beside(tokens, index, low)
            shared = None if subject else _shared(tokens, low, index, last)
    elif infinitive:
        negated = negated or tokens.lower[start - 1] in _REFUSALS
        shared = _shared(tokens, low, start, last)
    elif before == "c":
        shared = _shared(tokens, low, start - 1, last)
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
    after_content = start == index and shared is None and before in _BEFORE_INVERTED
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
    if form in {"base", "third"} and subject is not None and start == index and not _agrees(tokens, subject, form):
        return None
    if entry.lemma == "read" and subject is not None and _is_person(tokens, subject):
        return None  # a sign reads "A"; whoever reads "A" does not say it
    found.speaker = (subject.start, subject.end) if subject else shared
    edge = subject.first if subject else start
    ends = cue[1] >= high or tags[cue[1]] in {",", "."}
    doubtful = entry.like_noun and start == index and subject is not None and not _names_person(tokens, subject)
    if quote_first and subject is not None and (ends or not doubtful):
        left = left_content(tokens, edge, low, last)
        if left is not None and (left[1] - left[0] == 1 or not _quotation_follows(tokens, cue[1], high)):
            result = _from_left(tokens, left, cue, high, found)
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
        if entry.like_noun and start == index and not infinitive and not _is_verb_here(tokens, subject, content):
            return None
        if "obj2" in entry.frames and subject is not None and start == index and _is_named(tokens, subject, content):
            return None
        if content.rule in _WEAK_RULES and before == "p" and form == "gerund":
            return None  # "for criticizing X": what somebody does, not what is said
        if participle_first:
            found.speaker = _after_participle(tokens, content.end, high)
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
        result = _from_left(tokens, left, cue, high, found) if left is not None else None
        if result is None and last is not None and _holds_report(tokens, last, edge):
            left = left_content(tokens, edge, low, None)
            result = _from_left(tokens, left, cue, high, found) if left is not None else None
        return result
    return None


def _belongs(tokens: Tokens, left: Span, rule: str, *, goes_on: bool) -> bool:
    """Whether the clause before *, he said* is part of what he said: a condition, or a clause that the quote ends."""
    tags, lower = tokens.tags, tokens.lower
    first = left[0] + (tags[left[0]] == "c")
    if "Q" in tags[left[0] : left[1]]:
        return False
    if goes_on and tags[first] == "s" and has_finite(tokens, left[0], left[1]):
        return lower[first + 1] != "asked"
    if rule in {"bare-clause", "quote-after"} and lower[first] in {"if", "unless", "even", "whether"}:
        return True
    if rule == "quote-after" and tuple(lower[first : first + 3]) == ("in", "other", "words"):
        return True
    # a whole clause, or a subject whose verb is in the quotation
    return (
        rule == "quote-after"
        and tags[first] in {"n", "d", ""}
        and not lower[first].endswith(("ing", "ed", "ly"))
        and "," not in tags[left[0] : left[1]]
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
    if before > low and tokens.tags[before] == "t" and tokens.lower[before - 1] == "now":
        return "initial"  # "Now that Ruiz has said A, B"
    if before >= low and tokens.tags[before] == "s" and tokens.lower[before] in _FRONTING:
        opens = before == low or tokens.tags[before - 1] in {",", "c", "-"} or tokens.lower[before - 1] == "even"
        return "initial" if opens else ""
    return ""


def _with_content(tokens: Tokens, found: Found, content: Complement, left: Span | None) -> Found:
    """The attribution with the content after the verb, and the quotation before the source when one is split."""
    pieces = [(content.start, content.end)]
    rule = content.rule
    if rule in {"quote-after", "colon"} and left is not None and tokens.tags[left[1] - 1] == "Q":
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
    if tags[pronoun] == "" and tags[subject.first] in {"d", "n"} and tags[after] == "x":
        gap = (phrase_left(tokens, pronoun, low), pronoun + 1)  # no pronoun: "a leak the harbor office said was small"
    elif not (tags[pronoun] in {"w", "t"} or tokens.lower[pronoun] == "what"):
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
    quoting = tokens.tags[found.cue[1] : found.cue[1] + 2] == [",", "Q"]
    if not ("bare" in found.entry.frames or quoting) or found.entry.like_noun:
        return None
    if opening - low <= 1:
        place = _skip_to_comma(tokens, found.cue[1], high)
        if place is None:
            return None
        end = clause_end(tokens, place + 1, high, found.entry.form)
        content = [(place + 1, trim(tokens, place + 1, end))]
        return found.reporting(content, "as-clause-first") if end > place + 1 else None
    if tokens.tags[opening - 1] != "," or not _closes(tokens, found.cue[1], high, found.entry):
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
    if comma + 2 >= high or tags[comma] != ",":
        return None
    if "," in tags[low : subject.first] or (subject.first > low and tags[subject.first - 1] in {"p", "s", "w", "t"}):
        return None
    first = comma + 1
    if tags[first] not in {"n", "d", "t", "s", ""} or tokens.lower[first] in {"while", "as"}:
        return None
    if not opens_clause(tokens, first + (tags[first] == "t"), high, lax=False):
        return None
    return Complement(first, trim(tokens, first, clause_end(tokens, first, high, form)), "comma-clause")


def _skip_to_comma(tokens: Tokens, index: int, high: int) -> int | None:
    """The comma that closes a fronted clause, where content begins behind it; None when there is none near."""
    for place in range(index, min(high - 1, index + 14)):
        if tokens.tags[place] == ",":
            return place
        if tokens.tags[place] in {"x", "t", "Q", ";", ":"}:
            return None
    return None


def _quotation_follows(tokens: Tokens, after: int, high: int) -> bool:
    """Whether a quotation stands right after the verb, which is then what the verb reports."""
    tags = tokens.tags
    return after < high and (tags[after] == "Q" or (tags[after] in {",", ":"} and tags[after + 1 : after + 2] == ["Q"]))


def _source_follows(tokens: Tokens, after: int, high: int) -> bool:
    """Whether a noun phrase and nothing more of a clause follows the verb: *..., said Ana Ruiz, the mayor*."""
    if after >= high or tokens.tags[after] not in {"", "d", "g"}:
        return False
    stop = phrase_right(tokens, after, high, names=True)
    return stop > after and (stop >= high or tokens.tags[stop] in {",", ".", "w", "-"})


def _ends_quotation(tokens: Tokens, edge: int, low: int) -> bool:
    """Whether a quotation closed by punctuation stands right before token ``edge``: *"A," he said*."""
    closing = edge - 1
    if closing <= low:
        return False
    return tokens.tags[closing] in {",", ".", "-"} and tokens.tags[closing - 1] == "Q"


def _quoted_as(tokens: Tokens, index: int, low: int) -> Subject | None:
    """*The agency quoted Ruiz as saying*: it is Ruiz who says."""
    lower = tokens.lower
    if index - 3 < low or lower[index - 1] != "as":
        return None
    for verb in range(index - 3, max(low - 1, index - 16), -1):
        if lower[verb] in _QUOTING:
            return Subject(verb + 1, index - 1, verb + 1)
    return None


def _beside(tokens: Tokens, index: int, low: int) -> Subject | None:
    """The source right before a participle: *with voters saying*, *a statement saying*."""
    if tokens.tags[index - 1] not in {"", "g"}:
        return None
    found = subject_before(tokens, index, low)
    if found is None:
        return None
    absolute = found.first > low and tokens.lower[found.first - 1] == "with"
    return found if absolute or tokens.lower[index - 1] in _DOCUMENTS else None


def _shared(tokens: Tokens, low: int, index: int, last: Found | None) -> Span | None:
    """The source of a verb without a subject of its own: that of the verb before, or what leads the sentence."""
    if last and last.speaker:
        return last.speaker
    subject = clause_subject(tokens, index, low)
    return (subject.start, subject.end) if subject else _leading(tokens, low, index)


def _is_noun(tokens: Tokens, index: int, entry: Cue) -> bool:
    """Whether a word that could be a reporting verb is a noun or an adjective here."""
    tag, word = tokens.tags[index - 1], tokens.lower[index - 1]
    if tag == "d":
        if entry.like_noun or entry.form in {"gerund", "participle"}:
            return True
        return word not in NUMBERS and word not in _COUNTS and (word not in _QUANTIFIERS or entry.form == "third")
    if tag == "p":
        return entry.form != "gerund"
    if tag == "T":
        return entry.form != "base" or tokens.lower[index - 2] == "according"
    return tag == "" and word.endswith(("'s", "s'"))


def _is_plural(word: str) -> bool:
    return (word[-1] == "s" and not word.endswith(("ss", "us", "'s"))) or word in _PLURALS or word.isdigit()


def _agrees(tokens: Tokens, subject: Subject, form: str) -> bool:
    """Number agreement, which tells *officials report* from *the officials report card*."""
    last = subject.end - 1
    tag, word = tokens.tags[last], tokens.lower[last]
    if tag in {"n", "w"} or (tag == "d" and word not in NUMBERS):
        return word in (_PLURAL_PRONOUNS if form == "base" else _SINGULAR_PRONOUNS)
    if form == "base":
        # "activists fighting the plan": the plural may stand before what hangs on it
        return any(map(_is_plural, tokens.lower[subject.start : subject.end]))
    plural = _is_plural(word)
    return not plural or tokens.capital(last)


def _is_verb_here(tokens: Tokens, subject: Subject | None, content: Complement) -> bool:
    """Whether a form that is a noun, too, is a verb after this subject and before this complement."""
    if content.rule == "that-clause" and is_finite(tokens, content.start + 1):
        return False  # "states that have long voted"
    if subject is None:
        return content.rule in _VERBAL_RULES or content.rule == "that-clause"
    last = subject.end - 1
    if subject.relative or tokens.tags[last] in {"n", "d"}:
        return True
    if content.rule in _VERBAL_RULES:
        return True
    if any(word.endswith("'s") for word in tokens.lower[subject.start : subject.end]):
        return False
    if content.rule == "that-clause":
        return tokens.lower[last].endswith("s") or tokens.capital(last)
    return tokens.capital(last)


def _is_named(tokens: Tokens, subject: Subject, content: Complement) -> bool:
    """*a formula called "fair share"*: the thing has the name, nobody calls it so here."""
    tags = tokens.tags
    if tokens.lower[subject.start] not in {"a", "an", "one"}:
        return False
    return tags[content.start] == "Q" or (tags[content.start] == "d" and tags[content.start + 1] == "Q")


def _is_person(tokens: Tokens, subject: Subject) -> bool:
    last = subject.end - 1
    return tokens.lower[last] in _PERSONAL or (tokens.tags[last] == "" and tokens.capital(last))


def _names_person(tokens: Tokens, subject: Subject) -> bool:
    """Whether the subject is a pronoun or ends with a capital, so that a verb may well follow."""
    last = subject.end - 1
    return subject.relative or tokens.tags[last] in {"n", "d"} or tokens.capital(last)


def _leading(tokens: Tokens, low: int, before: int) -> Span | None:
    """The noun phrase that leads the unit, as the source of a participle further on."""
    tags = tokens.tags
    position = low
    if tags[position] in {"p", "s", "y"} or (tags[position] == "" and tokens.lower[position].endswith(("ing", "ed"))):
        # an introductory phrase ends with a comma
        while position < before and tags[position] != ",":
            position += 1
        position += 1
    while position < before and tags[position] in {"c", "a", ","}:
        position += 1
    end = phrase_right(tokens, position, before)
    return (position, end) if end > position else None


def _after_participle(tokens: Tokens, end: int, high: int) -> Span | None:
    """*Insisting that ..., Kerry went on*: the source after the content's comma."""
    if end < high and tokens.tags[end] == ",":
        stop = phrase_right(tokens, end + 1, high)
        if stop > end + 1:
            return (end + 1, stop)
    return None


def left_content(tokens: Tokens, edge: int, low: int, last: Found | None) -> Span | None:
    """Content that ends before token ``edge``, at a comma or a quotation."""
    tags = tokens.tags
    closing = edge - 1
    if closing < low:
        return None
    tag = tags[closing]
    if tag in {",", "-", "."}:
        closing -= 1
        if closing < low or (tag == "." and tags[closing] != "Q" and tokens.lower[closing + 1] not in {"?", "!"}):
            return None
    elif tag != "Q" or (closing > low and tags[closing - 1] not in {",", ".", ":", "-", "Q"}):
        return None  # a title or a name in quotation marks: the "loopholes" he cited
    floor = low
    if last is not None and last.entry.form != "noun":
        for begin, end in [*last.content, last.cue]:
            if floor < end <= edge and begin >= low:
                floor = end
    begin = closing
    while begin > floor and tags[begin - 1] != ";" and (tags[begin - 1] != ":" or tags[begin] != "Q"):
        begin -= 1
    while begin <= closing and tags[begin] in {",", ".", ":", "-"}:
        begin += 1
    return (begin, closing + 1) if begin <= closing else None


def _holds_report(tokens: Tokens, last: Found, edge: int) -> bool:
    """*The rules called for a second pilot, officials said*: the report before is part of what they said."""
    tags = tokens.tags
    end = last.content[-1][1]
    return "Q" not in tags[last.content[0][0] : edge] and _PARTS.isdisjoint(tags[end : edge - 1])


def _from_left(tokens: Tokens, left: Span, cue: Span, high: int, found: Found) -> Found | None:
    """Content before *X said*: a quotation, a clause, or a clause that the attribution interrupts."""
    tags = tokens.tags
    if tags[left[1] - 1] == "Q":
        if left[1] - left[0] > 1 and _is_adjunct(tokens, left):
            return None
        if found.entry.lemma in _ASPECTUAL and not _closes(tokens, cue[1], high, found.entry):
            return None
        place = phrase_right(tokens, cue[1], high) if "addr" in found.entry.frames else cue[1]
        place = skip_phrases(tokens, skip_adjuncts(tokens, place, high), high)
        if place + 1 < high and tags[place] in {",", ":", "-"} and tags[place + 1] == "Q":
            return found.reporting([left, (place + 1, place + 2)], "split-quote")
        if rest := _quotation_that_goes_on(tokens, place, high):
            return found.reporting([left, rest], "split-quote")
        return found.reporting([left], "quote-before")
    if "bare" not in found.entry.frames or not _closes(tokens, cue[1], high, found.entry):
        return None
    full = has_finite(tokens, left[0], left[1]) and not _is_fragment(tokens, left)
    rest = rest_of_clause(tokens, cue[1], high, found.entry.form, close=full)
    if rest:
        return found.reporting([left, rest], "interrupted-clause")
    return found.reporting([left], "clause-before") if full else None


def _quotation_that_goes_on(tokens: Tokens, after: int, high: int) -> Span | None:
    """*"A," he told the crowd after the vote, "and B"*: the next quotation, which begins with a small letter."""
    tags = tokens.tags
    for index in range(after, min(high, after + _FARTHEST_REST)):
        if tags[index] == "Q":
            joined = (
                tags[index - 1] in {",", "-"} and tokens.goes_on(index) and tokens.lower[index - 2] not in REPORTING
            )
            return (index, index + 1) if joined else None
        if tags[index] in {";", ":", "t"}:
            return None
    return None


def _is_adjunct(tokens: Tokens, left: Span) -> bool:
    """*On "The Hour," Ruiz said*: a phrase that holds a title, not a clause that holds what was said."""
    tags, lower = tokens.tags, tokens.lower
    if tags[left[0]] != "p" and not lower[left[0]].endswith("ing"):
        return False
    return not has_finite(tokens, left[0], left[1] - 1)


def _closes(tokens: Tokens, after: int, high: int, entry: Cue) -> bool:
    """Whether nothing that a verb could govern follows it: the end, punctuation, a day, a phrase, an addressee."""
    if "addr" in entry.frames:
        after = phrase_right(tokens, after, high)
    return after >= high or tokens.tags[after] in {",", ".", "y", "p", "a", "T", "-", ")", ";"}


def _is_fragment(tokens: Tokens, left: Span) -> bool:
    """*If it rains, he said, the bridge closes*: a fronted clause whose main clause is still to come."""
    return tokens.lower[left[0]] in _FRONTING and "," not in tokens.tags[left[0] : left[1]]


def rest_of_clause(tokens: Tokens, after: int, high: int, form: str, *, close: bool = False) -> Span | None:
    """*The plan, he said, is dead*: the clause goes on at the comma after the attribution.

    ``close`` when the clause before is whole already: only what follows the verb's own comma is more of it.
    """
    tags = tokens.tags
    place = after
    while place < high and place - after < 12 and tags[place] != ",":
        place += 1
    if place + 1 >= high or tags[place] != ",":
        return None
    if close:
        word, tag = tokens.lower[place + 1], tags[place + 1]
        if (
            place > after
            or tag in {"w", "a", "Q"}
            or word in {"as", "while", "after", "when", "before"}
            or word.endswith("ing")
        ):
            return None
    if clause_end(tokens, place, high, form) == place:
        return None
    end = clause_end(tokens, place + 1, high, form)
    return (place + 1, trim(tokens, place + 1, end)) if end > place + 1 else None


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
    if left is None or tags[after] not in {"", "d", "n", "g"} or tokens.lower[after] == "it":
        return None
    quoted = tags[left[1] - 1] == "Q"
    if not quoted and (entry.lemma not in _INVERTIBLE or not has_finite(tokens, left[0], left[1])):
        return None
    stop = phrase_right(tokens, after, high, names=True)
    if stop == after:
        return None
    pieces = [left]
    rule = "inverted"
    place = stop
    while place < high and tags[place] != "Q":
        place += 1
    if quoted and place < high and tags[place - 1] in {",", ":", "-"}:
        pieces.append((place, place + 1))
        rule = "split-inverted"
    found.speaker = (after, stop)
    return found.reporting(pieces, rule)
