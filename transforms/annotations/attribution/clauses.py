"""Where reported content begins and ends.

Content runs from its opening (``that``, ``to``, a quotation, the clause itself) to the end of the sentence unless
something in between hands the word back to the outlet: another reporting verb, ``according to``, a new main clause.
"""

from typing import Final

from transforms.annotations.attribution.cues import CUES, FINITE_WORDS, REPORTING, Cue
from transforms.annotations.attribution.mentions import is_adverb, is_finite
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    NEGATION,
    NOMINAL,
    NUMBER,
    OBJECT_PRONOUN,
    OPEN,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    THAT,
    TIME,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set

# tags of the tokens at which content may end
_MAY_END: Final = COMMA | CONJUNCTION | SUBORDINATOR | SEMICOLON | DASH
_OPENING_SUBORDINATORS: Final = word_set("opening_subordinators")
_SAY_OBJECTS: Final = word_set("say_objects")
_COMMENTS: Final = word_set("comments")
_BEFORE_REPORTS: Final = frozenset({"as", "although", "though", "whereas"})
_UNTIL_NOW: Final = frozenset({("to", "date"), ("so", "far"), ("since", "then"), ("until", "now"), ("up", "to")})
_PRESENT: Final = frozenset({"has", "have", "is", "are", "hasn't", "haven't"})
_BACK_SHIFTED: Final = frozenset({"would", "had", "was", "were", "could", "might", "wouldn't", "hadn't", "wasn't"})
_SUBJECTS: Final = frozenset({"he", "she", "they", "we", "i"})
_AFTER_VERB: Final = PREPOSITION | DETERMINER | TO | TIME | OBJECT_PRONOUN | PRONOUN
_NEAR: Final = 4  # tokens from an article to the noun that comments
_LONG: Final = 4  # words
_ANONYMITY: Final = 6  # tokens of *on the strict condition of anonymity*
_OPENS_CLAUSE: Final = OPEN | PREPOSITION | DETERMINER | PRONOUN | QUOTATION | SUBORDINATOR | RELATIVE | ADVERB | NUMBER


def is_reporting(tokens: Tokens, index: int, forms: frozenset[str]) -> Cue | None:
    """The cue at a token when it reports speech in one of the forms and can take a clause or a quotation."""
    for cue in REPORTING.get(tokens.lower[index], ()):
        if cue.form in forms and not (cue.like_noun and not tokens.tags[index - 1] & (PRONOUN | RELATIVE | ADVERB)):
            return cue
    return None


_FARES: Final = word_set("fares")
_GERUND: Final = frozenset({"gerund"})
_PAST: Final = frozenset({"past"})
_REASONS: Final = word_set("reasons")
_HELPERS: Final = word_set("past_helpers")
_FINITE: Final = frozenset({"past", "third"})
_FINITE_OR_GERUND: Final = frozenset({"past", "third", "gerund"})
_FINITE_OR_BASE: Final = frozenset({"past", "third", "base"})


def clause_end(tokens: Tokens, first: int, high: int, form: str, embedded: str = "", *, is_clause: bool = False) -> int:
    """End (exclusive token) of the clause that begins at ``first``.

    Args:
        tokens: The article's tokens.
        first: First token of the clause.
        high: Where the sentence ends.
        form: The form of the reporting verb; a coordinated reporting verb in a like form ends the clause. Empty when
            no verb reports it.
        embedded: ``initial`` when the report is a subordinate clause before the main one (*While he said that A, B*),
            ``relative`` when it is a relative clause (*Ruiz, who said A, left*), else empty.
        is_clause: Whether a clause begins there, whose verb must come before another report can be coordinated with it:
            *said Ruiz and Ortega differ*.
    """
    lower = tokens.lower
    if "according" in lower[first + 1 : high]:
        high = lower.index("according", first + 1)
    if "anonymity" in lower[first + 1 : high]:
        high = _before_anonymity(tokens, first, lower.index("anonymity", first + 1), high)
    goes_on = False  # behind the comma that closes a relative clause inside the content
    for position, tag in enumerate(tokens.tags[first:high], first):
        if not tag & _MAY_END:
            continue
        if goes_on and tag == COMMA:
            goes_on = False
            continue
        if tag == SEMICOLON:
            return position
        if position == first:
            continue
        if tag == COMMA and position + 1 < high and lower[position + 1] in {"who", "which"}:
            # else the subject of the clause goes on: "Ruiz, who ..., left", "because the crew, who ..., left"
            begin = _innermost(tokens, first, position) if lower[position + 1] == "who" else first
            goes_on = not has_finite(tokens, begin, position) or _closes_within(tokens, position + 2, high)
            ends = not goes_on
        elif tag == COMMA:
            ends = position + 1 >= high or _comma_ends(tokens, position + 1, high, form, embedded)
            ends = ends or (form == "past" and _tense_returns(tokens, first, position + 1, high))
        elif tag == CONJUNCTION:
            ends = _new_report(tokens, position + 1, high, form) and not (
                is_clause and _joins_nouns(tokens, first, position, high)
            )
        elif tag == SUBORDINATOR:
            ends = _aside(tokens, position, high)
        else:
            ends = position + 1 < high and _dash_ends(tokens, position + 1, high)
        if ends:
            return position
    return high


def _closes_within(tokens: Tokens, index: int, high: int) -> bool:
    """Whether a relative clause is closed and the clause goes on: *asked Ruiz, who leads the crew, to send boats*."""
    tags = tokens.tags
    for comma in range(index, high - 1):
        if tags[comma] == COMMA:
            return tags[comma + 1] == TO
    return False


def _before_anonymity(tokens: Tokens, first: int, index: int, high: int) -> int:
    """Where *on the condition of anonymity* begins, the outlet's word on how something was said; else ``high``."""
    lower = tokens.lower
    for start in range(index - 1, max(first, index - _ANONYMITY), -1):
        if lower[start] in {"on", "under"} and "condition" in lower[start:index]:
            return start - (lower[start - 1] in {"only", "speaking"})
    return high


def _innermost(tokens: Tokens, first: int, before: int) -> int:
    """Where the innermost clause begins that holds the tokens before ``before``."""
    for position in range(before - 1, first, -1):
        if tokens.tags[position] & (SUBORDINATOR | THAT | RELATIVE):
            return position + 1
    return first


def _dash_ends(tokens: Tokens, after: int, high: int) -> bool:
    """Whether content ends at the dash before token ``after``: a turn, a report, a comment on a quotation."""
    tags, lower = tokens.tags, tokens.lower
    if lower[after] in {"though", "although", "but"}:
        return True
    verb = after + 1 if after + 1 < high and is_adverb(lower[after], tags[after]) else after
    if is_reporting(tokens, verb, _GERUND):
        return True
    if QUOTATION in tags[after:high]:
        return False
    opens = tags[after] == PRONOUN or lower[after] == "there"
    if opens and DASH not in tags[after:high] and after + 1 < high and is_finite(tokens, after + 1):
        return DASH not in tags[max(0, after - 14) : after - 1]  # "there are two of them", says the outlet
    if tags[after] == DETERMINER and lower[after] != "that" and DASH not in tags[after:high]:
        return DASH not in tags[max(0, after - 14) : after - 1]  # "a modest rise", says the outlet
    if tags[after - 2] != QUOTATION:
        return False
    return DASH not in tags[max(0, after - 14) : after - 2]  # else it closes what an earlier dash opened


def _comma_ends(tokens: Tokens, after: int, high: int, form: str, embedded: str) -> bool:
    """Whether content ends at the comma before token ``after``."""
    tags, lower = tokens.tags, tokens.lower
    tag, word = tags[after], lower[after]
    if word == "while":
        return QUOTATION not in tags[after:high] and _contrasts(tokens, after + 1, high)
    if word in {"a", "an"} and not (QUOTATION in tags[after:high] or COMMA in tags[after:high]):
        return True  # what the outlet adds at the end: "..., a record"
    ahead = tokens.lower[after + 1 : after + 3]
    if (word == "as" and tags[after + 1 : after + 2] == [AUXILIARY]) or ahead == ["of", "which"]:
        return True  # "..., as did the mayor", "..., both of which"
    if word == "the" and ahead[:1] in (["latter"], ["former"]):
        return True
    if tags[after - 2] == QUOTATION and _comments(tokens, after, high):
        return True
    if embedded == "initial" and tag == THAT and after + 1 < high and is_finite(tokens, after + 1):
        return True  # "While he said A, that was B"
    if embedded == "initial" and tag & (OPEN | DETERMINER | PRONOUN | QUOTATION | NUMBER) and not word.endswith("ing"):
        return True
    if embedded == "relative" and (tag == AUXILIARY or (tag == OPEN and _resumes(tokens, after, high))):
        return True
    if tag & (OPEN | ADVERB):
        skipped = after
        while skipped < high and is_adverb(lower[skipped], tags[skipped]):
            skipped += 1
        if skipped < high and is_reporting(tokens, skipped, _GERUND):
            return True
        if word in {"according", "compared"}:
            return True
        if is_reporting(tokens, after, _PAST):  # but "a shark, estimated at four metres, ..."
            return after + 1 >= high or tags[after + 1] != PREPOSITION
    elif word in {"a", "an"}:
        return not _COMMENTS.isdisjoint(lower[after + 1 : min(high, after + _NEAR)])
    elif tag == SUBORDINATOR:
        return word in _BEFORE_REPORTS and reports_within(tokens, after + 1, high)
    elif tag == CONJUNCTION:
        if _new_report(tokens, after + 1, high, form):
            return True
        if word == "but" and after + 1 < high:
            following = tags[after + 1]
            if following & (DETERMINER | PRONOUN | NUMBER) or (following == OPEN and not _goes_on(tokens, after + 1)):
                return lower[after + 1] not in {"also", "it"}
    return _parenthetical(tokens, after, high)


def _resumes(tokens: Tokens, index: int, high: int) -> bool:
    """Whether the main verb stands behind a relative clause: *The tram, which X says is safe, runs on*."""
    if is_finite(tokens, index):
        return True
    looks_like = tokens.lower[index].endswith(("s", "ed")) and not tokens.capital(index)
    return looks_like and index + 1 < high and tokens.tags[index + 1] & _AFTER_VERB != 0


def _tense_returns(tokens: Tokens, first: int, after: int, high: int) -> bool:
    """*said she would come, and to date has sent nobody*: what was said then is told in the past, this is not."""
    tags, lower = tokens.tags, tokens.lower
    if tags[after] != CONJUNCTION:
        return False
    place = after + 1
    if tuple(lower[place : place + 2]) in _UNTIL_NOW:
        place += 2
    while place < high and is_adverb(lower[place], tags[place]):
        place += 1
    return place < high and lower[place] in _PRESENT and not _BACK_SHIFTED.isdisjoint(lower[first:after])


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a word after *but* is a verb or an adverb: *it was old, but served the town*."""
    return is_finite(tokens, index) or tokens.lower[index].endswith(("ed", "ing", "ly"))


def _contrasts(tokens: Tokens, index: int, high: int) -> bool:
    """Whether *while* sets the report against another: *while blaming Ortega*, *while Ortega denied it*."""
    verb = index
    while verb < high and is_adverb(tokens.lower[verb], tokens.tags[verb]):
        verb += 1
    if verb < high and tokens.lower[verb].endswith("ing"):
        return True
    return any(is_reporting(tokens, place, _FINITE) for place in range(index, high) if tokens.tags[place] == OPEN)


def _aside(tokens: Tokens, index: int, high: int) -> bool:
    """*... before adding that*: a report of its own begins."""
    if tokens.lower[index] not in {"before", "after", "while", "when"} or index + 1 >= high:
        return False
    return is_reporting(tokens, index + 1, _GERUND) is not None


def _comments(tokens: Tokens, after: int, high: int) -> bool:
    """Whether the outlet takes over at the comma that closes the last quotation: *..., a swipe at the mayor*."""
    tag = tokens.tags[after]
    if QUOTATION in tokens.tags[after:high]:
        return False
    if tag & (DETERMINER | PRONOUN | NUMBER) or tokens.lower[after].endswith("ing"):
        return True
    if tag == SUBORDINATOR:
        return tokens.lower[after] not in _REASONS
    if tag == CONJUNCTION and after + 1 < high:
        return tokens.tags[after + 1] & (DETERMINER | PRONOUN) != 0 or (
            tokens.tags[after + 1] == OPEN and tokens.capital(after + 1)
        )
    return tag == OPEN and tokens.capital(after)


def _new_report(tokens: Tokens, index: int, high: int, form: str) -> bool:
    """Whether a coordinated reporting verb follows, with or without a short subject of its own."""
    if not form:
        return False
    tags, lower = tokens.tags, tokens.lower
    helped = False
    while index < high and (is_adverb(lower[index], tags[index]) or tags[index] & (AUXILIARY | NEGATION)):
        helped = helped or lower[index] in _HELPERS
        index += 1
    if index >= high or lower[index - 1] in {"been", "being"}:
        return False  # "and had not been asked": done to the subject of the content
    if tags[index] == OPEN:
        for cue in CUES.get(lower[index], ()):
            rest = cue.rest
            if cue.kind != "speech" or (rest and tuple(lower[index + 1 : index + 1 + len(rest)]) != rest):
                continue
            if helped:
                fits = cue.form == "past" or (cue.form in {"base", "gerund"} and "bare" in cue.frames)
                return fits and form in _FINITE_OR_GERUND
            if cue.form == form or (cue.form in _FINITE and form in _FINITE_OR_GERUND):
                return not cue.like_noun or tags[index - 1] == ADVERB
    if tags[index] & (OPEN | DETERMINER | PRONOUN):
        for position in range(index + 1, min(high, index + 4)):
            if not tags[position] & (OPEN | AUXILIARY | ADVERB | STOP):
                return False
            if tags[position] == OPEN and is_reporting(tokens, position, _FINITE_OR_BASE):
                return True
    return False


def _joins_nouns(tokens: Tokens, first: int, index: int, high: int) -> bool:
    """Whether a conjunction joins the nouns of a subject whose verb is still to come: *Ruiz and Ortega differ*."""
    if has_finite(tokens, first, index):
        return False
    after = index + 1
    attribute = tokens.lower[after].endswith("ed") and tokens.tags[after + 1 : after + 2] == [OPEN]
    return attribute or not is_reporting(tokens, _past_adverbs(tokens, after, high), _FINITE)


def _past_adverbs(tokens: Tokens, index: int, high: int) -> int:
    while index < high - 1 and (is_adverb(tokens.lower[index], tokens.tags[index]) or tokens.tags[index] & AUXILIARY):
        index += 1
    return index


def reports_within(tokens: Tokens, index: int, high: int) -> bool:
    """Whether ``as X said`` follows: a short phrase and a reporting verb."""
    for position in range(index, min(high, index + 6)):
        if tokens.tags[position] & (COMMA | QUOTATION | THAT):
            return False
        if tokens.tags[position] == OPEN and is_reporting(tokens, position, _FINITE) and position > index:
            return True
    return False


def _parenthetical(tokens: Tokens, index: int, high: int) -> bool:
    """Whether ``, X said`` and then the end, a comma or a quotation follows: that cue takes what stands before it."""
    tags = tokens.tags
    for position in range(index, min(high, index + 9)):
        tag = tags[position]
        if tag & (COMMA | AUXILIARY | QUOTATION | CONJUNCTION | SUBORDINATOR | THAT | RELATIVE | TO | SEMICOLON):
            return False
        if tag == OPEN and position > index and is_reporting(tokens, position, _FINITE):
            after = position + 1
            return after >= high or tags[after] & (PREPOSITION | COMMA | QUOTATION | TIME | STOP) != 0
    return False


def has_finite(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a finite verb stands between the two tokens."""
    tags, lower = tokens.tags, tokens.lower
    for index in range(first, end):
        tag = tags[index]
        if tag == OPEN:
            word = lower[index]
            if word in FINITE_WORDS or (index > first and word[-2:] == "ed"):
                return True
        elif (
            tag == AUXILIARY
            or (tag == PRONOUN and ("'" in lower[index] or _bears_verb(tokens, index, end)))
            or (tag == QUOTATION and (index > first or end > first + 1))  # part of a clause: it may hold the verb
        ):
            return True
    return False


def _bears_verb(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a word follows a pronoun that can only be a subject, and so is its verb, listed or not: *he leans*."""
    return (
        index + 1 < end
        and tokens.tags[index + 1] == OPEN
        and tokens.lower[index] in _SUBJECTS
        and not tokens.capital(index + 1)
    )


def opens_clause(tokens: Tokens, first: int, high: int, *, lax: bool) -> bool:
    """Whether a full clause without *that* begins at ``first``: a subject, then a finite verb of its own.

    ``lax`` is for verbs that hardly take anything else: some finite verb will do.
    """
    tags, lower = tokens.tags, tokens.lower
    if first >= high or not (tags[first] & _OPENS_CLAUSE or lower[first] in {"having", "being"}):
        return False
    if tags[first] == SUBORDINATOR and lower[first] not in _OPENING_SUBORDINATORS:
        return False
    if (
        tags[first] == PRONOUN
        and first + 1 < high
        and ("'" in lower[first] or tags[first + 1] & (OPEN | AUXILIARY | ADVERB | NEGATION))
    ):
        return first + 1 >= high or lower[first + 1] not in {"that", "to"}
    if lax:
        if lower[first] in _SAY_OBJECTS:
            return False
        return has_finite(tokens, first, min(high, first + 32)) or is_long(tokens, first, high)
    owed = 1  # finite verbs still to come: one more for each subordinate clause inside the subject
    for index in range(first + (tags[first] != PRONOUN), min(high, first + 32)):
        tag = tags[index]
        if tag & (COLON | SEMICOLON):
            return False
        if tag & (THAT | RELATIVE) or (tag == SUBORDINATOR and index == first):
            owed += 1
        elif _is_verb(tokens, index) and index > first:
            if owed == 1 and lower[index - 1] == "but" and tag == AUXILIARY:
                return False  # "confirmed the sale but would not give a price"
            if tags[index - 1] != CONJUNCTION or owed > 1:
                owed -= 1
            if owed <= 0:
                return "according" not in lower[first:index]  # "denied the report, according to A, who left"
        elif tag == PRONOUN and "'" in lower[index]:
            owed -= 1
            if owed <= 0:
                return True
    return tags[first] == PRONOUN and "'" in lower[first]


def is_long(tokens: Tokens, first: int, high: int) -> bool:
    """Whether so many words follow that one must be a verb that nobody listed: *said he and Ana differ on it*."""
    tags = tokens.tags
    if high - first < _LONG:
        return False
    if not tags[first] & (OPEN | DETERMINER | PRONOUN | NUMBER) or (
        tags[first] == DETERMINER and tokens.lower[first + 1] in _SAY_OBJECTS
    ):
        return False
    end = first
    while end < high and tags[end] & (
        OPEN
        | PREPOSITION
        | DETERMINER
        | PRONOUN
        | CONJUNCTION
        | ADVERB
        | TIME
        | NUMBER
        | STOP
        | OBJECT_PRONOUN
        | NEGATION
        | TO
    ):
        end += 1
    return end - first >= _LONG and any(
        tags[index] == OPEN and not tokens.capital(index) and not tags[index - 1] & (PREPOSITION | DETERMINER | NUMBER)
        for index in range(first + 1, end)
    )


def _is_verb(tokens: Tokens, index: int) -> bool:
    tag = tokens.tags[index]
    if tag == AUXILIARY:
        return True
    if tag != OPEN:
        return False
    word = tokens.lower[index]
    if word.endswith("ed"):
        return not tokens.tags[index - 1] & (PREPOSITION | DETERMINER | AUXILIARY | TO)
    return is_finite(tokens, index) and not tokens.tags[index - 1] & (PREPOSITION | DETERMINER | TO)


def before_main_verb(tokens: Tokens, first: int, end: int, owed: int) -> int:
    """Where a clause inside a subject ends: *His claim that A is B angers C*, *Those who say A is B are C*.

    ``owed`` is how many finite verbs the clause itself has.
    """
    tags = tokens.tags
    for index in range(first, end):
        if tags[index] & (SUBORDINATOR | THAT | RELATIVE):
            owed += 1
        elif tags[index] == PRONOUN and index > first and tags[index - 1] & NOMINAL:
            owed += 1  # "the man he saw"
        elif tokens.capital(index):
            continue
        elif (
            is_finite(tokens, index) or (owed == 0 and tokens.lower[index] in _FARES) or _takes_object(tokens, index)
        ) and not tags[index - 1] & (AUXILIARY | CONJUNCTION | TO | ADVERB | NEGATION):
            owed -= 1
            if owed < 0:
                return index
            if any("bare" in cue.frames for cue in CUES.get(tokens.lower[index], ())):
                owed += 1  # "they think the pier is safe"
    return end


def _takes_object(tokens: Tokens, index: int) -> bool:
    """Whether a word in *-ed* has an object behind it and so is a verb, listed or not: *the dam ruined their crops*."""
    tags = tokens.tags
    is_past = tags[index] == OPEN and tokens.lower[index].endswith("ed")
    return is_past and index + 1 < len(tags) and tags[index + 1] & (DETERMINER | PRONOUN | OBJECT_PRONOUN) != 0
