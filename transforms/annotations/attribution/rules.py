"""From a cue to an attribution: the cue's place, its source, and the content it reports.

Every rule has a name, which ends up in the ``rule`` column.
"""

from typing import Final

from transforms.annotations.attribution.clauses import before_main_verb, clause_end, has_finite, opens_clause
from transforms.annotations.attribution.complements import Complement, complement, introduced, skip_adjuncts
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.left import (
    closes,
    from_left,
    holds_report,
    left_content,
    names_title,
    rest_of_clause,
)
from transforms.annotations.attribution.mentions import (
    FORMS_OF_BE,
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
from transforms.annotations.attribution.sharing import after_participle, beside, controlled, quoted_as, shared_source
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    NEGATION,
    NO_TAG,
    NOMINAL,
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
    is_unsaid,
    is_verb_here,
    names_person,
)

_FRONTING: Final = word_set("fronting")
_BEFORE_FRONTING: Final = frozenset(
    {"even", "days", "weeks", "months", "years"}
)  # "two years after Ruiz vowed to A, B"
_SOURCES: Final = word_set("headline_sources")
_REFUSALS: Final = word_set("refusals")
_INVERTIBLE: Final = word_set("invertible_cues")
_ALWAYS_ADDRESSED: Final = word_set("always_addressed")
_AVOIDING: Final = frozenset({"avoid", "avoids", "avoided", "avoiding", "without", "up"})  # "end up endorsing"
_DEGREES: Final = frozenset({"more", "most", "less", "very", "so", "too", "quite", "rather", "far", "as"})
_BEFORE_INVERTED: Final = COMMA | QUOTATION | STOP | DASH
_NEAREST_TO: Final = 2  # tokens before *to*: who does it, and a verb
_LONGEST_LEAD: Final = 3  # tokens before *, said Ruiz,* that are no subject: *But*, *In fact*
_LONGEST_INTRODUCED: Final = 25  # tokens from the end of a name to the quotation that it introduces
_LONGEST_APPOSITION: Final = 8  # tokens, the comma behind it included
_CLOSED_OFF: Final[list[list[int]]] = [[SUBORDINATOR], [PREPOSITION]]
_WEAK_RULES: Final = frozenset({"object", "prepositional", "naming", "object-as"})


class _Verb:
    """A verb that may report: its group of words, what stands before it, and who is its source.

    ``leads``: a participle leads the sentence (*Insisting that A, Ruiz left*). ``edge`` is where the report begins,
    source included; ``nobody`` whether there is no source before the verb.
    """

    __slots__ = (
        "before",
        "bounds",
        "cue",
        "edge",
        "entry",
        "infinitive",
        "is_alone",
        "last",
        "leads",
        "negated",
        "nobody",
        "passive",
        "shared",
        "start",
        "subject",
        "to",
        "tokens",
    )

    def __init__(self, tokens: Tokens, index: int, entry: Cue, bounds: Span, last: Found | None) -> None:
        """The verb at ``index``, whose source is still to be found."""
        low = bounds[0]
        tags = tokens.tags
        self.tokens = tokens
        self.entry = entry
        self.bounds = bounds
        self.last = last
        self.cue = (index, index + 1 + len(entry.rest))
        self.start, self.negated, self.passive = verb_group_start(tokens, index, low)
        self.is_alone = self.start == index or (entry.form == "gerund" and _is_bare_gerund(tokens, self.start, index))
        self.before = tags[self.start - 1] if self.start > low else NO_TAG
        self.to = index - 1 if self.start >= index - 1 else _infinitive_to(tokens, index, self.start)
        self.infinitive = index > low and tags[self.to] == TO
        opens = self.start == low or (
            self.start == low + 1 and self.before & (PREPOSITION | SUBORDINATOR | ADVERB) != 0
        )
        self.leads = opens and entry.form == "gerund"
        self.subject: Subject | None = None
        self.shared: Span | None = None
        self.edge = self.start
        self.nobody = True

    def find_source(self) -> bool:
        """Look for the source before the verb, or one that it shares; False where no report can stand."""
        tokens, last, start = self.tokens, self.last, self.start
        low = self.bounds[0]
        if self.entry.form == "gerund" and self.is_alone and self.before != PRONOUN:
            if not self.leads:
                self.subject = quoted_as(tokens, start, low) or beside(tokens, start, low, self.cue[0])
                self.shared = None if self.subject else shared_source(tokens, low, start, last)
        elif self.infinitive:
            self.negated = self.negated or tokens.lower[start - 1] in _REFUSALS
            self.subject = controlled(tokens, self.to, low)
            self.shared = None if self.subject else shared_source(tokens, low, start, last)
        elif self.before == CONJUNCTION or (self.before == COMMA and self._follows_then()):
            # "Ruiz denied it, according to the minutes, but said A": the minutes say nothing more
            said = None if last and last.entry.lemma == "according to" else last
            self.shared = shared_source(tokens, low, start - 1, said)
        elif self.entry.form == "past" and tokens.lower[start] == "having":
            if start > low and self.before & (COMMA | DASH | SUBORDINATOR):  # "Ruiz, having said A, left"
                self.shared = shared_source(tokens, low, start, last)
            else:
                self.subject = subject_before(tokens, start, low)
        elif start == low:
            if self.entry.form in {"base", "participle"}:
                return False
        else:
            self.subject = subject_before(tokens, start, low)
        if self.subject:
            self.edge = self.subject.first
        self.nobody = self.subject is None and self.shared is None and not self.leads
        return True

    def _follows_then(self) -> bool:
        """*Ruiz shook her hand, then said*: a comma joins as *and* does."""
        joins = self.tokens.lower[self.start] == "then" and self.start < self.cue[0]
        return joins and self.entry.form != "base"

    def is_asked(self) -> bool:
        """*Ruiz, asked about the toll, said*: whether the participle says what was done to whom stands before it."""
        subject = self.subject
        is_participle = self.entry.lemma == "ask" and self.entry.form == "past" and self.is_alone
        return is_participle and self.before == COMMA and subject is not None and subject.end == self.start - 1

    def is_doubtful(self) -> bool:
        """Whether the form is a noun, too, and what stands before it no name."""
        subject = self.subject
        return self.entry.like_noun and self.is_alone and subject is not None and not names_person(self.tokens, subject)


def attribute_cue(tokens: Tokens, index: int, entry: Cue, bounds: Span, *, last: Found | None) -> Found | None:
    """The attribution that the cue at ``index`` makes within the unit's ``bounds``; None when it makes none.

    ``last`` is the attribution found before it in the unit, whose source a coordinated or participial cue shares.
    """
    low, high = bounds
    if index > low and is_noun(tokens, index, entry):
        return None
    verb = _Verb(tokens, index, entry, bounds, last)
    cue = verb.cue
    if verb.passive and entry.form in {"past", "participle"}:
        return read_passive(tokens, cue, bounds, entry, start=verb.start, negated=verb.negated)
    if index == low and entry.lemma in _INVERTIBLE and (opened := _opening_inverted(tokens, cue, high, entry)):
        return opened
    if not verb.find_source():
        return None
    if verb.nobody and verb.is_alone:
        asked = read_asked(tokens, cue, bounds, entry)
        if asked:
            return asked
    if verb.is_asked():
        return read_asked(tokens, cue, bounds, entry)
    after_content = verb.is_alone and verb.shared is None and verb.before & _BEFORE_INVERTED != 0
    chanting = verb.nobody and entry.form == "gerund" and _quotation_follows(tokens, cue[1], high)
    if verb.nobody and not after_content and not chanting:
        return None
    found = Found([], None, cue, entry, rule="", negated=verb.negated)
    quote_first = "quote" in entry.frames and _ends_quotation(tokens, verb.edge, low)
    if after_content and (verb.nobody or quote_first or _source_follows(tokens, cue[1], high)):
        inverted = _inverted(tokens, found, verb.start, bounds, last)
        if inverted:
            return inverted
    if (verb.nobody and not chanting) or not _fits_source(verb):
        return None
    subject = verb.subject
    found.speaker = (subject.start, subject.end) if subject else verb.shared
    if subject is not None:
        if tokens.tags[cue[1] + 1 : cue[1] + 2] == [THAT] and (cleft := _cleft(verb)) is not None:
            if tokens.lower[subject.start] == "all" and tokens.tags[subject.start + 1] == DETERMINER:
                found.speaker = (subject.start + 1, subject.end)  # "All the captain would say is that"
            return found.reporting([cleft], "that-clause")
        before = _quotation_before(verb, found) if quote_first else None
        before = before or _relative_gap(tokens, found, subject, bounds) or _as_clause(verb, found, subject)
        if before:
            return before
    content = complement(
        tokens, cue[1], high, entry, _embedding(tokens, subject, low, verb.start, participle=verb.leads)
    )
    return _with_complement(verb, found, content) if content else _without_complement(verb, found)


def _infinitive_to(tokens: Tokens, index: int, start: int) -> int:
    """Where the *to* before a verb stands, adverbs between: *was able to openly say*; the token before without one.

    With adverbs only where whoever is able says it, too: behind a verb, or an adjective with *be*.
    """
    tags, lower = tokens.tags, tokens.lower
    to = index - 1
    while to > start and is_adverb(lower[to], tags[to]):
        to -= 1
    if to == index - 1 or tags[to] != TO or to <= _NEAREST_TO:
        return index - 1
    before = to - 1 - (tags[to - 1] == NEGATION)
    plain = is_finite(tokens, before) or lower[before] == "on" or lower[before - 1] in FORMS_OF_BE
    return to if plain else index - 1


def _is_bare_gerund(tokens: Tokens, start: int, index: int) -> bool:
    """Whether nothing but adverbs stands with a participle: *after initially saying*, no *was saying*."""
    lower, tags = tokens.lower, tokens.tags
    if start > 0 and tags[start - 1] == DETERMINER:
        return False
    return all(is_adverb(lower[place], tags[place]) and lower[place] not in _DEGREES for place in range(start, index))


def _fits_source(verb: _Verb) -> bool:
    """Whether the verb agrees with its subject, and can be one of speech with it."""
    subject, entry = verb.subject, verb.entry
    if subject is None:
        return True
    if entry.form in {"base", "third"} and verb.is_alone and not agrees(verb.tokens, subject, entry.form):
        return False
    # a sign reads "A"; whoever reads "A" does not say it
    return entry.lemma != "read" or not is_person(verb.tokens, subject)


def _quotation_before(verb: _Verb, found: Found) -> Found | None:
    """*"A," Ruiz said*: the quotation that the source follows."""
    tokens, after, high = verb.tokens, verb.cue[1], verb.bounds[1]
    if after < high and not tokens.tags[after] & (COMMA | STOP) and verb.is_doubtful():
        return None
    left = left_content(tokens, verb.edge, verb.bounds[0], verb.last)
    if left is None or (left[1] - left[0] > 1 and _quotation_follows(tokens, after, high)):
        return None
    return from_left(tokens, left, verb.cue, high, found)


def _with_complement(verb: _Verb, found: Found, content: Complement) -> Found | None:
    """*Ruiz said that A*: what follows the verb, unless the verb is a noun here, a name's, or not said yet."""
    tokens, entry, subject = verb.tokens, verb.entry, verb.subject
    low, high = verb.bounds
    if entry.like_noun and verb.is_alone and not verb.infinitive and not is_verb_here(tokens, subject, content):
        return None
    if "obj2" in entry.frames and subject is not None and is_named(tokens, subject, content, verb.cue[1]):
        return None
    if entry.form == "past" and verb.is_alone and subject is not None and _is_attribute(tokens, subject, content):
        return None
    if verb.infinitive and (
        is_unsaid(tokens, verb.to, low)
        or (content.rule == "bare-clause" and entry.lemma != "say" and _is_loose(tokens, content.start))
    ):
        return None
    if content.rule in _WEAK_RULES and (
        (verb.before == PREPOSITION and entry.form == "gerund")
        or (verb.infinitive and is_intended(tokens, verb.start, low))
        or (entry.form == "gerund" and verb.start > low and tokens.lower[verb.start - 1] in _AVOIDING)
    ):
        return None  # "for criticizing X", "plans to discuss X": what somebody does, or may do, is not said yet
    if verb.leads:
        found.speaker = after_participle(tokens, content.end, high)
    if subject is not None and content.rule in {"bare-clause", "that-clause"} and _restricts(tokens, subject, low):
        owed = 1 if content.rule == "bare-clause" else 0
        content.end = trim(tokens, content.start, before_main_verb(tokens, content.start, content.end, owed))
    left = left_content(tokens, verb.edge, low, verb.last) if subject else None
    if left and verb.last and left[0] == verb.last.cue[1] and tokens.tags[left[1] - 1] != QUOTATION:
        left = None  # "After Moen asked Okell who would win, Ruiz replied": what the other one asked
    return _with_content(tokens, found, content, left)


def _restricts(tokens: Tokens, subject: Subject, low: int) -> bool:
    """Whether the report restricts the subject of a clause whose verb is still to come: *Those who say A are B*."""
    behind = subject.end if subject.relative else subject.end - 1
    return subject.relative and tokens.tags[behind] != COMMA and not has_finite(tokens, low, subject.first)


def _is_loose(tokens: Tokens, index: int) -> bool:
    """Whether a noun without an article is an object and no clause's subject: *a pledge to add ferries is met*."""
    return tokens.tags[index] & (OPEN | NUMBER) != 0 and not tokens.capital(index)


def _is_attribute(tokens: Tokens, subject: Subject, content: Complement) -> bool:
    """Whether a past form stands between a number and its noun: *300 pledged votes*, *all reported gifts*."""
    last, first = subject.end - 1, content.start
    counts = tokens.tags[last] == NUMBER or tokens.lower[last] in {"all", "some", "many", "most", "few"}
    plural = tokens.tags[first] == OPEN and tokens.lower[first].endswith("s") and not tokens.capital(first)
    return counts and plural


def _without_complement(verb: _Verb, found: Found) -> Found | None:
    """What a verb reports that nothing right behind it opens: behind a comma or a colon, or before its source."""
    tokens, entry, subject, last = verb.tokens, verb.entry, verb.subject, verb.last
    low, high = verb.bounds
    after = verb.cue[1]
    content: Complement | None = None
    if entry.lemma == "say" and subject is not None:
        content = _after_comma(tokens, subject, after, verb.bounds, entry.form)
    if content is None and "quote" in entry.frames:
        content = introduced(tokens, after, high)
    if content:
        return _with_content(tokens, found, content, None)
    if subject is None or subject.relative or "quote" not in entry.frames or verb.is_doubtful():
        return None
    left = left_content(tokens, verb.edge, low, last)
    result = from_left(tokens, left, verb.cue, high, found) if left is not None else None
    if result is None and last is not None and holds_report(tokens, last, verb.edge):
        left = left_content(tokens, verb.edge, low, None)
        result = from_left(tokens, left, verb.cue, high, found) if left is not None else None
    return result


def _belongs(tokens: Tokens, left: Span, rule: str, *, goes_on: bool) -> bool:
    """Whether the clause before *, he said* is part of what he said: a condition, or a clause that the quote ends."""
    tags, lower = tokens.tags, tokens.lower
    first = left[0] + (tags[left[0]] == CONJUNCTION)
    if QUOTATION in tags[left[0] : left[1]]:
        return False
    if goes_on and tags[first] == SUBORDINATOR and has_finite(tokens, left[0], left[1]):
        return lower[first + 1] != "asked"
    condition = first + (lower[first] == "even")
    if rule in {"bare-clause", "quote-after"} and lower[condition] in {"if", "unless", "whether"}:
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


def _embedding(tokens: Tokens, subject: Subject | None, low: int, start: int, *, participle: bool) -> str:
    """What kind of clause the report is; see ``clause_end``."""
    if participle:
        return "initial"
    if subject is None:
        if tokens.tags[start - 1 : start] in _CLOSED_OFF and tokens.tags[start - 2 : start - 1] == [COMMA]:
            return "relative"  # "Ruiz, after saying A, left"
        fronted = tokens.tags[low] == SUBORDINATOR and tokens.lower[low] in _FRONTING
        return "initial" if fronted and COMMA not in tokens.tags[low:start] else ""  # "When Ruiz came and said A, B"
    before = subject.first - 1
    whose = before >= low and tokens.lower[before] == "whose"
    if subject.relative or whose:
        led = tokens.tags[low] == PREPOSITION and COMMA not in tokens.tags[low:start]
        return "initial" if led else "relative"  # "Among those who said A, B"
    if before > low and tokens.tags[before] == THAT and tokens.lower[before - 1] == "now":
        return "initial"  # "Now that Ruiz has said A, B"
    if before >= low and tokens.tags[before] == SUBORDINATOR and tokens.lower[before] in _FRONTING:
        opens = (
            before == low
            or tokens.tags[before - 1] & (COMMA | CONJUNCTION | DASH)
            or tokens.lower[before - 1] in _BEFORE_FRONTING
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


def _cleft(verb: _Verb) -> Span | None:
    """*What Ruiz said was that A*, *All she would say is that A*: the clause behind *was* is what was said."""
    tokens, after, high = verb.tokens, verb.cue[1], verb.bounds[1]
    if after + 2 >= high or tokens.tags[after + 1] != THAT or tokens.lower[after] not in {"is", "was"}:
        return None
    if "that" not in verb.entry.frames or is_finite(tokens, after + 2):
        return None
    end = clause_end(tokens, after + 2, high, verb.entry.form, is_clause=True)
    return (after + 1, trim(tokens, after + 1, end))


def _relative_gap(tokens: Tokens, found: Found, subject: Subject, bounds: Span) -> Found | None:
    """*a plan that officials said would fail*: the relative pronoun is the subject of the content."""
    tags = tokens.tags
    low, high = bounds
    after = found.cue[1]
    if "bare" not in found.entry.frames or after >= high:
        return None
    if (parted := _source_of_gap(tokens, found, subject)) is not None:
        end = before_main_verb(tokens, after, clause_end(tokens, after, high, found.entry.form, "relative"), 1)
        return found.reporting([parted, (after, trim(tokens, after, end))], "relative-gap")
    pronoun = subject.first - 1
    if pronoun < low or not is_finite(tokens, after):
        return None
    gap = (pronoun, pronoun + 1)
    if tags[pronoun] == OPEN and tags[subject.first] & (DETERMINER | PRONOUN) and tags[after] == AUXILIARY:
        gap = (phrase_left(tokens, pronoun, low), pronoun + 1)  # no pronoun: "a leak the harbor office said was small"
    elif not (tags[pronoun] & (THAT | RELATIVE) or tokens.lower[pronoun] == "what"):
        return None
    end = clause_end(tokens, after, high, found.entry.form, "relative")
    if tags[pronoun - 1] & NOMINAL and not has_finite(tokens, low, pronoun):
        end = before_main_verb(tokens, after, end, 1)
    pieces = [gap, (after, trim(tokens, after, end))]
    return found.reporting(pieces, "relative-gap")


def _source_of_gap(tokens: Tokens, found: Found, subject: Subject) -> Span | None:
    """*the man police say set the fire*: the plural at the end of the phrase says so of what stands before it."""
    last = subject.end - 1
    if found.entry.lemma != "say" or tokens.lower[last] not in _SOURCES or not is_finite(tokens, found.cue[1]):
        return None
    split = last - subject.start > 1 and tokens.tags[subject.start] == DETERMINER and tokens.tags[last] == OPEN
    if not split or not (tokens.lower[last].endswith("s") or tokens.lower[last] == "police"):
        return None
    if tokens.capital(last) or tokens.lower[last - 1].endswith("s") or tokens.tags[last - 1] != OPEN:
        return None
    found.speaker = (last, subject.end)
    return subject.start, last


def _as_clause(verb: _Verb, found: Found, subject: Subject) -> Found | None:
    """*As Ruiz told reporters, A* and *A, as Ruiz noted*."""
    tokens, last = verb.tokens, verb.last
    low, high = verb.bounds
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
    if comma + 2 >= high or tags[comma] != COMMA or tags[subject.start] == THAT:  # "That said, …"
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
    after_verb = after
    while after < high - 1 and is_adverb(tokens.lower[after], tags[after]):
        after += 1
    if left is None or not tags[after] & (OPEN | DETERMINER | PRONOUN | NUMBER) or tokens.lower[after] == "it":
        return None
    if entry.lemma in _ALWAYS_ADDRESSED or (entry.like_noun and is_finite(tokens, after)):
        return None  # "Ana" told the man; the bridge is safe, reports said
    quoted = tags[left[1] - 1] == QUOTATION
    if quoted and left[1] - left[0] > 1 and names_title(tokens, left):
        return None
    stop = phrase_right(tokens, after, high, names=True)
    if stop == after:
        return None
    if not quoted and entry.lemma in _INVERTIBLE and after == after_verb:
        found.speaker = (after, stop)
        parted = _parted(tokens, found, left, stop, high)
        if parted:
            return parted
    if not quoted and (entry.lemma not in _INVERTIBLE or not _is_clause(tokens, left, after)):
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


def _is_clause(tokens: Tokens, left: Span, source: int) -> bool:
    """Whether what stands before *, say the authors* is a clause; its verb need not be listed: *Eels sleep*."""
    last = left[1] - 1
    plain = tokens.tags[left[0]] & (OPEN | DETERMINER | PRONOUN) != 0 and tokens.tags[last] == OPEN
    named = tokens.tags[source] == DETERMINER or tokens.capital(source) or tokens.lower[source].endswith("s")
    short = named and last > left[0] and plain and COMMA not in tokens.tags[left[0] : last]
    return has_finite(tokens, left[0], left[1]) or (short and not tokens.capital(last))


def _opening_inverted(tokens: Tokens, cue: Span, high: int, entry: Cue) -> Found | None:
    """*Said Ana Ruiz, who runs the pier, "A."*: the sentence begins with the verb, and ends with what it reports."""
    tags, after = tokens.tags, cue[1]
    if entry.form not in {"past", "third"} or after >= high or not tags[after] & (OPEN | DETERMINER | NUMBER):
        return None
    stop = phrase_right(tokens, after, high)
    if QUOTATION not in tags[stop : min(high, stop + _LONGEST_INTRODUCED)] or not tags[stop] & (COMMA | COLON):
        return None
    quotation = tags.index(QUOTATION, stop, high)
    if not tags[quotation - 1] & (COMMA | COLON):
        return None
    return Found([(quotation, quotation + 1)], (after, stop), cue, entry, rule="inverted-first")


def _parted(tokens: Tokens, found: Found, left: Span, stop: int, high: int) -> Found | None:
    """*The key, says Ruiz, is the crane*, *But, said Ruiz, "A"*: what is said goes on behind its source."""
    tags = tokens.tags
    after = stop + 1
    if after >= high or tags[stop] != COMMA:
        return None
    if left[1] - left[0] <= _LONGEST_LEAD and tags[left[0]] & (CONJUNCTION | ADVERB | SUBORDINATOR | PREPOSITION):
        if tags[after] == QUOTATION:
            return found.reporting([(after, after + 1)], "inverted-first")
        if opens_clause(tokens, after, high, lax=False):
            rest = (after, trim(tokens, after, clause_end(tokens, after, high, found.entry.form)))
            return found.reporting([left, rest] if tags[left[0]] != CONJUNCTION else [rest], "inverted-first")
        return None
    subject = COMMA not in tags[left[0] : left[1]] and not has_finite(tokens, left[0], left[1])
    if tags[after] == DETERMINER and COMMA in tags[after : after + _LONGEST_APPOSITION]:
        after = tags.index(COMMA, after) + 1  # "says Ruiz, a poet, is the crane"
    if after >= high or not subject or not is_finite(tokens, after) or tags[left[0]] & (PREPOSITION | SUBORDINATOR):
        return None
    end = clause_end(tokens, after, high, found.entry.form)
    return found.reporting([left, (after, trim(tokens, after, end))], "inverted-middle")
