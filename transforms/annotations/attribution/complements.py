"""What a reporting verb reports: the complement to its right.

A complement is an opening (a quotation, *that*, *to*, a question word, a clause) right after the verb, or after what
may stand between: adverbs and days, an addressee, the circumstances (*in a statement*).
"""

from typing import Final

from transforms.annotations.attribution.clauses import clause_end, opens_clause
from transforms.annotations.attribution.cues import CUES, FINITE_WORDS, REPORTING, Cue
from transforms.annotations.attribution.mentions import is_adverb, is_finite, phrase_right
from transforms.annotations.attribution.phrases import before_new_clause, names_venue, object_end, trim
from transforms.annotations.attribution.tags import (
    ADVERB,
    AUXILIARY,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
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

_WH: Final = word_set("wh_words")
_QUESTIONS: Final = word_set("question_words")
_ENDS: Final = COMMA | STOP | COLON | SEMICOLON | DASH | CLOSE_BRACKET
_BACK_THEN: Final = frozenset({"ago", "earlier", "later"})
_NO_ADJUNCT: Final = (
    COMMA
    | PRONOUN
    | AUXILIARY
    | QUOTATION
    | CONJUNCTION
    | SUBORDINATOR
    | THAT
    | RELATIVE
    | TO
    | STOP
    | COLON
    | SEMICOLON
    | OBJECT_PRONOUN
)  # begin none
_VENUES: Final = word_set("venue_prepositions")
_TAILS: Final = word_set("quotation_tails")
_ASPECTUAL: Final = word_set("aspectual_cues")
_NOUNS_IN_ING: Final = word_set("nouns_in_ing")
_ALWAYS_ADDRESSED: Final = word_set("always_addressed")
_CLAIMED: Final = word_set("claimed_things")
_GRANTED: Final = word_set("granted_things")
_PARTICLES: Final = frozenset({"out", "off", "up", "down", "away", "back", "over"})
_PLEAS: Final = frozenset({"guilty", "innocent", "no", "insanity"})  # what is done in court is no report
_NO_PLACE: Final = QUOTATION | COLON | SEMICOLON | RELATIVE | SUBORDINATOR | PRONOUN
_FARTHEST_THAT: Final = 20  # tokens of places and days between somebody who is told and what
_FARTHEST_NAME: Final = 9  # tokens of an apposition between an object and what it is called
_SELF: Final = 5  # letters: object pronouns have fewer, himself has more
_AFTER_PRONOUN: Final[list[list[int]]] = [[PREPOSITION], [TIME], [ADVERB], [SUBORDINATOR], [CONJUNCTION]]
_WITHIN_NAMED: Final = OPEN | COMMA | CONJUNCTION | ADVERB | NUMBER | STOP
_OBJECT_WORDS: Final = {"obj-to": "to", "obj-of": "of", "obj-as": "as", "obj-for": "for"}


class Complement:
    """Tokens ``start`` to ``end`` of reported content, and the rule that found it."""

    __slots__ = ("end", "rule", "start")

    def __init__(self, start: int, end: int, rule: str) -> None:
        """Content of a rule."""
        self.start = start
        self.end = end
        self.rule = rule


def skip_adjuncts(tokens: Tokens, index: int, high: int) -> int:
    """Past adverbs and days: *said on Tuesday that*, *said late Monday*."""
    tags, lower = tokens.tags, tokens.lower
    while index < high:
        tag = tags[index]
        if tag & _NO_ADJUNCT:
            break
        if tag == TIME or (is_adverb(lower[index], tag) and lower[index] not in {"more", "once", "much"}):
            index += 1
        elif index + 1 < high and tags[index + 1] == TIME and (tag == PREPOSITION or lower[index] in {"this", "last"}):
            index += 2
        elif tag & (DETERMINER | NUMBER) and not _BACK_THEN.isdisjoint(lower[index + 1 : min(high, index + 4)]):
            while lower[index] not in _BACK_THEN:
                index += 1
            index += 1
        elif tag == NUMBER and index > 0 and tags[index - 1] == TIME:
            index += 1
        else:
            break
    return index


def skip_phrases(tokens: Tokens, index: int, high: int) -> int:
    """Past prepositional phrases: *said in a statement to reporters on Monday that*. Stops at what opens content."""
    tags = tokens.tags
    limit = min(high, index + 28)
    while index < limit:
        index = skip_adjuncts(tokens, index, high)
        if index + 1 < limit and tags[index] == CONJUNCTION and tags[index + 1] == PREPOSITION:
            index += 1  # "in the council and inside the party"
        if index >= limit or not (tags[index] & (PREPOSITION | TO) or _is_temporal(tokens, index, high)):
            break
        stop = phrase_right(tokens, index + 1, high)
        if stop == index + 1 or (tags[index] == TO and _is_infinitive(tokens, index + 1, high)):
            break
        index = stop
    return index


def _is_temporal(tokens: Tokens, index: int, high: int) -> bool:
    """Whether *after*, *before* or *since* opens a phrase and no clause: *said after a hearing on Friday that*."""
    if index >= high or tokens.lower[index] not in {"after", "before", "since"} or tokens.tags[index] != SUBORDINATOR:
        return False
    stop = phrase_right(tokens, index + 1, high)
    return stop > index + 1 and (stop >= high or tokens.tags[stop] & (PREPOSITION | COMMA | THAT | TIME) != 0)


def _is_infinitive(tokens: Tokens, index: int, high: int) -> bool:
    """Whether a verb follows *to*, with an object: *agreed to hear the cases that*, not *said to reporters that*."""
    tags = tokens.tags
    return (
        index + 1 < high
        and tags[index] == OPEN
        and not tokens.capital(index)
        and not tokens.lower[index].endswith("s")
        and tags[index + 1] & (OPEN | DETERMINER | PRONOUN | OBJECT_PRONOUN) != 0
    )


_SHORTEST_NAMED: Final = 2  # an article and a noun, then what they are called
_JUDGING_ENDS: Final = ("ous", "able", "ible", "less", "ful")
_JUDGEMENTS: Final = word_set("judgements")


class _Site:
    """What the search for a complement needs to know of its surroundings."""

    __slots__ = ("cue", "embedded", "high", "tokens")

    def __init__(self, tokens: Tokens, high: int, cue: Cue, embedded: str) -> None:
        """The place of a verb."""
        self.tokens = tokens
        self.high = high
        self.cue = cue
        self.embedded = embedded

    def clause_end(self, first: int, *, is_clause: bool = False) -> int:
        """``clause_end`` for this verb."""
        return clause_end(self.tokens, first, self.high, self.cue.form, self.embedded, is_clause=is_clause)


def complement(tokens: Tokens, index: int, high: int, cue: Cue, embedded: str = "") -> Complement | None:
    """Content after the verb whose last word stands before token ``index``, None when there is none.

    ``embedded`` is as in ``clause_end``.
    """
    if index >= high:
        return None
    tags = tokens.tags
    frames = cue.frames
    site = _Site(tokens, high, cue, embedded)
    first = skip_adjuncts(tokens, index, high)
    if first >= high:
        return None
    tag = tags[first]
    if tag == QUOTATION and cue.lemma in _ALWAYS_ADDRESSED:
        first += 1  # told "Good Day" that
        tag = tags[first] if first < high else STOP
    addressed = (
        "addr" in frames
        and not tag & _ENDS
        and not tag & (PREPOSITION | QUOTATION | SUBORDINATOR | THAT | RELATIVE | TO)
    )
    found = _after_addressee(site, first) if addressed else None
    # a verb that always names whom it tells has no clause right after it
    adjunct = tag == PREPOSITION or (tag == TO and "to" not in frames) or _is_temporal(tokens, first, high)
    if found is None and adjunct and frames & {"quote", "that"}:
        place = skip_phrases(tokens, first, high)
        if place > first:
            found = _opening(site, place, close=False)
            if (
                found
                and found.rule in {"bare-clause", "that-clause"}
                and (f"p:{tokens.lower[first]}" in frames or cue.lemma == "respond")
            ):
                found = None  # "warned of the trouble a toll would bring", "responded to fears that it would"
            if found is None and place < high and tags[place] == COMMA:
                found = _after_comma_phrase(site, place)
    if found is None and first < high and not (addressed and cue.lemma in _ALWAYS_ADDRESSED):
        found = _opening(site, first, close=True)
    if found or first == high:
        return found
    if tag == COMMA and frames & {"quote", "that"}:
        found = _after_comma_phrase(site, first)
    if found is None and "quote" in frames:
        found = introduced(tokens, first, high, addressed=addressed, plain=tag == PREPOSITION and "that" in frames)
    return found or _object(site, first) or _prepositional(site, first, addressed=addressed)


def introduced(
    tokens: Tokens, index: int, high: int, *, addressed: bool = False, plain: bool = False
) -> Complement | None:
    """*replied at once, with a smile: "A"*: a quotation after the colon that ends the sentence.

    A comma does, too, after ``plain`` circumstances (*wrote in a note before the vote, "A"*) or somebody ``addressed``
    (*told the crowd that had gathered, "A"*).
    """
    tags = tokens.tags
    dash = 0
    for position in range(index, min(high - 1, index + 22)):
        tag = tags[position]
        if tag == COLON or (tag == COMMA and (addressed or plain) and tags[position + 1] == QUOTATION):
            before = REPORTING.get(tokens.lower[position - 1], ())
            is_joined = tags[position - 2] & (CONJUNCTION | ADVERB)  # "smiled and said: "A"", of one source
            if position > index + 1 and not is_joined and any(cue.form == "past" for cue in before):
                return None  # "asked Okell who would win, and Ruiz replied: "A""
            if dash and tokens.capital(dash) and phrase_right(tokens, dash, position) == position:
                return None  # "The ports agree - Ana Ruiz: "A""
            closes = position + 2 >= high or tags[position + 2] & _ENDS
            follows = tags[position + 1] == QUOTATION and closes
            return Complement(position + 1, position + 2, "quote-after") if follows else None
        if tag & (QUOTATION | SEMICOLON):
            return None
        if tag == DASH:
            dash = position + 1
        if plain:
            plain = not is_finite(tokens, position)
    return None


def _after_addressee(site: _Site, first: int) -> Complement | None:
    """*told reporters that*, *told CNN in an interview he*."""
    tokens, high = site.tokens, site.high
    stop = phrase_right(tokens, first, high)
    if stop == first:
        return None
    place = skip_adjuncts(tokens, skip_phrases(tokens, stop, high), high)
    if place + 1 < high and tokens.tags[place] == THAT and is_finite(tokens, place + 1):
        return None  # "the crowd that had gathered"
    found = _opening(site, place, close=place >= high or _asks(tokens, place))
    if found is None and place < high and tokens.tags[place] == COMMA:
        found = _after_comma_phrase(site, place)  # "told Ana Ruiz, the mayor, that"
    if found is None and site.cue.lemma in _ALWAYS_ADDRESSED:
        found = _far_that(site, stop)
    if found:
        return found
    if tokens.tags[first] == DETERMINER and stop < high and is_finite(tokens, stop):
        if site.cue.lemma not in _ALWAYS_ADDRESSED:
            return _opening(site, first, close=True)
        cut = next((place for place in range(first + 2, stop) if tokens.capital(place)), stop)
        return _opening(site, cut, close=True) if cut < stop and not tokens.capital(cut - 1) else None
    for cut in range(first + 1, min(stop + 1, high)):
        # the phrase swallowed the subject of the content: "told reporters the plan was dead"
        if tokens.tags[cut] & (DETERMINER | PRONOUN):
            return _opening(site, cut, close=True)
    if first + 1 < stop < high and is_finite(tokens, stop):  # "told Harbor Radio Ruiz was wrong"
        return _opening(site, stop - 1, close=True)
    return None


def _far_that(site: _Site, stop: int) -> Complement | None:
    """*told a crowd in Lowport, Arna, on the last day that A*: places and days with commas before the content."""
    tokens, tags = site.tokens, site.tokens.tags
    for place in range(stop, min(site.high - 2, stop + _FARTHEST_THAT)):
        if tags[place] == THAT:
            named = COMMA in tags[stop:place] or tags[place - 1] == TIME or tokens.capital(place - 1)
            fits = named and not tags[place + 1] & (CONJUNCTION | COMMA) and not is_finite(tokens, place + 1)
            return _opening(site, place, close=True) if fits else None
        if tags[place] & _NO_PLACE or is_finite(tokens, place):
            return None
    return None


def _asks(tokens: Tokens, index: int) -> bool:
    """Whether the word behind an addressee opens content: *asked Ruiz which*, not *told the man who*."""
    if tokens.tags[index] != RELATIVE:
        return True
    named = tokens.tags[index - 1] & (PRONOUN | OBJECT_PRONOUN) != 0 or tokens.capital(index - 1)
    return tokens.lower[index] == "which" and named


def _after_comma_phrase(site: _Site, first: int) -> Complement | None:
    """*said, in answer to a question, that*."""
    tokens, high = site.tokens, site.high
    tags = tokens.tags
    place = first + 1
    while place < high and not tags[place] & (COMMA | QUOTATION):
        place += 1
    if place + 1 < high and tags[place] == COMMA and tags[place + 1] & (QUOTATION | THAT) and place - first < 20:
        return _opening(site, place + 1, close=True)
    return None


def _opening(site: _Site, index: int, *, close: bool) -> Complement | None:
    """Content that begins right here; ``close`` when nothing but adverbs stands between it and the verb."""
    tokens, high, cue = site.tokens, site.high, site.cue
    if index >= high:
        return None
    tags, lower = tokens.tags, tokens.lower
    frames = cue.frames
    tag = tags[index]
    if tag & (COMMA | COLON):
        place = index + 1
        if place < high and "quote" in frames:
            if tags[place] == QUOTATION:
                return Complement(place, _quote_end(site, place), "quote-after")
            if tag == COLON and close:
                return Complement(place, trim(tokens, place, high), "colon")
        return None
    if tag == QUOTATION:
        if not close or cue.lemma in _ASPECTUAL or not frames & {"quote", "that", "obj", "obj2"}:
            return None  # after a phrase without a comma it is a title: "said on "The Hour" that"
        end = _quote_end(site, index)
        return Complement(index, end, "quote-after" if end == index + 1 else "quote-fragment")
    if (
        tag == THAT
        and "that" in frames
        and tags[index + 1 : index + 2] not in ([COLON], [])
        and not _is_relative(tokens, index, cue)
    ):
        return _to_clause_end(site, index, "that-clause")
    if (
        tag == TO
        and close
        and tags[index + 1 : index + 2] != [NUMBER]  # "declined to 281"
        and (
            "to" in frames
            or ("that" in frames and "obj-to" not in frames and tags[index + 1 : index + 2] == [QUOTATION])
        )
    ):
        return _to_clause_end(site, index, "infinitive")
    if "wh" in frames and lower[index] in (_WH if close else _QUESTIONS):
        return _to_clause_end(site, index, "wh-clause")
    if tag == OPEN and close and "ing" in frames and lower[index].endswith("ing"):
        return _to_clause_end(site, index, "gerund")
    if "bare" in frames and lower[index] != "like" and opens_clause(tokens, index, high, lax=cue.lemma == "say"):
        if cue.lemma == "claim" and lower[index] in _CLAIMED:
            return None  # "claimed credit for the bridge"
        if (not close and not tag & (DETERMINER | PRONOUN | SUBORDINATOR | THAT)) or (
            tag == PREPOSITION and (lower[index] in _VENUES or not _fronts(tokens, index, high))
        ):
            return None
        return _to_clause_end(site, index, "bare-clause")
    return None


def _is_relative(tokens: Tokens, index: int, cue: Cue) -> bool:
    """Whether the cue is a noun that *that* takes up: *reports that show A*, *a court ruling that opened the port*."""
    after = index + 1
    if tokens.tags[after] != OPEN:
        return False
    if cue.like_noun:
        return is_finite(tokens, after)
    named = tokens.tags[index - 2] == OPEN and tokens.lower[index - 1] in _NOUNS_IN_ING
    return cue.form == "gerund" and named and (is_finite(tokens, after) or tokens.lower[after].endswith("ed"))


def _fronts(tokens: Tokens, index: int, high: int) -> bool:
    """Whether a phrase and a comma stand before a subject: *said of all the bridges, this is the oldest*."""
    for place in range(index + 1, min(high - 1, index + 9)):
        if tokens.tags[place] == COMMA:
            return tokens.tags[place + 1] & (OPEN | DETERMINER | PRONOUN) != 0 and not is_finite(tokens, place + 1)
    return False


def _to_clause_end(site: _Site, index: int, rule: str) -> Complement:
    is_clause = rule in {"bare-clause", "that-clause"}
    end = site.clause_end(index if rule in {"bare-clause", "gerund"} else index + 1, is_clause=is_clause)
    if rule == "infinitive":
        end = _before_verb(site.tokens, index, end)
    if rule in {"infinitive", "gerund"}:
        end = before_new_clause(site.tokens, index, end, verbs=False)
    end = _before_venue(site.tokens, index, end)
    return Complement(index, trim(site.tokens, index, end), rule)


def _before_venue(tokens: Tokens, index: int, end: int) -> int:
    """Where it was said is not what was said: *said that A, in an interview with B*, *said it was "A," in a tweet*."""
    for place in range(end - 1, index + 1, -1):
        if tokens.tags[place] == PREPOSITION and tokens.tags[place - 1] == COMMA and names_venue(tokens, place, end):
            return place
    return end


def _before_verb(tokens: Tokens, index: int, end: int) -> int:
    """An infinitive ends where the source does something else: *promised to mend the pier, asked for calm and left*."""
    for comma in range(index, end - 1):
        if tokens.tags[comma] & (SUBORDINATOR | THAT | RELATIVE):
            break
        if tokens.tags[comma] == COMMA and tokens.tags[comma + 1] == OPEN and tokens.lower[comma + 1].endswith("ed"):
            return comma if is_finite(tokens, comma + 1) else end
    return end


def _quote_end(site: _Site, index: int) -> int:
    """End of content that begins with a quotation: the quotation, or the clause that goes on after it."""
    tokens, high = site.tokens, site.high
    after = index + 1
    if after + 1 < high and tokens.tags[after] == COMMA and _goes_on(tokens, after + 1, high):
        return trim(tokens, index, site.clause_end(after + 1))
    if after >= high or not tokens.tags[after] & (
        OPEN | PREPOSITION | DETERMINER | PRONOUN | AUXILIARY | QUOTATION | CONJUNCTION | SUBORDINATOR | TO
    ):
        return after
    if tokens.tags[after] == SUBORDINATOR and tokens.lower[after] not in _TAILS:
        return after
    return trim(tokens, index, site.clause_end(index))


def _goes_on(tokens: Tokens, index: int, high: int) -> bool:
    """*said, "Instead of A," the mayor "did B"*: more of the sentence, with a quotation, and no other cue in it."""
    tags = tokens.tags
    if (
        QUOTATION not in tags[index:high]
        or not tags[index] & (OPEN | DETERMINER | PRONOUN)
        or tokens.lower[index].endswith("ing")
    ):
        return False
    stop = tags.index(QUOTATION, index, high)
    return not any(cue.kind == "speech" for place in range(index, stop) for cue in CUES.get(tokens.lower[place], ()))


def _object(site: _Site, first: int) -> Complement | None:
    """A noun phrase as content, alone or with what the verb says of it: *accused X of lying*, *criticized X*."""
    tokens, high, cue = site.tokens, site.high, site.cue
    tags, lower = tokens.tags, tokens.lower
    frames = cue.frames
    if cue.lemma == "say" and (answer := _answer(tokens, first, high)) > first:
        return Complement(first, answer, "object")
    if not tags[first] & (OPEN | DETERMINER | PRONOUN | QUOTATION | RELATIVE | NUMBER | OBJECT_PRONOUN):
        return None
    if cue.lemma == "quote" and "as" in lower[first:high]:
        return None  # "quoted Ruiz as saying": what she says is another cue's
    if cue.lemma == "plead" and lower[first] in _PLEAS:
        return None
    if (cue.lemma == "deny" and lower[first] in _GRANTED) or lower[first] in _PARTICLES:
        return None  # "denied bail" refuses, "knocked down" says nothing
    if tags[first] != QUOTATION and phrase_right(tokens, first, high) == first:
        return None
    for frame, word in _OBJECT_WORDS.items():
        if frame not in frames:
            continue
        for position in range(first + 1, min(high, first + 22)):
            if lower[position] == word:
                end = before_new_clause(tokens, position + 1, site.clause_end(position + 1), verbs=word != "to")
                return Complement(first, trim(tokens, first, end), f"object-{word}")
            if tags[position] & (COMMA | SUBORDINATOR | THAT | SEMICOLON) or _next_verb(tokens, position):
                break
    if "obj2" in frames:
        return _naming(site, first) if lower[first] not in {"itself", "themselves"} else None
    if (
        "obj" in frames
        and tags[first] == OBJECT_PRONOUN
        and len(lower[first]) < _SELF
        and tags[first + 1 : first + 2] in _AFTER_PRONOUN
    ):
        return Complement(first, first + 1, "object")  # "praised him on Monday"
    if "obj" in frames:
        end = object_end(tokens, first, site.clause_end(first))
        end = before_new_clause(tokens, first, end, verbs=True)
        return Complement(first, trim(tokens, first, end), "object")
    return None


def _answer(tokens: Tokens, first: int, high: int) -> int:
    """End of an answer that stands for a clause: *said yes*, *said the same of Ortega*; ``first`` without one."""
    if tokens.lower[first] in {"yes", "no"}:
        closes = first + 1 >= high or tokens.tags[first + 1] & (_ENDS | CONJUNCTION | TO | SUBORDINATOR)
        return first + 1 if closes else first
    if tokens.lower[first : first + 2] == ["the", "same"]:
        about = first + 2 < high and tokens.lower[first + 2] in {"of", "about"}
        return phrase_right(tokens, first + 3, high) if about else first + 2
    return first


def _next_verb(tokens: Tokens, index: int) -> bool:
    """Whether a coordinated verb follows, so that what comes is its own: *praised A and criticized B for C*."""
    after = index + 1
    if tokens.tags[index : after + 1] == [CONJUNCTION, AUXILIARY]:
        return True
    return (
        tokens.tags[index] == CONJUNCTION
        and tokens.tags[after : after + 1] == [OPEN]
        and (tokens.lower[after].endswith("ed") or tokens.lower[after] in FINITE_WORDS)
    )


def _naming(site: _Site, first: int) -> Complement | None:
    """*called him a "clown"*: an object and what it is called, with all the names that follow."""
    tokens, high = site.tokens, site.high
    tags = tokens.tags
    end = first
    behind = _behind_apposition(tokens, first, high)
    for position in range(first, min(high, first + 30)):
        tag = tags[position]
        if position < behind:
            continue
        if tag == QUOTATION:
            end = position + 1
            while (
                end < high and tags[end] == OPEN and not tokens.capital(end) and not is_adverb(tokens.lower[end], OPEN)
            ):
                end += 1  # a "loser" candidate
        elif position < end:
            continue
        elif tag & (COMMA | CONJUNCTION) and end > first:
            # a list of names goes on: a "clown," an "actor" and "sick"
            ahead = tags[position + 1 : min(high, position + 4)]
            if QUOTATION not in ahead:
                break
        elif tag & (COMMA | AUXILIARY | THAT | RELATIVE | COLON | SEMICOLON | DASH):
            break
    if end > first:
        if end < high and (tags[end] & (THAT | RELATIVE) or tokens.lower[end] in {"for", "as"}):
            end = trim(tokens, first, site.clause_end(end))
        return Complement(first, end, "naming")
    end = object_end(tokens, first, site.clause_end(first), named=True)
    place = first + 1
    if tags[first] & (PRONOUN | OBJECT_PRONOUN):
        itself = tokens.lower[first].endswith("self")
        fits = place < end and tags[place] & (OPEN | DETERMINER | ADVERB) and not (itself and tokens.capital(place))
        fits = fits or (place < end and tokens.lower[place] == "as")
    else:
        while place < end and (tags[place] & _WITHIN_NAMED or PREPOSITION in tags[place - 1 : place + 1]):
            place += 1  # "called his praise for the dredger a blunder"
        plain = PREPOSITION not in tags[first:place] or tokens.lower[place : place + 1] in (["a"], ["an"])
        fits = place < end and ((tags[place] == DETERMINER and plain) or tokens.lower[place] == "as")
        last = trim(tokens, first, end) - 1
        fits = fits or (last - first >= _SHORTEST_NAMED and _judges(tokens, last))
    # "called Ruiz a fool", "called him crazy", "called the charges baseless", not "called a meeting to hear the mayor"
    return Complement(first, trim(tokens, first, end), "naming") if fits else None


def _behind_apposition(tokens: Tokens, first: int, high: int) -> int:
    """Where what somebody is called may begin: *called Ortega, his old captain, a "coward"*; ``first`` elsewhere."""
    tags = tokens.tags
    comma = phrase_right(tokens, first, high)
    if comma + 1 >= high or tags[comma] != COMMA or not tokens.capital(comma - 1):
        return first
    for closing in range(comma + 2, min(high - 1, comma + _FARTHEST_NAME)):
        if tags[closing] == COMMA:
            return closing + 1 if QUOTATION in tags[closing + 1 : closing + 4] else first
        if tags[closing] & (QUOTATION | COLON | SEMICOLON | CONJUNCTION):
            return first
    return first


def _judges(tokens: Tokens, index: int) -> bool:
    """Whether a word behind an object is an adjective that says what it is called: *the charges baseless*."""
    word = tokens.lower[index]
    return (
        tokens.tags[index] == OPEN
        and not tokens.capital(index)
        and (word.endswith(_JUDGING_ENDS) or (word.startswith("un") and word.endswith("ed")) or word in _JUDGEMENTS)
    )


def _prepositional(site: _Site, first: int, *, addressed: bool) -> Complement | None:
    """*talked about X*, *warned of X*, *talked to reporters about X*, *asked Ruiz about X*."""
    tokens, cue = site.tokens, site.cue
    if addressed:
        first = phrase_right(tokens, first, site.high)
    elif tokens.tags[first] & (PREPOSITION | TO) and f"p:{tokens.lower[first]}" not in cue.frames:
        first = phrase_right(tokens, first + 1, site.high)  # "spoke to reporters about", "spoke for an hour about"
    if (
        first >= site.high
        or not tokens.tags[first] & (PREPOSITION | TO)
        or f"p:{tokens.lower[first]}" not in cue.frames
    ):
        return None
    start = first + 1
    if tokens.lower[first] == "about" and tokens.tags[start : start + 1] == [NUMBER]:
        return None  # "spoke for about thirty minutes"
    end = object_end(tokens, start, site.clause_end(start))
    end = before_new_clause(tokens, start, end, verbs=True)
    return Complement(start, trim(tokens, start, end), "prepositional") if end > start else None
