"""The people of one article: every capitalised run that names one, under the fullest name that the article gives."""

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Final

from transforms.annotations.speakers.appositions import BEFORE_OWN_NAME, apposed_phrase, self_given
from transforms.annotations.speakers.closing_names import person_behind_role
from transforms.annotations.speakers.descriptions import Description
from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.name_words import surname_key
from transforms.annotations.speakers.names import NO_NAME, NameRun, known_runs, read_run, run_splitter

_APPOSITION: Final = re.compile(
    r",? (?:who|whose)\b"
    r"|, (?:an?|the|one|his|her|their|who|then|now|chief|head|former|[a-z]+(?: [a-z-]+){0,3} (?:of|at|for|with|and))\b"
    r"|, \d\d\b| \([A-Z]|, (?:said|says|told|tweeted|wrote|added)\b"
)


LONGEST_RUN: Final = 200  # characters of a run that are read: longer ones are no names
_ROLE: Final = 40  # characters before a name in which its bearer's role stands
_MOST: Final = 40  # bearers of one surname who are compared: no article has more, a list of names may
_HONORIFICS: Final = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr."})
_NAME_ENDS: Final = (",", ".", "'", "’", "(")  # after "Will Fox" the name, not after "Will Fox win"

_Written = tuple[int, str]  # start, a run of one word
_Single = tuple[int, int, NameRun]  # start, end, run: may mean somebody whom another place names in full


class Person:
    """One person of an article. ``runs`` counts mentions; ``forms`` are the places of the full name."""

    __slots__ = (
        "bare",
        "beside",
        "described",
        "first",
        "first_start",
        "forms",
        "gender",
        "is_gender_inferred",
        "is_sure",
        "last",
        "mentions",
        "suffix",
        "title",
        "tokens",
        "words",
    )

    def __init__(self, run: NameRun, start: int) -> None:
        self.tokens = run.tokens
        self.first = run.first
        self.last = run.last
        self.suffix = run.suffix
        self.gender = run.gender
        self.is_gender_inferred = False  # from pronouns that follow the name
        self.title = run.title
        self.is_sure = run.kind == "person"
        self.first_start = start
        self.forms: list[tuple[int, int, str]] = []  # start, end, title before the name
        self.mentions = 0
        self.bare = 0  # mentions by the surname alone
        # what the article says of the person, made when a rule asks for it
        self.beside: list[str] | None = None
        self.described: Description | None = None
        self.words: frozenset[str] | None = None

    @property
    def name(self) -> str:
        """The fullest form of the name in the article, without honorifics."""
        return " ".join(self.tokens)


Occurrence = tuple[int, int, Person]  # start, end, whom it names


def _start(occurrence: Occurrence) -> int:
    return occurrence[0]


def _single_start(single: _Single) -> int:
    return single[0]


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names can be one person's: equal, an initial of the other, or a known variant."""
    if one == other:
        return True
    if not one or not other:
        return False
    if (len(one) <= 2 and one[0] == other[0]) or (len(other) <= 2 and one[0] == other[0]):  # "j."
        return True
    variants = lexicon().given_variant
    group = variants.get(one)
    return group is not None and group == variants.get(other)


class People:
    """Index of the people of an article.

    Args:
        text: The article's text.
        kept: Stretches of it that are searched, in order.
        skip_end: Runs before this offset (a headline in capitals) name nobody new, though they count as mentions.
    """

    __slots__ = ("_by_any", "_full_at", "_places", "by_last", "occurrences", "persons", "positions", "text", "things")

    def __init__(self, text: str, kept: list[tuple[int, int]], *, skip_end: int = 0) -> None:
        self.text = text
        self.persons: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.things: dict[str, str] = {}  # first word of an institution of several words: the institution
        self._by_any: dict[str, list[Person]] = {}
        self._places: dict[int, list[int]] | None = None
        self.occurrences: list[Occurrence] = []
        singles, words = self._read_runs(kept, skip_end)
        self._full_at = {start for start, _, _ in self.occurrences}
        singles = self._shared(singles, words)
        self._drop_late(singles, skip_end)
        self._index_parts()
        for single in singles:
            self._place(single, skip_end)
        self.occurrences.sort(key=_start)
        for _, _, person in self.occurrences:
            person.mentions += 1
        self.positions = [item[0] for item in self.occurrences]
        self._settle()

    def _read_runs(self, kept: list[tuple[int, int]], skip_end: int) -> tuple[list[_Single], list[_Written]]:
        """Take the full names of the stretches; the other runs of names, and those of one word, are left for later.

        Runs of one word are most of the runs, and few of them somebody's name.
        """
        singles: list[_Single] = []
        words: list[_Written] = []
        text, known = self.text, known_runs()
        split = run_splitter().split
        for kept_start, kept_end in kept:
            # what stands between runs, and the runs, in turn
            pieces = split(text[kept_start:kept_end])
            offsets = list(accumulate(map(len, pieces), initial=kept_start))
            for place in range(1, len(pieces), 2):
                written = pieces[place]
                if " " in written or "\u00a0" in written:
                    run = known.get(written) or read_run(written[:LONGEST_RUN])
                    if run.kind:
                        self._take((offsets[place], offsets[place + 1], run), singles, skip_end)
                elif not pieces[place - 1].endswith(BEFORE_OWN_NAME) or not self._take_own_name(
                    offsets[place], written
                ):
                    words.append((offsets[place], written))
        return singles, words

    def _take(self, single: _Single, singles: list[_Single], skip_end: int) -> None:
        """Take a run of several words, at once where it is a full name."""
        start, end, run = single
        kind = run.kind
        if kind in ("person", "weak"):
            if run.first and start >= skip_end:
                self.occurrences.append((start, end, self._add(run, start, end)))
            else:
                singles.append(single)
        elif kind == "single":
            if self.text.startswith("Will ", start) and self.text[end : end + 1] in _NAME_ENDS:
                run = NameRun("person", ["Will", *run.tokens], "will", run.last, run.suffix, "m")
                self.occurrences.append((start, end, self._add(run, start, end)))
            else:
                singles.append(single)
        elif kind == "thing" and len(run.tokens) > 1:
            person = person_behind_role(self.text[max(0, start - _ROLE) : start], run)
            if person is not None:
                self.occurrences.append((start, end, self._add(person, start, end)))
            else:
                self.things.setdefault(run.tokens[0], run.name)

    def _take_own_name(self, start: int, written: str) -> bool:
        """Take a word that is a source's own word for its name: "gave his name as Fox"."""
        gender = self_given(self.text, start)
        run = read_run(written[:LONGEST_RUN]) if gender is not None else NO_NAME
        if gender is None or run.kind != "single":
            return False
        end = start + len(written)
        run = NameRun("person", run.tokens, "", run.last, run.suffix, gender)
        self.occurrences.append((start, end, self._add(run, start, end)))
        return True

    def _place(self, single: _Single, skip_end: int) -> None:
        """Find whom a surname, a given name or a name with a title means; a new person by title is added."""
        start, end, run = single
        by_last, by_any = self.by_last, self._by_any
        found = by_last.get(run.last)
        if not found and run.kind == "single":
            found = by_any.get(run.last)
            if not found:
                return
        elif found and run.title and run.kind == "person" and not run.suffix and run.title not in _HONORIFICS:
            found = [person for person in found[:_MOST] if not person.suffix]  # "President Fox" is not Paul Fox Jr.
        if not found and run.title:  # "Sir Paul": a title before the given name
            found = [person for person in by_any.get(run.last, [])[:_MOST] if person.first == run.last]
        if found:
            chosen = self._choose(found, run, start)
            if chosen is not None:
                chosen.bare += 1
                self.occurrences.append((start, end, chosen))
        elif run.title and run.kind == "person" and start >= skip_end:
            added = Person(run, start)
            self.persons.append(added)
            by_last.setdefault(run.last, []).append(added)
            self.occurrences.append((start, end, added))

    def _add(self, run: NameRun, start: int, end: int) -> Person:
        for person in self.by_last.get(run.last, [])[:_MOST]:
            if person.suffix == run.suffix and same_given(person.first, run.first):
                if len(run.tokens) > len(person.tokens) or (person.first.endswith(".") and not run.first.endswith(".")):
                    person.tokens, person.first = run.tokens, run.first
                break
        else:
            person = Person(run, start)
            self.persons.append(person)
            self.by_last.setdefault(run.last, []).append(person)
        person.gender = person.gender or run.gender
        person.title = person.title or run.title
        person.is_sure = person.is_sure or run.kind == "person"
        person.forms.append((start, end, run.title))
        return person

    def _shared(self, singles: list[_Single], words: list[_Written]) -> list[_Single]:
        """Those of the runs that a person can be meant by: most words with a capital are in nobody's name."""
        names = set(self.by_last)
        for person in self.persons:
            for token in person.tokens:
                names.add(plain_word(token))
        for _, _, run in singles:
            if run.title:
                names.add(run.last)
        if not names:
            return []
        shared = [single for single in singles if single[2].last in names]
        for start, written in words:
            # the key without a look at memory that is far away
            is_plain = written.isascii() and written[-1] != "." and "-" not in written
            if (written.lower() if is_plain else surname_key(written)) in names:
                run = read_run(written[:LONGEST_RUN])
                if run.kind == "single":
                    shared.append((start, start + len(written), run))
        shared.sort(key=_single_start)
        return shared

    def _drop_late(self, singles: list[_Single], skip_end: int) -> None:
        """Two unknown words whose second word stands alone before them are no person's full name: "Camp Northmark"."""
        unsure = {person.last for person in self.persons if not person.is_sure}
        if not unsure:
            return
        dropped: set[int] = set()
        for start, _, run in singles:
            if run.last in unsure and run.kind == "single" and start >= skip_end:
                unsure.discard(run.last)  # the first of its singles leaves the later ones nothing to drop
                found = self.by_last[run.last]
                dropped.update(id(person) for person in found if not person.is_sure and start < person.first_start)
                self.by_last[run.last] = [person for person in found if id(person) not in dropped]
        if dropped:
            self.persons = [person for person in self.persons if id(person) not in dropped]

    def _index_parts(self) -> None:
        for person in self.persons:
            for token in person.tokens[:-1]:
                key = plain_word(token)
                if len(key) > 2 and key != person.last:  # not initials
                    self._by_any.setdefault(key, []).append(person)

    def _choose(self, found: list[Person], run: NameRun, start: int) -> Person | None:
        """The one of ``found`` whom the run names; None if that is open."""
        if len(found) == 1:
            person = found[0]
            if run.gender and run.kind == "person":
                if person.gender and person.gender != run.gender and run.title:
                    return None
                person.gender = person.gender or run.gender
            if run.kind == "person":
                person.is_sure = True
            return person
        found = found[:_MOST]
        if run.gender:
            fitting = [person for person in found if person.gender in ("", run.gender)]
            if len(fitting) == 1:
                return fitting[0]
        seen = [person for person in found if person.first_start < start]
        if len(seen) == 1:
            return seen[0]
        bearers = [person for person in seen if person.bare]
        return bearers[0] if len(bearers) == 1 else None

    def _settle(self) -> None:
        """A run of two unknown words is a person if it comes back as a surname or is followed by an apposition."""
        for person in self.persons:
            if not person.is_sure and (
                person.mentions > len(person.forms)
                or any(_APPOSITION.match(self.text, end) for _, end, _ in person.forms)
                or any(apposed_phrase(self.text, start, end) >= 0 for start, end, _ in person.forms)
            ):
                person.is_sure = True

    def candidates(self, run: NameRun, start: int) -> list[Person]:
        """People whom the run can name at ``start``, the best fitting only; empty where the article names none."""
        found = self.by_last.get(run.last, [])[:_MOST]
        if run.kind == "thing":  # "Paul Church" after "the spokesman Paul Church"
            return [p for p in found if p.tokens == run.tokens]
        if run.first:
            return [p for p in found if p.suffix == run.suffix and same_given(p.first, run.first)]
        if run.suffix:
            with_suffix = [p for p in found if p.suffix == run.suffix]
            found = with_suffix or found
        elif len(found) > 1:
            found = [p for p in found if not p.suffix] or found
        if not found:
            found = self._by_any.get(run.last, [])[:_MOST]
            if found:
                family = [
                    p for p in found if p.tokens[0] in lexicon().family_first and plain_word(p.tokens[0]) == run.last
                ]
                found = family or found
        if len(found) > 1 and run.gender:
            fitting = [p for p in found if p.gender in ("", run.gender)]
            found = [p for p in fitting if p.gender] or fitting or found
        if len(found) > 1:
            sure = [p for p in found if p.is_sure]
            found = sure or found
        if len(found) > 1:
            before = [p for p in found if p.first_start < start]
            found = before or found
        return found

    def around(self, position: int) -> Person | None:
        """Whose full name began before the position and goes on there: a mention may lack the first words of it."""
        at = bisect_left(self.positions, position) - 1
        if at < 0:
            return None
        start, end, person = self.occurrences[at]
        return person if end > position and start in self._full_at else None

    def places_of(self, person: Person) -> list[int]:
        """Where among the occurrences the person's are; all people's are collected when the first is asked for."""
        if self._places is None:
            places: dict[int, list[int]] = {}
            for place, (_, _, named) in enumerate(self.occurrences):
                places.setdefault(id(named), []).append(place)
            self._places = places
        return self._places.get(id(person), [])

    def before(self, position: int) -> int:
        """Number of occurrences that begin before ``position``."""
        return bisect_left(self.positions, position)
