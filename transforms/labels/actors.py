"""What an outlet calls the actors of its text: names with their titles, and role nouns with their modifiers.

No list of labels is needed: every capitalised run that behaves like a name, and every noun for a person or a group, is
a head with what stands before it. Heads group the ways in which one actor is named ("North Korean dictator Kim Jong
Un", "Mr. Kim"): a name's head is that one of its words which the article also uses alone, else its last; the names of
places and bodies are whole.

What the rules cannot see: that two heads are one actor ("the leader", "Kim"), a name in a headline that capitalises
every word unless the body has it too, and properties that are told by a verb.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final, NamedTuple

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
_MIN_RECURRING: Final = 2  # a head that stands once in an article, without a modifier, shows no word choice
_ROLE_REACH: Final = 5  # words of a title before a name ("former deputy prime minister"): more is a clause
_CLAUSE_STARTS: Final = (". ", ": ", "? ", "! ", "“", '"', "‘")


class _Mention(NamedTuple):
    sentence: int
    head: str
    begin: int
    name: int
    end: int
    rule: str


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
    heads = {form: role for role in sets["roles"] | sets["groups"] for form in (role, plural(role))}
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
    rows: list[tuple[object, ...]] = []
    roles = dict(index.hits(_words().matcher))
    place = 0
    for article_id, run in groupby(index.article_ids):
        numbers = range(place, place := place + len(list(run)))
        for mention in _recurring([*_named(index, numbers), *_roles(index, numbers, roles)]):
            text = index.texts[mention.sentence]
            base = index.char_starts[mention.sentence]
            voice, quote = index.voice_at(mention.sentence, mention.name)
            rows.append(
                (
                    article_id,
                    index.sentence_ids[mention.sentence],
                    mention.head,
                    text[mention.begin : mention.end],
                    text[mention.begin : mention.name].strip(" -") or None,
                    None if base is None else base + mention.begin,
                    None if base is None else base + mention.end,
                    voice,
                    quote,
                    mention.rule,
                )
            )
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _recurring(mentions: list[_Mention]) -> list[_Mention]:
    """Mentions without those inside another's, and without heads that show no choice."""
    mentions.sort(key=lambda mention: (mention.sentence, mention.begin, -mention.end))
    kept: list[_Mention] = []
    for mention in mentions:
        if not kept or kept[-1].sentence != mention.sentence or kept[-1].end <= mention.begin:
            kept.append(mention)
        elif mention.rule != "role" and kept[-1].rule == "role" and kept[-1].end < mention.end:
            kept[-1] = mention._replace(begin=kept[-1].begin, rule="titled_name")  # "Veldan dictator" + "Rok Jon Su"
    counts = Counter(mention.head for mention in kept)
    return [mention for mention in kept if counts[mention.head] >= _MIN_RECURRING or mention.begin != mention.name]


def _named(index: SentenceIndex, numbers: range) -> Iterator[_Mention]:
    """Names of one article. A sentence's first word, and a word of a headline, must stand as a name elsewhere too."""
    words = _words()
    sure: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    runs: list[tuple[int, int, list[str], list[str], bool]] = []
    for number in numbers:
        text = index.texts[number]
        is_title = index.roles[number] == "title"
        for found in _NAME.finditer(text):
            start = found.start()
            if start and text[start - 1].isalnum():
                continue
            parts = found.group().split(" ")
            plain = [_plain(part) for part in parts]
            is_first = start == 0 or text.endswith(_CLAUSE_STARTS, 0, start)
            first = next((n for n, word in enumerate(plain) if word not in words.not_names), len(plain))
            if first:
                start += sum(map(len, parts[:first])) + first
                plain, parts = plain[first:], parts[first:]
                is_first = False
            if not plain or plain[-1] in words.peoples or plain[-1] in words.titles:
                continue
            is_doubtful = is_title or (is_first and len(plain) == 1)
            runs.append((number, start, parts, plain, is_doubtful))
            if not is_doubtful:
                lead = _lead(parts, plain, words)
                sure.update(plain[lead:])
                if len(plain) - lead == 1:
                    alone[plain[-1]] += 1
    for number, start, run, run_plain, is_doubtful in runs:
        parts, plain = run, run_plain
        begin = start
        if is_doubtful:
            known = [n for n, word in enumerate(plain) if sure[word]]
            if not known or known[-1] - known[0] >= len(known):
                continue
            begin += sum(map(len, parts[: known[0]])) + known[0]
            plain, parts = plain[known[0] : known[-1] + 1], parts[known[0] : known[-1] + 1]
        lead = _lead(parts, plain, words)
        names = plain[lead:]
        end = begin + sum(map(len, parts)) + len(parts) - 1
        possessive = _POSSESSIVE.search(parts[-1])
        if possessive is not None:
            end -= len(possessive.group())
        if names[-1] in words.roles and (len(names) == 1 or names[-1] not in words.groups):
            continue  # "North Korean Leader": left to the role nouns
        if names[-1] in words.groups or names[0] in words.places or len(names) == 1:
            head = " ".join(names)
            head = words.aliases.get(head, head)
        else:
            head = max(reversed(names), key=lambda word: alone[word])
        name = begin + sum(map(len, parts[:lead])) + lead
        if not (is_doubtful or lead):
            begin = _title_start(index.texts[number], begin, words)
        yield _Mention(number, head, begin, name, end, "name" if begin == name else "titled_name")


def _lead(parts: list[str], plain: list[str], words: _Words) -> int:
    """How many words of a capitalised run are title or qualifier: up to its last role, title or possessive."""
    for number in range(len(plain) - 2, -1, -1):
        if plain[number] in words.titles or plain[number] in words.roles or parts[number].endswith(("'s", "’s")):
            return 0 if plain[-1] in words.groups else number + 1
    return 0


def _roles(index: SentenceIndex, numbers: range, hits: dict[int, list[tuple[int, int, int]]]) -> Iterator[_Mention]:
    """Role nouns of one article, with the adjectives and names before them."""
    heads = _words().heads
    for number in numbers:
        text = index.texts[number]
        for term, start, end in hits.get(number, ()):
            begin = modifier_start(text, start, is_title=index.roles[number] == "title")
            yield _Mention(number, heads[term], begin, start, end, "role")


def _plain(word: str) -> str:
    if word.endswith(("s", "'", "’")):
        word = _POSSESSIVE.sub("", word)
    return word.rstrip(".").lower()


def _title_start(text: str, start: int, words: _Words) -> int:
    """Where the lower-case title before a name begins ("former prime minister"); the name's start if none."""
    before = text[max(0, start - 60) : start].split(" ")
    if len(before) < 2 or before[-2].lower() not in words.roles:
        return start
    begin = start
    for word in reversed(before[1:-1][-_ROLE_REACH:]):
        low = word.lower()
        if not (low in words.roles or low in words.before or low in words.peoples):
            break
        begin -= len(word) + 1
    return begin
