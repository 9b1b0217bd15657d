"""Find the terms of a lexicon in text: one Aho-Corasick pass over a same-length folded copy, whole words only.

Folding lowers case and turns marks around words into spaces without changing the length, so that a hit's offsets are
offsets into the text as given. A hit counts only where a word begins and ends; of overlapping hits the leftmost,
and of those the longest, counts. What this cannot see: a term broken by a hyphen at a line's end, a misspelling.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby
from typing import Final

import ahocorasick_rs
import polars as pl

from transforms.resources import read_toml

_STRAIGHT: Final = (("‘", "'"), ("’", "'"), ("ʼ", "'"))
_GAPS: Final = (
    "\n",
    "\t",
    "\u00a0",
    "\u202f",
    '"',
    "“",
    "”",
    "«",
    "»",
    "-",
    "\u2011",
    "–",
    "—",
    "(",
    ")",
    "[",
    "]",
    "/",
    "*",
    "''",
)
_VOWELS: Final = "aeiou"
_PLAIN_PLURALS: Final = ("s", "x", "z", "ch", "sh")


def fold(text: str) -> str:
    """A copy of the text for matching: lower case, words parted by spaces. Its length is the text's.

    Quotation marks, brackets, dashes and hyphens become spaces, so that "co-operate" and "co operate" are one term;
    full stops, commas and apostrophes within a word stay.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals (İ) lower to two code points
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for mark, plain in _STRAIGHT:
        if mark in lowered:
            lowered = lowered.replace(mark, plain)
    for mark in _GAPS:
        if mark in lowered:
            lowered = lowered.replace(mark, " " * len(mark))
    return f" {lowered}".replace(" '", "  ")[1:]  # an apostrophe before a word is a quotation mark


def term_key(term: str) -> str:
    """A lexicon term as it is matched: folded, one space between its words."""
    return " ".join(fold(term).split())


class TermMatcher:
    """A lexicon made ready for matching, of terms as :func:`term_key` gives them; a term given twice is refused."""

    def __init__(self, terms: Sequence[str]) -> None:
        keys = [term_key(term) for term in terms]
        if len(set(keys)) != len(keys):
            raise ValueError("a term stands twice in one lexicon; merge the rows first")
        self.terms: Final = keys
        self._automaton = ahocorasick_rs.AhoCorasick(
            [f" {key}" for key in keys],  # from the start of a word: "in charge" must not hide in "Martin charged"
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """Hits (term number, start, end) in a folded text, in order, whole words only."""
        padded = f" {folded} "
        return [
            (term, start, end - 1)
            for term, start, end in self._automaton.find_matches_as_indexes(padded)
            if not padded[end].isalnum()
        ]


@cache
def _verbs() -> tuple[frozenset[str], dict[str, list[str]]]:
    """Verbs that double their last consonant, and the past forms of irregular ones."""
    data = read_toml("acts_verb_forms.toml")
    return frozenset(data["doubling"].split()), {verb: past.split() for verb, past in data["irregular"].items()}


def plural(noun: str) -> str:
    """The regular plural of a noun, or of a noun phrase's last word."""
    if noun.endswith("man") and not noun.endswith(("human", "german", "roman", "ottoman")):
        return noun[:-2] + "en"
    if noun.endswith(_PLAIN_PLURALS):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> list[str]:
    """Base form, third person, past forms and -ing form of a verb; what follows the first word stays: ``call on``."""
    doubling, irregular = _verbs()
    first, space, rest = verb.partition(" ")
    third = plural(first) if first not in ("have", "do", "go") else {"have": "has", "do": "does", "go": "goes"}[first]
    if first.endswith("man"):
        third = first + "s"
    if first.endswith("ie"):
        ing = first[:-2] + "ying"
    elif first.endswith("e") and not first.endswith(("ee", "oe", "ye")) and first != "be":
        ing = first[:-1] + "ing"
    elif first in doubling:
        ing = first + first[-1] + "ing"
    else:
        ing = first + "ing"
    if first in irregular:
        past = irregular[first]
    elif first.endswith("e"):
        past = [first + "d"]
    elif first.endswith("y") and first[-2:-1] not in _VOWELS:
        past = [first[:-1] + "ied"]
    elif first in doubling:
        past = [first + first[-1] + "ed"]
    else:
        past = [first + "ed"]
    return [form + space + rest for form in dict.fromkeys((first, third, *past, ing))]


def inflect(term: str, form: str) -> list[str]:
    """All written forms of a lexicon term.

    Args:
        term: The term, in its base form.
        form: ``n`` a noun phrase (its last word takes the plural), ``v`` a verb (its first word is inflected), ``x``
            exactly as written.

    Raises:
        ValueError: The form is none of these.
    """
    if form == "x":
        return [term]
    if form == "n":
        return [term, plural(term)]
    if form == "v":
        return verb_forms(term)
    raise ValueError(f"form {form!r} of the term {term!r} is not one of n, v, x")


_OUTLET: Final = ("outlet", None)
_ARTICLE_STRIDE: Final = 1 << 32  # more code points than an article has


class Voices:
    """Whose voice stands at a place of an article: what no span of quotation covers is the outlet's."""

    def __init__(self, spans: Iterable[tuple[int, int, str, str | None]]) -> None:
        self._spans: Final = sorted(spans, key=lambda span: span[:2])
        self._starts: Final = [span[0] for span in self._spans]

    def at(self, place: int) -> tuple[str, str | None]:
        """Voice and quote id at a code point."""
        number = bisect_right(self._starts, place) - 1
        if number >= 0:
            _, end, voice, quote = self._spans[number]
            if place < end:
                return voice, quote
        return _OUTLET

    def touch(self, start: int, end: int) -> bool:
        """Whether a span reaches into a stretch of the article."""
        number = bisect_left(self._starts, end) - 1
        return number >= 0 and self._spans[number][1] > start


def sizes_of_runs(values: Sequence[str]) -> list[int]:
    """How often each value stands in a row, for values that stand together."""
    return [len(list(run)) for _, run in groupby(values)]


class SentenceIndex:
    """Sentences of a batch laid end to end, so that one pass of a matcher serves them all.

    Args:
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (null where the sentence does not stand in
            the article's text) and ``text``, sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
    """

    def __init__(self, sentences: pl.DataFrame, voice_spans: pl.DataFrame) -> None:
        columns = ("sentence_id", "article_id", "role", "char_start", "text")
        self.sentence_ids, self.article_ids, self.roles, self.char_starts, texts = (
            sentences.get_column(name).to_list() for name in columns
        )
        self.texts: list[str] = texts
        self.folded = fold("\n".join(texts))
        self.starts: list[int] = [0, *accumulate(len(text) + 1 for text in texts)]
        self._voice_spans = voice_spans
        self._article_numbers = sentences["article_id"].rle_id().cast(pl.Int64)
        self._spans: dict[str, Voices] = {}
        if voice_spans.height:
            names = ("article_id", "char_start", "char_end", "voice", "quote_id")
            spans: dict[str, list[tuple[int, int, str, str | None]]] = {}
            for article_id, *span in zip(*(voice_spans.get_column(name).to_list() for name in names), strict=True):
                spans.setdefault(article_id, []).append((span[0], span[1], span[2], span[3]))
            self._spans = {article_id: Voices(found) for article_id, found in spans.items()}

    def _articles(self) -> Iterator[tuple[int, int]]:
        """Stretches of the folded text, an article each: its first and last code point but one."""
        edge = 0
        for size in sizes_of_runs(self.article_ids):
            first, edge = edge, edge + size
            yield self.starts[first], self.starts[edge] - 1

    def hits(self, matcher: TermMatcher) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """The sentences with a hit, in order: a sentence's number, and its hits (term, start, end within its text)."""
        starts, folded = self.starts, self.folded
        number = -1
        for begin, edge in self._articles():
            here: list[tuple[int, int, int]] = []
            start, following = begin, 0
            for term, char_start, char_end in matcher.find(folded[begin:edge]):
                if char_start >= following:
                    if here:
                        yield number, here
                    number = bisect_right(starts, begin + char_start, number + 1) - 1
                    start, following = starts[number] - begin, starts[number + 1] - begin
                    here = []
                here.append((term, char_start - start, char_end - start))
            if here:
                yield number, here

    def hit_frame(self, matcher: TermMatcher) -> pl.DataFrame:
        """The same as columns: sentence (its number), term, voice; one row per hit, in the order of the text."""
        terms: list[int] = []
        starts: list[int] = []
        for begin, edge in self._articles():
            found = matcher.find(self.folded[begin:edge])
            terms += [hit[0] for hit in found]
            starts += [begin + hit[1] for hit in found]
        place = pl.Series(starts, dtype=pl.Int64)
        sentence_starts = pl.Series(self.starts, dtype=pl.Int64)
        sentence = sentence_starts.search_sorted(place, side="right") - 1
        hits = pl.DataFrame({"sentence": sentence, "term": pl.Series(terms, dtype=pl.UInt32)})
        if self._voice_spans.is_empty():
            return hits.with_columns(voice=pl.lit("outlet"))
        article = self._article_numbers[sentence]
        key = (
            article * _ARTICLE_STRIDE
            + pl.Series(self.char_starts, dtype=pl.Int64)[sentence]
            + place
            - sentence_starts[sentence]
        )
        spoken = (
            hits.with_columns(key=key, row=pl.int_range(pl.len()))
            .drop_nulls("key")
            .sort("key")
            .join_asof(self._keyed_spans(), on="key", strategy="backward")
            .filter(pl.col("key") < pl.col("end"))
            .select("row", "voice")
        )
        voice = hits.with_row_index("row").select(pl.col("row").cast(pl.Int64))
        voice = voice.join(spoken, on="row", how="left", maintain_order="left")
        return hits.with_columns(voice=voice["voice"].fill_null("outlet"))

    def _keyed_spans(self) -> pl.DataFrame:
        """The spans of quotation on one line of numbers, article after article: key (start), end, voice."""
        numbers = pl.DataFrame({"article_id": self.article_ids, "article": self._article_numbers}).unique("article_id")
        offset = pl.col("article") * _ARTICLE_STRIDE
        return (
            self._voice_spans.join(numbers, on="article_id", how="inner")
            .select(key=pl.col("char_start") + offset, end=pl.col("char_end") + offset, voice="voice")
            .sort("key")
        )

    def voices(self, number: int) -> tuple[Voices, int] | None:
        """Spans of quotation where one touches the sentence, and the sentence's start; None: it is all the outlet's."""
        spans = self._spans.get(self.article_ids[number])
        start = self.char_starts[number]
        if spans is None or start is None or not spans.touch(start, start + len(self.texts[number])):
            return None
        return spans, start

    def voice_at(self, number: int, place: int) -> tuple[str, str | None]:
        """Voice and quote id at a place of a sentence."""
        spans = self._spans.get(self.article_ids[number])
        start = self.char_starts[number]
        return _OUTLET if spans is None or start is None else spans.at(start + place)
