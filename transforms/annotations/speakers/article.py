"""One article under resolution: its people, its quotations, and who has spoken so far."""

import re
from bisect import bisect_right
from typing import Final

from transforms.annotations.speakers.appositions import apposed_phrase
from transforms.annotations.speakers.descriptions import (
    NOTHING,
    Description,
    merge_descriptions,
    normal_words,
    read_description,
)
from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.name_words import surname_key
from transforms.annotations.speakers.people import People, Person
from transforms.annotations.speakers.speaker import Sentences, Speaker, person_speaker

_GAP: Final = 40  # characters between sentences that need no new search: white space, a short credit
_MOST_DESCRIBED: Final = 40  # people of one description who are compared
_MOST_LOOKS: Final = 1_000  # searches of the whole text: the cost stays linear, and no article asks for a tenth of it
_FORMS_READ: Final = 4  # later full forms of a name say what the first ones said
_TITLE_REACH: Final = 70  # characters before a name in which a title in small letters stands
_TITLE_WORDS: Final = 8  # no title is longer
_PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Hh]is|him|himself|[Ss]he|[Hh]ers?|herself)\b")
_PRONOUN_REACH: Final = 120  # characters after a name in which a pronoun may mean its bearer
_PRONOUN_LOOKS: Final = 12  # mentions of a name after which pronouns are sought
_FEWEST_PRONOUNS: Final = 2
_STOPS: Final = frozenset(',;:()[]-–—“”"')  # marks across which no title reaches
_APPOSITION: Final = re.compile(
    r"(?:,? \(([^)]{2,60})\))?,? ?(?:(?<=, )|(?<=\) ))"
    r"((?:an?|the|one of|then|now|former|chief|head|president|director|professor|senior|executive|\d\d|[DRI]-)\b"
    r"(?:[^.;:“”\"\n]|(?<=\b[A-Z])\.(?=\S)){2,110}?)(?=,|\.|;|:| said\b| says\b| told\b| who\b|“|\"|\n|$)"
)
_CLAUSE: Final = re.compile(r"(?:the|an?) (?:[\w’'-]+ ){1,3}(?:\w+ed|has|had|is|was|will|would|says|goes|went)\b")
_HOME_AFTER: Final = re.compile(r"(?: of|,) ((?:[A-Z][\w.]+)(?: [A-Z]\w+)?)(?=[ ,.;])")
_PARTY_AFTER: Final = re.compile(r"[, (]+([DRI](?:em|ep)?\.?[-–—][A-Z][\w.]*)")
_QUOTATION: Final = re.compile(r"[\"“„«»]([^\"”»\n]*+)[\"”»\n]?")  # an opening mark inside it is part of it
# some archives write a mark as two apostrophes
_QUOTATION_OF_PAIRS: Final = re.compile(r"(?:[\"“„«»]|'')((?:[^\"”»\n']|'(?!'))*+)(?:[\"”»\n]|'')?")
_MARKS: Final = frozenset("\"“„«'")
_OUTSIDE: Final = 1.0  # weight of a sentence in the narrator's words
_BEGINS_QUOTED: Final = 0.5  # of one that begins with a mark: its cue is the narrator's
_INSIDE: Final = 0.1  # of one inside a quotation, which does not move the reader on


def _stands_inside(text: str, word: str) -> bool:
    at = text.find(f" {word}")
    while at >= 0:
        end = at + 1 + len(word)
        before, after = text[at - 1 : at], text[end : end + 1]
        if ("a" <= before <= "z" or before == ",") and not (after.isalnum() or after == "_"):
            return True
        at = text.find(f" {word}", end)
    return False


class Article:
    """The context that the rules share.

    Args:
        text: The article's text.
        sentences: Its sentences in the order of the text.
        byline: Names of its authors, for mentions in the first person.
    """

    __slots__ = (
        "_by_word",
        "_inside",
        "_looks",
        "_paragraphs",
        "_quoted",
        "_weights",
        "apposed",
        "byline",
        "grammar",
        "institutions",
        "longer",
        "people",
        "sentences",
        "spoken",
        "starts",
        "text",
    )

    def __init__(self, text: str, sentences: Sentences, *, byline: str = "") -> None:
        self.text = text
        self.sentences = sentences
        self.starts = sentences.starts
        self.byline = byline
        self.people = People(text, self._kept(), skip_end=self._body_start())
        self.spoken: list[tuple[int, Speaker]] = []  # offset of the mention and speaker, in the order of the text
        self.grammar: dict[int, tuple[int, float, bool]] = {}  # salience of a name by its place: kept between pronouns
        self._inside: dict[str, bool] = {}
        self._looks = 0
        self._paragraphs: dict[str, int] | None = None
        self._by_word: dict[str, list[Person]] | None = None
        self.apposed: dict[str, bool] = {}  # whether a phrase beside a name says that it is an institution
        self.institutions: dict[str, bool] = {}  # whether an unknown single word is one
        self.longer: dict[str, list[str]] = {}  # fuller names that end in a word, by the word
        self._weights: list[float] | None = None  # both are made when a pronoun asks for them
        self._quoted: tuple[list[int], list[int]] | None = None

    def _kept(self) -> list[tuple[int, int]]:
        """Stretches of the text that are sentences: names in the furniture of a page are not the article's."""
        ranges: list[tuple[int, int]] = []
        if not self.starts:
            return [(0, len(self.text))]
        begin, last = self.starts[0], self.sentences.ends[0]
        for start, end in zip(self.starts, self.sentences.ends, strict=True):
            if start - last > _GAP:
                ranges.append((begin, last))
                begin = start
            last = max(end, last)
        ranges.append((begin, last))
        return ranges

    def _body_start(self) -> int:
        """Where headlines end: their capitals make no names."""
        for start, role in zip(self.starts, self.sentences.roles, strict=True):
            if role not in ("title", "subtitle"):
                return start
        return len(self.text) if self.starts else 0

    def paragraph_of(self) -> dict[str, int]:
        """Paragraph of each sentence by its id, made when a quote without a mention asks for it."""
        if self._paragraphs is None:
            self._paragraphs = dict(zip(self.sentences.ids, self.sentences.paragraphs, strict=True))
        return self._paragraphs

    def described_as(self, word: str) -> list[Person]:
        """People whose titles and appositions hold the word, made when an epithet asks for it."""
        if self._by_word is None:
            by_word: dict[str, list[Person]] = {}
            for person in self.people.persons:
                for one in self.words_of(person):
                    by_word.setdefault(one, []).append(person)
            self._by_word = by_word
        return self._by_word.get(word, [])[:_MOST_DESCRIBED]

    def is_name_inside(self, word: str) -> bool:
        """Whether the article writes the word with a capital inside a sentence."""
        known = self._inside.get(word)
        if known is None:
            known = self._inside[word] = self.may_look() and _stands_inside(self.text, word)
        return known

    def may_look(self) -> bool:
        """Whether the whole text may be searched for one more word: an article asks for a few."""
        self._looks += 1
        return self._looks <= _MOST_LOOKS

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds the offset, -1 before the first."""
        return bisect_right(self.starts, position) - 1

    # -- quotations ----------------------------------------------------------------------------------------------

    def is_quoted(self, position: int) -> bool:
        """Whether the position stands between double quotation marks; a paragraph's end closes them."""
        if self._quoted is None:
            self._quoted = self._find_quotations()
        opens, closes = self._quoted
        index = bisect_right(opens, position) - 1
        return index >= 0 and position < closes[index]

    def _find_quotations(self) -> tuple[list[int], list[int]]:
        quotation = _QUOTATION_OF_PAIRS if "''" in self.text else _QUOTATION
        found = [(match.start(), match.end(1)) for match in quotation.finditer(self.text)]
        return [start for start, _ in found], [end for _, end in found]

    def sentence_weights(self) -> list[float]:
        """Running weight of the sentences, by which distance is measured; the last value is that of index -1."""
        if self._weights is None:
            text = self.text
            if self._quoted is None:
                self._quoted = self._find_quotations()
            opens, closes = self._quoted
            at, count = 0, len(opens)
            total, weights = 0.0, []
            for start in self.starts:  # both in the order of the text
                while at < count and opens[at] <= start:
                    at += 1
                if not at or start >= closes[at - 1]:
                    total += _OUTSIDE
                else:
                    total += _BEGINS_QUOTED if text[start] in _MARKS else _INSIDE
                weights.append(total)
            weights.append(0.0)
            self._weights = weights
        return self._weights

    # -- people --------------------------------------------------------------------------------------------------

    def speaker(
        self, person: Person, method: str, rule: str, confidence: float, beside: Description = NOTHING
    ) -> Speaker:
        """The person as a speaker, with all that the article says of them."""
        return person_speaker(person, method, rule, confidence, known=self.describe(person), beside=beside)

    def describe(self, person: Person) -> Description:
        """Everything that the article says beside the full name: titles before it, appositions after it."""
        merged = person.described
        if merged is None:
            merged = NOTHING
            for text in self._said_beside(person):
                merged = merge_descriptions(merged, read_description(text))
            person.gender = person.gender or merged.gender
            if not person.gender:
                person.gender = self._gender_by_pronouns(person)
                person.is_gender_inferred = bool(person.gender)
            merged = self.without_person(merged)
            person.described = merged
        return merged

    def without_person(self, described: Description) -> Description:
        """The description without an affiliation that is a person of the article: "Fox lawyer" names no institution."""
        affiliation = described.affiliation
        if not affiliation or affiliation in lexicon().aliases:
            return described
        given, _, last = affiliation.rpartition(" ")
        for person in self.people.by_last.get(surname_key(last), [])[:_MOST_DESCRIBED]:
            if person.is_sure and (not given or (person.bare and person.name == affiliation)):
                return described._replace(affiliation="")
        return described

    def _gender_by_pronouns(self, person: Person) -> str:
        """The gender of the pronouns that follow the name before another name does; empty if they are few or differ."""
        if person.mentions < _FEWEST_PRONOUNS:
            return ""
        text, occurrences = self.text, self.people.occurrences
        counts = {"m": 0, "f": 0}
        looked = 0
        for place in self.people.places_of(person):
            end = occurrences[place][1]
            if self.is_quoted(end):
                continue
            looked += 1
            if looked > _PRONOUN_LOOKS:
                break
            following = occurrences[place + 1][0] if place + 1 < len(occurrences) else len(text)
            match = _PRONOUN.search(text, end, min(following, end + _PRONOUN_REACH))
            if match and not self.is_quoted(match.start()):
                counts["m" if match.group().lower() in ("he", "his", "him", "himself") else "f"] += 1
        if max(counts.values()) < _FEWEST_PRONOUNS or min(counts.values()):
            return ""
        return "m" if counts["m"] else "f"

    def words_of(self, person: Person) -> frozenset[str]:
        """The words of what the article says beside the full name, in the form in which descriptions are compared."""
        if person.words is None:
            self.describe(person)  # the gender that a description tells counts from now on
            words: set[str] = set()
            for text in self._said_beside(person):
                words |= normal_words(text.replace("-", " "))
            person.words = frozenset(words)
        return person.words

    def _said_beside(self, person: Person) -> list[str]:
        if person.beside is not None:
            return person.beside
        text = self.text
        beside: list[str] = []
        if not person.forms and person.title:
            beside.append(person.title)
        for start, end, title in person.forms[:_FORMS_READ]:
            before = self._title_before(start)
            if before or title:
                beside.append(f"{before} {title}" if before and title else before or title)
            after = text[end : end + 1]
            if after in (",", " "):
                match = _APPOSITION.match(text, end)
                if match and not _CLAUSE.match(match.group(2)) and read_description(match.group(2)).head:
                    beside.append(match.group(2))
            phrase = apposed_phrase(text, start, end)
            if phrase >= 0:
                beside.append(text[phrase : start - 2])
            if after in (",", " "):
                home = _HOME_AFTER.match(text, end)
                if home and home.group(1) in lexicon().places:
                    beside.append(home.group(1))
            if after in (",", " ", "("):
                party = _PARTY_AFTER.match(text, end)
                if party:
                    beside.append(party.group(1).replace("–", "-"))
        person.beside = beside
        return beside

    def _title_before(self, start: int) -> str:
        """A title in small letters before the name: "US secretary of state", "former party chairman"."""
        text = self.text
        if text[start - 1 : start] != " ":
            return ""
        # the word before begins with a small letter, or it is no such title
        reach = max(0, start - _TITLE_REACH)
        first = max(text.rfind(" ", reach, start - 1), text.rfind("\u00a0", reach, start - 1)) + 1
        if not text[first : first + 1].islower():
            return ""
        tokens = text[max(0, start - _TITLE_REACH) : start].rsplit("\n", 1)[-1].split()
        if not tokens:
            return ""
        last = plain_word(tokens[-1])
        if not last[:1].isalpha() or not tokens[-1][0].islower():
            return ""
        words = lexicon()
        noun = words.nouns.get(last)
        if not (
            last in words.titles
            or (noun is not None and noun.kind == "person")
            or ("of" in tokens and last in words.office_ends)
        ):
            return ""
        kept: list[str] = []
        for token in reversed(tokens[-_TITLE_WORDS:]):
            word = plain_word(token)
            if word in words.title_stops or (word == "of" and not kept) or token[-1] in _STOPS or token[0] in _STOPS:
                break
            if kept and word.endswith(("ing", "ed")):  # "beating rival": a verb before the title
                break
            if word == "of" and plain_word(kept[-1]) not in words.office_ends:  # "accounts of former envoy"
                break
            kept.append(token)
        # "find former envoy": a verb stands before the title
        while len(kept) > 1 and kept[-1].islower() and not self._is_of_title(plain_word(kept[-1])):
            kept.pop()
        return " ".join(reversed(kept))

    @staticmethod
    def _is_of_title(word: str) -> bool:
        words = lexicon()
        return word in words.titles or word in words.nouns or word in words.lower_adjectives or word in words.fields
