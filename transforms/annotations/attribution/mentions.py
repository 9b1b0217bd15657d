"""Find the noun phrase that names a source, to the left of its verb or to the right of an inverted one.

There is no parser: a noun phrase is what stands between closed-class words that cannot be inside one.
"""

from typing import Final

from transforms.annotations.attribution.cues import CUES, FINITE_WORDS, REPORTING
from transforms.annotations.attribution.tags import (
    ADVERB,
    APOSTROPHE,
    AUXILIARY,
    CLOSE_BRACKET,
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
    OPEN_BRACKET,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SEMICOLON,
    SLASH,
    STOP,
    SUBORDINATOR,
    THAT,
    TIME,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set

_NOT_ADVERBS: Final = word_set("nouns_in_ly")
_STANDING_ALONE: Final = word_set("determiners_alone")
FORMS_OF_BE: Final = word_set("forms_of_be")
_DONE_TO: Final = word_set("done_to")  # before a preposition, participles: what was done to somebody
NUMBERS: Final = word_set("numbers")
_PAPERS: Final = word_set("times_in_names")
_EXISTENTIAL: Final = frozenset({"there", "there's"})
_TYING_NAMES: Final = frozenset({"of", "for", "at", "from", "with"})
_TYING: Final = _TYING_NAMES | {"by", "in", "on", "to"}  # prepositions by which a phrase goes on
_WITH_STOP: Final = frozenset({"u.s", "d.c", "u.n", "jr", "sr", "u.k", "inc"})  # may end a phrase, stop included
_LONGEST: Final = 30  # tokens of a noun phrase with all that hangs on it
_LONGEST_CLAUSE: Final = 16  # tokens of a relative clause between a subject and its verb
_CLAUSE_EDGES: Final = COMMA | SEMICOLON | COLON | QUOTATION | SUBORDINATOR | DASH
_ADJECTIVES_WITH_TO: Final = word_set("adjectives_with_to")
_NOUNS_IN_ING: Final = word_set("nouns_in_ing")
_AFTER_IN: Final = word_set("nouns_after_in")  # "have in particular noted", "she in turn said"
_POSSESSIVES: Final = word_set("possessives")
_WITH_OBJECTS: Final = word_set("verbs_with_objects")
_SEASONS: Final = word_set("seasons")
_INDEFINITE: Final = ("body", "one")  # nobody, everyone
_OPENS_PAIR: Final = {"nor": "neither", "and": "both"}  # by the word between the two
_ARTICLES: Final = frozenset({"a", "an", "the"})
_HABITS: Final = frozenset({"used", "liked", "likes", "like", "loved", "loves"})
_BEFORE_SEASONS: Final = frozenset({"last", "this", "next", "every", "each", "that"})


class Subject:
    """Tokens ``start`` to ``end`` of a mention; ``first`` is the left edge of the clause it is the subject of."""

    __slots__ = ("end", "first", "relative", "start")

    def __init__(self, start: int, end: int, first: int, *, relative: bool = False) -> None:
        """A mention; ``relative`` when a relative pronoun stands for it before the verb."""
        self.start = start
        self.end = end
        self.first = first
        self.relative = relative


def is_adverb(word: str, tag: int) -> bool:
    """Whether a token is an adverb that may stand between a subject and its verb."""
    return tag == ADVERB or (tag == OPEN and word[-2:] == "ly" and len(word) > 4 and word not in _NOT_ADVERBS)


def is_finite(tokens: Tokens, index: int) -> bool:
    """Whether a token is surely (or very likely) a finite verb."""
    tag = tokens.tags[index]
    return tag == AUXILIARY or (tag == OPEN and tokens.lower[index] in FINITE_WORDS)


def verb_group_start(tokens: Tokens, index: int, low: int) -> tuple[int, bool, bool]:
    """Where the verb group of the verb at ``index`` begins, whether it is negated, and whether it is passive."""
    tags, lower = tokens.tags, tokens.lower
    negated = passive = False
    start = index
    position = index - 1
    while position >= low:
        tag, word = tags[position], lower[position]
        if tag == AUXILIARY:
            if start == index or not passive:
                passive = passive or (word in FORMS_OF_BE and not tokens.lower[index].endswith("ing"))
            negated = negated or word.endswith("n't") or word == "cannot"
            start = position
        elif tag == NEGATION:
            negated = True
            start = position
        elif (
            tag == DETERMINER and word in {"all", "both", "each"} and position > low and tags[position - 1] == AUXILIARY
        ):
            start = position  # "have all said"
        elif tag == COMMA and start == position + 1 and _splits_verb(tokens, position, low) >= 0:
            position = _splits_verb(tokens, position, low)  # "have, in fact, said"
            start = position
        elif word in _AFTER_IN and position > low and lower[position - 1] == "in":
            position -= 1
            start = position
        elif tag == TO or is_adverb(word, tag):
            if tag == TO and start != position + 1:
                break
            start = position
            if tag == TO and position > low and lower[position - 1] in _HABITS:
                position -= 1  # "she liked to say"
                start = position
        elif word == "since" and position > low and tags[position - 1] == AUXILIARY:
            start = position  # "has since said"
        else:
            break
        position -= 1
    # adverbs at the very left may belong to the clause before; harmless
    return start, negated, passive


def _splits_verb(tokens: Tokens, closing: int, low: int) -> int:
    """The comma that opens *, in fact,* between auxiliary and verb, -1 when there is none."""
    for position in range(closing - 2, max(low, closing - 7), -1):
        if tokens.tags[position] == COMMA:
            return position if tokens.tags[position - 1] == AUXILIARY else -1
    return -1


def clause_subject(tokens: Tokens, before: int, low: int) -> Subject | None:
    """The subject of the nearest finite verb left of token ``before``, as the source of a verb without its own."""
    tags = tokens.tags
    for index in range(before - 1, low, -1):
        if not tags[index] & (OPEN | AUXILIARY) or tags[index - 1] == TO or not _opens_verb(tokens, index):
            continue
        found = subject_before(tokens, verb_group_start(tokens, index, low)[0], low)
        before = found.start - 1 if found else low
        is_owned = before > low and tokens.lower[before + 1] in _POSSESSIVES
        if is_owned and tags[before] == OPEN and not tokens.capital(before):
            continue  # an object: "Okell revised his plans in June, saying"
        if found and not found.relative and (found.first == low or not tags[found.first - 1] & (THAT | RELATIVE)):
            return found  # a subject inside "that ..." is not the sentence's
    return None


def _opens_verb(tokens: Tokens, index: int) -> bool:
    """Whether a token is a finite verb, or a past form right after a name."""
    if tokens.lower[index].endswith("ed") and tokens.tags[index] == OPEN:
        return tokens.tags[index - 1] & (PRONOUN | ADVERB) != 0 or tokens.capital(index - 1)
    return is_finite(tokens, index)


def phrase_left(tokens: Tokens, last: int, low: int) -> int:
    """First token of the noun phrase that ends with token ``last``; ``last + 1`` when there is none."""
    tags, lower = tokens.tags, tokens.lower
    position = last
    start = last + 1
    floor = max(low, last - _LONGEST)
    while position >= floor:
        tag = tags[position]
        if tag == OPEN:
            if position < last and not tokens.capital(position) and _ends_clause(tokens, position, floor):
                break
            start = position
        elif tag & (NUMBER | STOP | SLASH | APOSTROPHE):
            if tag == NUMBER and position < last and position > floor and tags[position - 1] == TIME:
                break  # "On May 5 Ruiz said"
            if tag == STOP and lower[position] != "." and not (lower[position] == "!" and position < last):
                break  # a mark within a name: Yahoo! News
            start = position
        elif tag == DETERMINER:
            start = position
            before = position - 1
            if before >= floor and tags[before] & (DETERMINER | NUMBER):
                position -= 1
                continue
            if not _hangs(tokens, before, floor):
                break
        elif tag == PREPOSITION:
            before = position - 1
            if (
                before < floor
                or start == last + 1
                or not (tags[before] == CLOSE_BRACKET or _heads_phrase(tokens, before))
            ):
                break
            if lower[position] in {"like", "despite", "during", "including"}:
                break
        elif tag == CONJUNCTION and lower[position] == "and":
            before = position - 1
            if before < floor or not tags[before] & NOMINAL or start == last + 1:
                break
        elif tag == ADVERB and lower[position] in {"more", "most", "many", "first", "early", "much", "once", "almost"}:
            start = position
        elif tag == CLOSE_BRACKET:
            opening = position - 1
            while opening > floor and tags[opening] != OPEN_BRACKET:
                opening -= 1
            if opening < floor or tags[opening] != OPEN_BRACKET:
                break
            start = position = opening
        elif tag == PRONOUN and lower[position].endswith(_INDEFINITE) and start <= last:
            start = position
            break
        else:
            break
        position -= 1
    # a full stop at the left edge is the end of an abbreviation before the phrase
    while start <= last and tags[start] & (PREPOSITION | CONJUNCTION | STOP | APOSTROPHE):
        start += 1
    return start


def _hangs(tokens: Tokens, index: int, low: int) -> bool:
    """Whether the token before a determiner ties its phrase to a noun: *a man facing the sea*."""
    if index <= low:
        return False
    return (tokens.tags[index] == PREPOSITION and _heads_phrase(tokens, index - 1)) or _does_something(tokens, index)


def _does_something(tokens: Tokens, index: int) -> bool:
    """Whether a participle says what the noun before it does: *a lawyer representing the families*."""
    word = tokens.lower[index]
    return (
        tokens.tags[index] == OPEN
        and word.endswith("ing")
        and word not in _NOUNS_IN_ING
        and not tokens.capital(index)
        and tokens.tags[index - 1] & NOMINAL != 0
        and not is_finite(tokens, index - 1)
    )


def _heads_phrase(tokens: Tokens, index: int) -> bool:
    """Whether a phrase may hang on this token: a noun, a number, *one of*, *some of*."""
    tag = tokens.tags[index]
    if tag == PRONOUN and tokens.lower[index].endswith(_INDEFINITE):
        return True  # "nobody at the mill"
    return tag & NOMINAL != 0 or (tag == DETERMINER and tokens.lower[index + 1] in {"of", "in"})


def _ends_clause(tokens: Tokens, index: int, low: int) -> bool:
    """Whether a lower-case word left of a noun is the verb of the clause before, and no part of the phrase."""
    word = tokens.lower[index]
    if index > low and tokens.lower[index - 1] in {"who", "which"}:
        return True
    if word in _DONE_TO and tokens.tags[index + 1] == PREPOSITION:
        return False  # "a person briefed on the matter said"
    if (
        tokens.lower[index + 1] == "by"
        and index > low
        and tokens.tags[index - 1] & NOMINAL
        and not is_finite(tokens, index)
    ):
        return False  # "a letter obtained by the paper says"
    if word.endswith("ed"):
        # "rebuked critics" after a name or an adverb, "retired officers" elsewhere
        before = index - 1
        return before >= low and (
            (tokens.tags[before] == OPEN and (tokens.capital(before) or word in CUES))
            or tokens.tags[before] & (PRONOUN | AUXILIARY | ADVERB) != 0
            or is_adverb(tokens.lower[before], tokens.tags[before])
        )
    return is_finite(tokens, index)


def subject_before(tokens: Tokens, verb: int, low: int) -> Subject | None:
    """The subject of the verb group that begins at ``verb``; looks no further left than ``low``.

    A phrase right before the verb may be the last of a list, or belong to a clause that restricts the subject:
    *Officials who attended the meeting said*, *Friends close to the mayor said*.
    """
    nearest = _nearest_subject(tokens, verb, low)
    if nearest is None:
        her = Subject(verb - 1, verb, verb - 1) if verb > low and tokens.lower[verb - 1] == "her" else None
        return (_tied(tokens, her, low) if her else None) or restricted(tokens, verb, low)
    if nearest.relative or nearest.start <= low:
        return nearest
    if tokens.tags[verb - 1] == COMMA and (clause := restricted(tokens, nearest.end, low)):
        return clause  # "The firm that owns the ferries, Northmark Line, says"
    joined = _with_others(tokens, nearest, low) if tokens.lower[nearest.start - 1] == "and" else None
    return (
        (joined and _listed(tokens, joined, low))
        or joined
        or _paired(tokens, nearest, low)
        or _listed(tokens, nearest, low)
        or _tied(tokens, nearest, low)
        or restricted(tokens, verb, low)
        or nearest
    )


def restricted(tokens: Tokens, before: int, low: int) -> Subject | None:
    """The subject that a relative clause without commas restricts, where the clause holds token ``before - 1``.

    The clause's own verb must take no clause as its object: in *officials who say the mayor lied* it is the mayor
    who lied.
    """
    tags = tokens.tags
    for place in range(before - 1, max(low, before - _LONGEST_CLAUSE), -1):
        tag = tags[place]
        if tag & _CLAUSE_EDGES:
            return None
        if tag == RELATIVE or (tag == THAT and tags[place - 1] & NOMINAL):
            verb = place + 1
            while verb < before and (is_adverb(tokens.lower[verb], tags[verb]) or tags[verb] == NEGATION):
                verb += 1
            opens = tags[verb] == AUXILIARY or (tags[verb] == OPEN and not tokens.capital(verb))
            if verb >= before or not opens or not tags[place - 1] & (NOMINAL | DETERMINER):
                return None
            sure = is_finite(tokens, verb) or tokens.lower[verb].endswith("ed")
            sure = sure or (tokens.lower[verb].endswith("s") and tags[verb + 1] & (DETERMINER | OBJECT_PRONOUN) != 0)
            if verb == before - 1 and not sure:
                return None  # "the men who officials say": nothing but a subject stands between
            word = tokens.lower[verb]
            if word not in _WITH_OBJECTS and any("bare" in cue.frames for cue in CUES.get(word, ())):
                return None
            if tag == THAT and not sure:
                return None  # "the report that officials ..."
            if tags[place - 1] == DETERMINER:
                return Subject(place - 1, place, place - 1)
            found = _antecedent(tokens, place, low)
            return Subject(found.start, found.end, found.first) if found else None
        if tag == THAT:
            return None
    return None


def _listed(tokens: Tokens, last: Subject, low: int) -> Subject | None:
    """*Residents of Arna, Bela and Elmo*: the whole list that ends with the phrase found."""
    tags = tokens.tags
    joined = CONJUNCTION in tags[last.start : last.end]
    start = last.start
    while joined and start - 2 >= low and tags[start - 1] == COMMA and tags[start - 2] & NOMINAL:
        earlier = phrase_left(tokens, start - 2, low)
        if earlier > start - 2 or tokens.capital(start - 2) != tokens.capital(last.start):
            break
        start = earlier
    if start == last.start or (start > low and tags[start - 1] & (PREPOSITION | AUXILIARY | COMMA | TO)):
        return None
    return Subject(start, last.end, start)


def _with_others(tokens: Tokens, last: Subject, low: int) -> Subject | None:
    """*Ruiz and her colleagues*, *the mayor and the council*: those before *and*, where the clause begins with them."""
    tags, start = tokens.tags, last.start
    name = start - 2
    if name < low or tags[start] != DETERMINER or not tags[name] & NOMINAL:
        return None
    first = phrase_left(tokens, name, low)
    opens = COMMA | SUBORDINATOR | THAT | CONJUNCTION
    if not tokens.capital(name):
        if is_finite(tokens, name) or tokens.lower[name].endswith("ed") or tags[first] not in (DETERMINER, PRONOUN):
            return None  # "the bridge fell and the council said"
        opens = SUBORDINATOR | THAT
    if first > name or (first > low and not tags[first - 1] & opens):
        return None
    return Subject(first, last.end, first)


def _paired(tokens: Tokens, last: Subject, low: int) -> Subject | None:
    """*Neither the mayor nor her deputy*: two phrases of which a word before them says that both belong to it."""
    place = last.start - 1
    opening = _OPENS_PAIR.get(tokens.lower[place])
    if opening is None or place <= low + 1:
        return None
    first = phrase_left(tokens, place - 1, low)
    if first < place and tokens.lower[first] != opening:
        first -= 1
    if first < low or first >= place or tokens.lower[first] != opening:
        return None
    return Subject(first, last.end, first)


def _tied(tokens: Tokens, last: Subject, low: int) -> Subject | None:
    """*Friends close to the mayor*: the phrase on which the one found hangs by an adjective."""
    adjective = last.start - 2
    if adjective - 1 < low or tokens.tags[last.start - 1] != TO or tokens.lower[adjective] not in _ADJECTIVES_WITH_TO:
        return None
    start = phrase_left(tokens, adjective, low)
    if start >= adjective:
        alone = tokens.lower[adjective - 1] in _STANDING_ALONE
        return Subject(adjective - 1, adjective, adjective - 1) if alone else None
    return Subject(start, last.end, start)


def head_of(tokens: Tokens, subject: Subject) -> int:
    """The noun of a subject, on which the rest hangs: *mother* in *the mother of three*."""
    tags, lower = tokens.tags, tokens.lower
    for place in range(subject.start + 1, subject.end):
        before = place - 1
        if tags[place] == TO and before > subject.start and lower[before] in _ADJECTIVES_WITH_TO:
            return before - 1  # "friends close to"
        if tags[before] & NOMINAL and (tags[place] & (PREPOSITION | TO) or _does_something(tokens, place)):
            return before
    return subject.end - 1


def _nearest_subject(tokens: Tokens, verb: int, low: int) -> Subject | None:
    tags, lower = tokens.tags, tokens.lower
    position = verb - 1
    # "Kerry on Monday said", "aides late Tuesday said", "workers hired last spring said"
    while position >= low and (
        tags[position] == TIME
        or is_adverb(lower[position], tags[position])
        or (lower[position] in _SEASONS and position > low and lower[position - 1] in _BEFORE_SEASONS)
    ):
        position -= 1
    if (position >= low and position < verb - 1 and tags[position] == PREPOSITION) or (
        position >= low and position < verb - 1 and lower[position] in {"this", "last", "that"}
    ):
        position -= 1
    if position < low:
        return None
    tag = tags[position]
    if lower[position] in _EXISTENTIAL:
        return None
    if tag & (PRONOUN | OBJECT_PRONOUN) or (tag & (DETERMINER | THAT) and lower[position] in _STANDING_ALONE):
        if tag == THAT and position > low and tags[position - 1] & NOMINAL:
            return _antecedent(tokens, position, low)
        return Subject(position, position + 1, position)
    if tag == RELATIVE:
        return _antecedent(tokens, position, low)
    if tag & (COMMA | DASH | CLOSE_BRACKET):
        return _before_parenthesis(tokens, position, low)
    if not tag & (OPEN | NUMBER | STOP | APOSTROPHE) and lower[position] not in NUMBERS:
        return None
    start = phrase_left(tokens, position, low)
    if start == position > low + 1 and tags[position - 1] == PRONOUN and tags[position - 2] == AUXILIARY:
        return Subject(position - 1, position, position - 1)  # an adverb: "nor have they outright denied"
    return Subject(start, position + 1, start) if start <= position else None


def _antecedent(tokens: Tokens, relative: int, low: int) -> Subject | None:
    """The noun phrase that a relative pronoun stands for."""
    last = relative - 1
    if last > low and tokens.lower[last] == "of":
        return Subject(last - 1, relative + 1, last - 1, relative=True)  # many of whom
    if last >= low and tokens.tags[last] & (COMMA | DASH):
        last -= 1
    if last < low:
        return None
    start = phrase_left(tokens, last, low)
    if start > last:
        return None
    if start > low + 1 and tokens.tags[start - 1] == COMMA and (name := _named_before(tokens, start, low)) >= 0:
        return Subject(name, last + 1, name, relative=True)
    first = _described_before(tokens, start, low)
    if tokens.capital(last):
        # "the endorsement of Senator Ruiz, who said": the name speaks
        for index in range(last, start, -1):
            if tokens.tags[index] == PREPOSITION and not tokens.capital(index - 1):  # but "Ruiz of Lowport" stays whole
                start = index + 1
                break
    return Subject(start, last + 1, first, relative=True)


def _described_before(tokens: Tokens, name: int, low: int) -> int:
    """*the guild's head, Ana Ruiz, who said*: where what names her first begins, else the place of the name."""
    last = name - 2
    if last < low or tokens.tags[name - 1] != COMMA or not tokens.capital(name) or tokens.capital(last):
        return name
    start = phrase_left(tokens, last, low)
    word = tokens.lower[start]
    opens = tokens.tags[start] & (DETERMINER | NUMBER) != 0 or word in _POSSESSIVES or word == "one"
    before = tokens.tags[start - 1] if start > low else COMMA
    return start if start < last and opens and before & (COMMA | QUOTATION) else name


def _named_before(tokens: Tokens, apposition: int, low: int) -> int:
    """*Ana Ruiz, D-Arna, who said*, *said Ana Ruiz, a baker who said*: the name on which it hangs, else -1."""
    last = apposition - 2
    word = tokens.lower[apposition]
    hangs = word in _ARTICLES or word[1:2] == "-"  # of a party and a state
    if not hangs or not tokens.tags[last] & NOMINAL or not tokens.capital(last):
        return -1
    start = phrase_left(tokens, last, low)
    return start if start <= last and (start == low or tokens.lower[start - 1] in REPORTING) else -1


def _before_parenthesis(tokens: Tokens, closing: int, low: int) -> Subject | None:
    """The noun phrase before ``, an analyst at ...,`` or ``(R-Ohio)``, whose closing mark is at ``closing``."""
    tags = tokens.tags
    mark = tags[closing]
    if mark == COMMA and tags[closing - 1] == CLOSE_BRACKET and tokens.lower[closing - 2][1:2] == "-":
        return _before_parenthesis(tokens, closing - 1, low)  # "Ana Ruiz (R-Arna), said": of a party and a state
    wanted = OPEN_BRACKET if mark == CLOSE_BRACKET else mark
    position = closing - 1
    floor = max(low, closing - 45)
    fallback: Subject | None = None
    quoted = False  # a quotation inside: the phrase must look like one that hangs on a noun
    while position >= floor:
        if tags[position] == wanted:
            last = position - 1
            if last < floor:
                break
            if quoted and not _opens_parenthesis(tokens, position + 1):
                position -= 1
                continue
            if tags[last] == PRONOUN:
                return Subject(last, last + 1, last)
            if tags[last] == RELATIVE:
                return _antecedent(tokens, last, low)
            inner = phrase_left(tokens, last, low) if tags[last] & (OPEN | NUMBER | STOP | CLOSE_BRACKET) else last + 1
            if inner <= last and (who := _open_relative(tokens, inner, low)):
                found = _antecedent(tokens, who, low)
                return Subject(found.start, found.end, found.first) if found else None
            # "of Raleigh", "In Paris", "after winning the race": not whom the sentence is about
            attached = inner > low and tags[inner - 1] & (PREPOSITION | TO) != 0
            attached = attached or (inner <= last and _is_circumstance(tokens, inner, low))
            if inner <= last and not attached and tags[last] != NUMBER:
                if "whose" in tokens.lower[max(low, inner - 1) : inner + 1]:
                    fallback = None  # "Ana Ruiz, whose son, Ben, is ill, said": what was found is inside the clause
                    position -= 1
                    continue
                found = Subject(inner, last + 1, inner)
                if fallback and not tokens.capital(last):
                    return Subject(fallback.start, fallback.end, _described_before(tokens, fallback.start, low))
                if inner == low or tags[inner - 1] != wanted or tags[max(low, inner - 2)] == QUOTATION:
                    return found
                # a name may itself hang on one before it: "Ana Ruiz, a poet from Ghent, Ky., said"
                fallback = found
        elif tags[position] == SEMICOLON:
            break
        elif tags[position] == QUOTATION:
            quoted = True
        position -= 1
    if fallback is None and mark == COMMA and tags[closing - 1] == CLOSE_BRACKET:
        return _before_parenthesis(tokens, closing - 1, low)  # "Ana Ruiz (Lowport), said"
    if fallback is None and mark == COMMA and tags[closing - 1] & NOMINAL:
        start = phrase_left(tokens, closing - 1, low)
        adverb = start == closing - 1 == low and is_adverb(tokens.lower[start], tags[start])
        fallback = Subject(start, closing, start) if start < closing and not adverb else None
    return fallback


def _is_circumstance(tokens: Tokens, first: int, low: int) -> bool:
    """Whether a phrase says when or how something is done: *after winning the race*, *Joined by Ana*, *citing Ana*."""
    tags, lower = tokens.tags, tokens.lower
    if first == low:
        return lower[first].endswith(("ing", "ed")) and tags[first + 1] == PREPOSITION
    verb = first if tags[first - 1] == SUBORDINATOR else first - 1
    if verb <= low or tags[verb] != OPEN:
        return False
    before = tags[verb - 1]
    return lower[verb - 1] == "having" or (
        lower[verb].endswith("ing") and before & (SUBORDINATOR | PREPOSITION | COMMA) != 0
    )


def _open_relative(tokens: Tokens, inner: int, low: int) -> int:
    """The *who* of a clause that goes on behind a phrase in it, else 0: *Ruiz, who met Okell, the mayor, said*."""
    tags = tokens.tags
    for place in range(inner - 1, low + 1, -1):
        if tags[place] == RELATIVE:
            opens = tags[place - 1] == COMMA and tokens.lower[place] != "where" and inner > place + 1
            return place if opens else 0
        if tags[place] & (COMMA | SEMICOLON | DASH | QUOTATION):
            return 0
    return 0


def _opens_parenthesis(tokens: Tokens, index: int) -> bool:
    """Whether a phrase that hangs on a noun begins here: *who ...*, *a mayor ...*, *author of ...*, *citing*."""
    tags = tokens.tags
    opens = tags[index] & (PREPOSITION | DETERMINER | RELATIVE) != 0
    opens = opens or (tags[index] == OPEN and not tokens.capital(index) and tags[index + 1] == PREPOSITION)
    return opens or tokens.lower[index].endswith(("ing", "ed"))


def phrase_right(tokens: Tokens, first: int, high: int, *, names: bool = False) -> int:
    """End of the noun phrase that begins with token ``first`` (``first`` itself when none begins there).

    ``names`` stops at the first lower-case word after a capitalised one, for a source after an inverted verb.
    """
    tags, lower = tokens.tags, tokens.lower
    if first >= high:
        return first
    if tags[first] & (PRONOUN | OBJECT_PRONOUN):
        return first + 1
    position = first
    seen = False  # a word that can be the phrase's noun
    limit = min(high, first + _LONGEST)
    while position < limit:
        tag = tags[position]
        if tag == OPEN:
            if seen and not tokens.capital(position) and _is_no_noun(tokens, position, high):
                break
            seen = True
        elif tag == NUMBER:
            seen = True
        elif tag == DETERMINER:
            if seen and not tags[position - 1] & (PREPOSITION | DETERMINER | CONJUNCTION):
                break
        elif tag == TIME and lower[position] in _PAPERS and position + 1 < limit and tokens.capital(position + 1):
            seen = True  # the Morning Post
        elif tag == TIME and first < position < limit - 1 and _is_dated(tokens, position):
            pass  # the March regatta
        elif not (_joins(tokens, position, limit, names=names) if seen else tag == ADVERB):
            break
        position += 1
    return _without_loose_end(tokens, first, position)


def _is_dated(tokens: Tokens, index: int) -> bool:
    """Whether a day or a month stands between an article and its noun."""
    tags = tokens.tags
    return (
        tags[index - 1] == DETERMINER
        and tags[index + 1] == OPEN
        and not tokens.capital(index + 1)
        and not is_finite(tokens, index + 1)
    )


def _is_no_noun(tokens: Tokens, index: int, high: int) -> bool:
    """Whether a word in small letters behind a noun is an adverb or the verb, and no noun of the phrase."""
    word = tokens.lower[index]
    if is_adverb(word, OPEN):
        return True
    if tokens.tags[index - 1] == DETERMINER:
        return False  # "familiar with the matter", "briefed on the plan"
    return word in FINITE_WORDS and index + 1 < high and tokens.tags[index + 1] != COMMA


def _joins(tokens: Tokens, index: int, limit: int, *, names: bool) -> bool:
    """Whether a token behind a noun ties more of the phrase to it: *of*, *and*, the full stop of an abbreviation."""
    tags, word = tokens.tags, tokens.lower[index]
    tag = tags[index]
    if tag == QUOTATION:
        return tokens.lower[index - 1].endswith(("'s", "s'"))  # a title: the network's "Morning Hour"
    if index + 1 >= limit:
        return False
    if tag == PREPOSITION:
        return word in (_TYING_NAMES if names else _TYING) and tags[index + 1] & (NOMINAL | DETERMINER) != 0
    if tag == CONJUNCTION:
        return word == "and" and tags[index + 1] & (OPEN | DETERMINER) != 0
    return tag == STOP and word in {".", "!"}  # an abbreviation: sentences end outside


def _without_loose_end(tokens: Tokens, first: int, end: int) -> int:
    """The end of a phrase before the preposition, conjunction, determiner or stop that nothing follows."""
    tags, lower = tokens.tags, tokens.lower
    while end > first and tags[end - 1] & (PREPOSITION | DETERMINER | CONJUNCTION | STOP):
        if tags[end - 1] == DETERMINER and end - 1 == first:
            break
        if tags[end - 1] == STOP and lower[end - 2] in _WITH_STOP:
            break
        end -= 1
    return end
