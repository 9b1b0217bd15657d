"""What an article does to the canonical text of a variant: words cut, added, replaced, spelled otherwise, other marks.

Only quotations are edited: words in quotation marks, which promise to be the source's own. An article that quotes a
variant twice is read by its fullest rendering, and by what its other clauses add to that.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from transforms.corpus.variants.clauses import ELLIPSIS, Clause, Sentence
from transforms.corpus.variants.matching import align
from transforms.corpus.variants.touching import Marker, find_markers
from transforms.corpus.variants.wording import Wording

BETWEEN: Final = " … "  # parts of a clause, as of a quote
_FEWEST_MORE: Final = 3  # words of the canonical text that a second clause adds to the fullest one
_ASIDE: Final = 8  # characters beside a stretch in which an ellipsis or a bracket counts
_PUNCTUATION: Final = "punctuation"
_LOST: Final = "lost condition"
_FEW: Final = 3  # words in which a cut begins with a condition: "but only if"
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_UNMARKED: Final = re.compile(r"[\s\"“”„«»‘’'\[\]()]+")
_DASHES: Final = re.compile(r"[–—‒―\-]+")


class Edit(NamedTuple):
    """A row of ``variant_edits``, less its variant and article."""

    char_start: int
    edit_kind: str
    position: str
    canonical_text: str | None
    outlet_text: str | None
    canonical_char_start: int
    canonical_char_end: int
    outlet_char_start: int
    outlet_char_end: int
    touches_negation: bool
    touches_condition: bool
    touches_hedge: bool
    touches_number: bool
    is_condition_lost: bool
    is_marked: bool
    is_outside_quotes: bool


class Words(NamedTuple):
    """Words of one or several clauses, in order, each with the sentence and the stretch that hold it."""

    words: list[int]
    starts: list[int]
    ends: list[int]
    parts: list[tuple[int, int]]
    sentences: list[Sentence]

    @classmethod
    def of(cls, clauses: Sequence[Clause], sentences: Mapping[int, Sentence]) -> "Words":
        """The words of clauses of one article."""
        made = cls([], [], [], [], [])
        for clause in clauses:
            running = clause.running
            made.words.extend(running.words)
            made.starts.extend(running.starts)
            made.ends.extend(running.ends)
            if len(clause.parts) == 1:
                made.parts.extend(clause.parts * len(running.words))
            else:
                for start in running.starts:
                    made.parts.append(next(part for part in clause.parts if part[0] <= start < part[1]))
            made.sentences.extend([sentences[clause.sentence]] * len(running.words))
        return made

    def text(self, first: int, last: int) -> str | None:
        """The text of some words, None of none; parts of a clause are joined as a quote's are."""
        if first == last:
            return None
        stretches: list[tuple[int, int, int]] = []
        for at in range(first, last):
            if stretches and self.parts[stretches[-1][0]] == self.parts[at]:
                stretches[-1] = (*stretches[-1][:2], self.ends[at])
            else:
                stretches.append((at, self.starts[at], self.ends[at]))
        return BETWEEN.join(self.sentences[at].between(start, end) for at, start, end in stretches)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where some words stand in the article's text; of none, where they would."""
        if first < last:
            return self.starts[first], self.ends[last - 1]
        place = self.ends[first - 1] if first else self.starts[0]
        return place, place

    def gap(self, at: int) -> str | None:
        """What stands between a word and the next; None where they are in two parts."""
        if self.parts[at] != self.parts[at + 1]:
            return None
        end = self.ends[at]
        if self.starts[at + 1] == end + 1:  # a blank, nearly always
            return self.sentences[at].text[end - self.sentences[at].start]
        return self.sentences[at].between(self.ends[at], self.starts[at + 1])


class _Change(NamedTuple):
    """Words ``first`` to ``last`` of the canonical text became ``other_first`` to ``other_last`` of the outlet's."""

    kind: str
    first: int
    last: int
    other_first: int
    other_last: int


def choose_clauses(canonical: Clause, clauses: Sequence[Clause], wording: Wording) -> list[Clause]:
    """The clauses of an article that render the canonical one, in its order: the fullest, and what others add to it."""
    if len(clauses) == 1:
        return list(clauses)
    stems = wording.letters(canonical.running.words)
    kept = [{place for place, _ in align(stems, wording.letters(clause.running.words))} for clause in clauses]
    order = sorted(range(len(clauses)), key=lambda at: (-len(kept[at]), at))
    covered: set[int] = set()
    chosen = []
    for at in order:
        if not covered or (len(kept[at] - covered) >= _FEWEST_MORE and not kept[at] & covered):
            chosen.append(at)
            covered |= kept[at]
    return [clauses[at] for at in sorted(chosen, key=lambda at: min(kept[at]))]


def find_edits(canonical: Words, outlet: Words, outside: frozenset[str], wording: Wording) -> list[Edit]:
    """The edits of an article's rendering, in the order of the canonical text.

    Args:
        canonical: Words of the canonical text.
        outlet: Words of the article's rendering.
        outside: Stems of the words beside the quotation marks, in the same sentences.
        wording: Of all of them.
    """
    if canonical.words == outlet.words:  # most articles quote what others do
        pairs = [(at, at) for at in range(len(canonical.words))]
        return [_mark_edit(change, canonical, outlet) for change in _punctuation(canonical, outlet, pairs)]
    pairs = align(wording.letters(canonical.words), wording.letters(outlet.words))
    changes = list(_changes(canonical, outlet, pairs, wording))
    changed = {place for change in changes if change.kind == "replaced" for place in range(change.first, change.last)}
    kept = [place for place, _ in pairs if place not in changed]
    markers = [find_markers(tuple([wording.terms[word] for word in side.words])) for side in (canonical, outlet)]
    edits = []
    for change in changes:
        position = _position(change, kept)
        is_outside = _stands_outside(change, canonical, position, outside, wording)
        touched = _touched(change, *markers)
        edits.append(_edit(change, canonical, outlet, position=position, touched=touched, is_outside=is_outside))
    edits += (_mark_edit(change, canonical, outlet) for change in _punctuation(canonical, outlet, pairs))
    return sorted(edits, key=lambda edit: (edit.canonical_char_start, edit.outlet_char_start, edit.edit_kind))


def _changes(canonical: Words, outlet: Words, pairs: Sequence[tuple[int, int]], wording: Wording) -> Iterator[_Change]:
    """What is not the same, in order; words spelled otherwise that stand together are one change."""
    spelled: _Change | None = None
    for (place, other), (after, other_after) in pairwise([(-1, -1), *pairs, (len(canonical.words), len(outlet.words))]):
        change = _Change("", place + 1, after, other + 1, other_after)
        if change.first < change.last or change.other_first < change.other_last:
            if spelled:
                yield spelled
                spelled = None
            yield change._replace(kind=_kind(change, canonical, outlet, wording))
        if after == len(canonical.words):
            break
        word, own = canonical.words[after], outlet.words[other_after]
        is_spelled = wording.terms[word] == wording.terms[own] and wording.written[word] != wording.written[own]
        if spelled and not is_spelled:
            yield spelled
            spelled = None
        if is_spelled:
            first = spelled or _Change("spelling", after, after, other_after, other_after)
            spelled = first._replace(last=after + 1, other_last=other_after + 1)
        elif wording.terms[word] != wording.terms[own]:
            yield _Change("replaced", after, after + 1, other_after, other_after + 1)
    if spelled:
        yield spelled


def _kind(change: _Change, canonical: Words, outlet: Words, wording: Wording) -> str:
    if change.first == change.last:
        return "added"
    if change.other_first == change.other_last:
        return "cut"
    sides = (canonical.words[change.first : change.last], outlet.words[change.other_first : change.other_last])
    letters = [_NO_LETTERS.sub("", "".join(wording.terms[word] for word in side)) for side in sides]
    return "spelling" if letters[0] == letters[1] else "replaced"


def _position(change: _Change, kept: Sequence[int]) -> str:
    if not kept or change.last <= kept[0]:
        return "start"
    return "end" if change.first > kept[-1] else "middle"


def _touched(change: _Change, markers: Sequence[Marker], other_markers: Sequence[Marker]) -> frozenset[str]:
    """Classes of words of which a change takes, or brings, a phrase, and whether it takes a condition alone."""
    if change.kind not in ("cut", "added", "replaced"):
        return frozenset()
    gone = Counter(m[:2] for m in markers if change.first <= m.first and m.last <= change.last)
    come = Counter(m[:2] for m in other_markers if change.other_first <= m.first and m.last <= change.other_last)
    touched = {kind for kind, _ in (gone - come) + (come - gone)}
    opening = change.first + _FEW
    if any(kind == "condition" for kind, _ in gone - come) and any(
        m.kind == "condition" and change.first <= m.first < opening and m.last <= change.last for m in markers
    ):
        touched.add(_LOST)
    return frozenset(touched)


def _edit(
    change: _Change, canonical: Words, outlet: Words, *, position: str, touched: frozenset[str], is_outside: bool
) -> Edit:
    if change.kind == _PUNCTUATION:
        start, end = canonical.ends[change.first], canonical.starts[change.last]
        own_start, own_end = outlet.ends[change.other_first], outlet.starts[change.other_last]
        texts = [side.gap(at) or "" for side, at in ((canonical, change.first), (outlet, change.other_first))]
        text, own_text = (found.strip() or None for found in texts)
    else:
        start, end = canonical.span(change.first, change.last)
        own_start, own_end = outlet.span(change.other_first, change.other_last)
        text = canonical.text(change.first, change.last)
        own_text = outlet.text(change.other_first, change.other_last)
    # words that are cut belong to the stretch in which they stood: that of the word before them
    at = change.other_first - (change.other_first == change.other_last and change.other_first > 0)
    return Edit(
        outlet.parts[at][0],
        change.kind,
        position,
        text,
        own_text,
        start,
        end,
        own_start,
        own_end,
        "negation" in touched,
        "condition" in touched,
        "hedge" in touched,
        "number" in touched,
        _LOST in touched,
        _is_marked(change, outlet),
        is_outside,
    )


def _mark_edit(change: _Change, canonical: Words, outlet: Words) -> Edit:
    """The edit of a mark between two words."""
    return _edit(change, canonical, outlet, position="middle", touched=frozenset(), is_outside=False)


def _is_marked(change: _Change, outlet: Words) -> bool:
    """Whether an ellipsis stands where words were cut, or brackets where others were put."""
    if change.kind not in ("cut", "added", "replaced"):
        return False
    before, after = change.other_first - 1, change.other_last
    left = outlet.ends[before] if before >= 0 else outlet.starts[0] - _ASIDE
    right = outlet.starts[after] if after < len(outlet.words) else outlet.ends[-1] + _ASIDE
    beside = outlet.sentences[max(before, 0)].between(left, right)
    return bool(ELLIPSIS.search(beside)) or "[" in beside or "]" in beside


def _stands_outside(
    change: _Change, canonical: Words, position: str, outside: frozenset[str], wording: Wording
) -> bool:
    """Whether words that were cut stand beside the quotation marks: half of them that say something, at least.

    Where none does, all of them have to, at an end of the quotation, with a pronoun of any person for any other: "I" is
    "he" in paraphrase.
    """
    if change.kind != "cut":
        return False
    cut = canonical.words[change.first : change.last]
    content = [wording.stems[word] for word in cut if wording.is_content[word]]
    if content:
        return 2 * sum(stem in outside for stem in content) >= len(content)
    if position == "middle":
        return False
    has_person = not wording.persons.isdisjoint(outside)
    stems = [wording.stems[word] for word in cut]
    return all(stem in outside or (has_person and stem in wording.persons) for stem in stems)


def _punctuation(canonical: Words, outlet: Words, pairs: Sequence[tuple[int, int]]) -> Iterator[_Change]:
    """Other marks between two words that stand together in both."""
    for (place, other), (after, other_after) in pairwise(pairs):
        if after != place + 1 or other_after != other + 1:
            continue
        gaps = canonical.gap(place), outlet.gap(other)
        if gaps[0] == gaps[1] or None in gaps:
            continue
        marks = [_UNMARKED.sub("", _DASHES.sub("—", ELLIPSIS.sub("", gap or ""))) for gap in gaps]
        if marks[0] != marks[1]:
            yield _Change(_PUNCTUATION, place, after, other, other_after)
