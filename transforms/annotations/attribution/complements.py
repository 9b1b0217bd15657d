"""What a reporting verb reports: the complement to its right.

A complement is an opening (a quotation, *that*, *to*, a question word, a clause) right after the verb, or after what
may stand between: adverbs and days, an addressee, the circumstances (*in a statement*).
"""

from typing import Final

from transforms.annotations.attribution.clauses import clause_end, opens_clause
from transforms.annotations.attribution.cues import CUES, Cue
from transforms.annotations.attribution.mentions import is_adverb, is_finite, phrase_right
from transforms.annotations.attribution.phrases import before_new_clause, object_end, trim
from transforms.annotations.attribution.tokens import Tokens, word_set

_WH: Final = word_set("wh_words")
_QUESTIONS: Final = word_set("question_words")
_ENDS: Final = frozenset({".", ",", ";", ":", "-", ")"})
_BACK_THEN: Final = frozenset({"ago", "earlier", "later"})
_NO_ADJUNCT: Final = frozenset({"t", "Q", "T", "n", "o", "w", "x", "c", "s", ",", ":", ".", ";"})  # begin none
_VENUES: Final = word_set("venue_prepositions")
_TAILS: Final = word_set("quotation_tails")
_ASPECTUAL: Final = word_set("aspectual_cues")
_ALWAYS_ADDRESSED: Final = word_set("always_addressed")
_SELF: Final = 5  # letters: object pronouns have fewer, himself has more
_AFTER_PRONOUN: Final[list[list[str]]] = [["p"], ["y"], ["a"], ["s"], ["c"]]
_WITHIN_NAMED: Final = frozenset({"", "g", ".", "a", "c", ","})
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
        if tag in _NO_ADJUNCT:
            break
        if tag == "y" or (is_adverb(lower[index], tag) and lower[index] not in {"more", "once", "much"}):
            index += 1
        elif index + 1 < high and tags[index + 1] == "y" and (tag == "p" or lower[index] in {"this", "last"}):
            index += 2
        elif tag in {"d", "g"} and not _BACK_THEN.isdisjoint(lower[index + 1 : min(high, index + 4)]):
            while lower[index] not in _BACK_THEN:
                index += 1
            index += 1
        elif tag == "g" and index > 0 and tags[index - 1] == "y":
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
        if index >= limit or tags[index] not in {"p", "T"}:
            break
        stop = phrase_right(tokens, index + 1, high)
        if stop == index + 1:
            break
        index = stop
    return index


class _Site:
    """What the search for a complement needs to know of its surroundings."""

    __slots__ = ("cue", "embedded", "high", "tokens")

    def __init__(self, tokens: Tokens, high: int, cue: Cue, embedded: str) -> None:
        """The place of a verb."""
        self.tokens = tokens
        self.high = high
        self.cue = cue
        self.embedded = embedded

    def clause_end(self, first: int) -> int:
        """``clause_end`` for this verb."""
        return clause_end(self.tokens, first, self.high, self.cue.form, self.embedded)


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
    if tag == "Q" and cue.lemma in _ALWAYS_ADDRESSED:
        first += 1  # told "Good Day" that
        tag = tags[first] if first < high else "."
    addressed = "addr" in frames and tag not in _ENDS and tag not in {"p", "T", "t", "Q", "w", "s"}
    found = _after_addressee(site, first) if addressed else None
    # a verb that always names whom it tells has no clause right after it
    adjunct = tag == "p" or (tag == "T" and "to" not in frames)
    if found is None and adjunct and frames & {"quote", "that"}:
        place = skip_phrases(tokens, first, high)
        if place > first:
            found = _opening(site, place, close=False)
            if found and found.rule == "bare-clause" and f"p:{tokens.lower[first]}" in frames:
                found = None  # "warned of the trouble a toll would bring"
            if found is None and place < high and tags[place] == ",":
                found = _after_comma_phrase(site, place)
    if found is None and first < high and not (addressed and cue.lemma in _ALWAYS_ADDRESSED):
        found = _opening(site, first, close=True)
    if found or first == high:
        return found
    if tag == "," and frames & {"quote", "that"}:
        found = _after_comma_phrase(site, first)
    if found is None and "quote" in frames:
        found = introduced(tokens, first, high, addressed=addressed, plain=tag == "p" and "that" in frames)
    return found or _object(site, first) or _prepositional(site, first, addressed=addressed)


def introduced(
    tokens: Tokens, index: int, high: int, *, addressed: bool = False, plain: bool = False
) -> Complement | None:
    """*replied at once, with a smile: "A"*: a quotation after the colon that ends the sentence.

    A comma does, too, after ``plain`` circumstances (*wrote in a note before the vote, "A"*) or somebody ``addressed``
    (*told the crowd that had gathered, "A"*).
    """
    tags = tokens.tags
    for position in range(index, min(high - 1, index + 22)):
        tag = tags[position]
        if tag == ":" or (tag == "," and (addressed or plain) and tags[position + 1] == "Q"):
            closes = position + 2 >= high or tags[position + 2] in _ENDS
            follows = tags[position + 1] == "Q" and closes
            return Complement(position + 1, position + 2, "quote-after") if follows else None
        if tag in {"Q", ";"}:
            return None
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
    if place + 1 < high and tokens.tags[place] == "t" and is_finite(tokens, place + 1):
        return None  # "the crowd that had gathered"
    found = _opening(site, place, close=tokens.tags[place] != "w" if place < high else True)
    if found is None and place < high and tokens.tags[place] == ",":
        found = _after_comma_phrase(site, place)  # "told Ana Ruiz, the mayor, that"
    if found:
        return found
    for cut in range(first + 1, min(stop + 1, high)):
        # the phrase swallowed the subject of the content: "told reporters the plan was dead"
        if tokens.tags[cut] in {"n", "d"}:
            return _opening(site, cut, close=True)
    return None


def _after_comma_phrase(site: _Site, first: int) -> Complement | None:
    """*said, in answer to a question, that*."""
    tokens, high = site.tokens, site.high
    tags = tokens.tags
    place = first + 1
    while place < high and tags[place] not in {",", "Q"}:
        place += 1
    if place + 1 < high and tags[place] == "," and tags[place + 1] in {"t", "Q"} and place - first < 20:
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
    if tag in {":", ","}:
        place = index + 1
        if place < high and "quote" in frames:
            if tags[place] == "Q":
                return Complement(place, _quote_end(site, place), "quote-after")
            if tag == ":" and close:
                return Complement(place, trim(tokens, place, high), "colon")
        return None
    if tag == "Q":
        if not close or cue.lemma in _ASPECTUAL or not frames & {"quote", "that", "obj", "obj2"}:
            return None  # after a phrase without a comma it is a title: "said on "The Hour" that"
        end = _quote_end(site, index)
        return Complement(index, end, "quote-after" if end == index + 1 else "quote-fragment")
    if tag == "t" and "that" in frames and tags[index + 1 : index + 2] not in ([":"], []):
        return _to_clause_end(site, index, "that-clause")
    if (
        tag == "T"
        and close
        and ("to" in frames or ("that" in frames and "obj-to" not in frames and tags[index + 1 : index + 2] == ["Q"]))
    ):
        return _to_clause_end(site, index, "infinitive")
    if "wh" in frames and lower[index] in (_WH if close else _QUESTIONS):
        return _to_clause_end(site, index, "wh-clause")
    if tag == "" and close and "ing" in frames and lower[index].endswith("ing"):
        return _to_clause_end(site, index, "gerund")
    if "bare" in frames and opens_clause(tokens, index, high, lax=cue.lemma == "say"):
        if (not close and tag not in {"n", "d", "s", "t"}) or (
            tag == "p" and (lower[index] in _VENUES or not _fronts(tokens, index, high))
        ):
            return None
        return _to_clause_end(site, index, "bare-clause")
    return None


def _fronts(tokens: Tokens, index: int, high: int) -> bool:
    """Whether a phrase and a comma stand before a subject: *said of all the bridges, this is the oldest*."""
    for place in range(index + 1, min(high - 1, index + 9)):
        if tokens.tags[place] == ",":
            return tokens.tags[place + 1] in {"n", "d", ""} and not is_finite(tokens, place + 1)
    return False


def _to_clause_end(site: _Site, index: int, rule: str) -> Complement:
    end = site.clause_end(index if rule == "bare-clause" else index + 1)
    if rule in {"infinitive", "gerund"}:
        end = before_new_clause(site.tokens, index, end, verbs=False)
    return Complement(index, trim(site.tokens, index, end), rule)


def _quote_end(site: _Site, index: int) -> int:
    """End of content that begins with a quotation: the quotation, or the clause that goes on after it."""
    tokens, high = site.tokens, site.high
    after = index + 1
    if after + 1 < high and tokens.tags[after] == "," and _goes_on(tokens, after + 1, high):
        return trim(tokens, index, site.clause_end(after + 1))
    if after >= high or tokens.tags[after] not in {"c", "p", "T", "Q", "", "d", "x", "n", "s"}:
        return after
    if tokens.tags[after] == "s" and tokens.lower[after] not in _TAILS:
        return after
    return trim(tokens, index, site.clause_end(index))


def _goes_on(tokens: Tokens, index: int, high: int) -> bool:
    """*said, "Instead of A," the mayor "did B"*: more of the sentence, with a quotation, and no other cue in it."""
    tags = tokens.tags
    if "Q" not in tags[index:high] or tags[index] not in {"", "d", "n"} or tokens.lower[index].endswith("ing"):
        return False
    stop = tags.index("Q", index, high)
    return not any(cue.kind == "speech" for place in range(index, stop) for cue in CUES.get(tokens.lower[place], ()))


def _object(site: _Site, first: int) -> Complement | None:
    """A noun phrase as content, alone or with what the verb says of it: *accused X of lying*, *criticized X*."""
    tokens, high, cue = site.tokens, site.high, site.cue
    tags, lower = tokens.tags, tokens.lower
    frames = cue.frames
    if tags[first] not in {"", "d", "n", "o", "g", "Q", "w"}:
        return None
    if cue.lemma == "quote" and "as" in lower[first:high]:
        return None  # "quoted Ruiz as saying": what she says is another cue's
    if tags[first] != "Q" and phrase_right(tokens, first, high) == first:
        return None
    for frame, word in _OBJECT_WORDS.items():
        if frame not in frames:
            continue
        for position in range(first + 1, min(high, first + 22)):
            if lower[position] == word:
                end = before_new_clause(tokens, position + 1, site.clause_end(position + 1), verbs=word != "to")
                return Complement(first, trim(tokens, first, end), f"object-{word}")
            if tags[position] in {",", ";", "t", "s"}:
                break
    if "obj2" in frames:
        return _naming(site, first) if lower[first] not in {"itself", "themselves"} else None
    if (
        "obj" in frames
        and tags[first] == "o"
        and len(lower[first]) < _SELF
        and tags[first + 1 : first + 2] in _AFTER_PRONOUN
    ):
        return Complement(first, first + 1, "object")  # "praised him on Monday"
    if "obj" in frames:
        end = object_end(tokens, first, site.clause_end(first))
        end = before_new_clause(tokens, first, end, verbs=True)
        return Complement(first, trim(tokens, first, end), "object")
    return None


def _naming(site: _Site, first: int) -> Complement | None:
    """*called him a "clown"*: an object and what it is called, with all the names that follow."""
    tokens, high = site.tokens, site.high
    tags = tokens.tags
    end = first
    for position in range(first, min(high, first + 30)):
        tag = tags[position]
        if tag == "Q":
            end = position + 1
            while end < high and tags[end] == "" and not tokens.capital(end) and not is_adverb(tokens.lower[end], ""):
                end += 1  # a "loser" candidate
        elif position < end:
            continue
        elif tag in {",", "c"} and end > first:
            # a list of names goes on: a "clown," an "actor" and "sick"
            ahead = tags[position + 1 : min(high, position + 4)]
            if "Q" not in ahead:
                break
        elif tag in {";", ":", "t", "w", "-", "x", ","}:
            break
    if end > first:
        if end < high and (tags[end] in {"w", "t"} or tokens.lower[end] in {"for", "as"}):
            end = trim(tokens, first, site.clause_end(end))
        return Complement(first, end, "naming")
    end = object_end(tokens, first, site.clause_end(first), named=True)
    place = first + 1
    if tags[first] in {"n", "o"}:
        itself = tokens.lower[first].endswith("self")
        fits = place < end and tags[place] in {"", "a", "d"} and not (itself and tokens.capital(place))
        fits = fits or (place < end and tokens.lower[place] == "as")
    else:
        while place < end and tags[place] in _WITHIN_NAMED:
            place += 1
        fits = place < end and (tags[place] == "d" or tokens.lower[place] == "as")
    # "called Ruiz a fool", "called him crazy", not "called a meeting to hear the mayor"
    return Complement(first, trim(tokens, first, end), "naming") if fits else None


def _prepositional(site: _Site, first: int, *, addressed: bool) -> Complement | None:
    """*talked about X*, *warned of X*, *talked to reporters about X*, *asked Ruiz about X*."""
    tokens, cue = site.tokens, site.cue
    if addressed:
        first = phrase_right(tokens, first, site.high)
    elif tokens.tags[first] == "T" and "p:to" not in cue.frames:
        first = phrase_right(tokens, first + 1, site.high)
    if first >= site.high or tokens.tags[first] not in {"p", "T"} or f"p:{tokens.lower[first]}" not in cue.frames:
        return None
    start = first + 1
    end = object_end(tokens, start, site.clause_end(start))
    end = before_new_clause(tokens, start, end, verbs=True)
    return Complement(start, trim(tokens, start, end), "prepositional") if end > start else None
