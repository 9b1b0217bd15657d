"""Attributions of one article: quotations paired, words tagged, cues read unit by unit, leftovers joined or carried."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from transforms.attribution.clauses import is_reporting
from transforms.attribution.complements import trim
from transforms.attribution.cues import CUES, Cue, match_cue
from transforms.attribution.marks import Quotation, pair_marks
from transforms.attribution.mentions import clause_subject, phrase_right, subject_before, verb_group_start
from transforms.attribution.rules import Found, attribute_according_to, attribute_cue
from transforms.attribution.tokens import Tokens, mask_quotations, tokenize, word_set

_COLON: Final = Cue(":", "neutral", "speech", frozenset({"quote"}), "past", (), like_noun=False)
_ACCORDING: Final = Cue("according to", "neutral", "speech", frozenset({"quote"}), "past", (), like_noun=False)
_ANNOUNCING_FORMS: Final = frozenset({"past", "third", "base", "gerund"})
_HEADINGS: Final = frozenset({"title", "subtitle", "heading"})
# inside what somebody reports, only these count as a report of their own
_NESTING_RULES: Final = frozenset({"that-clause", "quote-after"})


class Sentence(NamedTuple):
    """What attribution needs of a sentence. Offsets are never null here."""

    sentence_id: str
    paragraph_index: int
    role: str
    start: int
    end: int


@dataclass(slots=True)
class Attributed:
    """An attribution in characters. ``carried_from`` is the position in the list of the quote it inherits from."""

    pieces: list[tuple[int, int]]
    kind: str
    speaker: tuple[int, int] | None
    link: str
    carried_from: int | None
    via: tuple[int, int] | None
    cue: tuple[int, int] | None
    entry: Cue
    negated: bool
    rule: str
    confidence: float


class _Unit(NamedTuple):
    """Sentences that no quotation straddles, as token range, with the paragraph's position and role."""

    low: int
    high: int
    paragraph: int
    role: str


def attribute_article(text: str, sentences: list[Sentence]) -> list[Attributed]:
    """Attributions of an article in the order of their first piece."""
    paragraphs, roles, members = _paragraphs(sentences)
    quotations = pair_marks(text, paragraphs)
    masked = mask_quotations(text, [(q.start, q.end) for q in quotations])
    tokens = tokenize(masked, {q.start: q.end for q in quotations})
    units = _units(tokens, roles, members, quotations)
    quotation_at = {q.start: q for q in quotations}
    results: list[Attributed] = []
    latest = _Latest(results)
    before: _Unit | None = None
    for unit in units:
        found = _read_unit(tokens, unit, before)
        if latest.pending and unit.paragraph - latest.paragraph == 1:
            found = _announced(tokens, unit, latest.pending, found)
        latest.pending = _announcing(tokens, unit) if unit.role not in _HEADINGS else None
        if latest.pending:
            latest.paragraph = unit.paragraph
        before = unit
        claimed = _add_found(tokens, found, results)
        _leftovers(tokens, unit, claimed, quotation_at, latest)
    return results


class _Latest:
    """The attributions so far, and where the last attributed quotation stood."""

    __slots__ = ("count", "near", "paragraph", "pending", "quote", "results")

    def __init__(self, results: list[Attributed]) -> None:
        self.results = results
        self.count = 0  # attributions seen so far
        self.paragraph = -9
        self.near = False  # nothing but quotations stands between the last attribution and here
        self.quote: Attributed | None = None
        self.pending: Found | None = None  # a cue that announces the next paragraph


def _paragraphs(sentences: list[Sentence]) -> tuple[list[tuple[int, int]], list[str], list[list[Sentence]]]:
    spans: list[tuple[int, int]] = []
    roles: list[str] = []
    members: list[list[Sentence]] = []
    previous = None
    for sentence in sentences:
        if sentence.paragraph_index == previous and sentence.role == roles[-1]:
            spans[-1] = (spans[-1][0], sentence.end)
            members[-1].append(sentence)
        else:
            spans.append((sentence.start, sentence.end))
            roles.append(sentence.role)
            members.append([sentence])
        previous = sentence.paragraph_index
    return spans, roles, members


def _units(
    tokens: Tokens,
    roles: list[str],
    members: list[list[Sentence]],
    quotations: list[Quotation],
) -> list[_Unit]:
    """Sentences merged where a quotation straddles their boundary."""
    units = []
    starts = tokens.starts
    position = 0
    count = len(quotations)
    open_start: int | None = None  # a quotation that goes on into the next paragraph
    for index, own in enumerate(members):
        begin = own[0].start if open_start is None else open_start
        open_start = None
        for sentence in own:
            end = sentence.end
            while position < count and quotations[position].end <= end:
                position += 1
            if position < count and quotations[position].start < end:
                if sentence is own[-1]:
                    open_start = begin
                continue
            low, high = bisect_left(starts, begin), bisect_left(starts, end)
            if high > low:
                units.append(_Unit(low, high, index, roles[index]))
            begin = end
    return units


def _read_unit(tokens: Tokens, unit: _Unit, before: _Unit | None) -> list[Found]:
    """Attributions of a unit; ``before`` is the unit before it, which a dangling *she asked* may report."""
    tags, lower = tokens.tags, tokens.lower
    low, high, _, role = unit
    found: list[Found] = []
    if role == "title":
        colon = _headline_colon(tokens, low, high)
        if colon:
            return [colon]
    last: Found | None = None
    index = low
    headed = role in _HEADINGS
    while index < high:
        # a capital inside a sentence makes a name: the United States
        if not tags[index] and lower[index] in CUES and (headed or index == low or tokens.raw[index][0].islower()):
            entry = match_cue(lower, index, high)
            if entry and entry.kind == "speech":
                result = attribute_cue(tokens, index, entry, (low, high), last=last)
                if result is None and last is None and before and _is_bare(tokens, before, unit):
                    # '"Why now?" Ruiz asked.' was split after the question mark
                    result = attribute_cue(tokens, index, entry, (before.low, high), last=None)
                    if result and result.rule not in {"quote-before", "inverted"}:
                        result = None
                if result and _may_nest(index, result, found):
                    found.append(result)
                    last = result
        elif lower[index] == "according" and index + 2 < high and lower[index + 1] == "to":
            result = attribute_according_to(tokens, index, (low, high), _ACCORDING)
            if result:
                found.append(result)
                last = result
        index += 1
    return found


def _is_bare(tokens: Tokens, unit: _Unit, following: _Unit) -> bool:
    """Whether the unit is nothing but a quotation in the paragraph of the unit that follows."""
    tags = tokens.tags
    return unit.paragraph == following.paragraph and all(
        tags[index] == "Q" or tags[index] in _PUNCTUATION for index in range(unit.low, unit.high)
    )


def _may_nest(index: int, result: Found, found: list[Found]) -> bool:
    """Whether an attribution may stand: its cue is in the outlet's words, or it is a report beyond doubt."""
    if result.rule in _NESTING_RULES or (result.rule == "bare-clause" and result.entry.lemma == "say"):
        return True
    return not any(begin <= index < end for other in found for begin, end in other.content)


def _announcing(tokens: Tokens, unit: _Unit) -> Found | None:
    """*Ruiz said:* at the end of a paragraph: the cue and the source of the next paragraph, without content yet."""
    tags = tokens.tags
    if tags[unit.high - 1] != ":" or "Q" in tags[unit.low : unit.high]:
        return None
    colon = (unit.high - 1, unit.high)
    for index in range(unit.high - 2, max(unit.low, unit.high - 16), -1):
        if tags[index] == "":
            cue = is_reporting(tokens, index, _ANNOUNCING_FORMS)
            if cue and "quote" in cue.frames:
                found = Found([], None, (index, index + 1), cue, negated=False, rule="announced", confidence=0.85)
                subject = subject_before(tokens, verb_group_start(tokens, index, unit.low)[0], unit.low)
                if subject:
                    found.speaker = (subject.start, subject.end)
                else:
                    end = phrase_right(tokens, index + 1, unit.high - 1, names=True)
                    found.speaker = (index + 1, end) if end > index + 1 else None
                return found
    subject = clause_subject(tokens, unit.high - 1, unit.low)
    speaker = (subject.start, subject.end) if subject else None
    return Found([], speaker, colon, _COLON, negated=False, rule="announced", confidence=0.6)


def _announced(tokens: Tokens, unit: _Unit, pending: Found, found: list[Found]) -> list[Found]:
    """The unit as the content of the cue that announced it; what was found in it stays when it is more than that."""
    low = unit.low
    if tokens.tags[low] != "Q":
        return found
    if found and found[0].content[0][0] == low:
        return found
    return [replace(pending, content=[(low, low + 1)]), *found]


def _headline_colon(tokens: Tokens, low: int, high: int) -> Found | None:
    """*Kerry: US open to ...*: a short name, a colon, a statement."""
    tags = tokens.tags
    for index in range(low + 1, min(high - 2, low + 7)):
        if tags[index] == ":":
            end = phrase_right(tokens, low, index)
            if end != index or tokens.lower[low] in _KICKERS:
                return None
            stop = high
            while stop > index + 2 and tags[stop - 1] == ".":
                stop -= 1
            return Found([(index + 1, stop)], (low, index), (index, index + 1), _COLON, False, "headline-colon", 0.8)
        if tags[index] in {"Q", ",", "x"}:
            return None
    return None


_KICKERS: Final = word_set("headline_kickers")


def _chars(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int]:
    return tokens.starts[span[0]], tokens.ends[span[1] - 1]


def _add_found(tokens: Tokens, found: list[Found], results: list[Attributed]) -> set[int]:
    """Turn token ranges into characters; returns the quotations (tokens) that have an attribution."""
    claimed: set[int] = set()
    tags = tokens.tags
    for item in found:
        quoted = [index for begin, end in item.content for index in range(begin, end) if tags[index] == "Q"]
        if item.content[0][1] - item.content[0][0] == 1 and quoted and quoted[0] in claimed:
            continue
        claimed.update(quoted)
        words = sum(1 for begin, end in item.content for index in range(begin, end) if tags[index] not in _PUNCTUATION)
        kind = "indirect" if not quoted else "direct" if words == len(quoted) else "mixed"
        results.append(
            Attributed(
                pieces=[_chars(tokens, span) for span in item.content],
                kind=kind,
                speaker=_chars(tokens, item.speaker) if item.speaker else None,
                link="mention" if item.speaker else "none",
                carried_from=None,
                via=_chars(tokens, item.via) if item.via else None,
                cue=_chars(tokens, item.cue),
                entry=item.entry,
                negated=item.negated,
                rule=item.rule,
                confidence=item.confidence,
            )
        )
    return claimed


_PUNCTUATION: Final = frozenset({",", ".", ";", ":", "-", "(", ")", "'", "/"})


def _leftovers(
    tokens: Tokens, unit: _Unit, claimed: set[int], quotation_at: dict[int, Quotation], latest: _Latest
) -> None:
    """Quotations of the unit without a cue of their own: joined to the quote before, given a source, or left alone."""
    tags = tokens.tags
    low, high = unit.low, unit.high
    if claimed or (latest.results and latest.count < len(latest.results)):
        # what floats after the sentence goes on with its quotation, if it has one
        fresh = latest.results[latest.count :] or latest.results[-1:]
        latest.quote, latest.near = next((item for item in fresh if item.kind != "indirect"), fresh[-1]), True
        latest.count, latest.paragraph = len(latest.results), unit.paragraph
        return
    lead = low
    while lead < high - 1 and tags[lead] in {"a", "c", ","}:
        lead += 1  # Then, "A."
    if tags[lead] != "Q":
        _introduced(tokens, unit, latest)
        latest.near = False
        return
    near = latest.near and latest.quote is not None and unit.paragraph - latest.paragraph <= 1
    bare = lead == low and _is_bare(tokens, unit, unit)
    quotation = quotation_at.get(tokens.starts[lead])
    if latest.quote is not None and (
        (near and (bare or unit.paragraph == latest.paragraph)) or (quotation and quotation.continues)
    ):
        if bare:
            latest.quote.pieces += [
                _chars(tokens, (index, index + 1)) for index in range(low, high) if tags[index] == "Q"
            ]
        else:
            latest.quote.pieces.append(_chars(tokens, (low, trim(tokens, low, high))))
        latest.near, latest.paragraph = True, unit.paragraph
        if latest.quote.kind == "indirect" or (latest.quote.kind == "direct" and not bare):
            latest.quote.kind = "mixed"


def _introduced(tokens: Tokens, unit: _Unit, latest: _Latest) -> None:
    """*The mayor was blunt: "A"*: a quotation after a colon, of whoever the sentence is about."""
    tags = tokens.tags
    for index in range(unit.low + 2, unit.high):
        if tags[index] == "Q" and tags[index - 1] == ":":
            speaker = _before_colon(tokens, unit.low, index - 1)
            latest.results.append(
                Attributed(
                    pieces=[_chars(tokens, (index, index + 1))],
                    kind="direct",
                    speaker=speaker,
                    link="mention" if speaker else "none",
                    carried_from=None,
                    via=None,
                    cue=_chars(tokens, (index - 1, index)),
                    entry=_COLON,
                    negated=False,
                    rule="colon-quote",
                    confidence=0.7,
                )
            )


def _before_colon(tokens: Tokens, low: int, colon: int) -> tuple[int, int] | None:
    """The source before a colon: the name after the last dash, or what leads the sentence."""
    for index in range(colon - 1, max(low, colon - 8), -1):
        if tokens.tags[index] == "-":
            low = index + 1
            break
    subject = clause_subject(tokens, colon, low)
    if subject:
        return _chars(tokens, (subject.start, subject.end))
    end = phrase_right(tokens, low, colon)
    return _chars(tokens, (low, end)) if end > low else None
