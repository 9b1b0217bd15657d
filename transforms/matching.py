"""Find the terms of a lexicon in text: one Aho-Corasick pass over a same-length folded copy, whole words only.

Folding lowers case and turns marks around words into spaces without changing the length, so that a hit's offsets are
offsets into the text as given. A hit counts only where a word begins and ends; of overlapping hits the leftmost,
and of those the longest, counts. What this cannot see: a term broken by a hyphen at a line's end, a misspelling.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
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
_TABLED: Final = 0x2500  # code points of alphabets and punctuation, folded by a table; the others one by one
_LAST_NARROW: Final = 0xFF
_ANY_LETTER: Final = 0xFF  # ÿ, which no term has
_ANY_MARK: Final = 0x7F
_IN_WORD: Final = np.array([chr(code).isalnum() for code in range(_LAST_NARROW + 1)])
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


@cache
def _narrow_codes() -> npt.NDArray[np.uint8]:
    """For each code point below ``_TABLED`` the byte that stands for it in a narrow copy."""
    return np.array(_narrowed(range(_TABLED)), dtype=np.uint8)


def _narrowed(codes: Iterable[int]) -> list[int]:
    folded = fold("".join(f"a{chr(code)}" for code in codes))[1::2]  # after a letter an apostrophe is one
    return [ord(char) if ord(char) <= _LAST_NARROW else _ANY_LETTER if char.isalnum() else _ANY_MARK for char in folded]


def fold_narrow(text: str) -> bytes:
    """The same as :func:`fold`, one byte (Latin-1) a code point: letters beyond are all ``ÿ``, marks all DEL.

    Offsets into it are offsets into the text, and a pass over bytes costs half of one over code points.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    narrow = _narrow_codes()[np.minimum(codes, _TABLED - 1)]
    far = np.flatnonzero(codes >= _TABLED)
    if far.size:
        kinds, kind = np.unique(codes[far], return_inverse=True)
        narrow[far] = np.array(_narrowed(kinds.tolist()), dtype=np.uint8)[kind]
    folded = narrow.tobytes().replace(b"''", b"  ")
    return (b" " + folded).replace(b" '", b"  ")[1:]


def term_key(term: str) -> str:
    """A lexicon term as it is matched: folded, one space between its words."""
    is_plain = term.isascii() and term.replace(" ", "").isalpha()
    return " ".join((term.lower() if is_plain else fold(term)).split())


def term_keys(terms: Sequence[str]) -> list[str]:
    """The same for many terms, folded in one go."""
    return [" ".join(folded.split()) for folded in fold("\x00 ".join(terms)).split("\x00")] if terms else []


def _is_narrow(term: str) -> bool:
    return term.isascii() or max(map(ord, term)) < _ANY_LETTER


Numbers = npt.NDArray[np.int64]


class Found(NamedTuple):
    """Hits in the order of the text, as columns: number of the term, and offsets into the text searched."""

    terms: Numbers
    starts: Numbers
    ends: Numbers


class TermMatcher:
    """A lexicon made ready for matching, of terms as :func:`term_key` gives them; a term given twice is refused."""

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms: Final = term_keys(terms)
        if len(set(self.terms)) != len(self.terms):
            raise ValueError("a term stands twice in one lexicon; merge the rows first")
        # from the start of a word: "in charge" must not hide in "Martin charged"
        patterns = [f" {key}" for key in self.terms]
        options = (ahocorasick_rs.MatchKind.LeftmostLongest, ahocorasick_rs.Implementation.ContiguousNFA)
        self._automaton: ahocorasick_rs.BytesAhoCorasick | None = None
        self._wide_automaton: ahocorasick_rs.AhoCorasick | None = None
        if all(map(_is_narrow, patterns)):
            self._automaton = ahocorasick_rs.BytesAhoCorasick([key.encode("latin-1") for key in patterns], *options)
        else:  # a user's labels in another alphabet: a slower pass over code points
            self._wide_automaton = ahocorasick_rs.AhoCorasick(patterns, options[0], None, options[1])

    def find(self, text: "FoldedText") -> Found:
        """Hits of whole words."""
        if self._automaton is not None:
            matches = self._automaton.find_matches_as_indexes(text.padded)
        elif self._wide_automaton is not None:
            matches = self._wide_automaton.find_matches_as_indexes(f" {fold(text.text)} ")
        columns = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3)
        columns = columns[~_IN_WORD[text.codes[columns[:, 2]]]]
        return Found(columns[:, 0], columns[:, 1], columns[:, 2] - 1)


class FoldedText:
    """A text made ready to be searched by many matchers."""

    def __init__(self, text: str) -> None:
        self.text: Final = text
        self.padded: Final = b" " + fold_narrow(text) + b" "
        self.codes: Final = np.frombuffer(self.padded, dtype=np.uint8)


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


_VOICES: Final = pl.Enum(["outlet", "indirect", "direct"])
_ARTICLE_STRIDE: Final = 1 << 32  # more code points than an article has


class SentenceIndex:
    """Sentences of a batch laid end to end, so that one pass of a matcher serves them all.

    Args:
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (null where the sentence does not stand in
            the article's text) and ``text``, sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``; without overlap.
    """

    def __init__(self, sentences: pl.DataFrame, voice_spans: pl.DataFrame) -> None:
        names = ("sentence_id", "article_id", "role", "char_start", "text")
        self.columns: Final = sentences.select(names)
        self.texts: Final[list[str]] = sentences["text"].to_list()
        self.roles: Final[list[str]] = sentences["role"].to_list()
        self.article_numbers: Final = sentences["article_id"].rle_id().cast(pl.Int64).to_numpy()
        # two characters between sentences: one that ends a word and is in no term, one that begins a word
        self._folded: Final = FoldedText("\x00\n".join(self.texts))
        lengths = np.fromiter(map(len, self.texts), np.int64, len(self.texts)) + 2
        self.starts: Final = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        self._voice_spans = voice_spans

    @property
    def text(self) -> str:
        """The sentences end to end; sentence n begins at ``starts[n]``."""
        return self._folded.text

    @cached_property
    def folded(self) -> str:
        """The narrow folded copy of the sentences; sentence n begins at ``starts[n]``."""
        return self._folded.padded[1:-1].decode("latin-1")

    def find(self, matcher: TermMatcher) -> tuple[Numbers, Found]:
        """Hits in the order of the text: numbers of their sentences, and terms with offsets within the sentences."""
        terms, starts, ends = matcher.find(self._folded)
        numbers = np.searchsorted(self.starts, starts, side="right") - 1
        first = self.starts[numbers]
        return numbers, Found(terms, starts - first, ends - first)

    def hits(self, matcher: TermMatcher) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """The sentences with a hit, in order: a sentence's number, and its hits (term, start, end within its text)."""
        numbers, found = self.find(matcher)
        yield from grouped(numbers, found)

    def hit_frame(self, matcher: TermMatcher) -> pl.DataFrame:
        """The same as columns: sentence (its number), term, voice; one row per hit, in the order of the text."""
        numbers, found = self.find(matcher)
        voice, _ = self.voices_at(numbers, found.starts)
        return pl.DataFrame({"sentence": numbers, "term": found.terms.astype(np.uint32), "voice": voice})

    @cached_property
    def _char_starts(self) -> Numbers:
        """Where each sentence stands on one line of numbers, article after article; -1: not in the text."""
        starts = self.columns["char_start"].cast(pl.Int64).fill_null(-1).to_numpy()
        return np.where(starts < 0, -1, starts + self.article_numbers * _ARTICLE_STRIDE)

    @cached_property
    def _spans(self) -> tuple[Numbers, Numbers, pl.Series, pl.Series]:
        """Starts and ends of the spans of quotation on that line, their voices, and their quotes."""
        numbers = pl.DataFrame({"article_id": self.columns["article_id"], "_article": self.article_numbers})
        offset = pl.col("_article").cast(pl.Int64) * _ARTICLE_STRIDE
        spans = (
            self._voice_spans.join(numbers.unique("article_id"), on="article_id", how="inner")
            .select(pl.col("char_start", "char_end") + offset, pl.col("voice").cast(_VOICES), "quote_id")
            .sort("char_start", "char_end")
        )
        # a first span that covers nothing: what no span precedes is the outlet's
        return (
            np.concatenate([[-1], spans["char_start"].to_numpy()]),
            np.concatenate([[-1], spans["char_end"].to_numpy()]),
            pl.concat([pl.Series("voice", ["outlet"], dtype=_VOICES), spans["voice"]]),
            pl.concat([pl.Series("quote_id", [None], dtype=pl.String), spans["quote_id"]]),
        )

    def voices_at(self, numbers: Numbers, places: Numbers) -> tuple[pl.Series, pl.Series]:
        """Voice and quote id (null in the outlet's voice) at places of sentences."""
        if self._voice_spans.is_empty():
            voice = pl.repeat("outlet", len(numbers), dtype=_VOICES, eager=True)
            return voice, pl.repeat(None, len(numbers), dtype=pl.String, eager=True)
        starts, ends, voices, quotes = self._spans
        first = self._char_starts[numbers]
        keys = np.where(first < 0, -1, first + places)
        span = np.searchsorted(starts, keys, side="right") - 1
        span[(keys >= ends[span]) | (keys < 0)] = 0
        return voices.gather(span), quotes.gather(span)


def grouped(numbers: Numbers, found: Found) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Hits by sentence."""
    hits = zip(found.terms.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True)
    edges = np.flatnonzero(np.diff(numbers, prepend=-1, append=-1)).tolist() if len(numbers) else []
    at = numbers.tolist()
    for first, last in pairwise(edges):
        yield at[first], list(islice(hits, last - first))  # few tuples at a time: the collector walks them
