"""Put the pieces of an article's quotes together.

What the rules found in each unit becomes attributions in characters; quotations without a cue of their own join the
quote that they go on with, take the source that announced them, or inherit the source of the quote before.
"""

import re
from typing import Final

from transforms.annotations.attribution.clauses import is_reporting
from transforms.annotations.attribution.complements import skip_phrases
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.headlines import COLON_CUE
from transforms.annotations.attribution.marks import Quotation
from transforms.annotations.attribution.mentions import (
    FORMS_OF_BE,
    clause_subject,
    phrase_right,
    subject_before,
    verb_group_start,
)
from transforms.annotations.attribution.phrases import trim
from transforms.annotations.attribution.reading import is_bare
from transforms.annotations.attribution.tags import (
    ADVERB,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    OPEN,
    PUNCTUATION,
    QUOTATION,
    STOP,
)
from transforms.annotations.attribution.tokens import Tokens, is_open_class
from transforms.annotations.attribution.units import HEADINGS, Unit

_ANNOUNCING_FORMS: Final = frozenset({"past", "third", "base", "gerund"})
_NO_CUE: Final = Cue("", "")
_BLOCK: Final = "announced-block"
_ENCLITICS: Final = frozenset({"'s", "'", "'ve", "'re", "'m", "'d", "'ll"})
_SHORTEST_CARRIED: Final = 25  # characters: shorter quotations without a cue are names, titles, cries
_SHORTEST_BLOCK: Final = 30  # characters of a sentence: shorter ones are labels, adverts
_FIRST_PERSON: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
_AFTER_ALONE: Final = frozenset({"", "\n", "-", "–", "—", "―"})  # the end, or a byline
_SHORTEST_PULLED: Final = 40  # characters of a quotation that tell it from all others
_CLOSING: Final = ' .,\n"”'
_LONGEST_NAME: Final = 80  # characters of a name with its office in the line below a quotation
_LONGEST_BYLINE: Final = 14  # tokens of a byline behind a quotation, dash and office included
_NOBODY: Final = frozenset({"it", "this", "that", "these", "those", "a", "an"})  # what these open hardly speaks
_PERSONAL: Final = frozenset({"he", "she", "they", "we", "i", "you", "who"})
_FARTHEST_CARRIED: Final = 2  # paragraphs back to the quote whose source a quotation without a cue inherits


class Attributed:
    """An attribution in characters. ``carried_from`` is the quote whose source it inherits."""

    __slots__ = ("carried_from", "cue", "found", "kind", "pieces", "speaker", "via")

    def __init__(self, found: Found, pieces: list[Span], kind: str, carried_from: "Attributed | None") -> None:
        """What a rule found, without the places of speaker and cue yet."""
        self.found = found
        self.pieces = pieces
        self.kind = kind
        self.carried_from = carried_from
        self.speaker: Span | None = None
        self.via: Span | None = None
        self.cue: Span | None = None


class Linker:
    """Collects the attributions of one article, unit by unit in reading order, in ``results``."""

    def __init__(self, text: str, tokens: Tokens, quotations: list[Quotation]) -> None:
        self._text = text
        self.results: list[Attributed] = []
        self._tokens = tokens
        self._quotation_at = {quotation.start: quotation for quotation in quotations}
        self._latest: Attributed | None = None  # the quote that a floating quotation goes on with
        self._near = False  # nothing but quotations stands between it and here
        self._paragraph = -9  # where it or its last piece stood
        self._narration: Unit | None = None  # the last unit that holds neither
        self._waiting: list[Span] = []  # quotations that go on in the next paragraph, whose source is yet to come
        self._pending: Found | None = None  # a cue that announces the next paragraph
        self._alone: tuple[Span, int] | None = None  # a quotation that is its whole paragraph, and that paragraph
        self._block: Attributed | None = None  # whose content the paragraph at hand is, without marks

    def pass_over(self, unit: Unit) -> None:
        """Take a unit that was not read: there is nothing in it, unless a cue announced it."""
        self._take_block(unit)
        self._pending = self._narration = None
        self._near = False

    def _take_block(self, unit: Unit) -> None:
        """A paragraph without marks after *Ruiz wrote:* is what she wrote, to its end."""
        begins = unit.first_paragraph - self._paragraph == 1
        if self._pending and self._pending.rule == _BLOCK and begins and self._is_prose(unit):
            self._block = self._append(self._pending, "indirect")
            self._block.pieces.append((self._first_letter(unit), unit.end))
            self._paragraph = unit.paragraph
        elif self._block and unit.first_paragraph == unit.paragraph == self._paragraph:
            self._block.pieces[-1] = (self._block.pieces[-1][0], unit.end)
        elif self._block and begins and self._is_prose(unit) and _FIRST_PERSON.search(self._text, unit.start, unit.end):
            self._block.pieces.append((self._first_letter(unit), unit.end))  # the outlet has no *we* in its news
            self._paragraph = unit.paragraph
        else:
            self._block = None

    def _is_own(self, item: Found) -> bool:
        """Whether the source is a *we* or an *I*."""
        return item.speaker is not None and self._tokens.lower[item.speaker[1] - 1] in {"we", "i"}

    def _first_letter(self, unit: Unit) -> int:
        start = unit.start
        while self._text[start].isspace():
            start += 1
        return start

    def _is_prose(self, unit: Unit) -> bool:
        return not unit.quoted and unit.role == "body" and unit.end - unit.start >= _SHORTEST_BLOCK

    def add(self, unit: Unit, found: list[Found]) -> None:
        """Take what the rules found in a unit, and see to its quotations without a cue."""
        tokens = self._tokens
        tokens.locate(unit)
        self._take_block(unit)
        if self._block:
            found = [item for item in found if not self._is_own(item)]  # "We regret A": it is all theirs
        announced = (
            self._pending
            and not self._block
            and unit.first_paragraph - self._paragraph == 1
            and tokens.tags[unit.low] == QUOTATION
        )
        if self._pending and announced and not (found and found[0].content[0][0] == unit.low):
            found = [self._pending.reporting([(unit.low, unit.low + 1)], "announced"), *found]
        self._pending = None
        if found:
            self._add_found(unit, found)
        elif (signed := self._signed(unit)) is not None:
            self._add_signed(unit, signed)
        elif unit.quoted:
            self._add_leftovers(unit)
        else:
            self._near = False
            self._narration = unit
        if tokens.tags[unit.high - 1] == COLON and unit.role not in HEADINGS:
            self._pending = self._announcing(unit)
            self._paragraph = unit.paragraph

    def _add_found(self, unit: Unit, found: list[Found]) -> None:
        first = len(self.results)
        waiting, self._waiting = self._waiting, []
        claimed: set[int] = set()
        tags = self._tokens.tags
        if found[0].content[0][0] < unit.low and self.results:
            first -= self._take_back(found[0])
        for item in found:
            quoted: list[int] = []
            for begin, end in item.content:
                if QUOTATION in tags[begin:end]:
                    quoted += [index for index in range(begin, end) if tags[index] == QUOTATION]
            if quoted and quoted[0] in claimed and item.content[0][1] - item.content[0][0] == 1:
                continue
            kind = "indirect"
            if quoted:
                claimed.update(quoted)
                bare = all(
                    tags[i] == QUOTATION or tags[i] & PUNCTUATION
                    for begin, end in item.content
                    for i in range(begin, end)
                )
                kind = "direct" if bare else "mixed"
            self._append(item, kind)
        fresh = self.results[first:]
        if waiting and fresh:
            # "A. (new paragraph) "B," she said: the earlier paragraphs are hers, too
            opening = self._quotation_at.get(fresh[0].pieces[0][0])
            if opening and opening.continues:
                fresh[0].pieces[:0] = waiting
        if fresh:
            # what floats after the sentence goes on with its quotation, if it has one
            self._latest = next((item for item in fresh if item.kind != "indirect"), fresh[-1])
            self._near, self._paragraph = True, unit.paragraph

    def _take_back(self, item: Found) -> int:
        """Number of quotes dropped: '"Why now?" Ruiz asked.' was split after the question mark, and hers alone."""
        if self.results[-1].found.rule == "quote-alone":
            self.results.pop()
            return 1
        latest = self._latest
        if latest is not None and len(latest.pieces) > 1:
            own = self._tokens.start(item.content[0][0])
            latest.pieces = [piece for piece in latest.pieces if piece[0] < own]
        return 0

    def _append(self, item: Found, kind: str, carried_from: Attributed | None = None) -> Attributed:
        tokens = self._tokens
        made = Attributed(
            item, [(tokens.start(begin), tokens.end(end - 1)) for begin, end in item.content], kind, carried_from
        )
        if item.speaker:
            made.speaker = self._mention(item.speaker)
        if item.via:
            made.via = self._chars(item.via)
        first, after = item.cue
        if after > first:
            made.cue = (tokens.start(first), tokens.end(after - 1))
        self.results.append(made)
        return made

    def _chars(self, span: Span) -> Span:
        return self._tokens.start(span[0]), self._tokens.end(span[1] - 1)

    def _mention(self, span: Span) -> Span:
        """A source without what is glued to it: *Ruiz's*, *she's*, *they've*."""
        start, end = self._chars(span)
        word = self._tokens.lower[span[1] - 1]
        if "'" not in word:
            return start, end
        cut = word.rfind("'")
        return (start, end - len(word) + cut) if cut > 0 and word[cut:] in _ENCLITICS else (start, end)

    def _add_leftovers(self, unit: Unit) -> None:
        """A unit with quotations and no attribution."""
        tags = self._tokens.tags
        low, high = unit.low, unit.high
        lead = low
        while lead < high - 1 and tags[lead] & (COMMA | CONJUNCTION | ADVERB):
            lead += 1  # Then, "A."
        if tags[lead] != QUOTATION or self._is_subject(lead, high):
            self._near = False
            self._add_introduced(unit)
            return
        bare = lead == low and is_bare(self._tokens, unit)
        if bare and self._is_alone(unit):
            self._alone = (self._chars((low, high - (tags[high - 1] != QUOTATION))), unit.paragraph)
        if bare and self._is_shouted(low):
            self._near = False
            return
        if bare and self._is_alone(unit) and (stands := self._stands_elsewhere(low)) is not None:
            self._add_pulled(unit, stands)
            return
        latest = self._latest
        near = (
            self._near and unit.first_paragraph - self._paragraph <= 1 and (bare or unit.paragraph == self._paragraph)
        )
        quotation = self._quotation_at.get(self._tokens.start(lead))
        if bare and quotation and not quotation.closed and (latest is None or not near):
            self._waiting.append(self._chars((lead, lead + 1)))
        if latest is None or not (near or (quotation and quotation.continues)):
            self._near = False
            if bare:
                self._add_carried(unit)
            return
        if bare:
            latest.pieces += [self._chars((index, index + 1)) for index in range(low, high) if tags[index] == QUOTATION]
        else:
            latest.pieces.append(self._chars((low, trim(self._tokens, low, high))))
        if latest.kind == "indirect" or not bare:
            latest.kind = "mixed"
        self._near, self._paragraph = True, unit.paragraph

    def _is_subject(self, index: int, high: int) -> bool:
        """*"A," is his answer*: whether something is said of a quotation, which so goes on with nothing before it."""
        verb = index + 1
        if verb < high and self._tokens.tags[verb] == COMMA:
            verb += 1
        return verb < high and self._tokens.lower[verb] in FORMS_OF_BE

    def _signed(self, unit: Unit) -> int | None:
        """The dash before a byline: *"A." — Ana Ruiz* in one line, or alone in the line behind a quotation."""
        tags, low, high = self._tokens.tags, unit.low, unit.high
        dash = low
        while dash < high and tags[dash] & (QUOTATION | STOP | COMMA):
            dash += 1
        behind = dash > low or (self._alone is not None and unit.first_paragraph - self._alone[1] <= 1)
        if not behind or dash + 1 >= high or tags[dash] != DASH or not self._tokens.capital(dash + 1):
            return None
        end = phrase_right(self._tokens, dash + 1, high, names=True)
        closed = end > dash + 1 and (end >= high or tags[end] & (COMMA | STOP) != 0)
        return dash if closed and high - dash <= _LONGEST_BYLINE else None

    def _add_signed(self, unit: Unit, dash: int) -> None:
        """A quotation and the byline behind it."""
        low = unit.low
        name = (dash + 1, phrase_right(self._tokens, dash + 1, unit.high, names=True))
        if dash > low:
            content = [(index, index + 1) for index in range(low, dash) if self._tokens.tags[index] == QUOTATION]
            item = Found(content, name, (dash, dash + 1), COLON_CUE, rule="byline")
            self._append(item, "direct")
        elif self._alone is not None:
            item = Found([], name, (dash, dash + 1), COLON_CUE, rule="byline")
            made = self._append(item, "direct")
            made.pieces.append(self._alone[0])
        self._latest, self._near, self._paragraph = self.results[-1], True, unit.paragraph
        self._alone = None

    def _is_alone(self, unit: Unit) -> bool:
        """Whether nothing but the quotation stands in its paragraph."""
        start, end = unit.start, unit.end
        while self._text[start : start + 1].isspace():
            start += 1
        while self._text[end : end + 1] == " ":
            end += 1
        return self._text[start - 1 : start] in {"", "\n"} and self._text[end : end + 1] in _AFTER_ALONE

    def _stands_elsewhere(self, index: int) -> int | None:
        """Where the words of a quotation stand in the text once more: a page shows them in a box beside the text."""
        start, end = self._chars((index, index + 1))
        while start < end and not self._text[start].isalnum():
            start += 1
        words = self._text[start : min(end, start + _SHORTEST_PULLED)]
        if len(words) < _SHORTEST_PULLED or "\n" in words:
            return None
        first = self._text.find(words)
        other = first if first != start else self._text.find(words, start + 1)
        return other if other >= 0 else None

    def _add_pulled(self, unit: Unit, stands: int) -> None:
        """A quotation that is set into the text again, of whom the line below it names, or of whose words they are."""
        start, end = self._chars((unit.low, unit.low + 1))
        name = self._name_below(start, end)
        origin = next((one for one in self.results if any(low <= stands < high for low, high in one.pieces)), None)
        if name is None and origin is None:
            self._add_carried(unit)
            return
        item = Found([], None, (0, 0), _NO_CUE, rule="quote-alone" if name is None else "byline")
        made = Attributed(item, [(start, end)], "direct", origin if name is None else None)
        if name is not None:
            made.pieces, made.speaker = [(start, len(self._text[: name[0]].rstrip()))], name
        self.results.append(made)
        self._paragraph = unit.paragraph

    def _name_below(self, start: int, end: int) -> Span | None:
        """The name in the last line between the marks of a quotation."""
        line = self._text.rfind("\n", start, end) + 1
        name = self._text[line:end].rstrip(_CLOSING)
        is_name = 0 < len(name) <= _LONGEST_NAME and name[0].isupper() and is_open_class(name.partition(" ")[0])
        return (line, line + len(name)) if line and is_name else None

    def _is_shouted(self, index: int) -> bool:
        """Whether a quotation is in capitals throughout: a heading between paragraphs."""
        start, end = self._chars((index, index + 1))
        return self._text[start:end].isupper()

    def _add_carried(self, unit: Unit) -> None:
        """A quotation that stands alone: the source of the quote shortly before it, if it is long enough for speech."""
        latest = self._latest
        start, end = self._chars((unit.low, unit.high))
        if end - start < _SHORTEST_CARRIED:
            return
        content = [(index, index + 1) for index in range(unit.low, unit.high) if self._tokens.tags[index] == QUOTATION]
        item = Found(content, self._actor(unit), (0, 0), _NO_CUE, rule="quote-alone")
        if item.speaker:
            self._append(item, "direct")
        elif latest is None or unit.paragraph - self._paragraph > _FARTHEST_CARRIED:
            return
        else:
            self._append(item, "direct", carried_from=latest.carried_from or latest)
        self._near, self._paragraph, self._latest = True, unit.paragraph, self.results[-1]

    def _actor(self, unit: Unit) -> Span | None:
        """*Ruiz shook her head. "A."*: who acts in the sentence right before, in the same paragraph."""
        told = self._narration
        if told is None or told.high != unit.low or told.paragraph != unit.paragraph:
            return None
        subject = clause_subject(self._tokens, told.high, told.low)
        if subject is None or subject.first != told.low or self._tokens.lower[told.low] in _NOBODY:
            return None
        lower, last = self._tokens.lower, subject.end - 1
        is_named = lower[last] in _PERSONAL or self._tokens.capital(last)
        if not is_named and lower[subject.end : subject.end + 1] and lower[subject.end] in FORMS_OF_BE:
            return None  # "The stands were full. "A.""
        return (subject.start, subject.end)

    def _add_introduced(self, unit: Unit) -> None:
        """*The mayor was blunt: "A"*: a quotation after a colon, of whoever the sentence is about."""
        tags = self._tokens.tags
        for index in range(unit.low + 2, unit.high):
            if tags[index] == QUOTATION and tags[index - 1] == COLON:
                speaker = self._before_colon(unit.low, index - 1)
                cue = (index - 1, index)
                item = Found([(index, index + 1)], speaker, cue, COLON_CUE, rule="colon-quote")
                self._append(item, "direct")
                self._latest, self._near, self._paragraph = self.results[-1], True, unit.paragraph

    def _before_colon(self, low: int, colon: int) -> Span | None:
        """The source before a colon: the name after the last dash, or what leads the sentence."""
        tokens = self._tokens
        for index in range(colon - 1, max(low, colon - 8), -1):
            if tokens.tags[index] == DASH:
                low = index + 1
                break
        subject = clause_subject(tokens, colon, low)
        if subject:
            return (subject.start, subject.end)
        for index in range(max(low, colon - _LONGEST_BYLINE), colon - 1):
            if tokens.lower[index] == "from" and (index == low or tokens.lower[index - 1] == "more"):
                end = phrase_right(tokens, index + 1, colon)  # "More from Ruiz: "A""
                return (index + 1, end) if end == colon else None
        end = phrase_right(tokens, low, colon)
        return (low, end) if end > low and tokens.tags[low] != ADVERB else None

    def _announcing(self, unit: Unit) -> Found | None:
        """*Ruiz said:* at the end of a paragraph: the cue and the source of the next paragraph, without content yet."""
        tokens = self._tokens
        low, colon = unit.low, unit.high - 1
        if QUOTATION in tokens.tags[low:colon]:
            return None
        for index in range(colon - 1, max(low - 1, colon - 15), -1):
            cue = is_reporting(tokens, index, _ANNOUNCING_FORMS) if tokens.tags[index] == OPEN else None
            if cue is None or "quote" not in cue.frames:
                continue
            speaker: Span | None = None
            subject = subject_before(tokens, verb_group_start(tokens, index, low)[0], low)
            if subject:
                speaker = (subject.start, subject.end)
            elif phrase_right(tokens, index + 1, colon, names=True) > index + 1:
                speaker = (index + 1, phrase_right(tokens, index + 1, colon, names=True))
            near = cue.form != "gerund" and skip_phrases(tokens, index + 1, colon) == colon
            plain = subject is not None and tokens.lower[subject.first - 1 if subject.first > low else low] != "what"
            return Found([], speaker, (index, index + 1), cue, rule=_BLOCK if near and plain else "announced")
        subject = clause_subject(tokens, colon, low)
        speaker = (subject.start, subject.end) if subject else None
        return Found([], speaker, (colon, colon + 1), COLON_CUE, rule="announced")
