"""What an outlet calls the actors of its text: names with their titles, and role nouns with their modifiers.

No list of labels is needed: every capitalised run that behaves like a name, and every noun for a person or a group, is
a head with what stands before it. Heads group the ways in which one actor is named ("North Korean dictator Kim Jong
Un", "Mr. Kim"): a name's head is that one of its words which the article also uses alone, else its last; the names of
places and bodies are whole.

What the rules cannot see: that two heads are one actor ("the leader", "Kim"), a name in a headline that capitalises
every word unless the body has it too, and properties that are told by a verb.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from transforms.labels.sets import modifier_start
from transforms.matching import SentenceIndex, TermMatcher, plural
from transforms.resources import read_toml

_SCHEMA: Final = {
    "article_id": pl.String,
    "sentence_id": pl.String,
    "head": pl.String,
    "phrase": pl.String,
    "modifier": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "voice": pl.String,
    "quote_id": pl.String,
    "rule": pl.String,
}
_CAPITALISED: Final = r"[A-ZÀ-Þ](?:(?:\.[A-Z])+\.?|(?:rs?|s|en|ep|ov|ol|gt|apt|dm|ev)\.(?= )|[\w’'-]*)"
_PARTICLE: Final = r"(?:(?:al|bin|ibn|de|del|van|von|der|la|el)[ -])"
_NAME: Final = re.compile(rf"{_CAPITALISED}(?: {_PARTICLE}{{0,2}}{_CAPITALISED})*")  # starts with a set: a fast search
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_POSSESSIVE_ENDS: Final = ("s", "'", "’")
_MIN_RECURRING: Final = 2  # a head that stands once in an article, without a modifier, shows no word choice
_ROLE_REACH: Final = 5  # words of a title before a name ("former deputy prime minister"): more is a clause
_CLAUSE_STARTS: Final = (". ", ": ", "? ", "! ", "“", '"', "‘")


_REMEMBERED: Final = 1 << 15  # distinct runs kept in mind: names recur within an article and from day to day

# begin, end (negative, so that of two with one begin the longer comes first), whether it is a noun's, begin of the name
# or noun, head, rule
_Mention = tuple[int, int, bool, int, str, str]


class _Run(NamedTuple):
    """A capitalised run read by itself; offsets count from its begin."""

    parts: tuple[str, ...]
    plain: tuple[str, ...]
    names: tuple[str, ...]  # the plain words without title or qualifier
    name: int  # where these begin
    end: int
    head: str | None  # None: the words that the article also uses alone decide
    is_role: bool


class _Words(NamedTuple):
    """The word classes of ``labels_roles.toml``; ``heads`` gives the singular of each form that the matcher knows."""

    matcher: TermMatcher
    heads: list[str]
    roles: frozenset[str]
    groups: frozenset[str]
    before: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    places: frozenset[str]
    peoples: frozenset[str]
    aliases: dict[str, str]


@cache
def _words() -> _Words:
    data = read_toml("labels_roles.toml")
    sets = {name: frozenset(words.split()) for name, words in data.items() if isinstance(words, str)}
    listed = sorted(sets["roles"] | sets["groups"])
    heads = {plural(role): role for role in listed} | {role: role for role in listed}  # "authorities" is its own head
    forms = sorted(heads)
    return _Words(
        TermMatcher(forms),
        [heads[form] for form in forms],
        frozenset(heads),
        frozenset(form for form in forms if heads[form] in sets["groups"]),
        sets["before"],
        sets["titles"],
        sets["not_names"],
        sets["places"],
        sets["peoples"],
        data["aliases"],
    )


def actor_labels(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    voice_spans: pl.DataFrame,
    *,
    index: SentenceIndex | None = None,
) -> pl.DataFrame:
    """Mentions of actors, with what each is called.

    Args:
        articles: One row per article, with ``article_id``; fixes nothing else.
        sentences: ``sentence_id``, ``article_id``, ``role``, ``char_start`` (nullable), ``text``; sorted by article.
        voice_spans: ``article_id``, ``char_start``, ``char_end``, ``voice``, ``quote_id``.
        index: The sentences' index, where the caller has made it for other tags too.

    Returns:
        One row per mention of a head that recurs in its article or carries a modifier, in the order of the text:
        ``head`` (lower case; a name's surname or the word used alone, a noun's singular), ``phrase`` as written from
        the modifier to the head's end, ``modifier`` (null where there is none), offsets of the phrase in the article's
        text, voice and quote. ``rule`` is name, titled_name or role.
    """
    del articles
    index = SentenceIndex(sentences, voice_spans) if index is None else index
    begins, ends, nouns, heads, rules = _mentions(index)
    begin = np.array(begins, dtype=np.int64)
    numbers = np.searchsorted(index.starts, begin, side="right") - 1
    is_qualified = begin != np.array(nouns, dtype=np.int64)
    found = pl.DataFrame(
        {"head": heads, "rule": rules, "begin": begin, "name": nouns, "end": ends, "sentence": numbers},
        schema_overrides={"head": pl.String, "rule": pl.String, "name": pl.Int64, "end": pl.Int64},
    ).filter((pl.len().over(index.article_numbers[numbers], "head") >= _MIN_RECURRING) | is_qualified)
    text = index.text
    stretches = list(zip(*(found[name].to_list() for name in ("begin", "name", "end")), strict=True))
    numbers = found["sentence"].to_numpy()
    starts = index.starts[numbers]
    voice, quote_id = index.voices_at(numbers, found["name"].to_numpy() - starts)
    return (
        index.columns.select("article_id", "sentence_id", "char_start")[numbers]
        .with_columns(
            found["head"],
            found["rule"],
            voice=voice,
            quote_id=quote_id,
            phrase=pl.Series([text[begin:end] for begin, _, end in stretches], dtype=pl.String),
            modifier=pl.Series(
                [None if begin == name else text[begin:name].strip(" -") or None for begin, name, _ in stretches],
                dtype=pl.String,
            ),
            char_start=pl.col("char_start") + (found["begin"] - starts),
            char_end=pl.col("char_start") + (found["end"] - starts),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items())
    )


def _mentions(index: SentenceIndex) -> tuple[list[int], list[int], list[int], list[str], list[str]]:
    """All mentions in the order of the text, as columns: begin, end, begin of the name or noun, head, rule."""
    numbers, found = index.find(_words().matcher)
    edges = np.flatnonzero(np.diff(index.article_numbers, prepend=-1, append=-1))
    hits = list(zip(numbers.tolist(), *(column.tolist() for column in found), strict=True))
    hit_edges = np.searchsorted(numbers, edges).tolist()
    starts = index.starts.tolist()
    after_nouns = set((found.ends + index.starts[numbers] + 1).tolist())
    columns: tuple[list[int], list[int], list[int], list[str], list[str]] = ([], [], [], [], [])
    begins, ends, nouns, heads, rules = columns
    for (first, last), (first_hit, last_hit) in zip(pairwise(edges.tolist()), pairwise(hit_edges), strict=True):
        mentions = [
            *_named(index, range(first, last), starts, after_nouns),
            *_roles(index, hits[first_hit:last_hit], starts),
        ]
        mentions.sort()
        edge = -1
        for begin, minus_end, is_role, noun, head, rule in mentions:
            if edge <= begin:
                begins.append(begin)
                ends.append(-minus_end)
                nouns.append(noun)
                heads.append(head)
                rules.append(rule)
            elif not is_role and rules[-1] == "role" and edge < -minus_end:  # "Veldan dictator" + "Rok Jon Su"
                ends[-1], nouns[-1], heads[-1], rules[-1] = -minus_end, noun, head, "titled_name"
            else:
                continue  # inside another's
            edge = -minus_end
    return columns


def _named(index: SentenceIndex, numbers: range, starts: list[int], after_nouns: set[int]) -> list[_Mention]:
    """Names of one article. A sentence's first word, and a word of a headline, must stand as a name elsewhere too."""
    words = _words()
    text = index.text
    known: set[str] = set()
    alone: dict[str, int] = {}
    candidates: list[tuple[int, int, _Run, bool]] = []
    number, first, following = numbers[0] - 1, -1, -1
    in_title = False
    for match in _NAME.finditer(text, starts[numbers[0]], starts[numbers[-1] + 1]):
        start = match.start()
        while start >= following:
            number += 1
            first, following = starts[number], starts[number + 1]
            in_title = index.roles[number] == "title"
        if start > first and text[start - 1].isalnum():
            continue
        run = _read(match.group())
        if run is None:
            continue
        skipped, size, reading = run
        is_doubtful = in_title or (
            size == 1 and not skipped and (start == first or text.endswith(_CLAUSE_STARTS, first, start))
        )
        candidates.append((start + skipped, first, reading, is_doubtful))
        if not is_doubtful:
            names = reading.names
            known.update(names)
            if len(names) == 1:
                alone[names[0]] = alone.get(names[0], 0) + 1
    mentions: list[_Mention] = []
    for start, first, whole, is_doubtful in candidates:
        begin, reading = start, whole
        if is_doubtful:
            part = _known_part(whole, known)
            if part is None:
                continue
            begin, reading = begin + part[0], part[1]
        _, _, names, lead, length, fixed, is_role = reading
        if is_role:
            continue  # "North Korean Leader": left to the role nouns
        head = fixed or _most_alone(names, alone)
        name, end = begin + lead, begin + length
        if not (is_doubtful or lead) and (begin in after_nouns or text[begin - 1] != " "):
            begin = _title_start(text, first, begin, words)
        mentions.append((begin, -end, False, name, head, "name" if begin == name else "titled_name"))
    return mentions


def _most_alone(names: tuple[str, ...], alone: dict[str, int]) -> str:
    """The word of a name that the article uses alone most often; the last of those."""
    head, most = names[-1], alone.get(names[-1], 0)
    for word in names[-2::-1]:
        if (uses := alone.get(word, 0)) > most:
            head, most = word, uses
    return head


def _known_part(run: _Run, known: set[str]) -> tuple[int, _Run] | None:
    """The stretch of a run from its first to its last word that stands as a name elsewhere, if most of it does."""
    places = [number for number, word in enumerate(run.plain) if word in known]
    if not places or places[-1] - places[0] >= len(places):
        return None
    first, last = places[0], places[-1] + 1
    if last - first == len(run.parts):
        return 0, run
    return sum(map(len, run.parts[:first])) + first, _part(run.parts[first:last], run.plain[first:last])


@lru_cache(maxsize=_REMEMBERED)
def _read(written: str) -> tuple[int, int, _Run] | None:
    """A capitalised run without the words before it that are no names: what was skipped, its words, its reading."""
    words = _words()
    parts = tuple(written.split(" "))
    plain = tuple(map(_plain, parts))
    if plain[-1] in words.peoples or plain[-1] in words.titles:
        return None
    first = 0
    for word in plain:
        if word not in words.not_names:
            break
        first += 1
    else:
        return None
    if not first:
        return 0, len(parts), _run(parts, plain)
    return sum(map(len, parts[:first])) + first, len(parts) - first, _run(parts[first:], plain[first:])


@lru_cache(maxsize=_REMEMBERED)
def _part(parts: tuple[str, ...], plain: tuple[str, ...]) -> _Run:
    return _run(parts, plain)


def _run(parts: tuple[str, ...], plain: tuple[str, ...]) -> _Run:
    """What a capitalised run says by itself, wherever it stands."""
    words = _words()
    lead = _lead(parts, plain, words)
    names = plain[lead:] if lead else plain
    end = sum(map(len, parts)) + len(parts) - 1
    if parts[-1].endswith(_POSSESSIVE_ENDS):
        possessive = _POSSESSIVE.search(parts[-1])
        if possessive is not None:
            end -= len(possessive.group())
    is_role = names[-1] in words.roles and (len(names) == 1 or names[-1] not in words.groups)
    head = None
    if len(names) == 1 or names[-1] in words.groups or names[0] in words.places:
        head = " ".join(names)
        head = words.aliases.get(head, head)
    return _Run(parts, plain, names, sum(map(len, parts[:lead])) + lead, end, head, is_role)


def _lead(parts: tuple[str, ...], plain: tuple[str, ...], words: _Words) -> int:
    """How many words of a capitalised run are title or qualifier: up to its last role, title or possessive."""
    for number in range(len(plain) - 2, -1, -1):
        if plain[number] in words.titles or plain[number] in words.roles or parts[number].endswith(("'s", "’s")):
            return 0 if plain[-1] in words.groups else number + 1
    return 0


def _roles(index: SentenceIndex, hits: list[tuple[int, int, int, int]], starts: list[int]) -> Iterator[_Mention]:
    """Role nouns, with the adjectives and names before them."""
    heads, texts, roles = _words().heads, index.texts, index.roles
    for number, term, start, end in hits:
        first = starts[number]
        begin = modifier_start(texts[number], start, is_title=roles[number] == "title")
        yield first + begin, -(first + end), True, first + start, heads[term], "role"


def _plain(word: str) -> str:
    if word.endswith(_POSSESSIVE_ENDS):
        word = _POSSESSIVE.sub("", word)
    return word.rstrip(".").lower()


def _title_start(text: str, first: int, start: int, words: _Words) -> int:
    """Where the lower-case title before a name begins ("former prime minister"); the name's start if none."""
    before = text[max(first, start - 60) : start].split(" ")
    if len(before) < 2 or before[-2].lower() not in words.roles:
        return start
    begin = start
    for word in reversed(before[1:-1][-_ROLE_REACH:]):
        low = word.lower()
        if not (low in words.roles or low in words.before or low in words.peoples):
            break
        begin -= len(word) + 1
    return begin
